// Members as others see them, and how they are found: by identifier, by handle, by the beginning of a name. A member
// who has not confirmed their address yet is not found by handle and stands in no list. Functions over a Reader; usable
// from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/types.h"
#include "core/store/store.h"
#include "core/text/language.h"

namespace parvis::community {

// What stands beside every word of theirs.
struct MemberFace {
  MemberId id;
  std::string handle;
  std::string display_name;
  Role role = Role::member;
  std::string title;  // shown beside the name of an expert
  int hue = 0;
};

struct Member {
  MemberId id;
  std::string handle;
  std::string display_name;
  Role role = Role::member;
  MemberStatus status = MemberStatus::active;
  std::string title;
  int hue = 0;
  std::string biography;       // Markdown, as typed
  std::string biography_html;  // sanitised
  std::string place;
  std::string website;
  Instant created_at;
  Instant last_seen_at;
  std::int64_t threads = 0, posts = 0, thanks_received = 0, thanks_given = 0, solutions = 0;
};

// Whatever their status; nothing when there is none.
std::optional<Member> find_member(store::Reader& reader, MemberId id);
// By handle, capitals and look-alikes included (so that a mistyped address still leads home: compare `handle` and
// redirect when it differs).
std::optional<Member> find_member(store::Reader& reader, std::string_view handle);
// The member named by exactly this handle but for capitals; for @mentions.
std::optional<MemberId> member_named(store::Reader& reader, std::string_view handle);

// The faces of these members, in no particular order; those who do not exist are left out.
std::vector<MemberFace> faces_of(store::Reader& reader, const std::vector<MemberId>& ids);

// Members whose handle begins with `prefix`, then those whose display name does, then those with a later word in their
// name that does; accents and capitals ignored. Nothing for an empty prefix.
std::vector<MemberFace> complete_handles(store::Reader& reader, std::string_view prefix, int at_most = 8);

// One line of the directory.
struct MemberLine {
  MemberId id;
  std::string handle;
  std::string display_name;
  Role role = Role::member;
  std::string title;
  int hue = 0;
  std::string place;
  Instant created_at;
  std::int64_t posts = 0;
  std::int64_t thanks_received = 0;
};

// Where a page of the directory begins: after this arrival. Zero: the latest.
struct Arrival {
  Instant at;
  MemberId member;
};
// By arrival, the latest first; keyed, so page 1,000 costs what page 1 costs.
std::vector<MemberLine> members_by_arrival(store::Reader& reader, Arrival before, int at_most);
std::vector<MemberFace> newcomers(store::Reader& reader, int at_most);
// The directory's search: as complete_handles, with whole lines.
std::vector<MemberLine> search_members(store::Reader& reader, std::string_view prefix, int at_most);

// The text that names are compared by: case folded, accents taken off, blanks joined.
std::string name_key(std::string_view name);

struct GrantedBadge {
  std::string slug;
  std::string name;
  std::int64_t times = 1;
  Instant granted_at;  // the last time
};
std::vector<GrantedBadge> badges_of(store::Reader& reader, MemberId member);

// In which language and time zone somebody is spoken to; nothing for what they did not choose.
struct Preferences {
  std::optional<text::Language> language;
  std::string time_zone;
};

}  // namespace parvis::community
