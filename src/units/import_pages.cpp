// A file of units: sent, its columns chosen, tried out, brought in; then what became of it.
#include "community/manage/manage_views.h"
#include "community/page/form_words.h"
#include "community/page/table_columns.h"
#include "community/page/table_upload.h"
#include "community/tables/refused_lines.h"
#include "units/unit_file_views.h"
#include "units/units_pages.h"

namespace parvis::units {

using namespace community;

namespace {

TableFileId file_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("unit_import"));
  if (!id) throw NotFound();
  return {*id};
}

UnitPlan read_plan(html::FormState& state, std::size_t columns) {
  UnitPlan plan{.columns = {}, .has_heads = !state.value("has_heads").empty()};
  if (!state.value("kinds").empty()) plan.new_kinds = NewKinds::made;
  for (std::size_t i = 0; i < columns; ++i) {
    plan.columns.push_back(parse_unit_column(state.value(column_field(i))).value_or(UnitColumn::passed_over));
  }
  for (const auto needed : {UnitColumn::name, UnitColumn::kind}) {
    if (std::ranges::count(plan.columns, needed) > 0) continue;
    state.refuse(column_field(0), needed == UnitColumn::name
                                      ? Sentence{"Say which column holds the names of the units."}
                                      : Sentence{"Say which column holds their kinds."});
  }
  return plan;
}

SpaceAct act_of(const Visit& visit) { return {visit.community.timeline(), visit.viewer.member, now(), Source::page}; }

}  // namespace

http::Response show_unit_imports(Visit& visit) { return unit_files_page(visit, {}); }

http::Response create_unit_import(Visit& visit) {
  html::FormState state;
  const auto file = read_table_file(visit, state, kMaxUnitFileBytes);
  if (!file) return unit_files_page(visit, state, 422);
  const auto plan = guess_unit_plan(text::first_rows(file->bytes, 1).front());
  const auto id = visit.community.store().write([&](store::Transaction& transaction) {
    return unit_files().keep(transaction, visit.viewer.member, file->name, file->bytes, to_json(plan));
  });
  return http::see_other(unit_file_path(id));
}

http::Response show_unit_import(Visit& visit) {
  const auto id = file_asked(visit);
  const auto [file, content] = visit.community.store().read([&](store::Reader& reader) {
    return std::pair(unit_files().require(reader, id), unit_files().content(reader, id));
  });
  if (file.state == TableFileState::brought_in) return unit_file_page(visit, file);
  return unit_draft_page(visit, {file, text::first_rows(content, kUnitLinesShown)},
                         unit_plan_state(unit_plan_from_json(file.plan)), nullptr);
}

http::Response update_unit_import(Visit& visit) {
  const auto id = file_asked(visit);
  auto& store = visit.community.store();
  const auto [file, content] = store.read([&](store::Reader& reader) {
    return std::pair(unit_files().require(reader, id), unit_files().content(reader, id));
  });
  if (file.state == TableFileState::brought_in) return http::see_other(unit_file_path(id));
  html::FormState state(visit.request.form.pairs());
  const UnitDraft draft{file, text::first_rows(content, kUnitLinesShown)};
  const auto plan = read_plan(state, draft.lines.empty() ? 0 : draft.lines.front().size());
  if (state.is_refused()) return unit_draft_page(visit, draft, state, nullptr, 422);
  if (state.value("step") != "bring_in") {
    const auto report = try_units(store, content, plan, visit.language);
    const auto refusals = refusals_table(report, visit.language);
    store.write(
        [&](store::Transaction& transaction) { unit_files().note_try(transaction, id, to_json(plan), refusals); });
    return unit_draft_page(visit, draft, state, &report);
  }
  const auto report = import_units(store, act_of(visit), content, plan, visit.language);
  store.write([&](store::Transaction& transaction) {
    // It may have been brought in by a second press of the button, which found everything there already.
    if (unit_files().require(transaction, id).state != TableFileState::draft) return;
    unit_files().note_import(transaction, id, to_json(plan), outcome_of(report),
                             refusals_table(report, visit.language));
  });
  return see_other_with_notice(visit, unit_file_path(id), text::msgid("They are in the directory."));
}

http::Response end_unit_import(Visit& visit) {
  const auto id = file_asked(visit);
  const bool is_forgotten = visit.community.store().write([&](store::Transaction& transaction) {
    // Brought in meanwhile, it says what was made, and which lines were refused.
    if (unit_files().require(transaction, id).state != TableFileState::draft) return false;
    unit_files().drop(transaction, id);
    return true;
  });
  if (!is_forgotten) return http::see_other(unit_file_path(id));
  return see_other_with_notice(visit, "/manage/units/import", text::msgid("The file is forgotten."));
}

http::Response show_unit_refusals(Visit& visit) {
  const auto id = file_asked(visit);
  return refused_answer(visit.community.store().read([&](store::Reader& reader) {
    unit_files().require(reader, id);
    return unit_files().refusals(reader, id);
  }));
}

}  // namespace parvis::units
