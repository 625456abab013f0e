#include "forum/composer_views.h"

#include "core/text/dates.h"

namespace parvis::forum {

using namespace community;

void refuse_all(html::FormState& state, const Mistakes& mistakes) {
  for (const auto& mistake : mistakes) state.refuse(mistake.field, mistake.sentence);
}

void open_composer(html::Writer& out, DraftPlace place) {
  out.open("div", {{"class", "composer"}, {"data-composer", true}, {"data-place", draft_place_text(place)}});
}

void write_kept_draft(html::Writer& out, const Visit& visit, const Draft& draft, std::string_view path) {
  const auto when = text::when(draft.updated_at, now(), visit.language, text::TimeZone::of(visit.time_zone));
  out.open("form", {{"class", "kept-draft row"}, {"method", "post"}, {"action", "/drafts"}});
  write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "place"}, {"value", draft.place}});
  out.open("input", {{"type", "hidden"}, {"name", "return_to"}, {"value", path}});
  out.element("p", {{"class", "small quiet"}}, visit.tr("Your draft was found again ({when}).", {{"when", when}}));
  out.element("button", {{"class", "button bare"}}, visit.tr("Start afresh")).close();
}

void write_body_field(html::Form& form, const Visit& visit, std::string_view label, int rows) {
  const auto hint =
      visit.tr("Leave a blank line between paragraphs. **bold**, *italic*, > quotation, - list, [words](address).");
  form.text_area({.name = "body", .label = label, .hint = hint, .rows = rows});
}

void write_tags_field(html::Form& form, const Visit& visit) {
  const auto label = visit.tr("Tags"), hint = visit.tr("Five at most, with commas between: brakes, tandem");
  form.text_field({.name = "tags", .label = label, .hint = hint, .autocomplete = "off", .need = html::Need::optional});
}

void write_composer_buttons(html::Writer& out, html::Form& form, const Visit& visit, std::string_view send,
                            std::string_view cancel_path) {
  out.open("div", {{"class", "actions"}, {"data-tools", true}});
  form.submit(send).submit(visit.tr("Preview"), "preview", "1", html::Emphasis::plain);
  out.element("a", {{"class", "button bare"}, {"href", cancel_path}}, visit.tr("Cancel"));
  out.element("span", {{"class", "small quiet"}, {"role", "status"}, {"data-draft-state", true}}, "").close();
}

void write_words(html::Writer& out, const std::string& sanitised, std::optional<std::string> language) {
  out.open("div", {{"class", "prose"}, {"lang", language}}).html(html::Html::stored(sanitised)).close();
}

void write_preview(html::Writer& out, const Visit& visit, const std::string& rendered) {
  out.open("section", {{"class", "preview"}, {"id", "preview"}, {"aria-label", visit.tr("Preview")}});
  out.element("h2", {{"class", "label"}}, visit.tr("Preview"));
  if (rendered.empty()) {
    out.element("p", {{"class", "quiet"}}, visit.tr("Nothing to show yet."));
  } else {
    write_words(out, rendered);
  }
  out.close();
}

bool asks_preview(const Visit& visit) { return visit.request.form.has("preview"); }

}  // namespace parvis::forum
