// What one viewer adds to a thread's page.
#include <algorithm>

#include "community/threads/follow.h"
#include "community/threads/read_mark.h"
#include "community/threads/solution.h"
#include "community/threads/thread_page.h"
#include "core/store/foresight.h"

namespace parvis::community {
namespace {

// Posts without any reaction or vote are passed over without a look into the other table.
constexpr store::Sql kOwnReactions{R"(
  select p.id, r.kind from post p cross join reaction r
  where p.thread = $1 and p.number >= $2 and p.number < $3 and p.reactions <> '' and r.post = p.id and r.member = $4
  order by p.number)"};
constexpr store::Sql kOwnVotes{R"(
  select p.id, case when v.kind = 2 then 1 else -1 end from post p cross join vote v
  where p.thread = $1 and p.number >= $2 and p.number < $3 and p.up + p.down > 0
    and v.post = p.id and v.member = $4 and v.kind in (2, 3)
  order by p.number)"};
constexpr store::Sql kDeletedWords{R"(
  select id, html, coalesce(deleted_by, 0) from post where thread = $1 and number >= $2 and number < $3 and deleted_at is not null)"};
constexpr store::Sql kOwnOnly{" and author = $4"};

std::vector<DeletedWords> deleted_words(store::Reader& reader, const Viewer& viewer, const ThreadContent& content,
                                        bool moderates) {
  if (std::ranges::none_of(content.posts, &PostView::deleted)) return {};
  const auto end = content.from + content.limit;
  if (moderates) return reader.all<DeletedWords>(kDeletedWords, content.thread.id, content.from, end);
  return reader.all<DeletedWords>(kDeletedWords + kOwnOnly, content.thread.id, content.from, end, viewer.member);
}

}  // namespace

ThreadOverlay load_thread_overlay(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                  const ThreadContent& content) {
  ThreadOverlay overlay;
  overlay.related = only_related_readable(content.related, viewer, spaces);
  if (!viewer.signed_in()) return overlay;
  const auto& thread = content.thread;
  const auto end = content.from + content.limit;
  overlay.moderates = sees_deleted(viewer, spaces, thread.space);
  overlay.may_reply = may_reply(viewer, spaces, thread);
  overlay.may_accept = may_accept(viewer, spaces, thread);
  const auto* space = spaces.find(thread.space);
  const bool has_votes = space && space->kind == SpaceKind::questions;
  foresee_following(reader, viewer.member, FollowKind::thread, thread.id.value);
  if (thread.thanks > 0) store::foresee(reader, kOwnReactions, thread.id, content.from, end, viewer.member);
  if (has_votes) store::foresee(reader, kOwnVotes, thread.id, content.from, end, viewer.member);
  overlay.read_up_to = read_up_to(reader, viewer.member, thread.id);
  overlay.following = is_following(reader, viewer.member, FollowKind::thread, thread.id.value);
  if (thread.thanks > 0) {
    overlay.reactions = reader.all<OwnReaction>(kOwnReactions, thread.id, content.from, end, viewer.member);
  }
  if (has_votes) overlay.votes = reader.all<OwnVote>(kOwnVotes, thread.id, content.from, end, viewer.member);
  overlay.deleted_words = deleted_words(reader, viewer, content, overlay.moderates);
  return overlay;
}

std::optional<std::int64_t> ThreadOverlay::first_unread(const Thread& thread) const {
  const auto next = read_up_to.value_or(thread.last_post) + 1;
  return next <= thread.last_post ? std::optional(next) : std::nullopt;
}

bool ThreadOverlay::gave(PostId post, std::string_view kind) const {
  return std::ranges::any_of(reactions, [&](const OwnReaction& own) { return own.post == post && own.kind == kind; });
}

Ballot ThreadOverlay::vote_on(PostId post) const {
  const auto found = std::ranges::find(votes, post, &OwnVote::post);
  return found == votes.end() ? Ballot::none : found->ballot;
}

}  // namespace parvis::community
