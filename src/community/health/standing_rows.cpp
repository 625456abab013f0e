#include "community/health/standing_rows.h"

#include <algorithm>
#include <vector>

namespace parvis::community::health {
namespace {

constexpr std::size_t kAtOnce = 2000;  // of one write: others write between two

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

template <class Value, class Write>
void in_parts(store::Store& store, const std::vector<Value>& values, const Write& write) {
  for (std::size_t begin = 0; begin < values.size(); begin += kAtOnce) {
    const auto end = std::min(values.size(), begin + kAtOnce);
    store.write([&](store::Transaction& transaction) {
      for (auto i = begin; i < end; ++i) write(transaction, values[i]);
    });
  }
}

}  // namespace

std::map<MemberId, StandingRow> standing_rows(store::Reader& reader) {
  std::map<MemberId, StandingRow> all;
  reader.each<StandingRow>(kAll, [&](StandingRow row) { all.emplace(row.member, row); });
  return all;
}

void keep_standings(store::Store& store, const std::map<MemberId, StandingRow>& present,
                    const std::map<MemberId, StandingRow>& wanted) {
  std::vector<const StandingRow*> changed;
  for (const auto& [member, row] : wanted) {
    const auto found = present.find(member);
    if (found == present.end() || found->second != row) changed.push_back(&row);
  }
  std::vector<MemberId> gone;
  for (const auto& [member, row] : present) {
    if (!wanted.contains(member)) gone.push_back(member);
  }
  in_parts(store, changed, [](store::Transaction& transaction, const StandingRow* row) {
    transaction.run(kSet, row->member, row->first_day, row->last_day, row->standing, row->rhythm, row->lonely, row->top,
                    row->quarter, row->partners, row->holds, row->reach);
  });
  in_parts(store, gone, [](store::Transaction& transaction, MemberId member) { transaction.run(kDrop, member); });
}

}  // namespace parvis::community::health
