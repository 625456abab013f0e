#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <sstream>

#include "community/search/search_index_pairs.h"

namespace parvis::community::postgres_index {
namespace {

using store::Sql;

// What is taken out and put in is added up for all entries of a write: the row of sums, changed once for each, would be
// found again among all that it was before in the same transaction.
constexpr Sql kSizeOf{"select count(*), coalesce(sum(tokens), 0)::bigint from search_text where post in ("};
constexpr Sql kTakeOut{"delete from search_text where post in ("};
constexpr Sql kPutIn{R"(
  insert into search_text (post, lexemes, title, body, tokens)
  values ($1, array_to_tsvector(string_to_array($2, ' ')), $3, $4, $5))"};
constexpr Sql kSizeOfTitles{"select count(*), coalesce(sum(tokens), 0)::bigint from search_title where thread in ("};
constexpr Sql kTakeTitlesOut{"delete from search_title where thread in ("};
constexpr Sql kPutTitleIn{R"(
  insert into search_title (thread, lexemes, stems, tokens)
  values ($1, array_to_tsvector(string_to_array($2, ' ')), $3, $4))"};
constexpr Sql kClose{")"};
constexpr Sql kGrow{R"(
  insert into search_size (name, entries, tokens) values ($1, $2, $3)
  on conflict (name) do update set entries = search_size.entries + excluded.entries,
                                   tokens = search_size.tokens + excluded.tokens)"};
constexpr Sql kSize{"select entries, tokens from search_size where name = $1"};

// What came lately waits beside the words' lists and is read by every search.
constexpr Sql kEmptyPending{"select gin_clean_pending_list('search_text_by_lexeme')"};
constexpr Sql kEmptyPendingTitles{"select gin_clean_pending_list('search_title_by_lexeme')"};
constexpr Sql kCountAnew[]{"analyze search_text", "analyze search_title", "analyze post", "analyze thread"};

// A page of matches at a time: the planner walks posts backwards for common words and the words' lists for rare ones.
constexpr Sql kMatches{R"(
  select post.id, post.thread, post.created_at, '', ''
  from search_text join post on post.id = search_text.post
  where search_text.lexemes @@ $1::tsquery and search_text.post <= $2 and post.deleted_at is null
  order by search_text.post desc limit $3)"};
constexpr Sql kMatchesWithTexts{R"(
  select post.id, post.thread, post.created_at, search_text.title, search_text.body
  from search_text join post on post.id = search_text.post
  where search_text.lexemes @@ $1::tsquery and search_text.post <= $2 and post.deleted_at is null
  order by search_text.post desc limit $3)"};
constexpr Sql kPendingMatches{R"(
  select post.id, post.thread, post.created_at, search_text.title, search_text.body
  from (select search_pending.post as id from search_pending order by search_pending.post desc limit 500) as waiting
    join search_text on search_text.post = waiting.id join post on post.id = waiting.id
  where search_text.lexemes @@ $1::tsquery and post.deleted_at is null order by post.id desc)"};
constexpr Sql kMatchInThread{R"(
  select post.id, post.thread, post.created_at, search_text.title, search_text.body
  from (select id, thread, created_at from post where thread = $2 and deleted_at is null
        order by number desc limit 50) as post
    join search_text on search_text.post = post.id
  where search_text.lexemes @@ $1::tsquery and post.id <= $3 order by post.id desc limit $4)"};
constexpr Sql kThreadFacts{"select space, thanks, score, solution from thread where id = $1 and deleted_at is null"};
constexpr Sql kCountUpTo{
    "select count(*) from (select 1 from search_text where lexemes @@ $1::tsquery limit $2) as counted"};
constexpr Sql kRare{R"(
  select post, title, body, tokens from search_text where lexemes @@ $1::tsquery order by post desc limit $2)"};

constexpr Sql kTitles{R"(
  select thread.id from search_title join thread on thread.id = search_title.thread
  where search_title.lexemes @@ $1::tsquery and thread.deleted_at is null)"};
constexpr Sql kTitlesWithStems{R"(
  select thread.id, search_title.stems, search_title.tokens
  from search_title join thread on thread.id = search_title.thread
  where search_title.lexemes @@ $1::tsquery and thread.deleted_at is null)"};
constexpr Sql kLatestTitles{" order by search_title.thread desc limit $2"};
constexpr Sql kTitlesWith{"select count(*) from search_title where lexemes @@ $1::tsquery"};

constexpr int kPage = 500;
constexpr int kMostInThread = 200;
// Titles that share a word with another are weighed, the latest so many of them.
constexpr int kTitlesWeighed = 2000;
// PostgreSQL takes no longer word; nobody looks for one.
constexpr std::size_t kMaxLexeme = 2000;
// Weights of a word in the title and in the text, and the two constants of BM25, as SQLite's index has them.
constexpr double kTitleWeight = 4, kBodyWeight = 1, kSaturation = 1.2, kLengthShare = 0.75;

struct FoundRow {
  PostId post;
  ThreadId thread;
  Instant created_at;
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
struct Size {
  std::int64_t entries = 0, tokens = 0;

