#include "community/health/health_fold.h"

#include "community/activity/others_acts.h"
#include "community/health/health_taking.h"
#include "core/store/many_rows.h"

namespace parvis::community::health {
namespace {

constexpr store::Sql kState{R"(
  select last_act, time_zone, reported_act, reported_at, report_cost from health_state where place = 1)"};
constexpr store::Sql kSetState{R"(
  insert into health_state (place, last_act, time_zone, reported_act, reported_at, report_cost) values (1, $1, $2, 0, 0, 0)
  on conflict (place) do update set last_act = excluded.last_act, time_zone = excluded.time_zone)"};

// A piece of a walk, of what is folded.
constexpr store::Sql kActsOfPiece{R"(
  select at, actor, verb, object_kind, object, coalesce(space, 0), coalesce(thread, 0), coalesce(counterpart, 0), amount,
         detail, source, id
  from activity
  where (actor, at) > ($1, $2) and (actor, at) <= ($3, $4) and id <= $5
    and verb in (20, 21, 22, 40, 41, 42, 43, 44, 45, 46, 47)
  order by actor, at, id)"};
constexpr store::Sql kNextGiver{R"(
  select from_member from (
    select from_member from health_tie where from_member > $1 order by from_member limit $2) as next_ties
  order by from_member desc limit 1)"};
constexpr store::Sql kExchanges{R"(
  select member, other, cast(sum(given) as bigint), cast(sum(received) as bigint) from (
    select from_member as member, to_member as other, acts as given, 0 as received from health_tie
    where from_member > $1 and from_member <= $2
    union all
    select to_member, from_member, 0, acts from health_tie where to_member > $1 and to_member <= $2) as ties
  group by member, other order by member, other)"};
constexpr store::Sql kIntoExchange{"insert into health_exchange (member, other, given, received, acts)"};
constexpr store::Sql kOrSet{R"(
  on conflict (member, other) do update
    set given = excluded.given, received = excluded.received, acts = excluded.acts)"};

constexpr std::string_view kView = "health";
// The stages of a walk: words and conversations, in the order of the acts; what each member did; with whom they
// exchange.
enum class Stage : std::int64_t { words = 1, members = 2, exchange = 3 };
constexpr std::size_t kExchangesTogether = 5000;  // of one write

std::int64_t fold_some(store::Transaction& transaction, const HealthState& state, const text::TimeZone& zone,
                       int at_most, Views views, std::int64_t until) {
  auto acts = activities_after(transaction, ActivityId{state.last_act}, at_most);
  std::erase_if(acts, [&](const Activity& act) { return act.id.value > until; });
  if (acts.empty()) return 0;
  HealthFold fold(transaction, LocalDays(zone));
  for (const auto& act : acts) fold.take(act);
  fold.finish(views);
  transaction.run(kSetState, acts.back().id, zone.name());
  return static_cast<std::int64_t>(acts.size());
}

void walk_on(store::Transaction& transaction, MemberWalk walk, const HealthState& state, const text::TimeZone& zone,
             int together) {
  if (Stage{walk.stage} == Stage::words) {
    const auto until = walk.until.value;
    const auto folded = fold_some(transaction, state, zone, together, Views::of_everybody, until);
    if (folded == 0) walk.begin(static_cast<std::int64_t>(Stage::members));
    return keep_walk(transaction, kView, walk);
  }
  const auto to = place_after(transaction, Acts::done, walk.done, together);
  if (!to) {
    walk.begin(static_cast<std::int64_t>(Stage::exchange));
    return keep_walk(transaction, kView, walk);
  }
  HealthFold fold(transaction, LocalDays(zone));
  for (const auto& act :
       transaction.all<Activity>(kActsOfPiece, walk.done.member, walk.done.at, to->member, to->at, walk.until)) {
    fold.take_as_it_ended(act);
  }
  fold.finish_piece();
  walk.done = *to;
  keep_walk(transaction, kView, walk);
}

bool is_still_at(store::Reader& reader, const MemberWalk& walk) {
  const auto now = walk_under_way(reader, kView);
  return now && now->until == walk.until && now->stage == walk.stage && now->done.member == walk.done.member;
}

// With whom those members exchange who come next: summed without keeping others from writing, and the same when it is
// done twice. Where another node was quicker these sums are no longer wanted: it may have taken in what came since.
void walk_on_exchange(store::Store& store, const MemberWalk& walk, int together) {
  struct Row {
    MemberId member, other;
    std::int64_t given, received;
  };
  std::optional<MemberId> to;
  const auto rows = store.read([&](store::Reader& reader) {
    to = reader.one<MemberId>(kNextGiver, walk.done.member, 8 * together);
    return reader.all<Row>(kExchanges, walk.done.member, to ? to->value : INT64_MAX);
  });
  for (std::size_t from = 0; from < rows.size(); from += kExchangesTogether) {
    store.write([&](store::Transaction& transaction) {
      if (!is_still_at(transaction, walk)) return;
      store::ManyRows many(transaction, kIntoExchange, 5, kOrSet);
      for (auto at = from; at < std::min(rows.size(), from + kExchangesTogether); ++at) {
        const auto& row = rows[at];
        many.add(row.member, row.other, row.given, row.received, row.given + row.received);
      }
      many.put_in();
    });
  }
  store.write([&](store::Transaction& transaction) {
    if (!is_still_at(transaction, walk)) return;
    if (!to) return end_walk(transaction, kView);
    auto further = walk;
    further.done.member = to->value;
    keep_walk(transaction, kView, further);
  });
}

}  // namespace

HealthState health_state(store::Reader& reader) { return reader.one<HealthState>(kState).value_or(HealthState{}); }

void forget_health(store::Transaction& transaction) {
  transaction.run("delete from health_act");
  transaction.run("delete from health_hour");
  transaction.run("delete from health_member_day");
  transaction.run("delete from health_tie");
  transaction.run("delete from health_exchange");
  transaction.run("delete from health_word");
  transaction.run("delete from health_thread");
  transaction.run("delete from health_state");
  end_walk(transaction, kView);
}

bool is_health_walked(store::Reader& reader) { return walk_under_way(reader, kView).has_value(); }

std::int64_t fold_health(store::Store& store, const text::TimeZone& zone, const HealthFolding& how) {
  struct Waiting {
    bool anything = false;
    std::optional<MemberWalk> walk;
  };
  // A quiet community is looked at often and written to never.
  const auto waiting = store.read([&](store::Reader& reader) {
    const auto state = health_state(reader);
    const bool is_elsewhere = state.last_act != 0 && state.time_zone != zone.name();
    Waiting read{.walk = is_elsewhere ? std::nullopt : walk_under_way(reader, kView)};
    read.anything = read.walk || is_elsewhere || last_activity(reader).value > state.last_act;
    return read;
  });
  if (!waiting.anything) return 0;
  if (waiting.walk && Stage{waiting.walk->stage} == Stage::exchange) {
    walk_on_exchange(store, *waiting.walk, how.walking.together);
    return 1;
  }
  return store.write([&](store::Transaction& transaction) -> std::int64_t {
    auto state = health_state(transaction);
    if (state.last_act != 0 && state.time_zone != zone.name()) {
      forget_health(transaction);
      state = {};
    }
    auto walk = walk_under_way(transaction, kView);
    if (!walk && state.last_act == 0 && is_worth_a_walk(transaction, how.walking)) walk = begun_walk(transaction);
    if (!walk) return fold_some(transaction, state, zone, how.at_most, Views::all, INT64_MAX);
    if (Stage{walk->stage} != Stage::exchange) walk_on(transaction, *walk, state, zone, how.walking.together);
    return 1;
  });
}

}  // namespace parvis::community::health
