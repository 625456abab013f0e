#include "community/journeys/journey_keeping.h"

#include <map>
#include <span>

#include "community/journeys/journey.h"
#include "community/journeys/stage_move.h"
#include "community/segments/segment_keeping.h"

namespace parvis::community {
namespace {

constexpr std::size_t kTogether = 500;

constexpr store::Sql kStood{
    "select member, stage, since_at, by_hand from stage_member where journey = $1 and lane = $2"};
constexpr store::Sql kIn{"select member from segment_member where segment = $1"};
constexpr store::Sql kAmong{" and member in ("};

struct Standing {
  MemberId member;
  StageId stage;
  Instant since;
  std::int64_t by_hand = 0;
};

store::Sql among(const std::vector<MemberId>* members) {
  if (!members) return "";
  std::vector<std::int64_t> ids;
  for (const auto member : *members) ids.push_back(member.value);
  return kAmong + store::Sql::numbers(ids) + ")";
}

// Of one lane, for everybody or for these members: who is to stand elsewhere.
std::vector<StageMove> moves_of(store::Reader& reader, const Journey& journey, Lane lane,
                                const std::vector<MemberId>* members) {
  std::map<MemberId, StageId> wanted;
  for (const auto& stage : journey.stages) {
    if (stage.lane != lane || !stage.segment) continue;
    reader.each<MemberId>(
        kIn + among(members), [&](MemberId member) { wanted[member] = stage.id; }, *stage.segment);
  }
  std::vector<StageMove> moves;
  reader.each<Standing>(
      kStood + among(members),
      [&](const Standing& now) {
        const auto found = wanted.find(now.member);
        const auto next = found == wanted.end() ? StageId{} : found->second;
        if (now.by_hand == 0 && next != now.stage) {
          moves.push_back({journey.id, lane, now.member, now.stage, next, now.since});
        }
        if (found != wanted.end()) wanted.erase(found);
      },
      journey.id, lane);
  for (const auto& [member, stage] : wanted) moves.push_back({journey.id, lane, member, {}, stage, {}});
  return moves;
}

std::int64_t settle(store::Store& store, const Timeline& timeline, const std::vector<MemberId>* members, Moves told,
                    Instant at, Source source, const std::stop_token& stop) {
  std::int64_t changed = 0;
  const auto all = store.read([](store::Reader& reader) { return journeys(reader); });
  for (const auto& journey : all) {
    for (const auto lane : {Lane::steps, Lane::beside}) {
      const auto moves = store.read([&](store::Reader& reader) { return moves_of(reader, journey, lane, members); });
      const std::span<const StageMove> rest(moves);
      for (std::size_t from = 0; from < moves.size() && !stop.stop_requested(); from += kTogether) {
        changed += store.write([&](store::Transaction& transaction) {
          std::int64_t moved = 0;
          for (const auto& move : rest.subspan(from, std::min(kTogether, moves.size() - from))) {
            if (move_to_stage(transaction, timeline, move, at, source, told == Moves::told)) ++moved;
          }
          return moved;
        });
      }
    }
  }
  return changed;
}

}  // namespace

std::int64_t settle_stages(store::Store& store, const Timeline& timeline, const std::vector<MemberId>& members,
                           Instant at, Source source, const std::stop_token& stop) {
  constexpr std::size_t kAsked = 400;
  std::int64_t changed = 0;
  for (std::size_t from = 0; from < members.size(); from += kAsked) {
    const auto first = members.begin() + static_cast<std::ptrdiff_t>(from);
    const std::vector<MemberId> piece(first,
                                      first + static_cast<std::ptrdiff_t>(std::min(kAsked, members.size() - from)));
    changed += settle(store, timeline, &piece, Moves::told, at, source, stop);
  }
  return changed;
}

std::int64_t settle_all_stages(store::Store& store, const Timeline& timeline, Moves moves, Instant at, Source source,
                               const std::stop_token& stop) {
  return settle(store, timeline, nullptr, moves, at, source, stop);
}

}  // namespace parvis::community
