#include "arriving/import_views.h"

#include <array>

#include "community/accounts/views.h"
#include "community/manage/manage_views.h"
#include "community/page/table_columns.h"

namespace parvis::arriving {

using namespace community;

namespace {

constexpr std::size_t kRefusedShown = 10;

std::string path_of(MemberImportId id) { return "/manage/members/import/" + id_text(id); }

std::string column_words(const Visit& visit, ImportColumn column) {
  switch (column) {
    case ImportColumn::passed_over: break;
    case ImportColumn::email: return visit.tr("E-mail address");
    case ImportColumn::name: return visit.tr("Name");
    case ImportColumn::first_name: return visit.tr("First name");
    case ImportColumn::last_name: return visit.tr("Last name");
    case ImportColumn::handle: return visit.tr("Handle");
    case ImportColumn::language: return visit.tr("Language");
    case ImportColumn::place: return visit.tr("Where they live");
  }
  return visit.tr("Not brought in");
}

std::string basis_words(const Visit& visit, LegalBasis basis) {
  switch (basis) {
    case LegalBasis::none: break;
    case LegalBasis::consent: return visit.tr("They agreed to be invited");
    case LegalBasis::contract: return visit.tr("They are customers or members, and this belongs to it");
    case LegalBasis::legitimate_interest: return visit.tr("A legitimate interest, weighed against theirs");
  }
  return {};
}

void write_import_line(html::Writer& out, const Visit& visit, const MemberImport& import) {
  out.open("li", {{"class", "row"}}).open("div").open("p");
  out.element("a", {{"href", path_of(import.id)}}, import.file_name.empty() ? visit.tr("A file") : import.file_name)
      .text(" ");
  switch (import.state) {
    case ImportState::draft: write_badge(out, visit.tr("Draft")); break;
    case ImportState::inviting: write_badge(out, visit.tr("Brought in"), "good"); break;
    case ImportState::ended: write_badge(out, visit.tr("Ended")); break;
  }
  out.close().open("p", {{"class", "quiet small dots"}});
  if (import.state != ImportState::draft) out.element("span", visit.trn("{n} person", "{n} people", import.people));
  write_when(out, visit, text::msgid("sent {when}"), import.created_at);
  out.close().close().close();
}

std::vector<ColumnChoice> column_choices(const Visit& visit) {
  std::vector<ColumnChoice> choices;
  for (int value = 0; value <= static_cast<int>(ImportColumn::place); ++value) {
    const auto column = static_cast<ImportColumn>(value);
    choices.push_back({import_column_name(column), column_words(visit, column)});
  }
  return choices;
}

void write_terms(html::Form& form, const Visit& visit) {
  const auto heads = visit.tr("The first line names the columns");
  form.checkbox({.name = "has_heads", .label = heads});
  const auto merged = visit.tr("Take their lines together"), refused = visit.tr("Refuse the later lines"),
             duplicates = visit.tr("People who stand there twice");
  const std::array twice{html::Choice{"merged", merged}, html::Choice{"refused", refused}};
  form.radio_group({.name = "duplicates", .label = duplicates, .choices = twice});
  const auto basis = visit.tr("Why you may write to these people"),
             basis_hint = visit.tr("Without one of these reasons the law forbids it, and so do we.");
  const auto consent = basis_words(visit, LegalBasis::consent), contract = basis_words(visit, LegalBasis::contract),
             interest = basis_words(visit, LegalBasis::legitimate_interest);
  const std::array bases{html::Choice{legal_basis_name(LegalBasis::consent), consent},
                         html::Choice{legal_basis_name(LegalBasis::contract), contract},
                         html::Choice{legal_basis_name(LegalBasis::legitimate_interest), interest}};
  form.radio_group({.name = "basis", .label = basis, .hint = basis_hint, .choices = bases});
  const auto proof = visit.tr("Where that is on record"),
             proof_hint = visit.tr("The form, the contract or the note that shows it, and its date.");
  form.text_field({.name = "proof", .label = proof, .hint = proof_hint, .autocomplete = "off"});
  const auto pace = visit.tr("Invitations per hour"),
             pace_hint = visit.tr("A slow pace keeps mail servers friendly, and your answers manageable.");
  form.text_field(
      {.name = "per_hour", .label = pace, .hint = pace_hint, .kind = html::TextKind::number, .autocomplete = "off"});
}

void write_refused_link(html::Writer& out, const Visit& visit, MemberImportId id, std::int64_t refused) {
  out.open("p").element("a", {{"class", "link"}, {"href", path_of(id) + "/refused.csv"}},
                        visit.trn("Download the {n} refused line with its reason",
                                  "Download the {n} refused lines with their reasons", refused));
  out.close();
}

void write_tried(html::Writer& out, const Visit& visit, MemberImportId id, const MemberFile& file) {
  out.open("section", {{"class", "notice plain"}, {"role", "status"}, {"id", "tried"}});
  out.element("h2", visit.tr("What would happen"));
  out.open("ul", {{"class", "bullets"}});
  out.element("li", visit.trn("{n} person would be invited", "{n} people would be invited",
                              static_cast<std::int64_t>(file.people.size())));
  if (file.known > 0) {
    out.element("li", visit.trn("{n} has an account already and is left alone",
                                "{n} have an account already and are left alone", file.known));
  }
  if (file.merged > 0) {
    out.element("li", visit.trn("{n} line names somebody again and is taken together with the first",
                                "{n} lines name somebody again and are taken together with the first", file.merged));
  }
  const auto refused = static_cast<std::int64_t>(file.refused.size());
  if (refused > 0) out.element("li", visit.trn("{n} line is refused", "{n} lines are refused", refused));
  out.close();
  if (refused > 0) {
    out.open("ul", {{"class", "bullets small"}});
    for (std::size_t i = 0; i < std::min(kRefusedShown, file.refused.size()); ++i) {
      const auto& one = file.refused[i];
      out.element("li", visit.tr("Line {line}: {reason}",
                                 {{"line", std::to_string(one.line)}, {"reason", visit.tr(one.reason)}}));
    }
    out.close();
    write_refused_link(out, visit, id, refused);
  }
  out.close();
}

void write_drop(html::Writer& out, const Visit& visit, MemberImportId id, const std::string& words) {
  out.open("form", {{"method", "post"}, {"action", path_of(id) + "/end"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button bare"}, {"type", "submit"}}, words).close();
}

}  // namespace

html::FormState plan_state(const ImportPlan& plan) {
  html::FormState state;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    state.set(column_field(i), std::string(import_column_name(plan.columns[i])));
  }
  if (plan.has_heads) state.set("has_heads", "1");
  state.set("duplicates", plan.duplicates == Duplicates::merged ? "merged" : "refused");
  if (plan.basis != LegalBasis::none) state.set("basis", std::string(legal_basis_name(plan.basis)));
  state.set("proof", plan.proof);
  state.set("per_hour", std::to_string(plan.per_hour));
  return state;
}

http::Response imports_page(const Visit& visit, const html::FormState& state, int status) {
  const auto imports = visit.community.store().read([](store::Reader& reader) { return latest_imports(reader); });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::arriving);
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Bring in a file of members"));
  out.element("p",
              visit.tr("A list from elsewhere, saved as CSV by a spreadsheet. Nobody becomes a member by it: each is "
                       "invited by e-mail, at the pace you set, and comes if they like."));
  out.open("form", {{"class", "form"},
                    {"method", "post"},
                    {"action", "/manage/members/import"},
                    {"enctype", "multipart/form-data"}});
  write_form_token(out, visit);
  const auto* message = state.message("file");
  out.open("div", {{"class", message ? "field invalid" : "field"}});
  out.element("label", {{"for", "import-file"}}, visit.tr("The file"));
  if (message) out.element("p", {{"class", "field-error"}, {"id", "import-file-error"}}, say_in(visit)(*message));
  out.open("input", {{"type", "file"}, {"id", "import-file"}, {"name", "file"}, {"accept", ".csv,.tsv,.txt,text/csv"}});
  out.close();
  out.element("button", {{"class", "button main"}, {"type", "submit"}}, visit.tr("Look at its columns")).close();
  out.close();
  if (!imports.empty()) {
    out.open("section").element("h2", visit.tr("Files so far")).open("ul", {{"class", "list"}});
    for (const auto& import : imports) write_import_line(out, visit, import);
    out.close().close();
  }
  return manage_page(visit, out, status);
}

http::Response draft_page(const Visit& visit, const Draft& draft, const html::FormState& state, const MemberFile* tried,
                          int status) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::arriving);
  out.open("section", {{"class", "rights-page"}}).element("h2", visit.tr("What each column is"));
  out.element("p", {{"class", "quiet"}}, draft.import.file_name);
  if (tried) write_tried(out, visit, draft.import.id, *tried);
  html::Form form(out, state, say_in(visit), "plan");
  form.summary(visit.tr(kCheckThis)).open(path_of(draft.import.id), visit.form_token);
  write_table_columns(out, visit, draft.lines, column_choices(visit), state);
  out.open("div", {{"class", "narrow"}});
  write_terms(form, visit);
  out.open("p", {{"class", "actions"}});
  const bool ready = tried && !tried->people.empty();
  form.submit(visit.tr("Try it out"), "step", "try", ready ? html::Emphasis::plain : html::Emphasis::main);
  if (ready) form.submit(visit.tr("Bring them in and invite them"), "step", "bring_in", html::Emphasis::main);
  out.close().close();
  form.close();
  write_drop(out, visit, draft.import.id, visit.tr("Forget this file"));
  out.close();
  return manage_page(visit, out, status);
}

