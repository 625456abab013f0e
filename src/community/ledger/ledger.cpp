#include "community/ledger/ledger.h"

#include <map>

namespace parvis::community {
namespace {

constexpr store::Sql kAccount{"select id, unit from ledger_account where key = $1"};
constexpr store::Sql kInsertAccount{"insert into ledger_account (id, key, unit) values ($1, $2, $3)"};
constexpr store::Sql kInsertTransfer{R"(
  insert into ledger_transfer (id, reference, month, at, act, reverses) values ($1, $2, $3, $4, $5, $6)
  on conflict (reference) do nothing)"};
constexpr store::Sql kInsertEntry{"insert into ledger_entry (transfer, account, amount) values ($1, $2, $3)"};
constexpr store::Sql kAddToMonth{R"(
  insert into ledger_month (account, month, amount) values ($1, $2, $3)
  on conflict (account, month) do update set amount = ledger_month.amount + excluded.amount)"};
constexpr store::Sql kTransfer{"select id, month from ledger_transfer where reference = $1"};
constexpr store::Sql kReversal{"select id from ledger_transfer where reverses = $1"};
constexpr store::Sql kEntries{"select account, amount from ledger_entry where transfer = $1 order by account"};
constexpr store::Sql kSums{R"(
  select ledger_account.key, ledger_month.month, ledger_month.amount
  from ledger_month join ledger_account on ledger_account.id = ledger_month.account
  where ledger_month.month between $1 and $2 order by ledger_month.month, ledger_account.key)"};

constexpr store::Sql kForgetSums{"delete from ledger_month"};
constexpr store::Sql kSumUp{R"(
  insert into ledger_month (account, month, amount)
  select ledger_entry.account, ledger_transfer.month, cast(sum(ledger_entry.amount) as bigint)
  from ledger_entry join ledger_transfer on ledger_transfer.id = ledger_entry.transfer
  group by ledger_entry.account, ledger_transfer.month)"};

constexpr store::Sql kUnbalanced{R"(
  select count(*) from (
    select ledger_entry.transfer from ledger_entry
      join ledger_account on ledger_account.id = ledger_entry.account
    group by ledger_entry.transfer, ledger_account.unit having sum(ledger_entry.amount) <> 0) unbalanced)"};
constexpr store::Sql kEmpty{R"(
  select count(*) from ledger_transfer
  where not exists (select 1 from ledger_entry where ledger_entry.transfer = ledger_transfer.id))"};
constexpr store::Sql kWrongSums{R"(
  select count(*) from (
    select account, month, sum(amount) as difference from (
      select account, month, amount from ledger_month
      union all
      select ledger_entry.account, ledger_transfer.month, 0 - ledger_entry.amount
      from ledger_entry join ledger_transfer on ledger_transfer.id = ledger_entry.transfer) both_sides
    group by account, month) compared
  where difference <> 0)"};
constexpr store::Sql kWrongReversals{R"(
  select count(*) from ledger_transfer back where back.reverses is not null and (
    not exists (select 1 from ledger_transfer there where there.id = back.reverses and there.month = back.month)
    or exists (
      select 1 from ledger_entry there
        left join ledger_entry undone on undone.transfer = back.id and undone.account = there.account
      where there.transfer = back.reverses and coalesce(undone.amount, 0) <> 0 - there.amount)))"};

struct Account {
  std::int64_t id = 0;
  std::string unit;
};

std::int64_t account_of(store::Transaction& transaction, const LedgerEntry& entry) {
  if (const auto found = transaction.one<Account>(kAccount, entry.account)) {
    if (found->unit != entry.unit) throw Fault("ledger: " + entry.account + " is in " + found->unit);
    return found->id;
  }
  const auto id = next_id();
  transaction.run(kInsertAccount, id, entry.account, entry.unit);
  return id;
}

struct Posted {
  std::int64_t account = 0, amount = 0;
};

// False when the reference is taken.
bool write(store::Transaction& transaction, const LedgerTransfer& transfer, std::optional<std::int64_t> reverses,
           const std::vector<Posted>& entries) {
  const auto id = next_id();
  const auto act = transfer.act ? std::optional(transfer.act) : std::nullopt;
  const std::int64_t written =
      transaction.run(kInsertTransfer, id, transfer.reference, transfer.month, transfer.at, act, reverses);
  if (written == 0) return false;
  for (const auto& [account, amount] : entries) {
    transaction.run(kInsertEntry, id, account, amount);
    transaction.run(kAddToMonth, account, transfer.month, amount);
  }
  return true;
}

}  // namespace

bool is_balanced(const std::vector<LedgerEntry>& entries) {
  std::map<std::string_view, std::int64_t> sums;
  for (const auto& entry : entries) sums[entry.unit] += entry.amount;
  return !entries.empty() && std::ranges::all_of(sums, [](const auto& sum) { return sum.second == 0; });
}

bool post_transfer(store::Transaction& transaction, const LedgerTransfer& transfer) {
  if (!is_balanced(transfer.entries)) throw Fault("ledger: " + transfer.reference + " does not balance");
  std::map<std::int64_t, std::int64_t> by_account;
  for (const auto& entry : transfer.entries) by_account[account_of(transaction, entry)] += entry.amount;
  std::vector<Posted> entries;
  for (const auto& [account, amount] : by_account) entries.push_back({account, amount});
  return write(transaction, transfer, std::nullopt, entries);
}

bool reverse_transfer(store::Transaction& transaction, std::string_view reference, Instant at, ActivityId act) {
  struct Found {
    std::int64_t id = 0, month = 0;
  };
  const auto found = transaction.one<Found>(kTransfer, reference);
  if (!found || transaction.one<std::int64_t>(kReversal, found->id)) return false;
  auto entries = transaction.all<Posted>(kEntries, found->id);
  for (auto& entry : entries) entry.amount = -entry.amount;
  const LedgerTransfer back{
      .reference = std::string(reference) + " taken back", .month = found->month, .at = at, .act = act, .entries = {}};
  return write(transaction, back, found->id, entries);
}

std::vector<MonthSum> month_sums(store::Reader& reader, std::int64_t from, std::int64_t to) {
  return reader.all<MonthSum>(kSums, from, to);
}

void recount_ledger(store::Transaction& transaction) {
  transaction.run(kForgetSums);
  transaction.run(kSumUp);
}

std::vector<std::string> check_ledger(store::Reader& reader) {
  std::vector<std::string> problems;
  const auto count = [&](const store::Sql& sql, const char* sentence) {
    const auto wrong = reader.one<std::int64_t>(sql).value_or(0);
    if (wrong > 0) problems.push_back(std::to_string(wrong) + " " + sentence);
  };
  count(kUnbalanced, "transfers do not balance");
  count(kEmpty, "transfers move nothing");
  count(kWrongSums, "sums of a month are not the sum of its entries");
  count(kWrongReversals, "transfers take back something else than they say");
  return problems;
}

}  // namespace parvis::community
