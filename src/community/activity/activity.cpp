#include "community/activity/activity.h"

#include "community/activity/arriving_acts.h"
#include "community/activity/others_acts.h"
#include "core/store/words.h"

namespace parvis::community {
namespace {

constexpr store::Sql kInsertActivity{R"(
  insert into activity (id, at, actor, verb, object_kind, object, space, thread, counterpart, amount, detail, source)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12))"};

constexpr store::Sql kAddToTally{R"(
  insert into tally (name, value) values ($1, $2)
  on conflict (name) do update set value = tally.value + excluded.value)"};

constexpr store::Sql kReadTally{"select value from tally where name = $1"};

template <class SomeId>
std::optional<std::int64_t> or_null(SomeId id) {
  return id ? std::optional(id.value) : std::nullopt;
}

}  // namespace

void insert_activity_row(store::Transaction& transaction, const Activity& activity) {
  transaction.run(kInsertActivity, activity.id ? activity.id : make_id<ActivityId>(), activity.at,
                  or_null(activity.actor), activity.verb, activity.object_kind, activity.object,
                  or_null(activity.space), or_null(activity.thread), or_null(activity.counterpart), activity.amount,
                  activity.detail, activity.source);
}

ActivityId Timeline::record(store::Transaction& transaction, Activity activity) const {
  if (!activity.at) activity.at = now();
  activity.id = make_id<ActivityId>();
  insert_activity_row(transaction, activity);
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
  transaction.run(kAddToTally, name, difference);
}

std::int64_t read_tally(store::Reader& reader, std::string_view name) {
  return reader.one<std::int64_t>(kReadTally, name).value_or(0);
}

std::string_view verb_name(Verb verb) {
  if (is_arriving(verb)) return arriving_verb_name(verb);
  switch (verb) {
    case Verb::joined: return "joined";
    case Verb::address_confirmed: return "address_confirmed";
    case Verb::charter_accepted: return "charter_accepted";
    case Verb::signed_in: return "signed_in";
    case Verb::account_claimed: return "account_claimed";
    case Verb::profile_changed: return "profile_changed";
    case Verb::role_changed: return "role_changed";
    case Verb::badge_granted: return "badge_granted";
    case Verb::followed: return "followed";
    case Verb::unfollowed: return "unfollowed";
    case Verb::signed_out: return "signed_out";
    case Verb::password_changed: return "password_changed";
    case Verb::address_changed: return "address_changed";
    case Verb::thread_opened: return "thread_opened";
    case Verb::replied: return "replied";
    case Verb::commented: return "commented";
    case Verb::post_edited: return "post_edited";
    case Verb::post_deleted: return "post_deleted";
    case Verb::post_restored: return "post_restored";
    case Verb::comment_deleted: return "comment_deleted";
    case Verb::thread_retitled: return "thread_retitled";
    case Verb::thread_tagged: return "thread_tagged";
    case Verb::thread_moved: return "thread_moved";
    case Verb::thread_closed: return "thread_closed";
    case Verb::thread_reopened: return "thread_reopened";
    case Verb::thread_pinned: return "thread_pinned";
    case Verb::thread_unpinned: return "thread_unpinned";
    case Verb::thread_related: return "thread_related";
    case Verb::thread_deleted: return "thread_deleted";
    case Verb::thread_restored: return "thread_restored";
    case Verb::thread_unrelated: return "thread_unrelated";
    case Verb::tag_described: return "tag_described";
    case Verb::reacted: return "reacted";
    case Verb::reaction_withdrawn: return "reaction_withdrawn";
    case Verb::voted: return "voted";
    case Verb::vote_withdrawn: return "vote_withdrawn";
    case Verb::solution_accepted: return "solution_accepted";
    case Verb::solution_withdrawn: return "solution_withdrawn";
    case Verb::mentioned: return "mentioned";
    case Verb::space_created: return "space_created";
    case Verb::space_changed: return "space_changed";
    case Verb::charter_published: return "charter_published";
    case Verb::community_changed: return "community_changed";
    case Verb::space_closed: return "space_closed";
    case Verb::space_reopened: return "space_reopened";
    case Verb::custom_role_made: return "custom_role_made";
    case Verb::custom_role_changed: return "custom_role_changed";
    case Verb::custom_role_removed: return "custom_role_removed";
    case Verb::custom_role_given: return "custom_role_given";
    case Verb::custom_role_taken: return "custom_role_taken";
    case Verb::trust_changed: return "trust_changed";
    case Verb::held: return "held";
    case Verb::let_through: return "let_through";
    case Verb::turned_down: return "turned_down";
  }
  return "unknown";
}

std::string_view object_kind_name(ObjectKind kind) {
  if (const auto name = arriving_object_name(kind); !name.empty()) return name;
  switch (kind) {
    case ObjectKind::none: return "none";
    case ObjectKind::member: return "member";
    case ObjectKind::space: return "space";
    case ObjectKind::thread: return "thread";
    case ObjectKind::post: return "post";
    case ObjectKind::comment: return "comment";
    case ObjectKind::tag: return "tag";
    case ObjectKind::badge: return "badge";
    case ObjectKind::charter: return "charter";
    case ObjectKind::role: return "role";
    case ObjectKind::contribution: return "contribution";
  }
  return "unknown";
}

std::string_view source_name(Source source) {
  switch (source) {
    case Source::page: return "page";
    case Source::api: return "api";
    case Source::import: return "import";
    case Source::command: return "command";
    case Source::demo: return "demo";
    case Source::generated: return "generated";
    case Source::system: return "system";
  }
  return "unknown";
}

}  // namespace parvis::community
