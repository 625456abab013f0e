#include "community/activity/activity.h"

#include "community/activity/others_acts.h"
#include "community/activity/staff_acts.h"
#include "community/threads/bulk.h"
#include "core/store/gather.h"
#include "core/store/words.h"

namespace parvis::community {
namespace {

constexpr store::Gathered kInsertActivity{R"(
  insert into activity (id, at, actor, verb, object_kind, object, space, thread, counterpart, amount, detail, source)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12))"};

constexpr store::Insert kActivityOfLoad{R"(
  insert into activity (id, at, actor, verb, object_kind, object, space, thread, counterpart, amount, detail,
                        source))"};

constexpr store::Gathered kAddToTally{R"(
  insert into tally (name, value) values ($1, $2)
  on conflict (name) do update set value = tally.value + excluded.value)",
                                      {store::Fold::key, store::Fold::sum}};

constexpr store::Sql kReadTally{"select value from tally where name = $1"};

template <class SomeId>
std::optional<std::int64_t> or_null(SomeId id) {
  return id ? std::optional(id.value) : std::nullopt;
}

}  // namespace

void insert_activity_row(store::Transaction& transaction, const Activity& activity) {
  store::gather(transaction, kInsertActivity, activity.id ? activity.id : make_id<ActivityId>(), activity.at,
                or_null(activity.actor), activity.verb, activity.object_kind, activity.object, or_null(activity.space),
                or_null(activity.thread), or_null(activity.counterpart), activity.amount, activity.detail,
                activity.source);
}

void insert_activity_row(store::BulkRows& rows, const Activity& activity) {
  rows.add(kActivityOfLoad, activity.id ? activity.id : make_id<ActivityId>(), activity.at, or_null(activity.actor),
           activity.verb, activity.object_kind, activity.object, or_null(activity.space), or_null(activity.thread),
           or_null(activity.counterpart), activity.amount, activity.detail, activity.source);
}

ActivityId Timeline::record(store::Transaction& transaction, Activity activity) const {
  if (!activity.at) activity.at = now();
  activity.id = make_id<ActivityId>();
  insert_activity_row(transaction, activity);
  if (is_staff_act(activity)) note_staff_act(transaction, activity.id);
  add_to_tally(transaction, "activities", 1);
  const auto id = activity.id;
  if (!is_told(activity)) return id;
  store::tell(transaction, kActsWord);
  if (!listeners_.empty()) {
    transaction.after_commit([this, activity = std::move(activity)] {
      for (const auto& listener : listeners_) listener(activity);
    });
  }
  return id;
}

void Timeline::echo(store::Transaction& transaction, const Activity& activity, const PostContext& context) const {
  if (activity.source == Source::import || activity.source == Source::generated) return;
  for (const auto& echo : echoes_) echo->after(transaction, activity, context);
}

void add_to_tally(store::Transaction& transaction, std::string_view name, std::int64_t difference) {
  store::gather(transaction, kAddToTally, name, difference);
}

std::int64_t read_tally(store::Reader& reader, std::string_view name) {
  return reader.one<std::int64_t>(kReadTally, name).value_or(0);
}

}  // namespace parvis::community
