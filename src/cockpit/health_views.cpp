#include "cockpit/health_views.h"

#include "cockpit/chart.h"
#include "community/health/answer_survey.h"
#include "community/health/people_survey.h"
#include "core/assets/assets.h"

namespace parvis::cockpit {
namespace {

std::string_view tone_of(Trend trend) {
  switch (trend) {
    case Trend::better: return "trend good";
    case Trend::worse: return "trend bad";
    case Trend::neither: return "trend";
  }
  return "trend";
}

// Colour alone tells nobody anything.
void write_change(html::Writer& out, const Visit& visit, const Change& change) {
  if (change.words.empty()) return;
  out.open("span", {{"class", tone_of(change.trend)}}).text(change.words);
  if (change.trend != Trend::neither) {
    out.element("span", {{"class", "unseen"}},
                " " + (change.trend == Trend::better ? visit.tr("(better)") : visit.tr("(worse)")));
  }
  out.close();
}

const char* fewer_words(health::Unit unit) {
  switch (unit) {
    case health::Unit::people:
    case health::Unit::count: return text::msgid("The fewer, the better.");
    case health::Unit::hours: return text::msgid("The shorter, the better.");
    default: return text::msgid("The lower, the better.");
  }
}

const char* good_direction(const health::FigureKind& kind) {
  switch (kind.better) {
    case health::Better::more:
      return kind.unit == health::Unit::share || kind.unit == health::Unit::ratio
                 ? text::msgid("The higher, the better.")
                 : text::msgid("The more, the better.");
    case health::Better::fewer: return fewer_words(kind.unit);
    case health::Better::neither: return text::msgid("Neither more nor less is better.");
  }
  return "";
}

void write_figure(html::Writer& out, const Visit& visit, const health::FigureKind& kind, const health::Figure& figure) {
  const auto words = value_words(visit, kind.unit, figure.value);
  const auto title = visit.tr(kind.title);
  out.open("div").element("dt", title).open("dd");
  if (kind.list.empty() || !figure.value) {
    out.text(words);
  } else {
    out.open("a", {{"href", list_path(kind.list)}}).text(words);
    out.element("span", {{"class", "unseen"}}, ": " + title).close();
  }
  write_change(out, visit, change_of(visit, kind, figure, Against::before));
  write_change(out, visit, change_of(visit, kind, figure, Against::year_ago));
  out.open("details", {{"class", "definition"}});
  out.open("summary").text(visit.tr("Definition")).element("span", {{"class", "unseen"}}, ": " + title).close();
  out.element("p", visit.tr(kind.definition) + " " + visit.tr(good_direction(kind)));
  out.close().close().close();
}

const std::vector<health::Point>& points(const HealthData& data, std::string_view series) {
  static const std::vector<health::Point> kNone;
  const auto found = data.points.find(series);
  return found == data.points.end() ? kNone : found->second;
}

std::string number(const Visit& visit, double value) { return value_words(visit, health::Unit::count, value); }

// Points count backwards in steps of so many days; charts read forwards.
std::vector<ChartValue> forwards(const Visit& visit, const HealthData& data, std::string_view series,
                                 std::int64_t step) {
  std::vector<ChartValue> values;
  const auto& all = points(data, series);
  for (auto point = all.rbegin(); point != all.rend(); ++point) {
    const auto first = data.report.today - (point->place + 1) * step + 1;
    values.push_back({day_words(visit, data.report, first), point->value, number(visit, point->value), {}, {}});
  }
  // What lies before the first of anything says nothing.
  const auto begun = std::ranges::find_if(values, [](const auto& value) { return value.value > 0; });
  values.erase(values.begin(), begun);
  return values;
}

constexpr const char* kWeekdays[] = {text::msgid("Mon"), text::msgid("Tue"), text::msgid("Wed"), text::msgid("Thu"),
                                     text::msgid("Fri"), text::msgid("Sat"), text::msgid("Sun")};

std::string hour_words(const Visit& visit, std::int64_t hour_of_week) {
  return visit.tr("{weekday} {hour}:00",
                  {{"weekday", visit.tr(kWeekdays[hour_of_week / 24])}, {"hour", hour_of_week % 24}});
}

// Their shares in words, and the level reached.
ShareBar level_bar(const Visit& visit, std::string when, const health::LevelActs& acts) {
  ShareBar bar{.when = std::move(when)};
  for (std::size_t i = 0; i < health::kLevels; ++i) {
    bar.parts.push_back(static_cast<double>(acts.acts[i]));
    bar.words.push_back(value_words(visit, health::Unit::share, acts.share(static_cast<health::Level>(i))));
  }
  const auto reached = health::level_reached(acts);
  bar.words.push_back(reached ? visit.tr(health::level_name(*reached)) : value_words(visit, health::Unit::share, {}));
  return bar;
}

}  // namespace

void write_health_style(html::Writer& out) {
  out.open("link", {{"rel", "stylesheet"}, {"href", assets::address("health.css")}});
}

std::string list_path(std::string_view list) {
  if (list == "network") return "/cockpit/health/network";
  return std::string("/cockpit/health/lists/").append(list);
}

std::string day_words(const Visit& visit, const health::HealthReport& report, std::int64_t day) {
  const auto zone = text::TimeZone::of(report.state.time_zone);
  return text::short_day(health::LocalDays(zone).start_of(day) + 12 * kHour, report.state.reported_at, visit.language,
                         zone);
}

community::MemberGlimpse glimpse(const health::Person& person) {
  return {person.handle, person.name, person.title, person.hue, person.role, person.status};
}

void write_figures(html::Writer& out, const Visit& visit, const health::HealthReport& report, health::Chapter chapter) {
  out.open("dl", {{"class", "figures"}});
  for (const auto& kind : health::figure_kinds()) {
    if (kind.chapter == chapter) write_figure(out, visit, kind, report.of(kind.name));
  }
  out.close();
}

void write_active_chart(html::Writer& out, const Visit& visit, const HealthData& data) {
  const auto values = forwards(visit, data, health::series::kActiveWeeks, 7);
  if (values.size() < 2) return;
  write_line_chart(out, visit.language,
                   {.title = visit.tr("Active members, week by week"),
                    .says = visit.tr("{now} in the last seven days, {highest} in the best week.",
                                     {{"now", values.back().words},
                                      {"highest", std::ranges::max_element(values, {}, &ChartValue::value)->words}}),
                    .when = visit.tr("Beginning on"),
                    .what = visit.tr("Active members"),
                    .values = values});
}

void write_exchange_chart(html::Writer& out, const Visit& visit, const HealthData& data) {
  const auto values = forwards(visit, data, health::series::kExchange, health::kPeriod);
  if (values.size() < 2) return;
  write_line_chart(out, visit.language,
                   {.title = visit.tr("Exchange between members, by periods of 28 days"),
                    .says = visit.tr("{now} in the last 28 days, {highest} in the best of these periods.",
                                     {{"now", values.back().words},
                                      {"highest", std::ranges::max_element(values, {}, &ChartValue::value)->words}}),
                    .when = visit.tr("Beginning on"),
                    .what = visit.tr("Acts"),
                    .values = values});
}

void write_cohorts(html::Writer& out, const Visit& visit, const HealthData& data) {
  std::map<std::int64_t, std::map<std::int64_t, double>> cohorts;
  for (const auto& [place, value] : points(data, health::series::kCohorts)) {
    cohorts[place / health::kCohortStep][place % health::kCohortStep] = value;
  }
  HeatMap map{.title = visit.tr("Who comes back, by the week in which they first took part"),
              .says = visit.tr("Of those who came in a week, the share who took part again one week later, two weeks "
                               "later, and so on."),
              .corner = visit.tr("First took part"),
              .most = 1};
  map.columns.push_back(visit.tr("Came"));
  for (int age = 1; age < health::kCohorts; ++age) map.columns.push_back("+" + std::to_string(age));
  for (auto cohort = cohorts.rbegin(); cohort != cohorts.rend(); ++cohort) {
    const auto came = cohort->second[0];
    if (came == 0) continue;
    const auto first = data.report.today - (cohort->first + 1) * 7 + 1;
    HeatRow row{.name = day_words(visit, data.report, first)};
    row.cells.push_back({.value = 0, .words = number(visit, came), .inside = number(visit, came)});
    for (int age = 1; age < health::kCohorts; ++age) {
      if (age > cohort->first) {
        row.cells.push_back({.blank = true});
        continue;
      }
      const auto share = cohort->second[age] / came;
      row.cells.push_back(
          {.value = share,
           .words = visit.tr("{n} of {all}", {{"n", number(visit, cohort->second[age])}, {"all", number(visit, came)}}),
           .inside = std::to_string(std::lround(100 * share))});
    }
    map.rows.push_back(std::move(row));
  }
  if (!map.rows.empty()) write_heat_map(out, map);
}

void write_hours(html::Writer& out, const Visit& visit, const HealthData& data) {
  const auto& hours = points(data, health::series::kHours);
  const auto best = std::ranges::max_element(hours, {}, &health::Point::value);
  if (best == hours.end() || best->value == 0) return;
  HeatMap map{.title = visit.tr("Best hours"),
              .says = visit.tr("When members exchange, over the last twelve weeks, in the time of {zone}. Most of all: "
                               "{hour}.",
                               {{"zone", data.report.state.time_zone}, {"hour", hour_words(visit, best->place)}}),
              .corner = visit.tr("Day")};
  for (int hour = 0; hour < 24; ++hour) map.columns.push_back(std::to_string(hour));
  map.every = 6;
  for (int weekday = 0; weekday < 7; ++weekday) map.rows.push_back({.name = visit.tr(kWeekdays[weekday])});
  for (const auto& point : hours) {
    map.rows[static_cast<std::size_t>(point.place / 24)].cells.push_back(
        {.value = point.value, .words = hour_words(visit, point.place) + ": " + number(visit, point.value)});
  }
  write_heat_map(out, map);
}

void write_levels(html::Writer& out, const Visit& visit, const HealthData& data) {
  ShareChart chart{.title = visit.tr("The three levels, by periods of 28 days"),
                   .says = visit.tr("Of all acts that address somebody: from the brand to its members, between the "
                                    "brand and a member, between members.") +
                           " " + visit.tr("The level reached is the part that the line at half crosses."),
                   .when = visit.tr("Beginning on"),
                   .names = {visit.tr("Broadcasting"), visit.tr("Conversing"), visit.tr("Communing")},
                   .beside = {visit.tr("Level reached")}};
  const auto& last = points(data, health::series::kLevels[0]);
  for (auto i = last.size(); i-- > 0;) {
    health::LevelActs acts;
    for (std::size_t level = 0; level < health::kLevels; ++level) {
      acts.acts[level] = std::llround(points(data, health::series::kLevels[level])[i].value);
    }
    // What lies before the first of anything says nothing.
    if (acts.all() == 0 && chart.bars.empty()) continue;
    const auto first = data.report.today - (last[i].place + 1) * health::kPeriod + 1;
    chart.bars.push_back(level_bar(visit, day_words(visit, data.report, first), acts));
  }
  write_share_chart(out, visit.language, chart);
}

}  // namespace parvis::cockpit
