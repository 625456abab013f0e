#include "community/journeys/stage_move.h"

namespace parvis::community {
namespace {

constexpr store::Sql kStay{R"(
  insert into stage_stay (stage, member, entered_at, left_at, next) values ($1, $2, $3, $4, $5)
  on conflict (stage, member, entered_at) do nothing)"};
// Not whom somebody put elsewhere meanwhile, by hand or from another node, nor who is gone.
constexpr store::Sql kArrive{R"(
  insert into stage_member (journey, lane, member, stage, since_at)
  select $1, $2, member.id, $4, $5 from member where member.id = $3 and member.status <> 4
  on conflict (journey, lane, member) do nothing)"};
constexpr store::Sql kGoOn{R"(
  update stage_member set stage = $5, since_at = $6
  where journey = $1 and lane = $2 and member = $3 and stage = $4 and by_hand = 0)"};
constexpr store::Sql kNowhere{R"(
  delete from stage_member where journey = $1 and lane = $2 and member = $3 and stage = $4 and by_hand = 0)"};

std::int64_t write_move(store::Transaction& transaction, const StageMove& move, Instant at) {
  if (!move.to) return transaction.run(kNowhere, move.journey, move.lane, move.member, move.from);
  if (!move.from) return transaction.run(kArrive, move.journey, move.lane, move.member, move.to, at);
  return transaction.run(kGoOn, move.journey, move.lane, move.member, move.from, move.to, at);
}

}  // namespace

bool move_to_stage(store::Transaction& transaction, const Timeline& timeline, const StageMove& move, Instant at,
                   Source source, bool told) {
  if (write_move(transaction, move, at) == 0) return false;
  const auto next = move.to ? std::optional(move.to) : std::nullopt;
  if (move.from) transaction.run(kStay, move.from, move.member, move.since, at, next);
  if (!told || !move.to) return true;
  timeline.record(transaction, {.at = at,
                                .actor = move.member,
                                .verb = Verb::stage_entered,
                                .object_kind = ObjectKind::stage,
                                .object = move.to.value,
                                .amount = move.from.value,
                                .source = source});
  return true;
}

}  // namespace parvis::community
