#include "community/search/search.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_map>

#include "community/search/search_index.h"
#include "community/search/spelling.h"
#include "community/threads/post_text.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

// How many of the latest matches are ranked. A reader who passes this many wants other words, not more pages.
constexpr int kMaxCandidates = 500;
constexpr int kMaxTitleCandidates = 200;
// Bytes of a title by which threads like it are looked for: the longest title there is, in any script.
constexpr std::size_t kMaxTitleLookedAt = 4 * kMaxTitle;

constexpr store::Sql kPostTexts{R"(
  select post.id, post.body, post.language, member.id, member.handle, member.display_name, member.role, member.title,
         member.hue
  from post join member on member.id = post.author where post.id in ()"};
constexpr store::Sql kClose{")"};
constexpr store::Sql kTagByKey{"select id from tag where name_key = $1"};

struct PostText {
  PostId id;
  std::string body, language;
  MemberId author;
  std::string handle, name;
  Role role;
  std::string title;
  int hue;
};

// A thread among the results, by its best post.
struct Ranked {
  Hit best;
  double score = 0;
  std::int64_t others = 0;
};

// What a match is worth: how well the words fit, then what the square thought of it, then how fresh it is.
double score_of(const Hit& hit, bool in_title, Instant at) {
  const double age_in_years = static_cast<double>(at - hit.created_at) / static_cast<double>(365 * kDay);
  double score = hit.relevance + (in_title ? 6 : 0) + (hit.is_solution ? 2 : 0);
  score += 0.8 * std::log1p(static_cast<double>(std::max<std::int64_t>(hit.thanks + hit.votes, 0)));
  return score + 1.5 * std::exp(-std::max(age_in_years, 0.0));
}

void add_hits(std::unordered_map<ThreadId, Ranked>& threads, const std::vector<Hit>& hits, bool in_title, Instant at) {
  for (const auto& hit : hits) {
    const double score = score_of(hit, in_title, at);
    auto [place, added] = threads.try_emplace(hit.thread, Ranked{hit, score, 0});
    auto& ranked = place->second;
    if (added) continue;
    if (ranked.best.post != hit.post) ++ranked.others;
    if (score > ranked.score) {
      ranked.best = hit;
      ranked.score = score;
    }
  }
}

std::vector<Ranked> rank(const std::vector<Hit>& titles, const std::vector<Hit>& texts, SearchOrder order) {
  std::unordered_map<ThreadId, Ranked> threads;
  const auto at = now();
  add_hits(threads, titles, true, at);
  add_hits(threads, texts, false, at);
  std::vector<Ranked> ranked;
  for (auto& [thread, entry] : threads) ranked.push_back(entry);
  std::ranges::sort(ranked, [order](const Ranked& a, const Ranked& b) {
    if (order == SearchOrder::latest) return a.best.created_at > b.best.created_at;
    return a.score != b.score ? a.score > b.score : a.best.post > b.best.post;
  });
  return ranked;
}

// Limits that name nothing (an unknown space) find nothing, which is the truth.
std::optional<SearchLimits> resolve(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                    const SearchQuery& query) {
  SearchLimits limits{.after = query.after, .before = query.before, .solved = query.solved};
  if (!query.space.empty()) {
    const auto* space = spaces.find(query.space);
    if (!space || !may_read(viewer, *space)) return std::nullopt;
    limits.space = space->id;
  }
  if (!query.author.empty()) {
    const auto author = find_member(reader, query.author);
    if (!author) return std::nullopt;
    limits.author = author->id;
  }
  if (!query.tag.empty()) {
    const auto tag = reader.one<TagId>(kTagByKey, tag_key(query.tag));
    if (!tag) return std::nullopt;
    limits.tag = *tag;
  }
  return limits;
}

std::vector<std::string> wanted_stems(const SearchQuery& query) {
  std::vector<std::string> stems;
  for (const auto& term : query.terms) {
    if (term.excluded) continue;
    for (const auto& word : term.words) stems.insert(stems.end(), word.begin(), word.end());
  }
  return stems;
}

// The results of one page, with their passages.
std::vector<SearchResult> dress(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                const std::vector<Ranked>& page, const std::vector<std::string>& stems) {
  std::vector<std::int64_t> posts;
  std::vector<ThreadId> threads;
  for (const auto& ranked : page) {
    posts.push_back(ranked.best.post.value);
    threads.push_back(ranked.best.thread);
  }
  std::unordered_map<PostId, PostText> texts;
  for (auto& text : reader.all<PostText>(kPostTexts + store::Sql::numbers(posts) + kClose)) {
    texts.emplace(text.id, std::move(text));
  }
  std::unordered_map<ThreadId, ThreadRow> rows;
  for (auto& row : thread_rows(reader, viewer, spaces, threads)) rows.emplace(row.id, std::move(row));
  std::vector<SearchResult> results;
  for (const auto& ranked : page) {
    const auto text = texts.find(ranked.best.post);
    const auto row = rows.find(ranked.best.thread);
    if (text == texts.end() || row == rows.end()) continue;
    const auto& post = text->second;
    const auto language = text::parse_language(post.language).value_or(text::Language::en);
    results.push_back({row->second,
                       post.id,
                       ranked.best.number,
                       ranked.others,
                       {post.author, post.handle, post.name, post.role, post.title, post.hue},
                       ranked.best.created_at,
                       text::highlight(post.body, stems, language)});
  }
  return results;
}

std::size_t start_of(std::string_view after) {
  std::size_t start = 0;
  std::from_chars(after.data(), after.data() + after.size(), start);
  return std::min<std::size_t>(start, kMaxCandidates + kMaxTitleCandidates);
}

struct Candidates {
  std::vector<Hit> titles, texts;
  bool empty() const { return titles.empty() && texts.empty(); }
};
Candidates candidates(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const SearchQuery& query,
                      const SearchLimits& limits) {
  Candidates found;
  if (query.has_words()) {
    found.titles = find_hits(reader, viewer, spaces, query, limits, Where::titles, kMaxTitleCandidates);
  }
  found.texts = find_hits(reader, viewer, spaces, query, limits, Where::anywhere, kMaxCandidates);
  return found;
}

}  // namespace

