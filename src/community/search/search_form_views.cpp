// The form of the search page: the line of words, and the limits that narrow it down.
#include <algorithm>

#include "community/search/search_views.h"
#include "core/html/form.h"

namespace parvis::community {
namespace {

constexpr char kWordsError[] = "search-words-error";

void write_words(html::Writer& out, const Visit& visit, const AskedSearch& asked) {
  const bool refused = !asked.about_words.empty();
  const auto nothing = std::optional<std::string>();
  const auto label = visit.tr("Words to look for");
  out.open("div", {{"class", "search-row"}}).open("div", {{"class", "search-words"}});
  out.open("input", {{"type", "search"},
                     {"name", "q"},
                     {"id", "search-words"},
                     {"aria-label", label},
                     {"placeholder", label},
                     {"value", asked.form.value("q")},
                     {"maxlength", static_cast<int>(kMaxQueryLength)},
                     {"autocomplete", "off"},
                     {"enterkeyhint", "search"},
                     {"aria-invalid", refused ? std::optional<std::string>("true") : nothing},
                     {"aria-describedby", refused ? std::optional<std::string>(kWordsError) : nothing}});
  out.close().element("button", {{"class", "button main large"}}, visit.tr("Search")).close();
  if (!refused) return;
  out.open("div", {{"id", kWordsError}});
  for (const auto& message : asked.about_words) {
    out.element("p", {{"class", "field-error"}}, text::tr(visit.language, message));
  }
  out.close();
}

void write_limits(html::Writer& out, const Visit& visit, const AskedSearch& asked) {
  const html::Say say = [&](const Sentence& sentence) { return text::tr(visit.language, sentence); };
  html::Form form(out, asked.form, say, "search");
  const auto anywhere = visit.tr("Everywhere"), either = visit.tr("Solved or not"), yes = visit.tr("Solved only"),
             no = visit.tr("Unsolved only");
  std::vector<html::Choice> places{{"", anywhere}};
  for (const auto* space : readable_spaces(visit.viewer, *visit.spaces)) {
    places.push_back({space->slug, space->name.in(visit.language)});
  }
  const std::vector<html::Choice> solved{{"", either}, {"yes", yes}, {"no", no}};
  const auto space = visit.tr("Space"), tag = visit.tr("Tag"), author = visit.tr("Written by"), from = visit.tr("From"),
             to = visit.tr("Until"), answers = visit.tr("Answers");
  using enum html::TextKind;
  form.select({.name = "space", .label = space, .choices = places, .need = html::Need::optional});
  form.text_field({.name = "tag", .label = tag, .autocomplete = "off", .need = html::Need::optional});
  form.text_field({.name = "author", .label = author, .autocomplete = "off", .need = html::Need::optional});
  form.select({.name = "solved", .label = answers, .choices = solved, .need = html::Need::optional});
  form.text_field({.name = "from", .label = from, .kind = date, .need = html::Need::optional});
  form.text_field({.name = "to", .label = to, .kind = date, .need = html::Need::optional});
}

// What a limit says when it is set: the space's name, "Solved only", what was typed.
std::string shown_limit(const Visit& visit, const std::string& field, const std::string& value) {
  if (field == "space") {
    const auto* space = visit.spaces->find(value);
    return space && may_read(visit.viewer, *space) ? space->name.in(visit.language) : value;
  }
  if (field == "tag") return "#" + value;
  if (field == "author") return visit.tr("by {member}", {{"member", value}});
  if (field == "solved") return yes_or_no(value).value_or(true) ? visit.tr("Solved only") : visit.tr("Unsolved only");
  const auto zone = text::TimeZone::of(visit.time_zone);
  const auto at = start_of(value, zone);
  const auto day = at ? text::day(*at, visit.language, zone) : value;
  return field == "from" ? visit.tr("from {date}", {{"date", day}}) : visit.tr("until {date}", {{"date", day}});
}

// The limits that are set, each a way to the same search without it.
void write_set_limits(html::Writer& out, const Visit& visit, const AskedSearch& asked) {
  if (!asked.is_narrowed()) return;
  out.open("ul", {{"class", "search-set"}, {"aria-label", visit.tr("Narrowed down")}});
  for (const std::string field : kSearchFields) {
    const std::string value(asked.form.value(field));
    if (value.empty()) continue;
    out.open("li").open("a", {{"class", "button"}, {"href", search_path(visit, {field})}});
    out.element("span", {{"class", "unseen"}}, visit.tr("Without:")).text(" ").text(shown_limit(visit, field, value));
    out.element("span", {{"aria-hidden", "true"}}, "×").close().close();
  }
  out.close();
}

}  // namespace

void write_search_form(html::Writer& out, const Visit& visit, const AskedSearch& asked) {
  const auto refused = [&](const char* field) { return asked.form.message(field) != nullptr; };
  const bool open = std::ranges::any_of(kSearchFields, refused);
  out.open("form", {{"class", "form search-form"}, {"method", "get"}, {"action", "/search"}, {"role", "search"}});
  write_words(out, visit, asked);
  out.open("details", {{"class", "search-limits"}, {"open", open}});
  out.element("summary", visit.tr("Narrow it down")).open("div", {{"class", "search-fields"}});
  write_limits(out, visit, asked);
  out.close().close();
  if (asked.order == SearchOrder::latest) {
    out.open("input", {{"type", "hidden"}, {"name", "order"}, {"value", "latest"}});
  }
  out.close();
  write_set_limits(out, visit, asked);
}

}  // namespace parvis::community
