#include "core/store/tables.h"

namespace parvis::store {
namespace {

constexpr Sql kTables{R"(
  select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'
    and relname not in ('schema_version', 'store_writer')
    and relpersistence = 'p'  -- what is unlogged may be lost at any time
    -- what holds lexemes, and how many, is a full-text index
    and relname <> 'search_size' and not exists (
      select 1 from pg_attribute where attrelid = pg_class.oid and atttypid = 'tsvector'::regtype))"};
constexpr Sql kColumns{R"(
  select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
  order by attname collate "C")"};
constexpr Sql kTexts{R"(
  select attname from pg_attribute
  where attrelid = $1::regclass and attnum > 0 and not attisdropped and atttypid = 'text'::regtype
  order by attname collate "C")"};
constexpr Sql kParents{R"(
  select distinct relname from pg_constraint join pg_class on pg_class.oid = confrelid
  where conrelid = $1::regclass and contype = 'f' and confrelid <> conrelid)"};

}  // namespace

std::vector<Table> tables_of_postgres(Reader& reader) {
  std::vector<Table> tables;
  for (const auto& name : reader.all<std::string>(kTables)) {
    tables.push_back({name, reader.all<std::string>(kColumns, name), reader.all<std::string>(kParents, name),
                      reader.all<std::string>(kTexts, name)});
  }
  return tables;
}

}  // namespace parvis::store
