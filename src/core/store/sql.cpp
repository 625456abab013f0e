#include "core/store/sql.h"

#include <string>

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

}  // namespace parvis::store
