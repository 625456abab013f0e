#include "community/search/search_views.h"

#include "community/page/sentence.h"
#include "community/page/thread_rows.h"
#include "core/html/form.h"

namespace parvis::community {
namespace {

void write_passage(html::Writer& out, const text::Passage& passage) {
  out.open("p", {{"class", "passage"}});
  if (passage.cut_before) out.text("… ");
  std::size_t at = 0;
  for (const auto& [begin, end] : passage.marks) {
    out.text(std::string_view(passage.text).substr(at, begin - at));
    out.element("mark", std::string_view(passage.text).substr(begin, end - begin));
    at = end;
  }
  out.text(std::string_view(passage.text).substr(at));
  if (passage.cut_after) out.text(" …");
  out.close();
}

void write_origin(html::Writer& out, const Visit& visit, const SearchResult& result) {
  out.open("p", {{"class", "meta"}});
  write_parts(out, text::tr_parts(visit.language, "{author} in {space}"), [&](std::string_view name) {
    if (name == "author") {
      out.element("a", {{"href", member_path(result.author.handle)}}, result.author.display_name);
    } else if (const auto* space = visit.spaces->find(result.thread.space)) {
      out.element("a", {{"href", space_path(space->slug)}}, space->name.in(visit.language));
    }
  });
  out.text(" · ");
  write_brief_time(out, visit, result.created_at);
  if (result.other_posts > 0) {
    out.text(" · ").text(visit.trn("{n} more post there", "{n} more posts there", result.other_posts));
  }
  out.close();
}

void write_result(html::Writer& out, const Visit& visit, const SearchResult& result) {
  out.open("li", {{"class", "talk found"}});
  write_face(out, result.author.display_name, result.author.hue);
  out.open("div").open("h2", {{"lang", result.thread.language}});
  out.element("a", {{"href", post_path(result.thread.id, result.thread.slug, result.number)}}, result.thread.title);
  if (result.thread.solved) write_badge(out, visit.tr("solved"), "good");
  out.close();
  write_passage(out, result.passage);
  write_origin(out, visit, result);
  out.close().close();
}

void write_count(html::Writer& out, const Visit& visit, const SearchResults& results) {
  out.open("p", {{"class", "quiet"}, {"role", "status"}});
  if (!results.corrected.empty()) {
    out.text(visit.tr("Nobody wrote that; here is what was said of “{words}”.", {{"words", results.corrected}}))
        .text(" ");
  }
  out.text(results.more_than_found ? visit.tr("The most fitting conversations first.")
                                   : visit.trn("{n} conversation", "{n} conversations", results.found));
  out.close();
}

void write_limits(html::Writer& out, const Visit& visit, const html::FormState& state) {
  const html::Say say = [&](const Sentence& sentence) { return text::tr(visit.language, sentence); };
  html::Form form(out, state, say, "search");
  const auto anywhere = visit.tr("Everywhere"), either = visit.tr("Solved or not"), yes = visit.tr("Solved only"),
             no = visit.tr("Unsolved only");
  std::vector<html::Choice> places{{"", anywhere}};
  for (const auto* space : readable_spaces(visit.viewer, *visit.spaces)) {
    places.push_back({space->slug, space->name.in(visit.language)});
  }
  const std::vector<html::Choice> solved{{"", either}, {"yes", yes}, {"no", no}};
  form.select({.name = "space", .label = visit.tr("Space"), .choices = places, .need = html::Need::optional});
  form.text_field({.name = "tag", .label = visit.tr("Tag"), .need = html::Need::optional});
  form.text_field(
      {.name = "author", .label = visit.tr("Written by"), .autocomplete = "off", .need = html::Need::optional});
  form.text_field(
      {.name = "from", .label = visit.tr("From"), .kind = html::TextKind::date, .need = html::Need::optional});
  form.text_field(
      {.name = "to", .label = visit.tr("Until"), .kind = html::TextKind::date, .need = html::Need::optional});
  form.select({.name = "solved", .label = visit.tr("Answers"), .choices = solved, .need = html::Need::optional});
}

}  // namespace

void write_search_form(html::Writer& out, const Visit& visit) {
  const auto& asked = visit.request.query;
  const html::FormState state(asked.pairs());
  bool limited = false;
  for (const char* name : {"space", "tag", "author", "from", "to", "solved"})
    limited = limited || !asked.get(name).empty();
  const auto label = visit.tr("Words to look for");
  out.open("form", {{"class", "form search-form"}, {"method", "get"}, {"action", "/search"}, {"role", "search"}});
  out.open("div", {{"class", "search-row"}});
  out.open("input", {{"type", "search"},
                     {"name", "q"},
                     {"id", "search-words"},
                     {"aria-label", label},
                     {"value", asked.get("q")},
                     {"maxlength", 300},
                     {"autocomplete", "off"}});
  out.element("button", {{"class", "button main"}}, visit.tr("Search")).close();
  out.open("details", {{"class", "search-limits"}, {"open", limited}}).element("summary", visit.tr("Narrow it down"));
  out.open("div", {{"class", "search-fields"}});
  write_limits(out, visit, state);
  out.close().close().close();
}

void write_results(html::Writer& out, const Visit& visit, const SearchQuery& query, const SearchResults& results) {
  if (query.is_empty()) {
    write_empty(out, visit.tr("Write a few words: a noise, a place, a part. Quotes keep words together, a hyphen "
                              "before a word leaves it out."));
    return;
  }
  if (results.items.empty()) {
    write_empty(out, visit.tr("Nothing was said of that yet."), visit.tr("Ask the square"), "/threads/new");
    return;
  }
  write_count(out, visit, results);
  out.open("ol", {{"class", "list"}});
  for (const auto& result : results.items) write_result(out, visit, result);
  out.close();
}

}  // namespace parvis::community
