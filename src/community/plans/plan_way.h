// Who goes through which plan and where they stand: one way for each beginning, with its moments. A way begins by hand,
// as often as somebody likes, or once by the segment; it ends by itself when no step is left or the plan's condition
// holds, and by hand. Each beginning, step and end is a fact, in its transaction. For who manages the community.
// Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/plans/plan.h"

namespace parvis::community {

using PlanWayId = Id<struct PlanWayTag>;

// In the database: they stay.
enum class Held { nothing = 0, cap = 1, quiet = 2 };  // why the next step waits beyond its day
enum class PlanEnding {
  under_way = 0,
  done = 1,
  stopped = 2,  // by hand, or with the plan
  met = 3,      // the condition that ends it held
  gone = 4,     // left, or was kept out
};

struct PlanWay {
  PlanWayId id;
  PlanId plan;
  MemberId member;
  std::optional<MemberId> assigned_by;  // none: by the segment
  Instant begun_at;
  std::optional<PlanStepId> next_step;
  Instant due_at;
  std::int64_t task = 0;  // of the step before, not decided on: the next waits for it
  Held held = Held::nothing;
  std::optional<Instant> ended_at;
  PlanEnding ending = PlanEnding::under_way;
};
std::optional<PlanWay> find_way(store::Reader& reader, PlanWayId id);
// The one under way.
std::optional<PlanWay> way_of(store::Reader& reader, PlanId plan, MemberId member);

// By hand. False when they go through it already. Conflict when the plan has no steps; NotFound when they are gone.
bool begin_plan(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, MemberId member);
// By the segment: whoever ever went through it does not begin again.
bool begin_by_segment(store::Transaction& transaction, const Timeline& timeline, const Plan& plan, MemberId member,
                      Instant at);
// By hand, everybody who is in a segment, or at a stage, now, some at a time: a durable job. Conflict when the plan has
// no steps.
inline constexpr char kBeginPlanJob[] = "plans.begin";
void begin_for_segment(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const Segment& segment);
void begin_for_stage(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, StageId stage);
// A task that nobody decided on passes with it. False when it is over. Without an actor it ends by itself.
bool end_way(store::Transaction& transaction, const SpaceAct& act, const PlanWay& way, PlanEnding ending);

// What a step came to.
struct StepTaken {
  enum class Come { task, letter, skipped } come = Come::task;
  std::int64_t task = 0;
  bool without_consent = false;  // a letter that became a task
};
// The step is behind them; the next is due its days later, or once the task is decided on. After the last one the way
// is done.
void pass_step(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanWay& way,
               const PlanStep& step, const StepTaken& taken);
// The task of the step before is decided on.
void go_on_from_task(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanWay& way,
                     Instant decided_at);
// The step waits.
void hold_step(store::Transaction& transaction, const PlanWay& way, const PlanStep& step, Held why, Instant until,
               Instant at);
// The step they were to take is no more: on to the one after its place.
void leave_removed_step(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanWay& way);

// Of one member, the latest first: what a card shows.
struct PlanStanding {
  PlanWayId way;
  std::string slug, name;  // of the plan; no slug: it was removed since
  Instant begun_at;
  bool by_segment = false;
  std::int64_t place = 0;  // of the step that is next, from 1; 0: none is left
  std::int64_t steps = 0;  // how many the plan has
  std::string next_note;   // of that step
  Instant due_at;          // of that step
  bool waits_for_task = false;
  bool runs = false;  // the plan is switched on
  Held held = Held::nothing;
  std::optional<Instant> ended_at;
  PlanEnding ending = PlanEnding::under_way;
};
std::vector<PlanStanding> standing_of(store::Reader& reader, MemberId member);

// The people of a plan, the latest to begin first, before a way.
enum class Ways { under_way, over, done, met, stopped };  // all that are over, or by how they ended
// By their names in addresses; those under way for any other.
Ways read_ways(std::string_view name);

struct PlanPerson {
  PlanWay way;
  std::string handle, name;
  int hue = 0;
  Role role = Role::member;
  MemberStatus status = MemberStatus::active;
};
std::vector<PlanPerson> people_of(store::Reader& reader, const Plan& plan, Ways which, PlanWayId before, int limit);

struct PlanFigures {
  std::int64_t under_way = 0, done = 0, met = 0, stopped = 0, held = 0;
};
PlanFigures figures_of(store::Reader& reader, PlanId plan);

// In the database: they stay.
struct PlanMoment {
  enum class What {
    begun = 1,
    task = 2,
    letter = 3,
    skipped = 4,     // the step's condition did not hold
    no_consent = 5,  // the letter became a task
    capped = 6,      // the letter waits: they had as many as there may be
    quiet = 7,       // the letter waits for the end of their quiet hours
    done = 8,
    stopped = 9,
    met = 10,
    gone = 11,
  };
  std::int64_t id = 0;
  What what = What::begun;
  Instant at;
  std::optional<Instant> until;
  std::int64_t place = 0;  // of the step in the plan; 0: none, or it is no more
  std::string note;        // of the step
  std::string handle, name;
  int hue = 0;
  MemberStatus status = MemberStatus::active;
};
// The latest first, before one; of one member when given.
std::vector<PlanMoment> moments_of(store::Reader& reader, const Plan& plan, MemberId member, std::int64_t before,
                                   int limit);

// What a letter to begin from says, of the step that became this task; empty when it says nothing.
std::string words_of_task(store::Reader& reader, std::int64_t task);
// The plan whose step an open task is, and since when its member goes through it.
struct PlanOfTask {
  std::string name;
  Instant since;
};
std::optional<PlanOfTask> plan_of_task(store::Reader& reader, std::int64_t task);

}  // namespace parvis::community
