#include "community/tables/table_file_views.h"

#include "community/accounts/views.h"
#include "community/page/form_words.h"
#include "community/page/page.h"

namespace parvis::community {

std::string shown_file_name(const Visit& visit, const TableFile& file) {
  return file.file_name.empty() ? visit.tr("A file") : file.file_name;
}

void write_table_file_line(html::Writer& out, const Visit& visit, const TableFile& file, std::string_view path,
                           std::string_view made) {
  const bool is_draft = file.state == TableFileState::draft;
  out.open("li", {{"class", "row"}}).open("div").open("p");
  out.element("a", {{"href", path}}, shown_file_name(visit, file)).text(" ");
  write_badge(out, is_draft ? visit.tr("Draft") : visit.tr("Brought in"), is_draft ? "" : "good");
  out.close().open("p", {{"class", "quiet small dots"}});
  if (!is_draft) out.element("span", made);
  write_when(out, visit, text::msgid("sent {when}"), file.created_at);
  out.close().close().close();
}

void write_table_sending(html::Writer& out, const Visit& visit, const html::FormState& state, std::string_view path,
                         std::string_view id) {
  out.open("form", {{"class", "form"}, {"method", "post"}, {"action", path}, {"enctype", "multipart/form-data"}});
  write_form_token(out, visit);
  const auto* message = state.message("file");
  const auto error = std::string(id) + "-error";
  out.open("div", {{"class", message ? "field invalid" : "field"}});
  out.element("label", {{"for", id}}, visit.tr("The file"));
  if (message) out.element("p", {{"class", "field-error"}, {"id", error}}, say_in(visit)(*message));
  const auto described = message ? std::optional<std::string>(error) : std::nullopt;
  out.open("input", {{"type", "file"},
                     {"id", id},
                     {"name", "file"},
                     {"accept", ".csv,.tsv,.txt,text/csv"},
                     {"aria-describedby", described}});
  out.close();
  out.element("button", {{"class", "button main"}, {"type", "submit"}}, visit.tr("Look at its columns")).close();
}

void open_tried(html::Writer& out, const Visit& visit, const TableOutcome& outcome, std::string_view made) {
  out.open("section", {{"class", "notice plain"}, {"role", "status"}, {"id", "tried"}});
  out.element("h2", visit.tr("What would happen")).open("ul", {{"class", "bullets"}});
  out.element("li", made);
  if (outcome.changed > 0) {
    out.element("li", visit.trn("{n} would be changed", "{n} would be changed", outcome.changed));
  }
  if (outcome.same > 0) {
    out.element("li", visit.trn("{n} is there already as it is", "{n} are there already as they are", outcome.same));
  }
  if (outcome.refused > 0) {
    out.element("li", visit.trn("{n} line is refused", "{n} lines are refused", outcome.refused));
  }
  out.close();
}

void write_outcome(html::Writer& out, const Visit& visit, const TableFile& file, std::string_view made) {
  out.open("ul", {{"class", "bullets"}});
  out.element("li", made);
  if (file.changed > 0) out.element("li", visit.trn("{n} was changed", "{n} were changed", file.changed));
  if (file.same > 0) {
    out.element("li", visit.trn("{n} was there already as it is", "{n} were there already as they are", file.same));
  }
  out.close();
}

void write_refused_link(html::Writer& out, const Visit& visit, std::string_view path, std::int64_t refused) {
  out.open("p");
  out.element("a", {{"class", "link"}, {"href", std::string(path) + "/refused.csv"}},
              visit.trn("Download the {n} refused line with its reason",
                        "Download the {n} refused lines with their reasons", refused));
  out.close();
}

void write_table_steps(html::Writer& out, html::Form& form, const Visit& visit, const TableOutcome* tried) {
  out.open("p", {{"class", "actions"}});
  const bool ready = tried && tried->made + tried->changed > 0;
  form.submit(visit.tr("Try it out"), "step", "try", ready ? html::Emphasis::plain : html::Emphasis::main);
  if (ready) form.submit(visit.tr("Bring them in"), "step", "bring_in", html::Emphasis::main);
  out.close();
}

}  // namespace parvis::community
