#include "core/store/transfer.h"

#include <fmt/format.h>

#include <ranges>

#include "core/crypto/crypto.h"
#include "core/store/many_rows.h"
#include "core/store/setting.h"
#include "core/store/tables.h"

namespace parvis::store {
namespace {

// Rows of one write: enough to share a commit, few enough to stay small in memory.
constexpr std::size_t kTogether = 1000;

constexpr char kSetting[] = "transfer";

struct Field {
  Value value;
  std::string text;  // what the value's view becomes when the row is left behind
};
using Row = std::vector<Field>;

Sql joined(const std::vector<std::string>& names) {
  Sql list = Sql::name(names.front());
  for (const auto& name : names | std::views::drop(1)) list = list + ", " + Sql::name(name);
  return list;
}

Sql reading(const Table& table) { return "select " + joined(table.columns) + " from " + Sql::name(table.name); }

Sql inserting(const Table& table) {
  return "insert into " + Sql::name(table.name) + " (" + joined(table.columns) + ")";
}

void append(std::string& bytes, const Value& value) {
  bytes.push_back(static_cast<char>(value.kind));
  switch (value.kind) {
    case Value::Kind::null: return;
    case Value::Kind::integer: bytes += std::to_string(value.integer); break;
    case Value::Kind::real: bytes += fmt::format("{}", value.real); break;
    case Value::Kind::text:
    case Value::Kind::blob:
      bytes += std::to_string(value.text.size()) + ":";
      bytes += value.text;
      break;
  }
  bytes.push_back(';');
}

// Adds up hashes of rows, so that their order does not matter and a row that is there twice counts twice.
class Sum {
 public:
  explicit Sum(std::string table) { sum_.table = std::move(table); }
  void add(const std::string& row) {
    sum_.hash += std::stoull(crypto::sha256_hex(row).substr(0, 16), nullptr, 16);
    ++sum_.rows;
  }
  const TableSum& sum() const { return sum_; }

 private:
  TableSum sum_;
};

// Gives each row of the table to `take(Statement&)`.
template <class Take>
void each_row(Reader& reader, const Table& table, const Take& take) {
  auto& connection = reader.connection();
  const Sql sql = reading(table);
  auto& statement = connection.lend(sql);
  struct GiveBack {
    ~GiveBack() { connection.give_back(statement); }
    Connection& connection;
    Statement& statement;
  } give_back{connection, statement};
  statement.expect_many();
  while (statement.step()) take(statement);
}

bool is_left_out(const Table& table) { return table.name == "search_pending"; }

TableSum sum_of(Reader& reader, const Table& table) {
  Sum sum(table.name);
  std::string bytes;
  each_row(reader, table, [&](Statement& statement) {
    bytes.clear();
    for (int i = 0; i < statement.columns(); ++i) append(bytes, statement.column(i));
    sum.add(bytes);
  });
  return sum.sum();
}

void insert_rows(Store& to, const Table& table, const std::vector<Row>& rows) {
  const Sql sql = inserting(table);
  to.write([&](Transaction& transaction) {
    ManyRows together(transaction, sql, static_cast<int>(table.columns.size()));
    for (const auto& row : rows) {
      for (const auto& field : row) {
        auto value = field.value;
        value.text = field.text;
        together.value(value);
      }
    }
    together.put_in();
  });
}

template <class Moved>
void copy(Reader& from, Store& to, const Table& table, const Moved& moved) {
  std::vector<Row> rows;
  const auto flush = [&] {
    if (!rows.empty()) insert_rows(to, table, rows);
    moved(static_cast<std::int64_t>(rows.size()));
    rows.clear();
  };
  each_row(from, table, [&](Statement& statement) {
    auto& row = rows.emplace_back();
    for (int i = 0; i < statement.columns(); ++i) {
      const auto value = statement.column(i);
      row.push_back({value, std::string(value.text)});
    }
    if (rows.size() == kTogether) flush();
  });
  flush();
}

std::int64_t count_rows(Reader& reader, const std::vector<Table>& tables) {
  std::int64_t rows = 0;
  for (const auto& table : tables) rows += *reader.one<std::int64_t>("select count(*) from " + Sql::name(table.name));
  return rows;
}

std::vector<Table> tables_to_move(Reader& reader) {
  auto tables = tables_of(reader);
  std::erase_if(tables, is_left_out);
  return tables;
}

// Takes out what an interrupted transfer left; refuses what is somebody's.
void make_room(Store& to, const std::vector<Table>& tables) {
  const bool begun = is_half_moved(to);
  for (const auto& table : tables | std::views::reverse) {
    const Sql any = "select count(*) from (select 1 from " + Sql::name(table.name) + " limit 1) as found";
    if (to.read([&](Reader& reader) { return reader.one<std::int64_t>(any).value_or(0); }) == 0) continue;
    if (!begun) throw Fault("There is a community in the target already (" + table.name + "): give an empty place.");
    to.write([&](Transaction& transaction) { transaction.run("delete from " + Sql::name(table.name)); });
  }
  to.write([](Transaction& transaction) { save_setting_once(transaction, kSetting, "begun"); });
}

}  // namespace

bool is_half_moved(Store& store) {
  return store.read([](Reader& reader) { return read_setting(reader, kSetting).has_value(); });
}

std::vector<TableSum> sums_of(Store& store) {
  return store.read([](Reader& reader) {
    std::vector<TableSum> sums;
    for (const auto& table : tables_to_move(reader)) sums.push_back(sum_of(reader, table));
    return sums;
  });
}

std::vector<TableSum> transfer(Store& from, Store& to, const MoveProgress& progress) {
  std::vector<TableSum> sent;
  from.read([&](Reader& reader) {
    const auto tables = tables_to_move(reader);
    make_room(to, tables);
    const auto all = count_rows(reader, tables);
    std::int64_t moved = 0;
    for (const auto& table : tables) {
      copy(reader, to, table, [&](std::int64_t more) {
        moved += more;
        if (progress) progress(moved, all);
      });
      sent.push_back(sum_of(reader, table));
    }
  });
  to.write([](Transaction& transaction) { end_setting(transaction, kSetting); });
  const auto arrived = sums_of(to);
  if (arrived != sent) {
    to.write([](Transaction& transaction) { save_setting_once(transaction, kSetting, "begun"); });
    throw Fault("What arrived is not what was sent: keep the source, and tell the makers of Parvis.");
  }
  return arrived;
}

}  // namespace parvis::store
