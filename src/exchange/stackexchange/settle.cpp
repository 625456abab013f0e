#include "exchange/stackexchange/settle.h"

#include "exchange/words.h"

namespace parvis::exchange {
namespace {

using namespace community;

constexpr store::Sql kOutOfOrder{R"(
  select distinct earlier.thread
  from post earlier
  join post later on later.thread = earlier.thread and later.number = earlier.number + 1
  join thread on thread.id = earlier.thread
  where thread.space = $1 and earlier.number > 1 and later.created_at < earlier.created_at)"};
constexpr store::Sql kAnswersByDate{"select id from post where thread = $1 and number > 1 order by created_at, number"};
// Numbers are unique within a thread: all move out of the way before any takes its place.
constexpr store::Sql kMoveAside{"update post set number = -number where thread = $1 and number > 1"};
constexpr store::Sql kSetNumber{"update post set number = $2 where id = $1"};

constexpr store::Sql kUnsettledSolutions{R"(
  select thread.id, thread.author, post.id, post.author, post.created_at
  from thread join post on post.id = thread.solution
  where thread.space = $1 and thread.solved_at is null)"};
constexpr store::Sql kSolvedAt{"update thread set solved_at = $2 where id = $1"};

constexpr store::Sql kClosed{"select id, author, closed_at from thread where space = $1 and closed_at is not null"};
constexpr store::Sql kClosingNear{R"(
  select 1 from activity where at >= $2 and at <= $3 and verb = $4 and object = $1 limit 1)"};

// "+ 0" keeps the planner on the walk by identifier, which `limit` cuts short.
constexpr store::Sql kWithoutBody{R"(
  select post.id, post.html from post join thread on thread.id = post.thread
  where post.id > $1 and post.body = '' and post.html <> '' and thread.space + 0 = $2 order by post.id limit $3)"};
constexpr store::Sql kSetBody{"update post set body = $2 where id = $1 and body = ''"};

struct Solution {
  ThreadId thread;
  MemberId asker;
  PostId post;
  MemberId author;
  Instant written_at;
};
struct Closed {
  ThreadId thread;
  MemberId author;
  Instant at;
};
struct HtmlOnly {
  PostId id;
  std::string html;
};

}  // namespace

std::int64_t order_answers(Desk& desk) {
  auto& transaction = desk.transaction();
  const auto threads = transaction.all<ThreadId>(kOutOfOrder, desk.space());
  for (const auto thread : threads) {
    const auto answers = transaction.all<PostId>(kAnswersByDate, thread);
    transaction.run(kMoveAside, thread);
    std::int64_t number = 1;
    for (const auto answer : answers) transaction.run(kSetNumber, answer, ++number);
  }
  return static_cast<std::int64_t>(threads.size());
}

std::int64_t settle_solutions(Desk& desk) {
  const auto solutions = desk.transaction().all<Solution>(kUnsettledSolutions, desk.space());
  for (const auto& solution : solutions) {
    desk.transaction().run(kSolvedAt, solution.thread, solution.written_at);
    desk.record({.at = solution.written_at,
                 .actor = solution.asker,
                 .verb = Verb::solution_accepted,
                 .object_kind = ObjectKind::post,
                 .object = solution.post.value,
                 .space = desk.space(),
                 .thread = solution.thread,
                 .counterpart = solution.author});
  }
  return static_cast<std::int64_t>(solutions.size());
}

std::int64_t settle_closures(Desk& desk) {
  std::int64_t recorded = 0;
  for (const auto& closed : desk.transaction().all<Closed>(kClosed, desk.space())) {
    const auto near = desk.transaction().one<std::int64_t>(kClosingNear, closed.thread, closed.at - 2 * kSecond,
                                                           closed.at + 2 * kSecond, Verb::thread_closed);
    if (near) continue;
    desk.record({.at = closed.at,
                 .verb = Verb::thread_closed,
                 .object_kind = ObjectKind::thread,
                 .object = closed.thread.value,
                 .space = desk.space(),
                 .thread = closed.thread,
                 .counterpart = closed.author});
    ++recorded;
  }
  return recorded;
}

PostId find_without_body(store::Reader& reader, SpaceId space, PostId after, std::size_t limit,
                         std::vector<std::pair<PostId, std::string>>& bodies) {
  PostId last;
  for (auto& post : reader.all<HtmlOnly>(kWithoutBody, after, space, limit)) {
    bodies.emplace_back(post.id, markdown_from(post.html));
    last = post.id;
  }
  return last;
}

void set_body(Desk& desk, PostId post, const std::string& body) { desk.transaction().run(kSetBody, post, body); }

}  // namespace parvis::exchange
