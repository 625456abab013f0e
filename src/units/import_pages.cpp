// A file of units: sent, its columns chosen, tried out, brought in; then what became of it.
#include "community/manage/manage_views.h"
#include "community/page/form_words.h"
#include "community/page/table_columns.h"
#include "community/page/table_upload.h"
#include "units/unit_file_views.h"
#include "units/units_pages.h"

namespace parvis::units {

using namespace community;

namespace {

UnitFileId file_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("unit_import"));
  if (!id) throw NotFound();
  return {*id};
}

UnitFile file_of(store::Reader& reader, UnitFileId id) {
  const auto found = find_unit_file(reader, id);
  if (!found) throw NotFound({"This file is not here any more."});
  return *found;
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
  const auto plan = guess_unit_plan(first_unit_lines(file->bytes, 1).front());
  const auto id = visit.community.store().write([&](store::Transaction& transaction) {
    return keep_unit_file(transaction, visit.viewer.member, file->name, file->bytes, plan);
  });
  return http::see_other(unit_file_path(id));
}

http::Response show_unit_import(Visit& visit) {
  const auto id = file_asked(visit);
  const auto [file, content] = visit.community.store().read(
      [&](store::Reader& reader) { return std::pair(file_of(reader, id), content_of(reader, id)); });
  if (file.state == FileState::brought_in) return unit_file_page(visit, file);
  return unit_draft_page(visit, {file, first_unit_lines(content, kUnitLinesShown)},
                         unit_plan_state(unit_plan_from_json(file.plan)), nullptr);
}

http::Response update_unit_import(Visit& visit) {
  const auto id = file_asked(visit);
  auto& store = visit.community.store();
  const auto [file, content] =
      store.read([&](store::Reader& reader) { return std::pair(file_of(reader, id), content_of(reader, id)); });
  if (file.state == FileState::brought_in) return http::see_other(unit_file_path(id));
  html::FormState state(visit.request.form.pairs());
  const UnitDraft draft{file, first_unit_lines(content, kUnitLinesShown)};
  const auto plan = read_plan(state, draft.lines.empty() ? 0 : draft.lines.front().size());
  if (state.is_refused()) return unit_draft_page(visit, draft, state, nullptr, 422);
  if (state.value("step") != "bring_in") {
    const auto report = try_units(store, content, plan, visit.language);
    const auto refusals = refusals_table(report, visit.language);
    store.write([&](store::Transaction& transaction) { note_try(transaction, id, plan, refusals); });
    return unit_draft_page(visit, draft, state, &report);
  }
  const auto report = import_units(store, act_of(visit), content, plan, visit.language);
  store.write([&](store::Transaction& transaction) {
    // It may have been brought in by a second press of the button, which found everything there already.
    if (file_of(transaction, id).state != FileState::draft) return;
    note_import(transaction, id, plan, report, refusals_table(report, visit.language));
  });
  return see_other_with_notice(visit, unit_file_path(id), text::msgid("They are in the directory."));
}

http::Response end_unit_import(Visit& visit) {
  const auto id = file_asked(visit);
  visit.community.store().write([&](store::Transaction& transaction) {
    file_of(transaction, id);
    drop_unit_file(transaction, id);
  });
  return see_other_with_notice(visit, "/manage/units/import", text::msgid("The file is forgotten."));
}

http::Response show_unit_refusals(Visit& visit) {
  const auto id = file_asked(visit);
  auto table = visit.community.store().read([&](store::Reader& reader) {
    file_of(reader, id);
    return refusals_of(reader, id);
  });
  if (table.empty()) throw NotFound({"No line of this file was refused."});
  auto answer = http::bytes(std::move(table), "text/csv; charset=utf-8");
  answer.header("Content-Disposition", "attachment; filename=\"refused.csv\"");
  answer.header("Cache-Control", "no-store");
  return answer;
}

}  // namespace parvis::units
