#include "core/store/bound.h"

namespace parvis::store {
namespace {

struct Lent {
  Lent(Reader& reader, const Bound& question)
      : timer(question.sql.text()), connection(reader.connection()), statement(connection.lend(question.sql)) {
    if (statement.parameters() != static_cast<int>(question.texts.size())) {
      connection.give_back(statement);
      refuse_parameters(statement, static_cast<int>(question.texts.size()));
    }
    int number = 0;
    for (const auto& text : question.texts) statement.bind(++number, Value::of_text(text));
  }
  ~Lent() { connection.give_back(statement); }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;

  QueryTimer timer;
  Connection& connection;
  Statement& statement;
};

}  // namespace

Sql parameter(std::size_t number) { return Sql("$") + Sql::name(std::to_string(number)); }

void each_number(Reader& reader, const Bound& question, const std::function<void(std::int64_t)>& take) {
  Lent lent(reader, question);
  lent.statement.expect_many();
  while (lent.statement.step()) take(lent.statement.column(0).integer);
}

std::int64_t number_of(Reader& reader, const Bound& question) {
  Lent lent(reader, question);
  return lent.statement.step() ? lent.statement.column(0).integer : 0;
}

}  // namespace parvis::store
