#include "core/store/condition.h"

namespace parvis::store {
namespace {

// What new transactions are by preset: this one may be read-only because it reads.
constexpr Sql kRefuses{
    "select case when pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' then 1 else 0 "
    "end"};
constexpr Sql kBytes{
    "select coalesce(sum(pg_total_relation_size(oid)), 0)::bigint from pg_class "
    "where relnamespace = current_schema()::regnamespace and relkind = 'r'"};

}  // namespace

bool takes_writes_postgres(Reader& reader) { return reader.one<int>(kRefuses).value_or(1) == 0; }

std::int64_t bytes_on_disk_postgres(Reader& reader) { return reader.one<std::int64_t>(kBytes).value_or(0); }

}  // namespace parvis::store
