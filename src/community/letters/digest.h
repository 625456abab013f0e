// The digest: what a member would have liked to read since the last one, each line with its reason, and what concerns
// them that they wish to hear of together. Nothing they have read, nothing they may not see, nothing that an earlier
// digest named; none when there is nothing. Functions over a Reader; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/letters/interests.h"
#include "community/letters/letter_reader.h"
#include "core/mail/letter.h"

namespace parvis::community {

// What a digest may hold: the day's, the week's, or on the day of the week both.
struct DigestScope {
  bool daily = false, weekly = false;
  Instant daily_from, weekly_from, until;
  std::vector<ThreadId> shown = {};  // by earlier ones
  bool holds(Frequency frequency) const {
    return (daily && frequency == Frequency::daily) || (weekly && frequency == Frequency::weekly);
  }
};

struct DigestTiding {
  std::string sentence, path;
  Instant at;
};
struct DigestItem {
  ThreadId thread;
  std::string title, path, language;
  std::string space;  // its name
  std::string author;
  int hue = 0;
  std::int64_t posts = 0;
  Instant at;
  std::string beginning;
  std::string reason;  // one sentence
};
struct Digest {
  std::vector<DigestTiding> tidings;  // what concerns the member
  std::int64_t more_tidings = 0;
  std::vector<DigestItem> items;
  bool is_empty() const { return tidings.empty() && items.empty(); }
  std::int64_t size() const { return static_cast<std::int64_t>(tidings.size() + items.size()); }
};

inline constexpr std::size_t kMostItems = 8;
inline constexpr std::size_t kMostTidingsInDigest = 10;

Digest make_digest(store::Reader& reader, const LetterContext& context, const LetterReader& to, DigestPool& pool,
                   const DigestScope& scope);

// The letter; nothing when the member wishes none any more.
std::optional<mail::Letter> write_digest_letter(store::Reader& reader, const LetterContext& context,
                                                const LetterReader& to, const Digest& digest, const DigestScope& scope);

}  // namespace parvis::community
