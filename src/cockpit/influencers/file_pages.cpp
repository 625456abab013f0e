// A file of influencers: sent, its columns chosen, tried out, brought in; then what became of it.
#include "cockpit/influencers/influencer_file_views.h"
#include "cockpit/influencers/influencer_pages.h"
#include "cockpit/segment_views.h"
#include "community/page/table_columns.h"
#include "community/page/table_upload.h"

namespace parvis::cockpit {

using namespace community;

namespace {

InfluencerFileId file_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("influencer_import"));
  if (!id) throw NotFound();
  return {*id};
}

InfluencerFile file_of(store::Reader& reader, InfluencerFileId id) {
  const auto found = find_influencer_file(reader, id);
  if (!found) throw NotFound({"This file is not here any more."});
  return *found;
}

InfluencerPlan read_plan(html::FormState& state, std::size_t columns) {
  InfluencerPlan plan{.columns = {}, .has_heads = !state.value("has_heads").empty()};
  for (std::size_t i = 0; i < columns; ++i) {
    const auto typed = state.value(column_field(i));
    plan.columns.push_back(parse_influencer_column(typed).value_or(InfluencerColumn::passed_over));
  }
  if (const auto missing = missing_in(plan)) state.refuse(column_field(0), *missing);
  return plan;
}

InfluencerBringing bringing(const Visit& visit, const InfluencerFile& file) {
  auto source = visit.tr("The file {name}", {{"name", file.file_name}});
  if (source.size() > kMaxSource) source.resize(0);
  return {.source = std::move(source), .today = day_of_community(visit)};
}

}  // namespace

http::Response show_influencer_files(Visit& visit) { return influencer_files_page(visit, {}); }

http::Response create_influencer_file(Visit& visit) {
  html::FormState state;
  const auto file = read_table_file(visit, state, kMaxInfluencerFileBytes);
  if (!file) return influencer_files_page(visit, state, 422);
  const auto plan = guess_influencer_plan(first_influencer_lines(file->bytes, 1).front());
  const auto id = visit.community.store().write([&](store::Transaction& transaction) {
    return keep_influencer_file(transaction, visit.viewer.member, file->name, file->bytes, plan);
  });
  return http::see_other(influencer_file_path(id));
}

http::Response show_influencer_file(Visit& visit) {
  const auto id = file_asked(visit);
  const auto [file, content] = visit.community.store().read(
      [&](store::Reader& reader) { return std::pair(file_of(reader, id), content_of(reader, id)); });
  if (file.state == InfluencerFileState::brought_in) return influencer_file_page(visit, file);
  return influencer_draft_page(visit, {file, first_influencer_lines(content, kInfluencerLinesShown)},
                               influencer_plan_state(influencer_plan_from_json(file.plan)), nullptr);
}

http::Response update_influencer_file(Visit& visit) {
  const auto id = file_asked(visit);
  auto& store = visit.community.store();
  const auto [file, content] =
      store.read([&](store::Reader& reader) { return std::pair(file_of(reader, id), content_of(reader, id)); });
  if (file.state == InfluencerFileState::brought_in) return http::see_other(influencer_file_path(id));
  html::FormState state(visit.request.form.pairs());
  const InfluencerDraft draft{file, first_influencer_lines(content, kInfluencerLinesShown)};
  const auto plan = read_plan(state, draft.lines.empty() ? 0 : draft.lines.front().size());
  if (state.is_refused()) return influencer_draft_page(visit, draft, state, nullptr, 422);
  const auto how = bringing(visit, file);
  if (state.value("step") != "bring_in") {
    const auto report = try_influencers(store, content, plan, how);
    const auto refusals = refusals_table(report, visit.language);
    store.write([&](store::Transaction& transaction) { note_try(transaction, id, plan, refusals); });
    return influencer_draft_page(visit, draft, state, &report);
  }
  const auto report = import_influencers(store, act_of(visit), content, plan, how);
  store.write([&](store::Transaction& transaction) {
    // It may have been brought in by a second press of the button, which found everybody there already.
    if (file_of(transaction, id).state != InfluencerFileState::draft) return;
    note_import(transaction, id, plan, report, refusals_table(report, visit.language));
  });
  return see_other_with_notice(visit, influencer_file_path(id), text::msgid("They stand in the table."));
}

http::Response end_influencer_file(Visit& visit) {
  const auto id = file_asked(visit);
  visit.community.store().write([&](store::Transaction& transaction) {
    file_of(transaction, id);
    drop_influencer_file(transaction, id);
  });
  return see_other_with_notice(visit, std::string(kInfluencersPath) + "/files", text::msgid("The file is forgotten."));
}

http::Response show_influencer_refusals(Visit& visit) {
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

}  // namespace parvis::cockpit
