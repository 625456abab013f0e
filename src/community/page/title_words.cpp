#include "community/page/title_words.h"

namespace parvis::community {
namespace {

constexpr std::string_view kMarks = ":;?!";
constexpr std::string_view kClosingQuote = "»";
// A longer word must be free to break.
constexpr std::size_t kLongestWord = 24;

// Does a mark that belongs to the word before stand at `at`, alone?
bool is_mark(std::string_view title, std::size_t at) {
  std::size_t length = 0;
  if (at < title.size() && kMarks.find(title[at]) != std::string_view::npos) length = 1;
  if (title.substr(at).starts_with(kClosingQuote)) length = kClosingQuote.size();
  return length > 0 && (at + length == title.size() || title[at + length] == ' ');
}

}  // namespace

void write_title_words(html::Writer& out, std::string_view title) {
  std::size_t written = 0;
  for (auto blank = title.find(' '); blank != std::string_view::npos; blank = title.find(' ', blank + 1)) {
    if (!is_mark(title, blank + 1)) continue;
    const auto before = title.substr(written, blank - written).rfind(' ');
    const auto word = before == std::string_view::npos ? written : written + before + 1;
    if (blank - word > kLongestWord) continue;
    auto end = title.find(' ', blank + 1);
    if (end == std::string_view::npos) end = title.size();
    out.text(title.substr(written, word - written));
    out.element("span", {{"class", "whole"}}, title.substr(word, end - word));
    written = end;
  }
  out.text(title.substr(written));
}

}  // namespace parvis::community
