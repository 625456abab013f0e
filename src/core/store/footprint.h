// Which tables a statement names, and which one it changes: read from its text, once for each prepared statement.
// Rather too much than too little: what is not understood (capitals and quoted names, since the program writes neither)
// names and changes everything.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace parvis::store {

class Footprint {
 public:
  explicit Footprint(std::string_view sql);

  bool changes() const { return changes_; }
  bool names(std::uint32_t table) const;
  // Whether this statement changes a table that the other one names.
  bool disturbs(const Footprint& other) const { return changes_ && (!changed_ || other.names(*changed_)); }

 private:
  bool understood_;
  std::vector<std::uint32_t> tables_;  // their names, hashed
  bool changes_;
  std::optional<std::uint32_t> changed_;
};

}  // namespace parvis::store
