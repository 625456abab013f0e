#include "community/card/part_played.h"

#include <algorithm>

#include "community/segments/condition.h"
#include "core/text/catalogue.h"

namespace parvis::community {

using text::msgid;

namespace {

constexpr store::Sql kByDay{R"(
  select coalesce(sum(act_day.acts), 0) from act_day
  where act_day.part = $1 and act_day.verb = $2 and act_day.member = $3 and act_day.day >= $4)"};
// On what others wrote, and there today.
constexpr store::Sql kComments{R"(
  select count(*) from comment join post on post.id = comment.post join thread on thread.id = post.thread
  where comment.author = $1 and comment.created_at >= $2 and comment.deleted_at is null and post.author <> $1
    and thread.deleted_at is null)"};
constexpr store::Sql kIdeas{"select count(*) from gain where member = $1 and kind = 5 and ended_at is null"};

std::int64_t count(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, MemberId member,
                   const PartSign& sign, std::int64_t from_day) {
  if (sign.acts.empty()) return reader.one<std::int64_t>(kIdeas, member).value_or(0);
  if (sign.kind == PartSignKind::comments) {
    const auto sql = kComments + only_readable_or_none(viewer, spaces, "thread.space");
    return reader.one<std::int64_t>(sql, member, start_of(from_day)).value_or(0);
  }
  if (sign.verb != Verb::joined) {
    const auto sql = kByDay + only_readable_or_none(viewer, spaces, "act_day.space");
    return reader.one<std::int64_t>(sql, sign.part, sign.verb, member, from_day).value_or(0);
  }
  const ActsAsked asked{.member = member, .part = sign.part, .kinds = find_kind_choice(sign.acts)->kinds};
  return count_card_acts(reader, viewer, spaces, asked, from_day);
}

}  // namespace

const std::vector<Part>& parts() {
  using enum ActPart;
  static const std::vector<Part> all{
      {"helper",
       msgid("Helps"),
       msgid("Three accepted answers within a year, or twenty thanks."),
       {{PartSignKind::answers, "accepted", received, Verb::solution_accepted, 3},
        {PartSignKind::thanks, "thanked", received, Verb::reacted, 20}}},
      {"critic",
       msgid("Looks closely"),
       msgid("Ten comments on what others wrote within a year, or two flags that helped."),
       {{PartSignKind::comments, "comments", done, Verb::commented, 10},
        {PartSignKind::flags, "flags", received, Verb::joined, 2}}},
      {"source",
       msgid("Brings ideas"),
       msgid("Five conversations opened within a year, or one idea the brand took up."),
       {{PartSignKind::conversations, "opened", done, Verb::thread_opened, 5},
        {PartSignKind::ideas, "", done, Verb::joined, 1}}},
      {"relay",
       msgid("Carries on to others"),
       msgid("One member they brought in within a year, five conversations shared, or ten mentions of others."),
       {{PartSignKind::brought, "brought", received, Verb::joined, 1},
        {PartSignKind::shares, "sharing", done, Verb::joined, 5},
        {PartSignKind::names, "names", done, Verb::mentioned, 10}}},
      {"organiser",
       msgid("Organises"),
       msgid("Three times looked after a group within a year: founded it, invited, let in, wrote to it."),
       {{PartSignKind::groups, "organising", done, Verb::joined, 3}}},
  };
  return all;
}

Instant counted_from(std::int64_t today) { return start_of(today - kPartDays + 1); }

std::vector<PartPlayed> parts_played(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                     MemberId member, std::int64_t today) {
  std::vector<PartPlayed> all;
  for (const auto& part : parts()) {
    PartPlayed played{.part = &part};
    for (const auto& sign : part.signs) {
      played.signs.push_back({&sign, count(reader, viewer, spaces, member, sign, today - kPartDays + 1)});
    }
    played.is_played = std::ranges::any_of(played.signs, &CountedSign::speaks);
    all.push_back(std::move(played));
  }
  std::ranges::stable_partition(all, &PartPlayed::is_played);
  return all;
}

}  // namespace parvis::community
