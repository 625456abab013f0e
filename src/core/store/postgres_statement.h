// PostgreSQL's side of `Statement`: parameters kept in binary form until the statement is sent, then the rows of its
// answer. Prepared under a name when it will come again, and again when the types of its parameters differ. Belongs to
// the thread that uses its connection.
#pragma once

#include <libpq-fe.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/store/footprint.h"
#include "core/store/postgres_value.h"
#include "core/store/statement.h"
#include "core/store/statement_cache.h"

namespace parvis::store {

class PostgresConnection;

// A statement as the server knows it.
struct Prepared {
  enum class State { asked_for, ready, failed };
  std::string name;
  std::vector<Oid> types;
  State state = State::asked_for;
};

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, FreeResult>;
using SharedResult = std::shared_ptr<const PGresult>;

class PostgresStatement : public Statement {
 public:
  PostgresStatement(PostgresConnection& connection, std::string_view text, Lasting lasting);
  ~PostgresStatement() override;
  PostgresStatement(const PostgresStatement&) = delete;
  PostgresStatement& operator=(const PostgresStatement&) = delete;

  int parameters() const override { return static_cast<int>(types_.size()); }
  void bind(int number, const Value& value) override;
  bool step() override;
  int columns() const override { return PQnfields(result_.get()); }
  Value column(int index) override;
  void reset() noexcept override;
  void expect_many() override { many_ = true; }
  std::string_view text() const override { return *text_; }
  const std::shared_ptr<const std::string>& shared_text() const { return text_; }
  // The parameters with their types, as they are sent: equal when the same is asked.
  std::string bound() const;
  // Each of them; and to be sent as they were, which must live until then.
  std::vector<Parameter> taken() const;
  void bind(const std::vector<Parameter>& parameters);
  const Footprint& footprint() const { return footprint_; }

 private:
  friend class PostgresConnection;

  PostgresConnection& connection_;
  std::shared_ptr<const std::string> text_;  // shared with what is still to be answered
  Lasting lasting_;
  Footprint footprint_;
  std::shared_ptr<Prepared> prepared_;
  std::vector<Oid> types_;
  std::vector<std::array<char, 8>> numbers_;
  std::vector<const char*> values_;
  std::vector<int> lengths_, formats_;
  std::vector<std::string> cleaned_;  // texts that the server would refuse, as it takes them
  SharedResult result_;
  int row_ = 0;
  bool many_ = false;
  std::string cursor_;  // the server's, that holds the rows not fetched yet
};

}  // namespace parvis::store
