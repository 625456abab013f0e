// The pages from which a manager keeps the community: their tabs and the page around them. Handlers beside their
// addresses, for the route table of app.
#pragma once

#include <string_view>

#include "community/page/page.h"

namespace parvis::community {

enum class ManageTab {
  community,
  spaces,
  groups,
  units,
  roles,
  files,
  charter,
  arriving,
  members,
  fields,
  moderation,
  privacy
};
void write_manage_head(html::Writer& out, const Visit& visit, ManageTab current);
// Never kept, never indexed. Named by its address, or by what it is about.
http::Response manage_page(const Visit& visit, html::Writer& out, int status = 200);
http::Response manage_page_about(const Visit& visit, html::Writer& out, std::string_view name, int status = 200);

}  // namespace parvis::community
