#include "app/home_views.h"

#include "community/page/member_views.h"
#include "community/page/thread_rows.h"
#include "community/page/title_words.h"

namespace parvis::app {

using namespace community;

namespace {

constexpr RowStyle kRows{.space = ShowSpace::yes, .heading = RowHeading::third};

void write_section_head(html::Writer& out, const std::string& words, std::string_view path, const std::string& more) {
  out.open("div", {{"class", "head"}}).element("h2", words);
  if (!path.empty()) out.element("a", {{"href", path}}, more);
  out.close();
}

void write_rows(html::Writer& out, const Visit& visit, const std::string& words, std::string_view path,
                const std::vector<ThreadRow>& rows) {
  if (rows.empty()) return;
  out.open("section");
  write_section_head(out, words, path, visit.tr("See all"));
  write_thread_rows(out, visit, rows, kRows);
  out.close();
}

void write_lead(html::Writer& out, const Visit& visit) {
  const auto& identity = *visit.identity;
  const auto& tagline = identity.tagline.in(visit.language);
  out.open("header", {{"class", "lead"}}).element("h1", tagline.empty() ? identity.name : tagline);
  out.element("p", identity.description.in(visit.language));
  out.open("div", {{"class", "row"}});
  out.element("a", {{"class", "button main large"}, {"href", "/join"}}, visit.tr("Join the square"));
  out.element("a", {{"class", "button large"}, {"href", "/latest"}}, visit.tr("Have a look around"));
  out.close().close();
}

void write_welcome(html::Writer& out, const Visit& visit) {
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}});
  out.element("h1", visit.tr("Hello, {name}", {{"name", visit.viewer.display_name}}));
  if (!visit.spaces->all().empty())
    out.element("a", {{"class", "button main home-write"}, {"href", "/threads/new"}}, visit.tr("Write"));
  out.close().close();
}

void write_story(html::Writer& out, const Visit& visit, const ThreadRow& row) {
  const auto* space = visit.spaces->find(row.space);
  const MemberGlimpse author{row.author_handle, row.author_name, row.author_title, row.author_hue, row.author_role};
  out.open("article", {{"class", "story"}}).open("div", {{"class", "row"}});
  write_face(out, row.author_name, row.author_hue);
  out.open("span").text(visit.tr("by {member}", {{"member", shown_name(visit, author)}})).text(" ");
  write_role_badge(out, visit, author);
  out.close();
  if (space) out.element("a", {{"class", "badge"}, {"href", space_path(space->slug)}}, space->name.in(visit.language));
  out.close();
  out.open("h2").open("a", {{"href", row_path(visit, row)}, {"lang", row.language}});
  write_title_words(out, row.title);
  out.close().close();
  out.element("p", {{"lang", row.language}}, row.excerpt);
  out.open("p", {{"class", "small quiet dots"}});
  out.element("span", visit.trn("{n} reply", "{n} replies", std::max<std::int64_t>(row.posts - 1, 0)));
  if (row.thanks > 0) out.element("span", visit.trn("thanked once", "thanked {n} times", row.thanks));
  out.close().close();
}

void write_first_steps(html::Writer& out, const Visit& visit) {
  if (visit.viewer.is_manager() && visit.spaces->all().empty()) {
    write_empty(out, visit.tr("The square is yours. Open a first space: that is where people will write."),
                visit.tr("Open a space"), "/manage/space-opening");
  } else if (visit.viewer.signed_in() && readable_spaces(visit.viewer, *visit.spaces).empty()) {
    write_empty(out, visit.tr("The square is being made ready. Its first space will open soon."));
  } else if (visit.viewer.signed_in()) {
    write_empty(out, visit.tr("The square is still empty. Say who you are, or ask something: somebody has to begin."),
                visit.tr("Write the first words"), "/threads/new");
  } else {
    write_empty(out, visit.tr("The square has just opened. Join, and be the first to write."));
  }
}

std::string arrival_words(const Visit& visit, const std::vector<MemberFace>& newcomers) {
  const auto& first = newcomers[0].display_name;
  if (newcomers.size() == 1) return visit.tr("{name} has just joined.", {{"name", first}});
  const auto& second = newcomers[1].display_name;
  if (newcomers.size() == 2)
    return visit.tr("{name} and {other} have just joined.", {{"name", first}, {"other", second}});
  return visit.trn("{name}, {other} and {n} other person have just joined.",
                   "{name}, {other} and {n} others have just joined.", static_cast<std::int64_t>(newcomers.size()) - 2,
                   {{"name", first}, {"other", second}});
}

