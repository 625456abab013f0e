// What the program keeps in memory about accounts: who the cookies stand for, who is here, how often each may try. One
// for each Community, which owns it; all parts may be used from any thread. `start` begins the thread that writes when
// members were last seen; the destructor ends it after a last write.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "community/activity/activity.h"
#include "community/members/presence.h"
#include "community/members/session_reader.h"
#include "core/crypto/crypto.h"
#include "core/limits/rate_limiter.h"
#include "core/store/store.h"

namespace parvis::community {

class Accounts {
 public:
  // Subscribes to the timeline: acts that change who a member is are forgotten by the session reader.
  Accounts(store::Store& store, Timeline& timeline);
  ~Accounts();
  Accounts(const Accounts&) = delete;
  Accounts& operator=(const Accounts&) = delete;

  SessionReader& sessions() { return sessions_; }
  Presence& presence() { return presence_; }
  limits::RateLimiter& limiter() { return limiter_; }
  // How much work a password costs; tests, where thousands sign in, make it cheap before they begin.
  crypto::Strength password_strength() const { return strength_; }
  void set_password_strength(crypto::Strength strength) { strength_ = strength; }

  // What an act of this process or another changes of who members are is read anew.
  void hear(const Activity& activity);

  // Once, by the serving program.
  void start();

 private:
  void keep_writing(const std::stop_token& stop);
  void sweep();

  store::Store& store_;
  Presence presence_;
  SessionReader sessions_;
  limits::RateLimiter limiter_;
  crypto::Strength strength_ = crypto::Strength::strong;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread writer_;
};

}  // namespace parvis::community
