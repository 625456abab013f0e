// Two rules make these questions fast. What finds posts by words is planned anew for the words it is asked for: the
// planner walks the posts backwards for words that many hold and reads the words' lists for others, and knows which
// only from the words. And it reads nothing but the index's own table; where what it found stands is asked in one
// statement, planned once.
#include <algorithm>

#include "community/search/search_entries_postgres.h"
#include "community/search/search_index.h"
#include "community/search/search_walk.h"
#include "community/search/search_weight_postgres.h"
#include "community/search/search_words_postgres.h"
#include "core/store/id_list.h"

namespace parvis::community {
namespace {

using postgres::any_of;
using postgres::expression;
using postgres::Weigher;
using postgres::Words;
using store::Sql;

constexpr Sql kCandidates{R"(
  select post, '', '' from search_text where lexemes @@ $1::tsquery and post <= $2 order by post desc limit )"};
constexpr Sql kCandidatesWithTexts{R"(
  select post, title, body from search_text where lexemes @@ $1::tsquery and post <= $2 order by post desc limit )"};
// Here the posts are few and their words are looked at: the function behind @@ uses no list of a word.
constexpr Sql kPendingCandidates{R"(
  select search_text.post, search_text.title, search_text.body
  from (select search_pending.post as id from search_pending order by search_pending.post desc limit 500) as waiting
    join search_text on search_text.post = waiting.id
  where ts_match_vq(search_text.lexemes, $1::tsquery) order by search_text.post desc)"};
constexpr Sql kCandidatesInThread{R"(
  select search_text.post, search_text.title, search_text.body
  from (select id from post where thread = $2 and deleted_at is null order by number desc limit 50) as latest
    join search_text on search_text.post = latest.id
  where ts_match_vq(search_text.lexemes, $1::tsquery) and search_text.post <= $3 order by search_text.post desc)"};
constexpr Sql kPlaces{R"(
  select post.id, post.thread, post.created_at, thread.space, thread.thanks, thread.score, thread.solution
  from post join thread on thread.id = post.thread
  where post.deleted_at is null and thread.deleted_at is null and post.id)"};
constexpr Sql kLatestFirst{" order by post.id desc"};
constexpr Sql kThreadFacts{"select space, thanks, score, solution from thread where id = $1 and deleted_at is null"};
constexpr Sql kCountUpTo{"select count(*) from (select 1 from search_text where lexemes @@ $1::tsquery limit "};
constexpr Sql kCounted{") as counted"};
constexpr Sql kRare{R"(
  select post, title, body, tokens from search_text where lexemes @@ $1::tsquery order by post desc limit )"};
// $1: words between blanks, each as a tsquery.
constexpr Sql kPostsWith{R"(
  select (select count(*) from search_text where search_text.lexemes @@ asked.word::tsquery)
  from unnest(string_to_array($1, ' ')) with ordinality as asked(word, place) order by asked.place)"};
constexpr Sql kTitlesWith{R"(
  select (select count(*) from search_title where search_title.lexemes @@ asked.word::tsquery)
  from unnest(string_to_array($1, ' ')) with ordinality as asked(word, place) order by asked.place)"};

constexpr Sql kTitles{R"(
  select thread.id from search_title join thread on thread.id = search_title.thread
  where search_title.lexemes @@ $1::tsquery and thread.deleted_at is null)"};
constexpr Sql kTitlesWithStems{R"(
  select thread.id, search_title.stems, search_title.tokens
  from search_title join thread on thread.id = search_title.thread
  where search_title.lexemes @@ $1::tsquery and thread.deleted_at is null)"};
constexpr Sql kLatestTitles{" order by search_title.thread desc limit "};

// What a search takes of a common word stands on the first page; later ones grow, for readers who may read little of
// what there is.
constexpr int kFirstPage = 320, kFirstPageOfTitles = 150, kLargestPage = 2000;
// Titles that share a word with another are weighed, the latest so many of them.
constexpr int kTitlesWeighed = 2000;
// Weights of a word in the title and in the text, as SQLite's index has them.
constexpr double kTitleWeight = 4, kBodyWeight = 1;

struct Candidate {
  PostId post;
  std::string title, body;  // only when phrases are asked for
};
struct RareRow {
  PostId post;
  std::string title, body;
  std::int64_t tokens;
};
struct TitleRow {
  ThreadId thread;
  std::string stems;
  std::int64_t tokens;
};

// A number in the text makes the statement a new one, planned for its parameters.
Sql planned_anew(const Sql& sql, std::int64_t limit) { return sql + Sql::numbers({limit}); }

// The matches among these, in their order.
std::vector<Match> matches_among(store::Reader& reader, const SearchQuery& query, std::vector<Candidate> candidates,
                                 Words words) {
  if (postgres::asks_for_phrases(query)) {
    std::erase_if(candidates, [&](const Candidate& candidate) {
      return !postgres::has_its_phrases(query, candidate.title, candidate.body, words);
    });
  }
  std::vector<Match> matches;
  if (candidates.empty()) return matches;
  std::vector<PostId> posts;
  for (const auto& candidate : candidates) posts.push_back(candidate.post);
  const auto sql = kPlaces + in_list(reader, "$1") + kLatestFirst;
  for (const auto& row : reader.all<PlacedRow>(sql, store::id_list(posts))) matches.push_back(row.match());
  return matches;
}

void walk(store::Reader& reader, const SearchQuery& query, const std::string& expression, PostId newest, Words words,
          const TakeMatch& take) {
  const auto& sql = postgres::asks_for_phrases(query) ? kCandidatesWithTexts : kCandidates;
  auto page = words == Words::in_title ? kFirstPageOfTitles : kFirstPage;
  for (auto from = newest;; page = std::min(2 * page, kLargestPage)) {
    auto candidates = reader.all<Candidate>(planned_anew(sql, page), expression, from);
    const bool last = candidates.size() < static_cast<std::size_t>(page);
    if (!last) from.value = candidates.back().post.value - 1;
    for (const auto& match : matches_among(reader, query, std::move(candidates), words)) {
      if (!take(match)) return;
    }
    if (last) return;
  }
}

// In how many entries each of these stems stands.
std::vector<std::int64_t> counts(store::Reader& reader, const Sql& sql, const std::vector<std::string>& stems) {
  std::string words;
  for (const auto& stem : stems) words.append(words.empty() ? "'" : " '").append(stem).append("'");
  return reader.all<std::int64_t>(sql, words);
}

void add_all(Weigher& weigher, const std::vector<std::string>& stems, const std::vector<std::int64_t>& counts) {
  for (std::size_t i = 0; i < stems.size(); ++i) weigher.add(stems[i], counts.at(i));
}

class PostgresSearchIndex final : public SearchIndex {
 public:
  void write(store::Transaction& transaction, const std::vector<IndexEntry>& entries) const override {
    postgres::write_entries(transaction, entries);
  }

