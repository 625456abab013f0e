#include "community/search/spelling.h"

#include <set>

#include "community/search/search_index.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

// Shorter words have too many neighbours to guess from.
constexpr std::size_t kShortest = 4;
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";

// Every word one character away: one taken out, exchanged with its neighbour, replaced or put in.
std::set<std::string> neighbours(const std::string& word) {
  std::set<std::string> near;
  for (std::size_t i = 0; i <= word.size(); ++i) {
    if (i < word.size()) near.insert(word.substr(0, i) + word.substr(i + 1));
    if (i + 1 < word.size()) {
      auto swapped = word;
      std::swap(swapped[i], swapped[i + 1]);
      near.insert(std::move(swapped));
    }
    for (const char letter : kLetters) {
      if (i < word.size()) {
        auto replaced = word;
        replaced[i] = letter;
        near.insert(std::move(replaced));
      }
      near.insert(word.substr(0, i) + letter + word.substr(i));
    }
  }
  near.erase(word);
  return near;
}

std::int64_t posts_with_any(store::Reader& reader, const std::vector<std::string>& stems) {
  std::int64_t most = 0;
  for (const auto& stem : stems) most = std::max(most, posts_with(reader, stem));
  return most;
}

// The neighbour that stands in most posts; empty when none stands in any.
std::string likeliest(store::Reader& reader, const std::string& word) {
  std::string best;
  std::int64_t most = 0;
  for (const auto& near : neighbours(word)) {
    const auto posts = posts_with_any(reader, text::stems_of(near));
    if (posts > most) {
      most = posts;
      best = near;
    }
  }
  return best;
}

}  // namespace

bool correct_spelling(store::Reader& reader, SearchQuery& query, std::string& corrected) {
  bool changed = false;
  for (auto& term : query.terms) {
    for (std::size_t i = 0; i < term.words.size(); ++i) {
      auto& typed = term.typed[i];
      if (!term.excluded && typed.size() >= kShortest && posts_with_any(reader, term.words[i]) == 0) {
        if (auto better = likeliest(reader, typed); !better.empty()) {
          term.words[i] = text::stems_of(better);
          typed = std::move(better);
          changed = true;
        }
      }
      corrected.append(corrected.empty() ? "" : " ").append(typed);
    }
  }
  if (!changed) corrected.clear();
  return changed;
}

}  // namespace parvis::community
