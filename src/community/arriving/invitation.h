// Invitations: an address with a number of seats and a day on which it ends, made by a manager, or by a member where
// the community lets them. The address holds the invitation's identifier and a mark made with the community's secret,
// so it can be shown again to the one who made it and nothing that is kept opens the door. A seat is taken when the
// newcomer has confirmed their address; of fifty who come for the last one, one gets it. Functions over Reader and
// Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/arriving/arriving_rules.h"
#include "community/visibility/viewer.h"
#include "core/time/instant.h"

namespace parvis::community {

using InvitationId = Id<struct InvitationTag>;

inline constexpr std::int64_t kMostSeats = 10'000;
inline constexpr std::int64_t kMostInvitationDays = 365;
inline constexpr std::size_t kMaxInvitationNote = 80;
inline constexpr int kInvitationsPerPage = 50;

struct Invitation {
  InvitationId id;
  MemberId made_by;
  std::string note;
  std::int64_t seats = 0;
  std::int64_t taken = 0;
  Instant created_at;
  Instant expires_at;
  std::optional<Instant> ended_at;

  bool is_open(Instant at) const { return !ended_at && at < expires_at && taken < seats; }
};

// What stands in the address, and back: nothing when it was not made here.
std::string invitation_token(std::string_view secret, InvitationId id);
std::optional<InvitationId> read_invitation_token(std::string_view secret, std::string_view token);

// How many people this viewer may still invite; nothing said by a limit for those who manage the community.
std::int64_t seats_left(store::Reader& reader, const ArrivingRules& rules, const Viewer& viewer, Instant at);

struct NewInvitation {
  std::string note;
  std::int64_t seats = 1;
  Instant expires_at;
};
// Forbidden when this viewer may not invite so many.
InvitationId make_invitation(store::Transaction& transaction, const Timeline& timeline, const Viewer& actor,
                             const NewInvitation& wish, Source source = Source::page);
// By the one who made it or a manager; NotFound for others. False when it had ended before.
bool end_invitation(store::Transaction& transaction, const Timeline& timeline, const Viewer& actor, InvitationId id,
                    Source source = Source::page);

std::optional<Invitation> find_invitation(store::Reader& reader, InvitationId id);
// The latest first; of everybody when `maker` is zero; before this one when `before` is not.
std::vector<Invitation> invitations(store::Reader& reader, MemberId maker, InvitationId before = {},
                                    int limit = kInvitationsPerPage);

struct Invited {
  MemberId member;
  std::string handle, display_name;
  Instant came_at;
};
std::vector<Invited> who_came(store::Reader& reader, InvitationId id, int limit);

struct Inviter {
  InvitationId invitation;
  std::string note;
  MemberId member;
  std::string handle, display_name;
};
// By whose invitation a member came; nothing for who came otherwise.
std::optional<Inviter> inviter_of(store::Reader& reader, MemberId member);

// Somebody signs up with this invitation: noted until they confirm their address.
void note_invited(store::Transaction& transaction, MemberId member, InvitationId id);
// They confirmed it: takes a seat, and records it. False when they hold no invitation or no seat is left.
bool take_seat(store::Transaction& transaction, const Timeline& timeline, MemberId member, Source source);

}  // namespace parvis::community
