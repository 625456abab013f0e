#include "core/text/word_scanner.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "core/text/folding.h"
#include "core/text/unicode.h"

namespace parvis::text {
namespace {

// For each ASCII byte its small letter or digit, or 0.
constexpr std::array<char, 128> kPlain = [] {
  std::array<char, 128> table = {};
  for (char c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = c;
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = static_cast<char>(c - 'A' + 'a');
  return table;
}();
// The same as one-letter views.
constexpr char kLetters[] = "0123456789abcdefghijklmnopqrstuvwxyz";

constexpr char32_t kRightQuote = 0x2019;
constexpr char32_t kModifierApostrophe = 0x02BC;
constexpr char32_t kSoftHyphen = 0xAD;

// What French takes off before an apostrophe.
bool is_elision(std::string_view word) {
  if (word.size() == 1) return std::string_view("ldjmtsnc").find(word[0]) != std::string_view::npos;
  return word == "qu" || word == "jusqu" || word == "lorsqu" || word == "puisqu" || word == "quoiqu";
}

std::size_t utf8(char32_t code, char* out) {
  std::string text;
  append_utf8(text, code);
  return text.copy(out, 4);
}

// Ends of the words in a stretch of a script written without blanks.
std::vector<std::size_t> cut_by_dictionary(std::string_view stretch) {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::BreakIterator>(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  }();
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, stretch.data(), static_cast<std::int64_t>(stretch.size()), &status);
  iterator->setText(&text, status);
  std::vector<std::size_t> ends;
  if (U_SUCCESS(status)) {
    iterator->first();
    for (auto end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
      ends.push_back(static_cast<std::size_t>(end));
    }
  }
  utext_close(&text);
  return ends;
}

}  // namespace

inline WordScanner::Piece WordScanner::piece_at(std::size_t at) {
  const auto byte = static_cast<unsigned char>(text_[at]);
  if (byte >= 0x80) return wide_piece_at(at);
  const char plain = kPlain[byte];
  if (plain != 0) {
    const auto index = static_cast<std::size_t>(plain <= '9' ? plain - '0' : plain - 'a' + 10);
    return {Kind::letter, 1, {kLetters + index, 1}};
  }
  return {byte == '\'' ? Kind::apostrophe : Kind::gap, 1, {}};
}

WordScanner::Piece WordScanner::wide_piece_at(std::size_t at) {
  const auto decoded = decode(text_, at);
  const char32_t code = decoded.code;
  if (!decoded.valid) return {Kind::gap, 1, {}};
  if (const auto latin = folded_latin(code); !latin.empty()) return {Kind::letter, decoded.size, latin};
  if (code == kRightQuote || code == kModifierApostrophe) return {Kind::apostrophe, decoded.size, {}};
  if ((code >= 0x300 && code <= 0x36F) || code == kSoftHyphen) return {Kind::ignored, decoded.size, {}};
  const char32_t other = folded_other(code);
  if (other == 0) return {Kind::gap, decoded.size, {}};
  if (is_written_without_blanks(code)) return {Kind::ideograph, decoded.size, {}};
  return {Kind::letter, decoded.size, {other_, utf8(other, other_)}};
}

void WordScanner::append(std::string_view folded) {
  if (size_ + folded.size() > kMaxWord) return;
  std::memcpy(word_.data() + size_, folded.data(), folded.size());
  size_ += folded.size();
}

// At an apostrophe inside a word: takes an elided article off, ends the word before "'s" (true), or joins.
bool WordScanner::take_apostrophe(std::size_t& start, std::size_t size) {
  const std::size_t after = at_ + size;
  if (after >= text_.size() || piece_at(after).kind != Kind::letter) return true;
  if (is_elision({word_.data(), size_})) {
    size_ = 0;
    start = after;
    at_ = after;
    return false;
  }
  const auto next = piece_at(after);
  const std::size_t beyond = after + next.size;
  const bool possessive = next.folded == "s" && (beyond >= text_.size() || piece_at(beyond).kind == Kind::gap);
  if (!possessive) at_ = after;
  return possessive;
}

bool WordScanner::next_ideographs(ScannedWord& found) {
  const std::size_t start = at_;
  at_ = boundaries_[boundary_++];
  size_ = 0;
  for (std::size_t at = start; at < at_;) {
    const auto decoded = decode(text_, at);
    char folded[4];
    append({folded, utf8(folded_other(decoded.code), folded)});
    at += decoded.size;
  }
  found = {{word_.data(), size_}, start, at_};
  return true;
}

bool WordScanner::next(ScannedWord& found) {
  if (boundary_ < boundaries_.size()) return next_ideographs(found);
  Piece piece;
  for (; at_ < text_.size(); at_ += piece.size) {
    piece = piece_at(at_);
    if (piece.kind == Kind::letter || piece.kind == Kind::ideograph) break;
  }
  if (at_ >= text_.size()) return false;
  if (piece.kind == Kind::ideograph) {
    std::size_t end = at_;
    while (end < text_.size() && (piece = piece_at(end)).kind == Kind::ideograph) end += piece.size;
    boundaries_ = cut_by_dictionary(text_.substr(at_, end - at_));
    if (boundaries_.empty()) boundaries_.push_back(end - at_);
    for (auto& boundary : boundaries_) boundary += at_;
    boundary_ = 0;
    return next_ideographs(found);
  }
  std::size_t start = at_;
  std::size_t end = at_;
  size_ = 0;
  while (at_ < text_.size()) {
    piece = piece_at(at_);
    if (piece.kind == Kind::letter) {
      append(piece.folded);
      at_ += piece.size;
      end = at_;
    } else if (piece.kind == Kind::ignored) {
      at_ += piece.size;
    } else if (piece.kind == Kind::apostrophe) {
      const bool possessive = take_apostrophe(start, piece.size);
      if (possessive) {
        at_ += piece.size;
        // The s of "'s" is no word.
        if (at_ < text_.size() && (piece = piece_at(at_)).folded == "s") at_ += 1;
        break;
      }
    } else {
      break;
    }
  }
  found = {{word_.data(), size_}, start, end};
  return true;
}

}  // namespace parvis::text
