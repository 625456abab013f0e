// The kinds of letters that come because a member takes part, and whether they are still wished: asked when one is
// written, and once more when it is sent. A function over a Reader; any thread.
#pragma once

#include <string_view>

#include "community/letters/wishes.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

inline constexpr char kThreadLetter[] = "told";         // subject: topics, as bits (1 << number)
inline constexpr char kDigestLetter[] = "digest";       // subject: 0
inline constexpr char kGroupLetter[] = "group_letter";  // subject: the group

bool is_wished(store::Reader& reader, std::string_view kind, MemberId member, std::int64_t subject);

}  // namespace parvis::community
