// A segment as the calls about segments share it. One visit.
#pragma once

#include "api/body.h"
#include "api/objects.h"
#include "community/segments/segment.h"

namespace parvis::api {

json::object segment_object(const Visit& visit, const community::Segment& segment);
// Of the address; NotFound.
community::Segment segment_named(const Visit& visit, store::Reader& reader);
// What the body says of one; what is wrong is kept there. `slug`: of the segment it is for, empty for a new one.
community::SegmentWords segment_told(const Visit& visit, Body& body, std::string_view slug);

}  // namespace parvis::api
