// All that the card of one member shows at once, read in one snapshot: nothing of it grows with how much they did.
#pragma once

#include <optional>
#include <vector>

#include "cockpit/card/act_list.h"
#include "cockpit/today/today_views.h"
#include "community/card/circle.h"
#include "community/card/exchange.h"
#include "community/card/own_rhythm.h"
#include "community/card/part_played.h"
#include "community/card/way_walked.h"
#include "community/moderation/member_note.h"
#include "community/plans/plan_way.h"
#include "community/privacy/consent.h"
#include "community/profiles/profile_field.h"

namespace parvis::cockpit {

inline constexpr int kActsOnCard = 12, kPartnersOnCard = 8, kOrdersOnCard = 5;

struct CardData {
  community::Member member;
  std::vector<community::ShownAnswer> answers;
  std::vector<community::GrantedBadge> badges;
  std::optional<community::MemberCircle> circle;
  std::vector<community::CircleName> circles;
  community::OwnRhythm rhythm;
  std::optional<community::LastContact> contact;
  community::ActsPage acts;
  Things things;
  std::vector<community::PartPlayed> parts;
  std::vector<community::Partner> partners;
  std::vector<community::Stay> stays;
  std::vector<community::OwnSegment> segments;
  std::vector<community::PlanStanding> plans;  // the latest first, those under way and those that are over
  std::vector<community::MemberNote> notes;
  std::vector<Task> tasks;  // without those about what the viewer may not read
  Named named;
  std::vector<community::ConsentPurpose> purposes;
  std::vector<community::ConsentRow> consents;  // all that was said
  std::vector<community::Order> orders;
  std::vector<community::GainsBrought> brought;
  std::string currency;
};

// Of the address; NotFound for nobody, and for who is gone.
community::Member card_member(store::Reader& reader, const Visit& visit);
CardData read_card(store::Reader& reader, const Visit& visit);
// The present day of the community's calendar.
std::int64_t today_there(const Visit& visit);

}  // namespace parvis::cockpit
