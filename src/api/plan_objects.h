// Plans as JSON, for the calls about them. Small reads.
#pragma once

#include "api/objects.h"
#include "community/plans/plan_way.h"

namespace parvis::api {

// Forbidden unless the caller manages the community, with a token that may do it.
void require_plan_manager(const Visit& visit, community::Scope scope);
// The plan of the address; NotFound.
community::Plan plan_named(const Visit& visit, store::Reader& reader);
json::object step_object(const community::PlanStep& step);
json::object plan_object(const Visit& visit, store::Reader& reader, const community::Plan& plan);

}  // namespace parvis::api
