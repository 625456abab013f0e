#include <algorithm>

#include "core/text/stemming.h"
#include "core/text/unicode.h"
#include "core/text/word_scanner.h"

namespace parvis::text {
namespace {

constexpr std::size_t kMostHits = 2000;  // further ones do not make a better passage

struct Hit {
  std::size_t start;
  std::size_t end;
  std::size_t stem;  // which of those looked for
};

std::vector<Hit> hits_in(std::string_view text, std::span<const std::string> stems, Language language) {
  std::vector<Hit> hits;
  WordScanner scanner(text);
  for (ScannedWord found; hits.size() < kMostHits && scanner.next(found);) {
    const auto stem = std::ranges::find(stems, stem_of(found.word, language));
    if (stem != stems.end()) hits.push_back({found.start, found.end, static_cast<std::size_t>(stem - stems.begin())});
  }
  return hits;
}

// The stretch of at most `length` bytes with most different stems, then most hits; the first such.
std::pair<std::size_t, std::size_t> best_stretch(const std::vector<Hit>& hits, std::size_t stems, std::size_t length) {
  std::vector<std::size_t> seen(stems, 0);
  std::size_t different = 0, first = 0;
  std::size_t best_different = 0, best_count = 0, best_first = 0, best_last = 0;
  for (std::size_t last = 0; last < hits.size(); ++last) {
    different += seen[hits[last].stem]++ == 0;
    while (first < last && hits[last].end - hits[first].start > length) different -= --seen[hits[first++].stem] == 0;
    const std::size_t count = last - first + 1;
    if (different > best_different || (different == best_different && count > best_count)) {
      best_different = different, best_count = count, best_first = first, best_last = last;
    }
  }
  return {best_first, best_last};
}

bool is_blank_at(std::string_view text, std::size_t at) {
  return text[at] == ' ' || text[at] == '\n' || text[at] == '\t';
}

// Back to the beginning of a word, but not by more than 40 bytes; then to that of a character.
std::size_t word_start(std::string_view text, std::size_t at) {
  for (std::size_t back = at; back > 0 && at - back < 40; --back) {
    if (is_blank_at(text, back - 1)) return back;
  }
  return at < 40 ? 0 : cut_at_character(text, at).size();
}

std::size_t word_end(std::string_view text, std::size_t at) {
  for (std::size_t on = at; on < text.size() && on - at < 40; ++on) {
    if (is_blank_at(text, on)) return on;
  }
  return text.size() - at < 40 ? text.size() : cut_at_character(text, at).size();
}

}  // namespace

Passage highlight(std::string_view text, std::span<const std::string> stems, Language language, std::size_t length) {
  const auto hits = hits_in(text, stems, language);
  std::size_t begin = 0;
  std::size_t end = std::min(text.size(), length);
  if (!hits.empty()) {
    const auto [first, last] = best_stretch(hits, stems.size(), length);
    const std::size_t spare = length - std::min(length, hits[last].end - hits[first].start);
    begin = hits[first].start - std::min(hits[first].start, spare / 3);  // what comes after tells more
    end = std::max(hits[last].end, std::min(text.size(), begin + length));
    if (text.size() < begin + length) begin = std::min(begin, text.size() - std::min(text.size(), length));
  }
  begin = word_start(text, begin);
  end = word_end(text, end);
  Passage passage{
      .text = std::string(text.substr(begin, end - begin)), .cut_before = begin > 0, .cut_after = end < text.size()};
  std::ranges::replace(passage.text, '\n', ' ');
  for (const auto& hit : hits) {
    if (hit.start >= begin && hit.end <= end) passage.marks.emplace_back(hit.start - begin, hit.end - begin);
  }
  return passage;
}

}  // namespace parvis::text
