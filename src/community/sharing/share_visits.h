// How many come by the addresses of conversations that were handed on. Gathered in memory and written every minute; a
// visitor counts once for an address for some hours, by a sum of their network address that is made with a number this
// process forgets after them, so that nothing is kept of anybody. Programs that fetch a page for a preview are told
// apart by what browsers alone send.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/sharing/share.h"

namespace parvis::community {

class Community;

// Any thread.
void count_share_visit(ShareId share, std::string_view visitor);

void add_share_visits(store::Transaction& transaction, ShareId share, std::int64_t day, std::int64_t visits);

// What does not agree: all that came by addresses, and what came on their days.
std::vector<std::string> check_share_visits(store::Reader& reader);

// Writes what was gathered, every minute and at the end.
void keep_share_visits(Community& community);

}  // namespace parvis::community
