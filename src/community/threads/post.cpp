#include "community/threads/post.h"

#include "community/threads/thread_store.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

PostInThread within_reach(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                          std::optional<Post> post) {
  if (!post) throw NotFound();
  auto thread = find_thread(reader, viewer, spaces, post->thread);
  const bool own = viewer.signed_in() && viewer.member == post->author;
  if (post->deleted() && !own && !sees_deleted(viewer, spaces, thread.space)) {
    post->body.clear();
    post->html.clear();
  }
  return {std::move(*post), std::move(thread)};
}

}  // namespace

PostInThread find_post(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, PostId id) {
  return within_reach(reader, viewer, spaces, read_post(reader, id));
}

PostInThread find_post(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, ThreadId thread,
                       std::int64_t number) {
  return within_reach(reader, viewer, spaces, read_post(reader, thread, number));
}

bool may_reply(const Viewer& viewer, const SpaceList& spaces, const Thread& thread) {
  const auto* space = spaces.find(thread.space);
  if (!space || thread.deleted_at || !may_ask(viewer, *space, Action::reply)) return false;
  return !thread.closed_at || may_pass_closure(viewer, spaces, thread.space);
}

namespace {

bool may_change(const Viewer& viewer, const SpaceList& spaces, const Thread& thread, bool own, Action own_action,
                Action others_action) {
  const auto* space = spaces.find(thread.space);
  if (!space || thread.deleted_at) return false;
  return (own && may(viewer, *space, own_action)) || may(viewer, *space, others_action);
}

}  // namespace

bool may_edit(const Viewer& viewer, const SpaceList& spaces, const Thread& thread, MemberId author) {
  return may_change(viewer, spaces, thread, viewer.member == author, Action::edit_own, Action::edit_others);
}

bool may_delete(const Viewer& viewer, const SpaceList& spaces, const Thread& thread, MemberId author) {
  return may_change(viewer, spaces, thread, viewer.member == author, Action::delete_own, Action::delete_others);
}

}  // namespace parvis::community
