// The page that says how the community lives: in sentences first, then figures, then charts.
#include "cockpit/cockpit_frame.h"
#include "cockpit/health_pages.h"
#include "cockpit/health_sentences.h"
#include "cockpit/health_views.h"
#include "community/health/answer_survey.h"
#include "community/health/network_survey.h"
#include "community/page/sentence.h"

namespace parvis::cockpit {
namespace {

using health::Chapter;

HealthData read_data(Visit& visit) {
  return visit.community.store().read([](store::Reader& reader) {
    HealthData data{.report = health::health_report(reader)};
    if (!data.report.exists()) return data;
    for (const auto series : {health::series::kActiveWeeks, health::series::kExchange, health::series::kHours,
                              health::series::kCohorts, health::series::kQuarters}) {
      data.points[series] = health::points_of(reader, series);
    }
    for (const auto series : health::series::kLevels) data.points[series] = health::points_of(reader, series);
    return data;
  });
}

std::int64_t whole(const health::HealthReport& report, std::string_view name) {
  return std::llround(report.of(name).value.value_or(0));
}

// "128 members took part in the last 28 days, 12 more than in the 28 days before."
std::string first_sentence(const Visit& visit, const health::HealthReport& report) {
  const auto now = whole(report, "active_month");
  const auto before = std::llround(report.of("active_month").before.value_or(0));
  const auto said =
      visit.trn("{n} member took part in the last 28 days", "{n} members took part in the last 28 days", now);
  if (now == before) return said + visit.tr(", as many as in the 28 days before.");
  const auto difference = std::abs(now - before);
  return said + (now > before ? visit.trn(", {n} more than in the 28 days before.",
                                          ", {n} more than in the 28 days before.", difference)
                              : visit.trn(", {n} fewer than in the 28 days before.",
                                          ", {n} fewer than in the 28 days before.", difference));
}

// Nobody ever took part: dozens of figures would all be nothing.
bool has_begun(const HealthData& data) {
  if (whole(data.report, "active_month") > 0) return true;
  return std::ranges::any_of(data.points.at(health::series::kActiveWeeks),
                             [](const health::Point& point) { return point.value > 0; });
}

struct Concern {
  std::string_view figure;
  std::string (*words)(const Visit& visit, std::int64_t count);
};
constexpr Concern kConcerns[] = {
    {"slipping",
     [](const Visit& visit, std::int64_t count) {
       return visit.trn("{n} regular is slipping away", "{n} regulars are slipping away", count);
     }},
    {"lost",
     [](const Visit& visit, std::int64_t count) {
       return visit.trn("{n} regular was lost in the last 28 days", "{n} regulars were lost in the last 28 days",
                        count);
     }},
    {"unanswered",
     [](const Visit& visit, std::int64_t count) {
       return visit.trn("{n} question has no answer", "{n} questions have no answer", count);
     }},
    {"lonely",
     [](const Visit& visit, std::int64_t count) {
       return visit.trn("{n} newcomer has not been answered, thanked or named by anybody",
                        "{n} newcomers have not been answered, thanked or named by anybody", count);
     }},
    {"large_quarters",
     [](const Visit& visit, std::int64_t count) {
       return visit.trn("{n} sub-community has more than 140 people: time to found a quarter",
                        "{n} sub-communities have more than 140 people: time to found quarters", count);
     }},
};

void write_concerns(html::Writer& out, const Visit& visit, const health::HealthReport& report) {
  out.open("ul", {{"class", "concerns"}});
  for (const auto& concern : kConcerns) {
    const auto count = whole(report, concern.figure);
    if (count == 0) continue;
    const auto path = list_path(health::find_figure(concern.figure)->list);
    out.open("li").element("a", {{"href", path}}, concern.words(visit, count)).close();
  }
  out.close();
}

void open_chapter(html::Writer& out, const char* anchor, const std::string& title, const std::string& says = {}) {
  out.open("section", {{"id", anchor}}).element("h2", title);
  if (!says.empty()) out.element("p", {{"class", "lede"}}, says);
}

const char* level_words(health::Level level) {
  switch (level) {
    case health::Level::broadcasting:
      return text::msgid(
          "Level reached: broadcasting. More than half of what is said comes from the brand and stays "
          "without an answer.");
    case health::Level::conversing:
      return text::msgid(
          "Level reached: conversing. The brand and its members talk; members do not yet talk most among "
          "themselves.");
    case health::Level::communing:
      return text::msgid("Level reached: communing. At least half of what is said passes between members.");
  }
  return "";
}

void write_level_reached(html::Writer& out, const Visit& visit, const HealthData& data) {
  health::LevelActs acts;
  for (std::size_t level = 0; level < health::kLevels; ++level) {
    const auto& points = data.points.at(health::series::kLevels[level]);
    if (!points.empty()) acts.acts[level] = std::llround(points.front().value);
  }
  if (const auto level = health::level_reached(acts)) {
    out.element("p", {{"class", "lede"}}, visit.tr(level_words(*level)));
  }
}

void write_chapters(html::Writer& out, const Visit& visit, const HealthData& data) {
  const auto says = [&](Chapter chapter) { return chapter_sentence(visit, data.report, chapter); };
  open_chapter(out, "people", visit.tr("Who takes part"), says(Chapter::people));
  write_figures(out, visit, data.report, Chapter::people);
  write_active_chart(out, visit, data);
  write_cohorts(out, visit, data);
  out.close();
  open_chapter(out, "exchange", visit.tr("What passes between members"), says(Chapter::exchange));
  write_figures(out, visit, data.report, Chapter::exchange);
  write_exchange_chart(out, visit, data);
  write_hours(out, visit, data);
  out.close();
  open_chapter(out, "answers", visit.tr("Questions and answers"), says(Chapter::answers));
  write_figures(out, visit, data.report, Chapter::answers);
  out.close();
  open_chapter(out, "network", visit.tr("Who exchanges with whom"), says(Chapter::network));
  out.element("p", {{"class", "quiet small"}},
              visit.tr("Replies, comments, thanks, mentions and accepted answers of the last 52 weeks."));
  write_figures(out, visit, data.report, Chapter::network);
  out.open("p").element("a", {{"class", "button"}, {"href", "/cockpit/health/network"}}, visit.tr("See the network"));
  out.text(" ").element("a", {{"class", "button"}, {"href", "/cockpit/leaders"}}, visit.tr("See who leads"));
  out.close().close();
  open_chapter(out, "levels", visit.tr("Three levels"));
  write_level_reached(out, visit, data);
  write_figures(out, visit, data.report, Chapter::levels);
  write_levels(out, visit, data);
  out.close();
  open_chapter(out, "effects", visit.tr("Three effects"), says(Chapter::effects));
  write_figures(out, visit, data.report, Chapter::effects);
  out.close();
}

}  // namespace

http::Response show_community_health(Visit& visit) {
  const auto data = read_data(visit);
  const auto title = visit.tr("How the community lives");
  html::Writer out;
  write_health_style(out);
  out.open("header", {{"class", "title"}}).element("h1", title);
  if (!data.report.exists()) {
    out.close();
    community::write_empty(out, visit.tr("The figures are being counted for the first time. Come back in a moment."));
    return cockpit_page(visit, Room::health, title, out.take());
  }
  if (!has_begun(data)) {
    out.close();
    community::write_empty(out,
                           visit.tr("Nobody has taken part yet. Open a first conversation and invite those who will "
                                    "answer it: from the first words on it says here who takes part, who slips away "
                                    "and who exchanges with whom."),
                           visit.tr("Invite somebody"), "/invitations");
    return cockpit_page(visit, Room::health, title, out.take());
  }
  out.element("p", {{"class", "say"}}, first_sentence(visit, data.report));
  write_concerns(out, visit, data.report);
  out.open("p", {{"class", "quiet small"}});
  community::write_parts(
      out,
      text::tr_parts(
          visit.language,
          "Counted {when}. Each figure opens onto whom and what it counts. “Before” is the day, the seven days or "
          "the 28 days just before."),
      [&](std::string_view) { community::write_time(out, visit, data.report.state.reported_at); });
  out.close().close();
  write_chapters(out, visit, data);
  return cockpit_page(visit, Room::health, title, out.take());
}

}  // namespace parvis::cockpit
