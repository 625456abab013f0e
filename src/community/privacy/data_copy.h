// The copy of everything held about a member that they take away: a zip with one JSON file for each thing held. Made
// while they wait where it is small, else by a job that sends a letter when it is there; then its files are kept as
// blobs for a few days, for this member alone. Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/activity/activity.h"
#include "community/members/account_act.h"
#include "community/types.h"
#include "core/config/settings.h"
#include "core/store/store.h"
#include "core/text/language.h"

namespace parvis::jobs {
class Runner;  // core/jobs/jobs.h
}

namespace parvis::community {

using DataCopyId = Id<struct DataCopyTag>;

// What is made in a tenth of a second or so: so many rows, and no more than so many bytes before they are packed.
inline constexpr std::int64_t kMostRowsAtOnce = 2000;
inline constexpr std::size_t kMostBytesAtOnce = 4 * 1024 * 1024;
// Long enough for a letter read after a week-end.
inline constexpr std::int64_t kKeepCopyFor = 4 * kDay;
// Of what goes into one file, before it is packed: few files, and none of them large in memory.
inline constexpr std::size_t kCopyPart = 24 * 1024 * 1024;

// Counted no further than one more than is copied at once.
std::int64_t count_all_held(store::Reader& reader, MemberId member);

// The copy, as one archive or several; `take` gets each as it is ready.
void make_copy(store::Reader& reader, MemberId member, text::Language language,
               const std::function<void(std::string archive)>& take, std::size_t part = kCopyPart);

// The same as one archive of few bytes; nothing when it would be more.
std::optional<std::string> make_small_copy(store::Reader& reader, MemberId member, text::Language language);

struct DataCopy {
  DataCopyId id;
  Instant asked_at;
  std::optional<Instant> ready_at;
  Instant expires_at;
};
struct DataCopyPart {
  std::int64_t number = 0;
  std::string blob;
  std::int64_t size = 0;
};
// The last asked for that has not expired.
std::optional<DataCopy> last_copy(store::Reader& reader, MemberId member, Instant at = now());
std::vector<DataCopyPart> parts_of(store::Reader& reader, DataCopyId copy);
// Nothing when it is not this member's, not ready or expired.
std::optional<DataCopyPart> find_part(store::Reader& reader, MemberId member, DataCopyId copy, std::int64_t number,
                                      Instant at = now());

// Asks for one; the same as before while one is being made or waits to be fetched.
void ask_for_copy(store::Transaction& transaction, const AccountAct& act, MemberId member);
// Removes the files and rows of copies that were of use until `until`, or of one member.
void drop_copies(store::Store& store, const config::Settings& settings, Instant until);
void drop_copies_of(store::Store& store, const config::Settings& settings, MemberId member);

// Registers the job that makes copies, and what takes expired ones away. `settings` outlives the runner.
void make_copies(jobs::Runner& runner, const config::Settings& settings);

}  // namespace parvis::community
