// Words between processes (core/store/words.h) that name members: "here 7 12", identifiers as in addresses.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "community/types.h"

namespace parvis::community {

inline constexpr char kHereWord[] = "here";  // were seen
inline constexpr char kLeftWord[] = "left";  // signed out

std::string word_of(std::string_view name, std::span<const MemberId> members);
// What is no identifier is passed over.
std::vector<MemberId> members_in(std::string_view word);

}  // namespace parvis::community
