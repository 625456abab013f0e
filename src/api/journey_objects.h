// A journey as the calls about journeys share it. One visit.
#pragma once

#include "api/objects.h"
#include "community/journeys/journey.h"

namespace parvis::api {

// Of the address; NotFound.
community::Journey journey_named(const Visit& visit, store::Reader& reader);
const community::Stage& stage_named(const Visit& visit, const community::Journey& journey);
// With the figures of its board.
json::object journey_object(store::Reader& reader, const Visit& visit, const community::Journey& journey);

}  // namespace parvis::api
