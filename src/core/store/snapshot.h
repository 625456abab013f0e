// The whole SQLite database as one file, as it was at one instant, taken while others write: what a backup holds.
// Nobody waits for it: readers and the writer go on. And what must be known of such a file that nobody has open.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "core/store/store.h"

namespace parvis::store {

// Asked now and then by what takes long; when it answers no, that ends with a Fault.
using GoesOn = std::function<bool()>;

// Copies what the snapshot of `reader`, a SQLite database's, sees to `file`, which must not be there, page by page.
// Throws DiskFull when there is no room; what is there of `file` then is the caller's to remove.
void copy_snapshot(Reader& reader, const std::filesystem::path& file, const GoesOn& goes_on = {});

// How many bytes a copy of the database, whichever it is, takes at most.
std::uint64_t size_of_copy(Reader& reader);
std::uint64_t size_of_sqlite(Reader& reader);
std::uint64_t size_of_postgres(Reader& reader);

// What stands in a SQLite file that nobody else has open, which may be a stranger's: nothing in it is run.
struct FileFacts {
  std::vector<std::string> problems;         // of its pages, indexes and references; none when it is sound
  int schema = 0;                            // the last migration it had
  std::int64_t last_activity = 0;            // the greatest identifier on the timeline
  std::map<std::string, std::int64_t> rows;  // of each table that the program writes
};
// Throws Fault when the file is no database, or one that no Parvis wrote.
FileFacts facts_of(const std::filesystem::path& file, const GoesOn& goes_on = {});

// How many acts stand on the timeline of such a file with greater identifiers than `after`.
std::int64_t acts_after(const std::filesystem::path& file, std::int64_t after);
// Puts the log back into such a file and takes the log away, so that the file is whole by itself.
void fold_log(const std::filesystem::path& file);

}  // namespace parvis::store
