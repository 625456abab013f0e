// What the community costs: once in a month, or every month until it ends. Each month's part is a transfer of the
// ledger, posted when its month has come; a change takes back what was posted and posts anew. Functions over Reader and
// Transaction; any thread.
#pragma once

#include <string>
#include <vector>

#include "community/returns/month.h"
#include "community/returns/return_act.h"
#include "community/threads/outcome.h"

namespace parvis::community {

using CostId = Id<struct CostTag>;

enum class CostKind { people = 1, software = 2, content = 3, events = 4, gifts = 5, spread = 6, other = 7 };
inline constexpr CostKind kCostKinds[] = {CostKind::people, CostKind::software, CostKind::content, CostKind::events,
                                          CostKind::gifts,  CostKind::spread,   CostKind::other};
std::string_view cost_kind_name(CostKind kind);  // "people"
std::optional<CostKind> parse_cost_kind(std::string_view name);
const char* cost_kind_words(CostKind kind);  // msgid: "People"
std::string cost_account(CostKind kind);

inline constexpr std::size_t kMaxCostWords = 200;
inline constexpr std::int64_t kMostCostMonths = 12 * 50;  // from its first to its last, where it has one

struct CostWords {
  CostKind kind = CostKind::people;
  std::string what;
  std::int64_t cents = 0;  // each month
  std::int64_t first_month = 0;
  std::int64_t last_month = 0;  // the same: once; kOpenMonth: until it is ended
};
// What is wrong with them, by field: "what", "amount", "first_month", "last_month". Blanks around the words go.
Mistakes tidy(CostWords& words);
struct Cost : CostWords {
  CostId id;
  std::int64_t revision = 1;
  bool counts_in(std::int64_t month) const { return first_month <= month && month <= last_month; }
};

// Of its transfer for this month.
std::string cost_reference(const Cost& cost, std::int64_t month);

std::vector<Cost> costs(store::Reader& reader);  // the latest first
std::optional<Cost> find_cost(store::Reader& reader, CostId id);

CostId record_cost(store::Transaction& transaction, const ReturnAct& act, const CostWords& words);
// False when there is none such.
bool change_cost(store::Transaction& transaction, const ReturnAct& act, CostId id, const CostWords& words);
bool remove_cost(store::Transaction& transaction, const ReturnAct& act, CostId id);
// Posts what has come due: the parts of recurring costs up to this month. Harmless when done again.
void post_due_costs(store::Transaction& transaction, Instant at, text::TimeZone zone);

}  // namespace parvis::community
