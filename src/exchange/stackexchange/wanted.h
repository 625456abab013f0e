// What the items of a batch point to, gathered before any of them is received, so that the database is asked once for
// all of it instead of once for each. Whatever is left out here is asked for when it is needed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "exchange/imported_kind.h"

namespace parvis::exchange {

struct Wanted {
  std::map<ImportedKind, std::vector<std::int64_t>> rows;
  std::vector<std::int64_t> posts;

  void row(ImportedKind kind, std::optional<std::int64_t> foreign) {
    if (foreign) rows[kind].push_back(*foreign);
  }
  void member(std::optional<std::int64_t> foreign) { row(ImportedKind::member, foreign); }
  void post(std::int64_t foreign) { posts.push_back(foreign); }
};

}  // namespace parvis::exchange
