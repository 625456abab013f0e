#include "core/store/schema_snapshot.h"

namespace parvis::store {
namespace {

// The store's own table is no part of the community's schema.
constexpr Sql kTables{R"(
  select 'table ' || relname || '(' ||
    (select string_agg(attname || ' ' || format_type(atttypid, atttypmod) ||
        case when collname = 'C' then ' collate C' when collname is null then '' else ' collate ' || collname end ||
        case when attnotnull then ' not null' else '' end || coalesce(' default ' || pg_get_expr(adbin, adrelid), ''),
        ', ' order by attnum)
     from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
     left join pg_collation on pg_collation.oid = attcollation
     where attrelid = pg_class.oid and attnum > 0 and not attisdropped) || ')'
  from pg_class
  where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> 'store_writer'
  order by relname collate "C")"};
constexpr Sql kConstraints{R"(
  select replace('constraint ' || conrelid::regclass || ': ' || pg_get_constraintdef(oid), '"', '')
  from pg_constraint
  where connamespace = current_schema()::regnamespace and conrelid::regclass::text <> 'store_writer'
  order by conrelid::regclass::text collate "C", conname collate "C")"};
constexpr Sql kIndexes{R"(
  select replace(indexdef, current_schema() || '.', '') from pg_indexes
  where schemaname = current_schema() and tablename <> 'store_writer'
  order by tablename collate "C", indexname collate "C")"};

}  // namespace

std::string schema_snapshot_postgres(Reader& reader) {
  std::string snapshot;
  for (const auto& question : {kTables, kConstraints, kIndexes}) {
    for (const auto& line : reader.all<std::string>(question)) snapshot += line + ";\n";
  }
  return snapshot;
}

}  // namespace parvis::store
