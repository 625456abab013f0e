// What the community chose for Today, kept in the `setting` table. Plain values; functions over Reader and Transaction.
#pragma once

#include <cstdint>
#include <string>

#include "community/activity/activity.h"
#include "community/threads/outcome.h"
#include "core/store/store.h"

namespace parvis::community {

struct TodayRules {
  // So many of a hundred newcomers and regulars who slip away are left alone by chance, to compare.
  int hold_out = 0;
  std::int64_t birthday = 0;  // the profile field that holds it; zero: none
  std::string purpose;        // of personal letters: the consent they rest on; empty: words stay on the square
  friend bool operator==(const TodayRules&, const TodayRules&) = default;
};
inline constexpr int kMostHeldOut = 50;

TodayRules read_today_rules(store::Reader& reader);
void save_today_rules(store::Transaction& transaction, const TodayRules& rules);

// What is wrong with them, by the field of the form and of the API.
Mistakes mistakes_in(store::Reader& reader, const TodayRules& rules);
// With what changed beside the act; nothing when nothing did.
struct RulesAct {
  const Timeline& timeline;
  MemberId actor;
  Source source = Source::page;
};
void change_today_rules(store::Transaction& transaction, const RulesAct& act, const TodayRules& rules);

}  // namespace parvis::community
