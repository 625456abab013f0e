#include "community/members/session.h"

#include "community/members/own_act.h"
#include "community/privacy/erasure.h"
#include "core/crypto/crypto.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

constexpr store::Sql kInsertSession{R"(
  insert into session (token_hash, id, member, created_at, last_seen_at, expires_at, address, agent)
  values ($1, $2, $3, $4, $4, $5, $6, $7))"};
constexpr store::Sql kSessions{R"(
  select id, token_hash, created_at, last_seen_at, address, agent from session
  where member = $1 and expires_at > $2 order by last_seen_at desc, id desc)"};
constexpr store::Sql kEndById{"delete from session where member = $1 and id = $2"};
constexpr store::Sql kEndByHash{"delete from session where member = $1 and token_hash = $2"};
constexpr store::Sql kEndOthers{"delete from session where member = $1 and token_hash <> $2"};
constexpr store::Sql kEndAll{"delete from session where member = $1"};
// One who signs in from a script every minute must not fill the table.
constexpr std::int64_t kMaxSessions = 100;
constexpr store::Sql kEndOldest{R"(
  delete from session where member = $1 and id not in (
    select id from session where member = $1 order by last_seen_at desc, id desc limit $2))"};

std::int64_t ended(store::Transaction& transaction, const Timeline& timeline, MemberId member, std::int64_t count) {
  if (count > 0) record_own(transaction, timeline, member, Verb::signed_out, Source::page);
  return count;
}

struct Mark {
  std::string_view in_agent;
  std::string_view word;
};

// In this order: Edge and Opera say Chrome too, Chrome says Safari too, Android says Linux too.
constexpr Mark kBrowsers[] = {
    {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},     {"Edg", "Edge"},
    {"OPR/", "Opera"},       {"Vivaldi/", "Vivaldi"},   {"SamsungBrowser/", "Samsung Internet"},
    {"CriOS/", "Chrome"},    {"Chromium/", "Chromium"}, {"Chrome/", "Chrome"},
    {"Safari/", "Safari"},   {"curl/", "curl"}};
constexpr Mark kSystems[] = {{"iPhone", "iPhone"},   {"iPad", "iPad"},    {"Android", "Android"}, {"CrOS", "ChromeOS"},
                             {"Windows", "Windows"}, {"Mac OS X", "Mac"}, {"Linux", "Linux"}};

template <std::size_t N>
std::string first_mark(std::string_view agent, const Mark (&marks)[N]) {
  for (const auto& mark : marks) {
    if (agent.find(mark.in_agent) != std::string_view::npos) return std::string(mark.word);
  }
  return {};
}

}  // namespace

std::string open_session(store::Transaction& transaction, const Timeline& timeline, MemberId member,
                         const Device& device, Source source) {
  auto token = crypto::random_token();
  const auto at = now();
  const std::string agent(text::is_utf8(device.agent) ? text::cut_at_character(device.agent, kMaxAgentLength) : "");
  transaction.run(kInsertSession, crypto::hash_token(token), next_id(), member, at, at + kSessionIdle, device.address,
                  agent);
  ended(transaction, timeline, member, transaction.run(kEndOldest, member, kMaxSessions));
  record_own(transaction, timeline, member, Verb::signed_in, source);
  withdraw_erasure(transaction, timeline, member, source);
  return token;
}

std::vector<OpenSession> sessions_of(store::Reader& reader, MemberId member) {
  return reader.all<OpenSession>(kSessions, member, now());
}

std::int64_t end_session(store::Transaction& transaction, const Timeline& timeline, MemberId member, std::int64_t id) {
  return ended(transaction, timeline, member, transaction.run(kEndById, member, id));
}

std::int64_t end_session(store::Transaction& transaction, const Timeline& timeline, MemberId member,
                         std::string_view token_hash) {
  return ended(transaction, timeline, member, transaction.run(kEndByHash, member, token_hash));
}

std::int64_t end_other_sessions(store::Transaction& transaction, const Timeline& timeline, MemberId member,
                                std::string_view kept_token_hash) {
  return ended(transaction, timeline, member, transaction.run(kEndOthers, member, kept_token_hash));
}

std::int64_t end_all_sessions(store::Transaction& transaction, MemberId member) {
  return transaction.run(kEndAll, member);
}

DeviceWords device_words(std::string_view agent) { return {first_mark(agent, kBrowsers), first_mark(agent, kSystems)}; }

}  // namespace parvis::community
