#include "community/plans/plan_way.h"

#include <algorithm>
#include <boost/json.hpp>
#include <limits>

#include "core/errors.h"
#include "core/jobs/jobs.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSelect{R"(
  select id, plan, member, assigned_by, begun_at, next_step, due_at, coalesce(task, 0), held, ended_at, ending
  from plan_member)"};
constexpr store::Sql kIsActive{"select 1 from member where id = $1 and status = 1"};
constexpr store::Sql kWentBefore{"select 1 from plan_member where plan = $1 and member = $2 limit 1"};
constexpr store::Sql kBegin{R"(
  insert into plan_member (id, plan, member, assigned_by, begun_at, next_step, due_at)
  values ($1, $2, $3, $4, $5, $6, $7))"};
constexpr store::Sql kEnd{R"(
  update plan_member set ended_at = $2, ending = $3, ended_by = $4, task = null, held = 0
  where id = $1 and ended_at is null)"};
// The card in Today that the step became, when nobody decided on it (13: of a plan; 1: open, 4: passed).
constexpr store::Sql kPassTask{"update task set state = 4 where id = $1 and state = 1 and kind = 13"};
constexpr store::Sql kGoOn{"update plan_member set next_step = $2, due_at = $3, task = $4, held = 0 where id = $1"};
constexpr store::Sql kHold{"update plan_member set held = $2, due_at = $3 where id = $1"};
constexpr store::Sql kMoment{R"(
  insert into plan_moment (id, way, plan, member, step, what, at, until) values ($1, $2, $3, $4, $5, $6, $7, $8))"};
// 2 a task, 3 a letter, 4 passed over
constexpr store::Sql kTaken{"select step from plan_moment where way = $1 and what in (2, 3, 4) and step is not null"};

constexpr store::Sql kStandingOf{R"(
  select plan_member.id, case when plan.removed_at is null then plan.slug else '' end, plan.name,
    plan_member.begun_at, case when plan_member.assigned_by is null then 1 else 0 end,
    coalesce((select count(*) from plan_step where plan_step.plan = plan.id and plan_step.removed_at is null
              and (plan_step.position, plan_step.id) <= (next.position, next.id)), 0),
    (select count(*) from plan_step where plan_step.plan = plan.id and plan_step.removed_at is null),
    coalesce(next.note, ''), plan_member.due_at, case when plan_member.task is null then 0 else 1 end, plan.running,
    plan_member.held, plan_member.ended_at, plan_member.ending
  from plan_member join plan on plan.id = plan_member.plan
    left join plan_step as next on next.id = plan_member.next_step and next.removed_at is null
  where plan_member.member = $1 order by plan_member.id desc limit 50)"};
constexpr store::Sql kPeople{R"(
  select plan_member.id, plan_member.plan, plan_member.member, plan_member.assigned_by, plan_member.begun_at,
    plan_member.next_step, plan_member.due_at, coalesce(plan_member.task, 0), plan_member.held, plan_member.ended_at,
    plan_member.ending, member.handle, member.display_name, member.hue, member.role, member.status
  from plan_member join member on member.id = plan_member.member
  where plan_member.plan = $1 and plan_member.id < $2 and plan_member.ending = $4
  order by plan_member.id desc limit $3)"};
std::vector<PlanEnding> endings_of(Ways ways) {
  using enum PlanEnding;
  switch (ways) {
    case Ways::under_way: return {under_way};
    case Ways::over: return {done, stopped, met, gone};
    case Ways::done: return {done};
    case Ways::met: return {met};
    case Ways::stopped: return {stopped, gone};
  }
  return {};
}

constexpr store::Sql kFigures{R"(
  select ending, count(*) from plan_member where plan = $1 group by ending)"};
constexpr store::Sql kHeldByCap{"select count(*) from plan_member where plan = $1 and ending = 0 and held = 1"};
constexpr store::Sql kMoments{R"(
  select plan_moment.id, plan_moment.what, plan_moment.at, plan_moment.until, coalesce(plan_moment.step, 0),
    coalesce(plan_step.note, ''), member.handle, member.display_name, member.hue, member.status
  from plan_moment join member on member.id = plan_moment.member
    left join plan_step on plan_step.id = plan_moment.step
  where plan_moment.plan = $1 and plan_moment.id < $2)"};
