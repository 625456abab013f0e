#include "community/letters/digest_rounds.h"

#include <algorithm>
#include <memory>

#include "community/community.h"
#include "community/letters/hours.h"
#include "community/letters/progress.h"
#include "core/log/log.h"
#include "core/mail/post.h"
#include "core/mail/queue.h"

namespace parvis::community {
namespace {

constexpr char kRound[] = "letters.digests";
constexpr char kMore[] = "letters.digests_more";
constexpr char kName[] = "digests";
constexpr int kEnrolTogether = 1000;
constexpr std::size_t kShownKept = 60;  // threads of some digests
constexpr std::int64_t kPause = kSecond;
constexpr std::int64_t kPoolLasts = 3 * kMinute;
constexpr std::int64_t kAgainIn = 7 * kDay;  // for who cannot receive letters now

constexpr store::Sql kArrived{"select id, time_zone from member where id > $1 order by id limit $2"};
constexpr store::Sql kEnrol{"insert into digest (member, next_at) values ($1, $2) on conflict (member) do nothing"};
constexpr store::Sql kDue{R"(
  select member, next_at, last_at, weekly_at, shown from digest where next_at <= $1 order by next_at, member limit $2)"};
constexpr store::Sql kOne{"select member, next_at, last_at, weekly_at, shown from digest where member = $1"};
constexpr store::Sql kDone{R"(
  update digest set next_at = $3, last_at = $4, weekly_at = $5, shown = $6 where member = $1 and next_at = $2)"};
constexpr store::Sql kIsUnderWay{"select 1 from job where kind = $1 and failed_at is null limit 1"};

struct Arrived {
  MemberId member;
  std::string time_zone;
};
struct DueRow {
  MemberId member;
  Instant next_at, last_at, weekly_at;
  std::string shown;
};
// What became of one that was due.
struct Made {
  DueRow due;
  Instant next_at, last_at, weekly_at;
  std::string shown;
  std::optional<mail::Letter> letter;
  std::int64_t size = 0;
};

std::vector<ThreadId> threads_in(std::string_view shown) {
  std::vector<ThreadId> threads;
  while (!shown.empty()) {
    const auto end = shown.find(' ');
    if (const auto id = parse_id(shown.substr(0, end))) threads.push_back({*id});
    shown = end == std::string_view::npos ? std::string_view() : shown.substr(end + 1);
  }
  return threads;
}

std::string with_shown(const Digest& digest, std::string_view before) {
  std::string text;
  std::size_t count = 0;
  const auto add = [&](ThreadId thread) {
    if (count++ < kShownKept) text.append(text.empty() ? "" : " ").append(id_text(thread));
  };
  for (const auto& item : digest.items) add(item.thread);
  for (const auto thread : threads_in(before)) add(thread);
  return text;
}

DigestScope scope_of(const LetterReader& to, const DueRow& due, Instant at, bool is_weekly) {
  return {.daily = to.wishes.has_digest(Frequency::daily),
          .weekly = is_weekly && to.wishes.has_digest(Frequency::weekly),
          .daily_from = std::max(due.last_at, at - 2 * kDay),  // from the last one, though this be late
          .weekly_from = std::max(due.weekly_at, at - DigestPool::kReach),
          .until = at,
          .shown = threads_in(due.shown)};
}

// Whether a day of the weekly one came since the last: what was missed, by a clock that was changed or a night without
// power, is sent late rather than not. Who never had one waits for the first.
bool owes_weekly(const LetterReader& to, const DueRow& due, Instant at) {
  const auto from = due.weekly_at == Instant{} ? due.next_at : std::max(due.weekly_at + 1, at - DigestPool::kReach);
  return has_weekly(to.wishes, to.zone, from, at);
}

Made make_one(store::Reader& reader, const LetterContext& context, DigestPool& pool, const DueRow& due, Instant at) {
  Made made{.due = due,
            .next_at = at + kAgainIn,
            .last_at = due.last_at,
            .weekly_at = due.weekly_at,
            .shown = due.shown,
            .letter = {}};
  const auto to = letter_reader(reader, context, due.member, at);
  if (!to) return made;
  made.next_at = next_digest(to->wishes, to->zone, at);
  const bool is_weekly = owes_weekly(*to, due, at);
  const auto scope = scope_of(*to, due, at, is_weekly);
  if (is_weekly) made.weekly_at = at;  // wished or not: its day has come
  if (!scope.daily && !scope.weekly) return made;
  const auto digest = make_digest(reader, context, *to, pool, scope);
  made.letter = write_digest_letter(reader, context, *to, digest, scope);
  made.size = digest.size();
  made.last_at = at;
  if (made.letter) made.shown = with_shown(digest, due.shown);
  return made;
}

// True when it was still due and a letter went.
bool keep(store::Transaction& transaction, const LetterContext& context, const Made& made, Instant at) {
  const auto changed =
      transaction.run(kDone, made.due.member, made.due.next_at, made.next_at, made.last_at, made.weekly_at, made.shown);
  if (changed == 0 || !made.letter) return false;
  mail::post(transaction, *made.letter);
  context.timeline.record(transaction, {.at = at,
                                        .actor = made.due.member,
                                        .verb = Verb::digest_sent,
                                        .object_kind = ObjectKind::member,
                                        .object = made.due.member.value,
                                        .amount = made.size,
                                        .source = Source::system});
  return true;
}

// The pool of the last rounds; one round runs at a time.
struct Kept {
  std::unique_ptr<DigestPool> pool;
};

// True when there is more to do in a moment.
bool run_round(Community& community, jobs::Runner& runner, Kept& kept, store::Store& store) {
  const auto context = letter_context(community);
  const auto at = now();
  enrol_for_digests(store, context, at);
  const auto is_due = store.read([&](store::Reader& reader) { return reader.one<DueRow>(kDue, at, 1).has_value(); });
  if (!is_due) {
    kept.pool.reset();
    return false;
  }
  if (!kept.pool || kept.pool->made_at() < at - kPoolLasts) {
    kept.pool = store.read([&](store::Reader& reader) { return std::make_unique<DigestPool>(reader, at); });
  }
  const auto round = send_due_digests(store, context, *kept.pool, at, [&runner] { return runner.stopping(); });
  if (round.posted > 0) log::info("Sent digests", {{"looked_at", round.looked_at}, {"posted", round.posted}});
  return round.has_more;
}

void ask_for_more(store::Transaction& transaction) { jobs::enqueue(transaction, kMore, "{}", now() + kPause); }

}  // namespace

std::int64_t enrol_for_digests(store::Store& store, const LetterContext& context, Instant at) {
  std::int64_t enrolled = 0;
  const Wishes usual;
  while (true) {
    const auto arrived = store.read([&](store::Reader& reader) {
      const auto progress = read_progress(reader, kName).value_or(Progress{});
      return reader.all<Arrived>(kArrived, progress.through, kEnrolTogether);
    });
    if (arrived.empty()) return enrolled;
    store.write([&](store::Transaction& transaction) {
      for (const auto& one : arrived) {
        const auto& zone = one.time_zone.empty() ? context.identity->time_zone : one.time_zone;
        transaction.run(kEnrol, one.member, next_digest(usual, text::TimeZone::of(zone), at));
      }
      keep_progress(transaction, kName, {arrived.back().member.value, 0});
    });
    enrolled += static_cast<std::int64_t>(arrived.size());
  }
}

DigestRound send_due_digests(store::Store& store, const LetterContext& context, DigestPool& pool, Instant at,
                             const std::function<bool()>& stopping) {
  DigestRound round;
  while (true) {
    std::vector<Made> made;
    store.read([&](store::Reader& reader) {
      const auto due = reader.all<DueRow>(kDue, at, kDigestsTogether);
      round.has_more = !due.empty();
      if (due.empty() || round.looked_at >= kMostInRound || (stopping && stopping()) || mail::many_wait(reader)) return;
      for (const auto& one : due) made.push_back(make_one(reader, context, pool, one, at));
    });
    if (made.empty()) return round;
    round.looked_at += static_cast<std::int64_t>(made.size());
    round.posted += store.write([&](store::Transaction& transaction) {
      return std::ranges::count_if(made, [&](const Made& one) { return keep(transaction, context, one, at); });
    });
  }
}

std::optional<DigestPreview> preview_digest(store::Reader& reader, const LetterContext& context, const LetterReader& to,
                                            Instant at) {
  const bool daily = to.wishes.has_digest(Frequency::daily), weekly = to.wishes.has_digest(Frequency::weekly);
  if (!daily && !weekly) return std::nullopt;
  const auto row = reader.one<DueRow>(kOne, to.member());
  auto due = next_digest(to.wishes, to.zone, at);
  if (row && row->next_at > at) due = row->next_at;
  auto then = row.value_or(DueRow{.member = to.member(), .shown = {}});
  then.next_at = due;
  const auto scope = scope_of(to, then, at, owes_weekly(to, then, due));
  DigestPool pool(reader, at);
  auto digest = make_digest(reader, context, to, pool, scope);
  return DigestPreview{std::move(digest), scope, due};
}

void send_digests(Community& community) {
  auto& runner = community.jobs();
  auto kept = std::make_shared<Kept>();
  runner.every(kRound, kMinute, [&community, &runner, kept](const jobs::Job&, store::Store& store) {
    const auto is_under_way =
        store.read([](store::Reader& reader) { return reader.one<std::int64_t>(kIsUnderWay, kMore).has_value(); });
    if (!is_under_way && run_round(community, runner, *kept, store)) store.write(ask_for_more);
  });
  // While one waits, the round of the minute leaves the work to it: two never run at once.
  runner.on(kMore, [&community, &runner, kept](const jobs::Job& job, store::Store& store) {
    const bool has_more = run_round(community, runner, *kept, store);
    store.write([&](store::Transaction& transaction) {
      jobs::finish(transaction, job);
      if (has_more) ask_for_more(transaction);
    });
  });
}

}  // namespace parvis::community
