#include "app/home_page.h"

#include "app/home_ranking.h"
#include "app/home_views.h"
#include "community/activity/activity.h"
#include "community/members/accounts.h"
#include "community/members/charter.h"

namespace parvis::app {

using namespace community;

namespace {

constexpr int kCandidates = 40;  // among which what is happening is ranked
constexpr std::size_t kHappening = 10;
constexpr std::size_t kForMember = 4;
constexpr int kUnanswered = 4;
constexpr int kNewcomers = 6;
constexpr std::size_t kHere = 8;
constexpr std::chrono::seconds kKept{30};  // who is here changes without an act

void remember(std::vector<ThreadId>& shown, const std::vector<ThreadRow>& rows) {
  for (const auto& row : rows) shown.push_back(row.id);
}

std::vector<ThreadRow> with_news(std::vector<ThreadRow> rows, const std::vector<ThreadId>& shown) {
  std::erase_if(
      rows, [&](const ThreadRow& row) { return row.unread() == 0 || std::ranges::find(shown, row.id) != shown.end(); });
  if (rows.size() > kForMember) rows.resize(kForMember);
  return rows;
}

Home read_home(Visit& visit, store::Reader& reader) {
  const auto list = [&](const ThreadQuery& query) {
    return list_threads(reader, visit.viewer, *visit.spaces, query).rows;
  };
  Home home;
  std::vector<ThreadId> shown;
  if (visit.viewer.signed_in()) {
    home.followed = with_news(list({.filter = ThreadFilter::followed}), shown);
    remember(shown, home.followed);
    home.first_steps = first_steps(reader, visit.viewer, *visit.spaces, visit.language, visit.identity->name);
    home.new_charter = has_new_charter(reader, visit.viewer.member);
    home.unread = with_news(list({.filter = ThreadFilter::unread}), shown);
    remember(shown, home.unread);
  }
  const auto newest = list({.order = ThreadOrder::newest, .limit = kCandidates, .excerpts = Excerpts::first_post});
  if (const auto* story = story_of(newest, *visit.spaces, now(), text::tag(visit.language));
      story && std::ranges::find(shown, story->id) == shown.end()) {
    home.story = *story;
    shown.push_back(story->id);
  }
  home.happening = happening(list({.limit = kCandidates}), now(), kHappening, shown);
  home.unanswered = list({.order = ThreadOrder::unanswered, .limit = kUnanswered});
  home.newcomers = newcomers(reader, kNewcomers);
  home.members = read_tally(reader, "members");
  return home;
}

}  // namespace

http::Response show_home(Visit& visit) {
  auto home = visit.community.store().read([&](store::Reader& reader) { return read_home(visit, reader); });
  auto& presence = visit.community.accounts().presence();
  home.here = presence.faces(now(), kHere);
  home.here_count = static_cast<std::int64_t>(presence.count(now()));
  html::Writer main, aside;
  write_home(main, visit, home);
  write_home_aside(aside, visit, home);
  const PageHead head{.canonical = "/", .feeds = {{visit.identity->name, "/feed.atom"}}, .current = "home"};
  return keep_for_visitors(visit, render_page(visit, head, main.take(), aside.take()), {"home", "members"}, kKept);
}

}  // namespace parvis::app
