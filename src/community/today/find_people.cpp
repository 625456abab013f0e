// People who want a word: newcomers, regulars who slip away, leaders left alone.
#include <algorithm>

#include "community/today/coming_back.h"
#include "community/today/finders.h"
#include "community/today/outcome.h"
#include "community/today/weights.h"
#include "core/text/dates.h"

namespace parvis::community {

namespace {

// Verbs: 21 replied, 22 commented, 40 reacted, 46 mentioned, 225 contacted, 226 thanked. Roles: 1 a member, 3 a leader,
// 4 and more who manages. Status: 1 active; 3 came with an import, and has not taken the account over: they count by
// what they write.
constexpr store::Sql kNewcomers{R"(
  select member.id, member.created_at, member.posts
  from member
  where member.created_at > $1 and member.created_at <= $2 and member.posts >= $3 and member.role = 1
    and ((member.status = 1 and member.email_confirmed_at is not null) or (member.status = 3 and member.posts > 0))
    and not exists (select 1 from activity where activity.counterpart = member.id and activity.actor <> member.id
                      and activity.verb in (21, 22, 46, 225, 226))
  order by member.created_at desc, member.id desc limit $4)"};

// Whoever wrote nothing for half a year is no longer waited for.
constexpr store::Sql kAway{R"(
  select id from member
  where last_seen_at > $1 and last_seen_at <= $2 and status in (1, 3) and role in (1, 3) and posts >= 8
  order by last_seen_at desc, id desc limit 2000)"};
// They read, and write no more.
constexpr store::Sql kSilent{R"(
  select id from member
  where last_seen_at > $1 and status in (1, 3) and role in (1, 3) and posts >= 8
    and not exists (select 1 from activity where activity.actor = member.id and activity.at > $1
                      and activity.verb in (20, 21, 22, 40, 42))
  order by last_seen_at desc, id desc limit 500)"};
constexpr store::Sql kDays{R"(
  select distinct at / 86400000000 as day from activity
  where actor = $1 and at > $2 and verb in (20, 21, 22, 40, 42) order by day)"};
// They have their fourteen days to come back.
const store::Sql kReached = "select 1 where " + reached_between("$1", "$2", "$3");

// Who led and was not seen for half a year is no longer waited for. A reply (21) or a comment (22) that was
// deleted is none.
constexpr store::Sql kLeaders{R"(
  select member.id, coalesce((
    select max(activity.at) from activity join member as team on team.id = activity.actor
    where activity.counterpart = member.id and activity.at > $1 and team.role >= 4
      and activity.verb in (21, 22, 40, 46, 225, 226)
      and not exists (select 1 from post where activity.verb = 21 and post.id = activity.object
                        and post.deleted_at is not null)
      and not exists (select 1 from comment where activity.verb = 22 and comment.id = activity.object
                        and comment.deleted_at is not null)), 0)
  from member
  where member.role > 1 and member.role = 3 and member.status = 1 and member.created_at < $2 and member.last_seen_at > $3 limit 200)"};

struct Newcomer {
  MemberId member;
  Instant created_at;
  std::int64_t posts = 0;
};
struct Leader {
  MemberId member;
  Instant last_contact;
};

constexpr std::int64_t kWatched = 180;        // days
constexpr std::size_t kFewestDays = 8;        // a rhythm takes some
constexpr std::int64_t kLeastSilence = 7;     // days
constexpr std::int64_t kLongestSilence = 90;  // days; beyond, a word no longer brings them back
constexpr std::int64_t kQuiet = 30;           // days
constexpr std::size_t kMostNewcomers = 20;

Instant beginning_of_today(const Day& day) {
  const auto zone = text::TimeZone::of(day.zone);
  return text::start_of_day(text::day_in_figures(day.at, zone), zone).value_or(day.at);
}

// Who came before today and wrote, then who came before today, then the others: where hundreds join each day, the list
// changes once a day and not with everyone who joins.
std::vector<Newcomer> newcomers(store::Reader& reader, const Day& day) {
  struct Part {
    Instant until;
    std::int64_t posts;
  };
  const auto today = beginning_of_today(day);
  std::vector<Newcomer> all;
  for (const auto& part : {Part{today, 1}, Part{today, 0}, Part{day.at, 0}}) {
    for (const auto& one :
         reader.all<Newcomer>(kNewcomers, day.at - 14 * kDay, part.until, part.posts, kMostNewcomers)) {
      if (all.size() == kMostNewcomers) return all;
      if (std::ranges::find(all, one.member, &Newcomer::member) == all.end()) all.push_back(one);
    }
  }
  return all;
}

}  // namespace

std::vector<Finding> find_newcomers(store::Reader& reader, const Day& day) {
  std::vector<Finding> found;
  for (const auto& one : newcomers(reader, day)) {
    const auto days = (day.at - one.created_at) / kDay;
    found.push_back({.kind = TaskKind::newcomer,
                     .occasion = id_text(one.member),
                     .member = one.member,
                     .figure = days,
                     // Who wrote already waits for a word; who came long ago no longer does.
                     .weight = weight_of(TaskKind::newcomer, (one.posts > 0 ? 26 : 14) - days)});
  }
  return found;
}

std::int64_t usual_pause(const std::vector<std::int64_t>& days) {
  std::vector<std::int64_t> pauses;
  for (std::size_t i = 1; i < days.size(); ++i) pauses.push_back(days[i] - days[i - 1]);
  return quantile(std::move(pauses), 0.9);
}

std::vector<Finding> find_slipping(store::Reader& reader, const Day& day) {
  std::vector<Finding> found;
  const auto today = day.at.microseconds / kDay;
  const auto from = day.at - kWatched * kDay;
  const auto lately = day.at - kLeastSilence * kDay;
  auto members = reader.all<MemberId>(kAway, day.at - kLongestSilence * kDay, lately);
  const auto silent = reader.all<MemberId>(kSilent, lately);
  members.insert(members.end(), silent.begin(), silent.end());
  for (const auto member : members) {
    const auto days = reader.all<std::int64_t>(kDays, member, from);
    if (days.size() < kFewestDays) continue;
    const auto silence = today - days.back();
    const auto usual = std::max<std::int64_t>(usual_pause(days), 1);
    if (silence <= std::max(kLeastSilence, 2 * usual) || silence > kLongestSilence) continue;
    if (reader.one<std::int64_t>(kReached, member, day.at - kComesBackWithin, day.at)) continue;
    const auto worth = std::min<std::int64_t>(static_cast<std::int64_t>(days.size()) / 4, 20);
    found.push_back({.kind = TaskKind::slipping,
                     // Another silence, after they came back, is another task.
                     .occasion = id_text(member) + ":" + std::to_string(days.back()),
                     .member = member,
                     .figure = silence,
                     .usual = usual,
                     .weight = weight_of(TaskKind::slipping, 12 + worth - std::min<std::int64_t>(silence / 6, 12))});
  }
  std::ranges::sort(found, std::ranges::greater(), &Finding::weight);
  if (found.size() > 40) found.resize(40);
  return found;
}

std::vector<Finding> find_quiet_leaders(store::Reader& reader, const Day& day) {
  std::vector<Finding> found;
  const auto since = day.at - kQuiet * kDay;
  for (const auto& one : reader.all<Leader>(kLeaders, since, since, day.at - kWatched * kDay)) {
    if (one.last_contact || reader.one<std::int64_t>(kReached, one.member, since, day.at)) continue;
    found.push_back({.kind = TaskKind::quiet_leader,
                     .occasion = occasion_within(reader, TaskKind::quiet_leader, id_text(one.member), day.at, kQuiet),
                     .member = one.member,
                     .figure = kQuiet,
                     .weight = weight_of(TaskKind::quiet_leader)});
  }
  return found;
}

}  // namespace parvis::community
