// How one arrives in this community: freely, once somebody has read the answers to the community's questions, or by
// invitation alone; who may invite; from which role on a second factor is asked for. Set in /manage/arriving, kept in
// the `setting` table. Plain values; functions over Reader and Transaction, any thread.
#pragma once

#include <vector>

#include "community/activity/activity.h"
#include "community/spaces/space.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

enum class Door { open, approval, invitation };
std::string_view door_name(Door door);  // "open", "approval", "invitation"
std::optional<Door> parse_door(std::string_view name);

struct JoinQuestion {
  LocalText text;
  bool required = true;
  friend bool operator==(const JoinQuestion&, const JoinQuestion&) = default;
};

struct ArrivingRules {
  Door door = Door::open;
  std::vector<JoinQuestion> questions;      // put to those who ask to be let in
  std::int64_t member_seats = 0;            // how many people each member may invite; 0: only managers invite
  Role second_factor_from = Role::visitor;  // the first role that must have one; visitor: none must
  MemberId welcome_by;                      // who welcomes newcomers; zero: the community
  LocalText welcome_words;                  // with fields (first_steps.h); empty: no letter
  ThreadId introductions;                   // where newcomers introduce themselves; zero: nowhere
  friend bool operator==(const ArrivingRules&, const ArrivingRules&) = default;

  bool asks_second_factor_of(Role role) const {
    return second_factor_from != Role::visitor && role >= second_factor_from;
  }
};
inline constexpr std::size_t kMaxQuestions = 5;   // more than that and nobody joins
inline constexpr std::size_t kMaxQuestion = 200;  // characters
inline constexpr std::int64_t kMostMemberSeats = 1000;

ArrivingRules read_arriving(store::Reader& reader);
// True when something changed; then it is recorded.
bool save_arriving(store::Transaction& transaction, const Timeline& timeline, MemberId actor,
                   const ArrivingRules& rules, Source source = Source::page);

}  // namespace parvis::community
