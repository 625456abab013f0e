// Splitting and merging threads, as those who lead spaces do it.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/objects.h"
#include "community/pace/pace.h"
#include "community/threads/merge.h"
#include "community/threads/split.h"
#include "community/threads/visit_act.h"

namespace parvis::api {

using namespace community;

namespace {

json::object present_thread_object(const Visit& visit, store::Transaction& transaction, ThreadId id) {
  return thread(visit, thread_rows(transaction, visit.viewer, *visit.spaces, {id}).front());
}

SpaceId space_wished(const Visit& visit, std::string_view name) {
  try {
    return space_named(visit, name).id;
  } catch (const NotFound&) {
    return {};
  }
}

// Who may not do it learns so before what is wrong with what they sent.
Thread thread_to_transfer(store::Reader& reader, const Visit& visit, ThreadId id) {
  auto found = find_thread(reader, visit.viewer, *visit.spaces, id);
  if (!may(visit.member(), visit.readable_space(found.space), Action::move)) throw Forbidden();
  return found;
}

}  // namespace

http::Response split_thread(Visit& visit) {
  require_writing(visit);
  const auto id = id_of<ThreadId>(visit, "thread");
  auto body = body_of(visit);
  SplitForm form{.thread = id, .posts = {}, .title = {}, .space = {}};
  for (const auto& post : body.texts("posts")) form.posts.push_back(PostId{parse_id(post).value_or(0)});
  form.title = body.text("title");
  form.space = space_wished(visit, body.text("space"));
  const auto checked = visit.community.store().read([&](store::Reader& reader) {
    thread_to_transfer(reader, visit, id);
    return check_split(reader, visit.viewer, *visit.spaces, form);
  });
  if (!checked) body.add(checked.mistakes());
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  keep(visit, Pace::gestures);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto made = community::split_thread(transaction, act_of(visit), *checked);
    return {kCreated, present_thread_object(visit, transaction, made.thread)};
  });
}

http::Response merge_thread(Visit& visit) {
  require_writing(visit);
  const auto id = id_of<ThreadId>(visit, "thread");
  auto body = body_of(visit);
  const auto typed = body.text("with");
  const ThreadId other{parse_id(typed).value_or(0)};
  visit.community.store().read([&](store::Reader& reader) {
    thread_to_transfer(reader, visit, id);
    try {
      find_thread(reader, visit.viewer, *visit.spaces, other);
    } catch (const NotFound&) {
      body.add("with", {"There is no such thread."});
    }
  });
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  keep(visit, Pace::gestures);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    return {200, present_thread_object(visit, transaction, merge_threads(transaction, act_of(visit), id, other).kept)};
  });
}

}  // namespace parvis::api
