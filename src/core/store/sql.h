// SQL text that the program wrote: built from literals only, or by joining such texts. There is no way to make one
// from a run-time string, so nothing a person typed can become SQL. Values go in as parameters.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace parvis::store {

class Sql {
 public:
  template <std::size_t N>
  consteval Sql(const char (&literal)[N]) : literal_(literal, N - 1) {}  // NOLINT: implicit on purpose

  std::string_view text() const {
    return joined_.empty() ? literal_ : std::string_view(joined_.data(), joined_.size());
  }
  friend Sql operator+(const Sql& left, const Sql& right) {
    std::vector<char> joined(left.text().begin(), left.text().end());
    joined.insert(joined.end(), right.text().begin(), right.text().end());
    return Sql(std::move(joined), left.lasting_ && right.lasting_);
  }
  // A comma-separated list of numbers the program computed, for `in (…)`; "null" when there are none.
  static Sql numbers(const std::vector<std::int64_t>& values);

  // The name of a table or column, as the database gave it; throws Fault unless it is lower-case letters, digits and _.
  static Sql name(std::string_view plain);
  // "$1, $2, $3"
  static Sql parameters(int count);

  // Whether `text()` is a literal's, whose address therefore always means this text.
  bool is_literal() const { return joined_.empty(); }
  // Whether the same text will come again, so that its prepared statement is worth keeping: not with `numbers` in it.
  bool is_lasting() const { return lasting_; }

 private:
  Sql(std::vector<char> joined, bool lasting) : joined_(std::move(joined)), lasting_(lasting) {}
  std::string_view literal_;
  std::vector<char> joined_;  // an empty std::string points into itself, so g++ refuses it in a constant
  bool lasting_ = true;
};

}  // namespace parvis::store
