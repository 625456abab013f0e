// Words that somebody should look at, or has: a post or a comment that members flagged, or that who keeps order hid or
// changed. One case is open at a time for each; deciding on it tells the author why and thanks those who flagged it.
// A case is seen by those who may decide in the space where the words stand now. Functions over Reader and
// Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/activity/activity.h"
#include "community/moderation/ground.h"
#include "community/threads/act.h"

namespace parvis::community {

using CaseId = Id<struct CaseTag>;
using FlagId = Id<struct FlagTag>;

// The numbers are the database's and stay.
enum class CaseDecision { open = 0, left = 1, hidden = 2, edited = 3 };

inline constexpr int kCasesPerPage = 50;

// A post, or a comment under one.
struct Words {
  ObjectKind kind = ObjectKind::post;
  std::int64_t object = 0;
  friend bool operator==(const Words&, const Words&) = default;
};

struct ModerationCase {
  CaseId id;
  ObjectKind object_kind = ObjectKind::post;
  std::int64_t object = 0;
  PostId post;  // itself, or the one commented on
  MemberId author;
  Instant opened_at;
  std::int64_t flags = 0;
  CaseDecision decision = CaseDecision::open;
  std::optional<Instant> decided_at;
  std::optional<MemberId> decided_by;
  Ground ground = Ground::none;
  std::string reason;
  SpaceId space;  // where the words stand now
  ThreadId thread;

  Words words() const { return {object_kind, object}; }
};

// Whoever reads them and may take part may flag them.
bool may_flag(const Viewer& viewer, const Space& space);
// Flags them. Conflict when this member has flagged them before; Forbidden for one's own; NotFound for what cannot be
// read. `reason` must have a ground, and words when that is `other`.
CaseId flag(store::Transaction& transaction, const Act& act, const Words& words, const Reason& reason);
bool has_flagged(store::Reader& reader, MemberId member, const Words& words);

struct Flag {
  FlagId id;
  MemberId member;
  std::string handle, name;
  Ground ground = Ground::none;
  std::string words;
  Instant flagged_at;
};
// For those who decide on the case, and no one else.
std::vector<Flag> flags_of(store::Reader& reader, CaseId id);

std::optional<ModerationCase> find_case(store::Reader& reader, CaseId id);
// Those of the spaces where the viewer may decide, the oldest first; after this one when it is not zero. Without what
// is no longer there.
std::vector<ModerationCase> open_cases_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                           CaseId after = {}, int limit = kCasesPerPage);
std::int64_t count_open_cases_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces);
// What was hidden or changed of a member's words, the latest first: for their own eyes.
std::vector<ModerationCase> cases_of_author(store::Reader& reader, MemberId author, int limit = kCasesPerPage);

// Leaves the words as they stand, or hides them (a first post with its whole conversation). False when somebody decided
// before; Forbidden for who may not decide there.
bool leave_standing(store::Transaction& transaction, const Act& act, CaseId id);
bool hide_flagged(store::Transaction& transaction, const Act& act, CaseId id, const Reason& reason);
// Hides another's words, flagged or not, as the table of their space lets the actor.
void hide(store::Transaction& transaction, const Act& act, const Words& words, const Reason& reason);
// Puts back what a case hid; the case then says that it stands.
void stand_again(store::Transaction& transaction, const Act& act, CaseId id);
// After the actor changed another's words: settles the open case about them, and keeps why.
void settle_edited(store::Transaction& transaction, const Act& act, PostId post, const Reason& reason);

}  // namespace parvis::community
