#include "community/journeys/default_journey.h"

#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

using text::msgid;

// Silences are named by their length here: who slips away and who is lost is said against their own rhythm
// (health/rhythm.h).
constexpr DefaultStage kStages[] = {
    {msgid("Newcomer"), "everyone", Lane::steps, 30},
    {msgid("Participant"), "acts(\"acted\") >= 3", Lane::steps, 180},
    {msgid("Regular"), "acts(\"wrote\") >= 6 within 90 days", Lane::steps, 0},
    {msgid("Pillar"), "acts(\"wrote\") >= 30 within 180 days and received(\"reacted\") >= 10", Lane::steps, 0},
    {msgid("Leader"), "role leader", Lane::steps, 0},
    {msgid("Ambassador"), "", Lane::steps, 0},
    {msgid("A month of silence"), "acts(\"wrote\") >= 6 between 150 and 31 days ago and last act more than 30 days ago",
     Lane::beside, 60},
    {msgid("A long silence"), "acts(\"wrote\") >= 6 and last act more than 120 days ago", Lane::beside, 0},
    {msgid("Returned"),
     "last act within 14 days and acts(\"wrote\") >= 3 between 3650 and 76 days ago and not acts(\"acted\") >= 1 "
     "between 75 and 15 days ago",
     Lane::beside, 0},
};

}  // namespace

std::span<const DefaultStage> default_stages() { return kStages; }

}  // namespace parvis::community
