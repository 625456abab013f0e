// The table of influencers as a file, for programs: tried out, brought in, and taken along. For who manages the
// community.
#include "api/handlers.h"
#include "api/influencer_query.h"
#include "api/table_files.h"
#include "community/influencers/influencer_file.h"
#include "community/tables/table_stream.h"

namespace parvis::api {

using namespace community;

namespace {

std::string_view value_in(const InfluencerPlan& plan, const text::CsvRow& row, InfluencerColumn column) {
  const auto at = static_cast<std::size_t>(std::ranges::find(plan.columns, column) - plan.columns.begin());
  return at < std::min(plan.columns.size(), row.size()) ? std::string_view(row[at]) : std::string_view();
}

json::array refused_lines(const Visit& visit, const InfluencerReport& report, const InfluencerPlan& plan) {
  json::array lines;
  for (const auto& refused : report.refused) {
    if (lines.size() == kRefusedLinesTold) break;
    json::array faults;
    for (const auto& [field, sentence] : refused.reasons) {
      const auto column = parse_influencer_column(field);
      faults.push_back(fault_object(column ? field : "", column ? value_in(plan, refused.values, *column) : "",
                                    text::tr(visit.language, sentence)));
    }
    lines.push_back(line_object(refused.line, std::move(faults), refused.values));
  }
  return lines;
}

json::object outcome(const Visit& visit, const SentTable& sent, const InfluencerReport& report,
                     const InfluencerPlan& plan) {
  json::array columns;
  for (const auto column : plan.columns) columns.emplace_back(influencer_column_name(column));
  return {{"url", visit.origin + "/cockpit/influencers/files"},
          {"brought_in", sent.step == Step::brought_in},
          {"columns", std::move(columns)},
          {"heads", plan.has_heads},
          {"made", report.made},
          {"changed", report.changed},
          {"same", report.same},
          {"refused", report.refused.size()},
          {"refused_lines", refused_lines(visit, report, plan)}};
}

}  // namespace

http::Response bring_influencers(Visit& visit) {
  const auto sent = table_sent(visit, kMaxInfluencerFileBytes);
  auto plan = guess_influencer_plan(text::first_rows(sent.text, 1).front());
  take_columns(visit, plan, parse_influencer_column);
  if (const auto missing = missing_in(plan)) throw Refusal(422, *missing);
  const auto how = bringing_of(sent.name, visit.language, day_of_community(visit));
  auto& store = visit.community.store();
  return answer_of_step(visit, sent.step, [&] {
    if (sent.step == Step::tried) return outcome(visit, sent, try_influencers(store, sent.text, plan, how), plan);
    const auto file = store.write([&](store::Transaction& transaction) {
      return influencer_files().keep(transaction, visit.member().member, sent.name, sent.text, to_json(plan));
    });
    const SpaceAct act{visit.community.timeline(), visit.member().member, now(), visit.source};
    return outcome(visit, sent, bring_influencers_in(store, act, file, sent.text, plan, how, visit.language), plan);
  });
}

http::Response get_influencer_table(Visit& visit) {
  auto& store = visit.community.store();
  const auto query = store.read([&](store::Reader& reader) { return influencers_asked(visit, reader); });
  return stream_table(visit, influencer_pieces(store, query, visit.language), "influencers");
}

}  // namespace parvis::api
