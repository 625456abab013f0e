// Questions sent before they are asked, so that their answers come with another's in one round trip: kept by statement
// and parameters until somebody asks, and good only as long as nothing was changed since. Belongs to one connection.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/store/postgres_statement.h"

namespace parvis::store {

struct Foreseen {
  std::shared_ptr<const std::string> text;
  std::string parameters;
  std::int64_t changing;    // how many statements that may change something were sent before
  Result answer = nullptr;  // once it came
};

class PostgresForesight {
 public:
  std::shared_ptr<Foreseen> note(const PostgresStatement& statement, std::int64_t changing);
  // What was foreseen of this statement with these parameters, once; null when there is none that still holds.
  std::shared_ptr<Foreseen> take(const PostgresStatement& statement, std::int64_t changing);
  void clear() { foreseen_.clear(); }

 private:
  std::vector<std::shared_ptr<Foreseen>> foreseen_;  // one or two
};

}  // namespace parvis::store
