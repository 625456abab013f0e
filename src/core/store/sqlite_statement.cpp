#include "core/store/sqlite_statement.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace parvis::store {
namespace {

bool only_blanks(const char* begin, const char* end) {
  return std::all_of(begin, end, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == ';'; });
}

// The n of a parameter's name "$n"; 0 when it has another form.
int parameter_number(const char* name) {
  if (name == nullptr || name[0] != '$') return 0;
  const std::string_view digits(name + 1);
  int number = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc{} && stop == digits.data() + digits.size() ? number : 0;
}

}  // namespace

void throw_sqlite(sqlite3* database, int code, std::string_view text) {
  const auto message = fmt::format("{} ({}): {}", sqlite3_errmsg(database), code, text);
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: throw Duplicate(message);
    case SQLITE_FULL: throw DiskFull(message);
    default: throw Fault(message);
  }
}

SqliteStatement::SqliteStatement(sqlite3* database, std::string_view text, bool& spoiled)
    : database_(database), text_(text), spoiled_(spoiled) {
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(database, text_.data(), static_cast<int>(text_.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement_, &rest);
  if (code != SQLITE_OK) {
    spoiled_ = true;
    throw_sqlite(database, code, text);
  }
  try {
    if (statement_ == nullptr) throw Fault("an empty statement");
    if (!only_blanks(rest, text_.data() + text_.size())) throw Fault("more than one statement: " + text_);
    number_parameters();
  } catch (...) {
    sqlite3_finalize(statement_);
    throw;
  }
}

void SqliteStatement::number_parameters() {
  const int count = sqlite3_bind_parameter_count(statement_);
  positions_.assign(static_cast<std::size_t>(count), 0);
  for (int position = 1; position <= count; ++position) {
    const int number = parameter_number(sqlite3_bind_parameter_name(statement_, position));
    if (number < 1 || number > count) throw Fault("parameters must be $1, $2, … without a gap: " + text_);
    positions_[static_cast<std::size_t>(number - 1)] = position;
  }
}

void SqliteStatement::bind(int number, const Value& value) {
  const int position = positions_[static_cast<std::size_t>(number - 1)];
  const char* data = value.text.data() == nullptr ? "" : value.text.data();  // a null pointer would bind null
  int code = SQLITE_OK;
  switch (value.kind) {
    case Value::Kind::null: code = sqlite3_bind_null(statement_, position); break;
    case Value::Kind::integer: code = sqlite3_bind_int64(statement_, position, value.integer); break;
    case Value::Kind::real: code = sqlite3_bind_double(statement_, position, value.real); break;
    case Value::Kind::text:
      code = sqlite3_bind_text64(statement_, position, data, value.text.size(), SQLITE_STATIC, SQLITE_UTF8);
      break;
    case Value::Kind::blob:
      code = sqlite3_bind_blob64(statement_, position, data, value.text.size(), SQLITE_STATIC);
      break;
  }
  if (code != SQLITE_OK) throw_sqlite(database_, code, text_);
}

bool SqliteStatement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  spoiled_ = true;
  throw_sqlite(database_, code, text_);
}

Value SqliteStatement::column(int index) {
  switch (sqlite3_column_type(statement_, index)) {
    case SQLITE_INTEGER: return Value::of_integer(sqlite3_column_int64(statement_, index));
    case SQLITE_FLOAT: return Value::of_real(sqlite3_column_double(statement_, index));
    case SQLITE_TEXT: {
      const auto* begin = reinterpret_cast<const char*>(sqlite3_column_text(statement_, index));
      if (begin == nullptr) refuse_value();
      return Value::of_text({begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_, index))});
    }
    case SQLITE_BLOB: {
      const auto* begin = static_cast<const char*>(sqlite3_column_blob(statement_, index));
      if (begin == nullptr && sqlite3_errcode(database_) == SQLITE_NOMEM) refuse_value();
      return Value::of_blob({begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_, index))});
    }
    default: return {};
  }
}

// SQLite copies some values to give them, and gives none when there is no memory for it: not an empty text.
void SqliteStatement::refuse_value() {
  spoiled_ = true;
  throw_sqlite(database_, SQLITE_NOMEM, text_);
}

void SqliteStatement::reset() noexcept {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

}  // namespace parvis::store
