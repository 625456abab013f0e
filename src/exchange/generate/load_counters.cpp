#include "exchange/generate/load_counters.h"

#include "community/activity/activity.h"

namespace parvis::exchange {
namespace {

using namespace community;

constexpr store::Sql kSetMember{R"(
  update member set threads = $2, posts = $3, thanks_received = $4, thanks_given = $5, solutions = $6 where id = $1)"};
constexpr store::Sql kSetThread{"update thread set thanks = $2, score = $3 where id = $1"};
constexpr store::Sql kAddToSpace{R"(
  update space set threads = threads + $2, posts = posts + $3,
    last_activity_at = case when last_activity_at < $4 then $4 else last_activity_at end
  where id = $1)"};
constexpr store::Sql kAddToTag{"update tag set threads = threads + $2 where id = $1"};
constexpr store::Sql kAddToTagSpace{R"(
  insert into tag_space (tag, space, threads) values ($1, $2, $3)
  on conflict (tag, space) do update set threads = tag_space.threads + excluded.threads)"};

}  // namespace

void LoadCounters::write(store::Transaction& transaction, const std::vector<MemberId>& member_ids,
                         const std::vector<ThreadId>& thread_ids, const std::vector<SpaceId>& space_ids) const {
  for (std::size_t index = 0; index < members.size(); ++index) {
    const auto& counts = members[index];
    transaction.run(kSetMember, member_ids[index], counts.threads, counts.posts, counts.thanks_received,
                    counts.thanks_given, counts.solutions);
  }
  for (std::size_t index = 0; index < threads.size(); ++index) {
    const auto& counts = threads[index];
    if (counts.thanks == 0 && counts.score == 0) continue;
    transaction.run(kSetThread, thread_ids[index], counts.thanks, counts.score);
  }
  for (std::size_t index = 0; index < spaces.size(); ++index) {
    const auto& counts = spaces[index];
    transaction.run(kAddToSpace, space_ids[index], counts.threads, counts.posts, counts.last_activity_at);
  }
  for (const auto& [where, count] : tags) {
    transaction.run(kAddToTag, where.first, count);
    transaction.run(kAddToTagSpace, where.first, where.second, count);
  }
  for (const auto& [name, count] : tally) add_to_tally(transaction, name, count);
}

}  // namespace parvis::exchange
