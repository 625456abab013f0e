// What the community chose for Today, kept in the `setting` table. Plain values; functions over Reader and Transaction.
#pragma once

#include <cstdint>
#include <string>

#include "core/store/store.h"

namespace parvis::cockpit {

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

}  // namespace parvis::cockpit
