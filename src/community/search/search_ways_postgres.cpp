#include "community/search/search_ways_postgres.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "community/search/search_commonness_postgres.h"
#include "core/store/foresight.h"

namespace parvis::community::postgres {
namespace {

using store::Sql;

// "select" stands first, so that the store sees that nothing is changed.
constexpr Sql kBegin{R"(
  select found.post, found.thread, found.created_at, found.space, found.thanks, found.score, found.solution, found.gone
  from (with hit as materialized ()"};
// Each thread is asked for once; of posts that are gone there are few, and an index of their own.
constexpr Sql kEnd{R"()
    select hit.post, hit.thread, hit.created_at, place.space, place.thanks, place.score, place.solution,
           gone.id as gone
    from hit left join (select id, space, thanks, score, solution from thread
                        where id = any (array(select distinct thread from hit)) and deleted_at is null) as place
               on place.id = hit.thread
             left join post as gone on gone.id = hit.post and gone.deleted_at is not null) as found
  order by found.post desc)"};

// The function behind @@ uses no list of a word. $3: how many posts are looked at.
constexpr Sql kBackwards{R"(
  select post, thread, created_at
  from (select post, thread, created_at, lexemes from search_text where post <= $2 order by post desc limit $3) as latest
  where ts_match_vq(lexemes, (select $1::tsquery)) limit )"};
// The sum keeps the planner from going backwards.
constexpr Sql kByLists{R"(
  select post, thread, created_at from search_text
  where lexemes @@ (select $1::tsquery) and post <= $2 order by post + 0 desc limit )"};
constexpr Sql kPending{R"(
  select search_text.post, search_text.thread, search_text.created_at
  from (select search_pending.post as id from search_pending order by search_pending.post desc limit 500) as waiting
    join search_text on search_text.post = waiting.id
  where ts_match_vq(search_text.lexemes, (select $1::tsquery)))"};
constexpr Sql kInThread{R"(
  select search_text.post, search_text.thread, search_text.created_at
  from (select id from post where thread = $2 and deleted_at is null order by number desc limit 50) as latest
    join search_text on search_text.post = latest.id
  where ts_match_vq(search_text.lexemes, (select $1::tsquery)) and search_text.post <= $3)"};

// What a match on the lists costs, in posts looked at on the way backwards: 0.5 µs and 0.2 µs, measured.
constexpr double kListed = 2.5;

Sql statement(const Sql& hits, Page page) {
  return kBegin + hits + Sql::name(std::to_string(static_cast<int>(page))) + kEnd;
}

// As texts, made once.
const Sql& statement(bool backwards, Page page) {
  struct Both {
    Page page;
    Sql by_lists, backwards;
  };
  static const auto all = [] {
    std::vector<Both> made;
    for (const auto each : {Page::of_titles, Page::first, Page::second, Page::third, Page::largest}) {
      made.push_back({each, statement(kByLists, each), statement(kBackwards, each)});
    }
    return made;
  }();
  const auto& both = *std::ranges::find(all, page, &Both::page);
  return backwards ? both.backwards : both.by_lists;
}

}  // namespace

Page after(Page page) {
  switch (page) {
    case Page::of_titles: return Page::first;
    case Page::first: return Page::second;
    case Page::second: return Page::third;
    case Page::third:
    case Page::largest: return Page::largest;
  }
  return Page::largest;
}

std::optional<std::int64_t> backwards(double share, double posts, Page page) {
  if (share <= 0) return std::nullopt;
  const auto expected = static_cast<double>(page) / share;
  if (std::min(expected, posts) > kListed * share * posts) return std::nullopt;
  return static_cast<std::int64_t>(std::ceil(2 * expected));
}

void walk(store::Reader& reader, const Sought& sought, PostId newest, Page first, const TakePage& take) {
  const auto posts = Commonness::of(reader).posts();
  bool by_lists = false;
  auto from = newest;
  for (auto page = first;; page = after(page)) {
    const auto looked_at = by_lists ? std::nullopt : backwards(sought.share, posts, page);
    auto found = looked_at ? reader.all<Found>(statement(true, page), sought.expression, from, *looked_at)
                           : reader.all<Found>(statement(false, page), sought.expression, from);
    const bool full = found.size() == static_cast<std::size_t>(page);
    if (!found.empty()) from.value = found.back().post.value - 1;
    if (!take(std::move(found))) return;
    if (!full && !looked_at) return;
    // The words come together less often than each alone would have it.
    by_lists = by_lists || !full;
  }
}

void foresee_walk(store::Reader& reader, const Sought& sought, PostId newest, Page first) {
  if (const auto looked_at = backwards(sought.share, Commonness::of(reader).posts(), first)) {
    return store::foresee(reader, statement(true, first), sought.expression, newest, *looked_at);
  }
  store::foresee(reader, statement(false, first), sought.expression, newest);
}

std::vector<Found> find_pending(store::Reader& reader, const std::string& expression) {
  return reader.all<Found>(kBegin + kPending + kEnd, expression);
}

std::vector<Found> find_in_thread(store::Reader& reader, const std::string& expression, ThreadId thread,
                                  PostId newest) {
  return reader.all<Found>(kBegin + kInThread + kEnd, expression, thread, newest);
}

}  // namespace parvis::community::postgres
