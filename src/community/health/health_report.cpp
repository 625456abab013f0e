#include "community/health/health_report.h"

#include <chrono>
#include <cmath>

#include "community/health/leader.h"
#include "community/health/network_survey.h"
#include "community/health/standing_rows.h"
#include "core/store/statement_time.h"

namespace parvis::community::health {
namespace {

constexpr std::int64_t kHoursOf = 84;  // days: twelve weeks show at which hours a community lives

// Who speaks for the brand. Role: experts, managers, administrators.
constexpr store::Sql kStaff{"select id from member where role > 1 and role in (2, 4, 5)"};
// Accounts that stand for many people who are gone; a member who was erased is still one.
constexpr store::Sql kOfMany{R"(
  select id from member where status = 4 and not exists (select 1 from erasure where erasure.member = member.id))"};
constexpr store::Sql kDays{"select member, day, acts, words from health_member_day order by member, day"};
constexpr store::Sql kTies{R"(
  select from_member, to_member, day, acts from health_tie order by from_member, to_member, day)"};
constexpr store::Sql kConversations{R"(
  select s.kind, h.opened_at, h.author, h.first_at, h.first_by, h.accepted_at, h.accepted_by
  from health_thread h join thread t on t.id = h.thread join space s on s.id = t.space
  where h.gone = 0 and t.deleted_at is null)"};
constexpr store::Sql kHours{R"(
  select day, hour, acts from health_hour where day > $1 and day <= $2)"};
constexpr store::Sql kOfKind{R"(
  select cast(coalesce(sum(acts), 0) as bigint) from health_act where kind = $3 and day > $1 and day <= $2)"};
// Two others at least found them good within the same days: a vote is cast on what one read, and nobody votes for
// themselves. Of the votes that stand; an old period has no more time to gather them than the present one.
constexpr store::Sql kRecommended{R"(
  select count(*) from post p join member m on m.id = p.author and m.role in (1, 3) join thread t on t.id = p.thread
  where p.created_at >= $1 and p.created_at < $2 and p.number > 1 and p.up >= 2 and p.deleted_at is null
    and t.deleted_at is null
    and (select count(*) from vote v where v.post = p.id and v.kind = 2 and v.created_at < $2) >= 2)"};
constexpr store::Sql kShareVisits{
    "select cast(coalesce(sum(visits), 0) as bigint) from share_visit where day > $1 and day <= $2"};
constexpr store::Sql kSetFigure{R"(
  insert into health_figure (name, value, before_value, year_ago) values ($1, $2, $3, $4))"};
constexpr store::Sql kSetPoint{"insert into health_point (series, place, value) values ($1, $2, $3)"};
constexpr store::Sql kDraw{"insert into health_drawn (member, x, y) values ($1, $2, $3)"};
constexpr store::Sql kDrawLine{"insert into health_line (member, other, acts) values ($1, $2, $3)"};
constexpr store::Sql kSetReported{R"(
  update health_state set reported_act = $1, reported_at = $2, report_cost = $3 where place = 1)"};
constexpr store::Sql kFigures{"select name, value, before_value, year_ago from health_figure"};
constexpr store::Sql kPoints{"select place, value from health_point where series = $1 order by place"};

std::set<MemberId> set_of(std::vector<MemberId> members) { return {members.begin(), members.end()}; }

std::optional<double> ratio(double part, double whole) {
  return whole > 0 ? std::optional(part / whole) : std::nullopt;
}

std::optional<double> in_hours(std::optional<double> microseconds) {
  return microseconds ? std::optional(*microseconds / static_cast<double>(kHour)) : std::nullopt;
}

// Everything that is counted, in one snapshot.
class Survey {
 public:
  Survey(store::Reader& reader, const text::TimeZone& zone, Instant at, std::function<void()> between)
      : between_(std::move(between)),
        days_(zone),
        today_(days_.day_of(at)),
        state_(health_state(reader)),
        staff_(set_of(reader.all<MemberId>(kStaff))),
        of_many_(set_of(reader.all<MemberId>(kOfMany))),
        people_(today_, staff_),
        answers_(today_, days_, staff_),
        network_(today_, staff_) {
    read_people(reader);
    read_ties(reader);
    read_conversations(reader);
    read_hours(reader);
    give_way();
    for (std::size_t moment = 0; moment < kMoments.size(); ++moment) {
      const auto today = today_ - kMoments[moment];
      const auto of_kind = [&](ActKind kind) {
        return *reader.one<std::int64_t>(kOfKind, today - kPeriod, today, kind);
      };
      brought_[moment] = of_kind(ActKind::brought);
      shares_[moment] = of_kind(ActKind::shared);
      recommended_[moment] =
          *reader.one<std::int64_t>(kRecommended, days_.start_of(today - kPeriod + 1), days_.start_of(today + 1));
      share_visits_[moment] = *reader.one<std::int64_t>(kShareVisits, today - kPeriod, today);
    }
    leaders_ = count_leaders(reader, today_, days_.start_of(today_ - kYearBack + 1));
    present_leaders_ = leader_rows(reader);
    give_way();
    network_.count();
    present_ = standing_rows(reader);
  }

