#include "community/health/listed_acts.h"

#include <algorithm>

namespace parvis::community::health {
namespace {

using store::Sql;

// Acts that the figures take in, as long as they stand: words with their conversation, and whom they name with the
// words; a thank or an accepted answer until it is taken back.
constexpr Sql kActs{R"(
  select a.id, a.at as at, a.verb, coalesce(t.id, 0), coalesce(t.title, ''), coalesce(t.slug, ''),
    coalesce(t.language, ''), m.id, m.handle, m.display_name, m.title, m.hue, m.role, m.status, o.id, o.handle,
    o.display_name, o.title, o.hue, o.role, o.status, case when t.deleted_at is null then 0 else 1 end, a.id as place
  from activity a
    join member m on m.id = a.actor
      and (m.status <> 4 or exists (select 1 from erasure e where e.member = m.id))
    join member o on o.id = coalesce(a.counterpart, a.actor)
    left join health_word w on w.object_kind = a.object_kind and w.object = a.object
    left join thread t on t.id = coalesce(w.thread, a.thread)
    left join health_thread h on h.thread = coalesce(w.thread, a.thread)
  where a.id <= $4 and a.at >= $3 and (a.at < $1 or (a.at = $1 and a.id < $2))
    and (a.verb in (40, 44) or (a.verb = 46 and (w.object is null or a.at > w.at + 1000000))
      or (coalesce(w.gone, 0) = 0 and coalesce(h.gone, 0) <> 1))
    and (a.verb not in (40, 44)
      or not exists (select 1 from activity b
                     where b.actor = a.actor and b.at >= a.at and b.verb = a.verb + 1 and b.object = a.object
                       and b.id > a.id and (a.verb = 44 or b.detail = a.detail))))"};
constexpr Sql kToAnother{R"(
    and a.verb in (21, 22, 40, 44, 46) and a.counterpart <> a.actor
    and (o.status <> 4 or exists (select 1 from erasure e where e.member = o.id)))"};
constexpr Sql kWritten{" and a.verb in (20, 21, 22) and m.role in (1, 3)"};
constexpr Sql kLastFirst{" order by at desc, place desc limit 51"};
// Conversations address who answered them first, those without an answer whoever reads them. Their places lie before
// those of acts, so that no two are the same.
constexpr Sql kOpened{R"(
  select h.thread, h.opened_at as at, 20, t.id, t.title, t.slug, t.language, m.id, m.handle, m.display_name, m.title,
    m.hue, m.role, m.status, o.id, o.handle, o.display_name, o.title, o.hue, o.role, o.status, 0, -h.thread as place
  from health_thread h join thread t on t.id = h.thread and t.deleted_at is null join space s on s.id = t.space
    join member m on m.id = h.author join member o on o.id = coalesce(h.first_by, h.author)
  where h.gone = 0 and h.opened_at >= $3 and (h.opened_at < $1 or (h.opened_at = $1 and -h.thread < $2)))"};

constexpr Sql kStaffActs{" and a.actor in (select id from member where role > 1 and role in (2, 4, 5))"};
constexpr Sql kActsToStaff{" and a.counterpart in (select id from member where role > 1 and role in (2, 4, 5))"};
constexpr Sql kFromStaff{" and m.role in (2, 4, 5)"};
constexpr Sql kFromMember{" and m.role in (1, 3)"};
constexpr Sql kToStaff{" and o.role in (2, 4, 5)"};
constexpr Sql kToMember{" and o.role in (1, 3)"};

constexpr Sql kRecommended{R"(
  select p.id, p.created_at, 21, t.id, t.title, t.slug, t.language, m.id, m.handle, m.display_name, m.title, m.hue,
    m.role, m.status, o.id, o.handle, o.display_name, o.title, o.hue, o.role, o.status, 0, p.id
  from post p join member m on m.id = p.author and m.role in (1, 3)
    join thread t on t.id = p.thread join member o on o.id = t.author
  where p.created_at >= $3 and (p.created_at < $1 or (p.created_at = $1 and p.id < $2))
    and p.number > 1 and p.up >= 2 and p.deleted_at is null and t.deleted_at is null
    and (select count(*) from vote v where v.post = p.id and v.kind = 2) >= 2
  order by p.created_at desc, p.id desc limit 51)"};

constexpr Sql kShares{R"(
  select s.id, s.created_at, 47, t.id, t.title, t.slug, t.language, m.id, m.handle, m.display_name, m.title, m.hue,
    m.role, m.status, o.id, o.handle, o.display_name, o.title, o.hue, o.role, o.status,
    case when t.deleted_at is null then 0 else 1 end, s.id
  from share s join member m on m.id = s.member join thread t on t.id = s.thread join member o on o.id = t.author
  where s.created_at >= $3 and (s.created_at < $1 or (s.created_at = $1 and s.id < $2))
  order by s.created_at desc, s.id desc limit 51)"};

struct FlatAct {
  ActivityId id;
  Instant at;
  Verb verb;
  ThreadId thread;
  std::string title, slug, language;
  MemberId member;
  std::string handle, name, member_title;
  int hue;
  Role role;
  MemberStatus status;
  MemberId other;
  std::string other_handle, other_name, other_title;
  int other_hue;
  Role other_role;
  MemberStatus other_status;
  std::int64_t gone, place;
};

using Found = std::vector<FlatAct>;

Found acts(const ActsAsked& asked, const Sql& which) {
  return asked.reader.all<FlatAct>(kActs + which + kLastFirst, asked.before.first, asked.before.second, asked.since,
                                   asked.last_act);
}
Found opened(const ActsAsked& asked, const Sql& which) {
  return asked.reader.all<FlatAct>(kOpened + which + kLastFirst, asked.before.first, asked.before.second, asked.since);
}

// The first of all of them.
std::vector<ListedAct> first_of(std::initializer_list<Found> parts) {
  Found all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  std::ranges::sort(all, std::ranges::greater{}, [](const FlatAct& row) { return std::pair(row.at, row.place); });
  if (all.size() > static_cast<std::size_t>(kListed + 1)) all.resize(kListed + 1);
  std::vector<ListedAct> rows;
  for (const auto& row : all) {
    rows.push_back({.id = row.id,
                    .at = row.at,
                    .verb = row.verb,
                    .thread = row.thread,
                    .title = row.title,
                    .slug = row.slug,
                    .language = row.language,
                    .from = {row.member, row.handle, row.name, row.member_title, row.hue, row.role, row.status},
                    .to = {row.other, row.other_handle, row.other_name, row.other_title, row.other_hue, row.other_role,
                           row.other_status},
                    .gone = row.gone != 0,
                    .place = row.place});
  }
  return rows;
}

std::vector<ListedAct> of_table(const ActsAsked& asked, const Sql& sql) {
  return first_of({asked.reader.all<FlatAct>(sql, asked.before.first, asked.before.second, asked.since)});
}

}  // namespace

std::vector<ListedAct> exchange_acts(const ActsAsked& asked) {
  return first_of({acts(asked, kToAnother + kFromMember + kToMember)});
}

std::vector<ListedAct> broadcasting_acts(const ActsAsked& asked) {
  return first_of({acts(asked, kToAnother + kStaffActs + kFromStaff + kToStaff), opened(asked, kFromStaff + kToStaff)});
}

std::vector<ListedAct> conversing_acts(const ActsAsked& asked) {
  return first_of({acts(asked, kToAnother + kStaffActs + kFromStaff + kToMember),
                   acts(asked, kToAnother + kActsToStaff + kFromMember + kToStaff),
                   opened(asked, kFromStaff + kToMember), opened(asked, kFromMember + kToStaff)});
}

std::vector<ListedAct> communing_acts(const ActsAsked& asked) {
  return first_of({acts(asked, kToAnother + kFromMember + kToMember),
                   opened(asked, kFromMember + kToMember + " and o.id <> m.id")});
}

std::vector<ListedAct> written_acts(const ActsAsked& asked) { return first_of({acts(asked, kWritten)}); }

std::vector<ListedAct> recommended_words(const ActsAsked& asked) { return of_table(asked, kRecommended); }

std::vector<ListedAct> shares(const ActsAsked& asked) { return of_table(asked, kShares); }

}  // namespace parvis::community::health
