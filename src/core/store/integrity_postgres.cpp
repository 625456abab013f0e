#include <fmt/format.h>

#include "core/store/integrity.h"

namespace parvis::store {
namespace {

struct Broken {
  std::string table, name;
};

constexpr Sql kInvalidIndexes{R"(
  select owner.relname, made.relname from pg_index join pg_class made on made.oid = indexrelid
  join pg_class owner on owner.oid = indrelid
  where made.relnamespace = current_schema()::regnamespace and not (indisvalid and indisready) order by 1, 2)"};
constexpr Sql kUnprovenKeys{R"(
  select conrelid::regclass::text, conname from pg_constraint
  where connamespace = current_schema()::regnamespace and not convalidated order by 1, 2)"};
// A foreign key as a question for rows that it should have refused; the server checks them when they are written, but
// not what a failing disk or a careless restore did since.
constexpr Sql kForeignKeys{R"(
  select conrelid::regclass::text, confrelid::regclass::text,
         (select string_agg(format('child.%I is not null', attname), ' and ') from pg_attribute
          where attrelid = conrelid and attnum = any (conkey)),
         (select string_agg(format('child.%I = parent.%I', mine.attname, theirs.attname), ' and ')
          from unnest(conkey, confkey) as pair (here, there)
          join pg_attribute mine on mine.attrelid = conrelid and mine.attnum = here
          join pg_attribute theirs on theirs.attrelid = confrelid and theirs.attnum = there)
  from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace order by 1, 2, conname)"};
constexpr Sql kChildren{"select (xpath('//orphans/text()', query_to_xml($1, true, false, '')))[1]::text::bigint"};

struct ForeignKey {
  std::string table, parent, given, equal;
};

}  // namespace

std::vector<std::string> check_integrity_postgres(Reader& reader) {
  std::vector<std::string> problems;
  for (const auto& [table, name] : reader.all<Broken>(kInvalidIndexes)) {
    problems.push_back(fmt::format("the index {} of {} is not usable: reindex it", name, table));
  }
  for (const auto& [table, name] : reader.all<Broken>(kUnprovenKeys)) {
    problems.push_back(fmt::format("the constraint {} of {} was never checked", name, table));
  }
  for (const auto& key : reader.all<ForeignKey>(kForeignKeys)) {
    const auto question = fmt::format(
        "select count(*) as orphans from {} child where {} and not exists (select 1 from {} parent where {})",
        key.table, key.given, key.parent, key.equal);
    const auto orphans = reader.one<std::int64_t>(kChildren, question).value_or(0);
    if (orphans == 0) continue;
    problems.push_back(
        fmt::format("{} rows of {} refer to a row of {} that does not exist", orphans, key.table, key.parent));
  }
  return problems;
}

}  // namespace parvis::store
