// Turns kept rows, one for each member, into those that were counted: only what changed is written, some at a time,
// because there may be hundreds of thousands of them.
#pragma once

#include <algorithm>
#include <map>
#include <vector>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community::health {

inline constexpr std::size_t kRowsAtOnce = 2000;  // of one write: others write between two

template <class Value, class Write>
void write_in_parts(store::Store& store, const std::vector<Value>& values, const Write& write) {
  for (std::size_t begin = 0; begin < values.size(); begin += kRowsAtOnce) {
    const auto end = std::min(values.size(), begin + kRowsAtOnce);
    store.write([&](store::Transaction& transaction) {
      for (auto i = begin; i < end; ++i) write(transaction, values[i]);
    });
  }
}

// `set` writes a row, `drop` is the statement that removes that of a member.
template <class Row, class Set>
void keep_rows(store::Store& store, const std::map<MemberId, Row>& present, const std::map<MemberId, Row>& wanted,
               const Set& set, const store::Sql& drop) {
  std::vector<const Row*> changed;
  for (const auto& [member, row] : wanted) {
    const auto found = present.find(member);
    if (found == present.end() || found->second != row) changed.push_back(&row);
  }
  std::vector<MemberId> gone;
  for (const auto& [member, row] : present) {
    if (!wanted.contains(member)) gone.push_back(member);
  }
  write_in_parts(store, changed, [&](store::Transaction& transaction, const Row* row) { set(transaction, *row); });
  write_in_parts(store, gone, [&](store::Transaction& transaction, MemberId member) { transaction.run(drop, member); });
}

}  // namespace parvis::community::health
