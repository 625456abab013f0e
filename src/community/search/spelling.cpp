#include "community/search/spelling.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <set>

#include "community/search/search_index.h"
#include "community/search/wanted_threads.h"
#include "community/threads/post_text.h"
#include "core/text/markdown.h"
#include "core/text/unicode.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

// Shorter words have too many neighbours to guess from; longer ones too many to look up (some 70 for each letter).
constexpr std::size_t kShortest = 4, kLongest = 16;  // characters
constexpr std::size_t kMostCorrected = 2;            // words of one question
constexpr int kPostsRead = 40;                       // whose words are compared
constexpr std::size_t kPostsLookedAt = 2000;         // in search of readable ones
constexpr std::u32string_view kLetters = U"abcdefghijklmnopqrstuvwxyz0123456789";

constexpr store::Sql kText{R"(
  select thread.title, post.html from post join thread on thread.id = post.thread where post.id = $1)"};

struct TitleAndText {
  std::string title, html;
};

std::u32string characters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = text::decode(text, at);
    out.push_back(decoded.code);
    at += decoded.size;
  }
  return out;
}

// Every word one character away: one taken out, exchanged with its neighbour, replaced or put in. The letters are those
// of the Latin alphabet (words are folded), or of the word itself.
std::set<std::u32string> neighbours(const std::u32string& word) {
  std::set<std::u32string> near;
  const bool latin = std::ranges::all_of(word, [](char32_t c) { return c < 0x80; });
  const std::u32string_view letters = latin ? kLetters : std::u32string_view(word);
  for (std::size_t i = 0; i <= word.size(); ++i) {
    if (i < word.size()) near.insert(word.substr(0, i) + word.substr(i + 1));
    if (i + 1 < word.size()) {
      auto swapped = word;
      std::swap(swapped[i], swapped[i + 1]);
      near.insert(std::move(swapped));
    }
    for (const char32_t letter : letters) {
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

std::vector<std::string> stems_near(const std::u32string& word) {
  std::set<std::string> all;
  for (const auto& near : neighbours(word)) {
    std::string folded;
    for (const char32_t c : near) text::append_utf8(folded, c);
    for (auto& stem : text::stems_of(folded)) all.insert(std::move(stem));
  }
  return {all.begin(), all.end()};
}

class Speller {
 public:
  Speller(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces)
      : reader_(reader), wanted_(reader, viewer, spaces, anywhere_) {}

  bool is_written(const std::vector<std::string>& stems) { return !readable_with(stems, 1).empty(); }

  // The neighbour that most of the latest posts hold, as written; empty when there is none.
  std::string likeliest(const std::string& typed) {
    const auto letters = characters(typed);
    if (letters.size() < kShortest || letters.size() > kLongest) return {};
    const auto stems = stems_near(letters);
    std::map<std::string, int> votes;
    for (const auto post : readable_with(stems, kPostsRead)) {
      const auto words = reader_.one<TitleAndText>(kText, post);
      if (words) vote(words->title + "\n" + text::plain_text(stored_html(words->html)), typed, stems, votes);
    }
    const auto best = std::ranges::max_element(votes, {}, [](const auto& entry) { return entry.second; });
    return best == votes.end() ? std::string() : best->first;
  }

 private:
  std::vector<PostId> readable_with(const std::vector<std::string>& stems, std::size_t most) {
    std::vector<PostId> posts;
    std::size_t looked_at = 0;
    search_index(reader_).each_with_any(reader_, stems, [&](const Match& match) {
      if (wanted_.find(match)) posts.push_back(match.post);
      return posts.size() < most && ++looked_at < kPostsLookedAt;
    });
    return posts;
  }

  // A word one error away counts, and so does another form of one: "vélo" for "vleos".
  static void vote(const std::string& text, const std::string& typed, const std::vector<std::string>& stems,
                   std::map<std::string, int>& votes) {
    for (const auto& token : text::words(text, text::guess_language(text, text::Language::en))) {
      const bool near = text::edit_distance_at_most_one(typed, token.word);
      const bool form = !near &&
                        std::max(typed.size(), token.word.size()) - std::min(typed.size(), token.word.size()) <= 2 &&
                        std::ranges::binary_search(stems, token.stem);
      if (!near && !form) continue;
      std::string small;
      icu::UnicodeString::fromUTF8(text.substr(token.start, token.end - token.start)).toLower().toUTF8String(small);
      votes[small] += near ? 3 : 1;
    }
  }

  store::Reader& reader_;
  SearchLimits anywhere_ = {};
  WantedThreads wanted_;
};

}  // namespace

std::vector<Correction> correct_spelling(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                         SearchQuery& query) {
  Speller speller(reader, viewer, spaces);
  std::vector<Correction> corrections;
  for (auto& term : query.terms) {
    for (std::size_t i = 0; i < term.words.size(); ++i) {
      if (term.excluded || corrections.size() >= kMostCorrected || speller.is_written(term.words[i])) continue;
      auto written = speller.likeliest(term.typed[i]);
      if (written.empty()) continue;
      const auto folded = text::fold(written);
      term.words[i] = text::stems_of(folded);
      corrections.push_back({std::exchange(term.typed[i], folded), std::move(written)});
    }
  }
  return corrections;
}

}  // namespace parvis::community
