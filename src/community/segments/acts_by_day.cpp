#include "community/segments/acts_by_day.h"

#include <algorithm>
#include <map>
#include <set>

#include "community/activity/member_walk.h"
#include "community/segments/condition.h"
#include "core/store/many_rows.h"

namespace parvis::community {
namespace {

constexpr int kVerbs = 260;  // verbs.h names none above

constexpr store::Sql kPosition{"select last_activity from fold where view = $1"};
constexpr store::Sql kBegin{"insert into fold (view, last_activity) values ($1, 0) on conflict (view) do nothing"};
constexpr store::Sql kMove{"update fold set last_activity = $3 where view = $1 and last_activity = $2"};
constexpr store::Sql kNew{R"(
  select id, at, coalesce(actor, 0), verb, object, coalesce(space, 0), coalesce(counterpart, 0), amount, detail
  from activity where id > $1 order by id limit $2)"};
constexpr store::Sql kGone{"select id from member where status = 4 and id in ("};
constexpr store::Sql kInto{"insert into act_day (part, verb, member, day, space, acts, amount)"};
constexpr store::Sql kAdd{R"(
  on conflict (part, verb, member, day, space)
  do update set acts = act_day.acts + excluded.acts, amount = act_day.amount + excluded.amount)"};
constexpr store::Sql kDropEmpty{R"(
  delete from act_day where part = $1 and verb = $2 and member = $3 and day = $4 and space = $5 and acts <= 0)"};
constexpr store::Sql kForget{"delete from act_day"};
constexpr store::Sql kFromNothing{"update fold set last_activity = 0 where view = $1"};

// A piece of a walk, of those who acted or were acted upon. (243: an order, which may be taken back.)
constexpr store::Sql kFillDone{R"(
  insert into act_day (part, verb, member, day, space, acts, amount)
  select 1, verb, actor, (at - case when at < 0 then 86399999999 else 0 end) / 86400000000, coalesce(space, 0),
    sum(case when verb = 243 and amount < 0 then -1 else 1 end), sum(amount)
  from activity
  where (actor, at) > ($1, $2) and (actor, at) <= ($3, $4) and id <= $5
    and not exists (select 1 from member where member.id = activity.actor and member.status = 4) and verb in ()"};
constexpr store::Sql kFillReceived{R"(
  insert into act_day (part, verb, member, day, space, acts, amount)
  select 2, verb, counterpart, (at - case when at < 0 then 86399999999 else 0 end) / 86400000000, coalesce(space, 0),
    count(*), sum(amount)
  from activity
  where (counterpart, at) > ($1, $2) and (counterpart, at) <= ($3, $4) and id <= $5 and verb <> 243
    and not exists (select 1 from member where member.id = activity.counterpart and member.status = 4)
    and verb in ()"};
constexpr store::Sql kSumPiece{") group by 1, 2, 3, 4, 5"};
constexpr store::Sql kDropOrders{"delete from act_day where part = 1 and verb = 243 and acts <= 0"};
constexpr store::Sql kTakenBackUntil{R"(
  select id, at, coalesce(actor, 0), verb, object, coalesce(space, 0), coalesce(counterpart, 0), amount, detail
  from activity where id > $1 and id <= $2 and verb in ()"};

// The act that was taken back: written things by the instant they bear, gestures by who made them last.
constexpr store::Sql kAct{R"(
  select activity.id, activity.at, coalesce(activity.actor, 0), activity.verb, activity.object,
    coalesce(activity.space, 0), coalesce(activity.counterpart, 0), activity.amount, activity.detail from activity)"};
constexpr store::Sql kOfPost{R"(
  join post on post.id = $1 and activity.actor = post.author and activity.at = post.created_at
  where activity.object = post.id and activity.verb = 21 order by activity.id limit 1)"};
constexpr store::Sql kOfComment{R"(
  join comment on comment.id = $1 and activity.actor = comment.author and activity.at = comment.created_at
  where activity.object = comment.id and activity.verb = 22 order by activity.id limit 1)"};
constexpr store::Sql kOfThread{R"(
  join thread on thread.id = $1 and activity.actor = thread.author and activity.at = thread.created_at
  where activity.object = thread.id and activity.verb = 20 order by activity.id limit 1)"};
constexpr store::Sql kGesture{R"(
  where activity.actor = $1 and activity.verb = $2 and activity.object = $3 and activity.id < $4
  order by activity.at desc, activity.id desc limit 1)"};
constexpr store::Sql kReaction{R"(
  where activity.actor = $1 and activity.verb = 40 and activity.object = $2 and activity.id < $3
    and activity.detail = $4
  order by activity.at desc, activity.id desc limit 1)"};
constexpr store::Sql kAcceptance{R"(
  join post on post.id = $1 and activity.counterpart = post.author
  where activity.verb = 44 and activity.object = post.id and activity.id < $2
  order by activity.at desc, activity.id desc limit 1)"};

struct ActRow {
  ActivityId id;
  Instant at;
  std::int64_t actor = 0;
  Verb verb = Verb::joined;
  std::int64_t object = 0, space = 0, counterpart = 0, amount = 0;
  std::string detail;
};

struct Key {
  std::int64_t part, verb, member, day, space;
  auto operator<=>(const Key&) const = default;
};
struct Sum {
  std::int64_t acts = 0, amount = 0;
};
using Sums = std::map<Key, Sum>;

const std::set<Verb>& verbs_counted() {
  static const std::set<Verb> counted = [] {
    std::set<Verb> all(counted_verbs().begin(), counted_verbs().end());
    all.insert(Verb::order_recorded);
    return all;
  }();
  return counted;
}

bool is_counted(Verb verb) { return verbs_counted().contains(verb); }

void count(Sums& sums, const ActRow& act, std::int64_t times) {
  const bool is_order = act.verb == Verb::order_recorded;
  const bool is_taken_back = is_order && act.amount < 0;
  const auto add = [&](ActPart part, std::int64_t member) {
    if (member == 0) return;
    auto& sum =
        sums[{static_cast<std::int64_t>(part), static_cast<std::int64_t>(act.verb), member, day_of(act.at), act.space}];
    sum.acts += is_taken_back ? -times : times;
    sum.amount += times * act.amount;
  };
  add(ActPart::done, act.actor);
  if (!is_order) add(ActPart::received, act.counterpart);
}

std::optional<ActRow> act_taken_back(store::Reader& reader, const ActRow& act) {
  const auto gesture = [&](Verb verb) {
    return reader.one<ActRow>(kAct + kGesture, act.actor, verb, act.object, act.id);
  };
  switch (act.verb) {
    case Verb::post_deleted:
    case Verb::post_restored: return reader.one<ActRow>(kAct + kOfPost, act.object);
    case Verb::comment_deleted:
    case Verb::comment_restored: return reader.one<ActRow>(kAct + kOfComment, act.object);
    case Verb::thread_deleted:
    case Verb::thread_restored: return reader.one<ActRow>(kAct + kOfThread, act.object);
    case Verb::reaction_withdrawn:
      return reader.one<ActRow>(kAct + kReaction, act.actor, act.object, act.id, act.detail);
    case Verb::vote_withdrawn: return gesture(Verb::voted);
    case Verb::unfollowed: return gesture(Verb::followed);
    case Verb::solution_withdrawn: return reader.one<ActRow>(kAct + kAcceptance, act.object, act.id);
    default: return std::nullopt;
  }
}

bool puts_back(Verb verb) {
  return verb == Verb::post_restored || verb == Verb::comment_restored || verb == Verb::thread_restored;
}

void take_back(store::Reader& reader, Sums& sums, const ActRow& act) {
  if (!takes_back(act.verb)) return;
  if (const auto taken = act_taken_back(reader, act)) count(sums, *taken, puts_back(act.verb) ? 1 : -1);
}

Sums sums_of(store::Reader& reader, const std::vector<ActRow>& acts) {
  Sums sums;
  for (const auto& act : acts) {
    if (is_counted(act.verb)) count(sums, act, 1);
    take_back(reader, sums, act);
  }
  return sums;
}

std::set<std::int64_t> gone_among(store::Reader& reader, const Sums& sums) {
  std::set<std::int64_t> members;
  for (const auto& [key, sum] : sums) members.insert(key.member);
  std::set<std::int64_t> gone;
  const auto sql = kGone + store::Sql::numbers({members.begin(), members.end()}) + ")";
  for (const auto member : reader.all<std::int64_t>(sql)) gone.insert(member);
  return gone;
}

void write_sums(store::Transaction& transaction, const Sums& sums) {
  const auto gone = gone_among(transaction, sums);
  std::vector<Key> lessened;
  {
    store::ManyRows rows(transaction, kInto, 7, kAdd);
    for (const auto& [key, sum] : sums) {
      if (gone.contains(key.member) || (sum.acts == 0 && sum.amount == 0)) continue;
      rows.add(key.part, key.verb, key.member, key.day, key.space, sum.acts, sum.amount);
      if (sum.acts < 0) lessened.push_back(key);
    }
    rows.put_in();
  }
  for (const auto& key : lessened) transaction.run(kDropEmpty, key.part, key.verb, key.member, key.day, key.space);
}

// The stages of a walk: what was done, what was received, what was taken back.
constexpr std::int64_t kReceivedStage = 2, kTakenBackStage = 3;
constexpr int kTakenBackTogether = 500;

void fill_piece(store::Transaction& transaction, MemberWalk walk, int together) {
  const bool is_done = walk.stage < kReceivedStage;
  const auto to = place_after(transaction, is_done ? Acts::done : Acts::received, walk.done, together);
  if (to) {
    const auto piece = (is_done ? kFillDone : kFillReceived) +
                       store::Sql::numbers(numbers_of(std::vector(verbs_counted().begin(), verbs_counted().end()))) +
                       kSumPiece + kAdd;
    transaction.run(piece, walk.done.member, walk.done.at, to->member, to->at, walk.until);
    walk.done = *to;
  } else {
    if (is_done) transaction.run(kDropOrders);
    walk.begin(walk.stage + 1);
  }
  keep_walk(transaction, kActsView, walk);
}

std::vector<ActRow> next_taken_back(store::Reader& reader, const MemberWalk& walk) {
  std::vector<std::int64_t> verbs;
  for (int number = 1; number < kVerbs; ++number) {
    if (takes_back(Verb{number})) verbs.push_back(number);
  }
  const auto next = kTakenBackUntil + store::Sql::numbers(verbs) + ") order by id limit $3";
  return reader.all<ActRow>(next, walk.done.member, walk.until, kTakenBackTogether);
}

// Of the acts that are walked through, those that took something back: found without keeping others from writing.
bool take_back_piece(store::Store& store, const MemberWalk& walk) {
  const auto acts = store.read([&](store::Reader& reader) { return next_taken_back(reader, walk); });
  return store.write([&](store::Transaction& transaction) {
    const auto now = walk_under_way(transaction, kActsView);
    if (!now || now->stage != walk.stage || now->done.member != walk.done.member) return true;
    if (acts.empty()) {
      end_walk(transaction, kActsView);
      return move_fold(transaction, kActsView, fold_position(transaction, kActsView), walk.until);
    }
    Sums sums;
    for (const auto& act : acts) take_back(transaction, sums, act);
    write_sums(transaction, sums);
    auto further = walk;
    further.done.member = acts.back().id.value;
    keep_walk(transaction, kActsView, further);
    return true;
  });
}

// One step of a first filling; false when there is none to do.
bool fill_some(store::Store& store, const Walking& walking) {
  struct Now {
    std::optional<MemberWalk> walk;
    bool begins = false;
  };
  const auto now = store.read([&](store::Reader& reader) {
    Now read{.walk = walk_under_way(reader, kActsView)};
    read.begins = !read.walk && !fold_position(reader, kActsView) && is_worth_a_walk(reader, walking);
    return read;
  });
  if (!now.walk && !now.begins) return false;
  if (now.walk && now.walk->stage == kTakenBackStage) return take_back_piece(store, *now.walk);
  store.write([&](store::Transaction& transaction) {
    auto walk = walk_under_way(transaction, kActsView);
    if (!walk && fold_position(transaction, kActsView)) return;  // another node was quicker
    if (!walk) walk = begun_walk(transaction);
    if (walk->stage != kTakenBackStage) fill_piece(transaction, *walk, walking.together);
  });
  return true;
}

std::int64_t fold_some(store::Store& store, int together) {
  const auto waits = store.read(
      [&](store::Reader& reader) { return !reader.all<ActRow>(kNew, fold_position(reader, kActsView), 1).empty(); });
  if (!waits) return 0;
  return store.write([&](store::Transaction& transaction) -> std::int64_t {
    const auto from = fold_position(transaction, kActsView);
    const auto acts = transaction.all<ActRow>(kNew, from, together);
    if (acts.empty() || !move_fold(transaction, kActsView, from, acts.back().id)) return 0;
    write_sums(transaction, sums_of(transaction, acts));
    return static_cast<std::int64_t>(acts.size());
  });
}

}  // namespace

ActivityId fold_position(store::Reader& reader, std::string_view view) {
  return reader.one<ActivityId>(kPosition, view).value_or(ActivityId{});
}

bool move_fold(store::Transaction& transaction, std::string_view view, ActivityId from, ActivityId to) {
  transaction.run(kBegin, view);
  return transaction.run(kMove, view, from, to) > 0;
}

std::int64_t fold_acts(store::Store& store, int together, const std::stop_token& stop, const Walking& walking) {
  std::int64_t all = 0;
  while (!stop.stop_requested() && fill_some(store, walking)) continue;
  while (!stop.stop_requested()) {
    const auto folded = fold_some(store, together);
    if (folded == 0) break;
    all += folded;
  }
  return all;
}

void forget_folded_acts(store::Transaction& transaction) {
  transaction.run(kForget);
  transaction.run(kFromNothing, kActsView);
  end_walk(transaction, kActsView);
}

}  // namespace parvis::community
