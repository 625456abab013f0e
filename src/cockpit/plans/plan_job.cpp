#include "cockpit/plans/plan_job.h"

#include <algorithm>
#include <boost/json.hpp>

#include "cockpit/plans/step_taking.h"
#include "community/members/accounts.h"
#include "community/notifications/bell.h"
#include "core/jobs/jobs.h"
#include "core/mail/queue.h"

namespace parvis::cockpit {

using namespace community;

namespace {

namespace json = boost::json;

constexpr int kBegunTogether = 200;  // some milliseconds of writing
constexpr int kTakenTogether = 100;
constexpr int kLookedAtTogether = 400;

constexpr store::Sql kCame{R"(
  select activity, member from segment_move where segment = $1 and activity > $2 and entered = 1
  order by activity limit $3)"};
constexpr store::Sql kFollowed{"update plan set followed = $2 where id = $1 and followed = $3 and running = 1"};
constexpr store::Sql kWayColumns{R"(
  select plan_member.id, plan_member.plan, plan_member.member, plan_member.assigned_by, plan_member.begun_at,
    plan_member.next_step, plan_member.due_at, coalesce(plan_member.task, 0), plan_member.held, plan_member.ended_at,
    plan_member.ending
  from plan_member join plan on plan.id = plan_member.plan )"};
constexpr store::Sql kOfRemoved{
    "where plan_member.ended_at is null and plan.removed_at is not null order by plan_member.id limit $1"};
constexpr store::Sql kDue{R"(
  where plan_member.ended_at is null and plan_member.task is null and plan_member.due_at <= $1 and plan.running = 1)"};
// While many letters wait for the mail server, steps that are letters wait too.
constexpr store::Sql kNoLetters{
    " and not exists (select 1 from plan_step where plan_step.id = plan_member.next_step and plan_step.way = 2)"};
constexpr store::Sql kInTurn{" order by plan_member.due_at, plan_member.id limit $2"};
constexpr store::Sql kUnderWay{R"(
  where plan_member.ended_at is null and plan_member.plan = $1 and plan_member.id > $2
  order by plan_member.id limit $3)"};
// The task is decided on, or was forgotten long after.
constexpr store::Sql kDecided{R"(
  select plan_member.id, coalesce(task.decided_at, $1)
  from plan_member join plan on plan.id = plan_member.plan left join task on task.id = plan_member.task
  where plan_member.task is not null and plan_member.ended_at is null and plan.running = 1
    and (task.id is null or task.state <> 1)
  order by plan_member.id limit $2)"};

// Who asked for it manages the community still.
constexpr store::Sql kMayBegin{"select 1 from member where id = $1 and status = 1 and role >= 4"};
constexpr store::Sql kAtStage{
    "select member from stage_member where stage = $1 and member > $2 order by member limit $3"};

struct Decided {
  PlanWayId way;
  Instant at;
};

bool stops(const Taking& taking) { return taking.stopping && taking.stopping(); }

SpaceAct nobodys(const Taking& taking, Instant at) { return {taking.timeline, {}, at, Source::system}; }

// Some of those who came into the segment, with how far they were followed.
std::int64_t begin_some(const Taking& taking, const Plan& plan, Instant at, bool& more) {
  struct Came {
    std::int64_t activity = 0;
    MemberId member;
  };
  return taking.store.write([&](store::Transaction& transaction) -> std::int64_t {
    more = false;
    const auto came = transaction.all<Came>(kCame, *plan.segment, plan.followed, kBegunTogether);
    if (came.empty()) return 0;
    if (transaction.run(kFollowed, plan.id, came.back().activity, plan.followed) == 0) return 0;  // another node did
    std::int64_t begun = 0;
    for (const auto& one : came) {
      if (!is_in_segment(transaction, *plan.segment, one.member)) continue;  // left again meanwhile
      begun += begin_by_segment(transaction, taking.timeline, plan, one.member, at);
    }
    more = came.size() == static_cast<std::size_t>(kBegunTogether);
    return begun;
  });
}

std::int64_t begin_all(const Taking& taking, Instant at) {
  std::int64_t begun = 0;
  for (const auto& plan : taking.store.read([](store::Reader& reader) { return plans(reader); })) {
    if (plan.running == 0 || !plan.segment) continue;
    for (bool more = true; more && !stops(taking);) {
      const auto current = taking.store.read([&](store::Reader& reader) { return find_plan(reader, plan.id); });
      if (!current || current->running == 0 || !current->segment) break;
      begun += begin_some(taking, *current, at, more);
    }
  }
  return begun;
}

// Plans that were removed: nobody goes through them any more.
std::int64_t end_removed(const Taking& taking, Instant at) {
  std::int64_t ended = 0;
  for (std::size_t found = kLookedAtTogether; found == kLookedAtTogether && !stops(taking);) {
    ended += taking.store.write([&](store::Transaction& transaction) -> std::int64_t {
      const auto ways = transaction.all<PlanWay>(kWayColumns + kOfRemoved, std::int64_t{kLookedAtTogether});
      found = ways.size();
      for (const auto& way : ways) end_way(transaction, nobodys(taking, at), way, PlanEnding::stopped);
      return static_cast<std::int64_t>(ways.size());
    });
  }
  return ended;
}

std::int64_t go_on_from_tasks(const Taking& taking, Instant at) {
  std::int64_t ended = 0;
  for (std::size_t found = kBegunTogether; found == kBegunTogether && !stops(taking);) {
    const auto decided =
        taking.store.read([&](store::Reader& reader) { return reader.all<Decided>(kDecided, at, kBegunTogether); });
    found = decided.size();
    if (decided.empty()) break;
    ended += taking.store.write([&](store::Transaction& transaction) -> std::int64_t {
      std::int64_t over = 0;
      for (const auto& one : decided) {
        const auto way = find_way(transaction, one.way);
        if (!way || way->ended_at || way->task == 0 || !is_decided(transaction, way->task)) continue;
        const auto plan = find_plan(transaction, way->plan);
        if (!plan) continue;
        go_on_from_task(transaction, nobodys(taking, at), *plan, *way, one.at);
        over += find_way(transaction, one.way)->ended_at.has_value();
      }
      return over;
    });
  }
  return ended;
}

TakenOn take_due(const Taking& taking, Instant at) {
  TakenOn taken;
  for (std::size_t found = kTakenTogether; found > 0 && !stops(taking);) {
    const auto judged = taking.store.read([&](store::Reader& reader) {
      const auto which = mail::many_wait(reader) ? kDue + kNoLetters + kInTurn : kDue + kInTurn;
      return judge(reader, reader.all<PlanWay>(kWayColumns + which, at, kTakenTogether), at);
    });
    found = judged.size();
    if (judged.empty()) break;
    // What was undone by a collision is done anew: the figures with it.
    const auto some = taking.store.write([&](store::Transaction& transaction) {
      TakenOn one;
      take_steps(transaction, taking, judged, at, one);
      return one;
    });
    taken.tasks += some.tasks;
    taken.letters += some.letters;
    taken.skipped += some.skipped;
    taken.held += some.held;
    taken.ended += some.ended;
  }
  return taken;
}

// Some of a segment begin, and the job again for those after them, in one transaction.
void begin_some_by_hand(const jobs::Job& job, store::Store& store, const Timeline& timeline) {
  const auto payload = json::parse(job.payload).as_object();
  const auto id_in = [&](const char* key) {
    const auto* value = payload.if_contains(key);
    return value && value->is_string() ? parse_id(std::string_view(value->as_string())).value_or(0) : 0;
  };
  const SegmentId segment{id_in("segment")};
  const StageId stage{id_in("stage")};
  const MemberId actor{id_in("actor")}, after{id_in("after")};
  store.write([&](store::Transaction& transaction) {
    jobs::finish(transaction, job);
    const auto plan = find_plan(transaction, PlanId{id_in("plan")});
    if (!plan || plan->steps.empty() || !transaction.one<std::int64_t>(kMayBegin, actor)) return;
    const auto members = stage ? transaction.all<MemberId>(kAtStage, stage, after, kBegunTogether)
                               : audience_of(transaction, segment, after, kBegunTogether);
    for (const auto member : members) {
      if (is_active(transaction, member)) begin_plan(transaction, {timeline, actor, now()}, *plan, member);
    }
    if (members.size() < static_cast<std::size_t>(kBegunTogether)) return;
    auto next = payload;
    next["after"] = id_text(members.back());
    jobs::enqueue(transaction, kBeginPlanJob, json::serialize(next));
  });
}

}  // namespace

Taking taking_of(Community& community) {
  auto context = letter_context(community);
  return {.store = community.store(),
          .timeline = community.timeline(),
          .sender = std::move(context.sender),
          .key = std::move(context.key),
          .ring =
              [&community](store::Transaction& transaction, MemberId member) {
                Bell(community.live(), community.accounts().sessions()).ring(transaction, std::array{member});
              },
          .stopping = [&community] { return community.jobs().stopping(); }};
}

TakenOn take_plans_on(const Taking& taking, Instant at) {
  TakenOn taken;
  taken.ended += end_removed(taking, at);
  taken.begun += begin_all(taking, at);
  taken.ended += go_on_from_tasks(taking, at);
  const auto due = take_due(taking, at);
  taken.tasks = due.tasks;
  taken.letters = due.letters;
  taken.skipped = due.skipped;
  taken.held = due.held;
  taken.ended += due.ended;
  return taken;
}

std::int64_t end_met_ways(const Taking& taking, Instant at) {
  std::int64_t ended = 0;
  for (const auto& plan : taking.store.read([](store::Reader& reader) { return plans(reader); })) {
    if (plan.running == 0 || plan.ends_when.empty()) continue;
    PlanWayId after;
    for (bool more = true; more && !stops(taking);) {
      const auto judged = taking.store.read([&](store::Reader& reader) {
        return judge(reader, reader.all<PlanWay>(kWayColumns + kUnderWay, plan.id, after, kLookedAtTogether), at);
      });
      more = judged.size() == static_cast<std::size_t>(kLookedAtTogether);
      if (!judged.empty()) after = judged.back().way.id;
      if (std::ranges::none_of(judged, &Judged::met)) continue;
      ended += taking.store.write([&](store::Transaction& transaction) -> std::int64_t {
        std::int64_t over = 0;
        for (const auto& one : judged) {
          if (one.met) over += end_way(transaction, nobodys(taking, at), one.way, PlanEnding::met);
        }
        return over;
      });
    }
  }
  return ended;
}

void take_plans_on_by_the_clock(Community& community) {
  auto& jobs = community.jobs();
  jobs.every("plans.steps", kMinute,
             [&community](const jobs::Job&, store::Store&) { take_plans_on(taking_of(community), now()); });
  jobs.every("plans.met", 15 * kMinute,
             [&community](const jobs::Job&, store::Store&) { end_met_ways(taking_of(community), now()); });
  begin_plans_when_asked(jobs, community.timeline());
}

void begin_plans_when_asked(jobs::Runner& jobs, const Timeline& timeline) {
  jobs.on(kBeginPlanJob,
          [&timeline](const jobs::Job& job, store::Store& store) { begin_some_by_hand(job, store, timeline); });
}

}  // namespace parvis::cockpit
