#include "core/store/tables.h"

#include <algorithm>
#include <set>

namespace parvis::store {
namespace {

bool stand_before(const std::set<std::string>& placed, const Table& table) {
  return std::ranges::all_of(table.parents, [&](const std::string& parent) { return placed.contains(parent); });
}

}  // namespace

std::vector<Table> tables_of(Reader& reader) {
  auto waiting =
      reader.connection().database() == Database::sqlite ? tables_of_sqlite(reader) : tables_of_postgres(reader);
  std::ranges::sort(waiting, {}, &Table::name);
  std::vector<Table> ordered;
  std::set<std::string> placed;
  while (!waiting.empty()) {
    const auto next = std::ranges::find_if(waiting, [&](const Table& table) { return stand_before(placed, table); });
    if (next == waiting.end()) throw Fault("tables refer to each other in a circle: " + waiting.front().name);
    placed.insert(next->name);
    ordered.push_back(std::move(*next));
    waiting.erase(next);
  }
  return ordered;
}

}  // namespace parvis::store
