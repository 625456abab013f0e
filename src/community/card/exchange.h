// Whom a member exchanges with, in all: answers, comments, thanks, accepted answers and mentions, both ways, folded
// with the community's health. Functions over a Reader; any thread.
#pragma once

#include <optional>
#include <vector>

#include "community/members/member.h"
#include "core/text/dates.h"

namespace parvis::community {

struct Partner {
  MemberFace face;
  MemberStatus status = MemberStatus::active;
  std::int64_t given = 0, received = 0;
  std::int64_t last_day = 0;  // of the community's calendar
};
struct PartnerPlace {
  std::int64_t acts = 0;
  MemberId other;
};
// The strongest tie first, after the place where the page before ended.
std::vector<Partner> partners_of(store::Reader& reader, MemberId member, std::optional<PartnerPlace> after,
                                 int at_most);

// The last word of somebody of the team to the member: a personal word, an answer, a thanks, a step of a plan that was
// done for them.
struct LastContact {
  MemberFace by;
  std::int64_t day = 0;  // of the community's calendar
};
std::optional<LastContact> last_contact(store::Reader& reader, MemberId member, const text::TimeZone& zone);

}  // namespace parvis::community
