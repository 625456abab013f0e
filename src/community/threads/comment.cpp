#include "community/threads/comment.h"

#include "community/activity/activity.h"
#include "community/moderation/lesson.h"
#include "community/moderation/watch.h"
#include "community/threads/mention.h"
#include "community/threads/newcomer_limit.h"
#include "community/threads/thread_store.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kInsert{R"(
  insert into comment (id, post, author, created_at, body, html) values ($1, $2, $3, $4, $5, $6))"};
constexpr store::Sql kCountOnPost{"update post set comments = comments + $2 where id = $1"};
constexpr store::Sql kHowMany{"select comments from post where id = $1"};
constexpr store::Sql kFind{R"(
  select id, post, author, created_at, body, html, score from comment where id = $1 and deleted_at is null)"};
constexpr store::Sql kFindDeleted{R"(
  select id, post, author, created_at, body, html, score from comment where id = $1 and deleted_at is not null)"};
constexpr store::Sql kOfPost{R"(
  select id, post, author, created_at, body, html, score from comment
  where post = $1 and deleted_at is null order by created_at, id)"};
constexpr store::Sql kSetDeleted{"update comment set deleted_at = $2, deleted_by = $3 where id = $1"};

void count(store::Transaction& transaction, PostId post, std::int64_t difference) {
  transaction.run(kCountOnPost, post, difference);
  add_to_tally(transaction, "comments", difference);
}

}  // namespace

CommentId add_comment(store::Transaction& transaction, const Act& act, PostId id, const PostText& text) {
  const auto [thread, post] = post_to_change(transaction, act, id, Action::comment);
  if (thread.closed_at && !may_pass_closure(act.actor, act.spaces, thread.space)) {
    throw Conflict({"This thread is closed: it takes no more comments."});
  }
  if (transaction.one<std::int64_t>(kHowMany, id).value_or(0) >= kMaxComments) {
    throw Conflict({"This post has all the comments it can hold: write a reply instead."});
  }
  require_measure(transaction, act, text);
  require_calm(transaction, act, thread.space, text.body);
  const auto comment = make_id<CommentId>();
  transaction.run(kInsert, comment, id, act.actor.member, instant_of(act), text.body, text.html);
  count(transaction, id, 1);
  auto context = context_of(thread, post, text.body);
  context.mentioned = text.mentioned;
  record_and_echo(transaction, act,
                  in_thread(activity_of(act, Verb::commented, ObjectKind::comment, comment.value), thread, post.author),
                  context);
  record_mentions(transaction, act, thread, context, text.mentioned);
  return comment;
}

void delete_comment(store::Transaction& transaction, const Act& act, CommentId id) {
  hide_comment(transaction, act, id, {});
}

void hide_comment(store::Transaction& transaction, const Act& act, CommentId id, std::string_view reason) {
  const auto comment = transaction.one<Comment>(kFind, id);
  if (!comment) throw NotFound();
  const auto under = read_post_head(transaction, comment->post);
  if (!under) throw NotFound();
  const auto place = find_thread(transaction, act.actor, act.spaces, under->thread);
  const auto [thread, post] = post_to_change(transaction, act, comment->post, deleting(act, place, comment->author));
  transaction.run(kSetDeleted, id, instant_of(act), act.actor.member);
  count(transaction, post.id, -1);
  auto activity =
      in_thread(activity_of(act, Verb::comment_deleted, ObjectKind::comment, id.value), thread, comment->author);
  activity.detail = reason;
  record_and_echo(transaction, act, std::move(activity), context_of(thread, post));
}

void restore_comment(store::Transaction& transaction, const Act& act, CommentId id) {
  const auto comment = transaction.one<Comment>(kFindDeleted, id);
  if (!comment) return;
  const auto [thread, post] = post_to_change(transaction, act, comment->post, Action::delete_others);
  transaction.run(kSetDeleted, id, std::nullopt, std::nullopt);
  unlearn(transaction, ObjectKind::comment, id.value);
  count(transaction, post.id, 1);
  record_and_echo(
      transaction, act,
      in_thread(activity_of(act, Verb::comment_restored, ObjectKind::comment, id.value), thread, comment->author),
      context_of(thread, post));
}

Comment find_comment(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, CommentId id) {
  auto comment = reader.one<Comment>(kFind, id);
  if (!comment) throw NotFound();
  if (find_post(reader, viewer, spaces, comment->post).post.deleted()) throw NotFound();
  return std::move(*comment);
}

std::vector<Comment> comments_of(store::Reader& reader, PostId post) { return reader.all<Comment>(kOfPost, post); }

}  // namespace parvis::community
