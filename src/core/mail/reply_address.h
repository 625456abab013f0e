// Addresses that letters come in at: each says, sealed, which member it was given to and what for, so that what arrives
// there is known to answer that letter, or to report on it. The token is one run of letters and digits, the same in
// small letters and capitals (servers change them). Pure functions.
//
//   reply+<token>@domain    answers to a letter about a post: Reply-To
//   bounce+<token>@domain   what servers say when the letter cannot be delivered: the return path
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/secret.h"

namespace parvis::mail {

// What the addresses are sealed with; the same on every node and for as long as letters are answered.
struct ReplySecret {
  Secret key;
};
// From the community's own secret.
ReplySecret reply_secret(std::string_view community_secret);

// The local part ("reply+…"), of 51 characters.
std::string reply_address(const ReplySecret& secret, std::int64_t member, std::int64_t post);

struct ReplyPlace {
  std::int64_t member = 0, post = 0;
  bool operator==(const ReplyPlace&) const = default;
};
// Nothing unless it is a local part that `reply_address` made with this secret.
std::optional<ReplyPlace> read_reply_address(const ReplySecret& secret, std::string_view local_part);

// The local part ("bounce+…") for letters to this address of a member. Bound to the address, so that a late report
// about a former address says nothing of the present one.
std::string bounce_address(const ReplySecret& secret, std::int64_t member, std::string_view address);

struct BouncePlace {
  std::int64_t member = 0;
  std::string mark;  // address_mark of the address
};
std::optional<BouncePlace> read_bounce_address(const ReplySecret& secret, std::string_view local_part);
// Some bytes that tell addresses apart and do not give them away.
std::string address_mark(std::string_view address);

}  // namespace parvis::mail
