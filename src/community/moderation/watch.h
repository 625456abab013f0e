// What is looked at more closely before it stands anywhere: words and addresses on the community's list, and, while it
// asks for more care (after a raid), all that newcomers write. Asked by the rules that publish, inside their
// transaction, but for the filter, which is asked before; what somebody has looked at already, and what those who
// decide there write, passes. Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/threads/act.h"

namespace parvis::community {

using WatchedWordId = Id<struct WatchedWordTag>;

// The numbers are the database's and stay.
enum class WatchEffect { waits = 1, refused = 2 };

inline constexpr std::size_t kMaxWatchedWord = 100;
inline constexpr std::int64_t kMostWatchedWords = 500;  // each contribution is held against all of them

struct WatchedWord {
  WatchedWordId id;
  std::string words;
  std::string key;
  WatchEffect effect = WatchEffect::waits;
  Instant added_at;
};
std::vector<WatchedWord> watched_words(store::Reader& reader);  // in the order of their letters
// Several words must stand in this order; an address is its parts. False when there is nothing to watch for in it, or
// it is watched already with this effect. Conflict when there are too many.
bool watch(store::Transaction& transaction, const Timeline& timeline, MemberId by, std::string_view words,
           WatchEffect effect, Source source);
bool end_watch(store::Transaction& transaction, const Timeline& timeline, MemberId by, WatchedWordId id, Source source);

// What is written must be read by somebody first; `why` is for staff ("word:casino", "raid"). Pages and the API catch
// it and hold the contribution (contribution.h).
struct MustWait : Conflict {
  explicit MustWait(std::string reason);
  std::string why;
};

// Why it would wait for its words or the time being; nothing when it would not. Conflict for words that are refused.
std::optional<std::string> why_it_waits(store::Reader& reader, const Act& act, SpaceId space, std::string_view words);
// Why it would wait for looking like spam ("spam:87"), where the community wants that: asked by whoever takes words in,
// on its own thread before the write, since the filter reads some hundred counts and nobody else should wait for them.
// What it learns meanwhile counts for the next ones.
std::optional<std::string> why_suspected(store::Reader& reader, const Act& act, SpaceId space, std::string_view words);
// For changes to what stands there already: MustWait, which is a Conflict.
void require_unsuspicious(store::Store& store, const Act& act, SpaceId space, std::string_view words);
// What that asks, for a store::Foresight.
void foresee_calm(store::Reader& reader, const Viewer& author);
// As the rules ask: MustWait for what waits.
void require_calm(store::Reader& reader, const Act& act, SpaceId space, std::string_view words);

// The first of the watched words that stand in the text, those that are refused before those that wait.
std::optional<WatchedWord> find_watched(const std::vector<WatchedWord>& watched, std::string_view text);

}  // namespace parvis::community
