// Which acts are those of staff: the one table that the audit trail follows, on what they are done, and whether the
// public log may tell of them. A verb added to it is in the trail from then on; `refold_staff_acts` brings in what was
// done before. The trail itself is the timeline: what is kept beside it is which of its rows are in it. Functions over
// Reader and Transaction; any thread.
#pragma once

#include <span>

#include "community/activity/activity.h"

namespace parvis::community {

enum class Staff { always, to_anothers };  // to_anothers: what anybody may do to their own, done to another's
enum class DoneTo { words, members, community };
enum class ToldTo { staff, everybody };

struct StaffVerb {
  Verb verb;
  DoneTo done_to;
  Staff staff = Staff::always;
  ToldTo told_to = ToldTo::staff;
};
std::span<const StaffVerb> staff_verbs();

bool is_staff_act(const Activity& activity);

// Of the verbs of this table, as conditions on `activity`: " and activity.verb in (…)".
store::Sql where_done_to(DoneTo done_to);
store::Sql where_told_to_everybody();

// Notes an act of staff, just recorded. For the timeline.
void note_staff_act(store::Transaction& transaction, ActivityId act);
// How many acts are in the trail that should not be, or are missing from it.
std::int64_t wrong_staff_acts(store::Reader& reader);
// Makes the list anew from the timeline.
std::int64_t refold_staff_acts(store::Transaction& transaction);

}  // namespace parvis::community
