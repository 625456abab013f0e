// What the timeline and the numbers of posts must satisfy. Reading only; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/store/store.h"

namespace parvis::exchange {

// Every act names things that exist: its object, its actor and counterpart, its space and thread.
std::vector<std::string> check_timeline(store::Reader& reader);

// The posts of a thread are numbered from 1, by date, and an accepted answer is a post of its thread.
std::vector<std::string> check_post_numbers(store::Reader& reader);

}  // namespace parvis::exchange
