#include <algorithm>

#include "community/search/search_index.h"
#include "community/search/search_walk.h"

namespace parvis::community {
namespace {

constexpr store::Sql kTakeOut{"delete from search_text where rowid = $1"};
constexpr store::Sql kPutIn{"insert into search_text (rowid, title, body, marks) values ($1, $2, $3, $4)"};
constexpr store::Sql kTakeTitleOut{"delete from search_title where rowid = $1"};
constexpr store::Sql kPutTitleIn{"insert into search_title (rowid, stems, words) values ($1, $2, $3)"};
// Settings of an FTS5 table are written as rows (https://sqlite.org/fts5.html#special_insert_commands).
constexpr store::Sql kSetGathered{"insert into search_text (search_text, rank) values ('hashsize', $1)"};
constexpr store::Sql kSetMerged{"insert into search_text (search_text, rank) values ('automerge', $1)"};
constexpr store::Sql kPutTogether{"insert into search_text (search_text) values ('optimize')"};
// Merging some pages at a time; less than zero begins to put all pieces into one, which drops what was taken out.
constexpr store::Sql kMergeText{"insert into search_text (search_text, rank) values ('merge', $1)"};
constexpr store::Sql kMergeTitle{"insert into search_title (search_title, rank) values ('merge', $1)"};
constexpr store::Sql kTotalChanges{"select total_changes()"};
constexpr std::int64_t kMergedAtOnce = 400;  // pages: some milliseconds of the writing thread
constexpr std::int64_t kGatheredUsually = 1024 * 1024, kGatheredInLoads = 32 * 1024 * 1024;  // bytes; the first FTS5's
constexpr std::int64_t kMergedUsually = 4, kMergedInLoads = 0;  // pieces of a size put together at once; 0: none

// `cross join` and `indexed by` hold SQLite to one walk of the word's list with one look into a narrow index for each
// post; the rows of posts are two thousand bytes wide. That index is on `id + 0`, so that no other query takes it, and
// the plus before the other side keeps its type from standing in the way.
constexpr store::Sql kMatches{R"(
  select search_text.rowid, post.thread, post.created_at
  from search_text cross join post indexed by post_place
  where search_text match $1 and search_text.rowid <= $2 and post.id + 0 = +search_text.rowid
    and post.deleted_at is null
  order by search_text.rowid desc)"};
constexpr store::Sql kTitleMatches{R"(
  select post.id, search_title.rowid, post.created_at from search_title cross join post indexed by post_first
  where search_title match $1 and search_title.rowid <= $2 and post.thread + 0 = +search_title.rowid
    and post.number = 1 and post.deleted_at is null and ($3 = 0 or post.author = $3)
  order by search_title.rowid desc)"};
constexpr store::Sql kPendingMatches{R"(
  select search_text.rowid, post.thread, post.created_at
  from (select search_pending.post as id from search_pending order by search_pending.post desc limit 500) as waiting
    cross join search_text cross join post indexed by post_place
  where search_text match $1 and search_text.rowid = waiting.id and post.id + 0 = +waiting.id
    and post.deleted_at is null)"};
constexpr store::Sql kMatchInThread{R"(
  select post.id, post.thread, post.created_at
  from (select id, thread, created_at from post where thread = $2 and deleted_at is null
        order by number desc limit 50) as post cross join search_text
  where search_text match $1 and search_text.rowid = post.id and post.id <= $3 limit 1)"};
constexpr store::Sql kThreadFacts{R"(
  select space, thanks, score, solution from thread indexed by thread_place
  where id + 0 = $1 and deleted_at is null)"};
constexpr store::Sql kCountUpTo{
    "select count(*) from (select 1 from search_text where search_text match $1 limit $2) as counted"};
constexpr store::Sql kFits{R"(
  select rowid, -bm25(search_text, 4.0, 1.0, 0.0) from search_text where search_text match $1
  order by rowid desc limit $2)"};

constexpr store::Sql kTitles{R"(
  select thread.id from search_title join thread on thread.id = search_title.rowid
  where search_title match $1 and thread.deleted_at is null)"};
constexpr store::Sql kLatestTitles{" order by search_title.rowid desc limit $2"};
constexpr store::Sql kClosestTitles{" order by bm25(search_title, 1.0, 0.0) limit $2"};

// ("fourch aci" OR "fourch acier"): stems are letters and digits, so quotes cannot stand in them.
std::string any_of(const std::vector<std::string>& ways) {
  std::string text = "(";
  for (const auto& way : ways) text.append(text.size() > 1 ? " OR \"" : "\"").append(way).append("\"");
  return text + ")";
}

std::string in_words(const std::vector<std::string>& ways) { return "{title body} : " + any_of(ways); }

// All the terms that are wanted in these columns, none of those left out anywhere.
std::string expression(const SearchQuery& query, const char* columns) {
  std::string wanted, excluded;
  for (const auto& term : query.terms) {
    auto& into = term.excluded ? excluded : wanted;
    if (!into.empty()) into += term.excluded ? " OR " : " AND ";
    into += term.excluded ? in_words(alternatives(term)) : columns + any_of(alternatives(term));
  }
  return excluded.empty() ? wanted : "(" + wanted + ") NOT (" + excluded + ")";
}

std::string marked(const std::string& text, const Marks& marks) {
  std::string limits;
  const auto limit_to = [&](char kind, std::int64_t id) {
    if (id != 0) limits.append(" AND marks : ").append(1, kind).append(std::to_string(id));
  };
  limit_to('s', marks.space.value);
  limit_to('a', marks.author.value);
  limit_to('t', marks.tag.value);
  return limits.empty() ? text : "(" + text + ")" + limits;
}

std::string expression(const SearchQuery& query, const Marks& marks) {
  return marked(expression(query, "{title body} : "), marks);
}

bool has_exclusions(const SearchQuery& query) { return std::ranges::any_of(query.terms, &QueryTerm::excluded); }

std::string all_quoted(const std::vector<std::string>& words, const char* column, const char* joint) {
  std::string text;
  for (const auto& word : words) {
    text.append(text.empty() ? "" : joint).append(column).append(" : \"").append(word).append("\"");
  }
  return text;
}

void write_entry(store::Transaction& transaction, const IndexEntry& entry) {
  transaction.run(kTakeOut, entry.post);
  if (entry.thread) transaction.run(kTakeTitleOut, entry.thread);
  if (entry.gone) return;
  transaction.run(kPutIn, entry.post, entry.title, entry.body, entry.marks);
  if (entry.thread) transaction.run(kPutTitleIn, entry.thread, entry.title, entry.title_words);
}

class SqliteSearchIndex final : public SearchIndex {
 public:
  void write(store::Transaction& transaction, const std::vector<IndexEntry>& entries) const override {
    for (const auto& entry : entries) write_entry(transaction, entry);
  }

