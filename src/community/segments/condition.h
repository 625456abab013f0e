// A condition on members: what a segment is made of. One tree with three faces: a text in English keywords
// (`acts("replied", space "help") >= 5 within 30 days and not role leader`), the builder's form, and JSON. Plain
// values; pure functions, any thread. What it means in SQL is condition_sql.h.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "community/activity/activity.h"
#include "community/segments/act_words.h"
#include "community/types.h"
#include "core/time/instant.h"

namespace parvis::community {

inline constexpr std::size_t kMaxConditionText = 4000;  // a page that somebody can still read
inline constexpr std::size_t kMostConditions = 60;      // leaves and groups of one tree
inline constexpr std::size_t kMostNesting = 8;
inline constexpr std::int64_t kMostDays = 36'500;
inline constexpr std::int64_t kMostCount = 1'000'000'000;

enum class Comparison { at_least, more_than, at_most, less_than, equal, not_equal };
std::string_view comparison_sign(Comparison comparison);  // ">="

// Days of UTC since 1970: a segment changes by time alone at midnight, never in between.
std::int64_t day_of(Instant at);
Instant start_of(std::int64_t day);

// `last`: the present day and the days before it, so many in all. `ago`: from so many days ago to so many days ago.
struct ActPeriod {
  enum class Kind { ever, last, between, ago } kind = Kind::ever;
  std::int64_t days = 0;
  std::int64_t from = 0, to = 0;  // days, or days ago; both included
  friend bool operator==(const ActPeriod&, const ActPeriod&) = default;
};

enum class Age { within, before };  // within the last so many days; longer ago

struct Condition {
  enum class Kind {
    all,   // each of `parts`
    any,   // one of `parts`
    none,  // not the one of `parts`
    everyone,
    acts,       // what `count_of` says
    role,       // `word`: "leader", or the slug of a custom role
    group,      // `word`: slug
    unit,       // `word`: name
    consent,    // `word`: slug of a purpose
    language,   // `word`: "fr"
    place,      // `word`
    profile,    // `word`: name of a field, `answer`
    badge,      // `word`: slug
    circle,     // `word`: slug; in which the team sees them
    newcomer,   // by the community's own rule of trust
    account,    // `word`: "active", "unconfirmed", "unclaimed"
    joined,     // `age`, `count` days; or `period` between
    first_act,  // `age`, `count` days
    last_act,   // likewise
    orders,     // the sum of orders within `period`, compared with `count`
    stage,      // `word`: slug of a stage of a journey
    segment,    // `word`: slug
  } kind = Kind::all;
  std::vector<Condition> parts = {};
  std::string word = {}, answer = {};
  ActPart part = ActPart::done;                 // of acts: done or received
  std::string space = {}, tag = {}, with = {};  // of acts: slug, name, handle of the other member
  std::string with_role = {};                   // of acts: "expert", "leader", "manager", "administrator"
  Comparison comparison = Comparison::at_least;
  std::int64_t count = 1;
  ActPeriod period = {};
  Age age = Age::within;

  bool is_group() const { return kind == Kind::all || kind == Kind::any || kind == Kind::none; }
  friend bool operator==(const Condition&, const Condition&) = default;
};

// The readable text, which reads back as an equal tree.
std::string to_text(const Condition& condition);

// Equal in meaning: groups of one part and groups within groups of the same kind are gone.
Condition simplified(Condition condition);
std::size_t size_of(const Condition& condition);

// The verbs of the timeline after which it may hold for somebody for whom it did not, or the reverse.
std::set<Verb> verbs_behind(const Condition& condition);
// Those after which that may be so for anybody, whomever the act names.
bool concerns_all(const Condition& condition, Verb verb);
// Slugs of the segments and the stages it stands on.
std::set<std::string> segments_in(const Condition& condition);
std::set<std::string> stages_in(const Condition& condition);

// The words of roles that the program knows: "member", "expert", …
std::optional<Role> parse_role_word(std::string_view word);
std::string_view role_word(Role role);

}  // namespace parvis::community
