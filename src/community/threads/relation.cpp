#include "community/threads/relation.h"

#include "community/threads/thread_store.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kRelate{R"(
  insert into related_thread (thread, other, kind, created_at) values ($1, $2, $3, $4)
  on conflict (thread, other, kind) do nothing)"};
constexpr store::Sql kUnrelate{"delete from related_thread where thread = $1 and other = $2 and kind = $3"};
constexpr store::Sql kRelated{R"(
  select t.id, t.space, t.title, t.slug, t.solution is not null, r.kind
  from (select other, kind, created_at from related_thread where thread = $1
        union select thread, kind, created_at from related_thread where other = $1) r
  join thread t on t.id = r.other
  where t.deleted_at is null
  order by r.kind desc, r.created_at desc, t.id desc limit $2)"};

}  // namespace

void relate(store::Transaction& transaction, const Act& act, ThreadId id, ThreadId other, RelationKind kind) {
  const auto thread = thread_to_change(transaction, act, id, Action::edit_others);
  if (id == other) throw Conflict({"A thread cannot be related to itself."});
  const auto target = find_thread(transaction, act.actor, act.spaces, other);
  if (transaction.run(kRelate, id, other, kind, instant_of(act)) == 0) return;
  auto activity = activity_of(act, Verb::thread_related, ObjectKind::thread, target.id.value);
  activity.detail = kind == RelationKind::duplicate_of ? "duplicate" : "linked";
  record_and_echo(transaction, act, in_thread(std::move(activity), thread, target.author), context_of(thread));
}

void unrelate(store::Transaction& transaction, const Act& act, ThreadId id, ThreadId other, RelationKind kind) {
  const auto thread = thread_to_change(transaction, act, id, Action::edit_others);
  if (transaction.run(kUnrelate, id, other, kind) == 0) return;
  auto activity = activity_of(act, Verb::thread_unrelated, ObjectKind::thread, other.value);
  record_and_echo(transaction, act, in_thread(std::move(activity), thread), context_of(thread));
}

std::vector<RelatedThread> related_threads(store::Reader& reader, ThreadId thread) {
  std::vector<RelatedThread> related;
  for (auto& row : reader.all<RelatedThread>(kRelated, thread, kMaxRelated)) {
    // Linked both ways, or linked and a duplicate: once, as the stronger.
    if (std::ranges::find(related, row.id, &RelatedThread::id) == related.end()) related.push_back(std::move(row));
  }
  return related;
}

std::vector<RelatedThread> only_related_readable(const std::vector<RelatedThread>& related, const Viewer& viewer,
                                                 const SpaceList& spaces, std::size_t limit) {
  std::vector<RelatedThread> readable;
  for (const auto& thread : related) {
    const auto* space = spaces.find(thread.space);
    if (readable.size() < limit && space && may_read(viewer, *space)) readable.push_back(thread);
  }
  return readable;
}

}  // namespace parvis::community
