#include "community/search/suggestions.h"

#include <algorithm>

#include "community/search/search_index.h"
#include "community/threads/post_text.h"
#include "core/text/unicode.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

// Bytes of a title by which threads like it are looked for: the longest title there is, in any script.
constexpr std::size_t kMaxTitleLookedAt = 4 * kMaxTitle;
// Words of a title that are counted, and posts that are counted for each: what is in more says little.
constexpr std::size_t kMaxWordsWeighed = 16;
constexpr std::int64_t kMostCounted = 2000;
constexpr std::size_t kMaxStems = 6;

// Words everybody uses say nothing of what a title is about; the rarest of the others say most.
std::vector<std::string> telling_stems(store::Reader& reader, std::string_view title) {
  std::vector<std::pair<std::int64_t, std::string>> by_rarity;
  const auto language = text::guess_language(title, text::Language::en);
  for (const auto& token : text::words(title, language)) {
    if (text::is_common_word(token.word, text::Language::fr) || text::is_common_word(token.word, text::Language::en)) {
      continue;
    }
    if (std::ranges::find(by_rarity, token.stem, &decltype(by_rarity)::value_type::second) != by_rarity.end()) continue;
    if (by_rarity.size() >= kMaxWordsWeighed) break;
    if (const auto posts = search_index(reader).posts_with(reader, {token.stem}, kMostCounted))
      by_rarity.emplace_back(posts, token.stem);
  }
  std::ranges::sort(by_rarity);
  std::vector<std::string> stems;
  for (auto& [posts, stem] : by_rarity) {
    if (stems.size() < kMaxStems) stems.push_back(std::move(stem));
  }
  return stems;
}

}  // namespace

Suggestions suggest(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, std::string_view typed) {
  Suggestions suggestions;
  typed = text::cut_at_character(text::trim(typed), kMaxQueryLength);
  std::vector<std::string> whole;
  for (const auto& token : text::words(typed, text::Language::en)) {
    if (whole.size() < kMaxQueryWords) whole.push_back(token.word);
  }
  if (whole.empty()) return suggestions;
  const auto last = whole.back();
  whole.pop_back();
  suggestions.threads =
      thread_rows(reader, viewer, spaces, search_index(reader).complete_titles(reader, viewer, spaces, whole, last, 6));
  suggestions.tags = complete_tag(reader, viewer, spaces, typed, 3);
  if (viewer.signed_in()) suggestions.members = complete_handles(reader, typed, 3);
  return suggestions;
}

std::vector<ThreadRow> similar_threads(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                       std::string_view title, ThreadId except, int limit) {
  title = text::cut_at_character(title, kMaxTitleLookedAt);  // a title still being typed may be anything
  auto threads = search_index(reader).similar_titles(reader, viewer, spaces, telling_stems(reader, title), limit + 1);
  std::erase(threads, except);
  if (threads.size() > static_cast<std::size_t>(limit)) threads.resize(static_cast<std::size_t>(limit));
  return thread_rows(reader, viewer, spaces, threads);
}

}  // namespace parvis::community
