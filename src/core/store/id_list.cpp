#include "core/store/id_list.h"

namespace parvis::store {

Sql in_list(Reader& reader, const Sql& parameter) {
  if (reader.connection().database() == Database::sqlite) {
    // one database only: SQLite knows no arrays
    return Sql(" in (select value from json_each(") + parameter + Sql(")) ");
  }
  // one database only: an array, whose brackets are braces
  return Sql(" = any (translate(") + parameter + Sql(", '[]', '{}')::bigint[]) ");
}

}  // namespace parvis::store
