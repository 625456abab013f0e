// What a database says, apart from its identifiers: one sorted line for each row, in words. Two databases with equal
// contents are the same community.
#pragma once

#include <string>
#include <vector>

#include "core/store/store.h"

namespace parvis::exchange::testing {

using Content = std::vector<std::string>;
Content content_of(store::Store& store);

// The first lines that only one of them has, for a failing test to print; empty when they are equal.
std::string difference(const Content& left, const Content& right);

}  // namespace parvis::exchange::testing
