// The parts of the frame around a page's own content. Used by page.cpp alone; pure functions of the visit.
#pragma once

#include "community/page/page.h"

namespace parvis::community {

// The element <head>.
void write_document_head(html::Writer& out, const Visit& visit, const PageHead& head);
// Skip link, logo, search, what the viewer may do everywhere, their menu.
void write_top(html::Writer& out, const Visit& visit);
// The ways through the square: its lists, its spaces.
void write_navigation(html::Writer& out, const Visit& visit, std::string_view current);
void write_foot(html::Writer& out, const Visit& visit);

}  // namespace parvis::community
