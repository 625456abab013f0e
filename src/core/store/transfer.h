// Moves everything from one store to another, whatever databases they are, and proves that it arrived: rows are counted
// and hashed on both sides. Both stores are migrated; the target is empty, or holds what an interrupted transfer left,
// which is taken out first. Nothing else may write to either meanwhile.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/store/store.h"

namespace parvis::store {

struct TableSum {
  std::string table;
  std::int64_t rows = 0;
  std::uint64_t hash = 0;  // of all rows, in whatever order they come
  bool operator==(const TableSum&) const = default;
};

// Counts and hashes of all tables the program wrote.
std::vector<TableSum> sums_of(Store& store);

// Throws Fault when the target is not empty, or when it does not hold the same in the end. `progress` hears the rows
// moved so far, and how many there are.
using MoveProgress = std::function<void(std::int64_t moved, std::int64_t all)>;
std::vector<TableSum> transfer(Store& from, Store& to, const MoveProgress& progress = {});

// Whether a transfer into the store was begun and not ended.
bool is_half_moved(Store& store);

}  // namespace parvis::store
