#include "community/tables/table_file.h"

#include "core/errors.h"

namespace parvis::community {
namespace {

using store::Sql;

constexpr int kShown = 20;

constexpr Sql kColumns{"select id, file_name, plan, state, created_at, made, changed, same, refused from "};
constexpr Sql kUpdate{"update "};

}  // namespace

TableFiles::TableFiles(const Sql& table)
    : insert_(Sql("insert into ") + table +
              Sql(" (id, made_by, file_name, content, plan, state, created_at) values ($1, $2, $3, $4, $5, 1, $6)")),
      find_(kColumns + table + Sql(" where id = $1")),
      latest_(kColumns + table + Sql(" order by id desc limit $1")),
      content_(Sql("select content from ") + table + Sql(" where id = $1")),
      refusals_(Sql("select refusals from ") + table + Sql(" where id = $1")),
      tried_(kUpdate + table + Sql(" set plan = $2, refusals = $3 where id = $1 and state = 1")),
      brought_in_(kUpdate + table + Sql(R"(
        set plan = $2, refusals = $3, made = $4, changed = $5, same = $6, refused = $7, state = 2, content = '',
          ended_at = $8
        where id = $1 and state = 1)")),
      drop_(Sql("delete from ") + table + Sql(" where id = $1")) {}

TableFileId TableFiles::keep(store::Transaction& transaction, MemberId by, std::string_view name,
                             std::string_view table, std::string_view plan) const {
  const auto id = make_id<TableFileId>();
  transaction.run(insert_, id, by, name, table, plan, now());
  return id;
}

std::optional<TableFile> TableFiles::find(store::Reader& reader, TableFileId id) const {
  return reader.one<TableFile>(find_, id);
}

TableFile TableFiles::require(store::Reader& reader, TableFileId id) const {
  auto found = find(reader, id);
  if (!found) throw NotFound({"This file is not here any more."});
  return std::move(*found);
}

std::vector<TableFile> TableFiles::latest(store::Reader& reader) const {
  return reader.all<TableFile>(latest_, kShown);
}

std::string TableFiles::content(store::Reader& reader, TableFileId id) const {
  return reader.one<std::string>(content_, id).value_or("");
}

std::string TableFiles::refusals(store::Reader& reader, TableFileId id) const {
  return reader.one<std::string>(refusals_, id).value_or("");
}

void TableFiles::note_try(store::Transaction& transaction, TableFileId id, std::string_view plan,
                          std::string_view refusals) const {
  transaction.run(tried_, id, plan, refusals);
}

bool TableFiles::note_import(store::Transaction& transaction, TableFileId id, std::string_view plan,
                             const TableOutcome& outcome, std::string_view refusals) const {
  return transaction.run(brought_in_, id, plan, refusals, outcome.made, outcome.changed, outcome.same, outcome.refused,
                         now()) > 0;
}

void TableFiles::drop(store::Transaction& transaction, TableFileId id) const { transaction.run(drop_, id); }

}  // namespace parvis::community
