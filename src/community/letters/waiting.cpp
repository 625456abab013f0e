#include "community/letters/waiting.h"

#include <algorithm>
#include <map>
#include <set>

#include "community/community.h"
#include "community/letters/hours.h"
#include "community/letters/progress.h"
#include "community/letters/thread_letter.h"
#include "core/log/log.h"
#include "core/mail/post.h"

namespace parvis::community {
namespace {

constexpr char kFold[] = "letters.fold";
constexpr char kName[] = "tidings";
constexpr int kPage = 2000;
constexpr int kTogether = 5;  // letters in one transaction: some milliseconds of the writing thread
// What is being committed this very moment may carry an earlier instant, and the clocks of nodes may differ: what was
// passed over would never be told. Letters wait longer than that anyway.
constexpr std::int64_t kSettled = 90 * kSecond;
static_assert(kSettled + kFoldEvery <= kGatherActs);
constexpr std::int64_t kKeepMarksFor = 180 * kDay;

constexpr store::Sql kWritten{R"(
  select notification.id, notification.member, notification.thread, notification.kind, notification.written_at
  from notification
  where notification.read_at is null and (notification.written_at, notification.id) > ($1, $2)
    and notification.written_at <= $3
  order by notification.written_at, notification.id limit $4)"};
constexpr store::Sql kWait{R"(
  insert into letter_thread (member, thread, since, due_at) values ($1, $2, $3, $4)
  on conflict (member, thread) do update
    set since = case when letter_thread.due_at is null then excluded.since else letter_thread.since end,
        due_at = coalesce(letter_thread.due_at, excluded.due_at))"};
constexpr store::Sql kDue{R"(
  select member, thread, post, since, due_at from letter_thread
  where due_at is not null and due_at <= $1 order by due_at, member, thread limit $2)"};
constexpr store::Sql kTold{R"(
  update letter_thread set post = $3, due_at = null, told_at = $4 where member = $1 and thread = $2)"};
constexpr store::Sql kPutOff{"update letter_thread set due_at = $3 where member = $1 and thread = $2"};
constexpr store::Sql kStillDue{"select due_at from letter_thread where member = $1 and thread = $2"};
constexpr store::Sql kOldMarks{R"(
  delete from letter_thread where (member, thread) in (
    select member, thread from letter_thread where told_at < $1 and due_at is null order by told_at limit 2000))"};

struct Written {
  std::int64_t id;
  MemberId member;
  ThreadId thread;
  NotificationKind kind;
  Instant at;
};
struct Due {
  MemberId member;
  ThreadId thread;
  std::int64_t post;
  Instant since, due_at;
};
using Conversation = std::pair<MemberId, ThreadId>;

bool wishes_at_once(const Wishes& wishes, NotificationKind kind) {
  if (wishes.stopped_at) return false;
  const auto at_once = [&](Concern concern) {
    return wishes.of(topic_of(kind, concern)).by_letter == Frequency::at_once;
  };
  return at_once(Concern::member) || at_once(Concern::others);
}

// The conversations of which a member wishes letters at once, each with when its first tiding was written.
std::map<Conversation, Instant> to_be_told(store::Reader& reader, const LetterContext& context,
                                           const std::vector<Written>& rows, Instant at) {
  std::map<MemberId, std::optional<LetterReader>> readers;
  std::map<Conversation, Instant> conversations;
  for (const auto& row : rows) {
    auto found = readers.find(row.member);
    if (found == readers.end()) {
      found = readers.emplace(row.member, letter_reader(reader, context, row.member, at)).first;
    }
    if (!found->second || !wishes_at_once(found->second->wishes, row.kind)) continue;
    conversations.try_emplace({row.member, row.thread}, row.at);  // rows come in order
  }
  return conversations;
}

// The letter, or its putting off until the quiet hours are over. True when a letter was written.
bool write_one(store::Transaction& transaction, const LetterContext& context, const Due& due, Instant at) {
  if (transaction.one<std::optional<Instant>>(kStillDue, due.member, due.thread) !=
      std::optional(std::optional(due.due_at))) {
    return false;  // another node was faster
  }
  const auto to = letter_reader(transaction, context, due.member, at);
  if (to) {
    if (const auto morning = end_of_quiet(to->wishes, to->zone, at)) {
      transaction.run(kPutOff, due.member, due.thread, *morning);
      return false;
    }
  }
  const auto letter =
      to ? write_thread_letter(transaction, context, *to, {due.thread, due.post, due.since}, at) : std::nullopt;
  if (letter) mail::post(transaction, letter->letter);
  transaction.run(kTold, due.member, due.thread, letter ? letter->told_post : due.post, at);
  return letter.has_value();
}

}  // namespace

std::int64_t fold_tidings(store::Store& store, const LetterContext& context, Instant at) {
  std::int64_t waiting = 0;
  while (true) {
    std::map<Conversation, Instant> conversations;
    std::optional<Progress> progress;
    std::vector<Written> rows;
    store.read([&](store::Reader& reader) {
      progress = read_progress(reader, kName);
      if (!progress) return;
      rows = reader.all<Written>(kWritten, progress->through, progress->through_id, at - kSettled, kPage);
      conversations = to_be_told(reader, context, rows, at);
    });
    if (!progress) {  // what came before is no news
      store.write([&](store::Transaction& t) { keep_progress(t, kName, {(at - kSettled).microseconds, 0}); });
      return 0;
    }
    if (rows.empty()) return waiting;
    store.write([&](store::Transaction& transaction) {
      for (const auto& [conversation, since] : conversations) {
        transaction.run(kWait, conversation.first, conversation.second, since, since + kGatherActs);
      }
      keep_progress(transaction, kName, {rows.back().at.microseconds, rows.back().id});
    });
    waiting += static_cast<std::int64_t>(conversations.size());
    if (rows.size() < static_cast<std::size_t>(kPage)) return waiting;
  }
}

std::int64_t write_due_letters(store::Store& store, const LetterContext& context, Instant at,
                               const std::function<bool()>& stopping) {
  std::int64_t written = 0;
  while (!stopping || !stopping()) {
    const auto due = store.read([&](store::Reader& reader) { return reader.all<Due>(kDue, at, kTogether); });
    if (due.empty()) break;
    written += store.write([&](store::Transaction& transaction) {
      return std::ranges::count_if(due, [&](const Due& one) { return write_one(transaction, context, one, at); });
    });
  }
  return written;
}

void drop_old_marks(store::Store& store, Instant told_before) {
  while (store.write([&](store::Transaction& t) -> std::int64_t { return t.run(kOldMarks, told_before); }) > 0) {
  }
}

void tell_by_letter(Community& community) {
  auto& runner = community.jobs();
  runner.every(kFold, kFoldEvery, [&community, &runner](const jobs::Job&, store::Store& store) {
    const auto context = letter_context(community);
    fold_tidings(store, context, now());
    write_due_letters(store, context, now(), [&runner] { return runner.stopping(); });
  });
  runner.every(
      "letters.sweep", kDay,
      [](const jobs::Job&, store::Store& store) { drop_old_marks(store, now() - kKeepMarksFor); }, jobs::Pace::lengthy);
}

}  // namespace parvis::community
