// What the address in the `type` of a problem document opens: English, as the API's description is.
#include "api/api_routes.h"
#include "community/api/problem_kinds.h"
#include "community/page/page.h"

namespace parvis::api {

using namespace community;

namespace {

void write_kind(html::Writer& out, const ProblemKind& kind) {
  if (kind.status > 0) out.element("p", {{"class", "quiet"}}, "Status " + std::to_string(kind.status));
  out.element("p", kind.advice);
}

void open_page(html::Writer& out, std::string_view title) {
  out.open("div", {{"class", "narrow"}, {"lang", "en"}}).open("header", {{"class", "title"}}).element("h1", title);
  out.close();
}

http::Response finish(const Visit& visit, html::Writer& out, std::string_view title) {
  out.close();
  return render_page(visit, {.title = std::string(title), .indexing = Indexing::refused}, out.take());
}

}  // namespace

http::Response show_problem_kinds(Visit& visit) {
  constexpr std::string_view kTitle = "Problems of the API";
  html::Writer out;
  open_page(out, kTitle);
  for (const auto& kind : problem_kinds()) {
    out.open("section", {{"id", kind.name}}).open("h2");
    out.element("a", {{"href", problem_type("", kind)}}, kind.title).close();
    write_kind(out, kind);
    out.close();
  }
  return finish(visit, out, kTitle);
}

http::Response show_problem_kind(Visit& visit) {
  const auto* kind = problem_kind_named(visit.request.parameter("name"));
  if (!kind) throw NotFound();
  html::Writer out;
  open_page(out, kind->title);
  write_kind(out, *kind);
  out.open("p").element("a", {{"class", "link"}, {"href", kProblemsPath}}, "All problems of the API").close();
  return finish(visit, out, kind->title);
}

}  // namespace parvis::api