  const HealthState& state() const { return state_; }
  std::map<std::string, Figure> figures() const;
  std::map<std::pair<std::string_view, std::int64_t>, double> points() const;
  std::map<MemberId, StandingRow> standings() const;
  const std::map<MemberId, StandingRow>& present() const { return present_; }
  const NetworkSurvey& network() const { return network_; }
  const LeaderRows& leaders() const { return leaders_; }
  const LeaderRows& present_leaders() const { return present_leaders_; }

 private:
  void give_way() const {
    if (between_) between_();
  }
  bool is_person(MemberId member) const { return !of_many_.contains(member); }
  void read_people(store::Reader& reader);
  void read_ties(store::Reader& reader);
  void read_conversations(store::Reader& reader);
  void read_hours(store::Reader& reader);
  bool is_lonely(MemberId member) const;
  LevelActs levels(std::size_t period) const;
  void add_people(std::map<std::string, Figure>& all) const;
  void add_answers(std::map<std::string, Figure>& all) const;
  void add_network(std::map<std::string, Figure>& all) const;

  template <class Read>
  Figure each(const Read& read) const {
    return {read(0), read(1), read(2)};
  }

  std::function<void()> between_;
  LocalDays days_;
  std::int64_t today_;
  HealthState state_;
  std::set<MemberId> staff_, of_many_;
  PeopleSurvey people_;
  AnswerSurvey answers_;
  NetworkSurvey network_;
  std::array<double, 7 * 24> hours_{};
  std::array<std::int64_t, kMoments.size()> brought_{}, shares_{}, share_visits_{}, recommended_{};
  std::map<MemberId, StandingRow> present_;
  LeaderRows leaders_, present_leaders_;
};

void Survey::read_people(store::Reader& reader) {
  struct Row {
    MemberId member;
    std::int64_t day, acts, words;
  };
  MemberDays one;
  reader.each<Row>(kDays, [&](const Row& row) {
    give_way();
    if (row.member != one.member) {
      if (is_person(one.member)) people_.add(std::move(one));
      one = {.member = row.member};
    }
    one.days.push_back(row.day), one.acts.push_back(row.acts), one.words.push_back(row.words);
  });
  if (is_person(one.member)) people_.add(std::move(one));
}

void Survey::read_ties(store::Reader& reader) {
  reader.each<TieOfDay>(kTies, [&](const TieOfDay& tie) {
    give_way();
    if (is_person(tie.from) && is_person(tie.to)) network_.add(tie);
  });
}

void Survey::read_conversations(store::Reader& reader) {
  struct Row {
    SpaceKind kind;
    Instant opened_at;
    MemberId author;
    std::optional<Instant> first_at;
    std::optional<MemberId> first_by;
    std::optional<Instant> accepted_at;
    std::optional<MemberId> accepted_by;
  };
  reader.each<Row>(kConversations, [&](const Row& row) {
    give_way();
    answers_.add({.question = row.kind == SpaceKind::questions,
                  .opened_at = row.opened_at,
                  .author = row.author,
                  .first_at = row.first_at,
                  .first_by = row.first_by,
                  .accepted_at = row.accepted_at,
                  .accepted_by = row.accepted_by});
  });
}

void Survey::read_hours(store::Reader& reader) {
  struct Row {
    std::int64_t day, hour, acts;
  };
  const auto add = [&](const Row& row) {
    hours_[static_cast<std::size_t>(weekday_of(row.day) * 24 + row.hour)] += static_cast<double>(row.acts);
  };
  reader.each<Row>(kHours, add, today_ - kHoursOf, today_);
}

void Survey::add_people(std::map<std::string, Figure>& all) const {
  const auto count = [&](std::int64_t PeopleFigures::*what) {
    return each([&](std::size_t moment) { return std::optional<double>(people_.at(moment).*what); });
  };
  all["active_day"] = count(&PeopleFigures::day);
  all["active_day"].before = static_cast<double>(people_.at(0).day_before);
  all["active_week"] = count(&PeopleFigures::week);
  all["active_week"].before = static_cast<double>(people_.at(0).week_before);
  all["active_month"] = count(&PeopleFigures::month);
  all["stickiness"] = each([&](std::size_t moment) {
    const auto& here = people_.at(moment);
    return ratio(static_cast<double>(here.member_days) / kPeriod, static_cast<double>(here.month));
  });
  all["new"] = count(&PeopleFigures::fresh);
  all["retained"] = count(&PeopleFigures::retained);
  all["returned"] = count(&PeopleFigures::returned);
  all["slipping"] = count(&PeopleFigures::slipping);
  all["lost"] = count(&PeopleFigures::lost);
  all["top_ten"] = each([&](std::size_t moment) {
    const auto& here = people_.at(moment);
    return ratio(static_cast<double>(here.acts_of_busiest()), static_cast<double>(here.acts));
  });
  all["words_by_members"] = each([&](std::size_t moment) {
    const auto& here = people_.at(moment);
    return ratio(static_cast<double>(here.words_of_members), static_cast<double>(here.words));
  });
  all["shares"] = each([&](std::size_t moment) { return std::optional<double>(shares_[moment]); });
  all["share_visits"] = each([&](std::size_t moment) { return std::optional<double>(share_visits_[moment]); });
  all["brought"] = each([&](std::size_t moment) { return std::optional<double>(brought_[moment]); });
  all["reproduction"] = each([&](std::size_t moment) {
    return ratio(static_cast<double>(brought_[moment]), static_cast<double>(people_.at(moment).month));
  });
}

void Survey::add_answers(std::map<std::string, Figure>& all) const {
  const auto& at = [&](std::size_t moment) -> const AnswerFigures& { return answers_.at(moment); };
  all["unanswered"] = each([&](std::size_t m) { return std::optional<double>(at(m).unanswered); });
  all["accepted_share"] = each(
      [&](std::size_t m) { return ratio(static_cast<double>(at(m).solved), static_cast<double>(at(m).questions)); });
  all["first_answer_median"] = each([&](std::size_t m) { return in_hours(median(at(m).to_first)); });
  all["first_answer_p90"] = each([&](std::size_t m) { return in_hours(nine_in_ten(at(m).to_first)); });
  all["accepted_median"] = each([&](std::size_t m) { return in_hours(median(at(m).to_accepted)); });
  all["accepted_p90"] = each([&](std::size_t m) { return in_hours(nine_in_ten(at(m).to_accepted)); });
  all["answered_by_members"] = each([&](std::size_t m) {
    return ratio(static_cast<double>(at(m).first_by_members), static_cast<double>(at(m).to_first.size()));
  });
  all["recommended"] = each([&](std::size_t m) { return std::optional<double>(recommended_[m]); });
  all["confirmed_answers"] = each([&](std::size_t m) { return std::optional<double>(at(m).accepted_of_members); });
}

LevelActs Survey::levels(std::size_t period) const {
  auto all = network_.levels()[period];
  for (std::size_t i = 0; i < kLevels; ++i) all.acts[i] += answers_.opened()[period].acts[i];
  return all;
}

void Survey::add_network(std::map<std::string, Figure>& all) const {
  const auto take = [&](std::optional<double> NetworkFigures::*what) {
    return each([&](std::size_t moment) { return network_.at(moment).*what; });
  };
  all["density"] = take(&NetworkFigures::density);
  all["reciprocity"] = take(&NetworkFigures::reciprocity);
  all["clustering"] = take(&NetworkFigures::clustering);
  all["transitivity"] = take(&NetworkFigures::transitivity);
  all["largest_piece"] = take(&NetworkFigures::largest_piece);
  all["exchange"] = each([&](std::size_t m) { return std::optional<double>(network_.at(m).exchange); });
  const auto number = [&](std::int64_t NetworkFigures::*what) {
    return each([&](std::size_t moment) { return std::optional<double>(network_.at(moment).*what); });
  };
  all["quarters"] = number(&NetworkFigures::quarters);
  all["large_quarters"] = number(&NetworkFigures::large_quarters);
  all["bridges"] = number(&NetworkFigures::bridges);
  all["lonely"] = each([&](std::size_t moment) {
    const auto alone = [&](MemberId member) { return !network_.was_turned_to(moment, member); };
    return std::optional<double>(std::ranges::count_if(people_.newcomers(moment), alone));
  });
  constexpr std::array<std::size_t, kMoments.size()> kPeriodOf{0, 1, kYearBack / kPeriod};
  for (std::size_t level = 0; level < kLevels; ++level) {
    all[std::string(series::kLevels[level])] =
        each([&](std::size_t m) { return levels(kPeriodOf[m]).share(static_cast<Level>(level)); });
  }
}

std::map<std::string, Figure> Survey::figures() const {
  std::map<std::string, Figure> all;
  add_people(all);
  add_answers(all);
  add_network(all);
  return all;
}

std::map<std::pair<std::string_view, std::int64_t>, double> Survey::points() const {
  std::map<std::pair<std::string_view, std::int64_t>, double> all;
  for (int week = 0; week < kWeeks; ++week) {
    all[{series::kActiveWeeks, week}] = static_cast<double>(people_.weeks()[static_cast<std::size_t>(week)]);
  }
  for (std::size_t period = 0; period < kPeriods; ++period) {
    const auto acts = levels(period);
    for (std::size_t level = 0; level < kLevels; ++level) {
      all[{series::kLevels[level], static_cast<std::int64_t>(period)}] = static_cast<double>(acts.acts[level]);
    }
    const auto between = network_.levels()[period].acts[static_cast<std::size_t>(Level::communing)];
    all[{series::kExchange, static_cast<std::int64_t>(period)}] = static_cast<double>(between);
  }
  for (int cohort = 0; cohort < kCohorts; ++cohort) {
    for (int age = 0; age <= cohort; ++age) {
      all[{series::kCohorts, cohort * kCohortStep + age}] = static_cast<double>(people_.cohort(cohort, age));
    }
  }
  for (std::size_t hour = 0; hour < hours_.size(); ++hour) {
    all[{series::kHours, static_cast<std::int64_t>(hour)}] = hours_[hour];
  }
  std::int64_t number = 0;
  for (const auto size : network_.quarters()) all[{series::kQuarters, ++number}] = static_cast<double>(size);
  all[{series::kNetwork, 0}] = static_cast<double>(network_.at(0).members);
  return all;
}

bool Survey::is_lonely(MemberId member) const {
  return std::ranges::binary_search(people_.newcomers(0), member) && !network_.was_turned_to(0, member);
}

std::map<MemberId, StandingRow> Survey::standings() const {
  std::map<MemberId, StandingRow> all;
  std::vector<const PersonStanding*> busy;
  for (const auto& person : people_.people()) {
    const auto in_network = network_.members().find(person.member);
    StandingRow row{.member = person.member,
                    .first_day = person.first_day,
                    .last_day = person.last_day,
                    .standing = person.standing,
                    .rhythm = person.rhythm,
                    .lonely = is_lonely(person.member)};
    if (in_network != network_.members().end()) {
      const auto& known = in_network->second;
      row.quarter = known.quarter, row.partners = known.partners, row.holds = known.holds,
      row.reach = std::llround(1e6 * known.reach);
    }
    if (!row.tells_anything()) continue;
    all[person.member] = row;
    if (person.acts > 0) busy.push_back(&person);
  }
  const auto top = std::min<std::size_t>(busy.size(), 10);
  std::ranges::partial_sort(busy, busy.begin() + static_cast<std::ptrdiff_t>(top), std::ranges::greater{},
                            [](const auto* person) { return std::pair(person->acts, -person->member.value); });
  for (std::size_t place = 0; place < top; ++place) {
    all[busy[place]->member].top = static_cast<std::int64_t>(place + 1);
  }
  return all;
}

void keep(store::Transaction& transaction, const Survey& survey) {
  transaction.run("delete from health_figure");
  for (const auto& [name, figure] : survey.figures()) {
    transaction.run(kSetFigure, name, figure.value, figure.before, figure.year_ago);
  }
  transaction.run("delete from health_point");
  for (const auto& [key, value] : survey.points()) transaction.run(kSetPoint, key.first, key.second, value);
  transaction.run("delete from health_drawn");
  for (const auto& drawn : survey.network().drawn()) {
    transaction.run(kDraw, drawn.member, drawn.place.x, drawn.place.y);
  }
  transaction.run("delete from health_line");
  for (const auto& line : survey.network().lines()) transaction.run(kDrawLine, line.member, line.other, line.acts);
}

}  // namespace

void count_health(store::Store& store, const text::TimeZone& zone, Instant at, const std::function<void()>& give_way) {
  const store::StatementTime patience(std::chrono::minutes(10));
  const auto began = std::chrono::steady_clock::now();
  const auto survey = store.read([&](store::Reader& reader) { return Survey(reader, zone, at, give_way); });
  keep_standings(store, survey.present(), survey.standings());
  keep_leaders(store, survey.present_leaders(), survey.leaders());
  const auto cost = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
  store.write([&](store::Transaction& transaction) {
    keep(transaction, survey);
    settle_corrected(transaction);
    transaction.run(kSetReported, survey.state().last_act, at, static_cast<std::int64_t>(cost.count()));
  });
}

HealthReport health_report(store::Reader& reader) {
  struct Flat {
    std::string name;
    std::optional<double> value, before, year_ago;
  };
  HealthReport report{.state = health_state(reader)};
  if (!report.exists()) return report;
  report.today = LocalDays(text::TimeZone::of(report.state.time_zone)).day_of(report.state.reported_at);
  for (auto& row : reader.all<Flat>(kFigures)) {
    report.figures[row.name] = {row.value, row.before, row.year_ago};
  }
  // A visit is no act, after which everything is counted again: of the days of the count, as many as came by now.
  report.figures["share_visits"].value = *reader.one<std::int64_t>(kShareVisits, report.today - kPeriod, report.today);
  return report;
}

std::vector<Point> points_of(store::Reader& reader, std::string_view series) {
  return reader.all<Point>(kPoints, series);
}

}  // namespace parvis::community::health
