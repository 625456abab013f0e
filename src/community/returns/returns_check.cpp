#include "community/returns/returns_check.h"

#include <set>

#include "community/ledger/ledger.h"
#include "community/returns/return_rules.h"

namespace parvis::community {
namespace {

struct Rule {
  const char* sentence;  // after the number
  store::Sql count;
};

const Rule kRules[] = {
    {"gains are not in the ledger, or not with their quantity", R"(
       select count(*) from gain where ended_at is null and not exists (
         select 1 from ledger_transfer
           join ledger_entry on ledger_entry.transfer = ledger_transfer.id
         where ledger_transfer.reference = 'gain:' || cast(gain.id as text) and ledger_transfer.month = gain.month
           and ledger_entry.amount = gain.quantity
           and not exists (select 1 from ledger_transfer back where back.reverses = ledger_transfer.id)))"},
    {"gains that ended still count in the ledger", R"(
       select count(*) from gain join ledger_transfer on ledger_transfer.reference = 'gain:' || cast(gain.id as text)
       where gain.ended_at is not null
         and not exists (select 1 from ledger_transfer back where back.reverses = ledger_transfer.id))"},
    {"gains come from an act that is not on the timeline", R"(
       select count(*) from gain where act is not null
         and not exists (select 1 from activity where activity.id = gain.act))"},
    {"acts of gains are not on the timeline", R"(
       select count(*) from gain_act where not exists (select 1 from activity where activity.id = gain_act.act))"},
    {"solved questions are counted twice", R"(
       select count(*) from (select gain.thread from gain
         join post on post.id = gain.subject and post.thread = gain.thread
         where gain.kind = 1 and gain.ended_at is null group by gain.thread having count(*) > 1) twice)"},
    {"answers, orders or days of pages are counted twice", R"(
       select count(*) from (select kind, subject from gain where subject is not null and ended_at is null
         group by kind, subject having count(*) > 1) twice)"},
    {"orders that count are not among the gains", R"(
       select count(*) from shop_order where standing = 1 and taken_back_at is null and not exists (
         select 1 from gain where gain.kind = 3 and gain.subject = shop_order.id and gain.ended_at is null
           and gain.quantity = shop_order.cents))"},
    {"orders that count for nothing are among the gains", R"(
       select count(*) from shop_order join gain on gain.kind = 3 and gain.subject = shop_order.id
       where gain.ended_at is null and (shop_order.standing <> 1 or shop_order.taken_back_at is not null))"},
};

constexpr store::Sql kProspectsBesideOrders{R"(
  select count(*) from gain where kind = 2 and ended_at is null and exists (
    select 1 from gain bought where bought.kind = 3 and bought.member = gain.member and bought.ended_at is null
      and bought.at >= gain.at and bought.at < gain.at + $1))"};
constexpr store::Sql kCosts{R"(
  select reference from ledger_transfer
  where reference >= 'cost:' and reference < 'cost;' and reverses is null
    and not exists (select 1 from ledger_transfer back where back.reverses = ledger_transfer.id))"};

// "cost:<id>:<month>:<revision>": no month of one cost in two revisions.
std::size_t costs_counted_twice(store::Reader& reader) {
  std::set<std::string> seen;
  std::size_t twice = 0;
  for (auto& reference : reader.all<std::string>(kCosts)) {
    reference.resize(reference.rfind(':'));
    if (!seen.insert(std::move(reference)).second) ++twice;
  }
  return twice;
}

}  // namespace

std::vector<std::string> check_returns(store::Reader& reader) {
  auto problems = check_ledger(reader);
  for (const auto& rule : kRules) {
    const auto wrong = reader.one<std::int64_t>(rule.count).value_or(0);
    if (wrong > 0) problems.push_back(std::to_string(wrong) + " " + rule.sentence);
  }
  const auto pause = read_return_rules(reader).pause_days * kDay;
  if (const auto beside = reader.one<std::int64_t>(kProspectsBesideOrders, pause).value_or(0); beside > 0) {
    problems.push_back(std::to_string(beside) + " prospects count beside the order they became");
  }
  if (const auto twice = costs_counted_twice(reader); twice > 0) {
    problems.push_back(std::to_string(twice) + " months of a cost are counted twice");
  }
  return problems;
}

}  // namespace parvis::community
