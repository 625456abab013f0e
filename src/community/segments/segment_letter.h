// Letters to a segment, for a purpose: kept, and sent by a job, some at a time and none while many wait, to those who
// are in the segment and agree to the purpose when their letter's turn comes; the mail asks the consent once more
// before it sends (core/mail/purpose.h). One click in each withdraws the consent (RFC 8058,
// community/letters/stopping.h). Functions over Reader and Transaction; any thread.
#pragma once

#include "community/members/account_act.h"
#include "community/privacy/consent.h"
#include "community/segments/segment.h"
#include "core/jobs/jobs.h"

namespace parvis::community {

inline constexpr std::size_t kMaxSegmentLetterSubject = 120;
inline constexpr std::size_t kMaxSegmentLetterBody = 20'000;
inline constexpr int kSegmentLettersADay = 2;  // of one purpose: what was agreed to was no flood

struct SegmentLetter {
  PurposeId purpose;
  std::string subject, body;  // plain text, paragraphs set apart by empty lines
};
// Conflict when the purpose had as many today as there may be. `sender`: for whom the letters speak.
void write_to_segment(store::Transaction& transaction, const SpaceAct& act, const Segment& segment,
                      const SegmentLetter& letter, const Sender& sender, std::string_view secret);
// Of those in it: how many agree to the purpose, with a confirmed address.
std::int64_t count_receivers(store::Reader& reader, SegmentId segment, PurposeId purpose);

struct SentSegmentLetter {
  std::string subject, author_name, purpose;
  Instant written_at;
  std::int64_t receivers = 0;
  std::int64_t waited = 0;     // of them, whose letter waited for its turn (letters/letter_turn.h)
  std::int64_t held_back = 0;  // beside them, to whom it did not go since its turn would have come too late
};
std::vector<SentSegmentLetter> letters_of(store::Reader& reader, SegmentId segment, int at_most);

void deliver_segment_letters(jobs::Runner& runner);

// Letters sent earlier have addresses of their own for leaving, which go on working: `key` is made from the community's
// secret.
std::string leaving_key(std::string_view secret);
std::string leaving_token(std::string_view key, PurposeId purpose, MemberId member);
// What the end of such an address says; nothing when it is forged.
struct LetterLeaving {
  PurposeId purpose;
  MemberId member;
};
std::optional<LetterLeaving> read_letter_leaving(std::string_view secret, std::string_view token);

}  // namespace parvis::community
