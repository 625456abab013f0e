// A ledger in double entry, for what the community costs and brings in. A transfer moves an amount out of some accounts
// into others, so that its entries sum to zero in each unit; it has a reference of its own, so that what it stands for
// is counted once; it is written in the transaction of the act. Nothing is ever changed or deleted: what was wrong is
// reversed. Sums by month are kept with the entries. Functions over Reader and Transaction; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

struct LedgerEntry {
  std::string account;  // "cost:people"; made when it is first written to
  std::string unit;     // of the account, for ever: "cents"
  std::int64_t amount = 0;
};

struct LedgerTransfer {
  std::string reference;   // "order:1042"
  std::int64_t month = 0;  // returns/month.h
  Instant at;
  ActivityId act;  // zero: of no act
  std::vector<LedgerEntry> entries;
};

// Whether the entries of each unit sum to zero, and there are some.
bool is_balanced(const std::vector<LedgerEntry>& entries);

// False, and nothing written, when the reference is there already. Fault when it does not balance.
bool post_transfer(store::Transaction& transaction, const LedgerTransfer& transfer);
// Takes a transfer back, in the month it belonged to. False when there is none such, or it was taken back before.
bool reverse_transfer(store::Transaction& transaction, std::string_view reference, Instant at, ActivityId act);

struct MonthSum {
  std::string account;
  std::int64_t month = 0;
  std::int64_t amount = 0;
};
// Of all accounts, both months included.
std::vector<MonthSum> month_sums(store::Reader& reader, std::int64_t from, std::int64_t to);

// Sums by month made anew from the entries: after an import.
void recount_ledger(store::Transaction& transaction);
// One sentence for each thing that is wrong: a transfer that does not balance, a sum that is not what it sums up,
// something taken back that is not there.
std::vector<std::string> check_ledger(store::Reader& reader);

}  // namespace parvis::community
