#include "community/accounts/member_views.h"

#include "community/card/card_path.h"
#include "community/files/file.h"
#include "community/members/biography.h"
#include "community/page/member_views.h"
#include "community/page/sentence.h"
#include "community/page/thread_rows.h"
#include "community/profiles/profile_pages.h"
#include "community/threads/post_text.h"
#include "community/units/period_words.h"
#include "core/text/dates.h"
#include "core/text/markdown.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

constexpr std::size_t kExcerpt = 220;

// Only the beginning is read: the rest would be parsed to be thrown away.
constexpr std::size_t kReadForExcerpt = 1200;  // bytes

std::string excerpt_of(const PostRow& post) {
  const auto beginning = text::cut_at_character(post.html, kReadForExcerpt);
  auto words = text::plain_text(stored_html(std::string(beginning)));
  if (beginning.size() < post.html.size()) words += " …";
  return text::excerpt(words, kExcerpt);
}

MemberGlimpse glimpse(const Member& member) {
  return {member.handle, member.display_name, member.title, member.hue, member.role, member.status};
}

void write_head(html::Writer& out, const Visit& visit, const MemberPage& page) {
  const auto& member = page.member;
  if (page.cover) {
    const auto address = file_path(*page.cover);
    out.open("img", {{"class", "cover"},
                     {"src", address + "/720.webp"},
                     {"srcset", address + "/720.webp 720w, " + address + "/1440.webp 1440w"},
                     {"sizes", "(min-width: 700px) 720px, 100vw"},
                     {"alt", ""},
                     {"width", 1440},
                     {"height", 480}});
  }
  out.open("header", {{"class", "title member-head"}});
  write_face(out, member.display_name, member.hue, "face large");
  out.open("div").open("h1").text(member.display_name).close().open("p", {{"class", "row quiet"}});
  out.open("span").text("@").text(member.handle).close();
  write_role_badge(out, visit, glimpse(member));
  if (page.here) write_badge(out, visit.tr("here now"), "good");
  out.close();
  out.open("p", {{"class", "quiet small dots"}});
  if (!member.place.empty()) out.element("span", member.place);
  out.element("span",
              visit.tr("here since {month}", {{"month", text::month_and_year(member.created_at, visit.language,
                                                                             text::TimeZone::of(visit.time_zone))}}));
  if (!member.website.empty()) {
    out.open("span")
        .element("a", {{"href", member.website}, {"rel", "nofollow ugc noopener me"}}, member.website)
        .close();
  }
  out.close().close();
  if (visit.viewer.signed_in() && visit.viewer.member != member.id) {
    out.open("form", {{"class", "push"},
                      {"method", "post"},
                      {"action", member_path(member.handle) + "/follow"},
                      {"data-follow", true}});
    write_form_token(out, visit);
    out.element("button",
                {{"class", page.following ? "button on" : "button"},
                 {"name", "follow"},
                 {"value", page.following ? "off" : "on"},
                 {"aria-pressed", page.following ? "true" : "false"}},
                page.following ? visit.tr("Following") : visit.tr("Follow"));
    out.close();
    if (visit.viewer.is_manager()) {
      out.element("a", {{"class", "button bare"}, {"href", "/cockpit/plans/members/" + member.handle}},
                  visit.tr("Plans"));
    }
  } else if (visit.viewer.signed_in()) {
    out.element("a", {{"class", "button push"}, {"href", "/account"}}, visit.tr("Change my profile"));
  }
  out.close();
}

void write_figure(html::Writer& out, const Visit& visit, std::int64_t figure, const std::string& words) {
  out.open("li").open("b", {{"class", "num"}}).text(text::format_number(visit.language, figure)).close();
  out.text(" ").element("span", {{"class", "quiet"}}, words).close();
}

