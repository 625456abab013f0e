#include "community/search/search_entries_postgres.h"

#include <fmt/format.h>

#include <set>

#include "community/search/search_words_postgres.h"
#include "core/store/bulk_rows.h"

namespace parvis::community::postgres {
namespace {

using store::Sql;

// What is taken out and put in is added up for all entries of a write: the row of sums, changed once for each, would be
// found again among all that it was before in the same transaction.
constexpr Sql kSizeOf{"select count(*), coalesce(sum(tokens), 0)::bigint from search_text where post in ("};
constexpr Sql kTakeOut{"delete from search_text where post in ("};
constexpr store::Insert kPutIn{R"(
  insert into search_text (post, thread, created_at, lexemes, title, body, tokens)
  select post, thread, created_at, array_to_tsvector(string_to_array(words, ' ')), title, body, tokens from ()",
                               ") as entry (post, thread, created_at, words, title, body, tokens)"};
constexpr Sql kSizeOfTitles{"select count(*), coalesce(sum(tokens), 0)::bigint from search_title where thread in ("};
constexpr Sql kTakeTitlesOut{"delete from search_title where thread in ("};
constexpr store::Insert kPutTitleIn{R"(
  insert into search_title (thread, lexemes, stems, tokens)
  select thread, array_to_tsvector(string_to_array(words, ' ')), stems, tokens from ()",
                                    ") as entry (thread, words, stems, tokens)"};
constexpr Sql kClose{")"};
constexpr Sql kGrow{R"(
  insert into search_size (name, entries, tokens) values ($1, $2, $3)
  on conflict (name) do update set entries = search_size.entries + excluded.entries,
                                   tokens = search_size.tokens + excluded.tokens)"};

// What came lately waits beside the words' lists and is read by every search.
constexpr Sql kEmptyPending[]{"select gin_clean_pending_list('search_text_by_lexeme')",
                              "select gin_clean_pending_list('search_title_by_lexeme')"};
// The planner chooses between the words' lists and the posts' order by figures a load has made wrong.
constexpr Sql kCountAnew[]{"analyze search_text", "analyze search_title", "analyze post", "analyze thread"};

// PostgreSQL takes no longer word; nobody looks for one.
constexpr std::size_t kMaxLexeme = 2000;

struct Size {
  std::int64_t entries = 0, tokens = 0;

  void add(std::int64_t more_tokens) {
    ++entries;
    tokens += more_tokens;
  }
};

class Lexemes {
 public:
  void add(const std::vector<std::string_view>& words, std::string_view before = "") {
    for (const auto word : words) {
      if (word.size() <= kMaxLexeme) all_.insert(std::string(before).append(word));
    }
  }
  std::string joined() const { return fmt::format("{}", fmt::join(all_, " ")); }

 private:
  std::set<std::string> all_;
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
std::int64_t put_in(store::BulkRows& rows, const IndexEntry& entry) {
  const auto title = split(entry.title), body = split(entry.body), marks = split(entry.marks);
  Lexemes lexemes;
  lexemes.add(body);
  lexemes.add(title);
  lexemes.add(title, "=");
  lexemes.add(marks, "#");
  const auto tokens = static_cast<std::int64_t>(title.size() + body.size() + marks.size());
  rows.add(kPutIn, entry.post, entry.in, entry.created_at, lexemes.joined(), entry.title, entry.body, tokens);
  return tokens;
}

std::int64_t put_title_in(store::BulkRows& rows, const IndexEntry& entry) {
  const auto title = split(entry.title), words = split(entry.title_words);
  Lexemes lexemes;
  lexemes.add(title);
  lexemes.add(words, "=");
  const auto tokens = static_cast<std::int64_t>(title.size() + words.size());
  rows.add(kPutTitleIn, entry.thread, lexemes.joined(), entry.title, tokens);
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
  store::BulkRows rows(transaction);
  for (const auto& entry : entries) {
    if (entry.gone) continue;
    texts.add(put_in(rows, entry));
    if (entry.thread) titles.add(put_title_in(rows, entry));
  }
  rows.put_in();
  transaction.run(kGrow, "text", texts.entries, texts.tokens);
  transaction.run(kGrow, "title", titles.entries, titles.tokens);
}

void settle_entries(store::Transaction& transaction) {
  for (const auto& sql : kEmptyPending) transaction.one<std::int64_t>(sql);
  for (const auto& sql : kCountAnew) transaction.run(sql);
}

}  // namespace parvis::community::postgres
