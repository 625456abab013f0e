#include "forum/question_views.h"

#include "community/moderation/reason_words.h"
#include "community/page/form_words.h"

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

http::Response ask_why(const Visit& visit, const Question& question, const html::FormState& state, int status) {
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", question.title).element("p", question.consequence).close();
  html::Form form(out, state, say_in(visit), "why");
  form.summary(visit.tr(kCheckThis)).open(question.action, visit.form_token);
  form.hidden("sure", "yes").hidden("asks", "why");
  write_reason_fields(form, visit, ReasonFor::hide);
  out.open("div", {{"class", "actions"}}).element("button", {{"class", "button bad"}}, question.button);
  out.element("a", {{"class", "button"}, {"href", question.back}}, visit.tr("Keep it")).close();
  form.close();
  return render_page(visit, {.title = question.title, .indexing = Indexing::refused}, out.take(), {}, status);
}

std::optional<Reason> reason_of_hiding(html::FormState& state) {
  if (state.value("asks") != "why" && state.value("ground").empty())
    return Reason{.ground = Ground::other, .words = {}};
  return reason_typed(state);
}

bool is_sure(const Visit& visit) { return visit.request.form.get("sure") == "yes"; }

}  // namespace parvis::forum
