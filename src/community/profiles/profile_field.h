// Fields of profiles, as a community chooses them, and what members answer. Each answer is seen by whom its member
// chose, by nobody at first. Nothing is shown, searched or told of an answer but through `answers_shown`. Functions
// over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/spaces/space_change.h"
#include "community/visibility/viewer.h"
#include "core/text/validate.h"

namespace parvis::community {

// The numbers are the database's and stay.
enum class ProfileFieldKind { text = 1, choice = 2, date = 3, place = 4, link = 5 };
enum class SeenBy { nobody = 1, staff = 2, members = 3, everyone = 4 };  // staff: who manages the community
enum class Asked { freely, when_joining };

std::string_view field_kind_name(ProfileFieldKind kind);
std::optional<ProfileFieldKind> parse_field_kind(std::string_view name);
std::string_view seen_by_name(SeenBy seen_by);
std::optional<SeenBy> parse_seen_by(std::string_view name);

inline constexpr std::size_t kMostProfileFields = 30;  // a page of questions
inline constexpr std::size_t kMaxFieldName = 60;
inline constexpr std::size_t kMaxFieldHint = 200;
inline constexpr std::size_t kMostChoices = 50;
inline constexpr std::size_t kMaxAnswer = 300;

struct ProfileField {
  ProfileFieldId id;
  ProfileFieldKind kind = ProfileFieldKind::text;
  LocalText name;
  LocalText hint;
  std::vector<std::string> choices;
  Asked asked = Asked::freely;
};
struct FieldWords {
  ProfileFieldKind kind = ProfileFieldKind::text;
  LocalText name, hint;
  std::vector<std::string> choices;
  Asked asked = Asked::freely;
};
std::vector<ProfileField> profile_fields(store::Reader& reader);  // in their order
// Conflict when there are as many as there can be.
ProfileFieldId make_profile_field(store::Transaction& transaction, const SpaceAct& act, const FieldWords& words);
// Its kind stays what it was: answers were given to it. NotFound. True when something changed.
bool change_profile_field(store::Transaction& transaction, const SpaceAct& act, ProfileFieldId field,
                          const FieldWords& words);
bool move_profile_field(store::Transaction& transaction, const SpaceAct& act, ProfileFieldId field, Step step);
// With all that was answered to it.
void remove_profile_field(store::Transaction& transaction, const SpaceAct& act, ProfileFieldId field);

// What was typed, as it is to be kept, or what is wrong with it. Empty is no answer. A place is a town or a region:
// neither an address nor coordinates are taken. A link is http or https, to a host with a dot.
text::Checked check_answer(const ProfileField& field, std::string_view typed);

struct Answer {
  ProfileFieldId field;
  std::string answer;
  SeenBy seen_by = SeenBy::nobody;
};
std::vector<Answer> own_answers(store::Reader& reader, MemberId member);
// The whole of them: a field that is not among them has no answer any more. One fact when something changed.
bool save_answers(store::Transaction& transaction, const SpaceAct& act, const std::vector<Answer>& answers);
// Fields that are asked for when joining and have no answer of this member's.
bool lacks_needed_answers(store::Reader& reader, MemberId member);

struct ShownAnswer {
  ProfileFieldKind kind = ProfileFieldKind::text;
  LocalText name;
  std::string answer;
  SeenBy seen_by = SeenBy::nobody;
};
// Of the member, those that this viewer may see; all of them for the member.
std::vector<ShownAnswer> answers_shown(store::Reader& reader, const Viewer& viewer, MemberId member);

}  // namespace parvis::community
