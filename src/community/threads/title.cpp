#include "community/threads/title.h"

#include "community/activity/staff_change.h"
#include "community/threads/revision.h"
#include "community/threads/thread_store.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSetTitle{"update thread set title = $2, slug = $3 where id = $1"};
constexpr store::Sql kKeepSlug{
    "insert into old_thread_slug (slug, thread) values ($1, $2) on conflict (slug, thread) do nothing"};

}  // namespace

Outcome<std::string> check_title(std::string_view title) {
  auto checked = text::check_text(title, {.min = kMinTitle, .max = kMaxTitle, .lines = text::Lines::single});
  if (checked.problem) return Mistakes{{"title", *checked.problem}};
  return std::move(checked.value);
}

std::string set_title(store::Transaction& transaction, const Act& act, const Thread& thread, const std::string& title) {
  auto slug = text::slug(title);
  const StaffChange change(transaction, Verb::thread_retitled, thread.id.value);
  transaction.run(kSetTitle, thread.id, title, slug);
  if (slug != thread.slug) transaction.run(kKeepSlug, thread.slug, thread.id);
  auto activity = activity_of(act, Verb::thread_retitled, ObjectKind::thread, thread.id.value);
  activity.detail = title;
  record_and_echo(transaction, act, in_thread(std::move(activity), thread, thread.author), context_of(thread));
  change.keep(transaction);
  return slug;
}

std::string retitle(store::Transaction& transaction, const Act& act, ThreadId id, const std::string& title,
                    const std::string& reason) {
  const auto thread = thread_to_edit(transaction, act, id);
  if (title == thread.title) return thread.slug;
  const auto first = read_post(transaction, thread.id, 1);
  if (!first) throw NotFound();
  keep_revision(transaction, act, *first, {.title = thread.title, .tags = {}, .reason = reason});
  queue_search(transaction, first->id, instant_of(act));
  return set_title(transaction, act, thread, title);
}

}  // namespace parvis::community
