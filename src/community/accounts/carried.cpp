#include "community/accounts/carried.h"

#include "core/html/form.h"
#include "core/http/response.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

constexpr std::size_t kMaxFields = 200;
constexpr std::size_t kMaxShown = 2000;  // bytes of each text shown again
constexpr std::string_view kShownFields[] = {"title", "body", "comment", "biography"};

bool is_carried(std::string_view name) {
  return name != html::kFormTokenField && name != kCarriedField && name != kCarriedToField &&
         name.find("password") == std::string_view::npos;
}

// What is no UTF-8 would not come back as it was typed: the page is UTF-8. It is refused by its own rule anyway.
bool can_be_written(const http::Fields::Pair& pair) { return text::is_utf8(pair.first) && text::is_utf8(pair.second); }

http::Fields without_secrets(const http::Fields& form) {
  http::Fields kept;
  for (const auto& pair : form.pairs()) {
    if (kept.pairs().size() == kMaxFields) break;
    if (is_carried(pair.first) && can_be_written(pair)) kept.add(pair.first, pair.second);
  }
  return kept;
}

std::string packed(const http::Fields& fields) {
  std::string text;
  for (const auto& [name, value] : fields.pairs()) {
    if (!text.empty()) text.push_back('&');
    text.append(http::percent_encode(name)).append(1, '=').append(http::percent_encode(value));
  }
  return text;
}

void write_hidden(html::Writer& out, std::string_view name, std::string_view value) {
  out.open("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

bool is_posted(const http::Request& request) {
  return request.method == http::Method::post && !request.form.pairs().empty();
}

}  // namespace

Carried carried_of(const http::Request& request) {
  if (!is_posted(request) || is_too_long_to_carry(request)) return {};
  return {http::safe_local_path(request.target), without_secrets(request.form)};
}

bool is_too_long_to_carry(const http::Request& request) {
  return is_posted(request) && packed(without_secrets(request.form)).size() > kMaxCarried;
}

Carried carried_in(const http::Fields& form) {
  const auto path = form.get(kCarriedToField);
  const auto fields = form.get(kCarriedField);
  if (path.empty() || fields.size() > kMaxCarried || http::safe_local_path(path) != path) return {};
  return {std::string(path), without_secrets(http::decode_form(fields))};
}

void write_packed(html::Writer& out, const Carried& carried) {
  if (carried.empty()) return;
  write_hidden(out, kCarriedToField, carried.path);
  write_hidden(out, kCarriedField, packed(carried.fields));
}

void write_unpacked(html::Writer& out, const Carried& carried) {
  for (const auto& [name, value] : carried.fields.pairs()) {
    // A hidden input would join the lines of a text; a text area keeps them, less the first line feed.
    if (value.find('\n') == std::string::npos) {
      write_hidden(out, name, value);
    } else {
      out.open("textarea", {{"name", name}, {"hidden", true}}).text("\n").text(value).close();
    }
  }
}

void write_carried_words(html::Writer& out, const Carried& carried) {
  for (const auto name : kShownFields) {
    const auto value = carried.fields.get(name);
    if (value.empty()) continue;
    const auto shown = text::cut_at_character(value, kMaxShown);
    out.open("blockquote", {{"class", "carried"}}).text(shown).text(shown.size() < value.size() ? "…" : "").close();
  }
}

}  // namespace parvis::community
