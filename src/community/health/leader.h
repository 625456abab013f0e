// Who leads without having been asked. Four criteria, each 1 to 3: charismatic (what others write in conversations one
// opened), known (how many one exchanges with), recognised (thanks and accepted answers for each contribution),
// available (in how many weeks one takes part). Of the members who wrote in the last 52 weeks, the brand's own people
// left out, the first 5 % of a criterion have 3, the first 20 % have 2, all others 1. Whoever knows better corrects a
// score, with a note. From 8 of 12 one holds a leader; the first circle has 25 seats.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "community/health/health_lists.h"

namespace parvis::community::health {

enum class Criterion { charismatic = 1, known = 2, recognised = 3, available = 4 };
inline constexpr std::array kCriteria{Criterion::charismatic, Criterion::known, Criterion::recognised,
                                      Criterion::available};
inline constexpr std::int64_t kLeaderFrom = 8;
inline constexpr std::int64_t kCircleSeats = 25;
inline constexpr std::int64_t kLeaderWeeks = 26;
inline constexpr std::int64_t kFewestWords = 5;  // for a share of thanks that says something

using Measures = std::array<std::int64_t, 4>;  // in the order of kCriteria
using Scores = std::array<std::int64_t, 4>;

// By the quantiles; nobody has more than 1 for nothing at all.
std::map<MemberId, Scores> score(const std::map<MemberId, Measures>& measures);
std::int64_t total_of(const Scores& scores);

// What is kept of a member who took part within 52 weeks, or whose score was corrected.
struct LeaderRow {
  MemberId member;
  std::int64_t set_off = 0, known = 0, thanked = 0, weeks = 0;
  std::int64_t scores = kLowest;  // as counted, four decimal digits
  std::int64_t total = 4;         // with corrections

  static constexpr std::int64_t kLowest = 1111;
  bool operator==(const LeaderRow&) const = default;
};
using LeaderRows = std::map<MemberId, LeaderRow>;

// Of the count: measures from the folds, scores, and corrections on top. Whoever is not ranked has measures too, and a
// point for each criterion.
LeaderRows count_leaders(store::Reader& reader, std::int64_t today, Instant year_began);
LeaderRows leader_rows(store::Reader& reader);
// Turns the one into the other, in several writes.
void keep_leaders(store::Store& store, const LeaderRows& present, const LeaderRows& wanted);
// Who corrected a score meanwhile is heard.
void settle_corrected(store::Transaction& transaction);

struct Correction {
  Criterion criterion = Criterion::charismatic;
  std::int64_t score = 0;
  std::string note;
  std::string author_name;
  Instant at;
};

// Whether somebody is among those whose scores the quantiles give.
enum class Ranked { yes, of_the_brand, wrote_nothing };

struct Leader {
  Person person;
  Measures measures{};
  Scores counted{}, scores{};  // as measured, and with corrections
  std::int64_t total = 0;
  bool in_circle = false;
  std::vector<Correction> corrections = {};
};

// The highest total first, from so many points on; `after` as list_page.
struct LeaderPage {
  std::vector<Leader> leaders;
  std::string next;
};
LeaderPage leaders_from(store::Reader& reader, std::int64_t least, std::string_view after);
std::vector<Leader> first_circle(store::Reader& reader);
// With corrections. Nothing for who is no member.
std::optional<Leader> leader(store::Reader& reader, MemberId member);
Ranked is_ranked(store::Reader& reader, const Person& person);

// Both are acts on the timeline. A score of 0 takes the correction back. Conflict when the circle is full.
struct LeaderAct {
  const Timeline& timeline;
  MemberId actor;
  Source source = Source::page;
};
void correct_leader(store::Transaction& transaction, const LeaderAct& act, MemberId member, Criterion criterion,
                    std::int64_t score, std::string_view note);
enum class Circle { in, out };
void choose_circle(store::Transaction& transaction, const LeaderAct& act, MemberId member, Circle circle);

}  // namespace parvis::community::health