void write_faces(html::Writer& out, const Visit& visit, const std::vector<MemberFace>& faces) {
  out.open("div", {{"class", "faces"}});
  for (const auto& face : faces) {
    write_linked_face(out, visit, {face.handle, face.display_name, face.title, face.hue, face.role});
  }
  out.close();
}

void write_newcomers(html::Writer& out, const Visit& visit, const Home& home) {
  if (home.newcomers.empty()) return;
  out.open("section").element("h2", visit.tr("Just arrived"));
  write_faces(out, visit, home.newcomers);
  out.open("p", {{"class", "quiet"}}).text(arrival_words(visit, home.newcomers)).close().close();
}

void write_presence(html::Writer& out, const Visit& visit, const Home& home) {
  if (home.members == 0) return;
  out.open("section").element("h2", visit.tr("On the square"));
  if (!home.here.empty()) write_faces(out, visit, home.here);
  out.open("p", {{"class", "quiet dots num"}});
  out.element("span", visit.trn("{n} member", "{n} members", home.members));
  if (home.here_count > 0) out.element("span", visit.trn("{n} here now", "{n} here now", home.here_count));
  out.close().close();
}

void write_new_charter(html::Writer& out, const Visit& visit) {
  out.open("p", {{"class", "notice plain"}}).text(visit.tr("Our charter has a new version.")).text(" ");
  out.element("a", {{"class", "link"}, {"href", "/charter"}}, visit.tr("Read what changed")).close();
}

void write_step(html::Writer& out, const Visit& visit, bool done, std::string_view path, const std::string& words) {
  out.open("li", {{"class", done ? "done" : ""}});
  if (done) {
    out.text(words).text(" ").element("span", {{"class", "quiet small"}}, visit.tr("done")).close();
  } else {
    out.element("a", {{"class", "link"}, {"href", path}}, words).close();
  }
}

// What a newcomer finds first: a word of somebody, and what to do next.
void write_newcomer_card(html::Writer& out, const Visit& visit, const FirstSteps& steps) {
  out.open("section", {{"class", "first-steps"}}).element("h2", visit.tr("Your first steps"));
  if (!steps.words.empty()) {
    out.open("div", {{"class", "row welcome"}});
    if (steps.by) write_face(out, steps.by->display_name, steps.by->hue);
    out.open("div").element("p", {{"class", "typed"}}, steps.words);
    if (steps.by) {
      out.open("p", {{"class", "quiet small"}});
      out.element("a", {{"href", member_path(steps.by->handle)}}, steps.by->display_name).close();
    }
    out.close().close();
  }
  out.open("ul", {{"class", "bullets"}});
  if (steps.introductions) {
    write_step(out, visit, steps.introduced, thread_path(steps.introductions->thread, steps.introductions->slug),
               visit.tr("Say hello: {thread}", {{"thread", steps.introductions->title}}));
  }
  write_step(out, visit, steps.described, "/account#profile", visit.tr("Say a few words about yourself"));
  write_step(out, visit, steps.following, "/spaces", visit.tr("Follow a space, a tag or somebody"));
  write_step(out, visit, steps.wrote, "/threads/new", visit.tr("Ask or tell something of your own"));
  out.close().close();
}

}  // namespace

void write_home(html::Writer& out, const Visit& visit, const Home& home) {
  visit.viewer.signed_in() ? write_welcome(out, visit) : write_lead(out, visit);
  if (home.new_charter) write_new_charter(out, visit);
  if (home.first_steps) write_newcomer_card(out, visit, *home.first_steps);
  write_rows(out, visit, visit.tr("New in what you follow"), "/followed", home.followed);
  write_rows(out, visit, visit.tr("Not read yet"), "/unread", home.unread);
  if (home.story) write_story(out, visit, *home.story);
  write_rows(out, visit, visit.tr("What is being said"), "/latest", home.happening);
  if (home.happening.empty() && home.followed.empty() && home.unread.empty() && !home.story)
    write_first_steps(out, visit);
}

void write_home_aside(html::Writer& out, const Visit& visit, const Home& home) {
  if (!home.unanswered.empty()) {
    out.open("section").open("h2").element("a", {{"href", "/unanswered"}}, visit.tr("Waiting for an answer")).close();
    write_slim_rows(out, visit, home.unanswered);
    out.close();
  }
  write_newcomers(out, visit, home);
  write_presence(out, visit, home);
}

}  // namespace parvis::app
