#include "core/store/sql.h"

#include <algorithm>
#include <string>

#include "core/errors.h"

namespace parvis::store {

Sql Sql::numbers(const std::vector<std::int64_t>& values) {
  if (values.empty()) return "null";
  std::string list;
  list.reserve(values.size() * 20);
  for (const auto value : values) {
    if (!list.empty()) list += ',';
    list += std::to_string(value);
  }
  return Sql(std::vector<char>(list.begin(), list.end()), false);
}

Sql Sql::name(std::string_view plain) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  if (plain.empty() || !std::ranges::all_of(plain, is_plain)) throw Fault("no plain name: " + std::string(plain));
  return Sql(std::vector<char>(plain.begin(), plain.end()), true);
}

Sql Sql::parameters(int count) {
  std::string list;
  for (int number = 1; number <= count; ++number) {
    list.append(number == 1 ? "$" : ", $").append(std::to_string(number));
  }
  return Sql(std::vector<char>(list.begin(), list.end()), true);
}

}  // namespace parvis::store
