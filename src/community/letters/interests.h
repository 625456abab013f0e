// What a member reads, writes about and follows, and with whom they exchange, as far as it tells what they would like
// to read next; and what of a thread is of interest to them. Everything follows from their own acts, and each choice
// has a reason that can be said in a sentence. Functions over a Reader, and pure ones; any thread.
#pragma once

#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "community/letters/digest_pool.h"

namespace parvis::community {

struct Interests {
  MemberId member;
  std::unordered_set<std::int64_t> followed_threads, followed_tags, followed_spaces, followed_members;
  std::unordered_map<std::int64_t, double> tags, spaces;  // how often, lately
  std::unordered_set<std::int64_t> own_tags, own_spaces;  // where they write, not only read
  std::unordered_map<std::int64_t, double> people;        // with whom they exchange
};
Interests interests_of(store::Reader& reader, MemberId member);

struct Because {
  enum class Kind {
    followed_thread,  // new posts in a conversation they follow
    followed_member,  // somebody they follow opened it or takes part
    exchanged,        // the same of somebody they exchange with
    open_question,    // nobody has answered, and they write about that tag or in that space
    followed_tag,
    followed_space,
    tag,
    space,
    received,  // many thanked for it
  } kind = Kind::received;
  std::int64_t subject = 0;  // the tag, space or member
};
struct Interest {
  double weight = 0;  // from kLeast on, worth a line
  Because reason;
  static constexpr double kLeast = 3;
};
// Nothing for a thread that is no news to the member. `language`: the member's ("fr").
std::optional<Interest> interest_in(const PooledThread& thread, const Interests& interests, std::string_view language);

}  // namespace parvis::community
