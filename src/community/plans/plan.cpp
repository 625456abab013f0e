#include "community/plans/plan.h"

#include <algorithm>
#include <map>

#include "community/activity/staff_change.h"
#include "community/segments/condition_parser.h"
#include "core/errors.h"
#include "core/text/catalogue.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSelect{R"(
  select id, slug, name, description, segment, ends_when, purpose, signed_by, made_at, changed_at, running, followed
  from plan where removed_at is null)"};
constexpr store::Sql kSteps{R"(
  select plan, id, position, kind, way, after_days, condition, note, words from plan_step
  where removed_at is null order by plan, position, id)"};
constexpr store::Sql kStep{R"(
  select plan, id, position, kind, way, after_days, condition, note, words from plan_step where id = $1)"};
constexpr store::Sql kCount{"select count(*) from plan where removed_at is null"};
constexpr store::Sql kSlugTaken{"select 1 from plan where slug = $1"};
constexpr store::Sql kInsert{R"(
  insert into plan (id, slug, name, description, segment, ends_when, purpose, made_by, made_at, changed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9))"};
constexpr store::Sql kChange{R"(
  update plan set name = $2, description = $3, segment = $4, ends_when = $5, purpose = $6, changed_at = $7
  where id = $1)"};
constexpr store::Sql kTouch{"update plan set changed_at = $2 where id = $1"};
constexpr store::Sql kFollowFrom{
    "update plan set followed = (select coalesce(max(id), 0) from activity) where id = $1"};
constexpr store::Sql kSwitchOn{"update plan set running = 1, signed_by = $2, changed_at = $3 where id = $1"};
constexpr store::Sql kSwitchOff{"update plan set running = 0, changed_at = $2 where id = $1"};
constexpr store::Sql kRemove{"update plan set running = 0, removed_at = $2 where id = $1"};

constexpr store::Sql kAddStep{R"(
  insert into plan_step (id, plan, position, kind, way, after_days, condition, note, words)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr store::Sql kLastPosition{"select coalesce(max(position), 0) from plan_step where plan = $1"};
constexpr store::Sql kChangeStep{R"(
  update plan_step set kind = $2, way = $3, after_days = $4, condition = $5, note = $6, words = $7 where id = $1)"};
constexpr store::Sql kPlace{"update plan_step set position = $2 where id = $1"};
constexpr store::Sql kRemoveStep{"update plan_step set removed_at = $2 where id = $1"};

struct PlanRow {
  PlanId id;
  std::string slug, name, description;
  std::optional<SegmentId> segment;
  std::string ends_when;
  std::optional<PurposeId> purpose;
  std::optional<MemberId> signed_by;
  Instant made_at, changed_at;
  std::int64_t running = 0, followed = 0;
};
struct StepRow {
  PlanId plan;
  PlanStepId id;
  std::int64_t position = 0;
  StepKind kind = StepKind::message;
  StepWay way = StepWay::task;
  std::int64_t after_days = 0;
  std::string condition, note, words;
};

PlanStep step_of(StepRow row) {
  return {row.id,
          row.position,
          row.kind,
          row.way,
          row.after_days,
          std::move(row.condition),
          std::move(row.note),
          std::move(row.words)};
}

std::vector<Plan> with_steps(store::Reader& reader, std::vector<PlanRow> rows) {
  std::map<PlanId, std::vector<PlanStep>> steps;
  for (auto& row : reader.all<StepRow>(kSteps)) steps[row.plan].push_back(step_of(std::move(row)));
  std::vector<Plan> all;
  for (auto& row : rows) {
    all.push_back({row.id, std::move(row.slug), std::move(row.name), std::move(row.description), row.segment,
                   std::move(row.ends_when), row.purpose, row.signed_by, row.made_at, row.changed_at, row.running,
                   row.followed, std::move(steps[row.id])});
  }
  return all;
}

std::optional<Plan> first_of(std::vector<Plan> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

// The name is kept with the act: who reads it later sees which plan it was.
void record(store::Transaction& transaction, const SpaceAct& act, Verb verb, PlanId plan, const std::string& was,
            const std::string& name) {
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = verb,
                                    .object_kind = ObjectKind::plan,
                                    .object = plan.value,
                                    .source = act.source});
  note_change(transaction, text::msgid("Plan"), was == name ? std::string() : was, name);
}

