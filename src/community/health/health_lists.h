// Whom and what the figures of the community's health count, a page at a time, each page beginning after a place in a
// key. Lists of people are those of the last count, so that they are exactly as long as the figure; lists of acts hold
// what the count took in and is not taken back since, questions are as things are now. Pure readings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "community/activity/activity.h"
#include "community/health/rhythm.h"
#include "community/sharing/share.h"
#include "core/store/store.h"

namespace parvis::community::health {

inline constexpr int kListed = 50;  // of a page

struct Person {
  MemberId member;
  std::string handle, name, title;
  int hue = 0;
  Role role = Role::member;
  MemberStatus status = MemberStatus::active;
};

struct ListedPerson {
  Person person;
  std::int64_t first_day = 0, last_day = 0;
  Rhythm rhythm = Rhythm::none;
  std::int64_t top = 0, quarter = 0, partners = 0;
  std::int64_t acts = 0;  // of the last 28 days, of the ten busiest alone
};

struct ListedQuestion {
  ThreadId thread;
  std::string title, slug, language;
  Instant opened_at;
  std::optional<Instant> first_at, accepted_at;
  Person by;  // who answered first, or wrote the accepted answer
};

struct ListedAct {
  ActivityId id;
  Instant at;
  Verb verb = Verb::replied;
  ThreadId thread;
  std::string title, slug, language;
  Person from, to;         // the same for what addresses nobody
  bool gone = false;       // the conversation was taken away since: it counts, and leads nowhere
  std::int64_t place = 0;  // among those of the same instant
};

// An address that a member handed on, and how many came by it in the days of the count.
struct ListedShare {
  ShareId id;
  Instant at;
  ThreadId thread;
  std::string title, slug, language;
  bool gone = false;  // as above
  Person by;
  std::int64_t visits = 0;
};

struct ListedQuarter {
  std::int64_t number = 0, members = 0;
};

struct ListPage {
  std::variant<std::vector<ListedPerson>, std::vector<ListedQuestion>, std::vector<ListedAct>, std::vector<ListedShare>,
               std::vector<ListedQuarter>>
      rows;
  std::string next;  // where the page after begins; empty on the last
};

// The names that lists have, "quarter-3" for the members of one among them. Nothing for a name that is none.
std::optional<ListPage> list_page(store::Reader& reader, std::string_view name, std::string_view after);

// "12.34": the two numbers of a place in a key; `otherwise` for what is no place.
struct KeyPlace {
  std::int64_t first = 0, second = 0;
};
KeyPlace key_place(std::string_view after, std::int64_t otherwise);
std::optional<KeyPlace> read_key_place(std::string_view after);

// With whom a member exchanged in the last 52 weeks, the most first.
struct Partner {
  Person person;
  std::int64_t to_them = 0, from_them = 0, last_day = 0;
};
std::vector<Partner> partners_of(store::Reader& reader, MemberId member, std::int64_t today, int at_most);

}  // namespace parvis::community::health
