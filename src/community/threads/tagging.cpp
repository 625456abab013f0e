// Putting tags on threads and taking them off.
#include <algorithm>

#include "community/activity/staff_change.h"
#include "community/threads/bulk.h"
#include "community/threads/counting.h"
#include "community/threads/revision.h"
#include "community/threads/tag.h"
#include "community/threads/thread_store.h"

namespace parvis::community {
namespace {

constexpr store::Sql kTagByKey{"select id from tag where name_key = $1"};
constexpr store::Sql kInsertTag{"insert into tag (id, name, name_key) values ($1, $2, $3)"};
constexpr store::Sql kPutTag{R"(
  insert into thread_tag (thread, tag, last_activity_at) values ($1, $2, $3) on conflict (thread, tag) do nothing)"};
constexpr store::Sql kTakeTag{"delete from thread_tag where thread = $1 and tag = $2"};
constexpr store::Sql kTagsOfThread{R"(
  select tag.id, tag.name from thread_tag join tag on tag.id = thread_tag.tag
  where thread_tag.thread = $1 order by tag.name_key)"};

struct NamedTag {
  TagId id;
  std::string name;
};

}  // namespace

TagId find_or_make_tag(store::Transaction& transaction, std::string_view name) {
  const auto key = tag_key(name);
  if (const auto found = transaction.one<TagId>(kTagByKey, key)) return *found;
  const auto id = make_id<TagId>();
  transaction.run(kInsertTag, id, name, key);
  return id;
}

void add_tags(store::Transaction& transaction, ThreadId thread, SpaceId space, const std::vector<std::string>& names,
              Instant last_activity_at) {
  for (const auto& name : names) {
    const auto tag = find_or_make_tag(transaction, name);
    if (transaction.run(kPutTag, thread, tag, last_activity_at) > 0) count_of_tag(transaction, tag, space, 1);
  }
}

std::string tags_text(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) {
    if (!text.empty()) text.push_back(' ');
    text += name;
  }
  return text;
}

std::string tags_text(store::Reader& reader, ThreadId thread) {
  std::vector<std::string> names;
  for (auto& tag : reader.all<NamedTag>(kTagsOfThread, thread)) names.push_back(std::move(tag.name));
  return tags_text(names);
}

void set_tags(store::Transaction& transaction, const Act& act, const Thread& thread,
              const std::vector<std::string>& names) {
  const StaffChange change(transaction, Verb::thread_tagged, thread.id.value);
  std::vector<std::string> keys;
  for (const auto& name : names) keys.push_back(tag_key(name));
  for (const auto& tag : transaction.all<NamedTag>(kTagsOfThread, thread.id)) {
    if (std::ranges::find(keys, tag_key(tag.name)) != keys.end()) continue;
    transaction.run(kTakeTag, thread.id, tag.id);
    count_of_tag(transaction, tag.id, thread.space, -1);
  }
  add_tags(transaction, thread.id, thread.space, names, thread.last_activity_at);
  queue_search(transaction, thread.id, instant_of(act));  // each post bears the tags as marks
  auto activity = activity_of(act, Verb::thread_tagged, ObjectKind::thread, thread.id.value);
  activity.detail = tags_text(transaction, thread.id);
  record_and_echo(transaction, act, in_thread(std::move(activity), thread, thread.author), context_of(thread));
  change.keep(transaction);
}

bool has_tags(store::Reader& reader, ThreadId thread, const std::vector<std::string>& names) {
  std::vector<std::string> wanted, present;
  for (const auto& name : names) wanted.push_back(tag_key(name));
  for (const auto& tag : reader.all<NamedTag>(kTagsOfThread, thread)) present.push_back(tag_key(tag.name));
  std::ranges::sort(wanted);
  std::ranges::sort(present);
  return wanted == present;
}

void retag(store::Transaction& transaction, const Act& act, ThreadId id, const std::vector<std::string>& names,
           const std::string& reason) {
  const auto thread = thread_to_edit(transaction, act, id);
  if (has_tags(transaction, id, names)) return;
  const auto first = read_post(transaction, id, 1);
  if (!first) throw NotFound();
  keep_revision(transaction, act, *first, {.title = {}, .tags = tags_text(transaction, id), .reason = reason});
  set_tags(transaction, act, thread, names);
}

}  // namespace parvis::community
