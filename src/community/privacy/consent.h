// What the community asks its members to agree to, and the ledger of what they said: purpose, the very words and their
// version, when, by which way, and the request that shows it. The last row of a member for a purpose is what holds.
// Rules over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/activity/activity.h"
#include "community/spaces/space.h"
#include "community/types.h"
#include "core/mail/purpose.h"
#include "core/store/store.h"

namespace parvis::community {

using PurposeId = Id<struct PurposeTag>;

inline constexpr std::size_t kMaxPurposeName = 60;
inline constexpr std::size_t kMaxPurposeText = 600;  // what nobody reads is agreed to by nobody
inline constexpr std::size_t kMaxPurposes = 20;

struct ConsentPurpose {
  PurposeId id;
  std::string slug;
  std::int64_t version = 1;
  std::int64_t valid_from = 1;  // consents to versions before this one do not hold
  LocalText name;               // "The letter of the month"
  LocalText body;               // "Once a month, what is new in the workshops."
  bool ended = false;
};
// Those in force, in the order they were made; all of them for who manages them.
enum class Purposes { in_force, all };
std::vector<ConsentPurpose> purposes(store::Reader& reader, Purposes which);
std::optional<ConsentPurpose> find_purpose(store::Reader& reader, std::string_view slug);

struct PurposeAct {
  const Timeline& timeline;
  MemberId actor;
  Instant at;
  Source source = Source::page;
};
// Conflict when there are too many, or when its name gives a slug that is taken.
ConsentPurpose make_purpose(store::Transaction& transaction, const PurposeAct& act, const LocalText& name,
                            const LocalText& body);
// Another wording. `ask_again`: who agreed to the earlier one is asked anew, and hears nothing until then.
enum class EarlierConsents { hold, ask_again };
void reword_purpose(store::Transaction& transaction, const PurposeAct& act, const ConsentPurpose& purpose,
                    const LocalText& name, const LocalText& body, EarlierConsents earlier);
void end_purpose(store::Transaction& transaction, const PurposeAct& act, const ConsentPurpose& purpose);
std::int64_t count_consents(store::Reader& reader, const ConsentPurpose& purpose);

enum class ConsentWay { page = 1, letter = 2 };
// How somebody said it: what a dispute would ask for.
struct ConsentAct {
  const Timeline& timeline;
  MemberId member;
  ConsentWay way = ConsentWay::page;
  text::Language language = text::Language::en;
  std::string proof;  // "request 4q… from 192.0.2.1"
  Instant at;
  Source source = Source::page;
};
enum class Agrees { no, yes };
// Nothing happens when that is what holds already. Conflict when the wording changed since `version` was read.
void say_consent(store::Transaction& transaction, const ConsentAct& act, const ConsentPurpose& purpose,
                 std::int64_t version, Agrees agrees);

struct ConsentRow {
  std::string slug;
  std::int64_t version = 0;
  Agrees agrees = Agrees::no;
  ConsentWay way = ConsentWay::page;
  std::string body;  // as it was read
  Instant at;
};
// Of one member: all that was ever said, the latest first.
std::vector<ConsentRow> consents_of(store::Reader& reader, MemberId member);
bool has_agreed(store::Reader& reader, MemberId member, PurposeId purpose);

// The ledger, and what members wish to be told of, for letters (core/mail/purpose.h). Who stopped all letters agrees to
// none.
class ConsentLedger final : public mail::Consents {
 protected:
  bool agreed(store::Reader& reader, std::int64_t person, std::int64_t subject) const override;
  bool wished(store::Reader& reader, std::string_view kind, std::int64_t person, std::int64_t subject) const override;
};
const ConsentLedger& consent_ledger();

}  // namespace parvis::community
