#include "forum/question_views.h"

namespace parvis::forum {

using namespace community;

http::Response ask_once(const Visit& visit, const Question& question) {
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", question.title).element("p", question.consequence).close();
  out.open("form", {{"class", "actions"}, {"method", "post"}, {"action", question.action}});
  write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "sure"}, {"value", "yes"}});
  if (question.restores) out.open("input", {{"type", "hidden"}, {"name", "deleted"}, {"value", "no"}});
  out.element("button", {{"class", question.restores ? "button main" : "button bad"}}, question.button);
  out.element("a", {{"class", "button"}, {"href", question.back}},
              question.restores ? visit.tr("Back") : visit.tr("Keep it"));
  out.close();
  return render_page(visit, {.title = question.title, .indexing = Indexing::refused}, out.take());
}

bool is_sure(const Visit& visit) { return visit.request.form.get("sure") == "yes"; }

}  // namespace parvis::forum
