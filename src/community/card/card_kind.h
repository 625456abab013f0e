// The kinds under which the timeline of one member is read: each verb belongs to one. The numbers stand in the
// database. Constant values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "community/activity/verbs.h"

namespace parvis::community {

enum class CardKind {
  opened = 1,  // conversations
  replied = 2,
  commented = 3,
  thanked = 4,   // any reaction
  voted = 5,     // nobody is told who did
  accepted = 6,  // answers
  named = 7,
  kept = 8,  // words changed, hidden, moved: their own or others'
  account = 10,
  following = 11,
  recognised = 12,  // badges, roles
  moderated = 13,
  helpful_flag = 14,
  arriving = 15,
  brought = 16,  // another member, by invitation or by what was handed on
  filed = 17,    // pictures and other files
  agreed = 18,   // to the charter, to purposes; own data
  letters = 19,
  grouped = 20,
  organised = 21,  // looked after a group
  served = 22,     // units
  moved = 23,      // into a segment or out of it, to another stage, along a plan
  cared = 24,      // what the team noted, wrote, did for somebody
  money = 25,
  governed = 26,  // spaces, rules, reports
  shared = 27     // conversations handed on
};
CardKind card_kind_of(Verb verb);
const std::vector<CardKind>& all_card_kinds();
std::vector<Verb> verbs_of(std::span<const CardKind> kinds);

// What figures count is less than what the timeline tells: `standing` acts were not taken back, as the view of acts by
// day has it; `counted` ones were done to somebody else and stand, as the figures of exchange have it; `solving` ones
// accepted what answers somebody else's question still, as the count of a member has it.
enum class WhichActs { all, standing, counted, solving };

// A filter by kind as people choose it; several kinds may be one choice.
struct KindChoice {
  std::string_view name;  // in addresses: "words"
  const char* words;      // msgid
  std::vector<CardKind> kinds;
  bool offered = true;  // in the list; others are reached by links
  WhichActs which = WhichActs::all;
};
const std::vector<KindChoice>& kind_choices();
const KindChoice* find_kind_choice(std::string_view name);

}  // namespace parvis::community
