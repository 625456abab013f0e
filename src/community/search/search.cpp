#include "community/search/search.h"

#include <algorithm>
#include <unordered_map>

#include "community/search/search_ranking.h"
#include "community/threads/cursor.h"
#include "community/threads/post_text.h"
#include "core/store/id_list.h"
#include "core/text/markdown.h"

namespace parvis::community {
namespace {

constexpr store::Sql kPostTexts{R"(
  select post.html, post.language, post.number, member.id, member.handle, member.display_name, member.role,
         member.title, member.hue, post.id
  from post join member on member.id = post.author where post.deleted_at is null and post.id)"};

struct PostWords {
  std::string html, language;
  std::int64_t number;
  MemberId author;
  std::string handle, name;
  Role role;
  std::string title;
  int hue;
  PostId post;
};

std::vector<std::string> wanted_stems(const SearchQuery& query) {
  std::vector<std::string> stems;
  for (const auto& term : query.terms) {
    if (term.excluded) continue;
    for (const auto& word : term.words) stems.insert(stems.end(), word.begin(), word.end());
  }
  return stems;
}

text::Language language_of(std::string_view tag) { return text::parse_language(tag).value_or(text::Language::en); }

SearchResult dressed(const Ranked& ranked, ThreadRow thread, PostWords post, const std::vector<std::string>& stems) {
  const auto plain = text::plain_text(stored_html(std::move(post.html)));
  auto title = text::highlight(thread.title, stems, language_of(thread.language), thread.title.size());
  return {
      .thread = std::move(thread),
      .title = std::move(title),
      .post = ranked.best.post,
      .number = post.number,
      .other_posts = ranked.others,
      .author = {post.author, std::move(post.handle), std::move(post.name), post.role, std::move(post.title), post.hue},
      .created_at = ranked.best.created_at,
      .passage = text::highlight(plain, stems, language_of(post.language)),
      .language = std::move(post.language)};
}

// The results of one page, with their passages.
std::vector<SearchResult> dress(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                const std::vector<Ranked>& page, const std::vector<std::string>& stems) {
  if (page.empty()) return {};
  std::vector<ThreadId> threads;
  std::vector<PostId> posts;
  for (const auto& ranked : page) {
    threads.push_back(ranked.best.thread);
    posts.push_back(ranked.best.post);
  }
  foresee_thread_rows(reader, threads);
  std::unordered_map<PostId, PostWords> texts;
  for (auto& text : reader.all<PostWords>(kPostTexts + in_list(reader, "$1"), store::id_list(posts))) {
    texts.emplace(text.post, std::move(text));
  }
  std::unordered_map<ThreadId, ThreadRow> rows;
  for (auto& row : thread_rows(reader, viewer, spaces, threads)) rows.emplace(row.id, std::move(row));
  std::vector<SearchResult> results;
  for (const auto& ranked : page) {
    const auto row = rows.find(ranked.best.thread);
    const auto text = texts.find(ranked.best.post);
    if (row == rows.end() || text == texts.end()) continue;
    results.push_back(dressed(ranked, std::move(row->second), std::move(text->second), stems));
  }
  return results;
}

std::string words_of(const SearchQuery& query) {
  std::string words;
  for (const auto& term : query.terms) {
    if (term.excluded) continue;
    for (const auto& word : term.typed) words.append(words.empty() ? "" : " ").append(word);
  }
  return words;
}

PostId newest_of(const std::vector<Hit>& hits) {
  PostId newest;
  for (const auto& hit : hits) newest = std::max(newest, hit.post);
  return newest;
}

}  // namespace

SearchResults search(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const SearchQuery& asked,
                     SearchOrder order, std::string_view after) {
  SearchResults results;
  const auto limits = find_limits(reader, viewer, spaces, asked);
  results.unknown = limits.unknown;
  if (asked.is_empty() || !limits.unknown.empty()) return results;
  auto query = asked;
  if (!query.has_words()) order = SearchOrder::latest;  // nothing says what would be best
  const auto cursor = parse_cursor(after);
  const PostId newest{cursor.id};
  auto found = find_candidates(reader, viewer, spaces, query, limits, order, newest);
  std::unordered_map<ThreadId, std::vector<std::string>> missing;
  if (found.hits.empty() && query.has_words()) {
    results.corrections = correct_spelling(reader, viewer, spaces, query);
    if (!results.corrections.empty()) found = find_candidates(reader, viewer, spaces, query, limits, order, newest);
    if (found.hits.empty()) {
      auto closest = find_closest(reader, viewer, spaces, query, limits, newest);
      found = {std::move(closest.hits), closest.cut};
      missing = std::move(closest.missing);
      if (!found.hits.empty()) results.together = closest.together;
    }
    if (found.hits.empty()) results.corrections.clear();
    if (!results.corrections.empty()) results.corrected = words_of(query);
  }
  const auto ranked = rank(found.hits, order, now());
  results.found = static_cast<std::int64_t>(ranked.size());
  results.more_than_found = found.cut;
  const auto count = static_cast<std::int64_t>(ranked.size());
  const auto begin = cursor.is_start() ? 0 : std::clamp<std::int64_t>(cursor.key, 0, count);
  const auto end = std::min(begin + static_cast<std::int64_t>(kResultsPerPage), count);
  results.items = dress(reader, viewer, spaces, {ranked.begin() + begin, ranked.begin() + end}, wanted_stems(query));
  for (auto& item : results.items) item.missing = std::move(missing[item.thread.id]);
  const auto bound = cursor.is_start() ? newest_of(found.hits) : newest;
  if (end < count) results.next = cursor_text({end, bound.value});
  return results;
}

}  // namespace parvis::community
