#include "community/manage/identity_change.h"

#include "community/activity/staff_change.h"

namespace parvis::community {

bool change_identity(store::Transaction& transaction, const Timeline& timeline, const Identity& present,
                     const Identity& wanted, MemberId actor, Instant at, Source source) {
  std::string changed;
  const auto note = [&](bool differs, const char* what) {
    if (differs) changed.append(changed.empty() ? "" : ",").append(what);
  };
  note(present.name != wanted.name, "name");
  note(present.tagline != wanted.tagline, "tagline");
  note(present.description != wanted.description, "description");
  note(present.languages != wanted.languages, "languages");
  if (changed.empty()) return false;
  const StaffChange change(transaction, Verb::community_changed);
  save_identity(transaction, wanted);
  timeline.record(
      transaction,
      {.at = at, .actor = actor, .verb = Verb::community_changed, .detail = std::move(changed), .source = source});
  change.keep(transaction);
  return true;
}

}  // namespace parvis::community
