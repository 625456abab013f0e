#include "community/privacy/nameless_text.h"

#include <algorithm>

#include "core/text/catalogue.h"
#include "core/text/mentions.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), lower);
  return small;
}

bool continues_a_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char c = lower(text[at]);
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// Replaces each `what` that no letter goes on after.
std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string result;
  const auto small = lowered(text);
  std::size_t done = 0;
  for (auto at = small.find(what); at != std::string::npos; at = small.find(what, at + what.size())) {
    if (continues_a_word(small, at + what.size())) continue;
    result.append(text.substr(done, at - done)).append(by);
    done = at + what.size();
  }
  return result.append(text.substr(done));
}

std::string without_mentions(std::string_view text, std::string_view handle, std::string_view nobody) {
  std::string result;
  std::size_t done = 0;
  for (const auto& mention : text::mentions_in(text)) {
    if (mention.handle != handle) continue;
    result.append(text.substr(done, mention.begin - done)).append(nobody);
    done = mention.end;
  }
  return result.append(text.substr(done));
}

// Letters beyond ASCII count as letters, whatever they are.
bool is_of_a_word(char c) {
  const char small = lower(c);
  return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// Where the name stands by itself, from `at` on; npos: nowhere.
std::size_t find_name(std::string_view text, std::string_view name, std::size_t at) {
  if (name.empty()) return std::string_view::npos;
  for (at = text.find(name, at); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const auto end = at + name.size();
    // A curly apostrophe, a quotation mark or a space that does not break beside it is no letter, but is told from none
    // by its bytes: the first of a letter is 0xC3 to 0xDF or more in every script that names are written in, of such
    // marks 0xC2, or 0xE2 0x80.
    const bool begins = at == 0 || !is_of_a_word(text[at - 1]) || (at >= 2 && text[at - 2] == '\xC2') ||
                        (at >= 3 && text.substr(at - 3, 2) == "\xE2\x80");
    const bool ends =
        end == text.size() || !is_of_a_word(text[end]) || text[end] == '\xC2' || text.substr(end, 2) == "\xE2\x80";
    if (begins && ends) return at;
  }
  return std::string_view::npos;
}

}  // namespace

bool names_person(std::string_view text, std::string_view name) {
  return find_name(text, name, 0) != std::string_view::npos;
}

std::string without_name(const std::string& text, std::string_view name) {
  if (!names_person(text, name)) return text;
  const auto nobody = text::tr(text::guess_language(text, text::Language::en), "a former member");
  std::string result;
  std::size_t done = 0;
  for (auto at = find_name(text, name, 0); at != std::string::npos; at = find_name(text, name, done)) {
    result.append(text, done, at - done).append(nobody);
    done = at + name.size();
  }
  return result.append(text, done);
}

std::string without_traces(std::string_view markdown, const Traces& traces, std::string_view nobody) {
  const auto handle = lowered(traces.handle);
  auto text = traces.email.empty() ? std::string(markdown) : replaced(markdown, lowered(traces.email), nobody);
  if (handle.empty()) return text;
  text = replaced(text, "/members/" + handle, "/members");
  return without_mentions(text, handle, nobody);
}

std::string without_traces(const std::string& text, const Traces& traces) {
  // Most texts name nobody, and are done with here.
  if (text.find_first_of("@/") == std::string::npos && text.find("＠") == std::string::npos) return text;
  return without_traces(text, traces, text::tr(text::guess_language(text, text::Language::en), "a former member"));
}

}  // namespace parvis::community
