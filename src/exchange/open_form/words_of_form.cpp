#include "exchange/open_form/words_of_form.h"

#include "community/activity/activity.h"
#include "community/members/api_token.h"
#include "community/members/commands.h"
#include "community/moderation/ground.h"
#include "community/rights/rights.h"

namespace parvis::exchange {
namespace {

using namespace community;

// The names that the API gives, for each number that has one.
template <class Enumeration>
Words named(std::string_view (*name)(Enumeration), std::int64_t last) {
  Words words;
  for (std::int64_t number = 0; number <= last; ++number) {
    const auto word = name(static_cast<Enumeration>(number));
    if (!word.empty() && word != "unknown") words.push_back({number, word});
  }
  return words;
}

constexpr std::int64_t kLastNumber = 255;  // far beyond what an enumeration has

}  // namespace

const Words& role_words() {
  static const Words words = named(role_name, static_cast<std::int64_t>(Role::administrator));
  return words;
}
const Words& member_status_words() {
  static const Words words{{1, "active"}, {2, "unconfirmed"}, {3, "unclaimed"}, {4, "former"}, {8, "suspended"}};
  return words;
}
const Words& space_kind_words() {
  static const Words words{{1, "discussion"}, {2, "questions"}};
  return words;
}
const Words& space_visibility_words() {
  static const Words words{{1, "public"}, {2, "members"}, {3, "leaders"}, {4, "chosen"}};
  return words;
}
const Words& openness_words() {
  static const Words words{{1, "free"}, {2, "watched"}, {3, "curated"}};
  return words;
}
const Words& permission_words() {
  static const Words words{{0, "no"}, {1, "waits"}, {2, "yes"}};
  return words;
}
const Words& action_words() {
  static const Words words = [] {
    Words all;
    for (const auto action : kActions) all.push_back({static_cast<std::int64_t>(action), action_name(action)});
    return all;
  }();
  return words;
}
const Words& file_words() {
  static const Words words{{1, "picture"}, {2, "other"}, {3, "face"}, {4, "cover"}};
  return words;
}
const Words& contribution_words() {
  static const Words words{{1, "thread"}, {2, "reply"}, {3, "comment"}};
  return words;
}
const Words& decision_words() {
  static const Words words{{0, "waiting"}, {1, "let_through"}, {2, "turned_down"}};
  return words;
}
const Words& door_words() {
  static const Words words{{1, "open"}, {2, "on_request"}, {3, "by_invitation"}, {4, "hidden"}};
  return words;
}
const Words& group_standing_words() {
  static const Words words{{1, "member"}, {2, "officer"}, {3, "founder"}};
  return words;
}
const Words& shown_to_words() {
  static const Words words{{1, "nobody"}, {2, "comrades"}, {3, "members"}, {4, "everyone"}};
  return words;
}
const Words& case_decision_words() {
  static const Words words{{0, "open"}, {1, "left"}, {2, "hidden"}, {3, "edited"}};
  return words;
}
const Words& ground_words() {
  static const Words words = [] {
    Words all{{0, "none"}};
    for (const auto ground : kGrounds) all.push_back({static_cast<std::int64_t>(ground), ground_name(ground)});
    return all;
  }();
  return words;
}
const Words& sanction_words() {
  static const Words words{{1, "warning"}, {2, "silence"}, {3, "suspension"}, {4, "exclusion"}};
  return words;
}
const Words& appeal_words() {
  static const Words words{{0, "waiting"}, {1, "stands"}, {2, "reversed"}, {3, "over"}};
  return words;
}
const Words& watch_words() {
  static const Words words{{1, "waits"}, {2, "refused"}};
  return words;
}
const Words& stop_words() {
  static const Words words{{0, "none"}, {1, "gone"}, {2, "came_back"}, {3, "unwanted"}};
  return words;
}
const Words& request_words() {
  static const Words words{{0, "waiting"}, {1, "let_in"}, {2, "declined"}};
  return words;
}
const Words& import_words() {
  static const Words words{{1, "draft"}, {2, "inviting"}, {3, "ended"}};
  return words;
}
const Words& profile_field_words() {
  static const Words words{{1, "text"}, {2, "choice"}, {3, "date"}, {4, "place"}, {5, "link"}};
  return words;
}
const Words& criterion_words() {
  static const Words words{{1, "charismatic"}, {2, "known"}, {3, "recognised"}, {4, "available"}};
  return words;
}
const Words& seen_by_words() {
  static const Words words{{1, "nobody"}, {2, "staff"}, {3, "members"}, {4, "everyone"}};
  return words;
}
const Words& vote_words() {
  static const Words words{
      {1, "accepted"},    {2, "up"},     {3, "down"},         {4, "offensive"},     {5, "favourite"},
      {6, "close"},       {7, "reopen"}, {8, "bounty_start"}, {9, "bounty_close"},  {10, "deletion"},
      {11, "undeletion"}, {12, "spam"},  {15, "review"},      {16, "edit_approved"}};
  return words;
}
const Words& relation_words() {
  static const Words words{{1, "linked"}, {3, "duplicate_of"}};
  return words;
}
const Words& tag_text_words() {
  static const Words words{{4, "excerpt"}, {5, "full"}};
  return words;
}
const Words& follow_words() {
  static const Words words{{1, "thread"}, {2, "tag"}, {3, "space"}, {4, "member"}};
  return words;
}
const Words& notification_words() {
  static const Words words{
      {1, "reply"},          {2, "mention"},           {3, "quote"},          {4, "comment"},
      {5, "reaction"},       {6, "solution"},          {7, "new_thread"},     {8, "welcome"},
      {9, "let_through"},    {10, "turned_down"},      {40, "group_request"}, {41, "group_admission"},
      {42, "group_refusal"}, {43, "group_invitation"}, {80, "hidden"},        {81, "edited"},
      {82, "flag_helped"},   {83, "sanctioned"},       {84, "appealed"}};
  return words;
}
const Words& verb_words() {
  static const Words words = named(verb_name, kLastNumber);
  return words;
}
const Words& object_words() {
  static const Words words = named(object_kind_name, kLastNumber);
  return words;
}
const Words& source_words() {
  static const Words words = named(source_name, kLastNumber);
  return words;
}
const Words& imported_words() {
  static const Words words{{1, "space"},    {2, "member"},    {3, "tag"},         {4, "question"}, {5, "answer"},
                           {6, "tag_text"}, {7, "comment"},   {8, "vote"},        {9, "badge"},    {10, "link"},
                           {11, "history"}, {12, "accepted"}, {13, "tag_of_text"}};
  return words;
}
const Words& scope_words() {
  static const Words words = named(scope_name, kLastNumber);
  return words;
}
const Words& consent_way_words() {
  static const Words words{{1, "page"}, {2, "letter"}};
  return words;
}
const Words& topic_words() {
  static const Words words{{1, "named"},       {2, "answers"}, {3, "comments"},  {4, "followed"},
                           {5, "new_threads"}, {6, "thanks"},  {7, "decisions"}, {8, "groups"}};
  return words;
}
const Words& frequency_words() {
  static const Words words{{0, "never"}, {1, "at_once"}, {2, "daily"}, {3, "weekly"}};
  return words;
}
const Words& words_left_words() {
  static const Words words{{1, "stay"}, {2, "go"}};
  return words;
}
const Words& link_words() {
  static const Words words{{1, "confirm_address"}, {2, "reset_password"}, {3, "change_address"}, {4, "claim_account"},
                           {5, "first_manager"},   {20, "leave"},         {6, "sign_in"},        {7, "second_factor"}};
  return words;
}

}  // namespace parvis::exchange
