// Sessions: one row for each browser signed in. The browser holds 256 random bits in a cookie, the database only their
// hash. A session ends 30 days after it was last used, 180 days after it was opened, at sign-out, at a change of
// password or rights. Rules over a Transaction; usable from any thread. `SessionReader` (session_reader.h) is what
// every request asks.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "community/activity/activity.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

// A month away and one signs in again.
inline constexpr std::int64_t kSessionIdle = 30 * kDay;
// And however often it is used, one signs in again in the end.
inline constexpr std::int64_t kSessionLife = 180 * kDay;
// What a browser says of itself may be as long as it likes; the list shows three words of it.
inline constexpr std::size_t kMaxAgentLength = 400;
inline constexpr char kSessionCookie[] = "parvis";

// Where a session is opened from.
struct Device {
  std::string address;
  std::string agent;
};

// Opens a session and records it; the answer is the token for the cookie.
std::string open_session(store::Transaction& transaction, const Timeline& timeline, MemberId member,
                         const Device& device, Source source = Source::page);

struct OpenSession {
  std::int64_t id = 0;
  std::string token_hash;
  Instant created_at;
  Instant last_seen_at;
  std::string address;
  std::string agent;
};
// The latest used first.
std::vector<OpenSession> sessions_of(store::Reader& reader, MemberId member);

// Each answers how many ended. A session of somebody else is never touched.
std::int64_t end_session(store::Transaction& transaction, const Timeline& timeline, MemberId member, std::int64_t id);
std::int64_t end_session(store::Transaction& transaction, const Timeline& timeline, MemberId member,
                         std::string_view token_hash);
std::int64_t end_other_sessions(store::Transaction& transaction, const Timeline& timeline, MemberId member,
                                std::string_view kept_token_hash);
std::int64_t end_all_sessions(store::Transaction& transaction, MemberId member);

// "Firefox", "Linux": the two words of a User-Agent that tell devices apart; empty when it says neither.
struct DeviceWords {
  std::string browser;
  std::string system;
};
DeviceWords device_words(std::string_view agent);

}  // namespace parvis::community
