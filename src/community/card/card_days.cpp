#include "community/card/card_days.h"

#include <chrono>
#include <map>
#include <set>
#include <tuple>

#include "community/activity/member_walk.h"
#include "community/card/card_kind.h"
#include "community/segments/acts_by_day.h"
#include "community/segments/condition.h"
#include "core/jobs/jobs.h"
#include "core/store/many_rows.h"

namespace parvis::community {
namespace {

constexpr std::int64_t kLookEvery = 5 * kSecond;
constexpr auto kAtOnce = std::chrono::seconds(3);  // of folding: what is as long waits behind it
constexpr auto kWalkAtOnce = std::chrono::seconds(30);

constexpr store::Sql kNew{R"(
  select id, at, coalesce(actor, 0), verb, coalesce(space, 0), coalesce(counterpart, 0)
  from activity where id > $1 order by id limit $2)"};
constexpr store::Sql kAny{"select id from activity where id > $1 order by id limit 1"};
constexpr store::Sql kGone{"select id from member where status = 4 and id in ("};
constexpr store::Sql kInto{"insert into card_day (member, part, day, kind, space, acts)"};
constexpr store::Sql kAdd{R"(
  on conflict (member, part, day, kind, space) do update set acts = card_day.acts + excluded.acts)"};
// A piece of a walk: by day, by kind, by space.
constexpr store::Sql kFillDone{R"(
  insert into card_day (member, part, day, kind, space, acts)
  select actor, 1, (at - case when at < 0 then 86399999999 else 0 end) / 86400000000, )"};
constexpr store::Sql kOfDone{R"(, coalesce(space, 0), count(*) from activity
  where (actor, at) > ($1, $2) and (actor, at) <= ($3, $4) and id <= $5
    and not exists (select 1 from member where member.id = activity.actor and member.status = 4)
  group by 1, 2, 3, 4, 5)"};
constexpr store::Sql kFillReceived{R"(
  insert into card_day (member, part, day, kind, space, acts)
  select counterpart, 2, (at - case when at < 0 then 86399999999 else 0 end) / 86400000000, )"};
constexpr store::Sql kOfReceived{R"(, coalesce(space, 0), count(*) from activity
  where (counterpart, at) > ($1, $2) and (counterpart, at) <= ($3, $4) and id <= $5
    and not exists (select 1 from member where member.id = activity.counterpart and member.status = 4)
  group by 1, 2, 3, 4, 5)"};
constexpr store::Sql kForget{"delete from card_day"};
constexpr store::Sql kFromNothing{"update fold set last_activity = 0 where view = $1"};

struct Row {
  ActivityId id;
  Instant at;
  std::int64_t actor = 0;
  Verb verb = Verb::joined;
  std::int64_t space = 0, counterpart = 0;
};

using Key = std::tuple<std::int64_t, ActPart, std::int64_t, CardKind, std::int64_t>;  // member, part, day, kind, space

std::map<Key, std::int64_t> sums_of(store::Reader& reader, const std::vector<Row>& acts) {
  std::map<Key, std::int64_t> sums;
  std::set<std::int64_t> members;
  for (const auto& act : acts) {
    const auto add = [&](ActPart part, std::int64_t member) {
      if (member == 0) return;
      members.insert(member);
      ++sums[{member, part, day_of(act.at), card_kind_of(act.verb), act.space}];
    };
    add(ActPart::done, act.actor);
    add(ActPart::received, act.counterpart);
  }
  const auto sql = kGone + store::Sql::numbers({members.begin(), members.end()}) + store::Sql(")");
  for (const auto gone : reader.all<std::int64_t>(sql)) {
    std::erase_if(sums, [&](const auto& sum) { return std::get<0>(sum.first) == gone; });
  }
  return sums;
}

// "case when verb in (20) then 1 …": as card_kind_of says it.
store::Sql kind_in_words() {
  const auto number = [](auto value) { return store::Sql::numbers({static_cast<std::int64_t>(value)}); };
  store::Sql words = "case ";
  for (const auto kind : all_card_kinds()) {
    if (kind == CardKind::governed) continue;
    words = words + "when verb in (" + store::Sql::numbers(numbers_of(verbs_of(std::span(&kind, 1)))) + ") then " +
            number(kind) + " ";
  }
  return words + "else " + number(CardKind::governed) + " end";
}

void fill_piece(store::Transaction& transaction, MemberWalk walk, int together) {
  const bool is_done = walk.stage == 1;
  const auto to = place_after(transaction, is_done ? Acts::done : Acts::received, walk.done, together);
  if (to) {
    const auto piece = is_done ? kFillDone + kind_in_words() + kOfDone : kFillReceived + kind_in_words() + kOfReceived;
    transaction.run(piece + kAdd, walk.done.member, walk.done.at, to->member, to->at, walk.until);
    walk.done = *to;
    return keep_walk(transaction, kCardView, walk);
  }
  if (is_done) {
    walk.begin(2);
    return keep_walk(transaction, kCardView, walk);
  }
  end_walk(transaction, kCardView);
  move_fold(transaction, kCardView, fold_position(transaction, kCardView), walk.until);
}

void look(const jobs::Runner& runner, store::Store& store) {
  const auto began = std::chrono::steady_clock::now();
  while (fold_card_days(store) > 0) {
    const bool walks = store.read([](store::Reader& reader) { return walk_under_way(reader, kCardView).has_value(); });
    if (runner.stopping() || std::chrono::steady_clock::now() > began + (walks ? kWalkAtOnce : kAtOnce)) return;
  }
}

}  // namespace

std::int64_t fold_card_days(store::Store& store, int at_most, const Walking& walking) {
  // A quiet community is looked at often and written to never.
  const bool anything = store.read(
      [](store::Reader& reader) { return reader.one<ActivityId>(kAny, fold_position(reader, kCardView)).has_value(); });
  if (!anything) return 0;
  return store.write([&](store::Transaction& transaction) -> std::int64_t {
    const auto from = fold_position(transaction, kCardView);
    auto walk = walk_under_way(transaction, kCardView);
    if (!walk && !from && is_worth_a_walk(transaction, walking)) walk = begun_walk(transaction);
    if (walk) {
      fill_piece(transaction, *walk, walking.together);
      return walking.together;
    }
    const auto acts = transaction.all<Row>(kNew, from, at_most);
    if (acts.empty() || !move_fold(transaction, kCardView, from, acts.back().id)) return 0;
    store::ManyRows rows(transaction, kInto, 6, kAdd);
    for (const auto& [key, acts_of_day] : sums_of(transaction, acts)) {
      const auto& [member, part, day, kind, space] = key;
      rows.add(member, part, day, kind, space, acts_of_day);
    }
    rows.put_in();
    return static_cast<std::int64_t>(acts.size());
  });
}

void forget_card_days(store::Transaction& transaction) {
  transaction.run(kForget);
  transaction.run(kFromNothing, kCardView);
  end_walk(transaction, kCardView);
}

void keep_card_days(Community& community) {
  auto& runner = community.jobs();
  const auto fold = [&runner](const jobs::Job&, store::Store& store) { look(runner, store); };
  runner.every("card.fold", kLookEvery, fold, jobs::Pace::lengthy);
}

}  // namespace parvis::community
