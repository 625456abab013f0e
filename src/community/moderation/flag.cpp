// Flagging words, and deciding on what was flagged.
#include "community/moderation/case_store.h"
#include "community/moderation/lesson.h"
#include "community/threads/comment.h"
#include "community/threads/post_deletion.h"

namespace parvis::community {
namespace {

constexpr store::Sql kInsert{R"(
  insert into flag (id, moderation_case, member, object_kind, object, ground, words, flagged_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr store::Sql kCountUp{"update moderation_case set flags = flags + 1 where id = $1"};
constexpr store::Sql kHasFlagged{"select 1 from flag where member = $1 and object_kind = $2 and object = $3"};
constexpr store::Sql kFlags{R"(
  select flag.id, flag.member, member.handle, member.display_name, flag.ground, flag.words, flag.flagged_at
  from flag join member on member.id = flag.member where flag.moderation_case = $1 order by flag.id)"};

// The case, where the actor may decide on it.
ModerationCase to_decide(store::Reader& reader, const Act& act, CaseId id) {
  auto one = find_case(reader, id);
  if (!one) throw NotFound();
  require(act, one->space, Action::decide);
  // Who flagged is promised that the author does not learn it.
  if (one->author == act.actor.member && !act.actor.is_manager()) {
    throw Forbidden({"Your own words are for somebody else to decide on."});
  }
  return std::move(*one);
}

// Deletes the words, by the rules of what they are.
void take_out(store::Transaction& transaction, const Act& act, const Words& words, const Reason& reason) {
  const auto detail = detail_of(reason);
  if (words.kind == ObjectKind::post) return hide_post(transaction, act, {words.object}, detail);
  hide_comment(transaction, act, {words.object}, detail);
}

// What was decided on these words is a lesson: they are fine, or they are spam.
void teach(store::Transaction& transaction, const Act& act, const Words& words, Lesson lesson) {
  if (words.kind == ObjectKind::comment) {
    const auto comment = find_comment(transaction, act.actor, act.spaces, {words.object});
    const SignsOf said{comment.author, {}, comment.body, act.language, comment.created_at};
    return learn(transaction, {words.kind, words.object, said}, lesson);
  }
  const auto [post, thread] = find_post(transaction, act.actor, act.spaces, PostId{words.object});
  const auto language = text::parse_language(post.language).value_or(act.language);
  const auto title = post.number == 1 ? std::string_view(thread.title) : std::string_view();
  learn(transaction, {words.kind, words.object, {post.author, title, post.body, language, post.created_at}}, lesson);
}

// Nobody else's words are hidden, or they are already.
bool is_own_or_gone(store::Reader& reader, const Act& act, const Words& words) {
  const auto own = act.actor.member;
  if (words.kind == ObjectKind::comment)
    return find_comment(reader, act.actor, act.spaces, {words.object}).author == own;
  const auto found = find_post(reader, act.actor, act.spaces, PostId{words.object});
  return found.post.author == own || found.post.deleted() || found.thread.deleted_at;
}

}  // namespace

CaseId flag(store::Transaction& transaction, const Act& act, const Words& words, const Reason& reason) {
  const auto found = find_words(transaction, act, words);
  if (!act.actor.signed_in()) throw SignInNeeded();
  if (!may_flag(act.actor, space_to_read(act.actor, act.spaces, found.place.thread.space))) throw Forbidden();
  if (found.author == act.actor.member) throw Forbidden({"These are your own words: you may change or delete them."});
  if (has_flagged(transaction, act.actor.member, words)) {
    throw Conflict({"You have flagged this already. Somebody looks at it."});
  }
  const auto open = open_case_on(transaction, words);
  const auto id = open ? open->id : make_case(transaction, words, found.place.post.id, found.author, instant_of(act));
  transaction.run(kInsert, make_id<FlagId>(), id, act.actor.member, words.kind, words.object, reason.ground,
                  reason.words, instant_of(act));
  transaction.run(kCountUp, id);
  auto activity = activity_of(act, Verb::flagged, words.kind, words.object);
  activity.space = found.place.thread.space;
  activity.thread = found.place.thread.id;
  activity.detail = ground_name(reason.ground);
  act.timeline.record(transaction, std::move(activity));
  return id;
}

bool may_flag(const Viewer& viewer, const Space& space) {
  return viewer.signed_in() && viewer.status == MemberStatus::active && may_read(viewer, space);
}

bool has_flagged(store::Reader& reader, MemberId member, const Words& words) {
  return reader.one<std::int64_t>(kHasFlagged, member, words.kind, words.object).has_value();
}

std::vector<Flag> flags_of(store::Reader& reader, CaseId id) { return reader.all<Flag>(kFlags, id); }

bool leave_standing(store::Transaction& transaction, const Act& act, CaseId id) {
  const auto one = to_decide(transaction, act, id);
  if (!is_still_there(transaction, id) || !close_case(transaction, act, id, CaseDecision::left)) return false;
  teach(transaction, act, one.words(), Lesson::fine);
  auto activity = activity_of(act, Verb::left_standing, one.object_kind, one.object);
  activity.space = one.space;
  activity.thread = one.thread;
  if (one.author != act.actor.member) activity.counterpart = one.author;
  act.timeline.record(transaction, std::move(activity));
  return true;
}

bool hide_flagged(store::Transaction& transaction, const Act& act, CaseId id, const Reason& reason) {
  const auto one = to_decide(transaction, act, id);
  if (!is_still_there(transaction, id) || !close_case(transaction, act, id, CaseDecision::hidden, reason)) return false;
  if (reason.ground == Ground::spam) teach(transaction, act, one.words(), Lesson::spam);
  take_out(transaction, act, one.words(), reason);
  thank_flaggers(transaction, act, one);
  return true;
}

void hide(store::Transaction& transaction, const Act& act, const Words& words, const Reason& reason) {
  if (is_own_or_gone(transaction, act, words)) return take_out(transaction, act, words, {});
  const auto found = find_words(transaction, act, words);
  const auto open = open_case_on(transaction, words);
  const auto id = open ? open->id : make_case(transaction, words, found.place.post.id, found.author, instant_of(act));
  close_case(transaction, act, id, CaseDecision::hidden, reason);
  if (reason.ground == Ground::spam) teach(transaction, act, words, Lesson::spam);
  take_out(transaction, act, words, reason);
  if (open) thank_flaggers(transaction, act, *open);
}

void stand_again(store::Transaction& transaction, const Act& act, CaseId id) {
  const auto one = to_decide(transaction, act, id);
  if (one.decision != CaseDecision::hidden) throw Conflict({"It stands already."});
  put_back(transaction, act, one.words());
  unlearn(transaction, one.object_kind, one.object);
  close_anew(transaction, act, id);
}

void settle_edited(store::Transaction& transaction, const Act& act, PostId post, const Reason& reason) {
  const Words words{ObjectKind::post, post.value};
  const auto found = find_words(transaction, act, words);
  if (found.author == act.actor.member) return;
  const auto open = open_case_on(transaction, words);
  const auto id = open ? open->id : make_case(transaction, words, post, found.author, instant_of(act));
  close_case(transaction, act, id, CaseDecision::edited, reason);
  if (open) thank_flaggers(transaction, act, *open);
}

}  // namespace parvis::community
