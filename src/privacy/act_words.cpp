#include "privacy/act_words.h"

#include <algorithm>
#include <array>

#include "core/text/catalogue.h"

namespace parvis::privacy {
namespace {

using community::Verb;
using text::msgid;

struct Words {
  Verb verb;
  const char* words;
};
constexpr std::array kWords{Words{Verb::joined, msgid("You joined")},
                            Words{Verb::address_confirmed, msgid("You confirmed an address")},
                            Words{Verb::charter_accepted, msgid("You accepted the charter")},
                            Words{Verb::signed_in, msgid("You signed in")},
                            Words{Verb::account_claimed, msgid("You took over your account")},
                            Words{Verb::profile_changed, msgid("You changed your profile")},
                            Words{Verb::followed, msgid("You followed something")},
                            Words{Verb::unfollowed, msgid("You stopped following something")},
                            Words{Verb::signed_out, msgid("You signed out")},
                            Words{Verb::password_changed, msgid("You chose a new password")},
                            Words{Verb::address_changed, msgid("You changed your address")},
                            Words{Verb::badge_granted, msgid("A badge was given")},
                            Words{Verb::thread_opened, msgid("You opened a conversation")},
                            Words{Verb::replied, msgid("You replied")},
                            Words{Verb::commented, msgid("You commented")},
                            Words{Verb::post_edited, msgid("You changed a post")},
                            Words{Verb::post_deleted, msgid("You deleted a post")},
                            Words{Verb::post_restored, msgid("You put a post back")},
                            Words{Verb::comment_deleted, msgid("You deleted a comment")},
                            Words{Verb::comment_restored, msgid("You put a comment back")},
                            Words{Verb::thread_retitled, msgid("You changed a title")},
                            Words{Verb::thread_tagged, msgid("You changed tags")},
                            Words{Verb::tag_described, msgid("You wrote the text of a tag")},
                            Words{Verb::reacted, msgid("You reacted")},
                            Words{Verb::reaction_withdrawn, msgid("You took a reaction back")},
                            Words{Verb::voted, msgid("You voted")},
                            Words{Verb::vote_withdrawn, msgid("You took a vote back")},
                            Words{Verb::solution_accepted, msgid("You accepted an answer")},
                            Words{Verb::solution_withdrawn, msgid("You no longer accept an answer")},
                            Words{Verb::mentioned, msgid("You named somebody")},
                            Words{Verb::held, msgid("You sent something in to be read first")},
                            Words{Verb::flagged, msgid("You flagged something")},
                            Words{Verb::appealed, msgid("You asked for a second look")},
                            Words{Verb::asked_to_join, msgid("You asked to join")},
                            Words{Verb::invitation_made, msgid("You made an invitation")},
                            Words{Verb::invitation_ended, msgid("You ended an invitation")},
                            Words{Verb::came_by_invitation, msgid("You came by an invitation")},
                            Words{Verb::shared, msgid("You shared a conversation")},
                            Words{Verb::came_by_share, msgid("You joined from what a member had shared")},
                            Words{Verb::second_factor_set, msgid("You set up a second factor")},
                            Words{Verb::second_factor_removed, msgid("A second factor was taken off")},
                            Words{Verb::recovery_code_used, msgid("You used a recovery code")},
                            Words{Verb::issuer_linked, msgid("You tied an account held elsewhere")},
                            Words{Verb::issuer_unlinked, msgid("You untied an account held elsewhere")},
                            Words{Verb::passkey_added, msgid("You added a passkey")},
                            Words{Verb::passkey_removed, msgid("You removed a passkey")},
                            Words{Verb::file_uploaded, msgid("You brought a file")},
                            Words{Verb::file_removed, msgid("You took a file away")},
                            Words{Verb::file_described, msgid("You described a file")},
                            Words{Verb::data_asked, msgid("You asked for a copy of your data")},
                            Words{Verb::erasure_asked, msgid("You asked to be erased")},
                            Words{Verb::erasure_withdrawn, msgid("You came back before it was done")},
                            Words{Verb::consent_given, msgid("You agreed to something")},
                            Words{Verb::consent_withdrawn, msgid("You withdrew what you had agreed to")},
                            Words{Verb::telling_changed, msgid("You chose what you are told of")},
                            Words{Verb::unsubscribed, msgid("You ended a kind of e-mail")},
                            Words{Verb::letter_bounced, msgid("An e-mail to you came back")},
                            Words{Verb::letter_complained, msgid("You marked an e-mail as unwanted")},
                            Words{Verb::letters_resumed, msgid("You receive e-mails again")},
                            Words{Verb::letter_refused, msgid("A reply by e-mail was not published")},
                            Words{Verb::digest_sent, msgid("A digest was sent to you")},
                            Words{Verb::group_founded, msgid("You founded a group")},
                            Words{Verb::group_joined, msgid("You joined a group")},
                            Words{Verb::group_left, msgid("You left a group")},
                            Words{Verb::group_asked, msgid("You asked to join a group")},
                            Words{Verb::group_request_withdrawn, msgid("You withdrew a request to a group")},
                            Words{Verb::group_invitation_ended, msgid("An invitation to a group ended")},
                            Words{Verb::group_letter_sent, msgid("You wrote to a group")},
                            Words{Verb::segment_letter_sent, msgid("You wrote to a segment")},
                            Words{Verb::service_stated, msgid("You said in which unit you served")},
                            Words{Verb::service_withdrawn, msgid("You took back in which unit you served")},
                            Words{Verb::segment_entered, msgid("You came into a segment")},
                            Words{Verb::segment_left, msgid("You left a segment")},
                            Words{Verb::stage_entered, msgid("You reached a stage")},
                            Words{Verb::held_out, msgid("You were left alone, by chance, to compare")},
                            Words{Verb::order_recorded, msgid("You bought something")},
                            Words{Verb::prospect_found, msgid("You showed interest in buying")},
                            Words{Verb::gain_recorded, msgid("Something you brought the community was counted")}};

}  // namespace

const char* act_words(Verb verb) {
  const auto* found = std::ranges::find(kWords, verb, &Words::verb);
  return found == kWords.end() ? msgid("Something you did for the community") : found->words;
}

}  // namespace parvis::privacy
