#include "cockpit/card/act_words.h"

#include <algorithm>

namespace parvis::cockpit {

using namespace community;
using text::msgid;

namespace {

struct ActWords {
  Verb verb;
  const char* alone;         // with nobody else
  const char* to = nullptr;  // somebody; none: as alone
};
constexpr ActWords kWords[] = {
    {Verb::joined, msgid("joined")},
    {Verb::address_confirmed, msgid("confirmed their address")},
    {Verb::charter_accepted, msgid("accepted the charter")},
    {Verb::signed_in, msgid("signed in")},
    {Verb::signed_out, msgid("signed out")},
    {Verb::account_claimed, msgid("took over their account")},
    {Verb::profile_changed, msgid("changed their profile")},
    {Verb::password_changed, msgid("changed how they sign in")},
    {Verb::address_changed, msgid("changed their address")},
    {Verb::role_changed, msgid("gave {member} another role")},
    {Verb::badge_granted, msgid("received a badge"), msgid("gave {member} a badge")},
    {Verb::followed, msgid("followed something"), msgid("followed {member}")},
    {Verb::unfollowed, msgid("stopped following something"), msgid("stopped following {member}")},
    {Verb::thread_opened, msgid("opened {words}")},
    {Verb::replied, msgid("replied in {words}"), msgid("replied to {member} in {words}")},
    {Verb::commented, msgid("commented in {words}"), msgid("commented on {member} in {words}")},
    {Verb::post_edited, msgid("changed words of theirs in {words}"), msgid("changed {words} by {member}")},
    {Verb::post_deleted, msgid("took words of theirs back in {words}"), msgid("hid {words} by {member}")},
    {Verb::comment_deleted, msgid("took words of theirs back in {words}"), msgid("hid {words} by {member}")},
    {Verb::post_restored, msgid("put words of theirs back in {words}"), msgid("put back {words} by {member}")},
    {Verb::comment_restored, msgid("put words of theirs back in {words}"), msgid("put back {words} by {member}")},
    {Verb::thread_retitled, msgid("looked after {words}")},
    {Verb::thread_tagged, msgid("looked after {words}")},
    {Verb::thread_moved, msgid("looked after {words}")},
    {Verb::thread_closed, msgid("closed {words}")},
    {Verb::thread_reopened, msgid("reopened {words}")},
    {Verb::thread_pinned, msgid("looked after {words}")},
    {Verb::thread_unpinned, msgid("looked after {words}")},
    {Verb::thread_related, msgid("looked after {words}")},
    {Verb::thread_unrelated, msgid("looked after {words}")},
    {Verb::thread_deleted, msgid("took {words} back"), msgid("hid the conversation {words} by {member}")},
    {Verb::thread_restored, msgid("put {words} back"), msgid("put back the conversation {words} by {member}")},
    {Verb::tag_described, msgid("described a tag")},
    {Verb::reacted, msgid("thanked in {words}"), msgid("thanked {member} in {words}")},
    {Verb::reaction_withdrawn, msgid("took a thanks back in {words}")},
    {Verb::voted, msgid("voted in {words}")},
    {Verb::vote_withdrawn, msgid("took a vote back in {words}")},
    {Verb::solution_accepted, msgid("accepted an answer in {words}"),
     msgid("accepted the answer of {member} in {words}")},
    {Verb::solution_withdrawn, msgid("no longer accepts an answer in {words}")},
    {Verb::mentioned, msgid("named somebody in {words}"), msgid("named {member} in {words}")},
    {Verb::custom_role_given, msgid("gave {member} the role {detail}")},
    {Verb::custom_role_taken, msgid("took the role {detail} from {member}")},
    {Verb::held, msgid("sent in words that wait to be let through")},
    {Verb::let_through, msgid("let through {words} by {member}")},
    {Verb::turned_down, msgid("turned down words of {member}")},
    {Verb::flagged, msgid("asked for a look at {words}")},
    {Verb::left_standing, msgid("left standing {words} by {member}, which was flagged")},
    {Verb::flag_helped, msgid("acted upon what {member} had flagged")},
    {Verb::decision_undone, msgid("took back a decision on words by {member}")},
    {Verb::warned, msgid("warned {member}")},
    {Verb::silenced, msgid("let {member} read only, {until}")},
    {Verb::suspended, msgid("suspended {member}, {until}")},
    {Verb::excluded, msgid("excluded {member}")},
    {Verb::sanction_lifted, msgid("ended early what held for {member}")},
    {Verb::appealed, msgid("asked for a second look")},
    {Verb::appeal_refused, msgid("let stand what {member} had appealed against")},
    {Verb::appeal_granted, msgid("reversed what {member} had appealed against")},
    {Verb::note_written, msgid("wrote a note on {member}")},
    {Verb::note_removed, msgid("removed a note on {member}")},
    {Verb::thread_split, msgid("split {words}")},
    {Verb::threads_merged, msgid("merged {words} with another conversation")},
    {Verb::slow_mode_set, msgid("slowed down {words}")},
    {Verb::asked_to_join, msgid("asked to join")},
    {Verb::let_in, msgid("let {member} in")},
    {Verb::not_let_in, msgid("did not let {member} in")},
    {Verb::invitation_made, msgid("made an invitation")},
    {Verb::invitation_ended, msgid("ended an invitation")},
    {Verb::came_by_invitation, msgid("came by an invitation"), msgid("came by an invitation of {member}")},
    {Verb::shared, msgid("shared {words}")},
    {Verb::came_by_share, msgid("joined from {words}"), msgid("joined from {words}, which {member} had shared")},
    {Verb::second_factor_set, msgid("changed how they sign in")},
    {Verb::second_factor_removed, msgid("changed how they sign in"),
     msgid("took the second factor off the account of {member}")},
    {Verb::recovery_code_used, msgid("signed in with a recovery code")},
    {Verb::issuer_linked, msgid("changed how they sign in")},
    {Verb::issuer_unlinked, msgid("changed how they sign in")},
    {Verb::passkey_added, msgid("changed how they sign in")},
    {Verb::passkey_removed, msgid("changed how they sign in")},
    {Verb::members_imported, msgid("brought in a file of members")},
    {Verb::file_uploaded, msgid("brought a picture or a file")},
    {Verb::file_described, msgid("described a picture or a file")},
    {Verb::file_removed, msgid("removed a file"), msgid("removed a file of {member}")},
    {Verb::data_asked, msgid("asked for a copy of their data")},
    {Verb::erasure_asked, msgid("asked to be erased")},
    {Verb::erasure_withdrawn, msgid("came back before being erased")},
    {Verb::consent_given, msgid("agreed to something they are asked")},
    {Verb::consent_withdrawn, msgid("no longer agrees to something they are asked")},
    {Verb::telling_changed, msgid("changed what they are told of")},
    {Verb::unsubscribed, msgid("ended a kind of letter by its link")},
    {Verb::letter_bounced, msgid("a letter to them came back")},
    {Verb::letter_complained, msgid("marked a letter as unwanted")},
    {Verb::letters_resumed, msgid("receives letters again")},
    {Verb::digest_sent, msgid("was sent a digest")},
    {Verb::letter_refused, msgid("sent a reply by letter that was not taken")},
    {Verb::group_founded, msgid("founded {thing}")},
    {Verb::group_changed, msgid("changed {thing}")},
    {Verb::group_ended, msgid("dissolved {thing}")},
    {Verb::group_joined, msgid("joined {thing}")},
    {Verb::group_left, msgid("left {thing}")},
    {Verb::group_asked, msgid("asked to come into {thing}")},
    {Verb::group_admitted, msgid("let somebody into {thing}"), msgid("let {member} into {thing}")},
    {Verb::group_turned_away, msgid("did not let {member} into a group")},
    {Verb::group_invited, msgid("invited somebody into {thing}"), msgid("invited {member} into {thing}")},
    {Verb::group_invitation_ended, msgid("an invitation into {thing} ended")},
    {Verb::group_removed, msgid("put {member} out of a group")},
    {Verb::group_standing_given, msgid("gave {member} a standing in a group")},
    {Verb::group_letter_sent, msgid("wrote to {thing}")},
    {Verb::segment_letter_sent, msgid("wrote to a segment")},
    {Verb::group_request_withdrawn, msgid("no longer asks to come into {thing}")},
    {Verb::service_stated, msgid("said where they served")},
    {Verb::service_withdrawn, msgid("no longer says where they served")},
    {Verb::segment_entered, msgid("came into the segment {thing}")},
    {Verb::segment_left, msgid("left the segment {thing}")},
    {Verb::stage_entered, msgid("reached the stage {thing}")},
    {Verb::stage_set, msgid("put {member} into the stage {thing}")},
    {Verb::plan_assigned, msgid("goes through a plan"), msgid("set {member} on a plan")},
    {Verb::plan_ended, msgid("a plan ended"), msgid("ended a plan of {member}")},
    {Verb::plan_step_done, msgid("a step of a plan was done"), msgid("did a step of a plan for {member}")},
    {Verb::task_made, msgid("something to do was noted"), msgid("noted something to do for {member}")},
    {Verb::task_done, msgid("did what was to be done")},
    {Verb::task_snoozed, msgid("put off what is to be done")},
    {Verb::task_set_aside, msgid("set aside what was to be done")},
    {Verb::task_assigned, msgid("gave out a task"), msgid("gave {member} a task")},
    {Verb::contacted, msgid("wrote to somebody"), msgid("wrote to {member}")},
    {Verb::thanked, msgid("thanked somebody"), msgid("thanked {member}")},
    {Verb::held_out, msgid("was left alone by chance, to compare")},
    {Verb::circle_changed, msgid("put {member} into another circle")},
    {Verb::card_noted, msgid("changed what staff keep of {member}")},
    {Verb::leader_scored, msgid("corrected a score of {member}")},
    {Verb::circle_chosen, msgid("chose {member} for the first circle")},
    {Verb::order_recorded, msgid("bought {thing}")},
    {Verb::prospect_found, msgid("is close to buying")},
    {Verb::gain_recorded, msgid("brought the community something")},
};

// What was done, counted or decided before: none when this act is the first about it.
const char* words_of_undone(const MemberAct& act) {
  if (act.verb == Verb::order_recorded && act.amount < 0) return msgid("bought {thing}: it was taken back");
  if (act.verb == Verb::order_recorded && act.detail == "brought back") return msgid("bought {thing}: it counts again");
  if (act.verb == Verb::gain_recorded && act.amount < 0) return msgid("counted an idea no more");
  if (act.verb == Verb::task_made && !act.detail.empty()) {
    return act.other ? msgid("took up again what is to be done for {member}")
                     : msgid("took up again what is to be done");
  }
  return nullptr;
}

}  // namespace

std::vector<text::Part> act_parts(text::Language language, const MemberAct& act) {
  if (const auto* words = words_of_undone(act)) return text::tr_parts(language, words);
  const auto found = std::ranges::find(kWords, act.verb, &ActWords::verb);
  if (found == std::end(kWords)) return text::tr_parts(language, msgid("kept the community in order"));
  return text::tr_parts(language, act.other && found->to ? found->to : found->alone);
}

}  // namespace parvis::cockpit
