#include "community/plans/plan_conditions.h"

#include "community/segments/condition_parser.h"

namespace parvis::community {
namespace {

constexpr store::Sql kInPlans{R"(
  select plan.name, plan.slug, plan.ends_when from plan where plan.removed_at is null and plan.ends_when <> ''
  union all
  select plan.name, plan.slug, plan_step.condition from plan_step join plan on plan.id = plan_step.plan
  where plan.removed_at is null and plan_step.removed_at is null and plan_step.condition <> '')"};

struct Asks {
  std::string name, slug, condition;
};

}  // namespace

std::optional<AskingPlan> plan_that_asks(store::Reader& reader, const std::function<bool(const Condition&)>& is_such) {
  for (auto& [name, slug, condition] : reader.all<Asks>(kInPlans)) {
    const auto read = read_condition(condition);
    if (read.ok() && is_such(read.condition)) return AskingPlan{std::move(name), std::move(slug)};
  }
  return std::nullopt;
}

}  // namespace parvis::community
