#include "core/store/tables.h"

namespace parvis::store {
namespace {

// Ordinary tables only: a full-text index is "virtual", what it keeps for itself "shadow".
constexpr Sql kTables{
    "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%' and name "
    "<> 'schema_version'"};
constexpr Sql kColumns{"select name from pragma_table_info($1) order by name"};
constexpr Sql kTexts{"select name from pragma_table_info($1) where lower(type) = 'text' order by name"};
constexpr Sql kParents{"select distinct \"table\" from pragma_foreign_key_list($1) where \"table\" <> $1"};

}  // namespace

std::vector<Table> tables_of_sqlite(Reader& reader) {
  std::vector<Table> tables;
  for (const auto& name : reader.all<std::string>(kTables)) {
    tables.push_back({name, reader.all<std::string>(kColumns, name), reader.all<std::string>(kParents, name),
                      reader.all<std::string>(kTexts, name)});
  }
  return tables;
}

}  // namespace parvis::store
