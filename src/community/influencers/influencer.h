// The table of influencers: people who are heard on what the brand is about, inside the square and outside it, with
// their sites, specialities, places and notes, the last contact and the next step. Who is inside is a member whom
// somebody named as such: nobody is linked by a name or an address alone. An outsider is a person with rights: the
// right by which they are kept and from where they are known stand beside them, and they can be removed wholly. Every
// change is an act; what stands behind the next step hears of it in the same transaction. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/spaces/space_change.h"
#include "community/threads/outcome.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

using InfluencerId = Id<struct InfluencerTag>;

inline constexpr std::size_t kMaxInfluencerName = 120;
inline constexpr std::size_t kMaxInfluencerTerms = 300;  // specialities, or places
inline constexpr std::size_t kMaxInfluencerNotes = 4000;
inline constexpr std::size_t kMaxNextStep = 160;  // with the name it fits a task
inline constexpr std::size_t kMaxSource = 200;
inline constexpr std::size_t kMostSites = 10, kMaxSite = 300;

// In the database: they stay.
enum class ContactWay { unknown = 0, email = 1, phone = 2, meeting = 3, message = 4, event = 5, other = 6 };
inline constexpr ContactWay kContactWays[] = {ContactWay::email,   ContactWay::phone, ContactWay::meeting,
                                              ContactWay::message, ContactWay::event, ContactWay::other};
std::string_view contact_way_name(ContactWay way);                   // "email"; empty for unknown
const char* contact_way_words(ContactWay way);                       // msgid
std::optional<ContactWay> parse_contact_way(std::string_view name);  // its name, or its words in either language

// By which right somebody is kept (GDPR article 6).
enum class Basis { interest = 1, consent = 2, contract = 3 };
inline constexpr Basis kBases[] = {Basis::interest, Basis::consent, Basis::contract};
std::string_view basis_name(Basis basis);
const char* basis_words(Basis basis);  // msgid
std::optional<Basis> parse_basis(std::string_view name);

struct InfluencerWords {
  std::string name;
  MemberId member;  // none: outside the square
  std::vector<std::string> sites;
  std::string specialities, places;  // separated by commas
  std::string notes;
  std::optional<std::int64_t> contact_day;  // in days since 1970
  MemberId contact_by;
  ContactWay contact_way = ContactWay::unknown;
  std::string next_what;
  std::optional<std::int64_t> next_day;
  MemberId next_who;
  Basis basis = Basis::interest;
  std::string source;
  friend bool operator==(const InfluencerWords&, const InfluencerWords&) = default;
};

// A member as the table shows them.
struct InfluencerMember {
  std::string handle, name;
  int hue = 0;
  Role role = Role::visitor;
  MemberStatus status = MemberStatus::active;
};

struct Influencer {
  InfluencerId id;
  InfluencerWords words;
  InfluencerMember member, contact_by, next_who;  // handles are empty where there is nobody
  std::int64_t task = 0;                          // of Today; zero: none
  bool step_is_settled = false;                   // that task was done, or found not useful
  Instant made_at, changed_at;
  bool is_inside() const { return bool(words.member); }
};

// As somebody typed it, or a file or a program says it: members by handle, days as dates, sites separated by blanks,
// commas or lines.
struct TypedInfluencer {
  std::string name, member, sites, specialities, places, notes;
  std::string contact_day, contact_by, contact_way;
  std::string next_what, next_day, next_who;
  std::string basis, source;
};
struct ReadInfluencer {
  InfluencerWords words;
  Mistakes mistakes;  // each beside its field, all of them
};
// `today`: in days since 1970, where the community lives. `id`: whose words they become; zero: somebody new.
ReadInfluencer read_influencer(store::Reader& reader, const TypedInfluencer& typed, std::int64_t today,
                               InfluencerId id = {});
TypedInfluencer typed_of(const Influencer& influencer);

// "2026-11-17", 17/11/2026 and 17.11.2026, as days since 1970.
std::optional<std::int64_t> parse_calendar_day(std::string_view typed);
std::string calendar_day(std::int64_t day);  // "2026-11-17"
// The address as two that are one compare: without its scheme, "www." and a last slash.
std::string site_key(std::string_view address);
std::string influencer_path(InfluencerId id);

InfluencerId make_influencer(store::Transaction& transaction, const SpaceAct& act, const InfluencerWords& words);
// False when it changes nothing.
bool change_influencer(store::Transaction& transaction, const SpaceAct& act, InfluencerId id,
                       const InfluencerWords& words);
// The next step is done: it becomes the last contact, by the actor, and nothing is next. NotFound; Conflict without
// one.
void finish_step(store::Transaction& transaction, const SpaceAct& act, InfluencerId id, ContactWay way,
                 std::int64_t today);
// Wholly: nothing is left but that somebody was removed. NotFound.
void remove_influencer(store::Transaction& transaction, const SpaceAct& act, InfluencerId id);
// By which words everybody is found, made anew: after an import of the open form.
void index_influencers_anew(store::Transaction& transaction);
// Of one of them, what is made from their words: after these were changed where they stand.
void index_influencer_anew(store::Transaction& transaction, InfluencerId id);
// The task that the next step became.
void note_task_of_step(store::Transaction& transaction, InfluencerId id, std::int64_t task);

std::optional<Influencer> find_influencer(store::Reader& reader, InfluencerId id);
std::optional<InfluencerId> influencer_of(store::Reader& reader, MemberId member);
std::vector<Influencer> influencers_named(store::Reader& reader, std::string_view name);  // names compared folded

// What an act of the timeline did to somebody of the table, as its detail says.
namespace influencer_acts {
inline constexpr std::string_view kMade = "made", kChanged = "changed", kStepDone = "step_done", kRemoved = "removed";
}

}  // namespace parvis::community
