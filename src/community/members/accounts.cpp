#include "community/members/accounts.h"

#include "community/activity/activity.h"
#include "core/log/log.h"

namespace parvis::community {
namespace {

constexpr std::chrono::seconds kBetweenWrites{60};
constexpr std::int64_t kBetweenSweeps = kHour;

// What ran out a while ago, a few at a time: nobody waits for it.
constexpr store::Sql kEndedSessions{R"(
  delete from session where token_hash in (select token_hash from session where expires_at < $1 limit 1000))"};
constexpr store::Sql kEndedLinks{R"(
  delete from one_time_link where token_hash in (select token_hash from one_time_link where expires_at < $1 limit 1000))"};
constexpr store::Sql kEndedPassages{R"(
  delete from issuer_passage where token_hash in (
    select token_hash from issuer_passage where expires_at < $1 limit 1000))"};

}  // namespace

Accounts::Accounts(store::Store& store, Timeline& timeline) : store_(store), sessions_(store, presence_) {
  timeline.subscribe([this](const Activity& activity) { hear(activity); });
}

Accounts::~Accounts() = default;

void Accounts::hear(const Activity& activity) {
  // Whatever a member does or undergoes may change what their pages show; reading a record again costs microseconds.
  if (activity.counterpart) sessions_.forget(activity.counterpart);
  // What a role must have is asked of the record too.
  if (activity.verb == Verb::arriving_changed) sessions_.forget_all();
  const bool is_of_factor = activity.verb == Verb::second_factor_set || activity.verb == Verb::second_factor_removed ||
                            activity.verb == Verb::passkey_added || activity.verb == Verb::passkey_removed;
  if (is_of_factor) sessions_.forget(activity.actor);
  switch (activity.verb) {
    case Verb::signed_out:
    case Verb::address_confirmed:
    case Verb::account_claimed:
    case Verb::profile_changed:
    case Verb::password_changed:
    case Verb::address_changed:
    case Verb::erased:
    case Verb::group_founded:
    case Verb::group_changed:
    case Verb::group_joined:
    case Verb::group_left:
    case Verb::role_changed: sessions_.forget(activity.actor); break;
    case Verb::group_ended:
    case Verb::group_standing_given: sessions_.forget_all(); break;  // of several members at once, and seldom
    default: break;
  }
}

void Accounts::start() {
  writer_ = std::jthread([this](const std::stop_token& stop) { keep_writing(stop); });
}

void Accounts::keep_writing(const std::stop_token& stop) {
  Instant swept_at;
  while (!stop.stop_requested()) {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, kBetweenWrites, [] { return false; });
    lock.unlock();
    try {
      sessions_.write_last_seen();
      if (now() - swept_at > kBetweenSweeps) {
        sweep();
        swept_at = now();
      }
    } catch (const std::exception& fault) {
      log::warning("Could not write who was seen", {{"why", fault.what()}});
    }
  }
}

void Accounts::sweep() {
  store_.write([](store::Transaction& transaction) {
    transaction.run(kEndedSessions, now() - kDay);
    transaction.run(kEndedLinks, now() - 30 * kDay);
    transaction.run(kEndedPassages, now());
  });
}

}  // namespace parvis::community
