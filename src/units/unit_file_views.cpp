#include "units/unit_file_views.h"

#include "community/accounts/views.h"
#include "community/manage/manage_views.h"
#include "community/page/form_words.h"
#include "community/page/page.h"
#include "community/page/table_columns.h"
#include "community/tables/table_file_views.h"

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

std::vector<ColumnChoice> column_choices(const Visit& visit) {
  std::vector<ColumnChoice> choices;
  for (const auto column : kUnitColumns) choices.push_back({unit_column_name(column), column_words(visit, column)});
  return choices;
}

void write_refused(html::Writer& out, const Visit& visit, const TableFile& file, const ImportReport& report) {
  out.open("ul", {{"class", "bullets small"}});
  for (std::size_t i = 0; i < std::min(kRefusedShown, report.refused.size()); ++i) {
    const auto& one = report.refused[i];
    out.element("li", visit.tr("Line {line}: {reason}",
                               {{"line", std::to_string(one.line)}, {"reason", text::tr(visit.language, one.reason)}}));
  }
  out.close();
  write_refused_link(out, visit, unit_file_path(file.id), static_cast<std::int64_t>(report.refused.size()));
}

void write_tried(html::Writer& out, const Visit& visit, const TableFile& file, const ImportReport& report) {
  open_tried(out, visit, outcome_of(report), visit.trn("{n} unit would be new", "{n} units would be new", report.made));
  if (!report.refused.empty()) write_refused(out, visit, file, report);
  out.close();
}

void write_drop(html::Writer& out, const Visit& visit, TableFileId id) {
  out.open("form", {{"method", "post"}, {"action", unit_file_path(id) + "/end"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button bare"}, {"type", "submit"}}, visit.tr("Forget this file")).close();
}

void write_back(html::Writer& out, const Visit& visit, const char* href, const char* words) {
  out.open("p", {{"class", "small"}}).element("a", {{"class", "link"}, {"href", href}}, visit.tr(words)).close();
}

}  // namespace

std::string unit_file_path(TableFileId id) { return "/manage/units/import/" + id_text(id); }

html::FormState unit_plan_state(const UnitPlan& plan) {
  html::FormState state;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    state.set(column_field(i), std::string(unit_column_name(plan.columns[i])));
  }
  if (plan.has_heads) state.set("has_heads", "1");
  if (plan.new_kinds == NewKinds::made) state.set("kinds", "1");
  return state;
}

TableOutcome outcome_of(const ImportReport& report) {
  return {report.made, report.changed, report.same, static_cast<std::int64_t>(report.refused.size())};
}

http::Response unit_files_page(const Visit& visit, const html::FormState& state, int status) {
  const auto files = visit.community.store().read([](store::Reader& reader) { return unit_files().latest(reader); });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::units);
  out.open("section", {{"class", "narrow"}});
  write_back(out, visit, "/manage/units", text::msgid("Units"));
  out.element("h2", visit.tr("Bring in a file"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("A list saved as CSV by a spreadsheet, one unit on each line. You say what each column is and "
                       "see what would happen before anything does. A unit of the same kind, name and place is "
                       "changed, not added twice."));
  write_table_sending(out, visit, state, "/manage/units/import", "units-file");
  out.close();
  if (!files.empty()) {
    out.open("section").element("h2", visit.tr("Files so far")).open("ul", {{"class", "list"}});
    for (const auto& file : files) {
      write_table_file_line(out, visit, file, unit_file_path(file.id),
                            visit.trn("{n} new unit", "{n} new units", file.made));
    }
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
  const auto outcome = tried ? std::optional(outcome_of(*tried)) : std::nullopt;
  write_table_steps(out, form, visit, outcome ? &*outcome : nullptr);
  out.close();
  form.close();
  write_drop(out, visit, draft.file.id);
  out.close();
  return manage_page(visit, out, status);
}

http::Response unit_file_page(const Visit& visit, const TableFile& file) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::units);
  out.open("section", {{"class", "narrow"}});
  write_back(out, visit, "/manage/units/import", text::msgid("Bring in a file"));
  out.element("h2", shown_file_name(visit, file));
  write_outcome(out, visit, file, visit.trn("{n} new unit", "{n} new units", file.made));
  if (file.refused > 0) write_refused_link(out, visit, unit_file_path(file.id), file.refused);
  out.open("p").element("a", {{"class", "button"}, {"href", "/units"}}, visit.tr("See them all")).close();
  out.close();
  return manage_page(visit, out);
}

}  // namespace parvis::units
