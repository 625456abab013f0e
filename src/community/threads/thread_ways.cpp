#include "community/threads/thread_ways.h"

namespace parvis::community {
namespace {

constexpr std::int64_t kNoEnd = 9'223'372'036'854'775'807;

constexpr store::Sql kHasPlaces{"select 1 from former_place where thread = $1 limit 1"};
constexpr store::Sql kFirstFrom{"select number from post where thread = $1 and number >= $2 order by number limit 1"};
constexpr store::Sql kLastBefore{
    "select number from post where thread = $1 and number < $2 order by number desc limit 1"};

// Where no post ever left its place.
ThreadWays plain_ways(const ThreadContent& content) {
  ThreadWays ways{.last_number = std::max<std::int64_t>(content.thread.last_post, 1)};
  if (content.from > 1) ways.before = std::max<std::int64_t>(content.from - content.limit, 1);
  if (ways.last_number >= content.from + content.limit) ways.after = content.from + content.limit;
  return ways;
}

}  // namespace

ThreadWays load_thread_ways(store::Reader& reader, const ThreadContent& content) {
  const auto id = content.thread.id;
  if (!reader.one<std::int64_t>(kHasPlaces, id)) return plain_ways(content);
  ThreadWays ways{.last_number = reader.one<std::int64_t>(kLastBefore, id, kNoEnd).value_or(1)};
  ways.after = reader.one<std::int64_t>(kFirstFrom, id, content.from + content.limit);
  if (const auto near = reader.one<std::int64_t>(kLastBefore, id, content.from)) {
    ways.before = reader.one<std::int64_t>(kFirstFrom, id, page_start(*near, content.limit));
  }
  ways.moved = moved_lines(reader, id, content.from, ways.after.value_or(kNoEnd));
  return ways;
}

}  // namespace parvis::community
