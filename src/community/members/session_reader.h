// Who a cookie or a bearer token stands for. Asked by every request, so the answer is kept in memory: token hash →
// shared record, bounded, dropped at once when the member's session, role, profile or notifications change, and
// re-read after kRecordAge in any case (a command in another process may have changed them). Owned by Accounts; any
// thread may ask.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "community/members/member.h"
#include "community/members/presence.h"
#include "community/visibility/viewer.h"
#include "core/store/store.h"

namespace parvis::community {

// What is known of a member who is signed in.
struct MemberRecord {
  Viewer viewer;
  Preferences preferences;
  std::string title;
  std::int64_t unread_notifications = 0;
  bool lacks_second_factor = false;         // their role must have one, and they have none
  Instant read_at;                          // from the database
  mutable std::atomic<bool> stale = false;  // something changed: read it again
};

// A session or an API token that is valid now.
struct Recognised {
  std::shared_ptr<const MemberRecord> member;
  std::string token_hash;
  Scope scope = Scope::manage;
};

class SessionReader {
 public:
  static constexpr std::int64_t kRecordAge = 10 * kSecond;
  static constexpr std::size_t kMaxKept = 65'536;

  SessionReader(store::Store& store, Presence& presence) : store_(store), presence_(presence) {}

  // The member whose session this cookie opens; nothing when it is forged, expired or ended.
  std::optional<Recognised> resolve_session(std::string_view token);
  // Whether this cookie opened a session here lately; asks no database. For what must answer at once.
  bool knows_session(std::string_view token);
  // The member and scope of an API token.
  std::optional<Recognised> resolve_api_token(std::string_view bearer);

  // Must they set up a second factor before anything else? Asked by every request of who is signed in.
  bool lacks_second_factor(MemberId member);

  // Something of this member changed: the next request reads it again. Cheap; call it after the commit.
  void forget(MemberId member);
  // Anything may have changed: every next request reads again. Answers whom it knew.
  std::vector<MemberId> forget_all();
  // Writes what was seen since the last call (sessions' last_seen_at and expiry, members' last_seen_at, tokens'
  // last_used_at) in one transaction. Called about once a minute, off the way of requests.
  void write_last_seen();
  std::size_t kept() const;

 private:
  enum class Kind { session, api_token };
  struct Entry {
    std::shared_ptr<const MemberRecord> member;
    Scope scope = Scope::manage;
    Kind kind = Kind::session;
    Instant read_at;
    Instant expires_at;
    Instant ends_at;     // used or not
    Instant touched_at;  // put among `seen_` then
  };
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<std::string, Entry> entries;
  };
  struct Seen {
    Kind kind;
    MemberId member;
    Instant at;
  };
  struct Members {
    std::mutex mutex;
    std::unordered_map<MemberId, std::shared_ptr<const MemberRecord>> records;
    // Counts `forget`, so that what was read before one is not kept after it.
    std::atomic<std::uint64_t> forgotten{0};
  };
  static constexpr std::size_t kShards = 16;

  std::optional<Recognised> resolve(Kind kind, std::string_view token);
  std::optional<Entry> read_entry(Kind kind, const std::string& token_hash, Instant at);
  // `forgotten`: the count of the member's shard before anything of the member was read.
  std::shared_ptr<const MemberRecord> record_of(MemberId member, Instant at, std::uint64_t forgotten);
  using Forgotten = std::array<std::uint64_t, kShards>;
  Forgotten forgotten_so_far() const;
  Shard& shard_of(const std::string& token_hash);
  static std::size_t place_of(MemberId member);
  Members& members_of(MemberId member) { return members_[place_of(member)]; }
  void note_seen(const std::string& token_hash, Entry& entry, Instant at);

  store::Store& store_;
  Presence& presence_;
  std::array<Shard, kShards> shards_;
  std::array<Members, kShards> members_;
  std::mutex seen_mutex_;
  std::unordered_map<std::string, Seen> seen_;
};

}  // namespace parvis::community
