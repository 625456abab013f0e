#include "cockpit/plans/step_taking.h"

#include <algorithm>
#include <map>
#include <set>

#include "community/letters/letter_turn.h"
#include "community/members/account.h"
#include "community/segments/condition_parser.h"
#include "community/today/personal_word.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr store::Sql kIsDecided{"select 1 from task where id = $1 and state = 1"};
constexpr store::Sql kIsActive{"select 1 from member where id = $1 and status = 1"};
constexpr store::Sql kPurpose{"select slug from purpose where id = $1 and ended_at is null"};

// Of these members, for whom it holds.
std::set<MemberId> those_of(store::Reader& reader, const std::string& text, const ConditionGround& ground,
                            const std::vector<MemberId>& among) {
  std::set<MemberId> holding;
  const auto read = read_condition(text);
  if (!read.ok()) return holding;
  store::each_number(reader, members_where(read.condition, ground, among),
                     [&](std::int64_t id) { holding.insert({id}); });
  return holding;
}

bool is_as_judged(const PlanWay& now, const PlanWay& then) {
  return !now.ended_at && now.next_step == then.next_step && now.due_at == then.due_at && now.task == then.task;
}

// One step on its way to one member.
class OneStep {
 public:
  OneStep(store::Transaction& transaction, const Taking& taking, const Plan& plan, const PlanWay& way, Instant at,
          TakenOn& taken)
      : transaction_(transaction),
        taking_(taking),
        plan_(plan),
        way_(way),
        at_(at),
        act_{taking.timeline, {}, at, Source::system},
        taken_(taken) {}

  void take(const Judged& judged) {
    if (!is_active(transaction_, way_.member)) return end(PlanEnding::gone);
    if (judged.met) return end(PlanEnding::met);
    const auto* step = way_.next_step ? plan_.step(*way_.next_step) : nullptr;
    if (!step) return leave_removed_step(transaction_, act_, plan_, way_);
    if (!judged.holds) {
      pass_step(transaction_, act_, plan_, way_, *step, {.come = StepTaken::Come::skipped});
      ++taken_.skipped;
    } else if (step->way == StepWay::letter) {
      send_letter(*step);
    } else {
      give_task(*step, false);
    }
  }

 private:
  void end(PlanEnding ending) { taken_.ended += end_way(transaction_, act_, way_, ending); }

  void give_task(const PlanStep& step, bool without_consent) {
    const TaskAct act{.timeline = taking_.timeline, .actor = {}, .at = at_, .source = Source::system};
    const auto occasion = id_text(way_.id) + "." + id_text(step.id);
    const auto task = write_plan_task(transaction_, act, occasion, step.note, way_.member);
    pass_step(transaction_, act_, plan_, way_, step,
              {.come = StepTaken::Come::task, .task = task.value, .without_consent = without_consent});
    ++taken_.tasks;
  }

  // Consent, then the cap, then the quiet hours.
  void send_letter(const PlanStep& step) {
    const auto purpose = plan_.purpose ? transaction_.one<std::string>(kPurpose, *plan_.purpose) : std::nullopt;
    const bool agreed = purpose && word_reach(transaction_, way_.member, *purpose) == WordReach::letter;
    const bool is_signed = plan_.signed_by && may_send(transaction_, {LetterSort::plan, *plan_.signed_by}, at_);
    if (!agreed || !is_signed || step.words.empty()) return give_task(step, !agreed);
    const auto turn = turn_of(transaction_, way_.member, at_);
    if (!turn.is_now(at_)) return hold(step, turn);
    write(step, *purpose);
    pass_step(transaction_, act_, plan_, way_, step, {.come = StepTaken::Come::letter});
    ++taken_.letters;
  }

  void hold(const PlanStep& step, const Turn& turn) {
    const auto why = turn.because == Turn::Because::cap ? Held::cap : Held::quiet;
    hold_step(transaction_, way_, step, why, turn.at, at_);
    ++taken_.held;
  }

  void write(const PlanStep& step, std::string_view purpose) {
    const auto author = find_account(transaction_, *plan_.signed_by);
    const auto to = find_account(transaction_, way_.member);
    const auto body = words_for(step.words, to ? to->display_name : "");
    write_personal_word(transaction_, taking_.sender,
                        {.author = *plan_.signed_by,
                         .author_name = author ? author->display_name : "",
                         .to = way_.member,
                         .task = {},
                         .body = body,
                         .purpose = purpose,
                         .at = at_,
                         .key = taking_.key,
                         .sort = LetterSort::plan});
    if (taking_.ring) taking_.ring(transaction_, way_.member);
  }

  store::Transaction& transaction_;
  const Taking& taking_;
  const Plan& plan_;
  const PlanWay way_;
  Instant at_;
  SpaceAct act_;
  TakenOn& taken_;
};

}  // namespace

bool is_decided(store::Reader& reader, std::int64_t task) { return !reader.one<std::int64_t>(kIsDecided, task); }

bool is_active(store::Reader& reader, MemberId member) {
  return reader.one<std::int64_t>(kIsActive, member).has_value();
}

std::vector<Judged> judge(store::Reader& reader, std::vector<PlanWay> ways, Instant at) {
  std::vector<Judged> judged;
  if (ways.empty()) return judged;
  const auto ground = read_ground(reader, at);
  std::map<PlanId, Plan> all;
  for (auto& plan : plans(reader)) all.emplace(plan.id, std::move(plan));
  std::map<std::string, std::vector<MemberId>> asked;
  const auto conditions_of = [&](const PlanWay& way) {
    const auto plan = all.find(way.plan);
    const auto* step = plan != all.end() && way.next_step ? plan->second.step(*way.next_step) : nullptr;
    return std::pair(plan == all.end() ? std::string() : plan->second.ends_when, step ? step->condition : "");
  };
  for (const auto& way : ways) {
    const auto [ends_when, condition] = conditions_of(way);
    if (!ends_when.empty()) asked[ends_when].push_back(way.member);
    if (!condition.empty()) asked[condition].push_back(way.member);
  }
  std::map<std::string, std::set<MemberId>> holding;
  for (const auto& [text, members] : asked) holding[text] = those_of(reader, text, ground, members);
  for (auto& way : ways) {
    const auto [ends_when, condition] = conditions_of(way);
    judged.push_back({.way = way,
                      .met = !ends_when.empty() && holding[ends_when].contains(way.member),
                      .holds = condition.empty() || holding[condition].contains(way.member)});
  }
  return judged;
}

void take_steps(store::Transaction& transaction, const Taking& taking, const std::vector<Judged>& judged, Instant at,
                TakenOn& taken) {
  std::map<PlanId, Plan> all;
  for (auto& plan : plans(transaction)) all.emplace(plan.id, std::move(plan));
  for (const auto& one : judged) {
    const auto plan = all.find(one.way.plan);
    if (plan == all.end() || plan->second.running == 0) continue;
    const auto now = find_way(transaction, one.way.id);
    if (now && is_as_judged(*now, one.way)) OneStep(transaction, taking, plan->second, one.way, at, taken).take(one);
  }
}

}  // namespace parvis::cockpit