void note_running(store::Transaction& transaction, const char* was, const char* became) {
  note_change(transaction, text::msgid("Whether it runs"), was, became, Said::in_words);
}

std::string free_slug(store::Reader& reader, std::string_view name) {
  auto wish = text::slug(name);
  auto slug = wish;
  for (int number = 2; slug == "new" || slug == "cap" || slug == "members" || slug == "beginnings" ||
                       reader.one<std::int64_t>(kSlugTaken, slug);
       ++number) {
    slug = wish + "-" + std::to_string(number);
  }
  return slug;
}

void require_sense(store::Reader& reader, std::string_view condition) {
  if (condition.empty()) return;
  const auto read = read_condition(condition);
  if (!read.ok()) throw Conflict(*read.problem);
  if (const auto wrong = wrong_in(reader, read.condition, "")) throw Conflict(*wrong);
}

void require_segment(store::Reader& reader, const std::optional<SegmentId>& segment) {
  if (segment && !find_segment(reader, *segment)) {
    throw Conflict({"That segment is no longer there. Choose another one."});
  }
}

void change(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const std::string& step_was,
            const std::string& step) {
  transaction.run(kTouch, plan.id, act.at);
  record(transaction, act, Verb::plan_made, plan.id, plan.name, plan.name);
  note_change(transaction, text::msgid("Step"), step_was == step ? std::string() : step_was, step);
}

}  // namespace

std::string_view step_kind_word(StepKind kind) {
  switch (kind) {
    case StepKind::message: return "message";
    case StepKind::comment: return "comment";
    case StepKind::chat: return "chat";
    case StepKind::meeting: return "meeting";
    case StepKind::portrait: return "portrait";
    case StepKind::staff: return "staff";
    case StepKind::other: return "other";
  }
  return "other";
}

std::optional<StepKind> parse_step_kind(std::string_view word) {
  for (const auto kind : kStepKinds) {
    if (step_kind_word(kind) == word) return kind;
  }
  return std::nullopt;
}

const PlanStep* Plan::step(PlanStepId id) const {
  const auto found = std::ranges::find(steps, id, &PlanStep::id);
  return found == steps.end() ? nullptr : &*found;
}

std::int64_t Plan::place_of(PlanStepId id) const {
  const auto* found = step(id);
  return found ? found - steps.data() + 1 : 0;
}

std::vector<Plan> plans(store::Reader& reader) {
  return with_steps(reader, reader.all<PlanRow>(kSelect + " order by name, id"));
}

std::optional<Plan> find_plan(store::Reader& reader, std::string_view slug) {
  return first_of(with_steps(reader, reader.all<PlanRow>(kSelect + " and slug = $1", slug)));
}

std::optional<Plan> find_plan(store::Reader& reader, PlanId id) {
  return first_of(with_steps(reader, reader.all<PlanRow>(kSelect + " and id = $1", id)));
}

std::optional<PlanStep> find_step(store::Reader& reader, PlanStepId id) {
  auto row = reader.one<StepRow>(kStep, id);
  if (!row) return std::nullopt;
  return step_of(std::move(*row));
}

Plan make_plan(store::Transaction& transaction, const SpaceAct& act, const PlanWords& words) {
  if (transaction.one<std::int64_t>(kCount).value_or(0) >= static_cast<std::int64_t>(kMostPlans)) {
    throw Conflict({"There are as many plans as there can be. Remove one first."});
  }
  require_sense(transaction, words.ends_when);
  require_segment(transaction, words.segment);
  const auto id = make_id<PlanId>();
  transaction.run(kInsert, id, free_slug(transaction, words.name), words.name, words.description, words.segment,
                  words.ends_when, words.purpose, act.actor, act.at);
  record(transaction, act, Verb::plan_made, id, {}, words.name);
  return *find_plan(transaction, id);
}

