#include "community/segments/member_draw.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "community/activity/activity.h"
#include "community/segments/condition_sql.h"

namespace parvis::community {
namespace {

// Identifiers rise with time, and their remainders tell nothing of whose they are.
constexpr store::Sql kDraw{"select id from member where id % $1 = $2 order by id"};
constexpr std::size_t kAskedTogether = 400;
constexpr std::int64_t kTooFewToTell = 30;

std::int64_t to_two_figures(std::int64_t number) {
  std::int64_t unit = 1;
  while (number / unit >= 100) unit *= 10;
  return (number + unit / 2) / unit * unit;
}

// Three deviations above what was found: one in a thousand such draws finds as few of more.
std::int64_t at_most(std::int64_t found, std::int64_t one_in) {
  const auto likely = static_cast<double>(found) + 3 * std::sqrt(static_cast<double>(found)) + 7;
  return to_two_figures(static_cast<std::int64_t>(likely) * one_in);
}

}  // namespace

MemberDraw draw_members(store::Reader& reader, const DrawSize& size) {
  const auto members = read_tally(reader, "members");
  if (members <= size.asked_whole) return {};
  const auto one_in = std::max<std::int64_t>(members / size.drawn, 2) | 1;
  return {one_in, reader.all<MemberId>(kDraw, one_in, one_in / 2)};
}

std::vector<MemberId> drawn_where(store::Reader& reader, const Condition& condition, const MemberDraw& draw,
                                  Instant at) {
  const auto ground = read_ground(reader, at);
  std::vector<MemberId> found;
  for (std::size_t from = 0; from < draw.members.size(); from += kAskedTogether) {
    const auto piece = std::span(draw.members).subspan(from, std::min(kAskedTogether, draw.members.size() - from));
    store::each_number(reader, members_where(condition, ground, piece),
                       [&](std::int64_t id) { found.push_back({id}); });
  }
  return found;
}

ConditionCount count_all(store::Reader& reader, const Condition& condition, Instant at) {
  return {.members = store::number_of(reader, count_where(condition, read_ground(reader, at)))};
}

ConditionCount count_members(store::Reader& reader, const Condition& condition, Instant at, const DrawSize& size) {
  using How = ConditionCount::How;
  const auto draw = draw_members(reader, size);
  if (draw.one_in == 1) return count_all(reader, condition, at);
  const auto found = static_cast<std::int64_t>(drawn_where(reader, condition, draw, at).size());
  const auto drawn = static_cast<std::int64_t>(draw.members.size());
  if (found < kTooFewToTell) return {How::at_most, at_most(found, draw.one_in), drawn};
  return {How::about, to_two_figures(found * draw.one_in), drawn};
}

}  // namespace parvis::community
