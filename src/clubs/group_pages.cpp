// A group's own page: what it is, how one comes in, its spaces and what is said there, who is in it.
#include <algorithm>

#include "clubs/clubs_pages.h"
#include "clubs/group_views.h"
#include "community/pace/pace.h"
#include "community/page/member_views.h"
#include "community/page/thread_rows.h"
#include "community/threads/cursor.h"
#include "core/text/markdown.h"
#include "core/text/validate.h"

namespace parvis::clubs {

using namespace community;

namespace {

constexpr int kThreadsShown = 8;
constexpr int kFacesShown = 12;
constexpr int kMembersPerPage = 60;

struct GroupPage {
  Group group;
  GroupStanding standing = GroupStanding::none;
  bool receives = false;
  std::optional<Asking> asking;
  std::optional<GroupInvitation> invitation;
  std::vector<const Space*> spaces;
  std::vector<ThreadRow> threads;
  std::vector<GroupMember> officers, latest;

  bool is_in() const { return standing != GroupStanding::none; }
};

// What is said in the group's spaces, together, the latest first.
std::vector<ThreadRow> threads_in(store::Reader& reader, const Visit& visit, const std::vector<const Space*>& spaces) {
  std::vector<ThreadRow> rows;
  for (const auto* space : spaces) {
    auto list = list_threads(reader, visit.viewer, *visit.spaces, {.space = space->id, .limit = kThreadsShown});
    for (auto* some : {&list.pinned, &list.rows}) std::ranges::move(*some, std::back_inserter(rows));
  }
  std::ranges::sort(rows, std::greater{}, &ThreadRow::last_activity_at);
  if (rows.size() > static_cast<std::size_t>(kThreadsShown)) rows.resize(kThreadsShown);
  return rows;
}

GroupPage read_page(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    GroupPage page{.group = group_asked(visit, reader)};
    const auto id = page.group.id;
    for (const auto* space : readable_spaces(visit.viewer, *visit.spaces)) {
      if (space->group == id) page.spaces.push_back(space);
    }
    page.threads = threads_in(reader, visit, page.spaces);
    if (!visit.viewer.signed_in()) return page;
    const auto member = visit.viewer.member;
    page.standing = standing_of(reader, id, member);
    page.receives = receives_letters(reader, id, member);
    page.asking = asking_of(reader, id, member);
    page.invitation = invitation_of(reader, id, member);
    page.officers = officers_of(reader, id);
    page.latest = members_of(reader, id, {}, kFacesShown);
    return page;
  });
}

MemberGlimpse glimpse(const GroupMember& member) {
  return {member.handle, member.display_name, member.title, member.hue, member.role};
}

void write_paragraphs(html::Writer& out, std::string_view text) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (const auto line = text.substr(0, end); !line.empty()) out.element("p", line);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
}

void write_coming_in(html::Writer& out, const Visit& visit, const std::string& path) {
  const html::FormState state;
  html::Form form(out, state, say_in(visit), "membership");
  form.open(path + "/membership", visit.form_token).hidden("value", "on");
  const auto letters = visit.tr("Send me the letters its officers write to the group");
  form.checkbox({.name = "letters", .label = letters});
  form.submit(visit.tr("Come in")).close();
}

void write_asking(html::Writer& out, const Visit& visit, const std::string& path, const html::FormState& state) {
  html::Form form(out, state, say_in(visit), "request");
  form.summary(visit.tr(kCheckThis)).open(path + "/request", visit.form_token).hidden("value", "on");
  const auto label = visit.tr("A word to its officers"), hint = visit.tr("Who you are, and what brings you here.");
  form.text_area({.name = "words", .label = label, .hint = hint, .rows = 3, .need = html::Need::optional});
  form.submit(visit.tr("Ask to come in")).close();
}

// What the viewer, who is not in it, may do.
void write_door(html::Writer& out, const Visit& visit, const GroupPage& page, const html::FormState& state) {
  const auto path = group_path(page.group.slug);
  if (!visit.viewer.signed_in()) {
    if (page.group.door == Door::open || page.group.door == Door::on_request) {
      out.open("p").element("a", {{"class", "button main"}, {"href", "/join"}}, visit.tr("Join the square to come in"));
      out.close();
    }
    return;
  }
  if (page.invitation) {
    out.element("p", visit.tr("{member} invites you in.", {{"member", page.invitation->by_name}}));
    write_coming_in(out, visit, path);
    write_button(out, visit, path + "/invitations/" + visit.viewer.handle + "/end", "value", "off", visit.tr("Decline"),
                 "plain");
    return;
  }
  if (page.group.door == Door::open) return write_coming_in(out, visit, path);
  if (page.asking && !page.asking->turned_away) {
    out.element("p", visit.tr("You have asked to come in. Its officers will answer."));
    return write_button(out, visit, path + "/request", "value", "off", visit.tr("Take it back"), "plain");
  }
  if (page.asking) {
    out.element("p", visit.tr("Its officers answered no to what you asked."));
    if (!page.asking->reason.empty()) {
      out.open("blockquote", {{"class", "reason"}}).element("p", page.asking->reason).close();
    }
    return;
  }
  if (page.group.door == Door::on_request) return write_asking(out, visit, path, state);
  out.element("p", {{"class", "quiet"}}, visit.tr("One comes in when its officers invite them."));
}

