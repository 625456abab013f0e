#include "community/privacy/holdings.h"

#include <algorithm>

#include "core/text/catalogue.h"

namespace parvis::community {

using text::msgid;
using enum Holds;
using enum AtErasure;

namespace {

Holding impersonal(std::string_view table, std::string_view why, std::string_view others = {}) {
  return {.table = table, .others = others, .impersonal = why};
}

// Letters on their way are known by whom they go to.
constexpr store::Sql kLetters{
    "kind in ('mail.send', 'letters.turn') and about <> '' and about = (select email_key from member where id = $1)"};

// What is kept for another time than membership lasts. Rules that managers set are in retention.h.
struct Kept {
  std::string_view table;
  const char* how_long;
};
const Kept kKept[] = {
    {"data_copy", msgid("Four days.")},
    {"data_copy_part", msgid("Four days.")},
    {"session", msgid("Until you sign out, 30 days without use, 180 days at most.")},
    {"one_time_link", msgid("Until a month after they end; they open nothing any more.")},
    {"issuer_passage", msgid("An hour.")},
    {"idempotency", msgid("A day.")},
    {"notification", msgid("180 days after you read them.")},
    {"letter_thread", msgid("180 days after the letter.")},
    {"letter_turn", msgid("Ninety days, the longest time a limit may count.")},
    {"job", msgid("Until they are sent: a week at most, where they wait for their turn.")},
    {"invited_member", msgid("As long as one is a member: it says through whom you came.")},
    {"shared_member", msgid("As long as one is a member: it says through whom you came.")},
    {"share", msgid("As long as the conversation stands: its address may be anywhere.")},
    {"share_visit", msgid("As long as the conversation stands: its address may be anywhere.")},
    {"recovery_code", msgid("Until you have new ones, or end the second factor.")},
    {"vote", msgid("As long as the post; when you leave, without your name.")},
    {"reaction", msgid("As long as the post; when you leave, without your name.")},
    {"activity", msgid("For ever; when you leave, without your name.")},
    {"health_word", msgid("For ever; when you leave, without your name.")},
    {"health_thread", msgid("For ever; when you leave, without your name.")},
    {"health_tie", msgid("For ever; when you leave, without your name.")},
    {"health_exchange", msgid("For ever; when you leave, without your name.")},
    {"health_member_day", msgid("For ever; when you leave, without your name.")},
    {"health_standing", msgid("Until it is counted again: at least once a day.")},
    {"leader_measure", msgid("Until it is counted again: at least once a day.")},
    {"health_drawn", msgid("Until it is counted again: at least once a day.")},
    {"health_line", msgid("Until it is counted again: at least once a day.")},
    {"post", msgid("As long as the conversation; when you leave, as you choose.")},
    {"thread", msgid("As long as the conversation; when you leave, as you choose.")},
    {"comment", msgid("As long as the conversation; when you leave, as you choose.")},
    {"post_revision", msgid("As long as the conversation; when you leave, as you choose.")},
    {"consent", msgid("As long as it must be shown what you agreed to: as long as one is a member.")},
    {"file", msgid("As long as something shows them; those that nothing shows, a few days.")},
    {"file_copy", msgid("As long as something shows them; those that nothing shows, a few days.")},
    {"gain", msgid("For ever, as part of the accounts; when you leave, without your name.")},
    {"erasure", msgid("For ever, as a number: so that a backup does not bring you back.")},
};

// clang-format off
std::vector<Holding> all() {
  return {
      {"data_copy_part", identity, msgid("The files of copies you asked for"), "copy in (select id from data_copy where member = $1)", by_hand, "copy", {}, "file"},
      {"erasure", identity, msgid("That you asked to be erased"), "member = $1", rows_stay, "asked_at", {}, "step after_id"},
      {"data_copy", identity, msgid("Copies you asked for"), "member = $1", rows_go},
      {"profile_answer", identity, msgid("What you answered on your profile"), "member = $1", rows_go, "field", "seen_by"},
      {"member_picture", identity, msgid("Your face and cover"), "member = $1", rows_go, "number"},
      {"second_factor", access, msgid("Your second factor"), "member = $1", rows_go, "created_at", {}, "secret last_step"},
      {"recovery_code", access, msgid("Recovery codes"), "member = $1", rows_go, "member", {}, "code_hash"},
      {"issuer_passage", access, msgid("Ways to another site that you have not finished"), "member = $1", rows_go, "expires_at", {}, "token_hash session_hash nonce verifier"},
      {"issuer_account", access, msgid("Accounts you have elsewhere"), "member = $1", rows_go, "created_at"},
      {"passkey", access, msgid("Your passkeys"), "member = $1", rows_go, "id", {}, "public_key"},
      {"imported_member", access, msgid("The list you were invited from"), "member = $1", rows_go, "id", {}, "email_key handle"},
      {"join_request", access, msgid("What you answered when you asked to join"), "member = $1", rows_go, "member", "decided_by"},
      {"invited_member", access, msgid("The invitation you came by"), "member = $1", rows_go, "member"},
      {"shared_member", access, msgid("Whose shared conversation you came by"), "member = $1", rows_go, "member"},
      {"letter_trouble", access, msgid("What servers said of e-mails to you"), "member = $1", rows_go, "last_at"},
      {"letter_back", access, msgid("When we last told you of an e-mail that we did not take"), "member = $1", rows_go, "written_at"},
      {"session", access, msgid("Where you are signed in"), "member = $1", rows_go, "id", {}, "token_hash"},
      {"one_time_link", access, msgid("Links we sent you"), "member = $1", rows_go, "created_at", {}, "token_hash"},
      {"api_token", access, msgid("Programs that act for you"), "member = $1", rows_go, "id", {}, "token_hash"},
      {"idempotency", access, msgid("Answers kept a day for your programs"), "member = $1", rows_go, "created_at", {}, "request_hash"},
      {"contribution", words, msgid("What you sent in to be read first"), "author = $1", by_hand, "id", "decided_by", "held_for"},
      {"lesson", traces, msgid("What decisions on your words taught the filter, as numbers"), "author = $1", by_hand, "id", {}, "signs guess"},
      {"file_copy", words, msgid("Sizes of your pictures"), "file in (select id from file where member = $1)", rows_stay, "file"},
      {"file_use", words, msgid("Where your files are shown"), "file in (select id from file where member = $1)", by_hand, "file"},
      {"file", words, msgid("Pictures and files you brought"), "member = $1", by_hand},
      {"group_letter", words, msgid("What you wrote to groups"), "author = $1", by_hand, "id", "after_member"},
      {"draft", words, msgid("Drafts"), "member = $1", rows_go, "updated_at"},
      {"comment", words, msgid("Comments"), "author = $1", by_hand, "id", "deleted_by", "html"},
      {"post_revision", words, msgid("Earlier versions of your posts"), "post in (select id from post where author = $1)", by_hand, "id", "editor"},
      {"post", words, msgid("Posts"), "author = $1", by_hand, "id", "deleted_by", "html renderer"},
      {"thread", words, msgid("Threads you opened"), "author = $1", by_hand, "id", "last_poster solution_by deleted_by"},
      {"tag_text", words, msgid("Texts of tags"), "author = $1", by_hand, "id", {}, "html"},
      {"reaction", appreciation, msgid("Reactions you gave"), "member = $1", rows_stay, "created_at"},
      {"vote", appreciation, msgid("Votes you gave"), "member = $1", by_hand},
      {"follow", reading, msgid("What you follow"), "member = $1", by_hand, "created_at"},
      {"read_mark", reading, msgid("How far you have read"), "member = $1", rows_go, "read_at"},
      {"notification", told, msgid("What you were told"), "member = $1", rows_go, "id", "actor"},
      {"telling", told, msgid("What you wish to be told of"), "member = $1", rows_go, "topic"},
      {"letter_habit", told, msgid("When letters may come to you"), "member = $1", rows_go, "member"},
      {"letter_thread", told, msgid("What letters told you of"), "member = $1", rows_go, "thread"},
      {"digest", told, msgid("When your next digest is due"), "member = $1", rows_go, "member"},
      {"job", told, msgid("Letters on their way to you"), kLetters, by_hand, "id", {}, "payload about last_error lease_until leased_by attempts run_at failed_at"},
      {"member_badge", belonging, msgid("Badges"), "member = $1", rows_go},
      {"member_role", belonging, msgid("Roles you were given"), "member = $1", rows_go, "granted_at", "granted_by"},
      {"space_leader", belonging, msgid("Spaces you lead"), "member = $1", rows_go, "space"},
      {"membership", belonging, msgid("Groups you are in"), "member = $1", rows_go, "since"},
      {"group_request", belonging, msgid("Groups you asked to come into"), "member = $1", rows_go, "asked_at", "decided_by"},
      {"group_invitation", belonging, msgid("Groups you are invited to"), "member = $1", rows_go, "invited_at", "invited_by"},
      {"service", belonging, msgid("Units you served in"), "member = $1", rows_go},
      {"share", traces, msgid("Conversations you shared"), "member = $1", rows_stay},
      {"share_visit", traces, msgid("Visits by what you shared"), "share in (select id from share where member = $1)", rows_stay, "day"},
      {"invitation", belonging, msgid("Invitations you made"), "made_by = $1", rows_stay},
      {"member_import", belonging, msgid("Files of members you brought in"), "made_by = $1", rows_stay, "id", {}, "content refusals plan"},
      {"unit_import", belonging, msgid("Files of units you brought in"), "made_by = $1", rows_stay, "id", {}, "content refusals plan"},
      {"appeal", belonging, msgid("Second looks you asked for"), "member = $1", rows_go, "id", "first_by decided_by"},
      {"sanction", belonging, msgid("Sanctions"), "member = $1", rows_go, "id", "given_by lifted_by", "appeal_hash"},
      {"member_note", belonging, msgid("What the staff noted about you"), "member = $1", rows_go, "id", "author"},
      {"flag", belonging, msgid("What you asked to be looked at"), "member = $1", rows_stay},
      {"moderation_case", belonging, msgid("What was decided about your words"), "author = $1 and decision <> 0", rows_stay, "id", "decided_by", "flags"},
      {"charter_acceptance", agreements, msgid("Versions of the charter you accepted"), "member = $1", rows_go, "accepted_at"},
      {"consent", agreements, msgid("What you agreed to, and withdrew"), "member = $1", rows_go},
      {"personal_word", words, msgid("What the team wrote to you"), "member = $1", rows_go, "id", "author task"},
      {"influencer_site", traces, msgid("Your sites, as the team keeps them"), "influencer in (select id from influencer where member = $1)", rows_go, "influencer"},
      {"influencer_word", traces, msgid("Words by which the team finds you among those who are heard"), "influencer in (select id from influencer where member = $1)", rows_go, "influencer"},
      {"influencer", traces, msgid("What the team keeps of you as somebody who is heard"), "member = $1", rows_go, "id", "contact_by next_who made_by", "name_key task"},
      {"influencer_import", belonging, msgid("Files of influencers you brought in"), "made_by = $1", rows_stay, "id", {}, "content refusals plan"},
      {"task", traces, msgid("What the team noted to do for you"), "member = $1", rows_go, "id", "made_by assignee decided_by"},
      {"health_word", traces, msgid("Your replies and comments, as figures count them"), "author = $1", rows_stay, "object", "counterpart"},
      {"health_thread", traces, msgid("Conversations you opened, as figures count them"), "author = $1", rows_stay, "thread", "first_by accepted_by"},
      {"health_tie", traces, msgid("Whom you turned to, day by day"), "from_member = $1", rows_stay, "day", "to_member"},
      {"health_member_day", traces, msgid("On which days you took part"), "member = $1", rows_stay, "day"},
      {"health_standing", traces, msgid("Where the figures of the community count you"), "member = $1", rows_stay, "member"},
      {"health_drawn", traces, msgid("Your place in the picture of who exchanges with whom"), "member = $1", rows_stay, "member"},
      {"health_line", traces, msgid("Lines from you in that picture"), "member = $1", rows_stay, "other", "other"},
      {"segment_move", traces, msgid("Segments you came into or left"), "member = $1", rows_go, "activity"},
      {"segment_member", traces, msgid("Segments you are in"), "member = $1", rows_go, "since_at"},
      {"segment_letter", words, msgid("What you wrote to segments"), "author = $1", by_hand, "id", "after_member"},
      {"segment", traces, msgid("Segments you made"), "made_by = $1", rows_stay},
      {"plan_moment", traces, msgid("What plans did for you"), "member = $1", rows_go, "id"},
      {"plan_member", traces, msgid("Plans the team put you on"), "member = $1", rows_go, "id", "assigned_by ended_by task"},
      {"letter_turn", told, msgid("When the team last wrote to you of its own accord"), "member = $1", rows_go, "id"},
      {"plan", traces, msgid("Plans you made"), "made_by = $1", rows_stay, "id", "signed_by"},
      {"stage_stay", traces, msgid("Stages you were at"), "member = $1", rows_go, "entered_at"},
      {"stage_member", traces, msgid("The stages you are at"), "member = $1", rows_go, "since_at"},
      {"member_circle", belonging, msgid("The circle in which the team sees you"), "member = $1", rows_go, "member", "author"},
      {"card_day", traces, msgid("On which days you did what kind of act, or were done it"), "member = $1", rows_go, "day"},
      {"health_exchange", traces, msgid("With whom you exchange, in all"), "member = $1", rows_stay, "other", "other"},
      {"act_day", traces, msgid("What you did and received, counted by day"), "part in (1, 2) and verb in (20, 21, 22, 40, 42, 44, 46, 47, 9, 4, 6, 8, 130, 163, 185, 80, 243) and member = $1", rows_go, "day"},
      {"customer_number", belonging, msgid("Your number at the shop"), "member = $1", rows_go, "member"},
      {"gain", traces, msgid("What you brought the community, as it counts it"), "member = $1", by_hand},
      {"shop_order", traces, msgid("Orders the shop told of"), "member = $1", by_hand},
      {"order_import", belonging, msgid("Files of orders you brought in"), "made_by = $1", rows_stay, "id", {}, "content plan"},
      {"report_reader", told, msgid("That you receive the month on paper"), "member = $1", rows_go, "id", "added_by"},
      {"leader_measure", traces, msgid("What is measured to find who leads"), "member = $1", rows_stay, "member", "known_by"},
      {"leader_correction", belonging, msgid("What somebody corrected of it"), "member = $1", rows_go, "criterion", "author"},
      {"first_circle", belonging, msgid("Your seat in the first circle"), "member = $1", rows_go, "member", "chosen_by"},
      {"staff_change", belonging, msgid("What staff changed that is yours"), "activity in (select id from activity where counterpart = $1)", rows_go},
      {"activity", traces, msgid("What you did, on the timeline"), "actor = $1", rows_stay, "id", "counterpart"},
      {"member", identity, msgid("Your account and profile"), "id = $1", by_hand, "id", {}, "password_hash handle_key name_key email_key biography_html"},

      impersonal("issuer", "whom the community believes about who somebody is"),
      impersonal("spent_challenge", "hashes of random bits"),
      impersonal("fold", "how far the views of the timeline have got"),
      impersonal("journey", "the ways through which members grow"),
      impersonal("stage", "the stages of these ways"),
      impersonal("plan_step", "the steps of plans"),
      impersonal("assumption", "what is assumed where nothing can be counted", "author"),
      impersonal("badge", "what badges there are"),
      impersonal("charter", "the community's rules"),
      impersonal("cost", "what the community costs", "recorded_by"),
      impersonal("report", "the months on paper that were made", "made_by"),
      impersonal("asked_address", "marks of addresses from outside that a letter asked"),
      impersonal("custom_role", "what roles there are"),
      impersonal("gain_act", "which acts make a gain: numbers only"),
      impersonal("group_space", "whose space it is"),
      impersonal("health_state", "how far the figures have read the timeline"),
      impersonal("month_lived", "counts of a month"),
      impersonal("month_alive", "counts of conversations of a month"),
      impersonal("health_act", "a count"),
      impersonal("health_hour", "a count"),
      impersonal("health_figure", "figures of the community"),
      impersonal("health_point", "what charts of it draw"),
      impersonal("imported", "where rows of an import came to live: numbers only"),
      impersonal("imported_revision", "empty but during an import", "editor"),
      impersonal("job_period", "when the program does what it does again and again"),
      impersonal("letter_in", "sums of letters that were read: numbers only"),
      impersonal("letter_progress", "how far the telling by letter has come"),
      impersonal("ledger_account", "the accounts of the ledger"),
      impersonal("ledger_entry", "amounts"),
      impersonal("ledger_month", "sums"),
      impersonal("ledger_transfer", "what amounts stand for: numbers only"),
      impersonal("member_group", "the groups"),
      impersonal("page_view", "counts of pages by day"),
      impersonal("profile_field", "what profiles ask for"),
      impersonal("sign_count", "how often signs of spam were seen: numbers only"),
      impersonal("staff_act", "which acts of the timeline are those of staff"),
      impersonal("slow_thread", "which threads are slowed down"),
      impersonal("sum_given_up", "which blobs are being taken away"),
      impersonal("watched_word", "which words are watched for", "added_by"),
      impersonal("notification_backlog", "which threads are still to be told of, and how far that went", "after_member"),
      impersonal("old_thread_slug", "former addresses of threads"),
      impersonal("former_place", "former addresses of posts"),
      impersonal("purpose", "what members are asked to agree to"),
      impersonal("purpose_text", "the words of it"),
      impersonal("related_thread", "which threads are linked"),
      impersonal("search_pending", "which posts are to be indexed"),
      impersonal("setting", "what the community decided about itself"),
      impersonal("space", "the spaces"),
      impersonal("space_reader", "which roles read a space"),
      impersonal("space_right", "who may do what in a space, by role"),
      impersonal("tag", "subjects"),
      impersonal("tag_space", "a count"),
      impersonal("tag_text_vote", "which text of a tag an imported vote was about"),
      impersonal("tally", "counts"),
      impersonal("thread_tag", "subjects of threads"),
      impersonal("unit", "the directory of units"),
      impersonal("unit_kind", "what kinds of units there are"),
      impersonal("unit_word", "by which words units are found"),
  };
}
// clang-format on

}  // namespace

const std::vector<Holding>& holdings() {
  static const auto every = [] {
    auto lines = all();
    for (const auto& [table, how_long] : kKept) {
      std::ranges::find(lines, table, &Holding::table)->kept = how_long;
    }
    return lines;
  }();
  return every;
}

const Holding* find_holding(std::string_view table) {
  const auto found = std::ranges::find(holdings(), table, &Holding::table);
  return found == holdings().end() ? nullptr : &*found;
}

const char* title_of(Holds category) {
  switch (category) {
    case identity: return msgid("Who you are");
    case access: return msgid("How you get in");
    case words: return msgid("What you wrote");
    case appreciation: return msgid("What you appreciated");
    case reading: return msgid("What you read and follow");
    case told: return msgid("What reaches you");
    case belonging: return msgid("What you were given");
    case agreements: return msgid("What you agreed to");
    case traces: return msgid("What you did");
  }
  return "";
}

const char* purpose_of(Holds category) {
  switch (category) {
    case identity: return msgid("So that others know who speaks, and letters find you.");
    case access: return msgid("So that only you act in your name, and you see where you are signed in.");
    case words: return msgid("So that the conversations you took part in can be read.");
    case appreciation: return msgid("So that those you thanked are known to have helped, and nobody counts twice.");
    case reading: return msgid("So that you find what is new to you. Nobody else sees this.");
    case told: return msgid("So that you hear of what concerns you.");
    case belonging:
      return msgid("So that others know for what you stand here, and you may do what you were trusted with.");
    case agreements: return msgid("So that it can be shown what you agreed to, and when.");
    case traces: return msgid("So that the community can be counted and understood.");
  }
  return "";
}

const char* basis_of(Holds category) {
  switch (category) {
    case agreements: return msgid("A duty: to show what was agreed to");
    case traces: return msgid("A legitimate interest: a community that can be understood");
    default: return msgid("The agreement that membership is");
  }
}

}  // namespace parvis::community
