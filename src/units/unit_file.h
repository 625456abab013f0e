// A file of units that a manager brought: kept as a draft while its columns are chosen and tried out, then what became
// of it, with the lines that were refused. Functions over Reader and Transaction; any thread.
#pragma once

#include "units/unit_import.h"

namespace parvis::units {

using UnitFileId = Id<struct UnitFileTag>;

enum class FileState { draft = 1, brought_in = 2 };
inline constexpr int kUnitFilesShown = 20;

struct UnitFile {
  UnitFileId id;
  std::string file_name;
  std::string plan;  // JSON
  FileState state = FileState::draft;
  Instant created_at;
  std::int64_t made = 0, changed = 0, same = 0, refused = 0;
};
UnitFileId keep_unit_file(store::Transaction& transaction, community::MemberId by, std::string_view name,
                          std::string_view table, const UnitPlan& plan);
std::optional<UnitFile> find_unit_file(store::Reader& reader, UnitFileId id);
std::vector<UnitFile> latest_unit_files(store::Reader& reader);
std::string content_of(store::Reader& reader, UnitFileId id);   // empty once it was brought in
std::string refusals_of(store::Reader& reader, UnitFileId id);  // of the last try, or of the import

// What a try, or the import, gave.
void note_try(store::Transaction& transaction, UnitFileId id, const UnitPlan& plan, const std::string& refusals);
// False when somebody brought it in, or forgot it, before.
bool note_import(store::Transaction& transaction, UnitFileId id, const UnitPlan& plan, const ImportReport& report,
                 const std::string& refusals);
void drop_unit_file(store::Transaction& transaction, UnitFileId id);

}  // namespace parvis::units
