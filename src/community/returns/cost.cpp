#include "community/returns/cost.h"

#include <algorithm>
#include <set>

#include "community/activity/staff_change.h"
#include "community/ledger/ledger.h"
#include "core/text/catalogue.h"
#include "core/text/money.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kColumns{"select kind, what, cents, first_month, last_month, id, revision from cost"};
const store::Sql kAll = kColumns + " where removed_at is null order by first_month desc, id desc";
const store::Sql kOne = kColumns + " where removed_at is null and id = $1";
const store::Sql kDue = kColumns + " where removed_at is null and first_month <= $1";
constexpr store::Sql kPosted{
    "select reference from ledger_transfer where reference >= 'cost:' and reference < 'cost;' and reverses is null"};
constexpr store::Sql kInsert{R"(
  insert into cost (id, kind, what, cents, first_month, last_month, recorded_by, recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr store::Sql kChange{R"(
  update cost set kind = $2, what = $3, cents = $4, first_month = $5, last_month = $6, revision = revision + 1
  where id = $1)"};
constexpr store::Sql kRemove{"update cost set removed_at = $2 where id = $1"};

struct Row {
  CostKind kind;
  std::string what;
  std::int64_t cents, first_month, last_month;
  CostId id;
  std::int64_t revision;
};

Cost cost_of(Row row) {
  Cost cost;
  cost.kind = row.kind;
  cost.what = std::move(row.what);
  cost.cents = row.cents;
  cost.first_month = row.first_month;
  cost.last_month = row.last_month;
  cost.id = row.id;
  cost.revision = row.revision;
  return cost;
}

void post(store::Transaction& transaction, const Cost& cost, std::int64_t until, Instant at, ActivityId act) {
  for (auto month = cost.first_month; month <= std::min(until, cost.last_month); ++month) {
    post_transfer(transaction,
                  {.reference = cost_reference(cost, month),
                   .month = month,
                   .at = at,
                   .act = act,
                   .entries = {{cost_account(cost.kind), "cents", cost.cents}, {"budget", "cents", -cost.cents}}});
  }
}

void take_back(store::Transaction& transaction, const Cost& cost, std::int64_t until, Instant at, ActivityId act) {
  for (auto month = cost.first_month; month <= std::min(until, cost.last_month); ++month) {
    reverse_transfer(transaction, cost_reference(cost, month), at, act);
  }
}

// What was recorded ahead of its month is posted ahead of it: a plan is a cost of its month too, once; what recurs
// waits for each month to come.
std::int64_t posted_until(const CostWords& cost, const ReturnAct& act) {
  const auto present = month_of(act.at, act.zone);
  return cost.first_month == cost.last_month ? std::max(present, cost.last_month) : present;
}

ActivityId tell(store::Transaction& transaction, const ReturnAct& act, Verb verb, CostId id, std::int64_t cents,
                const std::string& what) {
  auto activity = activity_of(act, verb, ObjectKind::cost, id.value);
  activity.amount = cents;
  activity.detail = what;
  return act.timeline.record(transaction, std::move(activity));
}

struct KindName {
  CostKind kind;
  std::string_view name;
  const char* words;
};
constexpr KindName kNames[] = {{CostKind::people, "people", text::msgid("People")},
                               {CostKind::software, "software", text::msgid("Software and hosting")},
                               {CostKind::content, "content", text::msgid("Texts, pictures, films")},
                               {CostKind::events, "events", text::msgid("Events")},
                               {CostKind::gifts, "gifts", text::msgid("Gifts and thanks")},
                               {CostKind::spread, "spread", text::msgid("Making it known")},
                               {CostKind::other, "other", text::msgid("Other costs")}};

}  // namespace

std::string_view cost_kind_name(CostKind kind) { return std::ranges::find(kNames, kind, &KindName::kind)->name; }

std::optional<CostKind> parse_cost_kind(std::string_view name) {
  const auto found = std::ranges::find(kNames, name, &KindName::name);
  return found == std::end(kNames) ? std::nullopt : std::optional(found->kind);
}

const char* cost_kind_words(CostKind kind) { return std::ranges::find(kNames, kind, &KindName::kind)->words; }

Mistakes tidy(CostWords& words) {
  Mistakes mistakes;
  auto what = text::check_text(words.what, {.min = 1, .max = kMaxCostWords});
  if (what.problem) mistakes.push_back({"what", *what.problem});
  words.what = std::move(what.value);
  if (words.cents <= 0 || words.cents > text::kMostCents) {
    mistakes.push_back({"amount", {"Write an amount, like 129.90."}});
  }
  if (words.last_month < words.first_month) mistakes.push_back({"last_month", {"It ends before it begins."}});
  if (words.last_month != kOpenMonth && words.last_month - words.first_month > kMostCostMonths) {
    mistakes.push_back({"last_month", {"This is out of reach."}});
  }
  return mistakes;
}

std::string cost_account(CostKind kind) { return "cost:" + std::string(cost_kind_name(kind)); }

std::string cost_reference(const Cost& cost, std::int64_t month) {
  return "cost:" + std::to_string(cost.id.value) + ":" + month_in_figures(month) + ":" + std::to_string(cost.revision);
}

std::vector<Cost> costs(store::Reader& reader) {
  std::vector<Cost> all;
  for (auto& row : reader.all<Row>(kAll)) all.push_back(cost_of(std::move(row)));
  return all;
}

std::optional<Cost> find_cost(store::Reader& reader, CostId id) {
  auto row = reader.one<Row>(kOne, id);
  return row ? std::optional(cost_of(std::move(*row))) : std::nullopt;
}

CostId record_cost(store::Transaction& transaction, const ReturnAct& act, const CostWords& words) {
  const auto id = make_id<CostId>();
  const auto actor = act.actor ? std::optional(act.actor) : std::nullopt;
  const StaffChange change(transaction, Verb::cost_recorded, id.value);
  transaction.run(kInsert, id, words.kind, words.what, words.cents, words.first_month, words.last_month, actor, act.at);
  const auto told = tell(transaction, act, Verb::cost_recorded, id, words.cents, words.what);
  post(transaction, *find_cost(transaction, id), posted_until(words, act), act.at, told);
  change.keep(transaction);
  return id;
}

bool change_cost(store::Transaction& transaction, const ReturnAct& act, CostId id, const CostWords& words) {
  const auto before = find_cost(transaction, id);
  if (!before) return false;
  const StaffChange change(transaction, Verb::cost_changed, id.value);
  const auto told = tell(transaction, act, Verb::cost_changed, id, words.cents, words.what);
  take_back(transaction, *before, posted_until(*before, act), act.at, told);
  transaction.run(kChange, id, words.kind, words.what, words.cents, words.first_month, words.last_month);
  post(transaction, *find_cost(transaction, id), posted_until(words, act), act.at, told);
  change.keep(transaction);
  return true;
}

bool remove_cost(store::Transaction& transaction, const ReturnAct& act, CostId id) {
  const auto before = find_cost(transaction, id);
  if (!before) return false;
  const StaffChange change(transaction, Verb::cost_changed, id.value);
  const auto told = tell(transaction, act, Verb::cost_changed, id, 0, before->what);
  take_back(transaction, *before, posted_until(*before, act), act.at, told);
  transaction.run(kRemove, id, act.at);
  change.keep(transaction);
  return true;
}

void post_due_costs(store::Transaction& transaction, Instant at, text::TimeZone zone) {
  const auto present = month_of(at, zone);
  const auto all = transaction.all<std::string>(kPosted);
  const std::set<std::string> posted(all.begin(), all.end());
  for (auto& row : transaction.all<Row>(kDue, present)) {
    auto due = cost_of(std::move(row));
    const auto last = std::min(present, due.last_month);
    for (auto month = due.first_month; month <= last; ++month) {
      if (posted.contains(cost_reference(due, month))) continue;
      due.first_month = month;
      post(transaction, due, month, at, {});
    }
  }
}

}  // namespace parvis::community
