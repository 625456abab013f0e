// Cuts a text into folded words; the loop under everything in words.h, and the hottest of the whole import. ASCII and
// Latin letters are read by hand; scripts written without blanks are cut by ICU. One scanner serves one text.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "core/text/words.h"

namespace parvis::text {

struct ScannedWord {
  std::string_view word;  // folded; valid until the next one is asked for
  std::size_t start = 0;
  std::size_t end = 0;
};

class WordScanner {
 public:
  explicit WordScanner(std::string_view text) : text_(text) {}
  // Reads the next word; false at the end of the text.
  bool next(ScannedWord& found);

 private:
  // What stands at a place of the text.
  enum class Kind : unsigned char { gap, letter, apostrophe, ignored, ideograph };
  struct Piece {
    Kind kind = Kind::gap;
    std::size_t size = 1;
    std::string_view folded;  // of a letter
  };

  Piece piece_at(std::size_t at);
  Piece wide_piece_at(std::size_t at);
  void append(std::string_view folded);
  bool take_apostrophe(std::size_t& start, std::size_t size);
  bool next_ideographs(ScannedWord& found);

  std::string_view text_;
  std::size_t at_ = 0;
  std::array<char, kMaxWord + 8> word_;
  std::size_t size_ = 0;
  char other_[4] = {};                   // a folded letter of another script, in UTF-8
  std::vector<std::size_t> boundaries_;  // ends of the words of a stretch without blanks
  std::size_t boundary_ = 0;
};

}  // namespace parvis::text
