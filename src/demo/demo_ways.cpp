#include "demo/demo_ways.h"

#include "community/members/account.h"
#include "community/plans/plan_way.h"
#include "community/segments/condition_parser.h"
#include "community/segments/condition_sql.h"
#include "community/today/personal_word.h"
#include "community/today/task.h"
#include "demo/demo_plans.h"

namespace parvis::demo {
namespace {

using namespace community;

constexpr store::Sql kManager{"select id from member where role > 1 and role = 4 order by id limit 1"};
constexpr store::Sql kPurpose{"select slug from purpose where id = $1"};
constexpr store::Sql kNewcomers{
    "select id, created_at, cast(null as bigint) from member where role = 1 and created_at > $1 order by created_at, "
    "id"};
// When each grew silent, and the first thing they wrote since (20, 21: a conversation, a reply; 22: a comment).
constexpr store::Sql kSilent{R"(
  select came.member, came.at,
    (select min(wrote.at) from activity as wrote
     where wrote.actor = came.member and wrote.verb in (20, 21, 22) and wrote.at > came.at)
  from segment_move as came join member on member.id = came.member
  where came.segment = $1 and came.entered = 1 and came.at > $2 and member.role = 1
    and not exists (select 1 from segment_move as later where later.segment = came.segment and later.entered = 1
                    and later.member = came.member and later.activity > came.activity)
  order by came.at, came.member)"};
constexpr store::Sql kMostThanked{R"(
  select id from member where role = 1 and status = 1 order by thanks_received desc, id limit 4)"};

constexpr std::int64_t kWelcomeAge = 62 * kDay, kThreadAge = 120 * kDay, kCircleAge = 2 * kDay;
constexpr std::int64_t kCardRests = 20 * kHour;  // until somebody decides on it

struct Began {
  MemberId member;
  Instant at;
  std::optional<Instant> wrote = {};
};

class Ways {
 public:
  Ways(store::Transaction& transaction, Community& community)
      : transaction_(transaction),
        community_(community),
        manager_(transaction.one<MemberId>(kManager).value_or(MemberId{})),
        present_(now()) {}

  void live() {
    const auto plans = make_plans(transaction_, act(manager_, present_ - kThreadAge));
    switch_on(transaction_, act(manager_, present_ - kWelcomeAge), plans.welcome);
    switch_on(transaction_, act(manager_, present_ - kThreadAge), plans.thread);
    welcome(*find_plan(transaction_, plans.welcome.id));
    win_back(*find_plan(transaction_, plans.thread.id));
    for (const auto member : transaction_.all<MemberId>(kMostThanked)) {
      begin_plan(transaction_, act(manager_, present_ - kCircleAge), plans.circle, member);
    }
  }

 private:
  SpaceAct act(MemberId actor, Instant at) const { return {community_.timeline(), actor, at, Source::demo}; }

  void welcome(const Plan& plan) {
    for (const auto& one : transaction_.all<Began>(kNewcomers, present_ - kWelcomeAge)) {
      const auto at = one.at + 10 * kMinute;
      begin_plan(transaction_, act({}, at), plan, one.member);
      take_steps(plan, one.member, present_);
    }
  }

  // Whoever came back leaves the plan; the one who was stopped by hand had said why.
  void win_back(const Plan& plan) {
    for (const auto& one : transaction_.all<Began>(kSilent, *plan.segment, present_ - kThreadAge)) {
      begin_plan(transaction_, act({}, one.at), plan, one.member);
      take_steps(plan, one.member, one.wrote.value_or(present_));
      const auto way = way_of(transaction_, plan.id, one.member);
      if (way && one.wrote) end_way(transaction_, act({}, *one.wrote), *way, PlanEnding::met);
    }
  }

  void take_steps(const Plan& plan, MemberId member, Instant until) {
    for (;;) {
      const auto way = way_of(transaction_, plan.id, member);
      const auto* step = way && way->next_step ? plan.step(*way->next_step) : nullptr;
      if (!step || way->due_at > until) return;
      if (!is_for(*step, member)) {
        pass_step(transaction_, act({}, way->due_at), plan, *way, *step, {.come = StepTaken::Come::skipped});
      } else if (step->way == StepWay::letter && agreed(plan, member)) {
        write(*step, member, way->due_at);
        pass_step(transaction_, act({}, way->due_at), plan, *way, *step, {.come = StepTaken::Come::letter});
      } else if (!give_task(plan, *way, *step, until)) {
        return;
      }
    }
  }

  // False when nobody decided on it yet.
  bool give_task(const Plan& plan, const PlanWay& way, const PlanStep& step, Instant until) {
    const TaskAct found{.timeline = community_.timeline(), .actor = {}, .at = way.due_at, .source = Source::demo};
    const auto task =
        write_plan_task(transaction_, found, id_text(way.id) + "." + id_text(step.id), step.note, way.member);
    pass_step(transaction_, act({}, way.due_at), plan, way, step,
              {.come = StepTaken::Come::task, .task = task.value, .without_consent = step.way == StepWay::letter});
    const auto decided = way.due_at + kCardRests;
    if (decided > until) return false;
    finish_task(transaction_,
                {.timeline = community_.timeline(), .actor = manager_, .at = decided, .source = Source::demo}, task,
                Contact::written);
    go_on_from_task(transaction_, act({}, decided), plan, *find_way(transaction_, way.id), decided);
    return true;
  }

  bool is_for(const PlanStep& step, MemberId member) const {
    if (step.condition.empty()) return true;
    bool holds = false;
    const std::vector among{member};
    store::each_number(
        transaction_,
        members_where(read_condition(step.condition).condition, read_ground(transaction_, present_), among),
        [&](std::int64_t) { holds = true; });
    return holds;
  }

  bool agreed(const Plan& plan, MemberId member) const {
    const auto purpose = plan.purpose ? transaction_.one<std::string>(kPurpose, *plan.purpose) : std::nullopt;
    return purpose && word_reach(transaction_, member, *purpose) == WordReach::letter;
  }

  // It stands on their page of personal words; nothing goes out of a demo.
  void write(const PlanStep& step, MemberId member, Instant at) {
    const auto to = find_account(transaction_, member);
    write_personal_word(transaction_, {},
                        {.author = manager_,
                         .author_name = {},
                         .to = member,
                         .task = {},
                         .body = words_for(step.words, to ? to->display_name : ""),
                         .purpose = {},
                         .at = at});
  }

  store::Transaction& transaction_;
  Community& community_;
  MemberId manager_;
  Instant present_;
};

}  // namespace

void make_plans_and_live_them(Community& community) {
  community.store().write([&](store::Transaction& transaction) { Ways(transaction, community).live(); });
}

}  // namespace parvis::demo
