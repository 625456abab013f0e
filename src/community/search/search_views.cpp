#include "community/search/search_views.h"

#include "community/page/sentence.h"
#include "community/page/thread_rows.h"

namespace parvis::community {
namespace {

void write_marked(html::Writer& out, const text::Passage& passage) {
  std::size_t at = 0;
  for (const auto& [begin, end] : passage.marks) {
    out.text(std::string_view(passage.text).substr(at, begin - at));
    out.element("mark", std::string_view(passage.text).substr(begin, end - begin));
    at = end;
  }
  out.text(std::string_view(passage.text).substr(at));
}

void write_passage(html::Writer& out, const SearchResult& result) {
  out.open("p", {{"class", "passage"}, {"lang", result.language}});
  if (result.passage.cut_before) out.text("… ");
  write_marked(out, result.passage);
  if (result.passage.cut_after) out.text(" …");
  out.close();
}

void write_missing(html::Writer& out, const Visit& visit, const std::vector<std::string>& words) {
  out.open("span").text(visit.tr("Without:"));
  for (const auto& word : words) out.text(" ").element("s", word);
  out.close();
}

void write_origin(html::Writer& out, const Visit& visit, const SearchResult& result) {
  out.open("p", {{"class", "meta dots"}}).open("span");
  write_parts(out, text::tr_parts(visit.language, "{author} in {space}"), [&](std::string_view name) {
    if (name == "author") {
      out.element("a", {{"href", member_path(result.author.handle)}}, result.author.display_name);
    } else if (const auto* space = visit.spaces->find(result.thread.space)) {
      out.element("a", {{"href", space_path(space->slug)}}, space->name.in(visit.language));
    }
  });
  out.close();
  write_brief_time(out, visit, result.created_at);
  if (result.other_posts > 0) {
    const auto thread = thread_path(result.thread.id, result.thread.slug);
    out.element("a", {{"href", thread}}, visit.trn("{n} more post there", "{n} more posts there", result.other_posts));
  }
  if (!result.missing.empty()) write_missing(out, visit, result.missing);
  out.close();
}

void write_result(html::Writer& out, const Visit& visit, const SearchResult& result) {
  out.open("li", {{"class", "talk found"}});
  write_face(out, result.author.display_name, result.author.hue);
  out.open("div").open("h2", {{"lang", result.thread.language}});
  const auto path = post_path(result.thread.id, result.thread.slug, result.number);
  out.open("a", {{"class", "title-link"}, {"href", path}});
  write_marked(out, result.title);
  out.close();
  if (result.thread.solved) {
    out.text(" ");
    write_badge(out, visit.tr("solved"), "good");
  }
  out.close();
  write_passage(out, result);
  write_origin(out, visit, result);
  out.close().close();
}

void write_corrections(html::Writer& out, const Visit& visit, const SearchResults& results) {
  std::string typed, written;
  for (const auto& correction : results.corrections) {
    typed.append(typed.empty() ? "" : " ").append(correction.typed);
    written.append(written.empty() ? "" : " ").append(correction.written);
  }
  out.open("p", {{"class", "search-corrected"}});
  write_parts(out, text::tr_parts(visit.language, "Nobody wrote “{typed}”. Here is what was said of “{written}”."),
              [&](std::string_view name) { out.element("b", name == "typed" ? typed : written); });
  out.close();
}

void write_closeness(html::Writer& out, const Visit& visit, Together together) {
  if (together == Together::in_one_post) return;
  const auto words =
      together == Together::in_one_thread
          ? visit.tr("No single post holds all these words. In these conversations they stand in several posts.")
          : visit.tr("No conversation holds all these words. These come closest.");
  out.element("p", {{"class", "search-corrected"}}, words);
}

void write_order(html::Writer& out, const Visit& visit, const AskedSearch& asked) {
  out.open("nav", {{"class", "tabs"}, {"aria-label", visit.tr("Order")}});
  const auto tab = [&](SearchOrder order, const std::string& words) {
    const auto current = asked.order == order ? std::optional<std::string>("page") : std::nullopt;
    out.element("a", {{"href", search_path(visit, order)}, {"aria-current", current}}, words);
  };
  tab(SearchOrder::best, visit.tr("Most fitting"));
  tab(SearchOrder::latest, visit.tr("Latest first"));
  out.close();
}

void write_count(html::Writer& out, const Visit& visit, const SearchResults& results) {
  const auto words = results.more_than_found ? visit.trn("more than {n} thread", "more than {n} threads", results.found)
                                             : visit.trn("{n} thread", "{n} threads", results.found);
  out.element("p", {{"class", "search-count quiet small"}, {"role", "status"}}, words);
}

// What can be written in the line of words: an example and what it does.
void write_ways(html::Writer& out, const Visit& visit) {
  const auto way = [&](const std::string& example, const std::string& meaning) {
    out.open("div").open("dt").element("code", example).close().element("dd", meaning).close();
  };
  out.open("section", {{"class", "search-ways"}, {"aria-labelledby", "search-ways"}});
  out.element("h2", {{"id", "search-ways"}}, visit.tr("Ways to ask"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("A few words are enough: accents, plurals and one slip of the finger are forgiven."));
  out.open("dl");
  way(visit.tr("\"dynamo light\""), visit.tr("these words together, in this order"));
  way(visit.tr("saddle -leather"), visit.tr("without the word that follows the hyphen"));
  way(visit.tr("solved:yes noise"), visit.tr("only where an answer was accepted"));
  way(visit.tr("after:2026-01 tent"), visit.tr("written since then; before:2026-03 works too"));
  out.close();
  out.element("p", {{"class", "quiet small"}}, visit.tr("Also: space:workshop, tag:brakes, author:camille."));
  out.close();
}

void write_nothing(html::Writer& out, const Visit& visit, const AskedSearch& asked) {
  out.open("div", {{"class", "empty"}, {"role", "status"}});
  const auto& words = asked.query.text;
  const bool everywhere = !words.empty() && !asked.is_narrowed();
  out.element("p", everywhere ? visit.tr("Nothing was said of “{words}” yet.", {{"words", words}})
                              : visit.tr("Nothing fits that yet."));
  out.open("div", {{"class", "row"}});
  if (asked.is_narrowed() && asked.query.has_words()) {
    const std::vector<std::string_view> fields(std::begin(kSearchFields), std::end(kSearchFields));
    out.element("a", {{"class", "button main"}, {"href", search_path(visit, fields)}}, visit.tr("Look everywhere"));
  }
  out.element("a", {{"class", asked.is_narrowed() ? "button" : "button main"}, {"href", "/threads/new"}},
              visit.tr("Ask the square"));
  out.close().close();
}

}  // namespace

void write_results(html::Writer& out, const Visit& visit, const AskedSearch& asked, const SearchResults& results) {
  if (asked.form.is_refused()) return;
  if (asked.query.is_empty()) return write_ways(out, visit);
  if (results.items.empty()) return write_nothing(out, visit, asked);
  if (!results.corrections.empty()) write_corrections(out, visit, results);
  write_closeness(out, visit, results.together);
  out.open("div", {{"class", "search-head"}});
  if (asked.query.has_words()) write_order(out, visit, asked);
  write_count(out, visit, results);
  out.close().open("ol", {{"class", "list"}});
  for (const auto& result : results.items) write_result(out, visit, result);
  out.close();
}

}  // namespace parvis::community
