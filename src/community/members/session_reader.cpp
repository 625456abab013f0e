#include "community/members/session_reader.h"

#include "community/arriving/arriving_rules.h"
#include "community/members/second_factor.h"
#include "community/members/session.h"
#include "community/members/viewer_of.h"
#include "community/notifications/notification.h"
#include "community/passkeys/passkey.h"
#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

// How often it is noted that somebody is here: presence and the list of sessions are no finer.
constexpr std::int64_t kBetweenTouches = 20 * kSecond;
constexpr std::size_t kMaxTokenLength = 64;

constexpr store::Sql kSession{
    "select member, expires_at, created_at from session where token_hash = $1 and expires_at > $2"};
constexpr store::Sql kApiToken{"select member, scope from api_token where token_hash = $1"};

constexpr store::Sql kTouchSession{R"(
  update session set last_seen_at = $2, expires_at = case when $3 < created_at + $4 then $3 else created_at + $4 end
  where token_hash = $1)"};
constexpr store::Sql kTouchToken{"update api_token set last_used_at = $2 where token_hash = $1"};
constexpr store::Sql kTouchMember{"update member set last_seen_at = $2 where id = $1 and last_seen_at < $2"};

struct SessionRow {
  MemberId member;
  Instant expires_at, created_at;
};
struct TokenRow {
  MemberId member;
  Scope scope;
};
bool is_fresh(const MemberRecord& record, Instant at) {
  return !record.stale.load(std::memory_order_relaxed) && at - record.read_at < SessionReader::kRecordAge;
}

