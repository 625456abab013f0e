#include "community/search/search_candidates.h"

#include <unordered_map>
#include <unordered_set>

#include "community/search/search_walk.h"
#include "community/search/wanted_threads.h"

namespace parvis::community {
namespace {

constexpr store::Sql kLastBefore{
    "select id from post where created_at < $1 order by created_at desc, id desc limit 500"};

// Without words, the ordinary tables are walked: posts of somebody or of a time, else the first posts of threads. The
// columns are those of a PlacedRow.
constexpr store::Sql kPostsOf{R"(
  select post.id, post.thread, post.created_at, thread.space, thread.thanks, thread.score, thread.solution
  from post cross join thread
  where post.author = $1 and post.created_at >= $2 and post.created_at < $3 and post.deleted_at is null
    and thread.id = post.thread and thread.deleted_at is null
  order by post.created_at desc, post.id desc)"};
constexpr store::Sql kPostsOfTime{R"(
  select post.id, post.thread, post.created_at, thread.space, thread.thanks, thread.score, thread.solution
  from post cross join thread
  where post.created_at >= $1 and post.created_at < $2 and post.deleted_at is null
    and thread.id = post.thread and thread.deleted_at is null
  order by post.created_at desc, post.id desc)"};
constexpr store::Sql kThreadsWithTag{R"(
  select post.id, post.thread, post.created_at, thread.space, thread.thanks, thread.score, thread.solution
  from thread_tag cross join thread cross join post
  where thread_tag.tag = $1 and thread.id = thread_tag.thread and thread.deleted_at is null
    and post.thread = thread_tag.thread and post.number = 1
  order by thread_tag.last_activity_at desc, thread_tag.thread desc)"};
constexpr store::Sql kThreadsOfSpace{R"(
  select post.id, thread.id, thread.created_at, thread.space, thread.thanks, thread.score, thread.solution
  from thread cross join post
  where thread.space = $1 and thread.deleted_at is null and post.thread = thread.id and post.number = 1
  order by thread.created_at desc, thread.id desc)"};
constexpr store::Sql kThreads{R"(
  select post.id, thread.id, thread.created_at, thread.space, thread.thanks, thread.score, thread.solution
  from thread cross join post
  where thread.deleted_at is null and post.thread = thread.id and post.number = 1
  order by thread.created_at desc, thread.id desc)"};

// A word in more posts than this is too common to weigh: what tells its posts apart is who thanked them and when.
constexpr std::int64_t kMostWeighed = 400;

class Gathering {
 public:
  Gathering(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const SearchLimits& limits)
      : wanted_(reader, viewer, spaces, limits), limits_(limits) {}

  // Takes matches until `most` more are kept or too many were looked at.
  TakeMatch up_to(std::size_t most, bool in_title = false) {
    most_ = hits_.size() + most;
    looked_at_ = 0;
    return [this, in_title](const Match& match) { return take(match, in_title); };
  }
  bool full() const { return hits_.size() >= most_ || looked_at_ >= kMaxLookedAt; }
  // What was gathered, for good.
  Candidates take_all() {
    const bool cut = full();
    return {std::move(hits_), cut};
  }
  bool looked_at_too_many() const { return looked_at_ >= kMaxLookedAt; }
  std::size_t looked_at() const { return looked_at_; }  // since `up_to`

 private:
  bool take(const Match& match, bool in_title) {
    ++looked_at_;
    if (limits_.allow(match.created_at) && !kept_.contains(match.post)) {
      if (const auto& facts = wanted_.find(match)) keep(match, *facts, in_title);
    }
    return !full();
  }

  void keep(const Match& match, const ThreadFacts& facts, bool in_title) {
    kept_.insert(match.post);
    hits_.push_back({.post = match.post,
                     .thread = match.thread,
                     .created_at = match.created_at,
                     .in_title = in_title,
                     .is_solution = facts.solution == match.post,
                     .thanks = facts.thanks + facts.score});
  }

