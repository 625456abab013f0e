// What may follow for a member who does not keep the charter: a warning, which counts as a strike until it expires;
// silence (they read only), suspension (they are kept out) for a time, exclusion. Each has its reason, and ends by the
// clock: whether one is in force is asked of the instant, never of a timer. The member is told by page and letter.
// Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/activity/activity.h"
#include "community/members/account_act.h"
#include "community/moderation/ground.h"
#include "community/visibility/viewer.h"

namespace parvis::community {

using SanctionId = Id<struct SanctionTag>;

// The numbers are the database's and stay.
enum class SanctionKind { warning = 1, silence = 2, suspension = 3, exclusion = 4 };
inline constexpr std::array kSanctionKinds{SanctionKind::warning, SanctionKind::silence, SanctionKind::suspension,
                                           SanctionKind::exclusion};
std::string_view sanction_name(SanctionKind kind);  // "warning"
std::optional<SanctionKind> parse_sanction(std::string_view name);

inline constexpr std::int64_t kMostSanctionDays = 3650;

struct Sanction {
  SanctionId id;
  MemberId member;
  SanctionKind kind = SanctionKind::warning;
  Ground ground = Ground::none;
  std::string reason;
  std::optional<MemberId> given_by;
  Instant given_at;
  std::optional<Instant> ends_at, lifted_at;
  std::optional<MemberId> lifted_by;
  std::string given_by_name;

  bool in_force(Instant at) const { return !lifted_at && (!ends_at || *ends_at > at); }
};

struct NewSanction {
  MemberId member;
  SanctionKind kind = SanctionKind::warning;
  Reason reason;
  std::int64_t days = 0;  // 0: until it is lifted; of an exclusion always
};
// By somebody of a higher role than the member: who leads a space may warn, who manages may do all. A suspension ends
// every session and refuses every token. Forbidden otherwise.
SanctionId give_sanction(store::Transaction& transaction, const AccountAct& act, const Viewer& actor,
                         const NewSanction& sanction, Instant at = now());
// Before its time. False when it was over.
bool lift_sanction(store::Transaction& transaction, const AccountAct& act, const Viewer& actor, SanctionId id,
                   Instant at = now());
bool may_sanction(const Viewer& actor, Role role, SanctionKind kind);

std::optional<Sanction> find_sanction(store::Reader& reader, SanctionId id);
// The latest first.
std::vector<Sanction> sanctions_of(store::Reader& reader, MemberId member);
// Whose appeal the letter's link is for; nothing for a token that is none.
std::optional<Sanction> sanction_of_letter(store::Reader& reader, std::string_view token);

// What holds for a member now.
struct Conduct {
  bool silenced = false, kept_out = false;
  std::int64_t strikes = 0;
};
Conduct conduct_of(store::Reader& reader, MemberId member, Instant at);

// Members whose suspension is over stand in the lists again. Rights do not wait for it.
void welcome_back(store::Transaction& transaction, MemberId member, Instant at);
void welcome_all_back(store::Store& store, Instant at);

}  // namespace parvis::community
