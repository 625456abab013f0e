// Which files the community takes, and how much of them. Handlers for the route table.
#pragma once

#include "community/visit.h"

namespace parvis::files {

using community::Visit;

http::Response show_file_rules(Visit& visit);    // GET  /manage/files
http::Response update_file_rules(Visit& visit);  // POST /manage/files

}  // namespace parvis::files
