// The title of a thread and the addresses made of it: a slug once used leads to the thread for ever.
#pragma once

#include <string>
#include <string_view>

#include "community/threads/thread.h"

namespace parvis::community {

// The title as stored, or a mistake about "title".
Outcome<std::string> check_title(std::string_view title);

// Changes the title: its author, or who moderates the space. The old title is kept in the first post's history. Returns
// the new slug; nothing is recorded when the title is the same.
std::string retitle(store::Transaction& transaction, const Act& act, ThreadId thread, const std::string& title,
                    const std::string& reason = "");

}  // namespace parvis::community
