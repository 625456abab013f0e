#include "community/health/listed_shares.h"

namespace parvis::community::health {
namespace {

constexpr store::Sql kVisited{R"(
  select s.id, s.created_at, t.id, t.title, t.slug, t.language, case when t.deleted_at is null then 0 else 1 end, m.id,
    m.handle, m.display_name, m.title, m.hue, m.role, m.status, v.visits
  from (select share, cast(sum(visits) as bigint) as visits from share_visit where day > $3 and day <= $4
        group by share) v
    join share s on s.id = v.share join member m on m.id = s.member join thread t on t.id = s.thread
  where v.visits < $1 or (v.visits = $1 and s.id < $2)
  order by v.visits desc, s.id desc limit 51)"};

struct Flat {
  ShareId id;
  Instant at;
  ThreadId thread;
  std::string title, slug, language;
  std::int64_t gone;
  MemberId member;
  std::string handle, name, member_title;
  int hue;
  Role role;
  MemberStatus status;
  std::int64_t visits;
};

}  // namespace

std::vector<ListedShare> visited_shares(store::Reader& reader, KeyPlace before, std::int64_t from, std::int64_t to) {
  std::vector<ListedShare> rows;
  for (const auto& row : reader.all<Flat>(kVisited, before.first, before.second, from, to)) {
    rows.push_back({.id = row.id,
                    .at = row.at,
                    .thread = row.thread,
                    .title = row.title,
                    .slug = row.slug,
                    .language = row.language,
                    .gone = row.gone != 0,
                    .by = {row.member, row.handle, row.name, row.member_title, row.hue, row.role, row.status},
                    .visits = row.visits});
  }
  return rows;
}

}  // namespace parvis::community::health
