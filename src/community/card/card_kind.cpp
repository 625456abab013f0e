#include "community/card/card_kind.h"

#include <algorithm>

#include "core/text/catalogue.h"

namespace parvis::community {

using text::msgid;

namespace {

constexpr int kLastVerb = 260;  // verbs.h names none above

struct Stretch {
  Verb first, last;
  CardKind kind;
};
// Verbs that are named one by one come first.
constexpr Stretch kStretches[] = {
    {Verb::charter_accepted, Verb::charter_accepted, CardKind::agreed},
    {Verb::role_changed, Verb::badge_granted, CardKind::recognised},
    {Verb::followed, Verb::unfollowed, CardKind::following},
    {Verb::joined, Verb::address_changed, CardKind::account},
    {Verb::thread_opened, Verb::thread_opened, CardKind::opened},
    {Verb::replied, Verb::replied, CardKind::replied},
    {Verb::commented, Verb::commented, CardKind::commented},
    {Verb::post_edited, Verb::tag_described, CardKind::kept},
    {Verb::reacted, Verb::reaction_withdrawn, CardKind::thanked},
    {Verb::voted, Verb::vote_withdrawn, CardKind::voted},
    {Verb::solution_accepted, Verb::solution_withdrawn, CardKind::accepted},
    {Verb::mentioned, Verb::mentioned, CardKind::named},
    {Verb::shared, Verb::shared, CardKind::shared},
    {Verb::custom_role_given, Verb::custom_role_taken, CardKind::recognised},
    {Verb::space_created, Verb::trust_changed, CardKind::governed},
    {Verb::flag_helped, Verb::flag_helped, CardKind::helpful_flag},
    {Verb::note_written, Verb::note_removed, CardKind::cared},
    {Verb::held, Verb::threads_merged, CardKind::moderated},
    {Verb::came_by_invitation, Verb::came_by_invitation, CardKind::brought},
    {Verb::came_by_share, Verb::came_by_share, CardKind::brought},
    {Verb::second_factor_set, Verb::passkey_removed, CardKind::account},
    {Verb::asked_to_join, Verb::issuer_changed, CardKind::arriving},
    {Verb::file_uploaded, Verb::file_rules_changed, CardKind::filed},
    {Verb::data_asked, Verb::kept_long_enough, CardKind::agreed},
    {Verb::telling_changed, Verb::letter_refused, CardKind::letters},
    {Verb::group_founded, Verb::group_changed, CardKind::organised},
    {Verb::group_admitted, Verb::group_admitted, CardKind::organised},
    {Verb::group_invited, Verb::group_invited, CardKind::organised},
    {Verb::group_letter_sent, Verb::group_letter_sent, CardKind::organised},
    {Verb::group_ended, Verb::group_request_withdrawn, CardKind::grouped},
    {Verb::unit_made, Verb::profile_field_changed, CardKind::served},
    {Verb::segment_made, Verb::plan_step_done, CardKind::moved},
    {Verb::task_made, Verb::circle_chosen, CardKind::cared},
    {Verb::cost_recorded, Verb::gain_recorded, CardKind::money},
};

}  // namespace

CardKind card_kind_of(Verb verb) {
  const auto found = std::ranges::find_if(
      kStretches, [&](const Stretch& stretch) { return stretch.first <= verb && verb <= stretch.last; });
  return found == std::end(kStretches) ? CardKind::governed : found->kind;
}

const std::vector<CardKind>& all_card_kinds() {
  static const auto all = [] {
    std::vector<CardKind> kinds;
    for (const auto& stretch : kStretches) {
      if (std::ranges::find(kinds, stretch.kind) == kinds.end()) kinds.push_back(stretch.kind);
    }
    return kinds;
  }();
  return all;
}

std::vector<Verb> verbs_of(std::span<const CardKind> kinds) {
  std::vector<Verb> verbs;
  for (int number = 1; number < kLastVerb; ++number) {
    const Verb verb{number};
    if (verb_name(verb) == "unknown") continue;
    if (std::ranges::find(kinds, card_kind_of(verb)) != kinds.end()) verbs.push_back(verb);
  }
  return verbs;
}

const std::vector<KindChoice>& kind_choices() {
  using enum CardKind;
  static const std::vector<KindChoice> choices{
      {"words", msgid("What is written"), {opened, replied, commented}},
      {"conversations", msgid("Conversations opened"), {opened}},
      {"replies", msgid("Replies and comments"), {replied, commented}},
      {"comments", msgid("Comments on what others wrote"), {commented}, false, WhichActs::counted},
      {"exchange", msgid("Exchange"), {replied, commented, thanked, accepted, named}, false, WhichActs::counted},
      {"thanks", msgid("Thanks and reactions"), {thanked}},
      {"votes", msgid("Votes"), {voted}},
      {"answers", msgid("Accepted answers"), {accepted}},
      {"names", msgid("Mentions"), {named}},
      {"groups", msgid("Groups and units"), {grouped, organised, served}},
      {"sharing", msgid("Conversations shared"), {shared}},
      {"opened", msgid("Conversations still there"), {opened}, false, WhichActs::standing},
      {"thanked", msgid("Thanks not taken back"), {thanked}, false, WhichActs::standing},
      {"accepted", msgid("Answers still accepted"), {accepted}, false, WhichActs::standing},
      {"solutions", msgid("Accepted answers to others’ questions"), {accepted}, false, WhichActs::solving},
      {"credit", msgid("Thanks and accepted answers"), {thanked, accepted}, false, WhichActs::standing},
      {"organising", msgid("Groups looked after"), {organised}, false},
      {"brought", msgid("People brought in"), {brought}, false},
      {"flags", msgid("Flags that helped"), {helpful_flag}, false},
      {"recognition", msgid("Roles and badges"), {recognised}},
      {"way", msgid("Segments and stages"), {moved}},
      {"care", msgid("What the team did"), {cared}},
      {"money", msgid("Orders and gains"), {money}},
      {"moderation", msgid("Moderation"), {moderated, helpful_flag, kept}},
      {"consents", msgid("Consents and letters"), {agreed, letters}},
      {"account", msgid("Account and arrival"), {account, arriving, brought, following, filed}},
  };
  return choices;
}

const KindChoice* find_kind_choice(std::string_view name) {
  const auto found = std::ranges::find(kind_choices(), name, &KindChoice::name);
  return found == kind_choices().end() ? nullptr : &*found;
}

}  // namespace parvis::community
