#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <memory>
#include <optional>

#include "core/text/folding.h"
#include "core/text/unicode.h"
#include "core/text/validate.h"

namespace parvis::text {
namespace {

constexpr std::size_t kMaxSlug = 80;
constexpr std::size_t kMaxSource = 1000;  // bytes read of a title; the rest could not fit

icu::UnicodeString unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

// Latin letters folded by table, which is most titles; nothing when a letter of another script stands among them.
std::optional<std::string> folded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = decode(text, at);
    const auto latin = folded_latin(decoded.code);
    if (decoded.code < 0x80) {
      out.push_back(text[at]);
    } else if (!latin.empty()) {
      out.append(latin);
    } else if (decoded.valid && folded_other(decoded.code) != 0) {
      return std::nullopt;
    } else {
      out.push_back(' ');
    }
    at += decoded.size;
  }
  return out;
}

// "Crème brûlée, Москва" → "creme brulee, moskva". A transliterator holds state while it works, so each thread has one.
std::string romanised(std::string_view text) {
  if (auto simple = folded(text)) return *std::move(simple);
  thread_local const std::unique_ptr<icu::Transliterator> transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
  }();
  auto wide = unicode(text);
  if (transliterator) transliterator->transliterate(wide);
  std::string out;
  return wide.toUTF8String(out);
}

// Small ASCII letters and digits; whatever stands between them becomes one hyphen. An apostrophe is nothing.
std::string hyphenated(std::string_view text) {
  std::string out;
  bool gap = false;
  for (const char c : text) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if ((small >= 'a' && small <= 'z') || (small >= '0' && small <= '9')) {
      if (gap && !out.empty()) out.push_back('-');
      gap = false;
      out.push_back(small);
    } else {
      gap = true;
    }
  }
  return out;
}

std::string cut_at_hyphen(std::string text, std::size_t max) {
  if (text.size() <= max) return text;
  const auto hyphen = text.rfind('-', max);
  text.resize(hyphen == std::string::npos || hyphen < max / 2 ? max : hyphen);
  while (!text.empty() && text.back() == '-') text.pop_back();
  return text;
}

const USpoofChecker* spoof_checker() {
  static USpoofChecker* const checker = [] {
    UErrorCode status = U_ZERO_ERROR;
    return uspoof_open(&status);
  }();
  return checker;
}

}  // namespace

std::string slug(std::string_view text) {
  std::string made = cut_at_hyphen(hyphenated(romanised(cut_at_character(text, kMaxSource))), kMaxSlug);
  return made.empty() ? "thread" : made;
}

std::string handle_from(std::string_view name) {
  std::string made = cut_at_hyphen(hyphenated(romanised(cut_at_character(name, kMaxSource))), kMaxHandle);
  return is_handle(made) ? made : std::string();
}

std::string skeleton(std::string_view text) {
  // Case is folded before, so that "Bob" and "bob" meet, and after, since a skeleton may bring capitals back.
  auto wide = unicode(text);
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString shape;
  wide.foldCase();
  uspoof_getSkeletonUnicodeString(spoof_checker(), 0, wide, shape, &status);
  std::string out;
  if (U_FAILURE(status)) return wide.toUTF8String(out);
  return shape.foldCase().toUTF8String(out);
}

}  // namespace parvis::text
