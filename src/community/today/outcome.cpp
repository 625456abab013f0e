#include "community/today/outcome.h"

#include "community/today/coming_back.h"

namespace parvis::community {

namespace {

const store::Sql kBackAndUntil = back_and_until("task.member", "task.decided_at");
const store::Sql kContacted = "select task.member, task.decided_at, " + kBackAndUntil + R"(
  from task
  where task.decided_at > $1 and task.kind = $2 and task.member is not null and task.state = 2 and task.contact > 0
  order by task.decided_at desc limit 300)";
// Who was reached all the same was not left alone. Not before the end ($3: the present), or the number would tell whom
// it counts.
const store::Sql kLeftAlone =
    "select drawn.member, drawn.at, drawn.back, drawn.until from (select task.member as member, task.decided_at as "
    "at, " +
    kBackAndUntil + R"(
        from task where task.decided_at > $1 and task.kind = $2 and task.member is not null and task.state = 5) as drawn
  where drawn.until > $3 or not )" +
    reached_between("drawn.member", "drawn.at", "coalesce(drawn.back, drawn.until)") +
    " order by drawn.at desc limit 300";

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
  const auto since = at - kOutcomesOf;
  return side == Side::alone ? reader.all<Followed>(kLeftAlone, since, kind, at)
                             : reader.all<Followed>(kContacted, since, kind);
}

std::vector<MemberFace> faces_of(store::Reader& reader, const std::vector<Followed>& people) {
  std::vector<MemberId> ids;
  for (const auto& one : people) ids.push_back(one.member);
  return faces_of(reader, ids);
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
