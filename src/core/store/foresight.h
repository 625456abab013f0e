// Saying what will be asked. A database that is far answers it together with what is asked before it, in one round
// trip; one that is near has nothing to gain, and nothing is done.
#pragma once

#include <any>
#include <map>
#include <typeindex>

#include "core/store/store.h"

namespace parvis::store {

// A connection whose answers come from another program.
class FarConnection {
 public:
  virtual ~FarConnection() = default;
  // Sends a bound statement that only reads.
  virtual void foresee(Statement& statement) = 0;

  // What somebody knows of this database and keeps with the connection, so as not to ask again: one of each type, as it
  // is made at first. It may have become wrong meanwhile; it ends with the connection.
  template <class Knowledge>
  Knowledge& kept() {
    auto& kept = kept_[std::type_index(typeid(Knowledge))];
    if (!kept.has_value()) kept = Knowledge{};
    return std::any_cast<Knowledge&>(kept);
  }

 private:
  std::map<std::type_index, std::any> kept_;
};

// This will be asked on `reader`, by `one` or `all`, before anything is changed. When it is not, that costs its answer
// and nothing else.
template <class... Args>
void foresee(Reader& reader, const Sql& sql, const Args&... args) {
  struct Lent {
    ~Lent() { connection.give_back(statement); }
    Connection& connection;
    Statement& statement;
  };
  auto* far = dynamic_cast<FarConnection*>(&reader.connection());
  if (far == nullptr) return;
  const Lent lent{reader.connection(), reader.connection().lend(sql)};
  int number = 0;
  (lent.statement.bind(++number, to_value(args)), ...);
  far->foresee(lent.statement);
}

}  // namespace parvis::store
