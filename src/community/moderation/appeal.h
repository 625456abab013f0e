// A second look: a member whose words were hidden or turned down, or who was sanctioned, asks for it once, in their
// words; another than who decided first says whether it stands. Who decided first may do so only when they manage the
// community and nobody else does; the page says it plainly. Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/members/account_act.h"
#include "community/threads/act.h"

namespace parvis::community {

using AppealId = Id<struct AppealTag>;

// The numbers are the database's and stay.
enum class AppealDecision { waiting = 0, stands = 1, reversed = 2, over = 3 };

inline constexpr std::size_t kMaxAppeal = 4000;

// What is appealed against: a case, a contribution or a sanction.
struct Judgement {
  ObjectKind kind = ObjectKind::none;
  std::int64_t object = 0;
  friend bool operator==(const Judgement&, const Judgement&) = default;
};
std::string_view judgement_kind(ObjectKind kind);        // "case", "contribution", "sanction"
std::string judgement_name(const Judgement& judgement);  // "case:ID"
std::optional<Judgement> parse_judgement(std::string_view name);

struct Appeal {
  AppealId id;
  MemberId member;
  ObjectKind object_kind = ObjectKind::none;
  std::int64_t object = 0;
  std::string words;
  Instant sent_at;
  std::optional<MemberId> first_by;
  AppealDecision decision = AppealDecision::waiting;
  std::optional<Instant> decided_at;
  std::optional<MemberId> decided_by;
  std::string answer;
  std::string handle, name, first_name;

  Judgement judgement() const { return {object_kind, object}; }
};

// Whether this judgement is about the member, still holds, and nobody appealed yet.
bool may_appeal(store::Reader& reader, MemberId member, const Judgement& judgement);
// NotFound where there is nothing of theirs to appeal against; Conflict when they have.
AppealId send_appeal(store::Transaction& transaction, const Timeline& timeline, MemberId member,
                     const Judgement& judgement, std::string_view words, Source source, Instant at = now());

std::optional<Appeal> find_appeal(store::Reader& reader, AppealId id);
std::vector<Appeal> appeals_of(store::Reader& reader, MemberId member);
// What this viewer may decide on, the oldest first; after this one when it is not zero.
inline constexpr int kAppealsPerPage = 20;
std::vector<Appeal> appeals_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                AppealId after = {}, int limit = kAppealsPerPage);
// Closes those about what no longer holds (the sanction is over, the words stand again), and tells their members so.
// In several transactions; how many were closed.
std::int64_t close_appeals_over(store::Store& store, const Timeline& timeline, Instant at);

// Whether the viewer decided first themselves, and may all the same since nobody else manages the community.
bool is_only_one(store::Reader& reader, const Viewer& viewer, const Appeal& appeal);
// False when somebody decided before. Reversing puts back what was hidden, publishes what was turned down, lifts the
// sanction; Conflict when that can no longer be.
struct AppealAnswer {
  AppealDecision decision = AppealDecision::stands;
  std::string words;
};
bool decide_appeal(store::Transaction& transaction, const AccountAct& by, const Act& act, AppealId id,
                   const AppealAnswer& answer, std::string_view origin);

}  // namespace parvis::community
