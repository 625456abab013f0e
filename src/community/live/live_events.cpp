#include "community/live/live_events.h"

#include <boost/json.hpp>
#include <mutex>

#include "community/activity/activity.h"
#include "community/activity/others_acts.h"
#include "community/notifications/bell.h"
#include "community/threads/act.h"
#include "community/visibility/viewer.h"

namespace parvis::community {
namespace {

namespace json = boost::json;

constexpr store::Sql kReactions{"select reactions from post where id = $1"};
constexpr store::Sql kVotes{"select up, down from post where id = $1"};

constexpr store::Sql kNumber{"select number from post where id = $1"};
constexpr store::Sql kPostOf{"select post from comment where id = $1"};

struct Votes {
  std::int64_t up = 0, down = 0;
};

// A busy square would wake every reader of its front page with every word.
constexpr std::int64_t kBetweenCounts = 2 * kSecond;

json::object of_post(const PostContext& context) { return {{"post", id_text(context.post)}}; }

// The name and data of the event for this act; an empty name for acts that pages need not hear of.
std::pair<const char*, json::object> event_of(store::Reader& reader, const Activity& activity,
                                              const PostContext& context) {
  switch (activity.verb) {
    case Verb::replied:
      return {"post", {{"thread", id_text(context.thread)}, {"number", context.number}, {"id", id_text(context.post)}}};
    case Verb::post_edited:
    case Verb::post_restored: return {"edit", of_post(context)};
    case Verb::post_deleted: return {"deleted", of_post(context)};
    case Verb::commented:
    case Verb::comment_deleted: return {"comment", of_post(context)};
    case Verb::reacted:
    case Verb::reaction_withdrawn: {
      auto data = of_post(context);
      data["reactions"] = reader.one<std::string>(kReactions, context.post).value_or("");
      return {"reaction", std::move(data)};
    }
    case Verb::voted:
    case Verb::vote_withdrawn: {
      auto data = of_post(context);
      const auto votes = reader.one<Votes>(kVotes, context.post).value_or(Votes{});
      data["up"] = votes.up;
      data["down"] = votes.down;
      return {"vote", std::move(data)};
    }
    case Verb::solution_accepted: return {"solution", of_post(context)};
    case Verb::solution_withdrawn: return {"solution", {{"post", nullptr}}};
    case Verb::thread_closed: return {"closed", {{"closed", true}}};
    case Verb::thread_reopened: return {"closed", {{"closed", false}}};
    case Verb::thread_retitled:
    case Verb::thread_tagged:
    case Verb::thread_pinned:
    case Verb::thread_unpinned: return {"thread", {{"thread", id_text(context.thread)}}};
    default: return {"", {}};
  }
}

// How many more there are since they were last said.
struct Counts {
  std::int64_t members = 0, threads = 0, posts = 0;
  Instant said_at;
};

class Pulse {
 public:
  Pulse(live::Hub& hub, const char* topic) : hub_(hub), topic_(topic) {}

  // What comes within kBetweenCounts of the event before is said with the next.
  void count(const Activity& activity) {
    const std::lock_guard lock(mutex_);
    counts_.members += activity.verb == Verb::joined;
    counts_.threads += activity.verb == Verb::thread_opened;
    counts_.posts += activity.verb == Verb::thread_opened || activity.verb == Verb::replied;
    const auto at = now();
    if (at - counts_.said_at < kBetweenCounts) return;
    const json::object data{{"members", counts_.members}, {"threads", counts_.threads}, {"posts", counts_.posts}};
    counts_ = {.said_at = at};
    hub_.publish({.id = activity.id.value, .topic = topic_, .name = "site", .data = json::serialize(data)});
  }

