#include <fmt/format.h>

#include "core/store/integrity.h"

namespace parvis::store {
namespace {

struct Orphan {
  std::string table;
  std::optional<std::int64_t> row;
  std::string parent;
  int key;
};

}  // namespace

std::vector<std::string> check_integrity_sqlite(Reader& reader) {
  std::vector<std::string> problems;
  reader.each<std::string>("pragma integrity_check(100)", [&](std::string line) {
    if (line != "ok") problems.push_back(std::move(line));
  });
  reader.each<Orphan>("pragma foreign_key_check", [&](Orphan orphan) {
    problems.push_back(fmt::format("row {} of {} refers to a row of {} that does not exist", orphan.row.value_or(0),
                                   orphan.table, orphan.parent));
  });
  return problems;
}

}  // namespace parvis::store