void write_belonging(html::Writer& out, const Visit& visit, const GroupPage& page) {
  const auto path = group_path(page.group.slug);
  out.open("div", {{"class", "row"}});
  out.element("span", {{"class", "quiet small"}},
              page.receives ? visit.tr("You receive its letters.") : visit.tr("You do not receive its letters."));
  write_button(out, visit, path + "/letter-wish", "value", page.receives ? "off" : "on",
               page.receives ? visit.tr("No more letters") : visit.tr("Receive them"), "plain");
  if (page.standing != GroupStanding::founder) {
    write_button(out, visit, path + "/membership", "value", "off", visit.tr("Leave the group"), "plain");
  }
  out.close();
}

void write_spaces(html::Writer& out, const Visit& visit, const GroupPage& page) {
  if (page.spaces.empty()) return;
  out.open("section").open("div", {{"class", "head"}}).element("h2", visit.tr("Its spaces")).close();
  out.open("ul", {{"class", "list spaces"}});
  for (const auto* space : page.spaces) {
    out.open("li").open("h3");
    out.element("a", {{"href", space_path(space->slug)}}, space->name.in(visit.language)).text(" ");
    if (space->visibility == SpaceVisibility::chosen) write_badge(out, visit.tr("the group only"));
    if (space->closed) write_badge(out, visit.tr("closed"));
    out.close().element("p", {{"class", "quiet"}}, space->description.in(visit.language)).close();
  }
  out.close().close();
}

void write_feed(html::Writer& out, const Visit& visit, const GroupPage& page) {
  if (page.spaces.empty()) return;
  out.open("section").open("div", {{"class", "head"}}).element("h2", visit.tr("What is said there")).close();
  if (page.threads.empty()) {
    const auto& first = *page.spaces.front();
    const bool writes = may_ask(visit.viewer, first, Action::open_thread);
    write_empty(out, visit.tr("Nothing yet."), writes ? visit.tr("Write the first words") : "",
                writes ? space_path(first.slug) + "/threads/new" : "");
  } else {
    write_thread_rows(out, visit, page.threads, {.heading = RowHeading::third});
  }
  out.close();
}

html::Html people(const Visit& visit, const GroupPage& page) {
  html::Writer out;
  if (page.officers.empty()) return out.take();
  out.open("section").element("h2", visit.tr("They look after it")).open("ul", {{"class", "list"}});
  for (const auto& officer : page.officers) {
    out.open("li", {{"class", "row"}});
    write_face(out, officer.display_name, officer.hue);
    out.open("span").element("a", {{"href", member_path(officer.handle)}}, officer.display_name);
    out.text(" ").element("span", {{"class", "quiet small"}}, standing_words(visit, officer.standing)).close().close();
  }
  out.close().close();
  out.open("section").element("h2", visit.tr("Latest to come in")).open("div", {{"class", "faces"}});
  for (const auto& member : page.latest) write_linked_face(out, visit, glimpse(member));
  out.close().open("p").element("a", {{"href", group_path(page.group.slug) + "/members"}},
                                visit.trn("See the {n} member", "See all {n} members", page.group.members));
  out.close().close();
  return out.take();
}

void write_head(html::Writer& out, const Visit& visit, const GroupPage& page) {
  const auto path = group_path(page.group.slug);
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}}).open("h1");
  out.text(page.group.name).text(" ");
  write_door_badge(out, visit, page.group.door);
  out.close();
  if (may_look_after(visit.viewer, page.standing)) {
    out.open("div", {{"class", "row"}});
    out.element("a", {{"class", "button"}, {"href", path + "/letter"}}, visit.tr("Write to the group"));
    out.element("a", {{"class", "button"}, {"href", path + "/manage"}}, visit.tr("Look after it")).close();
  }
  out.close();
  write_paragraphs(out, page.group.description);
  out.element("p", {{"class", "small"}}, visit.trn("{n} member", "{n} members", page.group.members));
  out.close();
}