// Tokens are base64url, those of the API with "parvis_" before: anything else is not looked up.
bool is_token_shaped(std::string_view token) {
  if (token.size() < 43 || token.size() > kMaxTokenLength) return false;
  return std::ranges::all_of(token, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace

std::optional<Recognised> SessionReader::resolve_session(std::string_view token) {
  return resolve(Kind::session, token);
}

bool SessionReader::knows_session(std::string_view token) {
  if (!is_token_shaped(token)) return false;
  const auto hash = crypto::hash_token(token);
  auto& shard = shard_of(hash);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.entries.find(hash);
  return found != shard.entries.end() && found->second.kind == Kind::session && found->second.expires_at > now();
}

std::optional<Recognised> SessionReader::resolve_api_token(std::string_view bearer) {
  return resolve(Kind::api_token, bearer);
}

SessionReader::Shard& SessionReader::shard_of(const std::string& token_hash) {
  return shards_[std::hash<std::string>{}(token_hash) % kShards];
}

std::size_t SessionReader::place_of(MemberId member) {
  return static_cast<std::size_t>(member.value ^ (member.value >> 22)) % kShards;
}

SessionReader::Forgotten SessionReader::forgotten_so_far() const {
  Forgotten counts;
  for (std::size_t place = 0; place < kShards; ++place) counts[place] = members_[place].forgotten.load();
  return counts;
}

std::optional<Recognised> SessionReader::resolve(Kind kind, std::string_view token) {
  if (!is_token_shaped(token)) return std::nullopt;
  auto hash = crypto::hash_token(token);
  const auto at = now();
  auto& shard = shard_of(hash);
  std::unique_lock lock(shard.mutex);
  auto found = shard.entries.find(hash);
  const bool known = found != shard.entries.end() && found->second.kind == kind &&
                     is_fresh(*found->second.member, at) && at - found->second.read_at < kRecordAge;
  if (!known) {
    const auto touched_at = found == shard.entries.end() ? Instant{} : found->second.touched_at;
    lock.unlock();
    auto entry = read_entry(kind, hash, at);
    lock.lock();
    if (!entry) {
      shard.entries.erase(hash);
      return std::nullopt;
    }
    entry->touched_at = touched_at;
    if (shard.entries.size() >= kMaxKept / kShards) shard.entries.erase(shard.entries.begin());
    found = shard.entries.insert_or_assign(hash, std::move(*entry)).first;
  }
  auto& entry = found->second;
  if (entry.kind == Kind::session && entry.expires_at <= at) return std::nullopt;
  if (at - entry.touched_at >= kBetweenTouches) note_seen(hash, entry, at);
  return Recognised{entry.member, std::move(hash), entry.scope};
}

std::optional<SessionReader::Entry> SessionReader::read_entry(Kind kind, const std::string& token_hash, Instant at) {
  Entry entry{.kind = kind, .read_at = at};
  MemberId member;
  // Counted before the row is read: a session that ends between the row and the record is not remembered as open.
  const auto forgotten = forgotten_so_far();
  if (kind == Kind::session) {
    const auto row =
        store_.read([&](store::Reader& reader) { return reader.one<SessionRow>(kSession, token_hash, at); });
    if (!row) return std::nullopt;
    member = row->member;
    entry.expires_at = row->expires_at;
    entry.ends_at = row->created_at + kSessionLife;
  } else {
    const auto row = store_.read([&](store::Reader& reader) { return reader.one<TokenRow>(kApiToken, token_hash); });
    if (!row) return std::nullopt;
    member = row->member;
    entry.scope = row->scope;
  }
  entry.member = record_of(member, at, forgotten[place_of(member)]);
  if (!entry.member) return std::nullopt;
  return entry;
}

std::shared_ptr<const MemberRecord> SessionReader::record_of(MemberId member, Instant at, std::uint64_t forgotten) {
  auto& members = members_of(member);
  {
    const std::lock_guard lock(members.mutex);
    const auto found = members.records.find(member);
    const bool unchanged = members.forgotten == forgotten;
    if (unchanged && found != members.records.end() && is_fresh(*found->second, at)) return found->second;
  }
  auto record = std::make_shared<MemberRecord>();
  record->read_at = at;
  const bool exists = store_.read([&](store::Reader& reader) {
    auto known = viewer_of(reader, member, at);
    if (!known) return false;
    record->viewer = std::move(known->viewer);
    record->preferences = std::move(known->preferences);
    record->title = std::move(known->title);
    record->unread_notifications = count_unread(reader, member);
    record->lacks_second_factor = read_arriving(reader).asks_second_factor_of(record->viewer.role) &&
                                  !has_second_factor(reader, member) && !has_passkey(reader, member);
    return true;
  });
  if (!exists) return nullptr;
  const std::lock_guard lock(members.mutex);
  // What was read before something changed serves this one request and is not kept for the next.
  if (members.forgotten != forgotten) {
    record->stale = true;
    return record;
  }
  if (members.records.size() >= kMaxKept / kShards) members.records.erase(members.records.begin());
  members.records.insert_or_assign(member, record);
  return record;
}

bool SessionReader::lacks_second_factor(MemberId member) {
  const auto record = record_of(member, now(), members_of(member).forgotten.load());
  return record && record->lacks_second_factor;
}

void SessionReader::forget(MemberId member) {
  auto& members = members_of(member);
  const std::lock_guard lock(members.mutex);
  ++members.forgotten;
  const auto found = members.records.find(member);
  if (found == members.records.end()) return;
  found->second->stale = true;
  members.records.erase(found);
}

std::vector<MemberId> SessionReader::forget_all() {
  std::vector<MemberId> known;
  for (auto& members : members_) {
    const std::lock_guard lock(members.mutex);
    ++members.forgotten;
    for (const auto& [member, record] : members.records) {
      record->stale = true;
      known.push_back(member);
    }
    members.records.clear();
  }
  return known;
}

void SessionReader::note_seen(const std::string& token_hash, Entry& entry, Instant at) {
  entry.touched_at = at;
  const auto& viewer = entry.member->viewer;
  if (entry.kind == Kind::session) {
    entry.expires_at = std::min(at + kSessionIdle, entry.ends_at);
    presence_.seen({viewer.member, viewer.handle, viewer.display_name, viewer.role, entry.member->title, viewer.hue},
                   at);
  }
  const std::lock_guard lock(seen_mutex_);
  seen_.insert_or_assign(token_hash, Seen{entry.kind, viewer.member, at});
}

void SessionReader::write_last_seen() {
  decltype(seen_) seen;
  {
    const std::lock_guard lock(seen_mutex_);
    seen.swap(seen_);
  }
  if (seen.empty()) return;
  store_.write([&](store::Transaction& transaction) {
    for (const auto& [token_hash, one] : seen) {
      if (one.kind == Kind::session) {
        transaction.run(kTouchSession, token_hash, one.at, one.at + kSessionIdle, kSessionLife);
        transaction.run(kTouchMember, one.member, one.at);
      } else {
        transaction.run(kTouchToken, token_hash, one.at);
      }
    }
  });
}

std::size_t SessionReader::kept() const {
  std::size_t count = 0;
  for (const auto& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    count += shard.entries.size();
  }
  return count;
}

}  // namespace parvis::community
