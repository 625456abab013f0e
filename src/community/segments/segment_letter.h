// What managers write to a segment, for a purpose: sent to those who are in the segment and agree to the purpose when
// their letter's turn comes (letters/bulk_letter.h); one click in each withdraws the consent. Functions over Reader and
// Transaction; any thread.
#pragma once

#include "community/letters/bulk_letter.h"
#include "community/privacy/consent.h"
#include "community/segments/segment.h"

namespace parvis::community {

inline constexpr std::size_t kMaxSegmentLetterBody = 20'000;

// Conflict when the purpose had as many today as there may be. `sender`: for whom the letters speak.
void write_to_segment(store::Transaction& transaction, const SpaceAct& act, const Segment& segment, PurposeId purpose,
                      const BulkLetterWords& letter, const Sender& sender, std::string_view secret);
// Of those in it: how many agree to the purpose, with a confirmed address.
std::int64_t count_receivers(store::Reader& reader, SegmentId segment, PurposeId purpose);
// The latest first.
std::vector<SentLetter> letters_of(store::Reader& reader, SegmentId segment, int at_most);

void deliver_segment_letters(jobs::Runner& runner);

// Of the addresses that letters sent earlier have to end them.
std::string segment_leaving_key(std::string_view secret);

}  // namespace parvis::community
