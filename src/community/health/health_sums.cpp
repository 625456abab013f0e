#include "community/health/health_sums.h"

#include "core/store/gather.h"

namespace parvis::community::health {
namespace {

using store::Fold;

constexpr store::Gathered kAddActs{R"(
  insert into health_act (day, kind, acts) values ($1, $2, $3)
  on conflict (day, kind) do update set acts = health_act.acts + excluded.acts)",
                                   {Fold::key, Fold::key, Fold::sum}};
constexpr store::Gathered kAddHour{R"(
  insert into health_hour (day, hour, acts) values ($1, $2, $3)
  on conflict (day, hour) do update set acts = health_hour.acts + excluded.acts)",
                                   {Fold::key, Fold::key, Fold::sum}};
constexpr store::Gathered kAddDay{R"(
  insert into health_member_day (member, day, acts, words) values ($1, $2, $3, $4)
  on conflict (member, day) do update
    set acts = health_member_day.acts + excluded.acts, words = health_member_day.words + excluded.words)",
                                  {Fold::key, Fold::key, Fold::sum, Fold::sum}};
constexpr store::Gathered kAddTie{R"(
  insert into health_tie (from_member, to_member, day, kind, acts) values ($1, $2, $3, $4, $5)
  on conflict (from_member, to_member, day, kind) do update set acts = health_tie.acts + excluded.acts)",
                                  {Fold::key, Fold::key, Fold::key, Fold::key, Fold::sum}};
constexpr store::Gathered kAddExchange{R"(
  insert into health_exchange (member, other, given, received, acts) values ($1, $2, $3, $4, $5)
  on conflict (member, other) do update set given = health_exchange.given + excluded.given,
    received = health_exchange.received + excluded.received, acts = health_exchange.acts + excluded.acts)",
                                       {Fold::key, Fold::key, Fold::sum, Fold::sum, Fold::sum}};

// Nothing is not a row: else what was taken back would leave a trace that a fold from zero does not.
constexpr store::Sql kDropActs{"delete from health_act where day = $1 and kind = $2 and acts = 0"};
constexpr store::Sql kDropHour{"delete from health_hour where day = $1 and hour = $2 and acts = 0"};
constexpr store::Sql kDropDay{"delete from health_member_day where member = $1 and day = $2 and acts = 0"};
constexpr store::Sql kDropTie{R"(
  delete from health_tie where from_member = $1 and to_member = $2 and day = $3 and kind = $4 and acts = 0)"};
constexpr store::Sql kDropExchange{"delete from health_exchange where member = $1 and other = $2 and acts = 0"};

}  // namespace

void HealthSums::count(const FoldedAct& act, Counts counts) {
  const auto one = counts == Counts::added ? 1 : -1;
  const auto day = days_.day_of(act.at);
  acts_[{day, act.kind}] += one;
  if (!is_taking_part(act.kind)) return;
  auto& took = days_of_members_[{act.actor.value, day}];
  took.acts += one;
  if (is_words(act.kind)) took.words += one;
  if (!act.counterpart || act.counterpart == act.actor || !ties(act.kind)) return;
  hours_[{day, days_.hour_of(act.at)}] += one;
  ties_[{act.actor.value, act.counterpart.value, day, act.kind}] += one;
  given_[{act.actor.value, act.counterpart.value}] += one;
}

void HealthSums::write(store::Transaction& transaction, Views views) {
  if (views != Views::of_members) write_of_everybody(transaction);
  if (views != Views::of_everybody) write_of_members(transaction);
  if (views == Views::all) write_exchange(transaction);
}

void HealthSums::write_of_everybody(store::Transaction& transaction) {
  for (const auto& [key, acts] : acts_) {
    if (acts != 0) store::gather(transaction, kAddActs, key.first, key.second, acts);
    if (acts < 0) transaction.run(kDropActs, key.first, key.second);
  }
  for (const auto& [key, acts] : hours_) {
    if (acts != 0) store::gather(transaction, kAddHour, key.first, key.second, acts);
    if (acts < 0) transaction.run(kDropHour, key.first, key.second);
  }
}

void HealthSums::write_of_members(store::Transaction& transaction) {
  for (const auto& [key, took] : days_of_members_) {
    if (took.acts != 0 || took.words != 0) {
      store::gather(transaction, kAddDay, key.first, key.second, took.acts, took.words);
    }
    if (took.acts < 0) transaction.run(kDropDay, key.first, key.second);
  }
  for (const auto& [key, acts] : ties_) {
    const auto& [from, to, day, kind] = key;
    if (acts != 0) store::gather(transaction, kAddTie, from, to, day, kind, acts);
    if (acts < 0) transaction.run(kDropTie, from, to, day, kind);
  }
}

void HealthSums::write_exchange(store::Transaction& transaction) {
  constexpr std::int64_t kNone = 0;
  for (const auto& [pair, acts] : given_) {
    if (acts == 0) continue;
    store::gather(transaction, kAddExchange, pair.first, pair.second, acts, kNone, acts);
    store::gather(transaction, kAddExchange, pair.second, pair.first, kNone, acts, acts);
    if (acts > 0) continue;
    transaction.run(kDropExchange, pair.first, pair.second);
    transaction.run(kDropExchange, pair.second, pair.first);
  }
}

}  // namespace parvis::community::health
