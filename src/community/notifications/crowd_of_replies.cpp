#include "community/notifications/crowd_of_replies.h"

#include <algorithm>
#include <charconv>

#include "community/notifications/crowd.h"
#include "community/visibility/viewer.h"
#include "core/jobs/jobs.h"

namespace parvis::community {
namespace {

constexpr char kJob[] = "notifications.replies";
constexpr int kPage = 300;  // some milliseconds of the writing thread
// Nobody who missed more than this counts them.
constexpr int kMostPosts = 1000;

constexpr store::Sql kNote{R"(
  insert into notification_backlog (thread, first_post) values ($1, $2) on conflict (thread) do nothing)"};
constexpr store::Sql kBacklog{R"(
  select notification_backlog.first_post, notification_backlog.last_post, notification_backlog.after_member,
         thread.space, thread.last_post, case when thread.deleted_at is null then 0 else 1 end
  from notification_backlog join thread on thread.id = notification_backlog.thread
  where notification_backlog.thread = $1)"};
constexpr store::Sql kGoOn{R"(
  update notification_backlog set first_post = $2, last_post = $3, after_member = $4 where thread = $1)"};
constexpr store::Sql kDone{"delete from notification_backlog where thread = $1"};
constexpr store::Sql kLeft{"select thread from notification_backlog where thread > $1 order by thread limit 100"};

constexpr store::Sql kPosts{R"(
  select id, number, author, created_at from post
  where thread = $1 and number >= $2 and number <= $3 and deleted_at is null order by number desc limit $4)"};

// Each follower, up to which post they have read, and of how many of these posts they were told another way: as named,
// as quoted, or as the one who was answered.
constexpr store::Sql kFollowers{R"(
  select member.id, coalesce(read_mark.post, 0),
         (select coalesce(sum(notification.count), 0) from notification
          where notification.member = follow.member and notification.thread = $1 and notification.kind in (2, 3)
            and notification.read_at is null and notification.post >= $3)
  from follow join member on member.id = follow.member
  left join read_mark on read_mark.member = follow.member and read_mark.thread = $1
  where follow.kind = 1 and follow.target = $1 and follow.member > $2)"};
constexpr store::Sql kByMember{" order by follow.member limit $5"};

struct Backlog {
  std::int64_t first_post, last_post;
  MemberId after;
  SpaceId space;
  std::int64_t last_of_thread;
  bool deleted;
};
struct NewPost {
  PostId id;
  std::int64_t number;
  MemberId author;
  Instant created_at;
};
struct Follower {
  MemberId member;
  std::int64_t read_up_to;
  std::int64_t told;
};

// The posts that are news to this follower; `posts` is the latest first. Null when there is none.
const NewPost* news_for(const Follower& follower, const std::vector<NewPost>& posts, std::int64_t& count) {
  const NewPost* latest = nullptr;
  count = -follower.told;
  for (const auto& post : posts) {
    if (post.number <= follower.read_up_to) break;
    if (post.author == follower.member) continue;
    if (!latest) latest = &post;
    ++count;
  }
  return count > 0 ? latest : nullptr;
}

void tell_page(store::Transaction& transaction, ThreadId thread, const std::vector<NewPost>& posts,
               const std::vector<Follower>& followers, const Bell& bell) {
  std::vector<MemberId> told;
  for (const auto& follower : followers) {
    std::int64_t count = 0;
    const auto* post = news_for(follower, posts, count);
    if (!post) continue;
    tell(transaction, follower.member,
         {NotificationKind::reply, thread, post->id, post->author, post->created_at, count});
    told.push_back(follower.member);
  }
  bell.ring(transaction, told);
}

// Tells one page of followers and notes how far it came, in one transaction; false when the thread has no more to tell.
bool tell_some(store::Transaction& transaction, ThreadId thread, const Bell& bell) {
  static const auto followers_sql = kFollowers + only_readers_of("$4") + kByMember;
  const auto backlog = transaction.one<Backlog>(kBacklog, thread);
  if (!backlog) return false;
  const auto last = backlog->last_post ? backlog->last_post : backlog->last_of_thread;
  const auto posts = transaction.all<NewPost>(kPosts, thread, backlog->first_post, last, kMostPosts);
  std::vector<Follower> followers;
  if (!posts.empty() && !backlog->deleted) {
    followers =
        transaction.all<Follower>(followers_sql, thread, backlog->after, posts.back().id, backlog->space, kPage);
    tell_page(transaction, thread, posts, followers, bell);
  }
  if (followers.size() == kPage) {
    transaction.run(kGoOn, thread, backlog->first_post, last, followers.back().member);
    return true;
  }
  if (backlog->last_of_thread > last) {
    transaction.run(kGoOn, thread, last + 1, std::int64_t{0}, MemberId{});
    return true;
  }
  transaction.run(kDone, thread);
  return false;
}

// A job that was given up would silence its thread for ever: what is left is asked for again now and then. Asking for
// what is under way does no harm, since each step is one transaction over what is still to be told.
void ask_again(store::Store& store) {
  store.write([](store::Transaction& transaction) {
    ThreadId last;
    while (true) {
      const auto left = transaction.all<ThreadId>(kLeft, last);
      if (left.empty()) return;
      for (const auto thread : left) jobs::enqueue(transaction, kJob, std::to_string(thread.value));
      last = left.back();
    }
  });
}

}  // namespace

void tell_crowd_of_replies(store::Transaction& transaction, ThreadId thread, std::int64_t post) {
  if (transaction.run(kNote, thread, post) == 0) return;  // a job will come to it
  jobs::enqueue(transaction, kJob, std::to_string(thread.value), now() + kGatherReplies);
}

void tell_crowds_of_replies(jobs::Runner& runner, const Bell& bell) {
  runner.every("notifications.replies_left", kHour, [](const jobs::Job&, store::Store& store) { ask_again(store); });
  runner.on(kJob, [bell](const jobs::Job& job, store::Store& store) {
    ThreadId thread;
    std::from_chars(job.payload.data(), job.payload.data() + job.payload.size(), thread.value);
    while (store.write([&](store::Transaction& transaction) { return tell_some(transaction, thread, bell); })) {
    }
  });
}

}  // namespace parvis::community