constexpr store::Sql kWordsOfTask{R"(
  select plan_step.words from plan_member join plan_moment on plan_moment.way = plan_member.id and plan_moment.what = 2
    join plan_step on plan_step.id = plan_moment.step
  where plan_member.task = $1 order by plan_moment.id desc limit 1)"};
constexpr store::Sql kPlanOfTask{R"(
  select plan.name, plan_member.begun_at from plan_member join plan on plan.id = plan_member.plan
  where plan_member.task = $1)"};
constexpr store::Sql kOfMember{" and plan_moment.member = $4"};

constexpr std::int64_t kEndOfIds = std::numeric_limits<std::int64_t>::max();

using What = PlanMoment::What;

template <class SomeId>
std::optional<std::int64_t> or_null(SomeId id) {
  return id ? std::optional(id.value) : std::nullopt;
}

void note(store::Transaction& transaction, const PlanWay& way, std::optional<PlanStepId> step, What what, Instant at,
          std::optional<Instant> until = {}) {
  transaction.run(kMoment, next_id(), way.id, way.plan, way.member, step, what, at, until);
}

void record(store::Transaction& transaction, const SpaceAct& act, Verb verb, const PlanWay& way,
            std::string_view detail = {}, std::int64_t amount = 0) {
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = verb,
                                    .object_kind = ObjectKind::plan,
                                    .object = way.plan.value,
                                    .counterpart = way.member,
                                    .amount = amount,
                                    .detail = std::string(detail),
                                    .source = act.source});
}

// The first in the plan's order, after the place of `step`, that they have not taken: steps that were moved meanwhile
// are not taken twice.
const PlanStep* step_after(store::Reader& reader, const Plan& plan, const PlanWay& way, const PlanStep& step) {
  const auto taken = reader.all<PlanStepId>(kTaken, way.id);
  for (const auto& one : plan.steps) {
    const bool is_later = std::pair(one.position, one.id) > std::pair(step.position, step.id);
    if (is_later && one.id != step.id && std::ranges::find(taken, one.id) == taken.end()) return &one;
  }
  return nullptr;
}

// One that was added behind the last while somebody was at that.
const PlanStep* step_after_taken(store::Reader& reader, const Plan& plan, const PlanWay& way) {
  const PlanStep* last = nullptr;
  for (const auto id : reader.all<PlanStepId>(kTaken, way.id)) {
    const auto* one = plan.step(id);
    if (one && (!last || one->position > last->position)) last = one;
  }
  return last ? step_after(reader, plan, way, *last) : nullptr;
}

void go_on(store::Transaction& transaction, const SpaceAct& act, const PlanWay& way, const PlanStep* next,
           Instant from) {
  if (!next) {
    end_way(transaction, act, way, PlanEnding::done);
    return;
  }
  transaction.run(kGoOn, way.id, next->id, from + next->after_days * kDay, std::optional<std::int64_t>());
}

PlanWay begin(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, MemberId member) {
  const auto& first = plan.steps.front();
  PlanWay way{.id = make_id<PlanWayId>(), .plan = plan.id, .member = member, .begun_at = act.at};
  transaction.run(kBegin, way.id, plan.id, member, or_null(act.actor), act.at, first.id,
                  act.at + first.after_days * kDay);
  note(transaction, way, {}, What::begun, act.at);
  record(transaction, act, Verb::plan_assigned, way);
  return way;
}

void begin_for_many(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, std::string_view of,
                    std::int64_t id) {
  if (plan.steps.empty()) throw Conflict({"Give it a step first."});
  boost::json::object payload{{"plan", id_text(plan.id)}, {"actor", id_text(act.actor)}, {"after", "0"}};
  payload[of] = id_text(id);
  jobs::enqueue(transaction, kBeginPlanJob, boost::json::serialize(payload));
}

}  // namespace