http::Response render(const Visit& visit, const GroupPage& page, const html::FormState& state, int status = 200) {
  html::Writer out;
  write_head(out, visit, page);
  out.open("div", {{"class", "narrow group-door"}});
  page.is_in() ? write_belonging(out, visit, page) : write_door(out, visit, page, state);
  out.close();
  write_spaces(out, visit, page);
  write_feed(out, visit, page);
  const bool is_known = page.group.door != Door::hidden;
  PageHead head{.title = page.group.name,
                .description = is_known ? text::excerpt(page.group.description, 160) : "",
                .canonical = group_path(page.group.slug),
                .indexing = is_known ? Indexing::allowed : Indexing::refused,
                .current = "groups"};
  if (is_known) head.feeds.push_back({page.group.name, group_path(page.group.slug) + "/feed.atom"});
  return render_page(visit, head, out.take(), people(visit, page), status);
}

}  // namespace

http::Response show_group(Visit& visit) { return render(visit, read_page(visit), {}); }

http::Response show_group_members(Visit& visit) {
  visit.member();
  const auto cursor = parse_cursor(visit.request.query.get("after"));
  Group group;
  auto members = visit.community.store().read([&](store::Reader& reader) {
    group = group_asked(visit, reader);
    return members_of(reader, group.id, {{cursor.key}, {cursor.id}}, kMembersPerPage + 1);
  });
  const bool more = members.size() > static_cast<std::size_t>(kMembersPerPage);
  if (more) members.pop_back();
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Members of {group}", {{"group", group.name}}));
  out.open("p").element("a", {{"href", group_path(group.slug)}}, visit.tr("Back to the group")).close().close();
  out.open("ul", {{"class", "list"}});
  for (const auto& member : members) {
    out.open("li", {{"class", "row"}});
    write_face(out, member.display_name, member.hue);
    out.open("div").open("p");
    write_member_name(out, visit, glimpse(member));
    out.text(" ");
    if (member.standing >= GroupStanding::officer) write_badge(out, standing_words(visit, member.standing), "brand");
    out.close().open("p", {{"class", "quiet small"}}).text("@").text(member.handle).close().close();
    out.open("p", {{"class", "push quiet small"}});
    write_time(out, visit, member.since);
    out.close().close();
  }
  out.close();
  const auto next = more ? cursor_text({members.back().since.microseconds, members.back().id.value}) : std::string();
  write_next_page(out, visit, group_path(group.slug) + "/members", next);
  return render_page(visit, {.title = group.name, .indexing = Indexing::refused, .current = "groups"}, out.take());
}

http::Response change_membership(Visit& visit) {
  visit.member();
  keep(visit, Pace::gestures);
  const auto group = group_asked(visit);
  const bool entering = is_turned_on(visit);
  const auto letters = visit.request.form.has("letters") ? Letters::yes : Letters::no;
  change(visit, [&](store::Transaction& transaction, const GroupAct& act) {
    return entering ? join_group(transaction, act, group, letters) : leave_group(transaction, act, group);
  });
  // A hidden group is nowhere once one has left it.
  const bool is_gone = !entering && group.door == Door::hidden && !visit.viewer.is_manager();
  return see_other_with_notice(
      visit, is_gone ? "/groups" : group_path(group.slug),
      entering ? text::msgid("You are one of the group.") : text::msgid("You have left the group."));
}

http::Response change_letter_wish(Visit& visit) {
  visit.member();
  keep(visit, Pace::gestures);
  const auto group = group_asked(visit);
  const bool wished = is_turned_on(visit);
  visit.community.store().write([&](store::Transaction& transaction) {
    choose_letters(transaction, group.id, visit.viewer.member, wished ? Letters::yes : Letters::no);
  });
  return see_other_with_notice(visit, group_path(group.slug),
                               wished ? text::msgid("You will receive the letters of this group.")
                                      : text::msgid("You will receive no more letters of this group."));
}

http::Response change_request(Visit& visit) {
  visit.member();
  keep(visit, Pace::gestures);
  const auto group = group_asked(visit);
  if (!is_turned_on(visit)) {
    change(visit, [&](store::Transaction& transaction, const GroupAct& act) {
      return withdraw_request(transaction, act, group);
    });
    return see_other_with_notice(visit, group_path(group.slug), text::msgid("Taken back."));
  }
  html::FormState state(visit.request.form.pairs());
  const auto words = text::check_text(state.value("words"), {.max = kMaxRequestWords, .lines = text::Lines::many});
  if (words.problem) {
    state.refuse("words", *words.problem);
    return render(visit, read_page(visit), state, 422);
  }
  change(visit, [&](store::Transaction& transaction, const GroupAct& act) {
    ask_to_join(transaction, act, group, words.value);
    return true;
  });
  return see_other_with_notice(visit, group_path(group.slug), text::msgid("Asked. You will be told what they answer."));
}

}  // namespace parvis::clubs
