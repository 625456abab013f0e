// A file of members: sent, its columns chosen, tried out, brought in; then the way of its invitations.
#include <charconv>

#include "arriving/arriving_pages.h"
#include "arriving/import_views.h"
#include "community/accounts/visit_account.h"
#include "community/page/page.h"
#include "community/page/table_columns.h"
#include "community/page/table_upload.h"
#include "community/tables/refused_lines.h"
#include "core/text/validate.h"

namespace parvis::arriving {
namespace {

using namespace community;

constexpr std::size_t kMaxProof = 300;

MemberImportId import_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("import"));
  if (!id) throw NotFound();
  return {*id};
}

MemberImport import_of(store::Reader& reader, MemberImportId id) {
  const auto found = find_import(reader, id);
  if (!found) throw NotFound({"This file is not here any more."});
  return *found;
}

std::string path_of(MemberImportId id) { return "/manage/members/import/" + id_text(id); }

ImportPlan read_plan(html::FormState& state, std::size_t columns) {
  ImportPlan plan;
  for (std::size_t i = 0; i < columns; ++i) {
    const auto column = parse_import_column(state.value(column_field(i)));
    plan.columns.push_back(column.value_or(ImportColumn::passed_over));
  }
  plan.has_heads = !state.value("has_heads").empty();
  plan.duplicates = state.value("duplicates") == "refused" ? Duplicates::refused : Duplicates::merged;
  plan.basis = parse_legal_basis(state.value("basis")).value_or(LegalBasis::none);
  auto proof = text::check_text(state.value("proof"), {.min = 1, .max = kMaxProof});
  const auto typed = state.value("per_hour");
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), plan.per_hour);
  if (std::ranges::find(plan.columns, ImportColumn::email) == plan.columns.end()) {
    state.refuse(column_field(0), {"Say which column holds the e-mail addresses."});
  }
  if (plan.basis == LegalBasis::none) state.refuse("basis", {"Choose why you may write to these people."});
  if (proof.problem) state.refuse("proof", *proof.problem);
  if (error != std::errc() || end != typed.data() + typed.size() || plan.per_hour < 1 || plan.per_hour > kMostPerHour) {
    state.refuse("per_hour", {"Write a number from 1 to {most}.", {{"most", std::to_string(kMostPerHour)}}});
  }
  plan.proof = std::move(proof.value);
  return plan;
}

MemberFile read_whole(const Visit& visit, MemberImportId id, const std::string& text, const ImportPlan& plan) {
  auto file = read_member_file(text, plan);
  visit.community.store().read([&](store::Reader& reader) { leave_out_known(reader, id, file, plan); });
  return file;
}

}  // namespace

http::Response show_imports(Visit& visit) { return imports_page(visit, {}); }

http::Response create_import(Visit& visit) {
  html::FormState state;
  const auto file = read_table_file(visit, state, kMaxImportBytes);
  if (!file) return imports_page(visit, state, 422);
  const auto plan = guess_plan(text::first_rows(file->bytes, 1).front());
  const auto id = visit.community.store().write([&](store::Transaction& transaction) {
    const auto kept = keep_member_file(transaction, visit.member(), file->name, file->bytes);
    save_plan(transaction, kept, plan);
    return kept;
  });
  return http::see_other(path_of(id));
}

http::Response show_import(Visit& visit) {
  const auto id = import_asked(visit);
  struct Read {
    MemberImport import;
    std::string content;
    ImportProgress progress;
  };
  const auto read = visit.community.store().read([&](store::Reader& reader) {
    return Read{import_of(reader, id), content_of(reader, id), progress_of(reader, id)};
  });
  if (read.import.state != ImportState::draft) return progress_page(visit, read.import, read.progress);
  const auto plan = plan_from_json(read.import.plan);
  return draft_page(visit, {read.import, text::first_rows(read.content, kLinesShown)}, plan_state(plan), nullptr);
}

http::Response update_import(Visit& visit) {
  const auto id = import_asked(visit);
  auto [import, content] = visit.community.store().read(
      [&](store::Reader& reader) { return std::pair(import_of(reader, id), content_of(reader, id)); });
  if (import.state != ImportState::draft) return http::see_other(path_of(id));
  html::FormState state(visit.request.form.pairs());
  const Draft draft{import, text::first_rows(content, kLinesShown)};
  const auto columns = draft.lines.empty() ? 0 : draft.lines.front().size();
  const auto plan = read_plan(state, columns);
  if (state.is_refused()) return draft_page(visit, draft, state, nullptr, 422);
  const auto file = read_whole(visit, id, content, plan);
  if (state.value("step") != "bring_in" || file.people.empty()) {
    visit.community.store().write([&](store::Transaction& transaction) { save_plan(transaction, id, plan); });
    return draft_page(visit, draft, state, &file);
  }
  bring_in(visit.community.store(), account_act_of(visit), visit.member(), id, plan, file);
  return see_other_with_notice(visit, path_of(id),
                               text::msgid("They are brought in. The invitations are on their way."));
}

http::Response end_invitations(Visit& visit) {
  const auto id = import_asked(visit);
  const bool was_draft = visit.community.store().write([&](store::Transaction& transaction) {
    if (import_of(transaction, id).state == ImportState::draft) {
      drop_draft(transaction, id);
      return true;
    }
    end_import(transaction, visit.community.timeline(), visit.member(), id);
    return false;
  });
  if (was_draft) {
    return see_other_with_notice(visit, "/manage/members/import", text::msgid("The file is forgotten."));
  }
  return see_other_with_notice(visit, path_of(id),
                               text::msgid("Ended. Whoever has not come is forgotten, with their invitation."));
}

http::Response show_refusals(Visit& visit) {
  const auto id = import_asked(visit);
  struct Read {
    MemberImport import;
    std::string content, table;
  };
  auto read = visit.community.store().read([&](store::Reader& reader) {
    return Read{import_of(reader, id), content_of(reader, id), refusals_of(reader, id)};
  });
  // Before it is brought in: as the plan stands that was tried.
  if (read.import.state == ImportState::draft) {
    const auto file = read_whole(visit, id, read.content, plan_from_json(read.import.plan));
    if (!file.refused.empty()) read.table = refusals_table(file, visit.language);
  }
  return refused_answer(std::move(read.table));
}

}  // namespace parvis::arriving
