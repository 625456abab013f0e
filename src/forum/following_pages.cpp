// Everything a member follows, in one place, each with the way to follow it no longer.
#include "community/accounts/account_views.h"
#include "community/page/page.h"
#include "community/page/thread_rows.h"
#include "community/threads/following.h"
#include "community/threads/thread_lists.h"
#include "core/text/marks.h"
#include "forum/forum_pages.h"
#include "forum/list_views.h"

namespace parvis::forum {

using namespace community;

namespace {

constexpr char kPath[] = "/account/following";

// The button that ends it; what it ends is said to who does not see the line it stands in.
void write_ending(html::Writer& out, const Visit& visit, const std::string& path, std::string_view name) {
  out.open("form", {{"class", "push"}, {"method", "post"}, {"action", path + "/follow"}});
  write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "return_to"}, {"value", kPath}});
  out.open("button", {{"class", "plain"}, {"name", "follow"}, {"value", "off"}}).text(visit.tr("Unfollow"));
  out.element("span", {{"class", "unseen"}}, " " + std::string(name)).close().close();
}

void open_section(html::Writer& out, const std::string& title) {
  out.open("section").element("h2", title).open("ul", {{"class", "list"}});
}

void close_section(html::Writer& out) { out.close().close(); }

void write_line(html::Writer& out, const Visit& visit, const std::string& path, const std::string& name) {
  out.open("li", {{"class", "row"}}).open("div");
  out.element("a", {{"class", "name"}, {"href", path}}, name).close();
  write_ending(out, visit, path, name);
  out.close();
}

void write_following(html::Writer& out, const Visit& visit, const Following& following) {
  if (!following.spaces.empty()) {
    open_section(out, visit.tr("Spaces"));
    for (const auto* space : following.spaces) {
      write_line(out, visit, space_path(space->slug), space->name.in(visit.language));
    }
    close_section(out);
  }
  if (!following.tags.empty()) {
    open_section(out, visit.tr("Tags"));
    for (const auto& tag : following.tags) write_line(out, visit, tag_path(tag.key), tag.name);
    close_section(out);
  }
  if (!following.members.empty()) {
    open_section(out, visit.tr("Members"));
    for (const auto& member : following.members) {
      write_line(out, visit, member_path(member.handle), member.display_name);
    }
    close_section(out);
  }
}

void write_threads(html::Writer& out, const Visit& visit, const ThreadList& threads) {
  if (threads.rows.empty()) return;
  open_section(out, visit.tr("Conversations"));
  for (const auto& row : threads.rows) {
    const auto* space = visit.spaces->find(row.space);
    out.open("li", {{"class", "row"}}).open("div");
    out.element("a", {{"class", "name"}, {"href", thread_path(row.id, row.slug)}, {"lang", row.language}},
                text::tie_marks(row.title));
    out.open("p", {{"class", "quiet small dots"}});
    if (space) out.element("span", space->name.in(visit.language));
    write_brief_time(out, visit, row.last_activity_at);
    out.close().close();
    write_ending(out, visit, "/threads/" + id_text(row.id), row.title);
    out.close();
  }
  close_section(out);
  write_next_page(out, visit, kPath, threads.next);
}

}  // namespace

http::Response show_following(Visit& visit) {
  visit.member();
  const std::string cursor(visit.request.query.get("after"));
  Following following;
  const auto threads = visit.community.store().read([&](store::Reader& reader) {
    if (cursor.empty()) following = following_of(reader, visit.viewer, *visit.spaces);
    return list_threads(reader, visit.viewer, *visit.spaces, {.filter = ThreadFilter::followed, .cursor = cursor});
  });
  html::Writer out;
  write_account_head(out, visit, AccountTab::following);
  if (!following.empty() || !threads.rows.empty()) {
    out.open("section");
    out.element("p", {{"class", "quiet"}}, visit.tr("You are told of what is new in all of these.")).close();
  } else {
    write_empty(
        out,
        visit.tr("You follow nothing yet. Conversations you write in are followed by themselves; spaces, tags and "
                 "members have a button for it."),
        visit.tr("See what is being said"), "/latest");
  }
  write_following(out, visit, following);
  write_threads(out, visit, threads);
  return account_page(visit, out);
}

}  // namespace parvis::forum
