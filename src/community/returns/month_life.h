// How a month was lived, for the month on paper: counted from the conversations and the timeline. Functions over a
// Reader; any thread.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "community/health/answer_survey.h"
#include "community/returns/order.h"
#include "community/returns/result.h"

namespace parvis::community {

// How a month was lived. `writers` are distinct members; `staff` are the brand's own people.
struct MonthLife {
  std::int64_t members = 0;  // at its end
  std::int64_t joined = 0;
  std::int64_t writers = 0;
  std::int64_t posts = 0;  // all, of which
  std::int64_t of_staff = 0;
  std::int64_t unanswered = 0;  // questions and threads of the month nobody has replied to
  std::int64_t solved = 0;      // questions
  // The three levels: what the brand said and nobody answered, replies between the brand and members, replies among
  // members.
  std::int64_t broadcasting = 0, conversing = 0, communing = 0;
  std::optional<std::int64_t> first_answer = {};  // microseconds: median over the questions first answered in it
};
MonthLife month_life(store::Reader& reader, Instant from, Instant to);

// In a large community a month is kept as it was counted, by a job: for a day, or an hour while it lasts. Such a one,
// or counted now.
MonthLife month_as_kept(store::Reader& reader, Instant from, Instant to, Instant at);

// Of a month, what the course of many is drawn from.
struct MonthVoices {
  std::int64_t writers = 0;
  health::LevelActs exchanges;
};
MonthVoices voices_of(const MonthLife& life);
MonthVoices voices_as_kept(store::Reader& reader, Instant from, Instant to, Instant at);

// Counts those of the last three years that are due; none where counting takes no time. Answers how
// many.
inline constexpr std::int64_t kKeptFromPosts = 10'000;
int keep_months(store::Store& store, text::TimeZone zone, Instant at, std::int64_t from_posts = kKeptFromPosts);

// By the rule of the pages about health; nothing without exchanges.
std::optional<health::Level> month_level(const MonthLife& life);

// What the brand's people did: how often.
struct MonthWork {
  std::int64_t replies = 0, threads = 0, thanks = 0, decisions = 0, letters = 0;
};
MonthWork month_work(store::Reader& reader, Instant from, Instant to);

struct AliveThread {
  ThreadId thread;
  std::string title;
  SpaceId space;
  std::int64_t posts = 0;
};
// The conversations with most posts in that time, kept as the month is: of the first forty those that stand, since not
// everybody may read all of them.
inline constexpr int kAliveKept = 40;
std::vector<AliveThread> alive_as_kept(store::Reader& reader, Instant from, Instant to, Instant at);

struct OrdersOfMonth {
  std::int64_t all = 0, counted = 0, of_nobody = 0;
};
OrdersOfMonth orders_of_month(store::Reader& reader, Instant from, Instant to);

}  // namespace parvis::community
