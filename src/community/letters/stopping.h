// Ending letters by a link in one of them (RFC 8058): the token in its address says who and what, and is worth nothing
// when a character of it is changed. Asking for the page consumes nothing; posting to it ends the letters, without a
// session. Pure functions, and rules over a Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "community/groups/group_change.h"
#include "community/letters/wishes.h"
#include "community/privacy/consent.h"

namespace parvis::community {

// What letters a token ends.
struct Stop {
  enum class What { topics, digests, group, purpose, all } what = What::all;
  MemberId member;
  std::int64_t subject = 0;  // topics as bits (1 << number); the group; the purpose
};
std::int64_t bit_of(Topic topic);

// Made from the community's secret, so that a job that waits does not hold the secret itself.
std::string stopping_key(std::string_view secret);
// What stands in a token, before its seal: "t6", "d", "g4q0tn0g00040", "p…".
std::string stop_topics(std::int64_t topics);
std::string stop_digests();
std::string stop_group(GroupId group);
std::string stop_purpose(PurposeId purpose);
std::string stopping_token(std::string_view key, MemberId member, std::string_view stops);
std::string stopping_address(std::string_view origin, std::string_view key, MemberId member, std::string_view stops);
// Nothing when it is forged or broken.
std::optional<Stop> read_stop(std::string_view key, std::string_view token);

struct StopAct {
  const Timeline& timeline;
  text::Language language = text::Language::en;
  std::string proof;  // "request 4q… from 192.0.2.1", for the ledger of consents
  Instant at;
};
// Ends what the token says, or all letters. Done again, it changes nothing.
enum class StopHow { these, all };
void stop_letters(store::Transaction& transaction, const StopAct& act, const Stop& stop, StopHow how);

}  // namespace parvis::community
