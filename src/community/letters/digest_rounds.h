// Who is sent a digest, and when: each member's next one is due at their hour, in their zone (table digest). A job
// looks every minute; digests are chosen on reading connections and posted some at a time, each with the mark that says
// when the next is due, in one transaction, so that a round that is cut short goes on where it was and nothing comes
// twice. No more are made than the mail server takes, so that letters about accounts never stand behind thousands of
// them.
#pragma once

#include <functional>

#include "community/letters/digest.h"
#include "core/jobs/jobs.h"

namespace parvis::community {

class Community;

inline constexpr int kDigestsTogether = 64;
inline constexpr std::int64_t kMostInRound = 512;  // then other jobs have their turn

// Gives members who came since the last time their first date. Answers how many.
std::int64_t enrol_for_digests(store::Store& store, const LetterContext& context, Instant at);

struct DigestRound {
  std::int64_t looked_at = 0, posted = 0;
  bool has_more = false;  // it ended before all were looked at
};
DigestRound send_due_digests(store::Store& store, const LetterContext& context, DigestPool& pool, Instant at,
                             const std::function<bool()>& stopping = {});

// What the member's next digest would hold if it were made now; nothing when they wish none or can receive none.
struct DigestPreview {
  Digest digest;
  DigestScope scope;
  std::optional<Instant> due;
};
std::optional<DigestPreview> preview_digest(store::Reader& reader, const LetterContext& context, const LetterReader& to,
                                            Instant at);

void send_digests(Community& community);

}  // namespace parvis::community
