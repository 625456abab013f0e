#include "community/health/people_survey.h"

#include <algorithm>
#include <numeric>

namespace parvis::community::health {
namespace {

constexpr std::size_t kBusiest = 10;
constexpr std::int64_t kNewFor = 56, kPatience = 3;  // days

bool is_newcomer(const MemberDays& member, std::int64_t today) {
  const auto first = member.days.front();
  if (first <= today - kNewFor || first > today - kPatience) return false;
  for (std::size_t i = 0; i < member.days.size() && member.days[i] <= today; ++i) {
    if (member.words[i] > 0) return true;
  }
  return false;
}

}  // namespace

std::int64_t PeopleFigures::acts_of_busiest() const {
  return std::accumulate(busiest.begin(), busiest.end(), std::int64_t{0});
}

void PeopleSurvey::add(MemberDays member) {
  const auto known = std::ranges::upper_bound(member.days, today_) - member.days.begin();
  for (auto* column : {&member.days, &member.acts, &member.words}) column->resize(static_cast<std::size_t>(known));
  if (member.days.empty()) return;
  for (std::size_t moment = 0; moment < kMoments.size(); ++moment) add_moment(member, moment);
  add_weeks(member);
  PersonStanding person{.member = member.member, .first_day = member.days.front(), .last_day = member.days.back()};
  person.standing = standing(member.days, today_);
  person.rhythm = rhythm(member.days, today_);
  if (person.rhythm == Rhythm::gone) person.rhythm = Rhythm::none;  // no figure counts them
  for (std::size_t i = 0; i < member.days.size(); ++i) {
    if (member.days[i] > today_ - kPeriod) person.acts += member.acts[i];
  }
  people_.push_back(person);
}

void PeopleSurvey::add_moment(const MemberDays& member, std::size_t moment) {
  const auto today = today_ - kMoments[moment];
  auto& figures = moments_[moment];
  if (member.days.front() > today) return;
  if (is_newcomer(member, today)) newcomers_[moment].push_back(member.member);
  const std::span<const std::int64_t> days = member.days;
  figures.day += took_part(days, today - 2, today - 1);
  figures.day_before += took_part(days, today - 3, today - 2);
  figures.week += took_part(days, today - 7, today);
  figures.week_before += took_part(days, today - 14, today - 7);
  const auto silence = rhythm(days, today);
  figures.slipping += silence == Rhythm::slipping;
  figures.lost += silence == Rhythm::lost;
  const auto how = standing(days, today);
  if (how == Standing::absent) return;
  ++figures.month;
  figures.fresh += how == Standing::fresh;
  figures.retained += how == Standing::retained;
  figures.returned += how == Standing::returned;
  std::int64_t acts = 0, words = 0;
  const auto first = std::ranges::upper_bound(days, today - kPeriod) - days.begin();
  for (auto i = static_cast<std::size_t>(first); i < days.size() && days[i] <= today; ++i) {
    ++figures.member_days;
    acts += member.acts[i];
    words += member.words[i];
  }
  figures.acts += acts;
  figures.words += words;
  if (!staff_.contains(member.member)) figures.words_of_members += words;
  figures.busiest.insert(acts);
  if (figures.busiest.size() > kBusiest) figures.busiest.erase(figures.busiest.begin());
}

void PeopleSurvey::add_weeks(const MemberDays& member) {
  const auto weeks_ago = [&](std::int64_t day) { return (today_ - day) / 7; };
  const auto came = weeks_ago(member.days.front());
  std::int64_t last = -1;
  for (const auto day : member.days) {
    const auto week = weeks_ago(day);
    if (week == last) continue;
    last = week;
    if (week < kWeeks) ++weeks_[static_cast<std::size_t>(week)];
    if (came < kCohorts) ++cohorts_[static_cast<std::size_t>(came)][static_cast<std::size_t>(came - week)];
  }
}

}  // namespace parvis::community::health