  void expect(store::Transaction& transaction, Arrivals arrivals) const override {
    const bool many = arrivals == Arrivals::many;
    transaction.run(kSetGathered, many ? kGatheredInLoads : kGatheredUsually);
    transaction.run(kSetMerged, many ? kMergedInLoads : kMergedUsually);
    // The pieces a load leaves are put together here, once: otherwise the next replies would do it, one of them at
    // length.
    if (!many) transaction.run(kPutTogether);
  }

  // The index counts the rows it changes with those of the transaction: a pass that changes none has nothing to merge.
  bool forget_taken_out(store::Transaction& transaction, Pass pass) const override {
    const std::int64_t pages = pass == Pass::first ? -kMergedAtOnce : kMergedAtOnce;
    const auto changes = [&] { return *transaction.one<std::int64_t>(kTotalChanges); };
    const auto before = changes();
    transaction.run(kMergeText, pages);
    transaction.run(kMergeTitle, pages);
    // The two commands themselves count as one each.
    return changes() - before > 2;
  }

  void each_match(store::Reader& reader, const SearchQuery& query, const Marks& marks, PostId newest,
                  const TakeMatch& take) const override {
    const auto match = expression(query, marks);
    walk_matches(reader, take, kMatches, match, newest);
  }

  void each_title_match(store::Reader& reader, const SearchQuery& query, MemberId author, PostId newest,
                        const TakeMatch& take) const override {
    if (has_exclusions(query)) {  // only the index of posts knows what else the first post says
      const auto match = marked(expression(query, "title : "), {.space = {}, .author = author, .tag = {}});
      return walk_matches(reader, take, kMatches, match, newest);
    }
    const auto match = expression(query, "stems : ");
    walk_matches(reader, take, kTitleMatches, match, newest, author);
  }

  void each_pending_match(store::Reader& reader, const SearchQuery& query, MemberId author,
                          const TakeMatch& take) const override {
    const auto match = expression(query, {.space = {}, .author = author, .tag = {}});
    walk_matches(reader, take, kPendingMatches, match);
  }

  std::optional<Match> match_in_thread(store::Reader& reader, const SearchQuery& query, ThreadId thread,
                                       PostId newest) const override {
    const auto match = expression(query, Marks{});
    const auto found = reader.one<MatchRow>(kMatchInThread, match, thread, newest);
    return found ? std::optional(found->match()) : std::nullopt;
  }

  std::optional<ThreadFacts> thread_facts(store::Reader& reader, ThreadId thread) const override {
    return reader.one<ThreadFacts>(kThreadFacts, thread);
  }

  void each_with_any(store::Reader& reader, const std::vector<std::string>& stems,
                     const TakeMatch& take) const override {
    if (stems.empty()) return;
    const auto match = in_words(stems);
    walk_matches(reader, take, kMatches, match, kNewest);
  }

  std::int64_t posts_with(store::Reader& reader, const std::vector<std::string>& stems,
                          std::int64_t at_most) const override {
    if (stems.empty()) return 0;
    const auto match = in_words(stems);
    return reader.one<std::int64_t>(kCountUpTo, match, at_most).value_or(0);
  }

  std::vector<Fit> fits(store::Reader& reader, const std::vector<std::vector<std::string>>& words,
                        int limit) const override {
    std::string match;
    for (const auto& stems : words) match.append(match.empty() ? "" : " AND ").append(in_words(stems));
    if (match.empty()) return {};
    return reader.all<Fit>(kFits, match, limit);
  }

  std::vector<ThreadId> complete_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                        const std::vector<std::string>& words, std::string_view prefix,
                                        int limit) const override {
    auto match = all_quoted(words, "words", " AND ");
    if (!prefix.empty()) {
      match.append(match.empty() ? "" : " AND ").append("words : \"").append(prefix).append("\"*");
    }
    if (match.empty()) return {};
    return reader.all<ThreadId>(kTitles + only_readable(viewer, spaces, "thread.space") + kLatestTitles, match, limit);
  }

  std::vector<ThreadId> similar_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                       const std::vector<std::string>& stems, int limit) const override {
    if (stems.empty()) return {};
    const auto match = all_quoted(stems, "stems", " OR ");
    return reader.all<ThreadId>(kTitles + only_readable(viewer, spaces, "thread.space") + kClosestTitles, match, limit);
  }
};

}  // namespace

const SearchIndex& sqlite_search_index() {
  static const SqliteSearchIndex index;
  return index;
}

}  // namespace parvis::community
