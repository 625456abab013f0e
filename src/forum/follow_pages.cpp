// Following a thread, a space, a tag, and no longer: each posted to its own address.
#include "community/pace/pace.h"
#include "community/page/page.h"
#include "community/threads/follow.h"
#include "community/threads/tag.h"
#include "community/threads/visit_act.h"
#include "forum/asked.h"
#include "forum/thread_content.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

http::Response change(Visit& visit, FollowKind kind, std::int64_t target, const std::string& path) {
  const auto wanted = turned(visit, "follow");
  keep(visit, Pace::gestures);
  const auto act = act_of(visit);
  visit.community.store().write([&](store::Transaction& transaction) {
    if (wanted == Turned::on)
      follow(transaction, act, kind, target);
    else
      unfollow(transaction, act, kind, target);
  });
  return http::see_other(return_place(visit, path));
}

}  // namespace

http::Response change_thread_follow(Visit& visit) {
  const auto thread = visit.community.store().read(
      [&](store::Reader& reader) { return find_thread(reader, visit.viewer, *visit.spaces, thread_asked(visit)); });
  return change(visit, FollowKind::thread, thread.id.value, thread_path(thread.id, thread.slug));
}

http::Response change_space_follow(Visit& visit) {
  const auto& space = space_asked(visit);
  return change(visit, FollowKind::space, space.id.value, space_path(space.slug));
}

http::Response change_tag_follow(Visit& visit) {
  const auto tag = visit.community.store().read([&](store::Reader& reader) {
    return find_tag(reader, visit.viewer, *visit.spaces, tag_key(visit.request.parameter("tag")));
  });
  return change(visit, FollowKind::tag, tag.id.value, tag_path(tag.key));
}

}  // namespace parvis::forum
