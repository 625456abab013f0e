#include "forum/composer_views.h"

#include "community/files/attaching.h"
#include "community/files/files.h"
#include "community/files/picture_views.h"
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

namespace {

// A label, a hint, what is wrong, then the control: as html::Form writes them.
void open_attach_field(html::Writer& out, const Visit& visit, const html::FormState& state, std::string_view name,
                       const std::string& id, std::string_view label, std::string_view hint) {
  const auto* message = state.message(name);
  out.open("div", {{"class", message ? "field invalid" : "field"}}).element("label", {{"for", id}}, label);
  out.element("p", {{"class", "field-hint"}, {"id", id + "-hint"}}, hint);
  if (message) out.element("p", {{"class", "field-error"}, {"id", id + "-error"}}, text::tr(visit.language, *message));
}

std::string described_by(const html::FormState& state, std::string_view name, const std::string& id) {
  return id + "-hint" + (state.message(name) ? " " + id + "-error" : "");
}

}  // namespace

void write_attach_fields(html::Writer& out, const Visit& visit, const html::FormState& state, std::string_view prefix) {
  const auto rules = visit.community.files().rules();
  const bool pictures_only = rules.others == OtherFiles::refused;
  const auto accept = pictures_only ? std::optional<std::string>(kPictureTypes) : std::nullopt;
  const bool open = state.message("file") != nullptr || state.message("alt") != nullptr;
  const auto file_id = std::string(prefix) + "-file", alt_id = std::string(prefix) + "-alt";
  out.open("details",
           {{"class", "attach"}, {"open", open}, {"data-attach", true}, {"data-most", rules.megabytes * kMegabyte}});
  out.element("summary", pictures_only ? visit.tr("Add a picture") : visit.tr("Add a picture or another file"));
  open_attach_field(
      out, visit, state, "file", file_id, pictures_only ? visit.tr("Picture") : visit.tr("Picture or other file"),
      visit.tr("At most {n} MB. What the camera noted, such as the place, is taken out.", {{"n", rules.megabytes}}));
  out.open("input", {{"id", file_id},
                     {"name", "file"},
                     {"type", "file"},
                     {"accept", accept},
                     {"multiple", true},
                     {"aria-describedby", described_by(state, "file", file_id)}});
  out.close();
  open_attach_field(out, visit, state, "alt", alt_id, visit.tr("What does it show?"),
                    visit.tr("In a sentence, for those who do not see it."));
  out.open("input", {{"id", alt_id},
                     {"name", "alt"},
                     {"type", "text"},
                     {"value", state.value("alt")},
                     {"autocomplete", "off"},
                     {"aria-describedby", described_by(state, "alt", alt_id)}});
  out.close();
  out.element("button", {{"class", "button"}, {"name", "attach"}, {"value", "1"}, {"formnovalidate", true}},
              visit.tr("Put it into the text"));
  out.close();
}

void open_for_files(html::Writer& out, const Visit& visit, std::string_view action) {
  out.open("form", {{"class", "form"},
                    {"method", "post"},
                    {"action", action},
                    {"enctype", "multipart/form-data"},
                    {"novalidate", true}});
  write_form_token(out, visit);
}

void write_composer_buttons(html::Writer& out, html::Form& form, const Visit& visit, std::string_view send,
                            std::string_view cancel_path) {
  out.open("div", {{"class", "actions"}, {"data-tools", true}});
  form.submit(send).submit(visit.tr("Preview"), "preview", "1", html::Emphasis::plain);
  out.element("a", {{"class", "button bare"}, {"href", cancel_path}}, visit.tr("Cancel"));
  out.element("span", {{"class", "small quiet"}, {"role", "status"}, {"data-draft-state", true}}, "").close();
}

void write_words(html::Writer& out, const std::string& sanitised, std::optional<std::string> language) {
  out.open("div", {{"class", "prose"}, {"lang", language}}).html(html::Html::stored(with_copies(sanitised))).close();
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
