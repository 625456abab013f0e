// What a community decides about its figures: in which money it counts, how long before an order somebody must have
// taken part for it to count, and what makes a hot prospect. Kept in the `setting` table. Functions over Reader and
// Transaction.
#pragma once

#include <string>
#include <vector>

#include "community/returns/return_act.h"
#include "community/threads/outcome.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

struct ReturnRules {
  std::string currency = "EUR";
  std::int64_t path_days = 90;      // an order counts when its member took part so many days before
  std::vector<SpaceId> spaces;      // whoever writes there is close to buying; none: nobody is a hot prospect
  std::int64_t prospect_acts = 2;   // so many contributions there…
  std::int64_t prospect_days = 30;  // …within so many days make a hot prospect
  std::int64_t pause_days = 180;    // for so long the same member is not counted anew
  friend bool operator==(const ReturnRules&, const ReturnRules&) = default;
};
inline constexpr std::int64_t kMostRuleDays = 730, kMostProspectActs = 100;
ReturnRules read_return_rules(store::Reader& reader);
void save_return_rules(store::Transaction& transaction, const ReturnRules& rules);
// What is wrong with them, by the field of the form and of the API.
Mistakes mistakes_in(const ReturnRules& rules);
// What to ask before it counts in this currency: there are amounts in another, which are not converted. Nothing when
// nothing is in the way.
std::optional<Sentence> asked_before_changing(store::Reader& reader, std::string_view currency);
// With what changed beside the act; nothing when nothing did.
void change_return_rules(store::Transaction& transaction, const ReturnAct& act, const ReturnRules& rules);

// What the shop signs its calls with; empty: its calls are refused.
std::string read_order_secret(store::Reader& reader);
// A new one, which is told this once; what the shop had before ends.
std::string make_order_secret(store::Transaction& transaction, const ReturnAct& act);
// Nothing when there is none.
void end_order_secret(store::Transaction& transaction, const ReturnAct& act);

}  // namespace parvis::community
