// What the pages that split and merge threads have in common.
#pragma once

#include "community/page/page.h"
#include "community/threads/merge.h"

namespace parvis::forum {

// The notices after which the way back stands in the thread.
inline constexpr const char* kSplitNotice = text::msgid("The conversation was split. It can be taken back for a day.");
inline constexpr const char* kMergeNotice =
    text::msgid("The conversations were merged. It can be taken back for a day.");

// With a sentence below the heading, when there is one.
void write_transfer_head(html::Writer& out, const community::Thread& thread, const std::string& heading,
                         const std::string& sentence = {});
// What was split and merged here in the last day, each with the way back.
void write_latest_transfers(html::Writer& out, const community::Visit& visit, const community::Thread& thread,
                            const std::vector<community::Transfer>& transfers);

}  // namespace parvis::forum
