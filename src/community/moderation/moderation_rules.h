// How this community is moderated, beyond its rights: kept in the `setting` table, changed by those who manage it.
// Plain values; functions over Reader and Transaction, any thread.
#pragma once

#include "core/store/store.h"
#include "core/time/instant.h"

namespace parvis::community {

struct ModerationRules {
  bool public_log = false;        // /moderation-log is there for everybody
  std::int64_t strike_days = 90;  // how long a warning counts
  Instant raid_until;             // more care with newcomers until then; zero: none
  bool is_raided(Instant at) const { return raid_until > at; }
  friend bool operator==(const ModerationRules&, const ModerationRules&) = default;
};
inline constexpr std::int64_t kMostStrikeDays = 3650;

ModerationRules read_moderation_rules(store::Reader& reader);
void foresee_moderation_rules(store::Reader& reader);
void save_moderation_rules(store::Transaction& transaction, const ModerationRules& rules);

}  // namespace parvis::community
