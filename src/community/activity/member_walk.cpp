#include "community/activity/member_walk.h"

#include <string>

#include "community/activity/others_acts.h"

namespace parvis::community {
namespace {

constexpr store::Sql kMany{R"(
  select count(*) from (select id from activity order by id limit $1) as first_acts)"};
constexpr store::Sql kNumber{"select last_activity from fold where view = $1"};
constexpr store::Sql kKeep{R"(
  insert into fold (view, last_activity) values ($1, $2)
  on conflict (view) do update set last_activity = excluded.last_activity)"};
constexpr store::Sql kEnd{"delete from fold where view = $1"};
constexpr store::Sql kByActor{R"(
  select actor, at from (
    select actor, at from activity where (actor, at) > ($1, $2) order by actor, at limit $3) as next_acts
  order by actor desc, at desc limit 1)"};
constexpr store::Sql kByCounterpart{R"(
  select counterpart, at from (
    select counterpart, at from activity where (counterpart, at) > ($1, $2) order by counterpart, at limit $3)
    as next_acts
  order by counterpart desc, at desc limit 1)"};

std::string row_of(std::string_view view, std::string_view what) { return std::string(view) + "/" + std::string(what); }

}  // namespace

bool is_worth_a_walk(store::Reader& reader, const Walking& walking) {
  return reader.one<std::int64_t>(kMany, walking.worth).value_or(0) >= walking.worth;
}

std::optional<MemberWalk> walk_under_way(store::Reader& reader, std::string_view view) {
  const auto number = [&](std::string_view what) { return reader.one<std::int64_t>(kNumber, row_of(view, what)); };
  const auto until = number("until");
  if (!until) return std::nullopt;
  return MemberWalk{ActivityId{*until},
                    number("stage").value_or(1),
                    {number("member").value_or(0), number("at").value_or(INT64_MIN)}};
}

MemberWalk begun_walk(store::Reader& reader) { return {.until = last_activity(reader)}; }

void keep_walk(store::Transaction& transaction, std::string_view view, const MemberWalk& walk) {
  transaction.run(kKeep, row_of(view, "until"), walk.until);
  transaction.run(kKeep, row_of(view, "stage"), walk.stage);
  transaction.run(kKeep, row_of(view, "member"), walk.done.member);
  transaction.run(kKeep, row_of(view, "at"), walk.done.at);
}

void end_walk(store::Transaction& transaction, std::string_view view) {
  for (const auto* what : {"until", "stage", "member", "at"}) transaction.run(kEnd, row_of(view, what));
}

std::optional<WalkPlace> place_after(store::Reader& reader, Acts acts, const WalkPlace& done, int together) {
  return reader.one<WalkPlace>(acts == Acts::done ? kByActor : kByCounterpart, done.member, done.at, together);
}

}  // namespace parvis::community
