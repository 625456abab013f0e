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

}  // namespace

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
