#include "community/journeys/stage_move.h"

namespace parvis::community {
namespace {

constexpr store::Sql kStay{R"(
  insert into stage_stay (stage, member, entered_at, left_at, next) values ($1, $2, $3, $4, $5)
  on conflict (stage, member, entered_at) do nothing)"};
constexpr store::Sql kStand{R"(
  insert into stage_member (journey, lane, member, stage, since_at) values ($1, $2, $3, $4, $5)
  on conflict (journey, lane, member) do update set stage = excluded.stage, since_at = excluded.since_at, by_hand = 0)"};
constexpr store::Sql kNowhere{"delete from stage_member where journey = $1 and lane = $2 and member = $3"};

}  // namespace

void move_to_stage(store::Transaction& transaction, const Timeline& timeline, const StageMove& move, Instant at,
                   Source source, bool told) {
  const auto next = move.to ? std::optional(move.to) : std::nullopt;
  if (move.from) transaction.run(kStay, move.from, move.member, move.since, at, next);
  if (!move.to) {
    transaction.run(kNowhere, move.journey, move.lane, move.member);
    return;
  }
  transaction.run(kStand, move.journey, move.lane, move.member, move.to, at);
  if (!told) return;
  timeline.record(transaction, {.at = at,
                                .actor = move.member,
                                .verb = Verb::stage_entered,
                                .object_kind = ObjectKind::stage,
                                .object = move.to.value,
                                .amount = move.from.value,
                                .source = source});
}

}  // namespace parvis::community
