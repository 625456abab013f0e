// Questions sent before they are asked, so that their answers come with another's in one round trip: kept by statement
// and parameters until somebody asks, and as long as nothing was changed since in the tables they name, but by a write
// about something else. Belongs to one connection.
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
  Footprint footprint;
  std::int64_t about;             // of the write that will ask; zero: of any
  SharedResult answer = nullptr;  // once it came
};

class PostgresForesight {
 public:
  // What is foreseen and changed from here on belongs to a write about this.
  void turn_to(std::int64_t about) { about_ = about; }
  // Null when it is foreseen already.
  std::shared_ptr<Foreseen> note(const PostgresStatement& statement);
  // What was foreseen of this statement with these parameters; null when there is none that still holds.
  std::shared_ptr<Foreseen> find(const PostgresStatement& statement) const;
  void forget_disturbed_by(const Footprint& change);
  void clear();

 private:
  std::vector<std::shared_ptr<Foreseen>> foreseen_;  // a few for each write of a batch
  std::int64_t about_ = 0;
};

}  // namespace parvis::store
