// Handing a conversation on: the member's own address of it, and what it brought.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/objects.h"
#include "community/pace/pace.h"
#include "community/sharing/share.h"
#include "community/threads/thread_store.h"
#include "community/threads/visit_act.h"

namespace parvis::api {

using namespace community;

namespace {

json::object share(const Visit& visit, const Share& share) {
  return {{"id", id_text(share.id)},         {"url", visit.origin + share_path(share.id)},
          {"thread", id_text(share.thread)}, {"created_at", instant(share.created_at)},
          {"visits", share.visits},          {"joined", share.joined}};
}

}  // namespace

http::Response get_share(Visit& visit) {
  const auto thread = id_of<ThreadId>(visit, "thread");
  const auto found = visit.community.store().read([&](store::Reader& reader) {
    find_thread(reader, visit.viewer, *visit.spaces, thread);
    return share_of(reader, visit.viewer.member, thread);
  });
  if (!found) throw NotFound();
  return answer(share(visit, *found));
}

http::Response put_share(Visit& visit) {
  require_writing(visit);
  const auto thread = id_of<ThreadId>(visit, "thread");
  keep(visit, Pace::gestures);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto id = share_thread(transaction, act_of(visit), thread);
    return {200, share(visit, *find_share(transaction, id))};
  });
}

}  // namespace parvis::api
