#include "community/letters/letter_turn.h"

#include <algorithm>
#include <boost/json.hpp>

#include "community/community_zone.h"
#include "community/letters/hours.h"
#include "community/letters/wishes.h"
#include "community/members/new_member.h"
#include "community/privacy/consent.h"
#include "community/rights/saved_setting.h"
#include "core/errors.h"
#include "core/mail/post.h"
#include "core/mail/queue.h"
#include "core/store/setting.h"

namespace parvis::community {
namespace {

constexpr char kSetting[] = "letter_cap";
namespace json = boost::json;

constexpr std::int64_t kHoldBack = 30 * kSecond;

constexpr store::Sql kBefore{"select at from letter_turn where member = $1 order by at desc limit $2"};
constexpr store::Sql kTake{"insert into letter_turn (id, member, sort, at) values ($1, $2, $3, $4)"};
constexpr store::Sql kZone{"select time_zone from member where id = $1"};
constexpr store::Sql kAddress{
    "select email from member where id = $1 and email is not null and email_confirmed_at is not null"};
constexpr store::Sql kGiveUp{"delete from letter_turn where id = $1"};
constexpr store::Sql kStoppedToSegment{R"(
  update segment_letter set receivers = receivers - 1, waited = waited - 1, stopped = stopped + 1 where id = $1)"};
constexpr store::Sql kStoppedToGroup{R"(
  update group_letter set receivers = receivers - 1, waited = waited - 1, stopped = stopped + 1 where id = $1)"};
constexpr store::Sql kForget{R"(
  delete from letter_turn where id in (select id from letter_turn where at < $1 order by at limit $2))"};

std::int64_t number_in(const json::object& object, const char* key, std::int64_t most, std::int64_t otherwise) {
  const auto* value = object.if_contains(key);
  return value && value->is_int64() ? std::clamp<std::int64_t>(value->as_int64(), 0, most) : otherwise;
}

// The rule of the cap, then that of the quiet hours.
Turn turn_after(store::Reader& reader, const std::vector<Instant>& before, const LetterCap& cap, MemberId member,
                Instant at) {
  Turn turn{room_after(before, cap, at), Turn::Because::nothing};
  if (turn.at > at) turn.because = Turn::Because::cap;
  auto zone = reader.one<std::string>(kZone, member).value_or("");
  if (zone.empty()) zone = community_zone(reader);
  if (const auto end = end_of_quiet(read_wishes(reader, member), text::TimeZone::of(zone), turn.at)) {
    turn.at = *end;
    if (turn.because == Turn::Because::nothing) turn.because = Turn::Because::quiet;
  }
  return turn;
}

// Beside the letter that waits stands who sends it, and which turn it took.
struct Waiting {
  SentBy by;
  std::int64_t turn = 0;
};

std::string waiting_text(const mail::Letter& letter, const Waiting& waiting) {
  auto object = json::parse(mail::to_json(letter)).as_object();
  object["sent_by"] = json::object{{"sort", static_cast<std::int64_t>(waiting.by.sort)},
                                   {"author", waiting.by.author.value},
                                   {"letter", waiting.by.letter},
                                   {"turn", waiting.turn}};
  return json::serialize(object);
}

// One that waits since an earlier version does not say who sends it: nobody, who may not.
Waiting read_waiting(std::string_view payload) {
  const auto object = json::parse(json::string_view(payload.data(), payload.size())).as_object();
  const auto* by = object.if_contains("sent_by");
  if (!by) return {};
  const auto number = [&](const char* key) { return by->as_object().at(key).as_int64(); };
  return {{static_cast<LetterSort>(number("sort")), {number("author")}, number("letter")}, number("turn")};
}

void stop_waiting(store::Transaction& transaction, const Waiting& waiting) {
  transaction.run(kGiveUp, waiting.turn);
  if (waiting.by.sort == LetterSort::segment) transaction.run(kStoppedToSegment, waiting.by.letter);
  if (waiting.by.sort == LetterSort::group) transaction.run(kStoppedToGroup, waiting.by.letter);
}

void post_waiting(const jobs::Job& job, store::Store& store) {
  const bool many = store.read([](store::Reader& reader) { return mail::many_wait(reader); });
  store.write([&](store::Transaction& transaction) {
    jobs::finish(transaction, job);
    auto letter = mail::letter_from_json(job.payload);
    const auto waiting = read_waiting(job.payload);
    const MemberId to{letter.purpose.person()};
    // It may have waited for a week: the address of then may be somebody else's by now, and its author no officer.
    auto address = transaction.one<std::string>(kAddress, to);
    if (!address || !mail::is_address(*address) || !may_still_go(transaction, waiting.by, to, now()) ||
        !consent_ledger().allow(transaction, letter.purpose)) {
      return stop_waiting(transaction, waiting);
    }
    letter.to = std::move(*address);
    if (many) {
      jobs::enqueue(transaction, kTurnJob, job.payload, now() + kHoldBack, email_key(letter.to));
    } else {
      mail::post_agreed(transaction, letter);
    }
  });
}

void forget_old_turns(store::Store& store) {
  constexpr std::int64_t kAtOnce = 2000;
  for (std::int64_t dropped = 1; dropped > 0;) {
    dropped = store.write([&](store::Transaction& transaction) -> std::int64_t {
      return transaction.run(kForget, now() - kMostCapDays * kDay, kAtOnce);
    });
  }
}

}  // namespace

LetterCap read_letter_cap(store::Reader& reader) {
  const auto object = saved_setting(reader, kSetting);
  return {number_in(object, "letters", kMostCapLetters, 0),
          std::max<std::int64_t>(1, number_in(object, "days", kMostCapDays, LetterCap{}.days))};
}

void set_letter_cap(store::Transaction& transaction, const SpaceAct& act, const LetterCap& cap) {
  if (read_letter_cap(transaction) == cap) return;
  store::save_setting(transaction, kSetting,
                      json::serialize(json::object{{"letters", cap.letters}, {"days", cap.days}}));
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = Verb::community_changed,
                                    .detail = "letter cap",
                                    .source = act.source});
}