SearchResults search(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const SearchQuery& asked,
                     SearchOrder order, std::string_view after) {
  SearchResults results;
  if (asked.is_empty()) return results;
  auto query = asked;
  const auto limits = resolve(reader, viewer, spaces, query);
  if (!limits) return results;
  auto found = candidates(reader, viewer, spaces, query, *limits);
  if (found.empty() && correct_spelling(reader, query, results.corrected)) {
    found = candidates(reader, viewer, spaces, query, *limits);
    if (found.empty()) results.corrected.clear();
  }
  const auto ranked = rank(found.titles, found.texts, query.has_words() ? order : SearchOrder::latest);
  results.found = static_cast<std::int64_t>(ranked.size());
  results.more_than_found = found.texts.size() == kMaxCandidates;
  const auto begin = std::min(start_of(after), ranked.size());
  const auto end = std::min(begin + kResultsPerPage, ranked.size());
  const std::vector<Ranked> page(ranked.begin() + static_cast<std::ptrdiff_t>(begin),
                                 ranked.begin() + static_cast<std::ptrdiff_t>(end));
  results.items = dress(reader, viewer, spaces, page, wanted_stems(query));
  if (end < ranked.size()) results.next = std::to_string(end);
  return results;
}

Suggestions suggest(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, std::string_view typed) {
  Suggestions suggestions;
  std::vector<std::string> whole;
  for (const auto& token : text::words(typed.substr(0, kMaxQueryLength), text::Language::en)) {
    if (whole.size() < kMaxQueryWords) whole.push_back(token.word);
  }
  if (whole.empty()) return suggestions;
  const auto last = whole.back();
  whole.pop_back();
  suggestions.threads = thread_rows(reader, viewer, spaces, complete_titles(reader, viewer, spaces, whole, last, 6));
  suggestions.tags = complete_tag(reader, viewer, spaces, typed, 3);
  if (viewer.signed_in()) suggestions.members = complete_handles(reader, typed, 3);
  return suggestions;
}

std::vector<ThreadRow> similar_threads(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                       std::string_view title, ThreadId except, int limit) {
  // Words everybody uses say nothing of what a title is about; the rarest of the others say most.
  std::vector<std::pair<std::int64_t, std::string>> by_rarity;
  title = text::cut_at_character(title, kMaxTitleLookedAt);  // a title still being typed may be anything
  const auto language = text::guess_language(title, text::Language::en);
  for (const auto& token : text::words(title, language)) {
    if (text::is_common_word(token.word, text::Language::fr) || text::is_common_word(token.word, text::Language::en)) {
      continue;
    }
    if (const auto posts = posts_with(reader, token.stem)) by_rarity.emplace_back(posts, token.stem);
  }
  std::ranges::sort(by_rarity);
  std::vector<std::string> stems;
  for (const auto& [posts, stem] : by_rarity) {
    if (stems.size() < 6 && std::ranges::find(stems, stem) == stems.end()) stems.push_back(stem);
  }
  auto threads = similar_titles(reader, viewer, spaces, stems, limit + 1);
  std::erase(threads, except);
  if (threads.size() > static_cast<std::size_t>(limit)) threads.resize(static_cast<std::size_t>(limit));
  return thread_rows(reader, viewer, spaces, threads);
}

}  // namespace parvis::community
