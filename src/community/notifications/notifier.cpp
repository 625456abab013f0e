#include "community/notifications/notifier.h"

#include <algorithm>
#include <array>
#include <limits>

#include "community/activity/activity.h"
#include "community/moderation/watch.h"
#include "community/notifications/crowd.h"
#include "community/notifications/notification.h"
#include "community/rights/trust.h"
#include "community/threads/act.h"
#include "community/threads/foresight.h"
#include "community/threads/slow_thread.h"

namespace parvis::community {
namespace {

constexpr store::Sql kIsFollowing{"select 1 from follow where member = $1 and kind = 1 and target = $2"};
constexpr store::Sql kOfficers{"select member from membership where member_group = $1 and standing >= 2 limit 100"};
constexpr store::Sql kTagsOf{"select tag from thread_tag where thread = $1"};

// One act on its way to those it concerns.
class Word {
 public:
  Word(store::Transaction& transaction, const Activity& activity, const PostContext& context)
      : transaction_(transaction), activity_(activity), context_(context) {}

  void of_reply();
  void of_thread();
  void of_solution();
  void to(MemberId member, NotificationKind kind);
  void to_named();
  void of_decision(NotificationKind kind);
  void of_hiding();
  bool of_order();
  void taken_back(MemberId member, NotificationKind kind);
  void of_group(MemberId member, NotificationKind kind);
  void to_officers();
  std::vector<MemberId> concerned;  // whose notifications changed

 private:
  Tiding tiding(NotificationKind kind) const {
    return {kind, context_.thread, context_.post, activity_.actor, activity_.at};
  }
  // Were or will they be told otherwise?
  bool is_done(MemberId member) const {
    return member == activity_.actor || std::ranges::find(concerned, member) != concerned.end() ||
           std::ranges::find(context_.mentioned, member) != context_.mentioned.end();
  }
  // The demo's past is told at once: it is long over when a job would come to it.
  int at_once() const { return activity_.source == Source::demo ? std::numeric_limits<int>::max() - 1 : kTellAtOnce; }
  std::optional<std::vector<MemberId>> followers(FollowKind kind, std::int64_t target) const {
    return few_followers(transaction_, kind, target, activity_.actor, context_.space, at_once());
  }
  void to_those(const std::vector<MemberId>& members, NotificationKind kind);