void write_figures(html::Writer& out, const Visit& visit, const Member& member) {
  out.open("ul", {{"class", "figures row"}});
  write_figure(out, visit, member.threads, visit.tr("threads opened"));
  write_figure(out, visit, member.posts, visit.tr("posts written"));
  write_figure(out, visit, member.thanks_received, visit.tr("thanks received"));
  write_figure(out, visit, member.thanks_given, visit.tr("thanks given"));
  write_figure(out, visit, member.solutions, visit.tr("answers accepted"));
  out.close();
}

void write_posts(html::Writer& out, const Visit& visit, const std::vector<PostRow>& posts) {
  out.open("section").open("div", {{"class", "head"}}).element("h2", visit.tr("Latest posts")).close();
  if (posts.empty()) {
    write_empty(out, visit.tr("Nothing written yet."));
  } else {
    out.open("ul", {{"class", "list"}});
    for (const auto& post : posts) {
      out.open("li", {{"class", "said"}}).open("h3");
      out.element("a", {{"class", "title-link"}, {"href", post_path(post.thread, post.thread_slug, post.number)}},
                  post.thread_title);
      out.close().element("p", {{"class", "passage"}}, excerpt_of(post)).open("p", {{"class", "quiet small"}});
      write_time(out, visit, post.created_at);
      out.close().close();
    }
    out.close();
  }
  out.close();
}

void write_badges(html::Writer& out, const Visit& visit, const std::vector<GrantedBadge>& badges) {
  if (badges.empty()) return;
  out.open("section").element("h2", visit.tr("Badges")).open("ul", {{"class", "tags"}});
  for (const auto& badge : badges) {
    out.open("li");
    write_badge(out, badge.name);
    if (badge.times > 1) out.open("span", {{"class", "quiet tiny num"}}).text(" × ").number(badge.times).close();
    out.close();
  }
  out.close().close();
}

void write_groups(html::Writer& out, const Visit& visit, const std::vector<Group>& groups) {
  if (groups.empty()) return;
  out.open("section").element("h2", visit.tr("Groups")).open("ul", {{"class", "list"}});
  for (const auto& group : groups) {
    out.open("li").element("a", {{"href", group_path(group.slug)}}, group.name).close();
  }
  out.close().close();
}

void write_services(html::Writer& out, const Visit& visit, const std::vector<Service>& services) {
  if (services.empty()) return;
  out.open("section").element("h2", visit.tr("Units")).open("ul", {{"class", "list"}});
  for (const auto& service : services) {
    out.open("li").element("a", {{"href", unit_path(service.unit)}}, service.unit_name);
    out.open("p", {{"class", "quiet tiny dots"}}).element("span", period_words(visit.language, service.period));
    if (!service.as_what.empty()) out.element("span", service.as_what);
    out.close().close();
  }
  out.close().close();
}

html::Html member_aside(const Visit& visit, const MemberPage& page) {
  html::Writer out;
  write_badges(out, visit, page.badges);
  write_groups(out, visit, page.groups);
  write_services(out, visit, page.services);
  return out.take();
}

// Where staff see who stands behind a newcomer.
void write_inviter(html::Writer& out, const Visit& visit, const Inviter& inviter) {
  out.open("p", {{"class", "quiet small"}});
  write_parts(
      out, visit.language, text::tr_parts(visit.language, "Came by an invitation of {name}."),
      [&](std::string_view) {
        out.element("a", {{"href", member_path(inviter.handle)}}, inviter.display_name);
      },
      [&](std::string_view) { return inviter.display_name; });
  if (!inviter.note.empty()) out.text(" ").text(visit.tr("Its note: {note}", {{"note", inviter.note}}));
  out.close();
}

}  // namespace