std::optional<PlanWay> find_way(store::Reader& reader, PlanWayId id) {
  return reader.one<PlanWay>(kSelect + " where id = $1", id);
}

std::optional<PlanWay> way_of(store::Reader& reader, PlanId plan, MemberId member) {
  return reader.one<PlanWay>(kSelect + " where plan = $1 and member = $2 and ended_at is null", plan, member);
}

bool begin_plan(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, MemberId member) {
  if (plan.steps.empty()) throw Conflict({"Give it a step first."});
  if (!transaction.one<std::int64_t>(kIsActive, member)) throw NotFound({"There is no member with that name here."});
  if (way_of(transaction, plan.id, member)) return false;
  begin(transaction, act, plan, member);
  return true;
}

bool begin_by_segment(store::Transaction& transaction, const Timeline& timeline, const Plan& plan, MemberId member,
                      Instant at) {
  if (plan.steps.empty() || !transaction.one<std::int64_t>(kIsActive, member)) return false;
  if (transaction.one<std::int64_t>(kWentBefore, plan.id, member)) return false;
  begin(transaction, {timeline, {}, at, Source::system}, plan, member);
  return true;
}

bool end_way(store::Transaction& transaction, const SpaceAct& act, const PlanWay& given, PlanEnding ending) {
  const auto current = find_way(transaction, given.id);  // it may have gone on since it was read
  if (!current || current->ended_at) return false;
  const auto& way = *current;
  if (way.task != 0) transaction.run(kPassTask, way.task);
  transaction.run(kEnd, way.id, act.at, ending, or_null(act.actor));
  struct Said {
    PlanEnding ending;
    What what;
    std::string_view detail;
  };
  constexpr Said kSaid[] = {{PlanEnding::done, What::done, "done"},
                            {PlanEnding::stopped, What::stopped, "stopped"},
                            {PlanEnding::met, What::met, "met"},
                            {PlanEnding::gone, What::gone, "gone"}};
  for (const auto& [one, what, detail] : kSaid) {
    if (one != ending) continue;
    note(transaction, way, {}, what, act.at);
    record(transaction, act, Verb::plan_ended, way, detail);
  }
  return true;
}

void begin_for_segment(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const Segment& segment) {
  begin_for_many(transaction, act, plan, "segment", segment.id.value);
}

void begin_for_stage(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, StageId stage) {
  begin_for_many(transaction, act, plan, "stage", stage.value);
}

void pass_step(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanWay& way,
               const PlanStep& step, const StepTaken& taken) {
  using Come = StepTaken::Come;
  const auto* next = step_after(transaction, plan, way, step);
  if (taken.without_consent) note(transaction, way, step.id, What::no_consent, act.at);
  const auto what = taken.come == Come::task ? What::task : taken.come == Come::letter ? What::letter : What::skipped;
  note(transaction, way, step.id, what, act.at);
  if (taken.come != Come::skipped) {
    record(transaction, act, Verb::plan_step_done, way, taken.come == Come::task ? "task" : "letter",
           plan.place_of(step.id));
  }
  if (taken.come == Come::task) {
    transaction.run(kGoOn, way.id, next ? std::optional(next->id) : std::nullopt, act.at, taken.task);
  } else {
    go_on(transaction, act, way, next, act.at);
  }
}

void go_on_from_task(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanWay& way,
                     Instant decided_at) {
  const auto wanted = way.next_step ? find_step(transaction, *way.next_step) : std::nullopt;
  const auto* next = wanted ? plan.step(wanted->id) : nullptr;
  if (wanted && !next) next = step_after(transaction, plan, way, *wanted);
  if (!wanted) next = step_after_taken(transaction, plan, way);
  go_on(transaction, act, way, next, decided_at);
}

void hold_step(store::Transaction& transaction, const PlanWay& way, const PlanStep& step, Held why, Instant until,
               Instant at) {
  transaction.run(kHold, way.id, why, until);
  if (why == way.held || why == Held::nothing) return;  // said before
  note(transaction, way, step.id, why == Held::cap ? What::capped : What::quiet, at, until);
}

