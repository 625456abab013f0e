// Making a member: the one way in, for sign-up, commands, imports, the demo and generated loads. Rules over a
// Transaction; usable from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "community/activity/activity.h"
#include "community/members/portrait.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

struct NewMember {
  std::string display_name;
  std::string handle;         // empty: made from the name
  std::string email;          // empty: none known
  std::string password_hash;  // empty: none, so nobody signs in by password
  Role role = Role::member;
  MemberStatus status = MemberStatus::active;
  std::string language;   // a tag, or empty
  std::string time_zone;  // a zone of the IANA database, or empty
  std::string title;
  std::string biography;  // Markdown
  std::string place;
  std::string website;
  Instant created_at;                // zero: now
  Instant last_seen_at;              // zero: created_at
  std::int64_t charter_version = 0;  // accepted on arrival; 0: none
  std::optional<Portrait> portrait;  // drawn; none: an initial
};

// Inserts the member. Unless unconfirmed, they are counted ("members" in tally) and the timeline says they joined (and
// accepted the charter). An unconfirmed member's handle is only a wish: it is given on confirmation.
// Conflict when the handle or the address belongs to another; nothing else is checked: the callers' rules do.
MemberId add_member(store::Transaction& transaction, const Timeline& timeline, const NewMember& member, Source source);

// A handle that is free, made from `wish` (a handle or a name): itself, or with a number behind it.
std::string free_handle(store::Reader& reader, std::string_view wish);
bool is_handle_free(store::Reader& reader, std::string_view handle);
// Words that would pass for the house ("admin", "moderator", …) or for an address of the site.
bool is_reserved_handle(std::string_view handle);
// What handles are compared by, immune to look-alikes; the column `handle_key`.
std::string handle_key(std::string_view handle);
// What stands there as long as the handle is only wished for: nobody else's, and no handle's.
std::string wished_key(MemberId member);
// What addresses are compared by; the column `email_key`.
std::string email_key(std::string_view email);
// The hue of the face: always the same for a handle.
int hue_of(std::string_view handle);

// Makes an unconfirmed member a full one: gives the wished handle or one made from it, counts and records them.
// Answers the handle.
std::string admit_member(store::Transaction& transaction, const Timeline& timeline, MemberId member, Source source);

// Records that the member accepts this version. Accepting twice changes nothing.
void accept_charter(store::Transaction& transaction, const Timeline& timeline, MemberId member, std::int64_t version,
                    Instant at, Source source);

}  // namespace parvis::community
