// How questions fare, and whom conversations address: read off the conversations one by one.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "community/health/act_kind.h"
#include "community/health/people_survey.h"

namespace parvis::community::health {

// Periods of 28 days that are looked at, the present one first. The one of a year ago is among them.
inline constexpr std::size_t kPeriods = kYearBack / kPeriod + 1;

// The three levels on which a brand and its members can live together.
enum class Level { broadcasting = 0, conversing = 1, communing = 2 };
inline constexpr std::size_t kLevels = 3;

struct LevelActs {
  std::array<std::int64_t, kLevels> acts{};
  std::int64_t all() const { return acts[0] + acts[1] + acts[2]; }
  std::optional<double> share(Level level) const;
};
// Communing when at least half is so, else conversing when no more than half is broadcasting; nothing without acts.
std::optional<Level> level_reached(const LevelActs& acts);
const char* level_name(Level level);  // "communing", to be translated: within a sentence, or in a table
// Of what one does to another.
Level level_of(bool from_staff, bool to_staff);

// How many periods ago a day was; nothing for days that are not looked at.
std::optional<std::size_t> period_of(std::int64_t day, std::int64_t today);

struct Conversation {
  bool question = false;
  Instant opened_at;
  MemberId author;
  std::optional<Instant> first_at;
  std::optional<MemberId> first_by;
  std::optional<Instant> accepted_at;
  std::optional<MemberId> accepted_by;
};

struct AnswerFigures {
  std::int64_t questions = 0, unanswered = 0, solved = 0;
  std::vector<std::int64_t> to_first, to_accepted;  // microseconds, of those of the period
  std::int64_t first_by_members = 0, accepted_of_members = 0;
};

class AnswerSurvey {
 public:
  AnswerSurvey(std::int64_t today, const LocalDays& days, const std::set<MemberId>& staff)
      : today_(today), days_(days), staff_(staff) {}

  void add(const Conversation& conversation);
  const AnswerFigures& at(std::size_t moment) const { return moments_[moment]; }
  // What opening conversations adds to the levels: one that nobody has answered is the brand's broadcasting, or, of a
  // member, not yet anything.
  const std::array<LevelActs, kPeriods>& opened() const { return opened_; }

 private:
  void add_question(const Conversation& question, std::size_t moment);

  std::int64_t today_;
  LocalDays days_;
  const std::set<MemberId>& staff_;
  std::array<AnswerFigures, kMoments.size()> moments_;
  std::array<LevelActs, kPeriods> opened_;
};

// The middle value, the mean of both middle ones; the value that nine in ten do not pass. Nothing of none.
std::optional<double> median(std::vector<std::int64_t> values);
std::optional<double> nine_in_ten(std::vector<std::int64_t> values);

}  // namespace parvis::community::health
