#include "community/returns/cost_check.h"

#include <algorithm>
#include <map>
#include <set>

#include "community/returns/cost.h"

namespace parvis::community {
namespace {

constexpr store::Sql kPosted{R"(
  select ledger_transfer.reference, ledger_transfer.month, ledger_account.key, ledger_entry.amount
  from ledger_transfer
    join ledger_entry on ledger_entry.transfer = ledger_transfer.id
    join ledger_account on ledger_account.id = ledger_entry.account
  where ledger_transfer.reference >= 'cost:' and ledger_transfer.reference < 'cost;'
    and ledger_transfer.reverses is null and ledger_entry.amount > 0
    and not exists (select 1 from ledger_transfer back where back.reverses = ledger_transfer.id)
  order by ledger_transfer.reference)"};
constexpr store::Sql kRecorded{"select id, recorded_at from cost where removed_at is null"};

struct Posted {
  std::string reference;
  std::int64_t month = 0;
  std::string account;
  std::int64_t amount = 0;
};
struct Recorded {
  CostId id;
  Instant at;
};

// "cost:<id>:<month>:<revision>" without its end: a month of one cost.
std::string part_of(const std::string& reference) { return reference.substr(0, reference.rfind(':')); }

// How far each cost is posted for certain: to the month it was written down in, and to the last that stands there. What
// is missing after it, the next run of the job posts.
std::int64_t posted_until(const Cost& cost, Instant recorded, const std::map<std::string, Posted>& posted) {
  if (cost.first_month == cost.last_month) return cost.last_month;
  // A day before, so that no time zone puts it into the month after.
  auto until = month_of(recorded - kDay, {});
  const auto begin = "cost:" + std::to_string(cost.id.value) + ":";
  for (auto at = posted.lower_bound(begin); at != posted.end() && at->first.starts_with(begin); ++at) {
    until = std::max(until, at->second.month);
  }
  return std::min(cost.last_month, until);
}

// Takes what it finds out of `posted`.
std::int64_t months_unheld(const Cost& cost, std::int64_t until, std::map<std::string, Posted>& posted) {
  std::int64_t unheld = 0;
  for (auto month = cost.first_month; month <= until; ++month) {
    const auto found = posted.find(cost_reference(cost, month));
    const bool is_held = found != posted.end() && found->second.month == month && found->second.amount == cost.cents &&
                         found->second.account == cost_account(cost.kind);
    if (!is_held) ++unheld;
    if (found != posted.end()) posted.erase(found);
  }
  return unheld;
}

}  // namespace

std::vector<std::string> check_costs(store::Reader& reader) {
  std::map<std::string, Posted> posted;
  std::set<std::string> parts;
  std::int64_t twice = 0, unheld = 0;
  for (auto& one : reader.all<Posted>(kPosted)) {
    if (!parts.insert(part_of(one.reference)).second) ++twice;
    auto reference = one.reference;
    posted.emplace(std::move(reference), std::move(one));
  }
  std::map<CostId, Instant> recorded;
  for (const auto& [id, at] : reader.all<Recorded>(kRecorded)) recorded[id] = at;
  for (const auto& cost : costs(reader)) {
    unheld += months_unheld(cost, posted_until(cost, recorded[cost.id], posted), posted);
  }
  std::vector<std::string> problems;
  const auto say = [&](auto number, const char* sentence) {
    if (number > 0) problems.push_back(std::to_string(number) + " " + sentence);
  };
  say(twice, "months of a cost are counted twice");
  say(unheld, "months of a cost are not in the ledger, or not with their amount");
  say(static_cast<std::int64_t>(posted.size()) - twice,
      "transfers of the ledger count months of a cost that is not so");
  return problems;
}

}  // namespace parvis::community
