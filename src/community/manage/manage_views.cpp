#include "community/manage/manage_views.h"

#include "community/page/room_list.h"
#include "community/page/room_title.h"

namespace parvis::community {
namespace {

constexpr char kRoom[] = "Manage the community";
constexpr PageName kPages[] = {{"/manage/community", text::msgid("The community")},
                               {"/manage/spaces", text::msgid("Spaces")},
                               {"/manage/space-opening", text::msgid("Open a space")},
                               {"/manage/groups", text::msgid("Groups")},
                               {"/manage/units", text::msgid("Units")},
                               {"/manage/units/import", text::msgid("Bring in a file")},
                               {"/manage/roles", text::msgid("Roles")},
                               {"/manage/trust", text::msgid("Newcomers")},
                               {"/manage/files", text::msgid("Pictures and files")},
                               {"/manage/charter", text::msgid("Charter")},
                               {"/manage/arriving", text::msgid("Arriving")},
                               {"/manage/requests", text::msgid("Requests to join")},
                               {"/manage/requests/declined", text::msgid("Declined requests")},
                               {"/manage/issuers", text::msgid("Signing in with accounts held elsewhere")},
                               {"/manage/members", text::msgid("Members")},
                               {"/manage/members/import", text::msgid("Bring in a file of members")},
                               {"/manage/privacy", text::msgid("Privacy")},
                               {"/manage/privacy/retention", text::msgid("How long things are kept")},
                               {"/manage/privacy/register", text::msgid("Register of processing")},
                               {"/manage/purposes", text::msgid("What members are asked to agree to")},
                               {"/manage/moderation", text::msgid("Moderation")},
                               {"/manage/audit", text::msgid("What staff did")},
                               {"/manage/spam", text::msgid("What looks like spam")},
                               {"/manage/profile-fields", text::msgid("Profiles")}};

http::Response page_with(const Visit& visit, html::Writer& out, std::string title, int status) {
  const PageHead head{.title = std::move(title), .indexing = Indexing::refused, .current = "manage"};
  return render_page(visit, head, out.take(), {}, status);
}

}  // namespace

void write_manage_head(html::Writer& out, const Visit& visit, ManageTab current) {
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Manage the community")).close();
  RoomList rooms(out, visit.tr("Manage the community"));
  const auto tab = [&](ManageTab one, std::string_view path, const std::string& words) {
    rooms.page(path, words, one == current ? RoomList::Here::yes : RoomList::Here::no);
  };
  tab(ManageTab::community, "/manage/community", visit.tr("The community"));
  tab(ManageTab::charter, "/manage/charter", visit.tr("Charter"));
  tab(ManageTab::fields, "/manage/profile-fields", visit.tr("Profiles"));
  tab(ManageTab::files, "/manage/files", visit.tr("Pictures and files"));
  rooms.group();
  tab(ManageTab::spaces, "/manage/spaces", visit.tr("Spaces"));
  tab(ManageTab::groups, "/manage/groups", visit.tr("Groups"));
  tab(ManageTab::units, "/manage/units", visit.tr("Units"));
  rooms.group();
  tab(ManageTab::members, "/manage/members", visit.tr("Members"));
  tab(ManageTab::arriving, "/manage/arriving", visit.tr("Arriving"));
  tab(ManageTab::roles, "/manage/roles", visit.tr("Roles"));
  rooms.group();
  tab(ManageTab::moderation, "/manage/moderation", visit.tr("Moderation"));
  tab(ManageTab::privacy, "/manage/privacy", visit.tr("Privacy"));
  rooms.close();
}

http::Response manage_page(const Visit& visit, html::Writer& out, int status) {
  return page_with(visit, out, room_title(visit, kPages, kRoom), status);
}

http::Response manage_page_about(const Visit& visit, html::Writer& out, std::string_view name, int status) {
  return page_with(visit, out, named_title(visit, name, kRoom), status);
}

}  // namespace parvis::community
