// One walk over who took part on which day: how many were active, came, stayed and left, at the days one compares, week
// by week and cohort by cohort; and where each member stands today. Given member after member; then read.
#pragma once

#include <array>
#include <map>
#include <set>
#include <vector>

#include "community/health/rhythm.h"
#include "community/types.h"

namespace parvis::community::health {

// Today, a period earlier, and 52 weeks earlier.
inline constexpr std::array<std::int64_t, 3> kMoments{0, kPeriod, kYearBack};
inline constexpr int kWeeks = 53;    // of the line of active members
inline constexpr int kCohorts = 12;  // weeks whose newcomers are followed, each for as many weeks

struct MemberDays {
  MemberId member;
  std::vector<std::int64_t> days, acts, words;  // beside each other, by day
};

struct PeopleFigures {
  std::int64_t day = 0, week = 0, month = 0, day_before = 0, week_before = 0;
  std::int64_t member_days = 0;  // of the 28 days: one for each member and day
  std::int64_t fresh = 0, retained = 0, returned = 0, slipping = 0, lost = 0;
  std::int64_t acts = 0, words = 0, words_of_members = 0;
  std::multiset<std::int64_t> busiest;  // acts of the ten who did most

  std::int64_t acts_of_busiest() const;
};

struct PersonStanding {
  MemberId member;
  std::int64_t first_day = 0, last_day = 0, acts = 0;  // of the last 28 days
  Standing standing = Standing::absent;
  Rhythm rhythm = Rhythm::none;
};

class PeopleSurvey {
 public:
  PeopleSurvey(std::int64_t today, const std::set<MemberId>& staff) : today_(today), staff_(staff) {}

  // Days after today are passed over.
  void add(MemberDays member);

  const PeopleFigures& at(std::size_t moment) const { return moments_[moment]; }
  // Members active in the week that ends so many weeks ago.
  const std::array<std::int64_t, kWeeks>& weeks() const { return weeks_; }
  // Of those who came first in the week that ended `cohort` weeks ago, how many took part `age` weeks later.
  std::int64_t cohort(int cohort, int age) const { return cohorts_[cohort][age]; }
  const std::vector<PersonStanding>& people() const { return people_; }
  // Who was new at that moment, but not of that day, and had written something: an answer takes its time.
  const std::vector<MemberId>& newcomers(std::size_t moment) const { return newcomers_[moment]; }

 private:
  void add_moment(const MemberDays& member, std::size_t moment);
  void add_weeks(const MemberDays& member);

  std::int64_t today_;
  const std::set<MemberId>& staff_;
  std::array<PeopleFigures, kMoments.size()> moments_;
  std::array<std::vector<MemberId>, kMoments.size()> newcomers_;  // in order
  std::array<std::int64_t, kWeeks> weeks_{};
  std::array<std::array<std::int64_t, kCohorts>, kCohorts> cohorts_{};
  std::vector<PersonStanding> people_;
};

}  // namespace parvis::community::health
