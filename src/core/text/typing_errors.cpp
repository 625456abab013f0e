#include <algorithm>

#include "core/text/unicode.h"
#include "core/text/words.h"

namespace parvis::text {
namespace {

std::u32string characters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = decode(text, at);
    out.push_back(decoded.code);
    at += decoded.size;
  }
  return out;
}

}  // namespace

bool edit_distance_at_most_one(std::string_view first, std::string_view second) {
  const auto a = characters(first);
  const auto b = characters(second);
  if (a.size() > b.size() + 1 || b.size() > a.size() + 1) return false;
  const auto from_front = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  const std::size_t rest = std::min(a.size(), b.size()) - from_front;
  std::size_t from_back = 0;
  while (from_back < rest && a[a.size() - 1 - from_back] == b[b.size() - 1 - from_back]) ++from_back;
  const std::size_t differing_a = a.size() - from_front - from_back;
  const std::size_t differing_b = b.size() - from_front - from_back;
  if (differing_a <= 1 && differing_b <= 1) return true;
  return differing_a == 2 && differing_b == 2 && a[from_front] == b[from_front + 1] &&
         a[from_front + 1] == b[from_front];
}

std::vector<std::string> deletions(std::string_view word) {
  std::vector<std::string> all = {std::string(word)};
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t size = decode(word, at).size;
    std::string shorter;
    shorter.reserve(word.size());
    shorter.append(word.substr(0, at)).append(word.substr(at + size));
    if (!shorter.empty() && std::ranges::find(all, shorter) == all.end()) all.push_back(std::move(shorter));
    at += size;
  }
  return all;
}

}  // namespace parvis::text
