// The pages from which a manager keeps the community: their tabs and the page around them. Handlers beside their
// addresses, for the route table of app.
#pragma once

#include "community/page/page.h"

namespace parvis::community {

enum class ManageTab { community, spaces, roles, charter, arriving, members };
void write_manage_head(html::Writer& out, const Visit& visit, ManageTab current);
// Never kept, never indexed.
http::Response manage_page(const Visit& visit, html::Writer& out, int status = 200);

}  // namespace parvis::community
