#include "community/threads/counting.h"

#include "core/store/gather.h"

namespace parvis::community {
namespace {

using store::Fold;

constexpr store::Gathered kCountInSpace{R"(
  update space set threads = threads + $2, posts = posts + $3,
    last_activity_at = case when last_activity_at < $4 then $4 else last_activity_at end
  where id = $1)",
                                        {Fold::key, Fold::sum, Fold::sum, Fold::most}};

constexpr store::Sql kRefreshSpace{R"(
  update space set last_activity_at = coalesce((
    select thread.last_activity_at from thread where thread.space = $1 and thread.deleted_at is null
    order by thread.last_activity_at desc limit 1), 0)
  where id = $1)"};

constexpr store::Gathered kCountOfMember{"update member set threads = threads + $2, posts = posts + $3 where id = $1",
                                         {Fold::key, Fold::sum, Fold::sum}};
constexpr store::Sql kThanksGiven{"update member set thanks_given = thanks_given + $2 where id = $1"};
constexpr store::Sql kThanksReceived{"update member set thanks_received = thanks_received + $2 where id = $1"};
constexpr store::Sql kThanksOfThread{"update thread set thanks = thanks + $2 where id = $1"};
constexpr store::Sql kSolutions{"update member set solutions = solutions + $2 where id = $1"};

constexpr store::Sql kSetLastActivity{"update thread set last_activity_at = $2, last_poster = $3 where id = $1"};
constexpr store::Sql kSetTagActivity{"update thread_tag set last_activity_at = $2 where thread = $1"};
constexpr store::Sql kLastVisiblePost{R"(
  select created_at, author from post where thread = $1 and deleted_at is null order by number desc limit 1)"};

constexpr store::Sql kPostsByAuthor{R"(
  select author, count(*) from post where thread = $1 and deleted_at is null group by author)"};
constexpr store::Sql kTagsOfThread{"select tag from thread_tag where thread = $1"};

constexpr store::Sql kCountOfTag{"update tag set threads = threads + $2 where id = $1"};
constexpr store::Sql kCountOfTagInSpace{R"(
  insert into tag_space (tag, space, threads) values ($1, $2, $3)
  on conflict (tag, space) do update set threads = tag_space.threads + excluded.threads)"};

struct LastPost {
  Instant at;
  MemberId author;
};
struct PostsOf {
  MemberId author;
  std::int64_t posts = 0;
};

}  // namespace

void count_in_space(store::Transaction& transaction, SpaceId space, std::int64_t threads, std::int64_t posts,
                    Instant at) {
  store::gather(transaction, kCountInSpace, space, threads, posts, at);
}

void refresh_space_activity(store::Transaction& transaction, SpaceId space) { transaction.run(kRefreshSpace, space); }

void count_of_member(store::Transaction& transaction, MemberId member, std::int64_t threads, std::int64_t posts) {
  store::gather(transaction, kCountOfMember, member, threads, posts);
}

void count_thanks(store::Transaction& transaction, MemberId giver, MemberId receiver, ThreadId thread,
                  std::int64_t difference) {
  transaction.run(kThanksGiven, giver, difference);
  transaction.run(kThanksReceived, receiver, difference);
  transaction.run(kThanksOfThread, thread, difference);
  add_to_tally(transaction, "reactions", difference);
}

void count_solution(store::Transaction& transaction, MemberId member, std::int64_t difference) {
  transaction.run(kSolutions, member, difference);
}

void set_last_activity(store::Transaction& transaction, ThreadId thread, Instant at, MemberId poster) {
  transaction.run(kSetLastActivity, thread, at, poster);
  transaction.run(kSetTagActivity, thread, at);
}

void refresh_last_activity(store::Transaction& transaction, const Thread& thread) {
  const auto last =
      transaction.one<LastPost>(kLastVisiblePost, thread.id).value_or(LastPost{thread.created_at, thread.author});
  if (last.at == thread.last_activity_at && last.author == thread.last_poster) return;
  set_last_activity(transaction, thread.id, last.at, last.author);
  refresh_space_activity(transaction, thread.space);
}

void weigh_thread(store::Transaction& transaction, const Thread& thread, Weight weight) {
  const std::int64_t sign = weight == Weight::put ? 1 : -1;
  for (const auto& [author, posts] : transaction.all<PostsOf>(kPostsByAuthor, thread.id)) {
    count_of_member(transaction, author, 0, sign * posts);
  }
  count_of_member(transaction, thread.author, sign, 0);
  for (const auto tag : transaction.all<TagId>(kTagsOfThread, thread.id)) {
    count_of_tag(transaction, tag, thread.space, sign);
  }
  count_in_space(transaction, thread.space, sign, sign * thread.posts);
  refresh_space_activity(transaction, thread.space);
  add_to_tally(transaction, "threads", sign);
  add_to_tally(transaction, "posts", sign * thread.posts);
}

void count_of_tag(store::Transaction& transaction, TagId tag, SpaceId space, std::int64_t difference) {
  transaction.run(kCountOfTag, tag, difference);
  transaction.run(kCountOfTagInSpace, tag, space, difference);
}

}  // namespace parvis::community
