#include "core/store/statement.h"

#include <fmt/format.h>

namespace parvis::store {

const char* kind_name(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::null: return "null";
    case Value::Kind::integer: return "integer";
    case Value::Kind::real: return "real";
    case Value::Kind::text: return "text";
    case Value::Kind::blob: return "blob";
  }
  return "unknown";
}

void refuse_columns(const Statement& statement, int wanted) {
  throw Fault(fmt::format("the row has {} columns and its type {}: {}", statement.columns(), wanted, statement.text()));
}

void refuse_value(const Statement& statement, int column, Value::Kind kind) {
  throw Fault(
      fmt::format("column {} holds {}, which its type cannot take: {}", column + 1, kind_name(kind), statement.text()));
}

void refuse_parameters(const Statement& statement, int given) {
  throw Fault(
      fmt::format("{} parameters given to a statement with {}: {}", given, statement.parameters(), statement.text()));
}

}  // namespace parvis::store
