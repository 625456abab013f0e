#include "community/segments/segment_moves.h"

#include <charconv>
#include <limits>

namespace parvis::community {
namespace {

constexpr store::Sql kMoves{R"(
  select segment_move.activity, segment_move.at, segment_move.entered, member.handle, member.display_name, member.hue,
    member.status
  from segment_move join member on member.id = segment_move.member
  where segment_move.segment = $1 and segment_move.at >= $2 and segment_move.at <= $3
    and (segment_move.at < $3 or segment_move.activity < $4))"};
constexpr store::Sql kEntered{" and segment_move.entered = 1"};
constexpr store::Sql kLeft{" and segment_move.entered = 0"};
constexpr store::Sql kLatest{" order by segment_move.at desc, segment_move.activity desc limit $5"};

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string place_text(const MovePlace& place) {
  return std::to_string(place.at.microseconds) + "." + std::to_string(place.id.value);
}

std::optional<MovePlace> parse_move_place(std::string_view text) {
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto at = number_in(text.substr(0, dot)), id = number_in(text.substr(dot + 1));
  return at && id ? std::optional(MovePlace{{*at}, {*id}}) : std::nullopt;
}

MovesPage moves_of(store::Reader& reader, const MovesAsked& asked) {
  constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
  const auto before = asked.before.value_or(MovePlace{{kEnd}, {kEnd}});
  auto sql = kMoves;
  if (asked.list == MoveList::entered) sql = sql + kEntered;
  if (asked.list == MoveList::left) sql = sql + kLeft;
  MovesPage page{
      reader.all<SegmentMove>(sql + kLatest, asked.segment, asked.since, before.at, before.id, asked.at_most + 1),
      std::nullopt};
  if (page.moves.size() > static_cast<std::size_t>(asked.at_most)) {
    page.moves.resize(static_cast<std::size_t>(asked.at_most));
    page.next = MovePlace{page.moves.back().at, page.moves.back().id};
  }
  return page;
}

}  // namespace parvis::community
