#include "community/returns/returns_check.h"

#include <algorithm>
#include <iterator>

#include "community/ledger/ledger.h"
#include "community/returns/cost_check.h"
#include "community/returns/gain.h"
#include "community/returns/return_rules.h"

namespace parvis::community {
namespace {

struct Rule {
  const char* sentence;  // after the number
  store::Sql count;
};

const Rule kRules[] = {
    {"gains that ended still count in the ledger", R"(
       select count(*) from gain join ledger_transfer on ledger_transfer.reference = 'gain:' || cast(gain.id as text)
       where gain.ended_at is not null
         and not exists (select 1 from ledger_transfer back where back.reverses = ledger_transfer.id))"},
    {"transfers of the ledger count gains that are not there", R"(
       select count(*) from ledger_transfer
       where reference >= 'gain:' and reference < 'gain;' and reverses is null
         and not exists (select 1 from ledger_transfer back where back.reverses = ledger_transfer.id)
         and not exists (select 1 from gain where gain.id = cast(substr(ledger_transfer.reference, 6) as bigint)))"},
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
       select count(*) from gain left join shop_order on shop_order.id = gain.subject
       where gain.kind = 3 and gain.ended_at is null
         and (shop_order.id is null or shop_order.standing <> 1 or shop_order.taken_back_at is not null))"},
    {"ideas of one conversation are counted twice", R"(
       select count(*) from (select thread from gain where kind = 5 and ended_at is null
         group by thread having count(*) > 1) twice)"},
};

constexpr store::Sql kProspectsBesideOrders{R"(
  select count(*) from gain where kind = 2 and ended_at is null and exists (
    select 1 from gain bought where bought.kind = 3 and bought.member = gain.member and bought.ended_at is null
      and bought.at >= gain.at and bought.at < gain.at + $1))"};
// Each gain that counts, in the account of its kind with its quantity, and in its month.
constexpr store::Sql kGainsUnheld{R"(
  select count(*) from gain where kind = $1 and ended_at is null and not exists (
    select 1 from ledger_transfer
      join ledger_entry on ledger_entry.transfer = ledger_transfer.id
      join ledger_account on ledger_account.id = ledger_entry.account
    where ledger_transfer.reference = 'gain:' || cast(gain.id as text) and ledger_transfer.month = gain.month
      and ledger_entry.amount = gain.quantity and ledger_account.key = $2
      and not exists (select 1 from ledger_transfer back where back.reverses = ledger_transfer.id)))"};

std::int64_t gains_unheld(store::Reader& reader) {
  std::int64_t all = 0;
  for (const auto kind : kGainKinds)
    all += reader.one<std::int64_t>(kGainsUnheld, kind, gain_account(kind)).value_or(0);
  return all;
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
  if (const auto unheld = gains_unheld(reader); unheld > 0) {
    problems.push_back(std::to_string(unheld) + " gains are not in the ledger, or not with their quantity");
  }
  std::ranges::move(check_costs(reader), std::back_inserter(problems));
  return problems;
}

}  // namespace parvis::community
