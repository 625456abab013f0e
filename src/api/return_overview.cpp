// What the community cost and brought in, by month, also as another assumption would have it.
#include "api/handlers.h"
#include "api/return_objects.h"
#include "community/ledger/ledger.h"
#include "community/returns/result.h"
#include "community/returns/return_rules.h"

namespace parvis::api {

using namespace community;

text::TimeZone zone_of(const Visit& visit) { return text::TimeZone::of(visit.identity->time_zone); }

std::int64_t month_asked(const Visit& visit, const char* name, std::int64_t otherwise) {
  const auto text = visit.request.query.get(name);
  if (text.empty()) return otherwise;
  const auto month = parse_month(text);
  if (!month) throw BadRequest({"The parameter “{name}” must be a month, like 2026-11.", {{"name", name}}});
  return *month;
}

json::value range(const std::optional<Range>& range) {
  if (!range) return nullptr;
  return json::object{{"low", range->low}, {"base", range->base}, {"high", range->high}};
}

namespace {

constexpr std::int64_t kMostMonths = 120, kMonthsUnasked = 12;

json::object month_object(const MonthResult& month) {
  json::object costs, gains;
  for (const auto& [kind, cents] : month.costs) costs[cost_kind_name(kind)] = cents;
  for (const auto& [kind, gain] : month.gains) {
    gains[gain_kind_name(kind)] = json::object{{"quantity", gain.quantity}, {"worth", range(gain.worth)}};
  }
  return {{"month", month.month ? json::value(month_in_figures(month.month)) : json::value(nullptr)},
          {"costs", std::move(costs)},
          {"gains", std::move(gains)},
          {"cost", month.cost},
          {"gain", range(month.gain)},
          {"left", range(month.left())}};
}

// What the caller would assume instead; it is stated nowhere.
std::optional<std::pair<AssumptionKey, Range>> assumption_tried(const Visit& visit) {
  const auto name = visit.request.query.get("assume");
  if (name.empty()) return std::nullopt;
  const auto key = parse_assumption(name);
  if (!key) throw BadRequest({"There is no assumption called “{name}”.", {{"name", std::string(name)}}});
  const Range value{number_asked(visit, "low", -1), number_asked(visit, "base", -1), number_asked(visit, "high", -1)};
  if (const auto problem = problem_of(*key, value)) throw BadRequest(*problem);
  return std::pair(*key, value);
}

}  // namespace

http::Response get_returns(Visit& visit) {
  const auto present = month_of(now(), zone_of(visit));
  const auto to = month_asked(visit, "to", present), from = month_asked(visit, "from", to - kMonthsUnasked + 1);
  if (from > to || to - from >= kMostMonths) {
    throw BadRequest({"Ask for at most {most} months, the first one first.", {{"most", std::to_string(kMostMonths)}}});
  }
  const auto tried = assumption_tried(visit);
  const auto [result, rules] = visit.community.store().read([&](store::Reader& reader) {
    auto values = values_in_force(reader);
    if (tried) values[tried->first] = tried->second;
    return std::pair(work_out(return_sums(reader, from, to), from, to, values), read_return_rules(reader));
  });
  json::array months;
  for (const auto& month : result.months) months.push_back(month_object(month));
  return answer(json::object{{"id", month_in_figures(from) + ":" + month_in_figures(to)},
                             {"url", visit.origin + "/cockpit/return"},
                             {"currency", rules.currency},
                             {"months", std::move(months)},
                             {"total", month_object(result.total)}});
}

}  // namespace parvis::api
