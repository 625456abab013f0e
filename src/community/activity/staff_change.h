// What an act of staff changed, kept beside the act and shown with it: each fact (staff_facts.h) that is not as it was
// before. Append-only, but for what an erasure takes out. Around the act, in its transaction:
//
//   const StaffChange change(transaction, Verb::trust_changed);
//   save_trust(transaction, rules);
//   timeline.record(transaction, {.actor = actor, .verb = Verb::trust_changed});
//   change.keep(transaction);
//
// Acts from before this was kept have none. Functions over Reader and Transaction; any thread.
#pragma once

#include <string>
#include <vector>

#include "community/activity/activity.h"
#include "community/activity/staff_facts.h"

namespace parvis::community {

inline constexpr std::size_t kMaxChangeText = 2000;  // of each side, in bytes; a longer one is cut

class StaffChange {
 public:
  // What is there now, of the object that the verb's facts are about.
  StaffChange(store::Reader& reader, Verb verb, std::int64_t of = 0);
  // Keeps with the act, recorded since, what is another now. Nothing when there was no act.
  void keep(store::Transaction& transaction) const;

 private:
  Verb verb_;
  std::int64_t of_;
  ActivityId last_;  // the latest act of staff before
  std::vector<std::vector<std::string>> was_;
};

// A change that its rule knows by itself, kept with the latest act of staff.
void note_change(store::Transaction& transaction, const char* what, std::string was, std::string became,
                 Said said = Said::as_written);

struct ChangedFact {
  ActivityId act;
  std::string what;
  std::string was, became;  // both empty: it is not told how
  Said said = Said::as_written;
};
// Of these acts, of which there are as many as a page shows; each act's together and in their order.
std::vector<ChangedFact> changes_of(store::Reader& reader, const std::vector<ActivityId>& acts);

}  // namespace parvis::community
