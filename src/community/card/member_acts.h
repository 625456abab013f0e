// The timeline of one member, the latest first, a page at a time: what they did or what was done to them, narrowed to
// kinds, spaces, a period, somebody else. Only what the viewer may read, and the team may know yet (left_alone.h). A
// page costs the same for a member with 100,000 acts: through a filter, the days to look at come from views that are
// folded (card_days.h, community/health), and what these have not taken in yet is read as it is. Functions over a
// Reader; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/card/card_kind.h"
#include "community/segments/act_words.h"
#include "community/visibility/viewer.h"
#include "core/store/store.h"
#include "core/text/dates.h"

namespace parvis::community {

struct ActPlace {
  Instant at;
  ActivityId id;
};

struct ActsAsked {
  MemberId member;
  ActPart part = ActPart::done;
  std::vector<CardKind> kinds = {};  // none: all
  std::vector<SpaceId> spaces = {};  // none: all, and what is in none
  Instant from = {}, until = {};     // the end is not included; zero: open
  MemberId with = {};                // zero: anybody
  WhichActs which = WhichActs::all;
  std::optional<ActPlace> before = {};
  int at_most = 30;
};

// When the day after the one that begins then begins: days of 23 and of 25 hours there too.
Instant day_after(Instant begins, const text::TimeZone& zone);

struct MemberAct {
  ActivityId id;
  Instant at;
  Verb verb = Verb::joined;
  ObjectKind object_kind = ObjectKind::none;
  std::int64_t object = 0;
  SpaceId space;
  ThreadId thread;
  std::string title, slug;  // of the thread
  std::int64_t amount = 0;
  std::string detail;
  bool hidden = false;  // what was written has been hidden since
  // Whom it was done to, or who did it; zero: nobody, or one whom nobody is told of.
  MemberId other;
  std::string handle, name;
  MemberStatus status = MemberStatus::active;
};
struct ActsPage {
  std::vector<MemberAct> acts;
  std::optional<ActPlace> next;  // where the page after begins
};
ActsPage acts_of_member(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const ActsAsked& asked);

// How many acts of these kinds there are in the view, from a day on.
std::int64_t count_card_acts(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                             const ActsAsked& asked, std::int64_t from_day);
// " and <column> in (…)" with 0 for what is in no space.
store::Sql only_readable_or_none(const Viewer& viewer, const SpaceList& spaces, const store::Sql& column);

// "1764150000000000.4q0…" as it stands in addresses.
std::string place_text(const ActPlace& place);
std::optional<ActPlace> parse_place(std::string_view text);

}  // namespace parvis::community
