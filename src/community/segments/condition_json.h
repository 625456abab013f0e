// A condition as JSON, for programs: a group is {"all": […]}, {"any": […]} or {"not": …}; a leaf is its text,
// "role leader". Pure.
#pragma once

#include <boost/json.hpp>

#include "community/segments/condition_parser.h"

namespace parvis::community {

boost::json::value condition_to_json(const Condition& condition);
// `at` of the answer means nothing.
ConditionRead condition_from_json(const boost::json::value& value);

}  // namespace parvis::community
