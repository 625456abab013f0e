// Being forgotten: a member asks for it, has some days to think again (signing in is enough), and is then erased by a
// job that goes on where it was interrupted. What is left is a row without a person, so that no count breaks: "a former
// member" (docs/decisions/0019-erasure.md). Rules over Reader and Transaction; any thread.
#pragma once

#include <functional>
#include <optional>

#include "community/activity/activity.h"
#include "community/members/account_act.h"
#include "community/types.h"
#include "core/config/settings.h"
#include "core/store/store.h"

namespace parvis::jobs {
class Runner;  // core/jobs/jobs.h
}

namespace parvis::community {

// What becomes of what they wrote: it stands there under nobody's name, or its words go too.
enum class WordsLeft { stay = 1, go = 2 };

struct Erasure {
  MemberId member;
  WordsLeft words = WordsLeft::stay;
  Instant asked_at;
  Instant due_at;
  std::optional<Instant> done_at;
};
std::optional<Erasure> erasure_of(store::Reader& reader, MemberId member);

// How long one may think again: the community's setting, this many days unless it chose another number.
inline constexpr std::int64_t kGraceDays = 7;
inline constexpr std::int64_t kMostGraceDays = 30;  // "without undue delay", a month at most (GDPR article 12)
std::int64_t grace_days(store::Reader& reader);
void set_grace_days(store::Transaction& transaction, std::int64_t days);

// Asks for it: sessions and programs end, a letter says until when it can be undone. Conflict when nobody would be left
// to manage the community.
void ask_erasure(store::Transaction& transaction, const AccountAct& act, MemberId member, WordsLeft words);
// Somebody came back: what was asked for is forgotten. True when there was something to forget. Called by whatever
// opens a session.
bool withdraw_erasure(store::Transaction& transaction, const Timeline& timeline, MemberId member, Source source);

// What erasing stands on; lives as long as the community.
struct Erasing {
  store::Store& store;
  const Timeline& timeline;
  const config::Settings& settings;
  // Asked between two slices: what it throws ends the work there, to be gone on with later.
  std::function<void()> between = {};

  void give_way() const {
    if (between) between();
  }
};
// Erases the member to the end, however often it was interrupted. Harmless when they are erased already.
void erase(const Erasing& erasing, MemberId member);

// Registers the job. What it is given outlives the runner.
void erase_members(jobs::Runner& runner, const Timeline& timeline, const config::Settings& settings);

}  // namespace parvis::community
