// The rules of retention. To add one: a line here, and what the page says of it in both languages; the register and the
// form are made from this list.
#include "community/arriving/member_import.h"
#include "community/influencers/influencer.h"
#include "community/privacy/erasure_steps.h"
#include "community/privacy/retention.h"
#include "core/text/catalogue.h"

namespace parvis::community {

using text::msgid;

namespace {

constexpr std::int64_t kMonth = 30, kQuarter = 90, kYear = 365;

// An account nobody confirmed holds an address that may be somebody else's. Who waits to be let in keeps theirs until
// it is decided; who holds the community's first key keeps it.
constexpr store::Sql kUnconfirmed{R"(
  select id from member where status = 2 and role <= 1 and last_seen_at < $1
    and not exists (select 1 from join_request where join_request.member = member.id and asked_at is not null)
  order by last_seen_at limit $2)"};
constexpr store::Sql kDeclined{R"(
  select join_request.member from join_request join member on member.id = join_request.member
  where join_request.decision = 2 and join_request.decided_at < $1 and member.status = 2 limit $2)"};
constexpr store::Sql kStillUnconfirmed{R"(
  select 1 from member where last_seen_at < $1 and id = $2 and status = 2 and role <= 1
    and not exists (select 1 from join_request where join_request.member = member.id and asked_at is not null))"};
constexpr store::Sql kStillDeclined{R"(
  select 1 from join_request join member on member.id = join_request.member
  where join_request.decided_at < $1 and member.id = $2 and join_request.decision = 2 and member.status = 2)"};
// An identifier tells when it was made, which is when they were brought in: 41 bits of milliseconds since 2025.
constexpr store::Sql kUnclaimed{R"(
  select id from member
  where status = 3 and (email is not null or biography <> '' or place <> '' or website <> '')
    and id / 4194304 * 1000 + 1735689600000000 < $1 limit $2)"};
constexpr store::Sql kForgetProfile{R"(
  update member set email = null, email_key = null, email_confirmed_at = null, biography = '', biography_html = '',
    place = '', website = ''
  where status = 3 and id / 4194304 * 1000 + 1735689600000000 < $1 and id in ()"};

constexpr store::Sql kDrafts{"select distinct member from draft where updated_at < $1 limit $2"};
constexpr store::Sql kDropDrafts{"delete from draft where updated_at < $1 and member in ("};
constexpr store::Sql kContributions{
    "select id from contribution where decision <> 0 and decided_at < $1 order by id limit $2"};
constexpr store::Sql kDropContributions{"delete from contribution where decision <> 0 and decided_at < $1 and id in ("};

constexpr store::Sql kFileDrafts{"select id from member_import where state = 1 and created_at < $1 limit $2"};
constexpr store::Sql kStillFileDraft{"select 1 from member_import where created_at < $1 and id = $2 and state = 1"};
constexpr store::Sql kRefusals{"select id from member_import where refusals <> '' and started_at < $1 limit $2"};
constexpr store::Sql kDropRefusals{"update member_import set refusals = '' where started_at < $1 and id in ("};
constexpr store::Sql kInvited{
    "select id from imported_member where member is null and sent_at < $1 order by id limit $2"};
constexpr store::Sql kDropInvited{"delete from imported_member where member is null and sent_at < $1 and id in ("};
constexpr store::Sql kInvitations{
    "select id from invitation where note <> '' and coalesce(ended_at, expires_at) < $1 limit $2"};
constexpr store::Sql kDropNotes{
    "update invitation set note = '' where coalesce(ended_at, expires_at) < $1 and id in ("};

constexpr store::Sql kTurnedAway{
    "select distinct member from group_request where decision <> 0 and decided_at < $1 limit $2"};
constexpr store::Sql kDropTurnedAway{
    "delete from group_request where decision <> 0 and decided_at < $1 and member in ("};
constexpr store::Sql kGroupInvitations{"select distinct member from group_invitation where invited_at < $1 limit $2"};
constexpr store::Sql kDropGroupInvitations{"delete from group_invitation where invited_at < $1 and member in ("};

constexpr store::Sql kFlags{R"(
  select flag.id from flag join moderation_case on moderation_case.id = flag.moderation_case
  where moderation_case.decision <> 0 and moderation_case.decided_at < $1 limit $2)"};
constexpr store::Sql kDropFlags{"delete from flag where flagged_at < $1 and id in ("};
// Not the one that says why words are hidden, while they are.
constexpr store::Sql kCases{R"(
  select id from moderation_case where decision <> 0 and decided_at < $1
    and not exists (select 1 from flag where flag.moderation_case = moderation_case.id)
    and (decision <> 2 or not exists (
      select 1 from post where post.id = moderation_case.post and post.deleted_at is not null))
  limit $2)"};
constexpr store::Sql kDropCases{"delete from moderation_case where decision <> 0 and decided_at < $1 and id in ("};
constexpr store::Sql kSanctions{"select id from sanction where coalesce(lifted_at, ends_at) < $1 limit $2"};
constexpr store::Sql kDropSanctions{"delete from sanction where coalesce(lifted_at, ends_at) < $1 and id in ("};
constexpr store::Sql kAppeals{"select id from appeal where decision <> 0 and decided_at < $1 limit $2"};
constexpr store::Sql kDropAppeals{"delete from appeal where decision <> 0 and decided_at < $1 and id in ("};
constexpr store::Sql kNotes{"select id from member_note where written_at < $1 limit $2"};
constexpr store::Sql kDropMemberNotes{"delete from member_note where written_at < $1 and id in ("};

constexpr store::Sql kFailedJobs{"select id from job where failed_at < $1 limit $2"};
constexpr store::Sql kDropJobs{"delete from job where failed_at < $1 and id in ("};

constexpr store::Sql kUnitFiles{"select id from unit_import where state = 1 and created_at < $1 limit $2"};
constexpr store::Sql kDropUnitFiles{"delete from unit_import where state = 1 and created_at < $1 and id in ("};

constexpr store::Sql kOrderFiles{"select id from order_import where ended_at is null and created_at < $1 limit $2"};
constexpr store::Sql kDropOrderFiles{"delete from order_import where ended_at is null and created_at < $1 and id in ("};
constexpr store::Sql kInfluencerFiles{
    "select id from influencer_import where coalesce(ended_at, created_at) < $1 and (state = 1 or refusals <> '') "
    "limit $2"};
constexpr store::Sql kDropInfluencerFiles{
    "delete from influencer_import where coalesce(ended_at, created_at) < $1 and id in ("};
// Outside the square, with nobody having written to them or changed anything since: days since 1970 and an instant.
constexpr store::Sql kForgotten{R"(
  select id from influencer
  where member is null and changed_at < $1 and coalesce(contact_day, 0) * 86400000000 < $1 order by changed_at limit $2)"};
constexpr store::Sql kStillForgotten{R"(
  select 1 from influencer
  where changed_at < $1 and id = $2 and member is null and coalesce(contact_day, 0) * 86400000000 < $1)"};
constexpr store::Sql kOrderLines{"select id from order_import where refusals <> '' and created_at < $1 limit $2"};
constexpr store::Sql kDropOrderLines{"update order_import set refusals = '' where created_at < $1 and id in ("};
// Asked, and silent since.
constexpr store::Sql kUnanswered{"select id from report_reader where agreed_at is null and added_at < $1 limit $2"};
constexpr store::Sql kDropUnanswered{"delete from report_reader where agreed_at is null and added_at < $1 and id in ("};
constexpr store::Sql kTasks{
    "select id from task where state <> 1 and coalesce(decided_at, made_at) < $1 order by id limit $2"};
constexpr store::Sql kDropTasks{"delete from task where state <> 1 and coalesce(decided_at, made_at) < $1 and id in ("};

constexpr store::Sql kPlanWays{
    "select id from plan_member where ended_at is not null and ended_at < $1 order by id limit $2"};
constexpr store::Sql kStillOver{"select 1 from plan_member where ended_at < $1 and id = $2"};
constexpr store::Sql kDropMoments{"delete from plan_moment where way = $1"};
constexpr store::Sql kDropPlanWay{"delete from plan_member where id = $1 and ended_at is not null"};

std::int64_t drop_plan_way(store::Transaction& transaction, const Timeline&, std::int64_t key) {
  transaction.run(kDropMoments, key);
  return transaction.run(kDropPlanWay, key);
}

std::int64_t drop_file_draft(store::Transaction& transaction, const Timeline&, std::int64_t key) {
  drop_draft(transaction, MemberImportId{key});
  return 1;
}

std::int64_t forget_influencer(store::Transaction& transaction, const Timeline& timeline, std::int64_t key) {
  if (!find_influencer(transaction, {key})) return 0;
  remove_influencer(transaction, {timeline, {}, now(), Source::system}, {key});
  return 1;
}

std::vector<RetentionRule> all() {
  constexpr auto may_be = RetentionRule::Forever::may_be;
  constexpr auto no = RetentionRule::Forever::no;
  constexpr auto all_of_it = RetentionRule::Covers::all, some = RetentionRule::Covers::some;
  return {
      {"unconfirmed", "member", msgid("Accounts whose address was never confirmed"),
       msgid("The address may be somebody else’s; a month is enough to find the e-mail."), kMonth, 7, kYear, some, no,
       kUnconfirmed, "select 1", forget_unused_account, kStillUnconfirmed},
      {"unclaimed", "member", msgid("Addresses and profiles that came with an import and that nobody took over"),
       msgid("After three years hardly anybody takes theirs over. Their words and name stay."), 3 * kYear, 180,
       10 * kYear, some, may_be, kUnclaimed, kForgetProfile},
      {"declined", "join_request", msgid("Requests to join that were declined, with the account"),
       msgid("Long enough to think again, or to be asked why."), kQuarter, 7, kYear, some, no, kDeclined, "select 1",
       forget_unused_account, kStillDeclined},
      {"draft", "draft", msgid("Drafts that nobody touched"),
       msgid("After a year nobody remembers what they were going to say."), kYear, kMonth, 10 * kYear, all_of_it,
       may_be, kDrafts, kDropDrafts},
      {"contribution", "contribution", msgid("What was sent in, once it was decided on"),
       msgid("Long enough for a second look at the decision."), kYear, kMonth, 10 * kYear, some, may_be, kContributions,
       kDropContributions},
      {"file_draft", "member_import", msgid("Files of members that were never brought in"),
       msgid("A file of addresses that waits is a risk and of no use."), kMonth, 1, kQuarter, some, no, kFileDrafts,
       "select 1", drop_file_draft, kStillFileDraft},
      {"refusals", "member_import", msgid("Lines of such files that were refused"),
       msgid("Long enough to put them right and send them again."), kQuarter, 1, kYear, some, no, kRefusals,
       kDropRefusals},
      {"invited", "imported_member", msgid("Addresses of people who were invited and did not come"),
       msgid("The invitation promises to forget them after three months."), kKeepInvited / kDay, kKeepInvited / kDay,
       kKeepInvited / kDay, some, no, kInvited, kDropInvited},
      {"unit_file", "unit_import", msgid("Files of units that were never brought in"),
       msgid("Long enough to go on where one stopped."), kMonth, 1, kYear, some, no, kUnitFiles, kDropUnitFiles},
      {"invitation", "invitation", msgid("What was noted on invitations that have ended"),
       msgid("Long enough to know who came by which."), kYear, kMonth, 5 * kYear, some, no, kInvitations, kDropNotes},
      {"group_request", "group_request", msgid("Requests to come into a group that were turned away"),
       msgid("Long enough for its officers to remember why."), kYear, kMonth, 5 * kYear, some, no, kTurnedAway,
       kDropTurnedAway},
      {"group_invitation", "group_invitation", msgid("Invitations into groups that were never answered"),
       msgid("Who has not answered in half a year will not."), 180, kMonth, 2 * kYear, all_of_it, no, kGroupInvitations,
       kDropGroupInvitations},
      {"flag", "flag", msgid("Who asked for a look at what, once it was decided on"),
       msgid("Two years show who flags with care and who does not."), 2 * kYear, kQuarter, 10 * kYear, some, no, kFlags,
       kDropFlags},
      {"moderation_case", "moderation_case", msgid("Decisions on flagged words"),
       msgid("So that the same is decided in the same way. What says why words are hidden stays while they are."),
       5 * kYear, kYear, 10 * kYear, some, no, kCases, kDropCases},
      {"appeal", "appeal", msgid("Second looks, once they were answered"),
       msgid("As long as the sanctions they may be about."), 3 * kYear, 180, 10 * kYear, some, no, kAppeals,
       kDropAppeals},
      {"sanction", "sanction", msgid("Sanctions that are over"),
       msgid("Three years tell whether it happens again; then it is forgotten."), 3 * kYear, 180, 10 * kYear, some, no,
       kSanctions, kDropSanctions},
      {"member_note", "member_note", msgid("What the staff noted about members"),
       msgid("People change. What still holds can be noted again."), 2 * kYear, kQuarter, 5 * kYear, all_of_it, no,
       kNotes, kDropMemberNotes},
      {"order_file", "order_import", msgid("Files of orders that were never brought in"),
       msgid("Long enough to go on where one stopped."), kMonth, 1, kYear, some, no, kOrderFiles, kDropOrderFiles},
      {"influencer_file", "influencer_import", msgid("Files of influencers, and their lines that were refused"),
       msgid("Long enough to put them right and send them again."), kMonth, 1, kYear, some, no, kInfluencerFiles,
       kDropInfluencerFiles},
      {"influencer", "influencer", msgid("Who is outside the square and was neither contacted nor changed since"),
       msgid("After three years without a word, nothing justifies keeping somebody’s name."), 3 * kYear, kMonth,
       5 * kYear, some, no, kForgotten, "select 1", forget_influencer, kStillForgotten},
      {"order_lines", "order_import", msgid("Lines of files of orders that were refused"),
       msgid("Long enough to correct them and send them again."), kMonth, 1, kYear, some, no, kOrderLines,
       kDropOrderLines},
      {"report_question", "report_reader",
       msgid("Addresses from outside that were asked about the month on paper and did not answer"),
       msgid("There is no second letter: after a month no answer comes."), kMonth, 7, kQuarter, some, no, kUnanswered,
       kDropUnanswered},
      {"task", "task", msgid("What the team noted to do for members, once it was decided on"),
       msgid("Two years show what came of a word."), 2 * kYear, 180, 5 * kYear, some, no, kTasks, kDropTasks},
      {"plan_way", "plan_member", msgid("Plans that members have been through"),
       msgid("Two years show what came of them; and nobody begins a plan again by itself meanwhile."), 2 * kYear, 180,
       5 * kYear, some, no, kPlanWays, "select 1", drop_plan_way, kStillOver},
      {"failed_job", "job", msgid("Letters that could not be sent, and other work that failed"),
       msgid("Long enough for somebody to look and try again."), kMonth, 7, 180, some, no, kFailedJobs, kDropJobs},
  };
}

}  // namespace

const std::vector<RetentionRule>& retention_rules() {
  static const auto rules = all();
  return rules;
}

const std::vector<KeptElsewhere>& kept_elsewhere() {
  static const std::vector<KeptElsewhere> kept{
      {msgid("Letters, where no mail server is configured: files in the outbox"), msgid("Thirty days.")},
      {msgid("Attempts to sign in and other counts that slow down misuse"),
       msgid("An hour at most, as numbers under a hash of the address. They are written into no record.")},
      {msgid("Marks of addresses from outside that a letter asked about the month on paper, not the addresses"),
       msgid("For ever, so that nobody is asked twice.")},
      {msgid("Words that are searched for"), msgid("Not at all.")},
      {msgid("Copies of pages and of contents in memory"), msgid("Until what they show changes.")},
      {msgid("What the program says of itself: numbers of members, never names or addresses"),
       msgid("As long as the machine keeps its journal.")},
  };
  return kept;
}

}  // namespace parvis::community
