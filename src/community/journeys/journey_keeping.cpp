#include "community/journeys/journey_keeping.h"

#include <algorithm>
#include <ranges>
#include <span>

#include "community/journeys/journey.h"
#include "community/journeys/stage_move.h"
#include "community/segments/segment_keeping.h"

namespace parvis::community {
namespace {

constexpr std::size_t kTogether = 500, kSilentTogether = 2000;
constexpr int kFilledTogether = 10'000;

// The first who stand in a lane: of a stage's segment, those of a piece who stand at no later one.
constexpr store::Sql kIsEmpty{"select 1 from stage_member where journey = $1 and lane = $2 limit 1"};
constexpr store::Sql kNextIn{R"(
  select member from (
    select member from segment_member where segment = $1 and member > $2 order by member limit $3) as next_members
  order by member desc limit 1)"};
constexpr store::Sql kFill{R"(
  insert into stage_member (journey, lane, member, stage, since_at)
  select $1, $2, segment_member.member, $3, $4 from segment_member
    join member on member.id = segment_member.member and member.status <> 4
  where segment_member.segment = $5 and segment_member.member > $6 and segment_member.member <= $7
  order by segment_member.member on conflict (journey, lane, member) do nothing)"};

constexpr store::Sql kStood{
    "select member, stage, since_at, by_hand from stage_member where journey = $1 and lane = $2"};
constexpr store::Sql kByMember{" order by member"};
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

struct Wanted {
  MemberId member;
  StageId stage;
};

// By member: the last stage of the lane whose rule holds for them.
std::vector<Wanted> wanted_in(store::Reader& reader, const Journey& journey, Lane lane,
                              const std::vector<MemberId>* members) {
  std::vector<Wanted> wanted;
  for (const auto& stage : journey.stages | std::views::reverse) {
    if (stage.lane != lane || !stage.segment) continue;
    reader.each<MemberId>(
        kIn + among(members),
        [&](MemberId member) {
          wanted.push_back({member, stage.id});
        },
        *stage.segment);
  }
  std::ranges::stable_sort(wanted, {}, &Wanted::member);
  const auto later = std::ranges::unique(wanted, {}, &Wanted::member);
  wanted.erase(later.begin(), later.end());
  return wanted;
}

// Of one lane, for everybody or for these members: who is to stand elsewhere.
std::vector<StageMove> moves_of(store::Reader& reader, const Journey& journey, Lane lane,
                                const std::vector<MemberId>* members) {
  const auto wanted = wanted_in(reader, journey, lane, members);
  auto next = wanted.begin();
  std::vector<StageMove> moves;
  const auto arrive_before = [&](MemberId member) {
    for (; next != wanted.end() && next->member < member; ++next) {
      moves.push_back({journey.id, lane, next->member, {}, next->stage, {}});
    }
  };
  reader.each<Standing>(
      kStood + among(members) + kByMember,
      [&](const Standing& now) {
        arrive_before(now.member);
        const bool meets_rule = next != wanted.end() && next->member == now.member;
        const auto stage = meets_rule ? next->stage : StageId{};
        if (meets_rule) ++next;
        if (now.by_hand == 0 && stage != now.stage) {
          moves.push_back({journey.id, lane, now.member, now.stage, stage, now.since});
        }
      },
      journey.id, lane);
  arrive_before(MemberId{INT64_MAX});
  return moves;
}

// Where nobody stands yet, everybody comes to the last stage whose rule holds, without a fact for each.
std::int64_t fill(store::Store& store, const Journey& journey, Lane lane, Instant at, const std::stop_token& stop) {
  std::int64_t filled = 0;
  for (const auto& stage : journey.stages | std::views::reverse) {
    if (stage.lane != lane || !stage.segment) continue;
    for (MemberId done; !stop.stop_requested();) {
      const auto to = store.read(
          [&](store::Reader& reader) { return reader.one<MemberId>(kNextIn, *stage.segment, done, kFilledTogether); });
      if (!to) break;
      filled += store.write([&](store::Transaction& transaction) {
        return transaction.run(kFill, journey.id, lane, stage.id, at, *stage.segment, done, *to);
      });
      done = *to;
    }
  }
  return filled;
}

std::int64_t settle(store::Store& store, const Timeline& timeline, const std::vector<MemberId>* members, Moves told,
                    Instant at, Source source, const std::stop_token& stop) {
  std::int64_t changed = 0;
  const auto all = store.read([](store::Reader& reader) { return journeys(reader); });
  for (const auto& journey : all) {
    for (const auto lane : {Lane::steps, Lane::beside}) {
      const bool is_first = told == Moves::silent && !members && store.read([&](store::Reader& reader) {
        return !reader.one<std::int64_t>(kIsEmpty, journey.id, lane);
      });
      if (is_first) {
        changed += fill(store, journey, lane, at, stop);
        continue;
      }
      const auto together = told == Moves::silent ? kSilentTogether : kTogether;
      const auto moves = store.read([&](store::Reader& reader) { return moves_of(reader, journey, lane, members); });
      const std::span<const StageMove> rest(moves);
      for (std::size_t from = 0; from < moves.size() && !stop.stop_requested(); from += together) {
        changed += store.write([&](store::Transaction& transaction) {
          std::int64_t moved = 0;
          for (const auto& move : rest.subspan(from, std::min(together, moves.size() - from))) {
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
