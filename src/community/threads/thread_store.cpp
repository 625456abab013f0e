#include "community/threads/thread_store.h"

#include "community/threads/foresight.h"
#include "community/threads/standing.h"
#include "core/errors.h"
#include "core/store/foresight.h"
#include "core/store/gather.h"

namespace parvis::community {
namespace {

constexpr store::Sql kThread{R"(
  select id, space, author, title, slug, language, created_at, last_activity_at, last_post, last_poster, posts, thanks,
         score, solution, solution_by, solved_at, pinned_at, closed_at, deleted_at, deleted_by
  from thread where id = $1)"};

constexpr store::Sql kPostColumns{R"(
  post.id, post.thread, post.number, post.author, post.created_at, post.edited_at, post.revisions, post.body, post.html,
  post.language, post.reply_to, post.up, post.down, post.reactions, post.comments, post.deleted_at, post.deleted_by)"};

constexpr store::Sql kPostHead{R"(
  select id, thread, number, author, created_at, revisions, up, down, reactions, deleted_at, deleted_by
  from post where id = $1)"};

constexpr store::Sql kFirstPost{"select id from post where thread = $1 and number = 1"};

constexpr store::Gathered kQueuePost{R"(
  insert into search_pending (post, queued_at) values ($1, $2)
  on conflict (post) do update set queued_at = excluded.queued_at)",
                                     {store::Fold::key, store::Fold::last}};

constexpr store::Sql kQueueThread{R"(
  insert into search_pending (post, queued_at) select id, $2 from post where thread = $1
  on conflict (post) do update set queued_at = excluded.queued_at)"};

}  // namespace

std::optional<Thread> read_thread(store::Reader& reader, ThreadId id) { return reader.one<Thread>(kThread, id); }

void foresee_thread(store::Reader& reader, ThreadId id) { store::foresee(reader, kThread, id); }

const store::Sql& post_columns() {
  static const store::Sql kColumns = kPostColumns;
  return kColumns;
}

std::optional<Post> read_post(store::Reader& reader, PostId id) {
  static const auto kPost = store::Sql("select ") + kPostColumns + store::Sql(" from post where id = $1");
  return reader.one<Post>(kPost, id);
}

std::optional<Post> read_post(store::Reader& reader, ThreadId thread, std::int64_t number) {
  static const auto kPost =
      store::Sql("select ") + kPostColumns + store::Sql(" from post where thread = $1 and number = $2");
  return reader.one<Post>(kPost, thread, number);
}

std::optional<PostHead> read_post_head(store::Reader& reader, PostId id) { return reader.one<PostHead>(kPostHead, id); }

Thread thread_to_change(store::Transaction& transaction, const Act& act, ThreadId id, Action action) {
  auto thread = find_thread(transaction, act.actor, act.spaces, id);
  require(act, thread.space, action);
  require_standing(thread);
  return thread;
}

namespace {

Action own_or_others(const Act& act, const Thread& thread, MemberId author, Action own, Action others) {
  const auto* space = act.spaces.find(thread.space);
  const bool is_own = act.actor.signed_in() && act.actor.member == author;
  return is_own && !(space && may(act.actor, *space, others)) ? own : others;
}

}  // namespace

Action editing(const Act& act, const Thread& thread, MemberId author) {
  return own_or_others(act, thread, author, Action::edit_own, Action::edit_others);
}

Action deleting(const Act& act, const Thread& thread, MemberId author) {
  return own_or_others(act, thread, author, Action::delete_own, Action::delete_others);
}

Thread thread_to_edit(store::Transaction& transaction, const Act& act, ThreadId id) {
  const auto thread = find_thread(transaction, act.actor, act.spaces, id);
  return thread_to_change(transaction, act, id, editing(act, thread, thread.author));
}

PostToChange post_to_change(store::Transaction& transaction, const Act& act, PostId id, Action action) {
  auto post = read_post_head(transaction, id);
  if (!post) throw NotFound();
  auto thread = thread_to_change(transaction, act, post->thread, action);
  if (post->deleted_at) throw Conflict({"This post was deleted."});
  return {std::move(thread), std::move(*post)};
}

PostToChange post_to_edit(store::Transaction& transaction, const Act& act, PostId id) {
  const auto post = read_post_head(transaction, id);
  if (!post) throw NotFound();
  const auto thread = find_thread(transaction, act.actor, act.spaces, post->thread);
  return post_to_change(transaction, act, id, editing(act, thread, post->author));
}

PostId first_post_of(store::Reader& reader, ThreadId thread) {
  const auto id = reader.one<PostId>(kFirstPost, thread);
  if (!id) throw NotFound();
  return *id;
}

PostContext context_of(const Thread& thread) {
  return {.thread = thread.id,
          .space = thread.space,
          .thread_author = thread.author,
          .title = thread.title,
          .slug = thread.slug};
}

PostContext context_of(const Thread& thread, const PostHead& post, std::string_view body) {
  auto context = context_of(thread);
  context.post = post.id;
  context.number = post.number;
  context.post_author = post.author;
  context.body = body;
  return context;
}

Activity in_thread(Activity activity, const Thread& thread, MemberId counterpart) {
  activity.space = thread.space;
  activity.thread = thread.id;
  if (counterpart != activity.actor) activity.counterpart = counterpart;
  return activity;
}

void record_and_echo(store::Transaction& transaction, const Act& act, Activity activity, const PostContext& context) {
  activity.id = act.timeline.record(transaction, activity);
  act.timeline.echo(transaction, activity, context);
}

void queue_search(store::Transaction& transaction, PostId post, Instant at) {
  store::gather(transaction, kQueuePost, post, at);
}

void queue_search(store::Transaction& transaction, ThreadId thread, Instant at) {
  transaction.run(kQueueThread, thread, at);
}

}  // namespace parvis::community