  WantedThreads wanted_;
  const SearchLimits& limits_;
  std::vector<Hit> hits_;
  std::unordered_set<PostId> kept_;
  std::size_t most_ = 0, looked_at_ = 0;
};

// Identifiers follow the time of writing, but not for what was imported later: the newest of those just before a date.
PostId newest_before(store::Reader& reader, Instant before) {
  PostId newest;
  for (const auto post : reader.all<PostId>(kLastBefore, before)) newest = std::max(newest, post);
  return newest;
}

Marks marks_of(const SearchLimits& limits) {
  return {.space = limits.space, .author = limits.author, .tag = limits.tag};
}

void gather_texts(store::Reader& reader, const SearchQuery& query, const SearchLimits& limits, PostId newest,
                  Gathering& gathering) {
  const auto marks = marks_of(limits);
  const auto take = gathering.up_to(kMaxTextCandidates);
  const auto& index = search_index(reader);
  index.each_match(reader, query, marks, newest, take);
  const bool look_further_back = limits.before && gathering.looked_at_too_many();
  // What was moved or tagged a moment ago bears its old marks.
  if (marks.space || marks.tag) index.each_pending_match(reader, query, limits.author, take);
  if (!look_further_back) return;
  const auto from = std::min(newest, newest_before(reader, *limits.before));
  index.each_match(reader, query, marks, from, gathering.up_to(kMaxTextCandidates));
}

// Of a word that stands alone, all posts that have it were looked at: so many.
std::optional<std::int64_t> posts_seen(const SearchQuery& query, const SearchLimits& limits, std::size_t looked_at) {
  if (query.terms.size() > 1 || limits.space || limits.author || limits.tag) return std::nullopt;
  return static_cast<std::int64_t>(looked_at);
}

// The words that are rare enough to say how well a post fits.
std::vector<std::vector<std::string>> words_to_weigh(store::Reader& reader, const SearchQuery& query,
                                                     std::optional<std::int64_t> seen) {
  std::vector<std::vector<std::string>> rare;
  for (const auto& term : query.terms) {
    if (term.excluded || term.words.size() != 1) continue;
    const auto posts = seen ? *seen : search_index(reader).posts_with(reader, term.words[0], kMostWeighed + 1);
    if (posts <= kMostWeighed) rare.push_back(term.words[0]);
  }
  return rare;
}

void weigh(store::Reader& reader, const SearchQuery& query, std::optional<std::int64_t> seen, std::vector<Hit>& hits) {
  std::unordered_map<PostId, double> relevance;
  for (const auto& fit : search_index(reader).fits(reader, words_to_weigh(reader, query, seen), kMostWeighed)) {
    relevance.emplace(fit.post, fit.relevance);
  }
  for (auto& hit : hits) {
    if (const auto known = relevance.find(hit.post); known != relevance.end()) hit.relevance = known->second;
  }
}

void gather_without_words(store::Reader& reader, const SearchLimits& limits, const TakeMatch& take) {
  const Instant after = limits.after.value_or(Instant{INT64_MIN}), before = limits.before.value_or(Instant{INT64_MAX});
  if (limits.author) return walk_matches<PlacedRow>(reader, take, kPostsOf, limits.author, after, before);
  if (limits.after || limits.before) return walk_matches<PlacedRow>(reader, take, kPostsOfTime, after, before);
  if (limits.tag) return walk_matches<PlacedRow>(reader, take, kThreadsWithTag, limits.tag);
  if (limits.space) return walk_matches<PlacedRow>(reader, take, kThreadsOfSpace, limits.space);
  walk_matches<PlacedRow>(reader, take, kThreads);
}

}  // namespace

Candidates find_candidates(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                           const SearchQuery& query, const SearchLimits& limits, SearchOrder order, PostId newest) {
  Gathering gathering(reader, viewer, spaces, limits);
  if (!query.has_words()) {
    const auto take = gathering.up_to(kMaxTextCandidates);
    gather_without_words(reader, limits, [&](const Match& match) { return match.post > newest || take(match); });
    return gathering.take_all();
  }
  if (order == SearchOrder::best) {
    const auto& index = search_index(reader);
    index.foresee_matches(reader, query, marks_of(limits), newest);
    index.each_title_match(reader, query, limits.author, newest, gathering.up_to(kMaxTitleCandidates, true));
  }
  gather_texts(reader, query, limits, newest, gathering);
  const auto seen = posts_seen(query, limits, gathering.looked_at());
  auto found = gathering.take_all();
  if (!found.cut && order == SearchOrder::best) weigh(reader, query, seen, found.hits);
  return found;
}

}  // namespace parvis::community
