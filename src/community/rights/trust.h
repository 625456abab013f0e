// How a community comes to know a member: after so many contributions and days a newcomer is one no more. Until then
// some limits are closer. Stated on a page, changed by those who manage the community, kept in the `setting` table.
// Plain values; functions over Reader and Transaction, any thread.
#pragma once

#include "community/types.h"
#include "core/store/store.h"
#include "core/time/instant.h"

namespace parvis::community {

struct TrustRules {
  // A newcomer is who has not written as many posts, or joined less than so many days ago.
  std::int64_t posts = 3;
  std::int64_t days = 1;
  // What a newcomer may put in one contribution.
  std::int64_t links = 2;
  std::int64_t names = 3;  // members named
  friend bool operator==(const TrustRules&, const TrustRules&) = default;
};
inline constexpr std::int64_t kMostTrustPosts = 1000, kMostTrustDays = 365, kMostAtOnce = 100;

// What of a member the rules look at.
struct Known {
  std::int64_t posts = 0;
  Instant joined_at;
};
bool is_newcomer(const TrustRules& rules, const Known& member, Instant at);

TrustRules read_trust(store::Reader& reader);
void foresee_trust(store::Reader& reader);
void save_trust(store::Transaction& transaction, const TrustRules& rules);

}  // namespace parvis::community
