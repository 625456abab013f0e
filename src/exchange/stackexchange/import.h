// A whole community of Stack Exchange arrives: the files of its dump (Users, Tags, Posts, Comments, Votes, Badges,
// PostLinks, PostHistory .xml in one folder) become members, threads, posts and every act on the timeline, with their
// own dates, in one space for questions. Reading, checking and rendering happen on a second thread, so that memory
// holds a few batches of rows whatever the size of the dump. Each batch is one transaction that also remembers how far
// the import is: killed at any moment and run again, it ends the same; run twice, the second adds nothing. A row that
// cannot arrive is refused alone, with its file, line and reason in the report.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/types.h"
#include "core/store/store.h"
#include "exchange/progress.h"

namespace parvis::exchange {

// As the dump has them; or all moved on by one span of whole weeks, the greatest that puts none of them into the
// future: a past community looks alive, its days of the week, hours and rhythms as they were.
enum class Dates { kept, moved_to_now };

struct ImportOptions {
  bool dry_run = false;    // count and check everything, write nothing
  std::string site;        // what this import is known by at a second run; empty: the folder's name
  std::string space_name;  // of the space made for it; empty: the site
  Dates dates = Dates::kept;
  std::filesystem::path report;  // a line for each row refused or remarked on; empty: none is written
  std::function<void(const Progress&)> on_progress;  // after each batch; what it throws stops the import there
  std::size_t batch_rows = 5000;                     // in one transaction
};

struct StageFigures {
  std::string stage;         // "members"
  std::int64_t read = 0;     // rows of the file that this pass takes
  std::int64_t arrived = 0;  // in this import, the part before an interruption included
  std::int64_t there = 0;    // had arrived at an earlier run
  std::int64_t refused = 0;
  std::int64_t remarks = 0;  // arrived, with something said of them in the report
};

struct ImportResult {
  std::vector<StageFigures> stages;
  std::int64_t rows = 0;  // read by this run
  double seconds = 0;
  bool resumed = false;                  // took up a stopped import
  std::optional<std::int64_t> moved_by;  // what was added to every instant, when dates are moved
  community::SpaceId space;              // zero in a dry run
  std::int64_t arrived() const;
  std::int64_t refused() const;
};

// Throws Refusal when the folder holds no dump that can be read.
void require_dump(const std::filesystem::path& folder);

// Throws what require_dump throws, Fault when a file or the database cannot be used.
ImportResult import_stackexchange(store::Store& store, const std::filesystem::path& folder,
                                  const ImportOptions& options);

// The figures as a table for the one who typed the command.
std::string import_summary(const ImportResult& result, const ImportOptions& options);

}  // namespace parvis::exchange
