#include "units/unit_file_views.h"

#include "community/accounts/views.h"
#include "community/manage/manage_views.h"
#include "community/page/form_words.h"
#include "community/page/page.h"
#include "community/page/table_columns.h"

namespace parvis::units {

using namespace community;

namespace {

constexpr std::size_t kRefusedShown = 10;

std::string column_words(const Visit& visit, UnitColumn column) {
  switch (column) {
    case UnitColumn::passed_over: break;
    case UnitColumn::name: return visit.tr("Its name");
    case UnitColumn::kind: return visit.tr("Kind");
    case UnitColumn::place: return visit.tr("Place");
    case UnitColumn::from: return visit.tr("From the year");
    case UnitColumn::to: return visit.tr("To the year");
    case UnitColumn::other_names: return visit.tr("Other names");
  }
  return visit.tr("Not brought in");
}

void write_file_line(html::Writer& out, const Visit& visit, const UnitFile& file) {
  out.open("li", {{"class", "row"}}).open("div").open("p");
  out.element("a", {{"href", unit_file_path(file.id)}}, file.file_name.empty() ? visit.tr("A file") : file.file_name)
      .text(" ");
  const bool is_draft = file.state == FileState::draft;
  write_badge(out, is_draft ? visit.tr("Draft") : visit.tr("Brought in"), is_draft ? "" : "good");
  out.close().open("p", {{"class", "quiet small dots"}});
  if (!is_draft) out.element("span", visit.trn("{n} new unit", "{n} new units", file.made));
  write_when(out, visit, text::msgid("sent {when}"), file.created_at);
  out.close().close().close();
}

std::vector<ColumnChoice> column_choices(const Visit& visit) {
  std::vector<ColumnChoice> choices;
  for (const auto column : kUnitColumns) choices.push_back({unit_column_name(column), column_words(visit, column)});
  return choices;
}

void write_refused(html::Writer& out, const Visit& visit, const UnitFile& file, const ImportReport& report) {
  out.open("ul", {{"class", "bullets small"}});
  for (std::size_t i = 0; i < std::min(kRefusedShown, report.refused.size()); ++i) {
    const auto& one = report.refused[i];
    out.element("li", visit.tr("Line {line}: {reason}",
                               {{"line", std::to_string(one.line)}, {"reason", text::tr(visit.language, one.reason)}}));
  }
  out.close().open("p");
  out.element(
      "a", {{"class", "link"}, {"href", unit_file_path(file.id) + "/refused.csv"}},
      visit.trn("Download the {n} refused line with its reason", "Download the {n} refused lines with their reasons",
                static_cast<std::int64_t>(report.refused.size())));
  out.close();
}

void write_tried(html::Writer& out, const Visit& visit, const UnitFile& file, const ImportReport& report) {
  out.open("section", {{"class", "notice plain"}, {"role", "status"}, {"id", "tried"}});
  out.element("h2", visit.tr("What would happen")).open("ul", {{"class", "bullets"}});
  out.element("li", visit.trn("{n} unit would be new", "{n} units would be new", report.made));
  if (report.changed > 0) {
    out.element("li", visit.trn("{n} would be changed", "{n} would be changed", report.changed));
  }
  if (report.same > 0) {
    out.element("li", visit.trn("{n} is there already as it is", "{n} are there already as they are", report.same));
  }
  const auto refused = static_cast<std::int64_t>(report.refused.size());
  if (refused > 0) out.element("li", visit.trn("{n} line is refused", "{n} lines are refused", refused));
  out.close();
  if (refused > 0) write_refused(out, visit, file, report);
  out.close();
}

void write_drop(html::Writer& out, const Visit& visit, UnitFileId id) {
  out.open("form", {{"method", "post"}, {"action", unit_file_path(id) + "/end"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button bare"}, {"type", "submit"}}, visit.tr("Forget this file")).close();
}

void write_back(html::Writer& out, const Visit& visit, const char* href, const char* words) {
  out.open("p", {{"class", "small"}}).element("a", {{"class", "link"}, {"href", href}}, visit.tr(words)).close();
}

}  // namespace

std::string unit_file_path(UnitFileId id) { return "/manage/units/import/" + id_text(id); }

html::FormState unit_plan_state(const UnitPlan& plan) {
  html::FormState state;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    state.set(column_field(i), std::string(unit_column_name(plan.columns[i])));
  }
  if (plan.has_heads) state.set("has_heads", "1");
  if (plan.new_kinds == NewKinds::made) state.set("kinds", "1");
  return state;
}

std::vector<text::CsvRow> first_unit_lines(std::string_view table, std::size_t count) {
  std::vector<text::CsvRow> lines;
  text::CsvReader rows(table, text::separator_of(table));
  for (text::CsvRow row; lines.size() < count && rows.next(row);) lines.push_back(row);
  return lines;
}

http::Response unit_files_page(const Visit& visit, const html::FormState& state, int status) {
  const auto files = visit.community.store().read([](store::Reader& reader) { return latest_unit_files(reader); });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::units);
  out.open("section", {{"class", "narrow"}});
  write_back(out, visit, "/manage/units", text::msgid("Units"));
  out.element("h2", visit.tr("Bring in a file"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("A list saved as CSV by a spreadsheet, one unit on each line. You say what each column is and "
                       "see what would happen before anything does. A unit of the same kind, name and place is "
                       "changed, not added twice."));
  out.open(
      "form",
      {{"class", "form"}, {"method", "post"}, {"action", "/manage/units/import"}, {"enctype", "multipart/form-data"}});
  write_form_token(out, visit);
  const auto* message = state.message("file");
  out.open("div", {{"class", message ? "field invalid" : "field"}});
  out.element("label", {{"for", "units-file"}}, visit.tr("The file"));
  if (message) out.element("p", {{"class", "field-error"}, {"id", "units-file-error"}}, say_in(visit)(*message));
  out.open("input", {{"type", "file"}, {"id", "units-file"}, {"name", "file"}, {"accept", ".csv,.tsv,.txt,text/csv"}});
  out.close();
  out.element("button", {{"class", "button main"}, {"type", "submit"}}, visit.tr("Look at its columns")).close();
  out.close();
  if (!files.empty()) {
    out.open("section").element("h2", visit.tr("Files so far")).open("ul", {{"class", "list"}});
    for (const auto& file : files) write_file_line(out, visit, file);
    out.close().close();
  }
  return manage_page(visit, out, status);
}

http::Response unit_draft_page(const Visit& visit, const UnitDraft& draft, const html::FormState& state,
                               const ImportReport* tried, int status) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::units);
  out.open("section", {{"class", "rights-page"}});
  write_back(out, visit, "/manage/units/import", text::msgid("Bring in a file"));
  out.element("h2", visit.tr("What each column is"));
  out.element("p", {{"class", "quiet"}}, draft.file.file_name);
  if (tried) write_tried(out, visit, draft.file, *tried);
  html::Form form(out, state, say_in(visit), "plan");
  form.summary(visit.tr(kCheckThis)).open(unit_file_path(draft.file.id), visit.form_token);
  write_table_columns(out, visit, draft.lines, column_choices(visit), state);
  out.open("div", {{"class", "narrow"}});
  const auto heads = visit.tr("The first line names the columns"),
             kinds = visit.tr("Make the kinds that do not exist yet");
  form.checkbox({.name = "has_heads", .label = heads});
  form.checkbox({.name = "kinds", .label = kinds});
  out.open("p", {{"class", "actions"}});
  const bool ready = tried && tried->made + tried->changed > 0;
  form.submit(visit.tr("Try it out"), "step", "try", ready ? html::Emphasis::plain : html::Emphasis::main);
  if (ready) form.submit(visit.tr("Bring them in"), "step", "bring_in", html::Emphasis::main);
  out.close().close();
  form.close();
  write_drop(out, visit, draft.file.id);
  out.close();
  return manage_page(visit, out, status);
}

http::Response unit_file_page(const Visit& visit, const UnitFile& file) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::units);
  out.open("section", {{"class", "narrow"}});
  write_back(out, visit, "/manage/units/import", text::msgid("Bring in a file"));
  out.element("h2", file.file_name.empty() ? visit.tr("A file") : file.file_name);
  out.open("ul", {{"class", "bullets"}});
  out.element("li", visit.trn("{n} new unit", "{n} new units", file.made));
  if (file.changed > 0) out.element("li", visit.trn("{n} was changed", "{n} were changed", file.changed));
  if (file.same > 0) {
    out.element("li", visit.trn("{n} was there already as it is", "{n} were there already as they are", file.same));
  }
  out.close();
  if (file.refused > 0) {
    out.open("p").element("a", {{"class", "link"}, {"href", unit_file_path(file.id) + "/refused.csv"}},
                          visit.trn("Download the {n} refused line with its reason",
                                    "Download the {n} refused lines with their reasons", file.refused));
    out.close();
  }
  out.open("p").element("a", {{"class", "button"}, {"href", "/units"}}, visit.tr("See them all")).close();
  out.close();
  return manage_page(visit, out);
}

}  // namespace parvis::units
