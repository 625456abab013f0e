#include "community/privacy/holding_rows.h"

#include <boost/json.hpp>
#include <limits>

#include "core/store/tables.h"

namespace parvis::community {
namespace {

using Kind = HeldValue::Kind;

// Identifiers are made of milliseconds since 2025: anything smaller is a plain number.
constexpr std::int64_t kLeastId = std::int64_t{1} << 40;

bool is_named(std::string_view list, std::string_view name) {
  for (std::size_t at = 0; at < list.size();) {
    const auto end = std::min(list.find(' ', at), list.size());
    if (list.substr(at, end - at) == name) return true;
    at = end + 1;
  }
  return false;
}

std::vector<std::string> told_columns(store::Reader& reader, const Holding& holding) {
  std::vector<std::string> told;
  for (const auto& table : store::tables_of(reader)) {
    if (table.name != holding.table) continue;
    for (const auto& column : table.columns) {
      if (!is_named(holding.others, column) && !is_named(holding.withheld, column)) told.push_back(column);
    }
  }
  if (told.empty()) throw Fault("no such table: " + std::string(holding.table));
  return told;
}

bool is_instant(std::string_view column) { return column == "at" || column.ends_with("_at"); }
// Days are counted from 1970, as views folded from the timeline keep them.
constexpr std::string_view kDayColumn = "day";

HeldValue told(const std::string& column, const store::Value& value) {
  HeldValue one{.column = column};
  switch (value.kind) {
    case store::Value::Kind::null: break;
    case store::Value::Kind::integer:
      one.number = column == kDayColumn ? value.integer * kDay : value.integer;
      one.kind = is_instant(column) || column == kDayColumn ? Kind::instant
                 : value.integer >= kLeastId                ? Kind::id
                                                            : Kind::number;
      one.text = one.kind == Kind::instant ? to_rfc3339(Instant{one.number})
                 : one.kind == Kind::id    ? id_text(value.integer)
                                           : std::to_string(value.integer);
      break;
    case store::Value::Kind::real:
      one.kind = Kind::text;
      one.text = std::to_string(value.real);
      break;
    case store::Value::Kind::text:
    case store::Value::Kind::blob:
      one.kind = Kind::text;
      one.text = std::string(value.text);
      break;
  }
  return one;
}

store::Sql listed(const std::vector<std::string>& columns) {
  auto list = store::Sql::name(columns.front());
  for (std::size_t at = 1; at < columns.size(); ++at) list = list + ", " + store::Sql::name(columns[at]);
  return list;
}

void each_row(store::Reader& reader, const store::Sql& sql, const std::vector<std::string>& columns,
              const std::vector<std::int64_t>& parameters, const std::function<void(HeldRow)>& take) {
  auto& connection = reader.connection();
  auto& statement = connection.lend(sql);
  struct GiveBack {
    ~GiveBack() { connection.give_back(statement); }
    store::Connection& connection;
    store::Statement& statement;
  } give_back{connection, statement};
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    statement.bind(static_cast<int>(at) + 1, store::Value::of_integer(parameters[at]));
  }
  statement.expect_many();
  while (statement.step()) {
    HeldRow row;
    for (std::size_t at = 0; at < columns.size(); ++at) {
      row.push_back(told(columns[at], statement.column(static_cast<int>(at))));
    }
    take(std::move(row));
  }
}

store::Sql from(const Holding& holding) {
  return " from " + store::Sql::name(holding.table) + " where (" + holding.theirs + ")";
}

std::string json_of(const HeldRow& row, const HeldNames& names) {
  boost::json::object object;
  for (const auto& value : row) {
    switch (value.kind) {
      case Kind::nothing: object[value.column] = nullptr; break;
      case Kind::number: object[value.column] = value.number; break;
      default: object[value.column] = value.text;
    }
    if (const auto name = names.of(value.column, value.number); !name.empty()) object[value.column + "_name"] = name;
  }
  return boost::json::serialize(object);
}

}  // namespace

std::int64_t count_held(store::Reader& reader, const Holding& holding, MemberId member, std::int64_t most) {
  return *reader.one<std::int64_t>("select count(*) from (select 1" + from(holding) + " limit $2) as counted", member,
                                   most);
}

HeldPage held_page(store::Reader& reader, const Holding& holding, MemberId member, std::int64_t before,
                   text::Language language) {
  const auto below = before == 0 ? std::numeric_limits<std::int64_t>::max() : before;
  // Several rows may share a key (an import brings them in by the second): a page ends with the last of its kind.
  const auto keys = reader.all<std::int64_t>("select " + holding.key + from(holding) + " and " + holding.key +
                                                 " < $2 order by " + holding.key + " desc limit $3",
                                             member, below, kHeldPerPage);
  HeldPage page{.names = HeldNames(language)};
  if (keys.empty()) return page;
  const auto columns = told_columns(reader, holding);
  each_row(reader,
           "select " + listed(columns) + from(holding) + " and " + holding.key + " < $2 and " + holding.key +
               " >= $3 order by " + holding.key + " desc",
           columns, {member.value, below, keys.back()}, [&](HeldRow row) { page.rows.push_back(std::move(row)); });
  for (const auto& row : page.rows) {
    for (const auto& value : row) {
      if (value.kind == Kind::id) page.names.learn(reader, value.column, value.number);
    }
  }
  if (keys.size() == static_cast<std::size_t>(kHeldPerPage)) page.next = keys.back();
  return page;
}

void each_held(store::Reader& reader, const Holding& holding, MemberId member, text::Language language,
               const std::function<void(const std::string& json)>& take) {
  const auto columns = told_columns(reader, holding);
  // Names first: while the rows come, nothing else can be asked.
  HeldNames names(language);
  for (const auto& column : columns) {
    if (!HeldNames::has(column)) continue;
    const auto name = store::Sql::name(column);
    const auto ids = reader.all<std::int64_t>("select distinct " + name + from(holding) + " and " + name + " >= $2",
                                              member, kLeastId);
    for (const auto id : ids) names.learn(reader, column, id);
  }
  each_row(reader, "select " + listed(columns) + from(holding) + " order by " + holding.key, columns, {member.value},
           [&](const HeldRow& row) { take(json_of(row, names)); });
}

}  // namespace parvis::community