void change_plan(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanWords& words) {
  const bool same = words.name == plan.name && words.description == plan.description && words.segment == plan.segment &&
                    words.ends_when == plan.ends_when && words.purpose == plan.purpose;
  if (same) return;
  require_sense(transaction, words.ends_when);
  require_segment(transaction, words.segment);
  const bool has_letters = std::ranges::find(plan.steps, StepWay::letter, &PlanStep::way) != plan.steps.end();
  if (plan.running != 0 && has_letters && !words.purpose) {
    throw Conflict({"A step of this plan is a letter: say which consent its letters rest on."});
  }
  transaction.run(kChange, plan.id, words.name, words.description, words.segment, words.ends_when, words.purpose,
                  act.at);
  // Who came into another segment before did not come into this plan's.
  if (words.segment != plan.segment) transaction.run(kFollowFrom, plan.id);
  record(transaction, act, Verb::plan_made, plan.id, plan.name, words.name);
}

void switch_on(store::Transaction& transaction, const SpaceAct& act, const Plan& plan) {
  if (plan.running != 0) return;
  if (plan.steps.empty()) throw Conflict({"Give it a step first."});
  const bool has_letters = std::ranges::find(plan.steps, StepWay::letter, &PlanStep::way) != plan.steps.end();
  if (has_letters && !plan.purpose) {
    throw Conflict({"A step of this plan is a letter: say which consent its letters rest on."});
  }
  transaction.run(kFollowFrom, plan.id);
  transaction.run(kSwitchOn, plan.id, act.actor, act.at);
  record(transaction, act, Verb::plan_made, plan.id, plan.name, plan.name);
  note_running(transaction, text::msgid("off"), text::msgid("on"));
}

void switch_off(store::Transaction& transaction, const SpaceAct& act, const Plan& plan) {
  if (plan.running == 0) return;
  transaction.run(kSwitchOff, plan.id, act.at);
  record(transaction, act, Verb::plan_made, plan.id, plan.name, plan.name);
  note_running(transaction, text::msgid("on"), text::msgid("off"));
}

void remove_plan(store::Transaction& transaction, const SpaceAct& act, const Plan& plan) {
  transaction.run(kRemove, plan.id, act.at);
  record(transaction, act, Verb::plan_removed, plan.id, plan.name, {});
}

PlanStepId add_step(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const StepWords& words) {
  if (plan.steps.size() >= kMostPlanSteps) throw Conflict({"A plan has no room for more steps."});
  require_sense(transaction, words.condition);
  if (plan.running != 0 && words.way == StepWay::letter && !plan.purpose) {
    throw Conflict({"A step of this plan is a letter: say which consent its letters rest on."});
  }
  const auto id = make_id<PlanStepId>();
  const auto last = transaction.one<std::int64_t>(kLastPosition, plan.id).value_or(0);
  transaction.run(kAddStep, id, plan.id, last + 1, words.kind, words.way, words.after_days, words.condition, words.note,
                  words.words);
  change(transaction, act, plan, {}, words.note);
  return id;
}

void change_step(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanStep& step,
                 const StepWords& words) {
  require_sense(transaction, words.condition);
  if (plan.running != 0 && words.way == StepWay::letter && !plan.purpose) {
    throw Conflict({"A step of this plan is a letter: say which consent its letters rest on."});
  }
  transaction.run(kChangeStep, step.id, words.kind, words.way, words.after_days, words.condition, words.note,
                  words.words);
  change(transaction, act, plan, step.note, words.note);
}

void move_step(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanStep& step,
               Step direction) {
  const auto place = plan.place_of(step.id);
  const auto other = direction == Step::up ? place - 2 : place;
  if (place == 0 || other < 0 || other >= static_cast<std::int64_t>(plan.steps.size())) return;
  const auto& neighbour = plan.steps[static_cast<std::size_t>(other)];
  transaction.run(kPlace, step.id, neighbour.position);
  transaction.run(kPlace, neighbour.id, step.position);
  change(transaction, act, plan, step.note, step.note);
}

void remove_step(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanStep& step) {
  if (plan.running != 0 && plan.steps.size() == 1) {
    throw Conflict({"Switch the plan off first: it would have no step left."});
  }
  transaction.run(kRemoveStep, step.id, act.at);
  change(transaction, act, plan, step.note, {});
}

std::string words_for(std::string_view words, std::string_view name) {
  constexpr std::string_view kName = "{name}";
  std::string filled;
  for (std::size_t at = 0;;) {
    const auto found = words.find(kName, at);
    filled += words.substr(at, found - at);
    if (found == std::string_view::npos) return filled;
    filled += name;
    at = found + kName.size();
  }
}

}  // namespace parvis::community
