// As long as one lives, statements with which its thread reads from PostgreSQL may take this long, instead of the time
// that serves pages well: for what is done in the background and reads whole tables. They nest; the last one counts.
#pragma once

#include <chrono>
#include <optional>

namespace parvis::store {

class StatementTime {
 public:
  explicit StatementTime(std::chrono::microseconds most);
  ~StatementTime();
  StatementTime(const StatementTime&) = delete;
  StatementTime& operator=(const StatementTime&) = delete;

  static std::optional<std::chrono::microseconds> here();

 private:
  const std::optional<std::chrono::microseconds> before_;
};

}  // namespace parvis::store