Instant room_after(const std::vector<Instant>& before, const LetterCap& cap, Instant at) {
  if (cap.letters <= 0) return at;
  const auto most = static_cast<std::size_t>(cap.letters);
  if (!before.empty()) at = std::max(at, before.front());
  if (before.size() < most) return at;
  return std::max(at, before[most - 1] + cap.days * kDay);
}

Turn turn_of(store::Reader& reader, MemberId member, Instant at) {
  const auto cap = read_letter_cap(reader);
  const auto before = reader.all<Instant>(kBefore, member, std::max<std::int64_t>(cap.letters, 1));
  return turn_after(reader, before, cap, member, at);
}

Posted post_in_turn(store::Transaction& transaction, const mail::Letter& letter, const SentBy& by, Instant at) {
  const MemberId member{letter.purpose.person()};
  if (!member) throw Fault("a letter of the team's own accord is to nobody");
  const auto turn = turn_of(transaction, member, at);
  if (turn.at - at > kWaitsAtMost) return Posted::not_at_all;
  const auto id = next_id();
  transaction.run(kTake, id, member, by.sort, turn.at);
  if (turn.is_now(at)) {
    mail::post_agreed(transaction, letter);
    return Posted::now;
  }
  jobs::enqueue(transaction, kTurnJob, waiting_text(letter, {by, id}), turn.at, email_key(letter.to));
  return Posted::later;
}

void post_when_their_turn_comes(jobs::Runner& runner) {
  runner.on(kTurnJob, post_waiting);
  runner.every("letters.turns", kDay, [](const jobs::Job&, store::Store& store) { forget_old_turns(store); });
}

}  // namespace parvis::community
