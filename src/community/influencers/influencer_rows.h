// How somebody of the table is read from the database: for the files of this folder.
#pragma once

#include "community/influencers/influencer.h"

namespace parvis::community {

struct InfluencerRow {
  InfluencerId id;
  std::string name;
  MemberId member;
  std::string member_handle, member_name;
  int member_hue;
  Role member_role;
  MemberStatus member_status;
  std::string specialities, places, notes;
  std::optional<std::int64_t> contact_day;
  MemberId contact_by;
  std::string contact_handle, contact_name;
  MemberStatus contact_status;
  ContactWay contact_way;
  std::string next_what;
  std::optional<std::int64_t> next_day;
  MemberId next_who;
  std::string next_handle, next_name;
  MemberStatus next_status;
  Basis basis;
  std::string source;
  std::int64_t task;
  bool step_is_settled;
  Instant made_at, changed_at;
};

// Ends before "where"; the table is `i`.
inline constexpr store::Sql kInfluencers{R"(
  select i.id, i.name, coalesce(i.member, 0), coalesce(m.handle, ''), coalesce(m.display_name, ''), coalesce(m.hue, 0),
    coalesce(m.role, 0), coalesce(m.status, 1), i.specialities, i.places, i.notes, i.contact_day,
    coalesce(i.contact_by, 0), coalesce(c.handle, ''), coalesce(c.display_name, ''), coalesce(c.status, 1),
    i.contact_way, i.next_what, i.next_day, coalesce(i.next_who, 0), coalesce(w.handle, ''),
    coalesce(w.display_name, ''), coalesce(w.status, 1), i.basis, i.source, coalesce(i.task, 0),
    case when t.state in (2, 3) then 1 else 0 end, i.made_at, i.changed_at
  from influencer i left join member m on m.id = i.member left join member c on c.id = i.contact_by
    left join member w on w.id = i.next_who left join task t on t.id = i.task )"};

// With their sites, in the order of the rows.
std::vector<Influencer> with_sites(store::Reader& reader, std::vector<InfluencerRow> rows);

}  // namespace parvis::community
