// What really differs between the databases, chosen by the one that is asked.
#include "core/store/condition.h"
#include "core/store/integrity.h"
#include "core/store/schema_snapshot.h"

namespace parvis::store {
namespace {

bool is_sqlite(Reader& reader) { return reader.connection().database() == Database::sqlite; }

}  // namespace

std::vector<std::string> check_integrity(Reader& reader) {
  return is_sqlite(reader) ? check_integrity_sqlite(reader) : check_integrity_postgres(reader);
}

bool takes_writes(Reader& reader) {
  return is_sqlite(reader) ? takes_writes_sqlite(reader) : takes_writes_postgres(reader);
}

std::int64_t bytes_on_disk(Reader& reader) {
  return is_sqlite(reader) ? bytes_on_disk_sqlite(reader) : bytes_on_disk_postgres(reader);
}

std::string schema_snapshot(Reader& reader) {
  return is_sqlite(reader) ? schema_snapshot_sqlite(reader) : schema_snapshot_postgres(reader);
}

}  // namespace parvis::store
