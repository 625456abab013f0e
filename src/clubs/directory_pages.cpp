// The directory of groups: what awaits the viewer first, then theirs, then all they may know of; and founding one.
#include "clubs/clubs_pages.h"
#include "clubs/group_views.h"
#include "community/members/accounts.h"
#include "community/notifications/bell.h"
#include "community/notifications/notification.h"
#include "community/pace/pace.h"
#include "community/page/sentence.h"
#include "community/page/thread_rows.h"

namespace parvis::clubs {

using namespace community;

namespace {

constexpr int kGroupsPerPage = 50;

struct Directory {
  std::string query;
  std::vector<GroupInvitation> invitations;
  std::vector<WaitingGroup> waiting;
  std::vector<Group> own, all;
  bool is_first = true, has_more = false;
  Founders founders = Founders::members;
};

Directory read_directory(const Visit& visit) {
  const auto& query = visit.request.query;
  Directory directory{.query = std::string(query.get("q"))};
  const auto after = parse_id(query.get("after"));
  directory.is_first = directory.query.empty() && !after;
  visit.community.store().read([&](store::Reader& reader) {
    directory.founders = read_founders(reader);
    GroupPlace place;
    if (after) {
      const auto last = find_group(reader, visit.viewer, GroupId{*after});
      place = {group_name_key(last.name), last.id};
    }
    directory.all = list_groups(reader, visit.viewer, directory.query, place, kGroupsPerPage + 1);
    if (!visit.viewer.signed_in() || !directory.is_first) return;
    directory.invitations = invitations_of(reader, visit.viewer.member);
    directory.waiting = groups_with_requests(reader, visit.viewer.member);
    directory.own = groups_of(reader, visit.viewer, visit.viewer.member);
  });
  directory.has_more = directory.all.size() > static_cast<std::size_t>(kGroupsPerPage);
  if (directory.has_more) directory.all.pop_back();
  return directory;
}

// Whoever opens this page has read what told them of it.
void read_what_told_of_it(Visit& visit) {
  if (!visit.viewer.signed_in() || visit.unread_notifications == 0) return;
  const auto member = visit.viewer.member;
  const auto read = visit.community.store().write([&](store::Transaction& transaction) {
    const auto count = read_notifications_of_groups(transaction, member);
    const Bell bell(visit.community.live(), visit.community.accounts().sessions());
    if (count > 0) bell.ring(transaction, std::array{member});
    return count;
  });
  visit.unread_notifications = std::max<std::int64_t>(visit.unread_notifications - read, 0);
}

void write_invitation(html::Writer& out, const Visit& visit, const GroupInvitation& invitation) {
  const auto path = group_path(invitation.slug);
  out.open("li", {{"class", "row"}}).open("div").open("p");
  write_parts(out, text::tr_parts(visit.language, "{member} would like you in {group}"), [&](std::string_view place) {
    if (place == "member") {
      out.element("a", {{"href", member_path(invitation.by_handle)}}, invitation.by_name);
    } else {
      out.element("a", {{"class", "name"}, {"href", path}}, invitation.name);
    }
  });
  out.close().open("p", {{"class", "quiet small"}});
  write_time(out, visit, invitation.invited_at);
  out.close().close().open("div", {{"class", "row gestures"}});
  write_button(out, visit, path + "/membership", "value", "on", visit.tr("Come in"), "button main");
  write_button(out, visit, path + "/invitations/" + visit.viewer.handle + "/end", "value", "off", visit.tr("Decline"));
  out.close().close();
}

void write_awaiting(html::Writer& out, const Visit& visit, const Directory& directory) {
  if (directory.invitations.empty() && directory.waiting.empty()) return;
  out.open("section").open("div", {{"class", "head"}}).element("h2", visit.tr("Waiting for you")).close();
  out.open("ul", {{"class", "list"}});
  for (const auto& invitation : directory.invitations) write_invitation(out, visit, invitation);
  for (const auto& group : directory.waiting) {
    const auto path = group_path(group.slug) + "/manage#requests";
    out.open("li", {{"class", "row"}}).open("div").open("p").element("a", {{"href", path}}, group.name).close();
    out.element("p", {{"class", "quiet small"}},
                visit.trn("{n} person asks to come in", "{n} people ask to come in", group.waiting));
    out.close().element("a", {{"class", "button"}, {"href", path}}, visit.tr("Answer")).close();
  }
  out.close().close();
}

void write_list(html::Writer& out, const Visit& visit, const std::string& title, const std::vector<Group>& groups) {
  out.open("section").open("div", {{"class", "head"}}).element("h2", title).close();
  out.open("ul", {{"class", "list spaces"}});
  for (const auto& group : groups) write_group_line(out, visit, group);
  out.close().close();
}

void write_search(html::Writer& out, const Visit& visit, const std::string& query) {
  const auto words = visit.tr("Name of a group");
  out.open("form", {{"class", "row"}, {"role", "search"}, {"action", "/groups"}});
  out.open("input",
           {{"type", "search"}, {"name", "q"}, {"value", query}, {"aria-label", words}, {"placeholder", words}});
  out.element("button", {{"class", "button"}, {"type", "submit"}}, visit.tr("Search")).close();
}

void write_all(html::Writer& out, const Visit& visit, const Directory& directory) {
  if (directory.all.empty() && directory.query.empty()) {
    const bool founds = may_found(visit.viewer, directory.founders);
    return write_empty(out, visit.tr("No group yet. A group brings together those who share a place, a team, a taste."),
                       founds ? visit.tr("Found a group") : "", founds ? "/groups/new" : "");
  }
  write_search(out, visit, directory.query);
  if (directory.all.empty()) {
    return write_empty(out, visit.tr("No group has a name like that."), visit.tr("See them all"), "/groups");
  }
  write_list(out, visit, directory.query.empty() ? visit.tr("All groups") : visit.tr("Found"), directory.all);
  if (!directory.has_more) return;
  const auto path =
      directory.query.empty() ? std::string("/groups") : "/groups?q=" + http::percent_encode(directory.query);
  write_next_page(out, visit, path, id_text(directory.all.back().id));
}

http::Response render_founding(const Visit& visit, const html::FormState& state, int status) {
  const auto title = visit.tr("Found a group");
  html::Writer out;
  out.open("div", {{"class", "narrow"}}).open("header", {{"class", "title"}}).element("h1", title);
  out.element("p", visit.tr("You look after it, name officers who help you, and may hand it over.")).close();
  html::Form form(out, state, say_in(visit), "group");
  form.summary(visit.tr(kCheckThis)).open("/groups", visit.form_token);
  write_group_fields(form, visit);
  out.open("div", {{"class", "actions"}});
  form.submit(title);
  out.element("a", {{"class", "button bare"}, {"href", "/groups"}}, visit.tr("Cancel")).close();
  form.close();
  out.close();
  return render_page(visit, {.title = title, .indexing = Indexing::refused, .current = "groups"}, out.take(), {},
                     status);
}

void require_may_found(const Visit& visit) {
  visit.member();
  const auto founders = visit.community.store().read([](store::Reader& reader) { return read_founders(reader); });
  if (!may_found(visit.viewer, founders)) throw Forbidden({"You cannot found groups here yet."});
}

}  // namespace

http::Response show_groups(Visit& visit) {
  const auto directory = read_directory(visit);
  read_what_told_of_it(visit);
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}}).element("h1", visit.tr("Groups"));
  if (may_found(visit.viewer, directory.founders) && !(directory.all.empty() && directory.query.empty())) {
    out.element("a", {{"class", "button"}, {"href", "/groups/new"}}, visit.tr("Found a group"));
  }
  out.close().close();
  write_awaiting(out, visit, directory);
  if (!directory.own.empty()) write_list(out, visit, visit.tr("Your groups"), directory.own);
  write_all(out, visit, directory);
  const PageHead head{.title = visit.tr("Groups"),
                      .canonical = directory.is_first ? "/groups" : "",
                      .indexing = directory.is_first ? Indexing::allowed : Indexing::refused,
                      .current = "groups",
                      .width = Width::wide};
  return render_page(visit, head, out.take());
}

http::Response show_founding(Visit& visit) {
  require_may_found(visit);
  html::FormState state;
  state.set("door", "open");
  return render_founding(visit, state, 200);
}

http::Response create_group(Visit& visit) {
  require_may_found(visit);
  html::FormState state(visit.request.form.pairs());
  const auto words = read_group_fields(state);
  if (state.is_refused()) return render_founding(visit, state, 422);
  if (const int wait = take(visit, Pace::threads); wait > 0) {
    state.refuse(too_fast(Pace::threads));
    return with_retry_after(render_founding(visit, state, 429), wait);
  }
  try {
    const auto group = change(visit, [&](store::Transaction& transaction, const GroupAct& act) {
      return found_group(transaction, act, words);
    });
    return see_other_with_notice(visit, group_path(group.slug),
                                 text::msgid("The group is there. Invite the first people, or open a space for it."));
  } catch (const Conflict& conflict) {
    state.refuse("name", conflict.sentence());
    return render_founding(visit, state, conflict.status());
  }
}

}  // namespace parvis::clubs
