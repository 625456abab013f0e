#include "community/health/standing_rows.h"

#include "community/health/kept_rows.h"

namespace parvis::community::health {
namespace {

constexpr store::Sql kAll{R"(
  select member, first_day, last_day, standing, rhythm, lonely, top, quarter, partners, holds, reach
  from health_standing)"};
constexpr store::Sql kSet{R"(
  insert into health_standing (member, first_day, last_day, standing, rhythm, lonely, top, quarter, partners, holds,
                               reach)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (member) do update
    set first_day = excluded.first_day, last_day = excluded.last_day, standing = excluded.standing,
      rhythm = excluded.rhythm, lonely = excluded.lonely, top = excluded.top, quarter = excluded.quarter,
      partners = excluded.partners, holds = excluded.holds, reach = excluded.reach)"};
constexpr store::Sql kDrop{"delete from health_standing where member = $1"};

}  // namespace

std::map<MemberId, StandingRow> standing_rows(store::Reader& reader) {
  std::map<MemberId, StandingRow> all;
  reader.each<StandingRow>(kAll, [&](StandingRow row) { all.emplace(row.member, row); });
  return all;
}

void keep_standings(store::Store& store, const std::map<MemberId, StandingRow>& present,
                    const std::map<MemberId, StandingRow>& wanted) {
  const auto set = [](store::Transaction& transaction, const StandingRow& row) {
    transaction.run(kSet, row.member, row.first_day, row.last_day, row.standing, row.rhythm, row.lonely, row.top,
                    row.quarter, row.partners, row.holds, row.reach);
  };
  keep_rows(store, present, wanted, set, kDrop);
}

}  // namespace parvis::community::health