void leave_removed_step(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanWay& way) {
  const auto removed = way.next_step ? find_step(transaction, *way.next_step) : std::nullopt;
  const auto* next = removed ? step_after(transaction, plan, way, *removed) : nullptr;
  const auto from = removed ? way.due_at - removed->after_days * kDay : act.at;
  go_on(transaction, act, way, next, from);
}

std::vector<PlanStanding> standing_of(store::Reader& reader, MemberId member) {
  return reader.all<PlanStanding>(kStandingOf, member);
}

Ways read_ways(std::string_view name) {
  if (name == "over") return Ways::over;
  if (name == "done") return Ways::done;
  if (name == "met") return Ways::met;
  return name == "stopped" ? Ways::stopped : Ways::under_way;
}

std::vector<PlanPerson> people_of(store::Reader& reader, const Plan& plan, Ways which, PlanWayId before, int limit) {
  struct Row {
    PlanWayId id;
    PlanId plan;
    MemberId member;
    std::optional<MemberId> assigned_by;
    Instant begun_at;
    std::optional<PlanStepId> next_step;
    Instant due_at;
    std::int64_t task = 0;
    Held held = Held::nothing;
    std::optional<Instant> ended_at;
    PlanEnding ending = PlanEnding::under_way;
    std::string handle, name;
    int hue = 0;
    Role role = Role::member;
    MemberStatus status = MemberStatus::active;
  };
  // By each ending apart: where nearly all of many ways are over, or none, that is one walk along an index all the
  // same.
  std::vector<Row> rows;
  for (const auto ending : endings_of(which)) {
    for (auto& row : reader.all<Row>(kPeople, plan.id, before ? before.value : kEndOfIds, limit, ending)) {
      rows.push_back(std::move(row));
    }
  }
  std::ranges::sort(rows, std::ranges::greater{}, &Row::id);
  if (rows.size() > static_cast<std::size_t>(limit)) rows.resize(static_cast<std::size_t>(limit));
  std::vector<PlanPerson> people;
  for (auto& row : rows) {
    people.push_back({{row.id, row.plan, row.member, row.assigned_by, row.begun_at, row.next_step, row.due_at, row.task,
                       row.held, row.ended_at, row.ending},
                      std::move(row.handle),
                      std::move(row.name),
                      row.hue,
                      row.role,
                      row.status});
  }
  return people;
}

PlanFigures figures_of(store::Reader& reader, PlanId plan) {
  struct Row {
    PlanEnding ending;
    std::int64_t ways;
  };
  PlanFigures figures{.held = reader.one<std::int64_t>(kHeldByCap, plan).value_or(0)};
  for (const auto& row : reader.all<Row>(kFigures, plan)) {
    switch (row.ending) {
      case PlanEnding::under_way: figures.under_way += row.ways; break;
      case PlanEnding::done: figures.done += row.ways; break;
      case PlanEnding::met: figures.met += row.ways; break;
      case PlanEnding::stopped:
      case PlanEnding::gone: figures.stopped += row.ways; break;
    }
  }
  return figures;
}

std::vector<PlanMoment> moments_of(store::Reader& reader, const Plan& plan, MemberId member, std::int64_t before,
                                   int limit) {
  const auto from = before == 0 ? kEndOfIds : before;
  const auto order = store::Sql(" order by plan_moment.id desc limit $3");
  auto found = member ? reader.all<PlanMoment>(kMoments + kOfMember + order, plan.id, from, limit, member)
                      : reader.all<PlanMoment>(kMoments + order, plan.id, from, limit);
  for (auto& one : found) one.place = plan.place_of({one.place});
  return found;
}

std::string words_of_task(store::Reader& reader, std::int64_t task) {
  return reader.one<std::string>(kWordsOfTask, task).value_or("");
}

std::optional<PlanOfTask> plan_of_task(store::Reader& reader, std::int64_t task) {
  return reader.one<PlanOfTask>(kPlanOfTask, task);
}

}  // namespace parvis::community
