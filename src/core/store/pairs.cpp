// What really differs between the databases, chosen by the one that is asked.
#include "core/store/integrity.h"
#include "core/store/schema_snapshot.h"

namespace parvis::store {
namespace {

bool is_sqlite(Reader& reader) { return reader.connection().database() == Database::sqlite; }

}  // namespace

std::vector<std::string> check_integrity(Reader& reader) {
  return is_sqlite(reader) ? check_integrity_sqlite(reader) : check_integrity_postgres(reader);
}

std::string schema_snapshot(Reader& reader) {
  return is_sqlite(reader) ? schema_snapshot_sqlite(reader) : schema_snapshot_postgres(reader);
}

}  // namespace parvis::store