  void expect(store::Transaction& transaction, Arrivals arrivals) const override {
    if (arrivals == Arrivals::few) postgres::settle_entries(transaction);
  }

  void each_match(store::Reader& reader, const SearchQuery& query, const Marks& marks, PostId newest,
                  const TakeMatch& take) const override {
    walk(reader, query, expression(query, marks), newest, Words::anywhere, take);
  }

  void each_title_match(store::Reader& reader, const SearchQuery& query, MemberId author, PostId newest,
                        const TakeMatch& take) const override {
    const Marks marks{.space = {}, .author = author, .tag = {}};
    walk(reader, query, expression(query, marks, Words::in_title), newest, Words::in_title, take);
  }

  void each_pending_match(store::Reader& reader, const SearchQuery& query, MemberId author,
                          const TakeMatch& take) const override {
    const auto words = expression(query, {.space = {}, .author = author, .tag = {}});
    auto candidates = reader.all<Candidate>(kPendingCandidates, words);
    for (const auto& match : matches_among(reader, query, std::move(candidates), Words::anywhere)) {
      if (!take(match)) return;
    }
  }

  std::optional<Match> match_in_thread(store::Reader& reader, const SearchQuery& query, ThreadId thread,
                                       PostId newest) const override {
    auto candidates = reader.all<Candidate>(kCandidatesInThread, expression(query, {}), thread, newest);
    auto matches = matches_among(reader, query, std::move(candidates), Words::anywhere);
    return matches.empty() ? std::nullopt : std::optional(std::move(matches.front()));
  }

