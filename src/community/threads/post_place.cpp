#include "community/threads/post_place.h"

#include "community/threads/thread_store.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kStands{"select id, thread, number from post where thread = $1 and number = $2"};
constexpr store::Sql kStood{R"(
  select post.id, post.thread, post.number from former_place join post on post.id = former_place.post
  where former_place.thread = $1 and former_place.number = $2)"};
constexpr store::Sql kHasStood{"select 1 from former_place where post = $1 and thread = $2 limit 1"};
constexpr store::Sql kAfter{"select number from post where thread = $1 and number >= $2 order by number limit 1"};
constexpr store::Sql kBefore{"select number from post where thread = $1 and number < $2 order by number desc limit 1"};
constexpr store::Sql kGone{R"(
  select former_place.number, 1, post.number, thread.id, thread.space, thread.title, thread.slug, thread.language,
         case when thread.deleted_at is null then 0 else 1 end
  from former_place join post on post.id = former_place.post join thread on thread.id = post.thread
  where former_place.thread = $1 and former_place.number >= $2 and former_place.number < $3 and post.thread <> $1
  order by former_place.number)"};
constexpr store::Sql kStandsBetween{
    "select number from post where thread = $1 and number > $2 and number < $3 order by number limit 1"};
constexpr store::Sql kKeep{R"(
  insert into former_place (thread, number, post, moved_at) values ($1, $2, $3, $4)
  on conflict (thread, number) do update set post = excluded.post, moved_at = excluded.moved_at)"};
constexpr store::Sql kGiveBack{"delete from former_place where thread = $1 and number = $2"};

}  // namespace

std::optional<PostAddress> present_place(store::Reader& reader, ThreadId thread, std::int64_t number) {
  if (auto here = reader.one<PostAddress>(kStands, thread, number)) return here;
  return reader.one<PostAddress>(kStood, thread, number);
}

ThreadId present_thread(store::Reader& reader, ThreadId thread) {
  const auto first = present_place(reader, thread, 1);
  return first ? first->thread : thread;
}

Thread find_present_thread(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, ThreadId id) {
  auto thread = read_thread(reader, id);
  const bool merged = thread && thread->deleted_at && thread->posts == 0;
  if (thread && !merged && may_read(viewer, spaces, *thread)) return std::move(*thread);
  const auto present = present_thread(reader, id);
  if (present == id) throw NotFound();
  return find_thread(reader, viewer, spaces, present);
}

bool has_stood(store::Reader& reader, PostId post, ThreadId thread) {
  return reader.one<std::int64_t>(kHasStood, post, thread).has_value();
}

std::int64_t nearest_number(store::Reader& reader, ThreadId thread, std::int64_t number) {
  if (const auto after = reader.one<std::int64_t>(kAfter, thread, number)) return *after;
  return reader.one<std::int64_t>(kBefore, thread, number).value_or(1);
}

std::vector<MovedLine> moved_lines(store::Reader& reader, ThreadId thread, std::int64_t from, std::int64_t until) {
  std::vector<MovedLine> lines;
  std::int64_t last = 0;
  for (auto& row : reader.all<MovedLine>(kGone, thread, from, until)) {
    const bool goes_on = !lines.empty() && lines.back().thread == row.thread &&
                         !reader.one<std::int64_t>(kStandsBetween, thread, last, row.before);
    last = row.before;
    if (goes_on) {
      ++lines.back().posts;
    } else {
      lines.push_back(std::move(row));
    }
  }
  return lines;
}

void keep_place(store::Transaction& transaction, const PostAddress& place, Instant at) {
  transaction.run(kKeep, place.thread, place.number, place.post, at);
}

void give_place_back(store::Transaction& transaction, ThreadId thread, std::int64_t number) {
  transaction.run(kGiveBack, thread, number);
}

}  // namespace parvis::community
