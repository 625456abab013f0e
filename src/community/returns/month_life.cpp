#include "community/returns/month_life.h"

#include <algorithm>
#include <cmath>

#include "community/activity/activity.h"
#include "community/returns/month.h"

namespace parvis::community {

namespace {

// Experts, managers and administrators are the brand's own. Who came with an import and has not taken the account over
// is a member too: what they write is counted.
constexpr store::Sql kMembers{"select count(*) from member where created_at < $1 and status in (1, 3, 8)"};
constexpr store::Sql kJoined{
    "select count(*) from member where created_at >= $1 and created_at < $2 and status in (1, 3, 8)"};
constexpr store::Sql kPosts{R"(
  select count(distinct post.author), count(*),
    cast(sum(case when author.role = 2 or author.role >= 4 then 1 else 0 end) as bigint),
    cast(sum(case when post.number > 1 and post.author <> thread.author
      and (author.role = 2 or author.role >= 4) <> (asker.role = 2 or asker.role >= 4) then 1 else 0 end) as bigint),
    cast(sum(case when post.number > 1 and post.author <> thread.author
      and not (author.role = 2 or author.role >= 4) and not (asker.role = 2 or asker.role >= 4)
      then 1 else 0 end) as bigint)
  from post join thread on thread.id = post.thread join member author on author.id = post.author
    join member asker on asker.id = thread.author
  where post.created_at >= $1 and post.created_at < $2 and post.deleted_at is null)"};
constexpr store::Sql kLone{R"(
  select count(*), cast(coalesce(sum(case when member.role = 2 or member.role >= 4 then 1 else 0 end), 0) as bigint)
  from thread join member on member.id = thread.author
  where thread.posts = 1 and thread.created_at >= $1 and thread.created_at < $2 and thread.deleted_at is null)"};
constexpr store::Sql kSolved{R"(
  select count(*) from thread where solution is not null and created_at < $2 and solved_at >= $1 and solved_at < $2)"};
constexpr store::Sql kWaited{R"(
  select h.first_at - h.opened_at from health_thread h join thread t on t.id = h.thread and t.deleted_at is null
    join space s on s.id = t.space and s.kind = 2
  where h.gone = 0 and h.first_at >= $1 and h.first_at < $2)"};
constexpr store::Sql kWork{R"(
  select activity.verb, count(*) from activity
  where activity.actor in (select id from member where role > 1 and role in (2, 4, 5)) and activity.at >= $1 and activity.at < $2
  group by activity.verb)"};
constexpr store::Sql kAlive{R"(
  select thread.id, thread.title, thread.space, busy.posts
  from (select thread, count(*) as posts from post where created_at >= $1 and created_at < $2 and deleted_at is null
        group by thread order by count(*) desc, thread desc limit $3) busy
    join thread on thread.id = busy.thread
  where thread.deleted_at is null order by busy.posts desc, thread.id desc)"};
constexpr store::Sql kKeptAlive{R"(
  select thread.id, thread.title, thread.space, busy.posts
  from month_alive busy join thread on thread.id = busy.thread
  where busy.from_at = $1 and thread.deleted_at is null order by busy.posts desc, thread.id desc)"};
constexpr store::Sql kForgetAlive{"delete from month_alive where from_at = $1"};
constexpr store::Sql kKeepAlive{"insert into month_alive (from_at, thread, posts) values ($1, $2, $3)"};
constexpr store::Sql kOrders{R"(
  select count(*), cast(coalesce(sum(case when standing = 1 then 1 else 0 end), 0) as bigint),
    cast(coalesce(sum(case when standing = 2 then 1 else 0 end), 0) as bigint)
  from shop_order where ordered_at >= $1 and ordered_at < $2 and taken_back_at is null)"};

constexpr store::Sql kKept{R"(
  select members, joined, writers, posts, of_staff, unanswered, solved, broadcasting, conversing, communing,
    first_answer
  from month_lived where from_at = $1 and to_at = $2 and counted_at > $3)"};
constexpr store::Sql kIsKept{"select 1 from month_lived where from_at = $1 and to_at = $2 and counted_at > $3"};
constexpr store::Sql kKeep{R"(
  insert into month_lived (from_at, to_at, counted_at, members, joined, writers, posts, of_staff, unanswered, solved,
                           broadcasting, conversing, communing, first_answer)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  on conflict (from_at) do update
    set to_at = excluded.to_at, counted_at = excluded.counted_at, members = excluded.members, joined = excluded.joined,
      writers = excluded.writers, posts = excluded.posts, of_staff = excluded.of_staff,
      unanswered = excluded.unanswered, solved = excluded.solved, broadcasting = excluded.broadcasting,
      conversing = excluded.conversing, communing = excluded.communing, first_answer = excluded.first_answer)"};

constexpr std::int64_t kMonthsKept = 36;  // those that a report of one a year old shows

// Counted before that, it is counted anew; some minutes before a page would. What was counted while a month lasted says
// nothing of its end.
Instant stale_before(Instant to, Instant at, std::int64_t early = 0) {
  if (to > at) return at - kHour + early;
  return std::max(to - 1, at - kDay + early);
}

bool is_decision(Verb verb) {
  constexpr std::array kDecisions{Verb::let_through, Verb::turned_down, Verb::left_standing, Verb::flag_helped,
                                  Verb::warned,      Verb::silenced,    Verb::suspended,     Verb::let_in};
  return std::ranges::find(kDecisions, verb) != kDecisions.end();
}

struct Posts {
  std::int64_t writers = 0, posts = 0;
  std::optional<std::int64_t> of_staff, conversing, communing;
};
struct Lone {
  std::int64_t all = 0, of_staff = 0;
};

struct CountedMonth {
  MonthLife life;
  std::vector<AliveThread> alive;
};

std::vector<AliveThread> alive_threads(store::Reader& reader, Instant from, Instant to) {
  return reader.all<AliveThread>(kAlive, from, to, kAliveKept);
}

void keep_month(store::Transaction& transaction, Instant from, Instant to, Instant at, const CountedMonth& month) {
  const auto& life = month.life;
  transaction.run(kKeep, from, to, at, life.members, life.joined, life.writers, life.posts, life.of_staff,
                  life.unanswered, life.solved, life.broadcasting, life.conversing, life.communing, life.first_answer);
  transaction.run(kForgetAlive, from);
  for (const auto& alive : month.alive) transaction.run(kKeepAlive, from, alive.thread, alive.posts);
}

}  // namespace

MonthLife month_life(store::Reader& reader, Instant from, Instant to) {
  const auto posts = reader.one<Posts>(kPosts, from, to).value_or(Posts{});
  const auto lone = reader.one<Lone>(kLone, from, to).value_or(Lone{});
  MonthLife life;
  life.members = reader.one<std::int64_t>(kMembers, to).value_or(0);
  life.joined = reader.one<std::int64_t>(kJoined, from, to).value_or(0);
  life.writers = posts.writers;
  life.posts = posts.posts;
  life.of_staff = posts.of_staff.value_or(0);
  life.unanswered = lone.all - lone.of_staff;
  life.solved = reader.one<std::int64_t>(kSolved, from, to).value_or(0);
  life.broadcasting = lone.of_staff;
  life.conversing = posts.conversing.value_or(0);
  life.communing = posts.communing.value_or(0);
  if (const auto waited = health::median(reader.all<std::int64_t>(kWaited, from, to))) {
    life.first_answer = std::llround(*waited);
  }
  return life;
}

MonthLife month_as_kept(store::Reader& reader, Instant from, Instant to, Instant at) {
  const auto kept = reader.one<MonthLife>(kKept, from, to, stale_before(to, at));
  return kept ? *kept : month_life(reader, from, to);
}

MonthVoices voices_of(const MonthLife& life) {
  return {life.writers, {{life.broadcasting, life.conversing, life.communing}}};
}

MonthVoices voices_as_kept(store::Reader& reader, Instant from, Instant to, Instant at) {
  if (const auto kept = reader.one<MonthLife>(kKept, from, to, stale_before(to, at))) return voices_of(*kept);
  const auto posts = reader.one<Posts>(kPosts, from, to).value_or(Posts{});
  const auto lone = reader.one<Lone>(kLone, from, to).value_or(Lone{});
  return {posts.writers, {{lone.of_staff, posts.conversing.value_or(0), posts.communing.value_or(0)}}};
}

int keep_months(store::Store& store, text::TimeZone zone, Instant at, std::int64_t from_posts) {
  constexpr auto kEarly = 20 * kMinute;
  if (store.read([](store::Reader& reader) { return read_tally(reader, "posts"); }) < from_posts) return 0;
  int counted = 0;
  const auto last = month_of(at, zone);
  for (auto month = last; month > last - kMonthsKept; --month) {
    const auto from = month_start(month, zone), to = month_start(month + 1, zone);
    const auto counts = store.read([&](store::Reader& reader) -> std::optional<CountedMonth> {
      if (reader.one<std::int64_t>(kIsKept, from, to, stale_before(to, at, kEarly))) return std::nullopt;
      return CountedMonth{month_life(reader, from, to), alive_threads(reader, from, to)};
    });
    if (!counts) continue;
    store.write([&](store::Transaction& transaction) { keep_month(transaction, from, to, at, *counts); });
    ++counted;
  }
  return counted;
}

std::optional<health::Level> month_level(const MonthLife& life) {
  return health::level_reached(voices_of(life).exchanges);
}

MonthWork month_work(store::Reader& reader, Instant from, Instant to) {
  struct Row {
    Verb verb;
    std::int64_t count;
  };
  MonthWork work;
  for (const auto& [verb, count] : reader.all<Row>(kWork, from, to)) {
    if (verb == Verb::replied || verb == Verb::commented) work.replies += count;
    if (verb == Verb::thread_opened) work.threads += count;
    if (verb == Verb::reacted || verb == Verb::thanked) work.thanks += count;
    if (verb == Verb::group_letter_sent || verb == Verb::segment_letter_sent || verb == Verb::contacted) {
      work.letters += count;
    }
    if (is_decision(verb)) work.decisions += count;
  }
  return work;
}

std::vector<AliveThread> alive_as_kept(store::Reader& reader, Instant from, Instant to, Instant at) {
  if (!reader.one<std::int64_t>(kIsKept, from, to, stale_before(to, at))) return alive_threads(reader, from, to);
  return reader.all<AliveThread>(kKeptAlive, from);
}

OrdersOfMonth orders_of_month(store::Reader& reader, Instant from, Instant to) {
  return reader.one<OrdersOfMonth>(kOrders, from, to).value_or(OrdersOfMonth{});
}

}  // namespace parvis::community
