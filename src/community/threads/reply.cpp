// Replying: the act that happens most, so each statement here is a prepared one by primary key. It asks first and
// changes later, so that over a server what is asked comes with one answer, and what is changed goes with that of
// others.
#include <algorithm>

#include "community/threads/counting.h"
#include "community/threads/draft.h"
#include "community/threads/follow.h"
#include "community/threads/mention.h"
#include "community/threads/newcomer_limit.h"
#include "community/threads/post.h"
#include "community/threads/post_row.h"
#include "community/threads/read_mark.h"
#include "core/errors.h"
#include "core/store/gather.h"

namespace parvis::community {
namespace {

using store::Fold;

constexpr store::Gathered kInsertPost{R"(
  insert into post (id, thread, number, author, created_at, body, html, renderer, language, reply_to)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))"};

constexpr store::Gathered kGrowThread{R"(
  update thread set last_post = $2, posts = posts + $3, last_activity_at = $4, last_poster = $5 where id = $1)",
                                      {Fold::key, Fold::last, Fold::sum, Fold::last, Fold::last}};

constexpr store::Gathered kGrowTags{"update thread_tag set last_activity_at = $2 where thread = $1",
                                    {Fold::key, Fold::last}};

// Whom the reply answers: the author of the post it names, else of the thread.
MemberId answered(store::Reader& reader, const Thread& thread, PostId reply_to) {
  if (!reply_to) return thread.author;
  const auto post = read_post_head(reader, reply_to);
  if (!post || post->thread != thread.id) throw BadRequest({"The post you reply to is not in this thread."});
  return post->author;
}

bool is_for_all(const SpaceList& spaces, SpaceId id) {
  const auto* space = spaces.find(id);
  return space && space->visibility <= SpaceVisibility::members;
}

// What grows by the post. Nothing of it is asked for by whoever hears of the act, so that it may wait.
void count(store::Transaction& transaction, const Thread& thread, const PostHead& post) {
  store::gather(transaction, kGrowThread, thread.id, post.number, 1, post.created_at, post.author);
  store::gather(transaction, kGrowTags, thread.id, post.created_at);
  count_in_space(transaction, thread.space, 0, 1, post.created_at);
  add_to_tally(transaction, "posts", 1);
}

// What the act brings with it for its author.
void settle_author(store::Transaction& transaction, const Act& act, const PostHead& post) {
  count_of_member(transaction, post.author, 0, 1);
  follow_silently(transaction, post.author, FollowKind::thread, post.thread.value, post.created_at);
  if (act.let_through) return;  // they are not here: what they have read and begun stays as it is
  mark_own_read(transaction, post.author, post.thread, post.number, post.created_at);
  if (act.source == Source::page) drop_draft(transaction, post.author, {DraftPlace::Kind::thread, post.thread.value});
}

}  // namespace

void insert_post(store::Transaction& transaction, const PostHead& post, const PostText& text,
                 std::optional<PostId> reply_to) {
  store::gather(transaction, kInsertPost, post.id, post.thread, post.number, post.author, post.created_at, text.body,
                text.html, text.renderer, text.language, reply_to);
  queue_search(transaction, post.id, post.created_at);
}

PublishedPost reply(store::Transaction& transaction, const Act& act, const NewReply& to, const PostText& text) {
  const auto thread = thread_to_change(transaction, act, to.thread, Action::reply);
  if (thread.closed_at && !may_pass_closure(act.actor, act.spaces, thread.space)) {
    throw Conflict({"This thread is closed: it takes no more replies."});
  }
  require_measure(transaction, act, text);
  const auto counterpart = answered(transaction, thread, to.reply_to);
  // Instants never go back within a thread, so that a date leads to one place in it.
  const PostHead post{.id = make_id<PostId>(),
                      .thread = thread.id,
                      .number = thread.last_post + 1,
                      .author = act.actor.member,
                      .created_at = std::max(instant_of(act), thread.last_activity_at)};
  insert_post(transaction, post, text, to.reply_to ? std::optional(to.reply_to) : std::nullopt);
  auto activity = in_thread(activity_of(act, Verb::replied, ObjectKind::post, post.id.value), thread, counterpart);
  activity.at = post.created_at;
  auto context = context_of(thread, post, text.body);
  context.quoted = text.quoted;
  context.mentioned = text.mentioned;
  context.is_for_all = is_for_all(act.spaces, thread.space);
  context.let_through = act.let_through;
  record_and_echo(transaction, act, std::move(activity), context);
  record_mentions(transaction, act, thread, context, text.mentioned);
  count(transaction, thread, post);
  settle_author(transaction, act, post);
  return {post.id, post.number, thread.slug};
}

}  // namespace parvis::community
