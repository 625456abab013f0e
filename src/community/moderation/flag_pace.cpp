#include "community/moderation/flag_pace.h"

#include "community/members/accounts.h"

namespace parvis::community {
namespace {

// Each asks somebody for a look: who meets more than this in an hour writes to those who look after the square.
constexpr double kFlagsPerHour = 20;

}  // namespace

int wait_to_flag(const Visit& visit) {
  constexpr limits::Limit kFlags{"flags", kFlagsPerHour, std::chrono::hours(1), limits::Counted::by_all};
  return visit.community.accounts().limiter().take(kFlags, id_text(visit.viewer.member));
}

}  // namespace parvis::community
