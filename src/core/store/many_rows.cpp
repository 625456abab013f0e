#include "core/store/many_rows.h"

#include "core/store/storable.h"

namespace parvis::store {
namespace {

// Measured on an import of 190,000 rows: more rows gain nothing, since then what each row does to the indexes counts.
constexpr std::size_t kRowsOverServer = 32;
constexpr std::size_t kFewRows = 4;  // what is left over

std::size_t rows_together(const Connection& connection, Failures failures) {
  return connection.database() == Database::sqlite || failures == Failures::at_once ? 1 : kRowsOverServer;
}

Sql parameter(std::size_t number) { return "$" + Sql::name(std::to_string(number)); }

// "($1, $2), ($3, $4)"
Sql rows_of(std::size_t columns, std::size_t rows) {
  Sql list = "";
  for (std::size_t row = 0; row < rows; ++row) {
    Sql values = row == 0 ? Sql("(") : Sql(", (");
    for (std::size_t column = 1; column <= columns; ++column) {
      values = values + (column == 1 ? Sql("") : Sql(", ")) + parameter(row * columns + column);
    }
    list = list + values + ")";
  }
  return list;
}

}  // namespace

ManyRows::ManyRows(Transaction& transaction, const Sql& into, int columns, const Sql& after, Failures failures,
                   RowsWait waiting)
    : connection_(transaction.connection()),
      into_(into),
      after_(after),
      failures_(failures),
      waiting_(waiting),
      columns_(static_cast<std::size_t>(columns)),
      together_(rows_together(connection_, failures)) {
  if (together_ == 1) waiting_ = RowsWait::until_enough;
}

// A statement that only looks for something may be given any bytes; what is kept must come back the same.
void ManyRows::value(const Value& value) {
  if (value.kind == Value::Kind::text && connection_.database() == Database::postgres && !is_storable(value.text)) {
    throw Fault("a text that is no UTF-8, or holds a zero, cannot be kept in this database");
  }
  values_.push_back(value);
  if (waiting_ == RowsWait::until_put_in) {
    if (value.text.data() != nullptr) values_.back().text = texts_.emplace_back(value.text);
    return;
  }
  if (values_.size() < together_ * columns_) return;
  run(0, together_);
  values_.clear();
}

void ManyRows::put_in() {
  const auto all = values_.size() / columns_;
  for (std::size_t row = 0; row < all;) {
    const auto left = all - row;
    const auto rows = left >= together_ ? together_ : left >= kFewRows && together_ > kFewRows ? kFewRows : 1;
    run(row, rows);
    row += rows;
  }
  values_.clear();
  texts_.clear();
}

const Sql& ManyRows::statement(std::size_t rows) {
  auto& statement = rows == 1 ? one_ : rows == kFewRows ? few_ : some_;
  if (!statement) statement = into_ + " values " + rows_of(columns_, rows) + " " + after_;
  return *statement;
}

void ManyRows::run(std::size_t begin, std::size_t rows) {
  auto& statement = connection_.lend(this->statement(rows));
  struct GiveBack {
    ~GiveBack() { connection.give_back(statement); }
    Connection& connection;
    Statement& statement;
  } give_back{connection_, statement};
  int number = 0;
  for (auto at = begin * columns_; at < (begin + rows) * columns_; ++at) statement.bind(++number, values_[at]);
  const auto mark = connection_.perform(statement);
  if (failures_ == Failures::at_once) connection_.changed(mark);
}

}  // namespace parvis::store
