// SQL text that the program wrote: built from literals only, or by joining such texts. There is no way to make one
// from a run-time string, so nothing a person typed can become SQL. Values go in as parameters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::store {

class Sql {
 public:
  template <std::size_t N>
  consteval Sql(const char (&literal)[N]) : literal_(literal, N - 1) {}  // NOLINT: implicit on purpose

  std::string_view text() const { return joined_.empty() ? literal_ : std::string_view(joined_); }
  friend Sql operator+(const Sql& left, const Sql& right) {
    return Sql(std::string(left.text()).append(right.text()), Joined{});
  }
  // A comma-separated list of numbers the program computed, for `in (…)`; "null" when there are none.
  static Sql numbers(const std::vector<std::int64_t>& values);

 private:
  struct Joined {};
  constexpr Sql(std::string joined, Joined) : joined_(std::move(joined)) {}
  std::string_view literal_;
  std::string joined_;
};

}  // namespace parvis::store