http::Response progress_page(const Visit& visit, const MemberImport& import, const ImportProgress& progress) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::arriving);
  const auto plan = plan_from_json(import.plan);
  out.open("section", {{"class", "narrow"}})
      .element("h2", import.file_name.empty() ? visit.tr("A file") : import.file_name);
  out.element("p", visit.trn("{n} person is invited.", "{n} people are invited.", import.people));
  out.open("ul", {{"class", "bullets"}});
  out.element("li", visit.trn("{n} invitation has gone out", "{n} invitations have gone out", progress.sent));
  out.element("li", visit.trn("{n} waits for its turn, at {pace} an hour", "{n} wait for their turn, at {pace} an hour",
                              progress.waiting, {{"pace", std::to_string(plan.per_hour)}}));
  out.element("li", visit.trn("{n} has come", "{n} have come", progress.came));
  if (import.known > 0) {
    out.element("li", visit.trn("{n} had an account already", "{n} had an account already", import.known));
  }
  if (import.merged > 0) {
    out.element("li", visit.trn("{n} line was taken together with another", "{n} lines were taken together with others",
                                import.merged));
  }
  out.close();
  if (import.refused > 0) write_refused_link(out, visit, import.id, import.refused);
  out.element("p", {{"class", "quiet"}},
              visit.tr("The reason given: {basis}. On record: {proof}",
                       {{"basis", basis_words(visit, plan.basis)}, {"proof", plan.proof}}));
  if (import.state == ImportState::inviting) write_drop(out, visit, import.id, visit.tr("End these invitations"));
  out.close();
  return manage_page(visit, out);
}

}  // namespace parvis::arriving
