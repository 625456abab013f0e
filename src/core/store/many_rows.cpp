#include "core/store/many_rows.h"

#include "core/store/storable.h"

namespace parvis::store {
namespace {

// Measured on an import of 190,000 rows: more rows gain nothing, since then what each row does to the indexes counts.
constexpr int kRowsOverServer = 32;

int rows_together(const Connection& connection, Failures failures) {
  return connection.database() == Database::sqlite || failures == Failures::at_once ? 1 : kRowsOverServer;
}

Sql parameter(int number) { return "$" + Sql::name(std::to_string(number)); }

// "($1, $2), ($3, $4)"
Sql rows_of(int columns, int rows) {
  Sql list = "";
  for (int number = 1; number <= columns * rows; ++number) {
    const bool begins = number % columns == 1 || columns == 1;
    const bool ends = number % columns == 0;
    list = list + (number == 1 ? Sql("(") : begins ? Sql(", (") : Sql(", ")) + parameter(number);
    if (ends) list = list + ")";
  }
  return list;
}

}  // namespace

ManyRows::ManyRows(Transaction& transaction, const Sql& into, int columns, const Sql& after, Failures failures)
    : connection_(transaction.connection()),
      failures_(failures),
      columns_(static_cast<std::size_t>(columns)),
      together_(columns_ * static_cast<std::size_t>(rows_together(connection_, failures))),
      one_(into + " values " + rows_of(columns, 1) + " " + after),
      some_(into + " values " + rows_of(columns, rows_together(connection_, failures)) + " " + after) {}

// A statement that only looks for something may be given any bytes; what is kept must come back the same.
void ManyRows::value(const Value& value) {
  if (value.kind == Value::Kind::text && connection_.database() == Database::postgres && !is_storable(value.text)) {
    throw Fault("a text that is no UTF-8, or holds a zero, cannot be kept in this database");
  }
  values_.push_back(value);
  if (values_.size() < together_) return;
  run(some_, 0, together_);
  values_.clear();
}

void ManyRows::put_in() {
  for (std::size_t row = 0; row < values_.size(); row += columns_) run(one_, row, row + columns_);
  values_.clear();
}

void ManyRows::run(const Sql& sql, std::size_t begin, std::size_t end) {
  auto& statement = connection_.lend(sql);
  struct GiveBack {
    ~GiveBack() { connection.give_back(statement); }
    Connection& connection;
    Statement& statement;
  } give_back{connection_, statement};
  int number = 0;
  for (auto at = begin; at < end; ++at) statement.bind(++number, values_[at]);
  const auto mark = connection_.perform(statement);
  if (failures_ == Failures::at_once) connection_.changed(mark);
}

}  // namespace parvis::store