http::Response member_page(const Visit& visit, const MemberPage& page) {
  html::Writer out;
  write_head(out, visit, page);
  if (!page.member.biography_html.empty()) {
    out.open("div", {{"class", "prose"}}).html(biography_in(page.member.biography_html)).close();
  }
  write_answers(out, visit, page.answers, page.member.id);
  write_figures(out, visit, page.member);
  if (page.inviter) write_inviter(out, visit, *page.inviter);
  if (visit.viewer.is_manager()) {
    out.open("p").element("a", {{"href", card_path(page.member.handle)}}, visit.tr("Their card")).close();
  }
  if (!page.threads.empty()) {
    out.open("section").open("div", {{"class", "head"}}).element("h2", visit.tr("Latest threads")).close();
    write_thread_rows(out, visit, page.threads, {.heading = RowHeading::third});
    out.close();
  }
  write_posts(out, visit, page.posts);
  const auto path = member_path(page.member.handle);
  const PageHead head{.title = page.member.display_name,
                      .description = text::excerpt(text::plain_text(biography_in(page.member.biography_html)), 160),
                      .canonical = path,
                      .feeds = {{page.member.display_name, path + "/feed.atom"}},
                      .current = "members"};
  return render_page(visit, head, out.take(), member_aside(visit, page));
}

void write_member_line(html::Writer& out, const Visit& visit, const MemberLine& line, std::string_view path) {
  const MemberGlimpse member{line.handle, line.display_name, line.title, line.hue, line.role};
  out.open("li", {{"class", "row"}});
  write_face(out, line.display_name, line.hue);
  out.open("div").open("p");
  out.element("a", {{"class", "name"}, {"href", path}}, line.display_name).text(" ");
  write_role_badge(out, visit, member);
  out.close().open("p", {{"class", "quiet small dots"}});
  out.open("span").text("@").text(line.handle).close();
  if (!line.place.empty()) out.element("span", line.place);
  out.element("span", visit.trn("{n} post", "{n} posts", line.posts));
  if (line.thanks_received > 0)
    out.element("span", visit.trn("thanked once", "thanked {n} times", line.thanks_received));
  out.close().close().open("p", {{"class", "push quiet small"}});
  write_time(out, visit, line.created_at);
  out.close().close();
}

html::Html directory_main(const Visit& visit, const Directory& directory) {
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}}).element("h1", visit.tr("Members"));
  out.open("div", {{"class", "row"}}).element("a", {{"class", "button"}, {"href", "/groups"}}, visit.tr("Groups"));
  if (directory.has_units) out.element("a", {{"class", "button"}, {"href", "/units"}}, visit.tr("Units"));
  out.close().close();
  out.element("p", visit.trn("{n} member, the latest to arrive first.", "{n} members, the latest to arrive first.",
                             directory.members));
  out.close();
  out.open("form", {{"class", "row"}, {"role", "search"}, {"action", "/members"}});
  const auto words = visit.tr("Name or handle");
  out.open(
      "input",
      {{"type", "search"}, {"name", "q"}, {"value", directory.query}, {"aria-label", words}, {"placeholder", words}});
  out.element("button", {{"class", "button"}, {"type", "submit"}}, visit.tr("Search")).close();
  if (directory.lines.empty()) {
    write_empty(out, directory.query.empty() ? visit.tr("Nobody has joined yet.")
                                             : visit.tr("No name or handle begins like that."));
  } else {
    out.open("ul", {{"class", "list"}});
    for (const auto& line : directory.lines) write_member_line(out, visit, line, member_path(line.handle));
    out.close();
  }
  if (!directory.next.empty()) {
    out.open("nav", {{"class", "pager"}, {"aria-label", visit.tr("Pages")}});
    out.element("a", {{"class", "button next"}, {"rel", "next"}, {"href", directory.next}},
                visit.tr("Earlier arrivals"))
        .close();
  }
  return out.take();
}

html::Html directory_aside(const Visit& visit, const Directory& directory) {
  html::Writer out;
  if (directory.here_count == 0) return out.take();
  out.open("section").element("h2", visit.tr("Here now"));
  out.element("p", {{"class", "quiet"}},
              visit.trn("{n} member", "{n} members", static_cast<std::int64_t>(directory.here_count)));
  out.open("div", {{"class", "faces"}});
  for (const auto& face : directory.here) {
    write_linked_face(out, visit, {face.handle, face.display_name, face.title, face.hue, face.role});
  }
  out.close().close();
  return out.take();
}

}  // namespace parvis::community
