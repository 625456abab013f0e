// What finds posts by words stands in search_ways_postgres.cpp; what weighs the few that have rare words, and what
// looks for titles, is planned anew for the words it is asked for.
#include <algorithm>
#include <string>
#include <unordered_set>

#include "community/search/search_commonness_postgres.h"
#include "community/search/search_entries_postgres.h"
#include "community/search/search_index.h"
#include "community/search/search_ways_postgres.h"
#include "community/search/search_weight_postgres.h"
#include "community/search/search_words_postgres.h"
#include "core/store/foresight.h"
#include "core/store/id_list.h"

namespace parvis::community {
namespace {

using postgres::any_of;
using postgres::Commonness;
using postgres::expression;
using postgres::Found;
using postgres::Page;
using postgres::Sought;
using postgres::Weigher;
using postgres::Words;
using store::Sql;

constexpr Sql kTexts{"select post, title, body from search_text where post"};
constexpr Sql kThreadFacts{"select space, thanks, score, solution from thread where id = $1 and deleted_at is null"};
// Through the lists of words in any case, as in search_ways_postgres.cpp.
constexpr Sql kCountUpTo{R"(
  select count(*) from (select 1 from search_text where lexemes @@ (select $1::tsquery) order by post + 0 limit )"};
constexpr Sql kCounted{") as counted"};
constexpr Sql kRare{R"(
  select post, title, body, tokens from search_text
  where lexemes @@ (select $1::tsquery) order by post + 0 desc limit )"};
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

// Titles that share a word with another are weighed, the latest so many of them.
constexpr int kTitlesWeighed = 2000;
// The statistics are a sample and may be minutes old: a word that by them is so many times commoner needs no counting.
constexpr double kSurely = 4;
// Weights of a word in the title and in the text, as SQLite's index has them.
constexpr double kTitleWeight = 4, kBodyWeight = 1;

struct Texts {
  PostId post;
  std::string title, body;
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

// One of the few numbers that the program knows: the statement stays prepared.
Sql up_to(const Sql& sql, std::int64_t limit) { return sql + Sql::name(std::to_string(limit)); }
// Any number in the text makes the statement a new one, planned for its parameters.
Sql planned_anew(const Sql& sql, std::int64_t limit) { return sql + Sql::numbers({limit}); }

// Takes out what has not the phrases that are asked for.
void keep_phrases(store::Reader& reader, const SearchQuery& query, Words words, std::vector<Found>& found) {
  if (found.empty() || !postgres::asks_for_phrases(query)) return;
  std::vector<PostId> posts;
  for (const auto& one : found) posts.push_back(one.post);
  std::unordered_set<PostId> fitting;
  for (const auto& texts : reader.all<Texts>(kTexts + in_list(reader, "$1"), store::id_list(posts))) {
    if (postgres::has_its_phrases(query, texts.title, texts.body, words)) fitting.insert(texts.post);
  }
  std::erase_if(found, [&](const Found& one) { return !fitting.contains(one.post); });
}

// The matches among these, in their order, until the taker has enough.
bool take_matches(store::Reader& reader, const SearchQuery& query, Words words, std::vector<Found> found,
                  const TakeMatch& take) {
  std::erase_if(found, [](const Found& one) { return !one.stands(); });
  keep_phrases(reader, query, words, found);
  return std::ranges::all_of(found, [&](const Found& one) { return take(one.match()); });
}

void walk(store::Reader& reader, const SearchQuery& query, const Sought& sought, PostId newest, Words words,
          const TakeMatch& take) {
  const auto first = words == Words::in_title ? Page::of_titles : Page::first;
  postgres::walk(reader, sought, newest, first,
                 [&](std::vector<Found> found) { return take_matches(reader, query, words, std::move(found), take); });
}

Sought sought_by(store::Reader& reader, const SearchQuery& query, const Marks& marks, Words words = Words::anywhere) {
  return {expression(query, marks, words), Commonness::of(reader).share(query, marks, words)};
}

// For kPostsWith and kTitlesWith.
std::string quoted(const std::vector<std::string>& stems) {
  std::string words;
  for (const auto& stem : stems) words.append(words.empty() ? "'" : " '").append(stem).append("'");
  return words;
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
    walk(reader, query, sought_by(reader, query, marks), newest, Words::anywhere, take);
  }

  void foresee_matches(store::Reader& reader, const SearchQuery& query, const Marks& marks,
                       PostId newest) const override {
    postgres::foresee_walk(reader, sought_by(reader, query, marks), newest, Page::first);
  }

  void each_title_match(store::Reader& reader, const SearchQuery& query, MemberId author, PostId newest,
                        const TakeMatch& take) const override {
    const Marks marks{.space = {}, .author = author, .tag = {}};
    walk(reader, query, sought_by(reader, query, marks, Words::in_title), newest, Words::in_title, take);
  }

  void each_pending_match(store::Reader& reader, const SearchQuery& query, MemberId author,
                          const TakeMatch& take) const override {
    const auto words = expression(query, {.space = {}, .author = author, .tag = {}});
    take_matches(reader, query, Words::anywhere, postgres::find_pending(reader, words), take);
  }

  std::optional<Match> match_in_thread(store::Reader& reader, const SearchQuery& query, ThreadId thread,
                                       PostId newest) const override {
    std::optional<Match> first;
    take_matches(reader, query, Words::anywhere,
                 postgres::find_in_thread(reader, expression(query, {}), thread, newest), [&](const Match& match) {
                   first = match;
                   return false;
                 });
    return first;
  }

  void each_with_any(store::Reader& reader, const std::vector<std::string>& stems,
                     const TakeMatch& take) const override {
    if (stems.empty()) return;
    walk(reader, {}, {any_of(stems), Commonness::of(reader).share(stems)}, kNewest, Words::anywhere, take);
  }

  std::optional<ThreadFacts> thread_facts(store::Reader& reader, ThreadId thread) const override {
    return reader.one<ThreadFacts>(kThreadFacts, thread);
  }

  std::int64_t posts_with(store::Reader& reader, const std::vector<std::string>& stems,
                          std::int64_t at_most) const override {
    if (stems.empty()) return 0;
    const auto& commonness = Commonness::of(reader);
    if (commonness.share(stems) * commonness.posts() > kSurely * static_cast<double>(at_most)) return at_most;
    return reader.one<std::int64_t>(up_to(kCountUpTo, at_most) + kCounted, any_of(stems)).value_or(0);
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
    const auto asked = quoted(every_stem);
    store::foresee(reader, kPostsWith, asked);
    store::foresee(reader, up_to(kRare, limit), all);
    Weigher weigher(reader, "text");
    add_all(weigher, every_stem, reader.all<std::int64_t>(kPostsWith, asked));
    std::vector<Fit> found;
    for (const auto& row : reader.all<RareRow>(up_to(kRare, limit), all)) {
      const auto frequency = [&](std::string_view stem) {
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
    add_all(weigher, stems, reader.all<std::int64_t>(kTitlesWith, quoted(stems)));
    std::vector<std::pair<double, ThreadId>> weighed;
    const auto sql =
        kTitlesWithStems + only_readable(viewer, spaces, "thread.space") + planned_anew(kLatestTitles, kTitlesWeighed);
    for (const auto& row : reader.all<TitleRow>(sql, any_of(stems))) {
      const auto frequency = [&](std::string_view stem) { return postgres::times(row.stems, stem); };
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
