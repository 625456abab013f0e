#include "community/today/outcome.h"

namespace parvis::community {

namespace {

// Verbs of coming back: 4 signed in, 20 opened a thread, 21 replied, 22 commented, 40 reacted, 42 voted. A session
// lasts for weeks, so that who reads without signing in anew is not seen: said beside the figures.
constexpr store::Sql kContacted{R"(
  select task.member, task.decided_at,
         (select min(activity.at) from activity
          where activity.actor = task.member and activity.at > task.decided_at
            and activity.at <= task.decided_at + 1209600000000 and activity.verb in (4, 20, 21, 22, 40, 42)),
         task.decided_at + 1209600000000
  from task
  where task.decided_at > $1 and task.kind = $2 and task.member is not null and task.state = 2 and task.contact > 0
  order by task.decided_at desc limit 300)"};
// A plan, or somebody of the team, may have written to them all the same: they were not left alone.
constexpr store::Sql kLeftAlone{R"(
  select drawn.member, drawn.at, drawn.back, drawn.until
  from (select task.member as member, task.decided_at as at, task.decided_at + 1209600000000 as until,
               (select min(activity.at) from activity
                where activity.actor = task.member and activity.at > task.decided_at
                  and activity.at <= task.decided_at + 1209600000000 and activity.verb in (4, 20, 21, 22, 40, 42)) as back
        from task where task.decided_at > $1 and task.kind = $2 and task.member is not null and task.state = 5) as drawn
  where not exists (select 1 from personal_word
                    where personal_word.member = drawn.member and personal_word.written_at > drawn.at
                      and personal_word.written_at < coalesce(drawn.back, drawn.until))
  order by drawn.at desc limit 300)"};

constexpr TaskKind kKinds[] = {TaskKind::newcomer, TaskKind::first_post, TaskKind::slipping};

}  // namespace

ComingBack counted(const std::vector<Followed>& people, Instant at) {
  ComingBack count;
  for (const auto& one : people) {
    if (is_under_way(one, at)) {
      ++count.under_way;
      continue;
    }
    ++count.people;
    count.back += one.back.has_value();
  }
  return count;
}

std::vector<Followed> followed(store::Reader& reader, TaskKind kind, Side side, Instant at) {
  return reader.all<Followed>(side == Side::alone ? kLeftAlone : kContacted, at - kOutcomesOf, kind);
}

std::vector<Followed> followed_by_name(store::Reader& reader, TaskKind kind, Side side, Instant at) {
  auto people = followed(reader, kind, side, at);
  if (side == Side::alone) std::erase_if(people, [&](const Followed& one) { return is_under_way(one, at); });
  return people;
}

std::vector<TaskOutcome> outcomes(store::Reader& reader, Instant at) {
  std::vector<TaskOutcome> all;
  for (const auto kind : kKinds) {
    TaskOutcome outcome{.kind = kind,
                        .contacted = counted(followed(reader, kind, Side::contacted, at), at),
                        .alone = counted(followed(reader, kind, Side::alone, at), at)};
    if (outcome.contacted.people + outcome.contacted.under_way > 0) all.push_back(outcome);
  }
  return all;
}

}  // namespace parvis::community