  void each_with_any(store::Reader& reader, const std::vector<std::string>& stems,
                     const TakeMatch& take) const override {
    if (!stems.empty()) walk(reader, {}, any_of(stems), kNewest, Words::anywhere, take);
  }

  std::optional<ThreadFacts> thread_facts(store::Reader& reader, ThreadId thread) const override {
    return reader.one<ThreadFacts>(kThreadFacts, thread);
  }

  std::int64_t posts_with(store::Reader& reader, const std::vector<std::string>& stems,
                          std::int64_t at_most) const override {
    if (stems.empty()) return 0;
    return reader.one<std::int64_t>(planned_anew(kCountUpTo, at_most) + kCounted, any_of(stems)).value_or(0);
  }

  std::vector<Fit> fits(store::Reader& reader, const std::vector<std::vector<std::string>>& words,
                        int limit) const override {
    std::string all;
    std::vector<std::string> every_stem;
    for (const auto& stems : words) {
      all.append(all.empty() ? "" : " & ").append(any_of(stems));
      every_stem.insert(every_stem.end(), stems.begin(), stems.end());
    }
    if (all.empty()) return {};
    Weigher weigher(reader, "text");
    add_all(weigher, every_stem, counts(reader, kPostsWith, every_stem));
    std::vector<Fit> found;
    for (const auto& row : reader.all<RareRow>(planned_anew(kRare, limit), all)) {
      const auto frequency = [&](const std::string& stem) {
        return kTitleWeight * postgres::times(row.title, stem) + kBodyWeight * postgres::times(row.body, stem);
      };
      found.push_back({row.post, weigher.weight(row.tokens, frequency)});
    }
    return found;
  }

  std::vector<ThreadId> complete_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                        const std::vector<std::string>& words, std::string_view prefix,
                                        int limit) const override {
    std::string text;
    for (const auto& word : words) text.append(text.empty() ? "" : " & ").append(any_of({word}, Words::in_title));
    if (!prefix.empty()) text.append(text.empty() ? "'=" : " & '=").append(prefix).append("':*");
    if (text.empty()) return {};
    const auto sql = kTitles + only_readable(viewer, spaces, "thread.space") + planned_anew(kLatestTitles, limit);
    return reader.all<ThreadId>(sql, text);
  }

  std::vector<ThreadId> similar_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                       const std::vector<std::string>& stems, int limit) const override {
    if (stems.empty()) return {};
    Weigher weigher(reader, "title");
    add_all(weigher, stems, counts(reader, kTitlesWith, stems));
    std::vector<std::pair<double, ThreadId>> weighed;
    const auto sql =
        kTitlesWithStems + only_readable(viewer, spaces, "thread.space") + planned_anew(kLatestTitles, kTitlesWeighed);
    for (const auto& row : reader.all<TitleRow>(sql, any_of(stems))) {
      const auto frequency = [&](const std::string& stem) { return postgres::times(row.stems, stem); };
      weighed.emplace_back(-weigher.weight(row.tokens, frequency), row.thread);
    }
    std::ranges::sort(weighed);
    std::vector<ThreadId> closest;
    for (const auto& [weight, thread] : weighed) {
      if (closest.size() < static_cast<std::size_t>(limit)) closest.push_back(thread);
    }
    return closest;
  }
};

}  // namespace

const SearchIndex& postgres_search_index() {
  static const PostgresSearchIndex index;
  return index;
}

}  // namespace parvis::community