  void add(std::int64_t more_tokens) {
    ++entries;
    tokens += more_tokens;
  }
};

std::vector<std::string> split(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

class Lexemes {
 public:
  void add(const std::vector<std::string>& words, const char* before = "") {
    for (const auto& word : words) {
      if (word.size() <= kMaxLexeme) all_.insert(before + word);
    }
  }
  std::string joined() const { return fmt::format("{}", fmt::join(all_, " ")); }

 private:
  std::set<std::string> all_;
};

// 'stem': letters and digits only, so no quote stands in it.
std::string any_of(const std::vector<std::string>& words, const char* before = "") {
  std::string text;
  for (const auto& word : words) {
    text.append(text.empty() ? "('" : " | '").append(before).append(word).append("'");
  }
  return text + ")";
}

std::string all_of(const QueryTerm& term, const char* before) {
  std::string text;
  for (const auto& stems : term.words) text.append(text.empty() ? "(" : " & ").append(any_of(stems, before));
  return text + ")";
}

bool is_phrase(const QueryTerm& term) { return term.words.size() > 1; }

// What the lists of words can say of the query; phrases are looked at in the texts.
std::string expression(const SearchQuery& query, const Marks& marks, const char* before) {
  std::string text;
  const auto add = [&text](const std::string& part) { text.append(text.empty() ? "" : " & ").append(part); };
  for (const auto& term : query.terms) {
    if (!term.excluded) add(all_of(term, before));
    if (term.excluded && !is_phrase(term)) add("!" + all_of(term, ""));
  }
  const auto limit_to = [&](char kind, std::int64_t id) {
    if (id != 0) add(fmt::format("'#{}{}'", kind, id));
  };
  limit_to('s', marks.space.value);
  limit_to('a', marks.author.value);
  limit_to('t', marks.tag.value);
  return text;
}

bool stands_in(const std::string& stems, const std::string& phrase) {
  return (" " + stems + " ").find(" " + phrase + " ") != std::string::npos;
}

bool has_phrase(const QueryTerm& term, const FoundRow& row, bool in_title) {
  return std::ranges::any_of(alternatives(term), [&](const std::string& way) {
    return stands_in(row.title, way) || (!in_title && stands_in(row.body, way));
  });
}

bool has_its_phrases(const SearchQuery& query, const FoundRow& row, bool in_title) {
  return std::ranges::all_of(query.terms, [&](const QueryTerm& term) {
    return !is_phrase(term) || has_phrase(term, row, in_title && !term.excluded) != term.excluded;
  });
}

bool asks_for_phrases(const SearchQuery& query) { return std::ranges::any_of(query.terms, is_phrase); }

void walk(store::Reader& reader, const SearchQuery& query, const std::string& expression, PostId newest, bool in_title,
          const TakeMatch& take) {
  const bool phrases = asks_for_phrases(query);
  for (auto from = newest;;) {
    const auto rows = reader.all<FoundRow>(phrases ? kMatchesWithTexts : kMatches, expression, from, kPage);
    for (const auto& row : rows) {
      if (phrases && !has_its_phrases(query, row, in_title)) continue;
      if (!take({row.post, row.thread, row.created_at})) return;
    }
    if (rows.size() < kPage) return;
    from.value = rows.back().post.value - 1;
  }
}

std::int64_t times(const std::vector<std::string>& words, const std::string& stem) {
  return std::ranges::count(words, stem);
}

// BM25 as SQLite computes it, so that both rank alike.
class Weigher {
 public:
  Weigher(store::Reader& reader, std::string_view name) { size_ = reader.one<Size>(kSize, name).value_or(Size{}); }

  void add(const std::string& stem, std::int64_t entries_with_it) {
    const auto others = static_cast<double>(size_.entries - entries_with_it);
    const double rarity = std::log((others + 0.5) / (static_cast<double>(entries_with_it) + 0.5));
    stems_.emplace_back(stem, std::max(rarity, 1e-6));
  }

  template <class Frequency>
  double weight(std::int64_t tokens, const Frequency& frequency_of) const {
    const double mean =
        static_cast<double>(size_.tokens) / static_cast<double>(std::max<std::int64_t>(size_.entries, 1));
    const double length = 1 - kLengthShare + kLengthShare * static_cast<double>(tokens) / std::max(mean, 1.0);
    double sum = 0;
    for (const auto& [stem, rarity] : stems_) {
      const double frequency = frequency_of(stem);
      sum += rarity * frequency * (kSaturation + 1) / (frequency + kSaturation * length);
    }
    return sum;
  }

 private:
  Size size_;
  std::vector<std::pair<std::string, double>> stems_;
};

// Answers what is gone, below zero.
Size take_out(store::Transaction& transaction, const Sql& size_of, const Sql& take,
              const std::vector<std::int64_t>& ids) {
  const auto list = Sql::numbers(ids) + kClose;
  const auto gone = transaction.one<Size>(size_of + list).value_or(Size{});
  if (gone.entries > 0) transaction.run(take + list);
  return {-gone.entries, -gone.tokens};
}

// These answer how many words they put in.
std::int64_t put_in(store::Transaction& transaction, const IndexEntry& entry) {
  const auto title = split(entry.title), body = split(entry.body), marks = split(entry.marks);
  Lexemes lexemes;
  lexemes.add(body);
  lexemes.add(title);
  lexemes.add(title, "=");
  lexemes.add(marks, "#");
  const auto tokens = static_cast<std::int64_t>(title.size() + body.size() + marks.size());
  transaction.run(kPutIn, entry.post, lexemes.joined(), entry.title, entry.body, tokens);
  return tokens;
}

std::int64_t put_title_in(store::Transaction& transaction, const IndexEntry& entry) {
  const auto title = split(entry.title), words = split(entry.title_words);
  Lexemes lexemes;
  lexemes.add(title);
  lexemes.add(words, "=");
  const auto tokens = static_cast<std::int64_t>(title.size() + words.size());
  transaction.run(kPutTitleIn, entry.thread, lexemes.joined(), entry.title, tokens);
  return tokens;
}

}  // namespace

void write_entries(store::Transaction& transaction, const std::vector<IndexEntry>& entries) {
  std::vector<std::int64_t> posts, threads;
  for (const auto& entry : entries) {
    posts.push_back(entry.post.value);
    if (entry.thread) threads.push_back(entry.thread.value);
  }
  auto texts = take_out(transaction, kSizeOf, kTakeOut, posts);
  auto titles = take_out(transaction, kSizeOfTitles, kTakeTitlesOut, threads);
  for (const auto& entry : entries) {
    if (entry.gone) continue;
    texts.add(put_in(transaction, entry));
    if (entry.thread) titles.add(put_title_in(transaction, entry));
  }
  transaction.run(kGrow, "text", texts.entries, texts.tokens);
  transaction.run(kGrow, "title", titles.entries, titles.tokens);
}

void expect(store::Transaction& transaction, Arrivals arrivals) {
  if (arrivals == Arrivals::many) return;
  for (const auto& sql : {kEmptyPending, kEmptyPendingTitles}) transaction.one<std::int64_t>(sql);
  // The planner chooses between the words' lists and the posts' order by figures a load has made wrong.
  for (const auto& sql : kCountAnew) transaction.run(sql);
}

void each_match(store::Reader& reader, const SearchQuery& query, const Marks& marks, PostId newest,
                const TakeMatch& take) {
  walk(reader, query, expression(query, marks, ""), newest, false, take);
}

void each_title_match(store::Reader& reader, const SearchQuery& query, MemberId author, PostId newest,
                      const TakeMatch& take) {
  walk(reader, query, expression(query, {.space = {}, .author = author, .tag = {}}, "="), newest, true, take);
}

void each_pending_match(store::Reader& reader, const SearchQuery& query, MemberId author, const TakeMatch& take) {
  const auto words = expression(query, {.space = {}, .author = author, .tag = {}}, "");
  for (const auto& row : reader.all<FoundRow>(kPendingMatches, words)) {
    if (!has_its_phrases(query, row, false)) continue;
    if (!take({row.post, row.thread, row.created_at})) return;
  }
}

std::optional<Match> match_in_thread(store::Reader& reader, const SearchQuery& query, ThreadId thread, PostId newest) {
  const int most = asks_for_phrases(query) ? kMostInThread : 1;
  for (const auto& row : reader.all<FoundRow>(kMatchInThread, expression(query, {}, ""), thread, newest, most)) {
    if (has_its_phrases(query, row, false)) return Match{row.post, row.thread, row.created_at};
  }
  return std::nullopt;
}

std::optional<ThreadFacts> thread_facts(store::Reader& reader, ThreadId thread) {
  return reader.one<ThreadFacts>(kThreadFacts, thread);
}

void each_with_any(store::Reader& reader, const std::vector<std::string>& stems, const TakeMatch& take) {
  if (!stems.empty()) walk(reader, {}, any_of(stems), kNewest, false, take);
}

std::int64_t posts_with(store::Reader& reader, const std::vector<std::string>& stems, std::int64_t at_most) {
  if (stems.empty()) return 0;
  return reader.one<std::int64_t>(kCountUpTo, any_of(stems), at_most).value_or(0);
}

std::vector<Fit> fits(store::Reader& reader, const std::vector<std::vector<std::string>>& words, int limit) {
  if (words.empty()) return {};
  std::string expression;
  Weigher weigher(reader, "text");
  for (const auto& stems : words) {
    expression.append(expression.empty() ? "" : " & ").append(any_of(stems));
    for (const auto& stem : stems) weigher.add(stem, posts_with(reader, {stem}, INT64_MAX));
  }
  std::vector<Fit> found;
  for (const auto& row : reader.all<RareRow>(kRare, expression, limit)) {
    const auto title = split(row.title), body = split(row.body);
    found.push_back({row.post, weigher.weight(row.tokens, [&](const std::string& stem) {
                       return kTitleWeight * static_cast<double>(times(title, stem)) +
                              kBodyWeight * static_cast<double>(times(body, stem));
                     })});
  }
  return found;
}

std::vector<ThreadId> complete_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                      const std::vector<std::string>& words, std::string_view prefix, int limit) {
  std::string text;
  for (const auto& word : words) text.append(text.empty() ? "'=" : " & '=").append(word).append("'");
  if (!prefix.empty()) text.append(text.empty() ? "'=" : " & '=").append(prefix).append("':*");
  if (text.empty()) return {};
  return reader.all<ThreadId>(kTitles + only_readable(viewer, spaces, "thread.space") + kLatestTitles, text, limit);
}

std::vector<ThreadId> similar_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                     const std::vector<std::string>& stems, int limit) {
  if (stems.empty()) return {};
  Weigher weigher(reader, "title");
  for (const auto& stem : stems) {
    weigher.add(stem, reader.one<std::int64_t>(kTitlesWith, any_of({stem})).value_or(0));
  }
  std::vector<std::pair<double, ThreadId>> weighed;
  const auto sql = kTitlesWithStems + only_readable(viewer, spaces, "thread.space") + kLatestTitles;
  for (const auto& row : reader.all<TitleRow>(sql, any_of(stems), kTitlesWeighed)) {
    const auto words = split(row.stems);
    const auto frequency = [&](const std::string& stem) { return static_cast<double>(times(words, stem)); };
    weighed.emplace_back(-weigher.weight(row.tokens, frequency), row.thread);
  }
  std::ranges::sort(weighed);
  std::vector<ThreadId> closest;
  for (const auto& [weight, thread] : weighed) {
    if (closest.size() < static_cast<std::size_t>(limit)) closest.push_back(thread);
  }
  return closest;
}

}  // namespace parvis::community::postgres_index
