// How far an import is, kept in the table `setting` in the transaction of each batch: what a stopped import is taken
// up from, and what tells a second run from a first. A plain value.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/store/store.h"
#include "exchange/stackexchange/dump_file.h"
#include "exchange/stackexchange/import.h"

namespace parvis::exchange {

struct Checkpoint {
  std::string fingerprint;               // of the folder: names and sizes of its files
  std::string stage;                     // to be done next; kDone at the end
  DumpPosition position;                 // in the stage's file
  bool first_run = true;                 // nothing of this site had arrived when it began
  bool changed = false;                  // something arrived: the counters are to be recounted
  std::optional<std::int64_t> moved_by;  // added to every instant of this site, at later runs too
  std::uint64_t report_bytes = 0;
  std::vector<StageFigures> figures;

  static constexpr const char* kDone = "done";
  StageFigures& of(std::string_view stage_name);

  std::string to_json() const;
  static std::optional<Checkpoint> from_json(std::string_view json);
};

std::optional<Checkpoint> load_checkpoint(store::Reader& reader, const std::string& source);
void save_checkpoint(store::Transaction& transaction, const std::string& source, const Checkpoint& checkpoint);

std::string fingerprint_of(const std::filesystem::path& folder);

}  // namespace parvis::exchange
