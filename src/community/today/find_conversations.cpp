// Conversations that want somebody: first posts, questions past their time, what waits, what grows.
#include <algorithm>

#include "community/moderation/waiting.h"
#include "community/today/finders.h"
#include "community/today/weights.h"

namespace parvis::community {

namespace {

// Roles: 1 a member. Status: 1 active, 3 came with an import. Kinds of spaces: 2 questions. A comment by somebody else
// is an answer to first words, though none to a question.
constexpr store::Sql kFirstPosts{R"(
  select thread.id, thread.author, thread.created_at
  from thread join member on member.id = thread.author
  where thread.posts = 1 and thread.created_at > $1 and thread.created_at < $2 and thread.deleted_at is null
    and thread.closed_at is null and member.role = 1 and member.status in (1, 3)
    and not exists (select 1 from post join comment on comment.post = post.id
                    where post.thread = thread.id and comment.author <> thread.author and comment.deleted_at is null)
    and not exists (select 1 from post where post.author = thread.author and post.created_at < thread.created_at)
  order by thread.created_at desc limit 20)"};

constexpr store::Sql kFirstAnswers{R"(
  select answered - created_at from (
    select thread.created_at, (select min(post.created_at) from post
                               where post.thread = thread.id and post.author <> thread.author
                                 and post.deleted_at is null) as answered
    from thread join space on space.id = thread.space
    where space.kind = 2 and thread.created_at > $1 and thread.deleted_at is null
    order by thread.created_at desc limit 500) as asked
  where answered is not null)"};
constexpr store::Sql kUnanswered{R"(
  select thread.id, thread.author, thread.created_at
  from thread join space on space.id = thread.space
  where space.kind = 2 and thread.posts = 1 and thread.created_at > $1 and thread.created_at < $2
    and thread.deleted_at is null and thread.closed_at is null
  order by thread.created_at desc limit 30)"};

constexpr store::Sql kGrowing{R"(
  select post.thread, count(*), thread.posts - 1, thread.created_at
  from post join thread on thread.id = post.thread
  where post.created_at > $1 and post.number > 1 and post.deleted_at is null and thread.deleted_at is null and thread.closed_at is null
  group by post.thread, thread.posts, thread.created_at
  having count(*) >= 8 and count(distinct post.author) >= 3
  order by 2 desc limit 10)"};

struct Asked {
  ThreadId thread;
  MemberId author;
  Instant created_at;
};
struct Growing {
  ThreadId thread;
  std::int64_t lately = 0, answers = 0;
  Instant created_at;
};

constexpr std::int64_t kFewest = 10;  // answers that tell how long one waits

std::string occasion_of(ThreadId thread) { return id_text(thread); }

// ';' follows ':' in the order of characters.
constexpr store::Sql kOccasionLately{R"(
  select occasion from task where kind = $1 and occasion > $2 and occasion < $3 and made_at > $4
  order by made_at desc limit 1)"};

}  // namespace

std::string occasion_within(store::Reader& reader, TaskKind kind, const std::string& whom, Instant at,
                            std::int64_t days) {
  const auto lately = reader.one<std::string>(kOccasionLately, kind, whom + ":", whom + ";", at - days * kDay);
  return lately.value_or(whom + ":" + std::to_string(at.microseconds / kDay));
}

std::int64_t quantile(std::vector<std::int64_t> values, double share) {
  if (values.empty()) return 0;
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(at));
  return values[at];
}

std::vector<Finding> find_first_posts(store::Reader& reader, const Day& day) {
  std::vector<Finding> found;
  for (const auto& one : reader.all<Asked>(kFirstPosts, day.at - 14 * kDay, day.at - 2 * kHour)) {
    const auto hours = (day.at - one.created_at) / kHour;
    found.push_back({.kind = TaskKind::first_post,
                     .occasion = occasion_of(one.thread),
                     .member = one.author,
                     .thread = one.thread,
                     .figure = hours,
                     .weight = weight_of(TaskKind::first_post, hours / 24)});
  }
  return found;
}

std::vector<Finding> find_late_questions(store::Reader& reader, const Day& day) {
  const auto waits = reader.all<std::int64_t>(kFirstAnswers, day.at - 180 * kDay);
  const bool tells = static_cast<std::int64_t>(waits.size()) >= kFewest;
  const auto usual = std::clamp(tells ? quantile(waits, 0.75) : kDay, kHour, 14 * kDay);
  std::vector<Finding> found;
  for (const auto& one : reader.all<Asked>(kUnanswered, day.at - 30 * kDay, day.at - usual)) {
    const auto waited = day.at - one.created_at;
    found.push_back({.kind = TaskKind::late_question,
                     .occasion = occasion_of(one.thread),
                     .member = one.author,
                     .thread = one.thread,
                     .figure = waited / kHour,
                     .usual = usual / kHour,
                     // The longer past its time, the less it is waited for still.
                     .weight = weight_of(TaskKind::late_question, 20 - waited / kDay)});
  }
  return found;
}

std::vector<Finding> find_waiting(store::Reader& reader, const Day& day) {
  const auto waiting = decisions_waiting(reader);
  if (waiting.count == 0) return {};
  const auto hours = (day.at - waiting.oldest) / kHour;
  return {{.kind = TaskKind::waiting,
           .occasion = id_text(waiting.oldest.microseconds),
           .figure = waiting.count,
           .usual = hours,
           .weight = weight_of(TaskKind::waiting, hours)}};
}

std::vector<Finding> find_heating(store::Reader& reader, const Day& day) {
  std::vector<Finding> found;
  for (const auto& one : reader.all<Growing>(kGrowing, day.at - kDay)) {
    const auto days_before = std::max<std::int64_t>((day.at - one.created_at) / kDay, 1);
    const auto usual = (one.answers - one.lately) / days_before;
    if (one.lately < 3 * usual) continue;
    found.push_back({.kind = TaskKind::heating,
                     // A conversation that grows again a week later is another task.
                     .occasion = occasion_within(reader, TaskKind::heating, id_text(one.thread), day.at, 7),
                     .thread = one.thread,
                     .figure = one.lately,
                     .usual = usual,
                     .weight = weight_of(TaskKind::heating, one.lately / 4 - 2)});
  }
  return found;
}

}  // namespace parvis::community
