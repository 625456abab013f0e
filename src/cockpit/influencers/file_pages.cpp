// A file of influencers: sent, its columns chosen, tried out, brought in; then what became of it.
#include "cockpit/influencers/influencer_file_views.h"
#include "cockpit/influencers/influencer_pages.h"
#include "cockpit/segment_views.h"
#include "community/page/table_columns.h"
#include "community/page/table_upload.h"
#include "community/tables/refused_lines.h"

namespace parvis::cockpit {

using namespace community;

namespace {

TableFileId file_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("influencer_import"));
  if (!id) throw NotFound();
  return {*id};
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

}  // namespace

http::Response show_influencer_files(Visit& visit) { return influencer_files_page(visit, {}); }

http::Response create_influencer_file(Visit& visit) {
  html::FormState state;
  const auto file = read_table_file(visit, state, kMaxInfluencerFileBytes);
  if (!file) return influencer_files_page(visit, state, 422);
  const auto plan = guess_influencer_plan(text::first_rows(file->bytes, 1).front());
  const auto id = visit.community.store().write([&](store::Transaction& transaction) {
    return influencer_files().keep(transaction, visit.viewer.member, file->name, file->bytes, to_json(plan));
  });
  return http::see_other(influencer_file_path(id));
}

http::Response show_influencer_file(Visit& visit) {
  const auto id = file_asked(visit);
  const auto [file, content] = visit.community.store().read([&](store::Reader& reader) {
    return std::pair(influencer_files().require(reader, id), influencer_files().content(reader, id));
  });
  if (file.state == TableFileState::brought_in) return influencer_file_page(visit, file);
  return influencer_draft_page(visit, {file, text::first_rows(content, kInfluencerLinesShown)},
                               influencer_plan_state(influencer_plan_from_json(file.plan)), nullptr);
}

http::Response update_influencer_file(Visit& visit) {
  const auto id = file_asked(visit);
  auto& store = visit.community.store();
  const auto [file, content] = store.read([&](store::Reader& reader) {
    return std::pair(influencer_files().require(reader, id), influencer_files().content(reader, id));
  });
  if (file.state == TableFileState::brought_in) return http::see_other(influencer_file_path(id));
  html::FormState state(visit.request.form.pairs());
  const InfluencerDraft draft{file, text::first_rows(content, kInfluencerLinesShown)};
  const auto plan = read_plan(state, draft.lines.empty() ? 0 : draft.lines.front().size());
  if (state.is_refused()) return influencer_draft_page(visit, draft, state, nullptr, 422);
  const auto how = bringing_of(file.file_name, visit.language, day_of_community(visit));
  if (state.value("step") != "bring_in") {
    const auto report = try_influencers(store, content, plan, how);
    const auto refusals = refusals_table(report, visit.language);
    store.write([&](store::Transaction& transaction) {
      influencer_files().note_try(transaction, id, to_json(plan), refusals);
    });
    return influencer_draft_page(visit, draft, state, &report);
  }
  bring_influencers_in(store, act_of(visit), id, content, plan, how, visit.language);
  return see_other_with_notice(visit, influencer_file_path(id), text::msgid("They stand in the table."));
}

http::Response end_influencer_file(Visit& visit) {
  const auto id = file_asked(visit);
  visit.community.store().write([&](store::Transaction& transaction) {
    influencer_files().require(transaction, id);
    influencer_files().drop(transaction, id);
  });
  return see_other_with_notice(visit, std::string(kInfluencersPath) + "/files", text::msgid("The file is forgotten."));
}

http::Response show_influencer_refusals(Visit& visit) {
  const auto id = file_asked(visit);
  return refused_answer(visit.community.store().read([&](store::Reader& reader) {
    influencer_files().require(reader, id);
    return influencer_files().refusals(reader, id);
  }));
}

}  // namespace parvis::cockpit
