#include "community/today/task.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "community/today/weights.h"
#include "core/errors.h"
#include "core/id_pair.h"

namespace parvis::community {

namespace {

constexpr store::Sql kColumns{R"(
  select id, kind, coalesce(member, 0), coalesce(thread, 0), figure, usual, weight, words, made_at, state, rests_until,
         coalesce(assignee, 0), coalesce(decided_by, 0), coalesce(decided_at, 0), contact
  from task )"};
// Steps of plans can be thousands: they are read apart, so that they hide nothing.
constexpr store::Sql kOpenOnes{
    "where state = 1 and kind <> 13 and rests_until <= $1 order by weight desc, id limit 200"};
constexpr store::Sql kOpenSteps{"where state = 1 and kind = 13 and rests_until <= $1"};
constexpr store::Sql kWeightiestSteps{" order by weight desc, id limit 20"};
// Ways along a plan that was removed end one after the other: nobody does a step of one meanwhile.
constexpr store::Sql kOfPlanThatIs{R"(
  and (kind <> 13 or not exists (
    select 1 from plan_member join plan on plan.id = plan_member.plan
    where plan_member.task = task.id and plan.removed_at is not null)))"};
constexpr store::Sql kCountOpen{"select count(*) from task where state = 1 and rests_until <= $1"};
constexpr store::Sql kForLater{"where state = 1 and (rests_until, id) > ($1, $2)"};
constexpr store::Sql kNearestDay{" order by rests_until, id limit $3"};
constexpr store::Sql kById{"where id = $1"};
constexpr store::Sql kAbout{"where member = $1 and state <> 5 order by id desc limit $2"};

constexpr store::Sql kKnown{"select id, state from task where kind = $1 and occasion = $2"};
constexpr store::Sql kOffer{R"(
  insert into task (id, kind, occasion, member, thread, figure, usual, weight, made_at, state, decided_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))"};
// What had passed is there again: its reason holds anew.
constexpr store::Sql kOfferAgain{
    "update task set figure = $2, usual = $3, weight = $4, state = 1 where id = $1 and state in (1, 4)"};
constexpr store::Sql kOpenFound{"select id from task where state = 1 and kind not in (11, 13)"};
constexpr store::Sql kPass{"update task set state = 4 where id = $1"};

constexpr store::Sql kDecide{R"(
  update task set state = $2, decided_by = $3, decided_at = $4, contact = $5 where id = $1 and state = 1)"};
constexpr store::Sql kRest{"update task set rests_until = $2 where id = $1 and state = 1"};
constexpr store::Sql kAssign{"update task set assignee = $2 where id = $1 and state = 1"};
// What was written to somebody is written.
constexpr store::Sql kLastDecision{R"(
  select id, decided_at, 0 from task where decided_by = $1 and decided_at > $2 and state in (2, 3) and contact = 0
  order by decided_at desc, id desc limit 1)"};
// Of those that rest, or are back, as they were decided then; what an undo did is no decision.
constexpr store::Sql kLastDays{R"(
  select task.id, activity.at, activity.verb, activity.amount, task.occasion, task.rests_until
  from activity join task on task.id = activity.object
  where activity.actor = $1 and activity.at > $2 and activity.object_kind = 54 and activity.detail <> 'taken back'
    and task.state = 1
    and (activity.verb = 222 and task.rests_until = activity.amount
      or activity.verb = 220 and activity.detail = 'brought back' and task.rests_until = activity.at)
    and not exists (
      select 1 from activity since
      where since.at >= activity.at and since.id > activity.id and since.object_kind = 54
        and since.object = activity.object and since.verb in (220, 222))
  order by activity.at desc, activity.id desc limit 20)"};
constexpr store::Sql kOpenAgain{
    "update task set state = 1, decided_by = null, decided_at = null where id = $1 and state in (2, 3)"};
constexpr store::Sql kWrite{R"(
  insert into task (id, kind, occasion, member, weight, words, made_by, made_at, rests_until)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};

struct Known {
  TaskId id;
  TaskState state;
};

template <class SomeId>
std::optional<std::int64_t> or_null(SomeId id) {
  return id ? std::optional(id.value) : std::nullopt;
}

Activity activity_of(const TaskAct& act, Verb verb, const Task& task) {
  return {.at = act.at,
          .actor = act.actor,
          .verb = verb,
          .object_kind = ObjectKind::task,
          .object = task.id.value,
          .thread = task.thread,
          .counterpart = task.member,
          .source = act.source};
}

Task open_task(store::Reader& reader, TaskId id) {
  auto task = find_task(reader, id);
  if (!task || task->state != TaskState::open) throw NotFound();
  return std::move(*task);
}

bool is_held_out(TaskKind kind, int hold_out) {
  return hold_out > 0 && may_be_held_out(kind) && std::random_device()() % 100 < static_cast<unsigned>(hold_out);
}

struct Offered {
  TaskId id;
  bool is_there = true;  // not held out
};

Offered offer_new(store::Transaction& transaction, const TaskAct& act, const Finding& one, int hold_out) {
  const auto id = make_id<TaskId>();
  const bool out = is_held_out(one.kind, hold_out);
  const auto state = out ? TaskState::held_out : TaskState::open;
  transaction.run(kOffer, id, one.kind, one.occasion, or_null(one.member), or_null(one.thread), one.figure, one.usual,
                  one.weight, act.at, state, out ? std::optional(act.at) : std::nullopt);
  const Task task{.id = id, .member = one.member, .thread = one.thread};
  auto fact = activity_of(act, Verb::task_made, task);
  if (out) {
    fact.verb = Verb::held_out;
    fact.actor = one.member;
    fact.counterpart = {};
  }
  act.timeline.record(transaction, fact);
  return {id, !out};
}

// In the details of acts: it stands there again, by a decision of its own, or since a decision was taken back.
constexpr std::string_view kBroughtBack = "brought back", kTakenBack = "taken back";

struct Decided {
  TaskId id;
  Instant at;
  std::int64_t waited_until = 0;  // of what was brought back before
};
struct DayDecided {
  TaskId id;
  Instant at;
  Verb verb;
  std::int64_t amount;
  std::string occasion;
  Instant until;
};

// The next step for an influencer rests until its day, which is set where the step is: that is no decision on a card.
bool is_day_of_step(const DayDecided& decided) {
  return decided.verb == Verb::task_snoozed && decided.occasion.starts_with("influencer:") &&
         decided.occasion.ends_with(":" + std::to_string(decided.until.microseconds / kDay)) &&
         decided.until.microseconds % kDay == 0;
}

std::optional<Decided> last_decision(store::Reader& reader, MemberId member, Instant at) {
  auto decided = reader.one<Decided>(kLastDecision, member, at - kHour);
  const auto days = reader.all<DayDecided>(kLastDays, member, at - kHour);
  const auto day = std::ranges::find_if_not(days, is_day_of_step);
  if (day != days.end() && (!decided || decided->at < day->at)) {
    decided = {day->id, day->at, day->verb == Verb::task_made ? day->amount : 0};
  }
  return decided;
}

}  // namespace

bool may_be_held_out(TaskKind kind) { return kind == TaskKind::newcomer || kind == TaskKind::slipping; }

int offer(store::Transaction& transaction, const TaskAct& act, const std::vector<Finding>& found, int hold_out) {
  std::set<TaskId> hold;
  int fresh = 0;
  for (const auto& one : found) {
    if (const auto known = transaction.one<Known>(kKnown, one.kind, one.occasion)) {
      transaction.run(kOfferAgain, known->id, one.figure, one.usual, one.weight);
      hold.insert(known->id);
      continue;
    }
    const auto offered = offer_new(transaction, act, one, hold_out);
    hold.insert(offered.id);
    fresh += offered.is_there;
  }
  for (const auto id : transaction.all<TaskId>(kOpenFound)) {
    if (!hold.contains(id)) transaction.run(kPass, id);
  }
  return fresh;
}

std::vector<Task> tasks_of_today(store::Reader& reader, Instant at) {
  std::vector<Task> shown, beyond;
  std::map<TaskKind, std::size_t> alike;
  auto open = reader.all<Task>(kColumns + kOpenOnes, at);
  std::ranges::move(reader.all<Task>(kColumns + kOpenSteps + kOfPlanThatIs + kWeightiestSteps, at),
                    std::back_inserter(open));
  std::ranges::stable_sort(open, std::ranges::greater(), &Task::weight);
  for (auto& task : open) {
    auto& into = alike[task.kind]++ < kMostOfAKind ? shown : beyond;
    into.push_back(std::move(task));
  }
  if (shown.size() > kMostShown) shown.resize(kMostShown);
  for (auto& task : beyond) {
    if (shown.size() == kMostShown) break;
    shown.push_back(std::move(task));
  }
  return shown;
}

std::vector<Task> tasks_about(store::Reader& reader, MemberId member, int at_most) {
  return reader.all<Task>(kColumns + kAbout, member, at_most);
}

std::int64_t count_open(store::Reader& reader, Instant at) {
  return reader.one<std::int64_t>(kCountOpen + kOfPlanThatIs, at).value_or(0);
}

std::string place_text(const LaterPlace& place) { return pair_text({place.until.microseconds, place.id.value}); }

std::optional<LaterPlace> parse_later_place(std::string_view text) {
  const auto place = parse_pair(text);
  return place ? std::optional(LaterPlace{{place->first}, {place->second}}) : std::nullopt;
}

LaterPage tasks_for_later(store::Reader& reader, Instant at, std::optional<LaterPlace> after, int at_most) {
  constexpr TaskId kLast{std::numeric_limits<std::int64_t>::max()};  // whose day is `at` is there
  const auto from = after && after->until > at ? *after : LaterPlace{at, kLast};
  LaterPage page{
      .tasks = reader.all<Task>(kColumns + kForLater + kOfPlanThatIs + kNearestDay, from.until, from.id, at_most + 1),
      .next = {}};
  if (page.tasks.size() <= static_cast<std::size_t>(at_most)) return page;
  page.tasks.pop_back();
  page.next = {page.tasks.back().rests_until, page.tasks.back().id};
  return page;
}

std::optional<Task> find_task(store::Reader& reader, TaskId id) { return reader.one<Task>(kColumns + kById, id); }

bool has_decision_to_take_back(store::Reader& reader, MemberId member, Instant at) {
  return last_decision(reader, member, at).has_value();
}

void finish_task(store::Transaction& transaction, const TaskAct& act, TaskId id, Contact contact) {
  const auto task = open_task(transaction, id);
  transaction.run(kDecide, id, TaskState::done, act.actor, act.at, contact);
  const auto verb = contact == Contact::written   ? Verb::contacted
                    : contact == Contact::thanked ? Verb::thanked
                                                  : Verb::task_done;
  act.timeline.record(transaction, activity_of(act, verb, task));
}

void set_aside(store::Transaction& transaction, const TaskAct& act, TaskId id) {
  const auto task = open_task(transaction, id);
  transaction.run(kDecide, id, TaskState::set_aside, act.actor, act.at, Contact::none);
  act.timeline.record(transaction, activity_of(act, Verb::task_set_aside, task));
}

void let_rest(store::Transaction& transaction, const TaskAct& act, TaskId id, Instant until) {
  const auto task = open_task(transaction, id);
  transaction.run(kRest, id, until);
  auto fact = activity_of(act, Verb::task_snoozed, task);
  fact.amount = until.microseconds;
  act.timeline.record(transaction, fact);
}

void bring_back(store::Transaction& transaction, const TaskAct& act, TaskId id) {
  const auto task = open_task(transaction, id);
  if (task.rests_until <= act.at) return;
  transaction.run(kRest, id, act.at);
  auto fact = activity_of(act, Verb::task_made, task);
  fact.amount = task.rests_until.microseconds;
  fact.detail = kBroughtBack;
  act.timeline.record(transaction, fact);
}

void assign(store::Transaction& transaction, const TaskAct& act, TaskId id, MemberId assignee) {
  const auto task = open_task(transaction, id);
  if (task.assignee == assignee) return;
  transaction.run(kAssign, id, or_null(assignee));
  auto fact = activity_of(act, Verb::task_assigned, task);
  fact.counterpart = assignee;
  act.timeline.record(transaction, fact);
}

std::optional<TaskId> take_back_decision(store::Transaction& transaction, const TaskAct& act) {
  const auto last = last_decision(transaction, act.actor, act.at);
  if (!last) return std::nullopt;
  const auto task = find_task(transaction, last->id);
  auto fact = activity_of(act, last->waited_until ? Verb::task_snoozed : Verb::task_made, *task);
  fact.amount = last->waited_until;
  fact.detail = kTakenBack;
  if (task->state == TaskState::open) {
    transaction.run(kRest, last->id, last->waited_until ? Instant{last->waited_until} : act.at);
  } else {
    transaction.run(kOpenAgain, last->id);
  }
  act.timeline.record(transaction, fact);
  return last->id;
}

std::optional<Sentence> problem_with_due(Instant due, Instant at) {
  constexpr auto kFarthest = 3'653 * kDay;
  if (due == Instant{}) return std::nullopt;
  if (due < at - 2 * kDay) return Sentence{"Name today or a day to come."};
  if (due > at + kFarthest) return Sentence{"Name a day within ten years."};
  return std::nullopt;
}

TaskId write_task(store::Transaction& transaction, const TaskAct& act, std::string_view words, MemberId about,
                  Instant due) {
  const Task task{.id = make_id<TaskId>(), .member = about};
  transaction.run(kWrite, task.id, TaskKind::written, id_text(task.id), or_null(about), weight_of(TaskKind::written),
                  words, act.actor, act.at, due);
  act.timeline.record(transaction, activity_of(act, Verb::task_made, task));
  return task.id;
}

TaskId write_plan_task(store::Transaction& transaction, const TaskAct& act, std::string_view occasion,
                       std::string_view words, MemberId about) {
  const Task task{.id = make_id<TaskId>(), .member = about};
  transaction.run(kWrite, task.id, TaskKind::plan_step, occasion, or_null(about), weight_of(TaskKind::plan_step), words,
                  or_null(act.actor), act.at, Instant{});
  act.timeline.record(transaction, activity_of(act, Verb::task_made, task));
  return task.id;
}

}  // namespace parvis::community
