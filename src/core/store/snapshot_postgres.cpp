#include "core/store/snapshot.h"

namespace parvis::store {

std::uint64_t size_of_postgres(Reader& reader) {
  const auto bytes = reader.one<std::int64_t>(
      "select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint from pg_class c join pg_namespace n on n.oid = "
      "c.relnamespace where n.nspname = current_schema() and c.relkind = 'r'");
  return static_cast<std::uint64_t>(bytes.value_or(0));
}

}  // namespace parvis::store
