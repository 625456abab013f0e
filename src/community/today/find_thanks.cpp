// People to thank: a first accepted answer, a hundredth reply, years of membership, a birthday they chose to show.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "community/today/finders.h"
#include "community/today/weights.h"
#include "core/text/dates.h"

namespace parvis::community {

namespace {

// Verb 44: solution_accepted, whose counterpart wrote the answer.
constexpr store::Sql kAccepted{R"(
  select activity.counterpart, activity.thread, max(activity.at)
  from activity join member on member.id = activity.counterpart
  where activity.at > $1 and activity.verb = 44 and member.solutions = 1 and member.role in (1, 3)
    and member.status in (1, 3) and activity.actor <> activity.counterpart
  group by activity.counterpart, activity.thread order by 3 desc limit 20)"};

constexpr store::Sql kHundred{R"(
  select member.id from member
  where member.last_seen_at > $1 and member.posts >= 100 and member.posts < 200 and member.role in (1, 3)
    and member.status in (1, 3)
    and (select count(*) from post where post.author = member.id and post.created_at < $1
           and post.deleted_at is null) < 100
  order by member.posts limit 20)"};

constexpr store::Sql kJoined{R"(
  select id from member
  where created_at >= $1 and created_at < $2 and role in (1, 3) and status in (1, 3) and last_seen_at > $3 and posts >= 5
  order by posts desc limit 10)"};

// Seen by: 2 and more shows it to the team. Written as 1990-11-22.
constexpr store::Sql kBorn{R"(
  select member.id from profile_answer join member on member.id = profile_answer.member
  where profile_answer.field = $1 and profile_answer.seen_by >= 2 and substr(profile_answer.answer, 6, 5) = $2
    and member.status = 1 and member.last_seen_at > $3
  order by member.posts desc limit 20)"};

// Somebody chose a step for them, which is open (13: of a plan).
constexpr store::Sql kOnTheirWay{
    "select distinct member from task where state = 1 and kind = 13 and member is not null and rests_until <= $1"};

struct Accepted {
  MemberId member;
  ThreadId thread;
  Instant at;
};

constexpr int kMostYears = 30;

// The others are about a conversation, and each of those wants its answer.
bool is_about_person(TaskKind kind) {
  return kind != TaskKind::first_post && kind != TaskKind::late_question && kind != TaskKind::heating &&
         kind != TaskKind::waiting;
}

bool is_one_task(const Finding& one, const Finding& weightier) {
  if (is_about_person(one.kind)) return one.member == weightier.member;
  return one.thread && one.thread == weightier.thread && !is_about_person(weightier.kind);
}

Finding thanks(TaskKind kind, MemberId member, std::string occasion, std::int64_t figure) {
  return {.kind = kind,
          .occasion = std::move(occasion),
          .member = member,
          .figure = figure,
          .weight = weight_of(kind, figure - 1)};
}

}  // namespace

std::vector<Finding> find_first_answers(store::Reader& reader, const Day& day) {
  std::vector<Finding> found;
  for (const auto& one : reader.all<Accepted>(kAccepted, day.at - 7 * kDay)) {
    auto finding = thanks(TaskKind::first_answer, one.member, id_text(one.member), 0);
    finding.thread = one.thread;
    found.push_back(std::move(finding));
  }
  return found;
}

std::vector<Finding> find_hundredth_replies(store::Reader& reader, const Day& day) {
  std::vector<Finding> found;
  for (const auto member : reader.all<MemberId>(kHundred, day.at - 7 * kDay)) {
    found.push_back(thanks(TaskKind::hundredth_reply, member, id_text(member), 100));
  }
  return found;
}

std::vector<Finding> find_anniversaries(store::Reader& reader, const Day& day) {
  const auto zone = text::TimeZone::of(day.zone);
  const auto today = text::day_in_figures(day.at, zone);
  const auto year = std::stoi(today.substr(0, 4));
  std::vector<Finding> found;
  for (int years = 1; years <= kMostYears; ++years) {
    // The 29th of February has its day every fourth year only.
    const auto then = text::start_of_day(fmt::format("{:04}{}", year - years, today.substr(4)), zone);
    if (!then) continue;
    for (const auto member : reader.all<MemberId>(kJoined, *then, *then + kDay, day.at - 60 * kDay)) {
      found.push_back(thanks(TaskKind::anniversary, member, fmt::format("{}:{}", id_text(member), years), years));
    }
  }
  return found;
}

std::vector<Finding> find_birthdays(store::Reader& reader, const Day& day) {
  if (day.birthday == 0) return {};
  const auto today = text::day_in_figures(day.at, text::TimeZone::of(day.zone));
  std::vector<Finding> found;
  for (const auto member : reader.all<MemberId>(kBorn, day.birthday, today.substr(5), day.at - 180 * kDay)) {
    found.push_back(thanks(TaskKind::birthday, member, fmt::format("{}:{}", id_text(member), today.substr(0, 4)), 0));
  }
  return found;
}

std::vector<Finding> find_all(store::Reader& reader, const Day& day) {
  constexpr decltype(&find_newcomers) kFinders[] = {find_first_posts,   find_late_questions, find_newcomers,
                                                    find_slipping,      find_first_answers,  find_hundredth_replies,
                                                    find_anniversaries, find_birthdays,      find_waiting,
                                                    find_heating,       find_quiet_leaders};
  std::vector<Finding> found, all;
  for (const auto find : kFinders) {
    for (auto& one : find(reader, day)) found.push_back(std::move(one));
  }
  std::ranges::stable_sort(found, std::ranges::greater(), &Finding::weight);
  std::set<MemberId> on_their_way;
  for (const auto member : reader.all<MemberId>(kOnTheirWay, day.at)) on_their_way.insert(member);
  for (auto& one : found) {
    if (is_about_person(one.kind) && on_their_way.contains(one.member)) continue;
    const bool is_there = std::ranges::any_of(all, [&](const Finding& other) { return is_one_task(one, other); });
    if (!is_there) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace parvis::community
