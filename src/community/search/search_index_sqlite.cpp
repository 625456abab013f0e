#include <algorithm>

#include "community/search/search_index.h"

namespace parvis::community {
namespace {

constexpr store::Sql kTakeOut{"delete from search_text where rowid = $1"};
constexpr store::Sql kPutIn{"insert into search_text (rowid, title, body, marks) values ($1, $2, $3, $4)"};
constexpr store::Sql kTakeTitleOut{"delete from search_title where rowid = $1"};
constexpr store::Sql kPutTitleIn{"insert into search_title (rowid, stems, words) values ($1, $2, $3)"};
constexpr store::Sql kPostsWith{"select doc from search_vocabulary where term = $1"};

constexpr store::Sql kSelectHits{R"(
  select post.id, post.thread, post.number, thread.thanks, post.up - post.down,
         case when thread.solution = post.id then 1 else 0 end, post.created_at, )"};
constexpr store::Sql kUnweighed{"0.0"};
constexpr store::Sql kWeighed{"-bm25(search_text, 4.0, 1.0, 0.0)"};
constexpr store::Sql kFromHits{R"(
  from search_text join post on post.id = search_text.rowid join thread on thread.id = post.thread
  where search_text match $1 and post.deleted_at is null and thread.deleted_at is null
    and ($2 = 0 or post.created_at >= $2) and ($3 = 0 or post.created_at < $3)
    and ($4 = -1 or (case when thread.solution is null then 0 else 1 end) = $4)
    and ($5 = 0 or exists (select 1 from thread_tag where thread_tag.thread = thread.id and thread_tag.tag = $5)))"};
constexpr store::Sql kLatestHits{" order by search_text.rowid desc limit $6"};

constexpr store::Sql kTitles{R"(
  select thread.id from search_title join thread on thread.id = search_title.rowid
  where search_title match $1 and thread.deleted_at is null)"};
constexpr store::Sql kLatestTitles{" order by search_title.rowid desc limit $2"};
constexpr store::Sql kClosestTitles{" order by bm25(search_title, 1.0, 0.0) limit $2"};

// Weighing a word asks in how many posts it stands, which reads its whole list: not worth it beyond this.
constexpr std::int64_t kTooCommonToWeigh = 20'000;
// Alternatives of a phrase whose words have several stems.
constexpr std::size_t kMaxAlternatives = 8;

// Every way to write the words of a term with one stem each.
std::vector<std::string> alternatives(const QueryTerm& term) {
  std::vector<std::string> ways{""};
  for (const auto& stems : term.words) {
    std::vector<std::string> longer;
    for (const auto& way : ways) {
      for (const auto& stem : stems) {
        if (longer.size() < kMaxAlternatives) longer.push_back(way.empty() ? stem : way + " " + stem);
      }
    }
    ways = std::move(longer);
  }
  return ways;
}

// ("fourch aci" OR "fourch acier"): stems are letters and digits, so quotes cannot stand in them.
std::string any_of(const std::vector<std::string>& ways) {
  std::string text = "(";
  for (const auto& way : ways) text.append(text.size() > 1 ? " OR \"" : "\"").append(way).append("\"");
  return text + ")";
}

std::string expression(const SearchQuery& query, const SearchLimits& limits, Where where) {
  const std::string columns = where == Where::titles ? "title : " : "{title body} : ";
  std::string wanted, excluded;
  for (const auto& term : query.terms) {
    auto& into = term.excluded ? excluded : wanted;
    if (!into.empty()) into += term.excluded ? " OR " : " AND ";
    into += columns + any_of(alternatives(term));
  }
  const auto limit_to = [&](const std::string& mark) {
    wanted += (wanted.empty() ? "marks : " : " AND marks : ") + mark;
  };
  if (limits.space) limit_to("s" + std::to_string(limits.space.value));
  if (limits.author) limit_to("a" + std::to_string(limits.author.value));
  if (wanted.empty()) limit_to("p");
  return excluded.empty() ? wanted : "(" + wanted + ") NOT (" + excluded + ")";
}

bool is_weighable(store::Reader& reader, const SearchQuery& query) {
  for (const auto& term : query.terms) {
    for (const auto& stems : term.words) {
      for (const auto& stem : stems) {
        if (posts_with(reader, stem) > kTooCommonToWeigh) return false;
      }
    }
  }
  return query.has_words();
}

std::string all_quoted(const std::vector<std::string>& words, const char* column, const char* joint) {
  std::string text;
  for (const auto& word : words) {
    text.append(text.empty() ? "" : joint).append(column).append(" : \"").append(word).append("\"");
  }
  return text;
}

}  // namespace

std::string marks_of(SpaceId space, MemberId author) {
  return "p s" + std::to_string(space.value) + " a" + std::to_string(author.value);
}

void write_entry(store::Transaction& transaction, const IndexEntry& entry) {
  transaction.run(kTakeOut, entry.post);
  if (entry.thread) transaction.run(kTakeTitleOut, entry.thread);
  if (entry.gone) return;
  transaction.run(kPutIn, entry.post, entry.title, entry.body, entry.marks);
  if (entry.thread) transaction.run(kPutTitleIn, entry.thread, entry.title, entry.title_words);
}

std::int64_t posts_with(store::Reader& reader, std::string_view stem) {
  return reader.one<std::int64_t>(kPostsWith, stem).value_or(0);
}

std::vector<Hit> find_hits(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                           const SearchQuery& query, const SearchLimits& limits, Where where, int limit) {
  const bool weighed = is_weighable(reader, query);
  const auto sql = kSelectHits + (weighed ? kWeighed : kUnweighed) + kFromHits +
                   only_readable(viewer, spaces, "thread.space") + kLatestHits;
  const std::int64_t solved = limits.solved ? (*limits.solved ? 1 : 0) : -1;
  return reader.all<Hit>(sql, expression(query, limits, where), limits.after.value_or(Instant{}),
                         limits.before.value_or(Instant{}), solved, limits.tag, limit);
}

std::vector<ThreadId> complete_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                      const std::vector<std::string>& words, std::string_view prefix, int limit) {
  auto match = all_quoted(words, "words", " AND ");
  if (!prefix.empty()) {
    match.append(match.empty() ? "" : " AND ").append("words : \"").append(prefix).append("\"*");
  }
  if (match.empty()) return {};
  return reader.all<ThreadId>(kTitles + only_readable(viewer, spaces, "thread.space") + kLatestTitles, match, limit);
}

std::vector<ThreadId> similar_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                     const std::vector<std::string>& stems, int limit) {
  if (stems.empty()) return {};
  const auto match = all_quoted(stems, "stems", " OR ");
  return reader.all<ThreadId>(kTitles + only_readable(viewer, spaces, "thread.space") + kClosestTitles, match, limit);
}

}  // namespace parvis::community
