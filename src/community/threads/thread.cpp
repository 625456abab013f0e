#include "community/threads/thread.h"

#include "community/threads/counting.h"
#include "community/threads/draft.h"
#include "community/threads/follow.h"
#include "community/threads/mention.h"
#include "community/threads/newcomer_limit.h"
#include "community/threads/post_row.h"
#include "community/threads/read_mark.h"
#include "community/threads/revision.h"
#include "community/threads/tag.h"
#include "community/threads/thread_store.h"
#include "community/threads/title.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kInsertThread{R"(
  insert into thread (id, space, author, title, slug, language, created_at, last_activity_at, last_post, last_poster,
                      posts)
  values ($1, $2, $3, $4, $5, $6, $7, $7, 1, $3, 1))"};

void append(Mistakes& mistakes, const Mistakes& more) { mistakes.insert(mistakes.end(), more.begin(), more.end()); }

void drop_drafts(store::Transaction& transaction, MemberId author, SpaceId space) {
  drop_draft(transaction, author, {DraftPlace::Kind::space, space.value});
  drop_draft(transaction, author, {DraftPlace::Kind::space, 0});
}

}  // namespace

bool may_read(const Viewer& viewer, const SpaceList& spaces, const Thread& thread) {
  const auto* space = spaces.find(thread.space);
  if (!space || !may_read(viewer, *space)) return false;
  if (!thread.deleted_at) return true;
  return (viewer.signed_in() && thread.deleted_by == viewer.member) || sees_deleted(viewer, spaces, thread.space);
}

Thread find_thread(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, ThreadId id) {
  auto thread = read_thread(reader, id);
  if (!thread || !may_read(viewer, spaces, *thread)) throw NotFound();
  return std::move(*thread);
}

Outcome<ThreadText> compose_thread(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                   const ThreadForm& form, text::Language fallback, std::string_view origin) {
  Mistakes mistakes;
  const auto* space = spaces.find(form.space);
  if (!space || !may_read(viewer, *space)) mistakes.push_back({"space", {"Choose a space."}});
  auto title = check_title(form.title);
  append(mistakes, title.mistakes());
  auto text = compose_post(reader, form.body, fallback, origin);
  append(mistakes, text.mistakes());
  auto tags = check_tags(form.tags);
  append(mistakes, tags.mistakes());
  if (!mistakes.empty()) return mistakes;
  auto slug = text::slug(*title);
  return ThreadText{form.space, std::move(*title), std::move(slug), std::move(*text), std::move(*tags)};
}

OpenedThread open_thread(store::Transaction& transaction, const Act& act, const ThreadText& text) {
  require(act, text.space, Action::open_thread);
  require_measure(transaction, act, text.text);
  const auto at = instant_of(act);
  const auto author = act.actor.member;
  const Thread thread{.id = make_id<ThreadId>(),
                      .space = text.space,
                      .author = author,
                      .title = text.title,
                      .slug = text.slug,
                      .language = text.text.language,
                      .created_at = at,
                      .last_activity_at = at,
                      .last_post = 1,
                      .last_poster = author,
                      .posts = 1};
  transaction.run(kInsertThread, thread.id, thread.space, author, thread.title, thread.slug, thread.language, at);
  const PostHead first{.id = make_id<PostId>(), .thread = thread.id, .number = 1, .author = author, .created_at = at};
  insert_post(transaction, first, text.text, std::nullopt);
  add_tags(transaction, thread.id, thread.space, text.tags, at);
  count_in_space(transaction, thread.space, 1, 1, at);
  count_of_member(transaction, author, 1, 1);
  add_to_tally(transaction, "threads", 1);
  add_to_tally(transaction, "posts", 1);
  follow_silently(transaction, author, FollowKind::thread, thread.id.value, at);
  mark_read(transaction, author, thread.id, 1, at);
  if (act.source == Source::page && !act.let_through) drop_drafts(transaction, author, thread.space);
  auto context = context_of(thread, first, text.text.body);
  context.quoted = text.text.quoted;
  context.mentioned = text.text.mentioned;
  record_and_echo(transaction, act,
                  in_thread(activity_of(act, Verb::thread_opened, ObjectKind::thread, thread.id.value), thread),
                  context);
  record_mentions(transaction, act, thread, context, text.text.mentioned);
  return {thread.id, first.id, thread.slug};
}

}  // namespace parvis::community
