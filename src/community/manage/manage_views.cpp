#include "community/manage/manage_views.h"

namespace parvis::community {

void write_manage_head(html::Writer& out, const Visit& visit, ManageTab current) {
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Manage the community")).close();
  out.open("nav", {{"class", "tabs"}, {"aria-label", visit.tr("Manage the community")}});
  const auto tab = [&](ManageTab one, std::string_view path, const std::string& words) {
    const auto here = one == current ? std::optional<std::string>("page") : std::nullopt;
    out.element("a", {{"href", path}, {"aria-current", here}}, words);
  };
  tab(ManageTab::community, "/manage/community", visit.tr("The community"));
  tab(ManageTab::spaces, "/manage/spaces", visit.tr("Spaces"));
  tab(ManageTab::roles, "/manage/roles", visit.tr("Roles"));
  tab(ManageTab::charter, "/manage/charter", visit.tr("Charter"));
  tab(ManageTab::arriving, "/manage/arriving", visit.tr("Arriving"));
  tab(ManageTab::members, "/manage/members", visit.tr("Members"));
  out.close();
}

http::Response manage_page(const Visit& visit, html::Writer& out, int status) {
  const PageHead head{.title = visit.tr("Manage the community"), .indexing = Indexing::refused, .current = "manage"};
  return render_page(visit, head, out.take(), {}, status);
}

}  // namespace parvis::community