  store::Transaction& transaction_;
  const Activity& activity_;
  const PostContext& context_;
};

void Word::to(MemberId member, NotificationKind kind) {
  if (is_done(member) || !may_be_told(transaction_, member, context_.space)) return;
  tell(transaction_, member, tiding(kind));
  concerned.push_back(member);
}

void Word::to_named() {
  const auto member = activity_.counterpart;
  if (member == activity_.actor || !may_be_told(transaction_, member, context_.space)) return;
  tell(transaction_, member, tiding(NotificationKind::mention));
  concerned.push_back(member);
}

void Word::to_those(const std::vector<MemberId>& members, NotificationKind kind) {
  for (const auto member : members) {
    if (is_done(member)) continue;
    tell(transaction_, member, tiding(kind));
    concerned.push_back(member);
  }
}

void Word::of_reply() {
  // Who answers has read what they answer.
  if (!context_.let_through && has_unread_of_thread(transaction_, activity_.actor, context_.thread)) {
    read_notifications_of_thread(transaction_, activity_.actor, context_.thread, context_.number, activity_.at);
    concerned.push_back(activity_.actor);
  }
  for (const auto member : context_.quoted) to(member, NotificationKind::quote);
  const auto few = context_.is_for_all
                       ? few_followers_of_thread(transaction_, context_.thread, activity_.actor, at_once())
                       : followers(FollowKind::thread, context_.thread.value);
  if (few) to_those(*few, NotificationKind::reply);
  if (!few) tell_crowd_of_replies(transaction_, context_.thread, context_.number);
  // Whose post was answered hears of it even when they do not follow; who opened the thread may have left it.
  const auto answered = activity_.counterpart;
  if (!answered || answered == context_.thread_author) return;
  const bool follows = few || transaction_.one<std::int64_t>(kIsFollowing, answered, context_.thread);
  if (few || !follows) to(answered, NotificationKind::reply);
}

void Word::of_thread() {
  for (const auto member : context_.quoted) to(member, NotificationKind::quote);
  const auto spread = [&](FollowKind kind, std::int64_t target) {
    if (const auto few = followers(kind, target)) return to_those(*few, NotificationKind::new_thread);
    tell_crowd(transaction_, tiding(NotificationKind::new_thread), kind, target);
  };
  spread(FollowKind::member, activity_.actor.value);
  spread(FollowKind::space, context_.space.value);
  for (const auto tag : transaction_.all<std::int64_t>(kTagsOf, context_.thread)) spread(FollowKind::tag, tag);
}

void Word::of_solution() {
  to(context_.post_author, NotificationKind::solution);
  const auto target = context_.thread.value;
  if (const auto few = followers(FollowKind::thread, target)) return to_those(*few, NotificationKind::solution);
  tell_crowd(transaction_, tiding(NotificationKind::solution), FollowKind::thread, target, context_.post_author);
}

// Its author may have lost the right to read the space meanwhile: what became of their own words is told them even so.
void Word::of_decision(NotificationKind kind) {
  const auto author = activity_.counterpart;
  if (!author) return;
  tell(transaction_, author, tiding(kind));
  concerned.push_back(author);
}

// About no conversation, and without the group's name: the page it leads to says what the member may still know.
void Word::of_group(MemberId member, NotificationKind kind) {
  if (!member || member == activity_.actor) return;
  tell(transaction_, member, {kind, {}, {}, activity_.actor, activity_.at});
  concerned.push_back(member);
}

void Word::to_officers() {
  for (const auto officer : transaction_.all<MemberId>(kOfficers, activity_.object)) {
    of_group(officer, NotificationKind::group_request);
  }
}

// Whose words somebody hid for a reason. About no conversation: it may be hidden with them.
void Word::of_hiding() {
  const auto author = activity_.counterpart;
  if (!author || activity_.detail.empty()) return;
  tell(transaction_, author,
       {.kind = NotificationKind::hidden, .thread = {}, .post = {}, .actor = activity_.actor, .at = activity_.at});
  if (std::ranges::find(concerned, author) == concerned.end()) concerned.push_back(author);
}

// What was decided on a member's flag, membership or appeal; false for an act that is none of these.
bool Word::of_order() {
  using enum Verb;
  constexpr std::array kOnMembers{warned, silenced, suspended, excluded, sanction_lifted};
  if (activity_.verb == flag_helped) {
    of_decision(NotificationKind::flag_helped);
  } else if (std::ranges::find(kOnMembers, activity_.verb) != kOnMembers.end()) {
    of_decision(NotificationKind::sanctioned);
  } else if (activity_.verb == appeal_refused || activity_.verb == appeal_granted) {
    of_decision(NotificationKind::appealed);
  } else {
    return false;
  }
  return true;
}

void Word::taken_back(MemberId member, NotificationKind kind) {
  if (take_back(transaction_, member, tiding(kind))) concerned.push_back(member);
}

}  // namespace

void foresee_reply(store::Reader& reader, const Viewer& author, ThreadId thread) {
  foresee_thread(reader, thread);
  if (author.newcomer) foresee_trust(reader);
  foresee_calm(reader, author);
  foresee_slow_seconds(reader, thread);
  foresee_unread_of_thread(reader, author.member, thread);
  foresee_followers_of_thread(reader, thread, author.member);
}

void Notifier::after(store::Transaction& transaction, const Activity& activity, const PostContext& context) const {
  Word word(transaction, activity, context);
  switch (activity.verb) {
    case Verb::replied: word.of_reply(); break;
    case Verb::thread_opened: word.of_thread(); break;
    case Verb::solution_accepted: word.of_solution(); break;
    case Verb::commented: word.to(context.post_author, NotificationKind::comment); break;
    case Verb::reacted: word.to(context.post_author, NotificationKind::reaction); break;
    case Verb::mentioned: word.to_named(); break;
    case Verb::let_through: word.of_decision(NotificationKind::let_through); break;
    case Verb::turned_down: word.of_decision(NotificationKind::turned_down); break;
    case Verb::group_asked: word.to_officers(); break;
    case Verb::group_admitted: word.of_group(activity.counterpart, NotificationKind::group_admission); break;
    case Verb::group_turned_away: word.of_group(activity.counterpart, NotificationKind::group_refusal); break;
    case Verb::group_invited: word.of_group(activity.counterpart, NotificationKind::group_invitation); break;
    case Verb::reaction_withdrawn: word.taken_back(context.post_author, NotificationKind::reaction); break;
    case Verb::solution_withdrawn: word.taken_back(context.post_author, NotificationKind::solution); break;
    case Verb::post_edited:
      if (activity.counterpart) word.to(activity.counterpart, NotificationKind::edited);
      break;
    case Verb::post_deleted:
      word.concerned = take_back_post(transaction, context.thread, context.post);
      word.of_hiding();
      break;
    case Verb::thread_deleted:
      word.concerned = take_back_thread(transaction, context.thread);
      word.of_hiding();
      break;
    case Verb::comment_deleted: word.of_hiding(); break;
    default:
      if (!word.of_order()) return;
  }
  bell_.ring(transaction, word.concerned);
}

}  // namespace parvis::community
