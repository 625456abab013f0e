// A table that somebody brought as a file (units, influencers): kept as a draft while its columns are chosen and tried
// out, then what became of it, with the lines that were refused. Each kind has a table of the database of its own, all
// with the same columns; what its plan says the kind alone knows. Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

using TableFileId = Id<struct TableFileTag>;

enum class TableFileState { draft = 1, brought_in = 2 };

struct TableFile {
  TableFileId id;
  std::string file_name;
  std::string plan;  // JSON
  TableFileState state = TableFileState::draft;
  Instant created_at;
  std::int64_t made = 0, changed = 0, same = 0, refused = 0;
};
struct TableOutcome {
  std::int64_t made = 0, changed = 0, same = 0, refused = 0;
};

class TableFiles {
 public:
  explicit TableFiles(const store::Sql& table);

  TableFileId keep(store::Transaction& transaction, MemberId by, std::string_view name, std::string_view table,
                   std::string_view plan) const;
  std::optional<TableFile> find(store::Reader& reader, TableFileId id) const;
  // NotFound when it is not there any more.
  TableFile require(store::Reader& reader, TableFileId id) const;
  // The latest first, twenty at most.
  std::vector<TableFile> latest(store::Reader& reader) const;
  std::string content(store::Reader& reader, TableFileId id) const;   // empty once it was brought in
  std::string refusals(store::Reader& reader, TableFileId id) const;  // of the last try, or of the import

  void note_try(store::Transaction& transaction, TableFileId id, std::string_view plan,
                std::string_view refusals) const;
  // False when somebody brought it in, or forgot it, before.
  bool note_import(store::Transaction& transaction, TableFileId id, std::string_view plan, const TableOutcome& outcome,
                   std::string_view refusals) const;
  void drop(store::Transaction& transaction, TableFileId id) const;

 private:
  store::Sql insert_, find_, latest_, content_, refusals_, tried_, brought_in_, drop_;
};

}  // namespace parvis::community