 private:
  live::Hub& hub_;
  const char* topic_;
  std::mutex mutex_;
  Counts counts_;
};

// Whoever is signed in. What fewer people read is counted for nobody: the count would tell of it.
const Viewer kSomeMember{.member = MemberId{1}, .role = Role::member};

bool may_hear(const Viewer& viewer, const SpaceDirectory& spaces, SpaceId id) {
  if (!id) return true;
  const auto list = spaces.list();
  const auto* space = list->find(id);
  return space && may_read(viewer, *space);
}

}  // namespace

std::string space_topic(SpaceId space) { return "space:" + id_text(space); }

std::string thread_topic(ThreadId thread, SpaceId space) { return "thread:" + id_text(thread) + "@" + id_text(space); }

namespace {

// An event without a name ends the streams of its topic.
std::optional<live::Event> told_of(store::Reader& reader, const Activity& activity, const PostContext& context) {
  if (activity.verb == Verb::thread_moved || activity.verb == Verb::thread_deleted ||
      activity.verb == Verb::thread_split || activity.verb == Verb::threads_merged) {
    const SpaceId space{activity.verb == Verb::thread_moved ? activity.amount : context.space.value};
    return live::Event{.topic = thread_topic(context.thread, space)};
  }
  auto [name, data] = event_of(reader, activity, context);
  if (*name == '\0') return std::nullopt;
  return live::Event{activity.id.value, thread_topic(context.thread, context.space), name, json::serialize(data)};
}

// As much of the context as the events need.
PostContext context_of(store::Reader& reader, const Activity& activity) {
  PostContext context{.thread = activity.thread, .space = activity.space};
  switch (activity.object_kind) {
    case ObjectKind::post:
      context.post = {activity.object};
      context.number = reader.one<std::int64_t>(kNumber, context.post).value_or(0);
      break;
    case ObjectKind::comment: context.post = reader.one<PostId>(kPostOf, activity.object).value_or(PostId{}); break;
    default: break;
  }
  return context;
}

}  // namespace

void LiveEvents::after(store::Transaction& transaction, const Activity& activity, const PostContext& context) const {
  if (activity.source == Source::demo) return;  // past before anybody looks
  if (auto event = told_of(transaction, activity, context)) {
    transaction.after_commit([&hub = hub_, event = std::move(*event)] { hub.publish(event); });
  }
}

std::optional<live::Event> event_of_another_process(store::Reader& reader, const Activity& activity) {
  if (!activity.thread || !is_told(activity)) return std::nullopt;
  return told_of(reader, activity, context_of(reader, activity));
}

void end_streams_after(const Activity& activity, live::Hub& hub) {
  if (activity.verb == Verb::suspended || activity.verb == Verb::excluded) hub.end(member_topic(activity.counterpart));
  switch (activity.verb) {
    case Verb::signed_out:
    case Verb::password_changed:
    case Verb::address_changed:
    case Verb::custom_role_given:
    case Verb::custom_role_taken:
    case Verb::group_joined:
    case Verb::group_left:
    case Verb::group_admitted:
    case Verb::group_removed:
    case Verb::group_standing_given:
    case Verb::role_changed: hub.end(member_topic(activity.counterpart ? activity.counterpart : activity.actor)); break;
    case Verb::space_changed: hub.end(space_topic(activity.space)); break;  // others may read it now
    default: break;
  }
}

Timeline::Listener follower_of_the_square(live::Hub& hub, const SpaceDirectory& spaces) {
  const auto everyone = std::make_shared<Pulse>(hub, kSiteTopic);
  const auto members = std::make_shared<Pulse>(hub, kMembersSiteTopic);
  return [&hub, &spaces, everyone, members](const Activity& activity) {
    switch (activity.verb) {
      case Verb::joined:
      case Verb::thread_opened:
      case Verb::replied:
        if (may_hear({}, spaces, activity.space)) {
          everyone->count(activity);
        } else if (may_hear(kSomeMember, spaces, activity.space)) {
          members->count(activity);
        }
        break;
      default: end_streams_after(activity, hub);
    }
  };
}

}  // namespace parvis::community
