#include "exchange/stackexchange/numbers.h"

#include <algorithm>

#include "core/store/id_list.h"

namespace parvis::exchange {
namespace {

using community::ThreadId;

constexpr store::Sql kStanding{"select id, last_post, last_activity_at from thread where id"};
constexpr store::Sql kTell{R"(
  update thread set last_post = $2, posts = posts + $3, last_activity_at = $4 where id = $1)"};

struct ThreadRow {
  ThreadId id;
  std::int64_t last_post;
  Instant last_activity_at;
};

}  // namespace

void Numbers::look_up(store::Reader& reader, std::vector<ThreadId> threads) {
  std::ranges::sort(threads);
  const auto twice = std::ranges::unique(threads);
  threads.erase(twice.begin(), twice.end());
  std::erase_if(threads, [this](ThreadId thread) { return threads_.contains(thread); });
  if (threads.empty()) return;
  for (const auto& row : reader.all<ThreadRow>(kStanding + in_list(reader, "$1"), store::id_list(threads))) {
    threads_[row.id] = {.last_post = row.last_post, .last_activity_at = row.last_activity_at};
  }
}

std::int64_t Numbers::next(store::Reader& reader, ThreadId thread, Instant written_at) {
  if (!threads_.contains(thread)) look_up(reader, {thread});
  auto& standing = threads_.at(thread);
  standing.last_activity_at = std::max(standing.last_activity_at, written_at);
  return standing.last_post + ++standing.more;
}

void Numbers::put_in(store::Transaction& transaction) {
  for (const auto& [thread, standing] : threads_) {
    if (standing.more == 0) continue;
    transaction.run(kTell, thread, standing.last_post + standing.more, standing.more, standing.last_activity_at);
  }
  threads_.clear();
}

}  // namespace parvis::exchange
