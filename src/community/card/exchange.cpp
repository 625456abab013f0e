#include "community/card/exchange.h"

#include <limits>

#include "community/health/act_kind.h"

namespace parvis::community {
namespace {

constexpr store::Sql kPartners{R"(
  select member.id, member.handle, member.display_name, member.role, member.title, member.hue, member.status,
    health_exchange.given, health_exchange.received,
    coalesce((select max(day) from health_tie
              where from_member = health_exchange.member and to_member = health_exchange.other), 0),
    coalesce((select max(day) from health_tie
              where from_member = health_exchange.other and to_member = health_exchange.member), 0)
  from health_exchange join member on member.id = health_exchange.other
  where health_exchange.member = $1 and health_exchange.acts <= $2
    and (health_exchange.acts < $2 or health_exchange.other < $3)
  order by health_exchange.acts desc, health_exchange.other desc limit $4)"};

// Whoever manages the community is some few; the days of one pair are a place in a key.
constexpr store::Sql kTeam{R"(
  select member.id, member.handle, member.display_name, member.role, member.title, member.hue,
    coalesce((select max(day) from health_tie where from_member = member.id and to_member = $1), -1)
  from member where member.role > 1 and member.role >= 4 and member.status = 1 and member.id <> $1 limit 100)"};
// A word they were written, or a step of a plan that was done for them (13, 2).
constexpr store::Sql kWord{R"(
  select member.id, member.handle, member.display_name, member.role, member.title, member.hue, word.at
  from (
    select author as by_whom, written_at as at from personal_word where member = $1
    union all
    select decided_by, decided_at from task where member = $1 and kind = 13 and state = 2 and decided_by is not null
  ) as word join member on member.id = word.by_whom
  order by word.at desc limit 1)"};

struct PartnerRow {
  MemberId id;
  std::string handle, name;
  Role role;
  std::string title;
  int hue;
  MemberStatus status;
  std::int64_t given, received, last_given, last_received;
};
struct TeamRow {
  MemberId id;
  std::string handle, name;
  Role role;
  std::string title;
  int hue;
  std::int64_t day;
};
struct WordRow {
  MemberId id;
  std::string handle, name;
  Role role;
  std::string title;
  int hue;
  Instant at;
};

template <class Row>
MemberFace face_of(Row& row) {
  return {row.id, std::move(row.handle), std::move(row.name), row.role, std::move(row.title), row.hue};
}

}  // namespace

std::vector<Partner> partners_of(store::Reader& reader, MemberId member, std::optional<PartnerPlace> after,
                                 int at_most) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  const auto place = after.value_or(PartnerPlace{kMost, {kMost}});
  std::vector<Partner> partners;
  for (auto& row : reader.all<PartnerRow>(kPartners, member, place.acts, place.other, at_most)) {
    partners.push_back(
        {face_of(row), row.status, row.given, row.received, std::max(row.last_given, row.last_received)});
  }
  return partners;
}

std::optional<LastContact> last_contact(store::Reader& reader, MemberId member, const text::TimeZone& zone) {
  std::optional<LastContact> last;
  for (auto& row : reader.all<TeamRow>(kTeam, member)) {
    if (row.day >= 0 && (!last || row.day > last->day)) last = {face_of(row), row.day};
  }
  auto word = reader.one<WordRow>(kWord, member);
  if (!word) return last;
  const auto day = health::LocalDays(zone).day_of(word->at);
  if (!last || day >= last->day) last = {face_of(*word), day};
  return last;
}

}  // namespace parvis::community
