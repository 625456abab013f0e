// What calls about costs and gains share: amounts are cents. Pure but for the visit; any thread.
#pragma once

#include "api/input.h"
#include "api/objects.h"
#include "community/returns/assumption.h"
#include "community/returns/month.h"

namespace parvis::api {

text::TimeZone zone_of(const Visit& visit);
// The month of the query's parameter, or `otherwise` when there is none; BadRequest, naming it.
std::int64_t month_asked(const Visit& visit, const char* name, std::int64_t otherwise);
json::value range(const std::optional<community::Range>& range);

}  // namespace parvis::api
