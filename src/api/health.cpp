// How the community lives, for programs: the figures with their definitions and trends, what charts draw, and whom and
// what each figure counts.
#include "api/api_routes.h"
#include "api/handlers.h"
#include "api/input.h"
#include "api/objects.h"
#include "community/health/drawn_network.h"
#include "community/health/figure_kinds.h"
#include "community/health/health_lists.h"
#include "community/health/health_report.h"
#include "community/page/page.h"

namespace parvis::api {

namespace health = community::health;

namespace {

std::string_view unit_name(health::Unit unit) {
  switch (unit) {
    case health::Unit::people: return "people";
    case health::Unit::count: return "count";
    case health::Unit::share: return "share";
    case health::Unit::hours: return "hours";
    case health::Unit::ratio: return "ratio";
  }
  return "count";
}

std::string_view direction_name(health::Better better) {
  switch (better) {
    case health::Better::more: return "more";
    case health::Better::fewer: return "less";
    case health::Better::neither: return "neither";
  }
  return "neither";
}

json::value number(std::optional<double> value) { return value ? json::value(*value) : json::value(nullptr); }

std::string list_address(const Visit& visit, std::string_view list) {
  return std::string(visit.origin).append(kRoot).append("/health/lists/").append(list);
}

// Of figures about the whole network, the network.
std::string counts_address(const Visit& visit, std::string_view list) {
  return list == "network" ? std::string(visit.origin).append(kRoot).append("/health/network")
                           : list_address(visit, list);
}

json::object figure(const Visit& visit, const health::FigureKind& kind, const health::Figure& figure) {
  return {{"name", kind.name},
          {"title", visit.tr(kind.title)},
          {"definition", visit.tr(kind.definition)},
          {"unit", unit_name(kind.unit)},
          {"better", direction_name(kind.better)},
          {"value", number(figure.value)},
          {"before", number(figure.before)},
          {"year_ago", number(figure.year_ago)},
          {"counts", counts_address(visit, kind.list)}};
}

json::array points(store::Reader& reader, std::string_view series) {
  json::array all;
  for (const auto& [place, value] : health::points_of(reader, series)) {
    all.push_back(json::object{{"place", place}, {"value", value}});
  }
  return all;
}

json::object known(const Visit& visit, const health::Person& one) {
  return person(visit, {one.member, one.handle, one.name});
}

struct Items {
  const Visit& visit;

  json::array operator()(const std::vector<health::ListedPerson>& rows) const {
    json::array items;
    for (const auto& row : rows) items.push_back(known(visit, row.person));
    return items;
  }
  json::array operator()(const std::vector<health::ListedQuestion>& rows) const {
    json::array items;
    for (const auto& row : rows) {
      items.push_back(json::object{{"id", id_text(row.thread)},
                                   {"url", visit.origin + community::thread_path(row.thread, row.slug)},
                                   {"title", row.title},
                                   {"opened_at", instant(row.opened_at)},
                                   {"first_answer_at", instant(row.first_at)},
                                   {"accepted_at", instant(row.accepted_at)}});
    }
    return items;
  }
  json::array operator()(const std::vector<health::ListedAct>& rows) const {
    json::array items;
    for (const auto& row : rows) {
      items.push_back(json::object{{"id", id_text(row.id)},
                                   {"url", visit.origin + community::thread_path(row.thread, row.slug)},
                                   {"verb", community::verb_name(row.verb)},
                                   {"at", instant(row.at)},
                                   {"from", known(visit, row.from)},
                                   {"to", known(visit, row.to)},
                                   {"gone", row.gone}});
    }
    return items;
  }
  json::array operator()(const std::vector<health::ListedShare>& rows) const {
    json::array items;
    for (const auto& row : rows) {
      items.push_back(json::object{{"id", id_text(row.id)},
                                   {"url", visit.origin + community::thread_path(row.thread, row.slug)},
                                   {"title", row.title},
                                   {"at", instant(row.at)},
                                   {"from", known(visit, row.by)},
                                   {"visits", row.visits},
                                   {"gone", row.gone}});
    }
    return items;
  }
  json::array operator()(const std::vector<health::ListedQuarter>& rows) const {
    json::array items;
    for (const auto& row : rows) {
      const auto name = "quarter-" + std::to_string(row.number);
      items.push_back(json::object{{"id", name},
                                   {"url", visit.origin + "/cockpit/health/lists/" + name},
                                   {"self", list_address(visit, name)},
                                   {"members", row.members}});
    }
    return items;
  }
};

}  // namespace

http::Response get_health(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    const auto report = health::health_report(reader);
    json::array figures;
    for (const auto& kind : health::figure_kinds()) {
      if (report.exists()) figures.push_back(figure(visit, kind, report.of(kind.name)));
    }
    json::object series;
    for (const auto name : {health::series::kActiveWeeks, health::series::kExchange, health::series::kLevels[0],
                            health::series::kLevels[1], health::series::kLevels[2], health::series::kHours,
                            health::series::kCohorts, health::series::kQuarters}) {
      series[name] = points(reader, name);
    }
    return answer(json::object{{"url", visit.origin + "/cockpit/health"},
                               {"self", visit.origin + kRoot + "/health"},
                               {"counted_at", report.exists() ? instant(report.state.reported_at) : json::value()},
                               {"time_zone", report.state.time_zone},
                               {"figures", std::move(figures)},
                               {"series", std::move(series)}});
  });
}

http::Response get_health_network(Visit& visit) {
  const auto network = visit.community.store().read(health::drawn_network);
  json::array members, lines;
  for (const auto& dot : network.dots) {
    auto object = person(visit, {dot.member, dot.handle, dot.name});
    object["x"] = dot.x;
    object["y"] = dot.y;
    object["quarter"] = dot.quarter;
    object["partners"] = dot.partners;
    members.push_back(std::move(object));
  }
  for (const auto& line : network.lines) {
    lines.push_back(
        json::object{{"member", id_text(line.member)}, {"other", id_text(line.other)}, {"acts", line.acts}});
  }
  return answer(json::object{{"url", visit.origin + "/cockpit/health/network"},
                             {"self", visit.origin + kRoot + "/health/network"},
                             {"members", std::move(members)},
                             {"lines", std::move(lines)}});
}

http::Response list_health(Visit& visit) {
  const auto list = visit.request.parameter("list");
  const auto after = place_asked(visit, [](std::string_view text) { return health::read_key_place(text).has_value(); });
  const auto listed =
      visit.community.store().read([&](store::Reader& reader) { return health::list_page(reader, list, after); });
  if (!listed) throw NotFound();
  return answer(page(std::visit(Items{visit}, listed->rows), listed->next));
}

}  // namespace parvis::api
