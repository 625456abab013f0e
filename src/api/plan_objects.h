// Plans as JSON, for the calls about them. Small reads.
#pragma once

#include "api/objects.h"
#include "community/plans/plan_way.h"

namespace parvis::api {

// The plan of the address; NotFound.
community::Plan plan_named(const Visit& visit, store::Reader& reader);
json::object step_object(const community::PlanStep& step);
json::object plan_object(const Visit& visit, store::Reader& reader, const community::Plan& plan);

}  // namespace parvis::api
