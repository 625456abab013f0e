// Individual plans: an ordered set of steps, each some days after the one before and for whom its condition holds,
// begun by hand or by coming into a segment. A step becomes a task for a person, or a letter where its member agreed.
// Who goes through them stands in plan_way.h; what takes the steps is the cockpit's. For who manages the community;
// each change is one fact, in its transaction. Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/privacy/consent.h"
#include "community/segments/segment.h"

namespace parvis::community {

using PlanId = Id<struct PlanTag>;
using PlanStepId = Id<struct PlanStepTag>;

inline constexpr std::size_t kMostPlans = 100;
inline constexpr std::size_t kMostPlanSteps = 30;  // a plan of a year that somebody can still read
inline constexpr std::size_t kMaxPlanName = 80;
inline constexpr std::size_t kMaxPlanDescription = 300;
inline constexpr std::size_t kMaxStepNote = 200;
inline constexpr std::size_t kMaxStepWords = 4000;
inline constexpr std::int64_t kMostStepDays = 730;

// In the database: they stay.
enum class StepKind {
  message = 1,  // a personal message
  comment = 2,  // an invitation to comment
  chat = 3,     // a private chat
  meeting = 4,
  portrait = 5,
  staff = 6,  // an invitation to the staff of an event
  other = 7,
};
inline constexpr StepKind kStepKinds[] = {StepKind::message,  StepKind::comment, StepKind::chat, StepKind::meeting,
                                          StepKind::portrait, StepKind::staff,   StepKind::other};
std::string_view step_kind_word(StepKind kind);  // "message", for forms and programs
std::optional<StepKind> parse_step_kind(std::string_view word);

// A letter goes only to who agreed to the plan's purpose; for others the step is a task all the same.
enum class StepWay { task = 1, letter = 2 };

struct PlanStep {
  PlanStepId id;
  std::int64_t position = 0;
  StepKind kind = StepKind::message;
  StepWay way = StepWay::task;
  std::int64_t after_days = 0;
  std::string condition;  // its text; empty: for everybody
  std::string note, words;
};
struct Plan {
  PlanId id;
  std::string slug, name, description;
  std::optional<SegmentId> segment;
  std::string ends_when;
  std::optional<PurposeId> purpose;
  std::optional<MemberId> signed_by;
  Instant made_at, changed_at;
  std::int64_t running = 0;
  std::int64_t followed = 0;         // an activity
  std::vector<PlanStep> steps = {};  // in their order

  const PlanStep* step(PlanStepId id) const;
  // 1 for the first; 0 for one that is no more.
  std::int64_t place_of(PlanStepId id) const;
};
std::vector<Plan> plans(store::Reader& reader);  // by name
std::optional<Plan> find_plan(store::Reader& reader, std::string_view slug);
std::optional<Plan> find_plan(store::Reader& reader, PlanId id);
// A removed step too, whose place others took.
std::optional<PlanStep> find_step(store::Reader& reader, PlanStepId id);

struct PlanWords {
  std::string name, description;
  std::optional<SegmentId> segment;
  std::string ends_when;
  std::optional<PurposeId> purpose;
};
struct StepWords {
  StepKind kind = StepKind::message;
  StepWay way = StepWay::task;
  std::int64_t after_days = 0;
  std::string condition;
  std::string note, words;
};

// Conflict when there are as many as there can be, or for what `wrong_in` finds in a condition.
Plan make_plan(store::Transaction& transaction, const SpaceAct& act, const PlanWords& words);
void change_plan(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanWords& words);
// From then on who comes into its segment begins; nobody who was in it before. Its letters go in the name of who
// switched it on. Conflict when it has no steps, or letters without a purpose.
void switch_on(store::Transaction& transaction, const SpaceAct& act, const Plan& plan);
// Everybody stays where they stand.
void switch_off(store::Transaction& transaction, const SpaceAct& act, const Plan& plan);
// It ends for everybody who goes through it, a little later.
void remove_plan(store::Transaction& transaction, const SpaceAct& act, const Plan& plan);

PlanStepId add_step(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const StepWords& words);
void change_step(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanStep& step,
                 const StepWords& words);
void move_step(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanStep& step,
               Step direction);
// Who was to come to it goes on to the one after.
void remove_step(store::Transaction& transaction, const SpaceAct& act, const Plan& plan, const PlanStep& step);

// "Hello {name}" → "Hello Ada".
std::string words_for(std::string_view words, std::string_view name);

}  // namespace parvis::community
