// Erasing one member, step by step: each is a row of small writes that can be done again, and the last one done is
// remembered, so that an interruption costs little. Not for other folders; see erasure.h.
#pragma once

#include "community/privacy/erasure.h"

namespace parvis::community {

void run_erasure_steps(const Erasing& erasing, MemberId member);

// An account that nobody ever used, put away: its address was not confirmed, or its owner was not let in. Nothing was
// written by it, so one small write leaves a row without a person. One, or zero when they came in meanwhile.
std::int64_t forget_unused_account(store::Transaction& transaction, const Timeline& timeline, std::int64_t member);

// The tables that holdings.h leaves to the steps "by hand". For the test that none is forgotten.
bool is_erased_by_hand(std::string_view table);

}  // namespace parvis::community
