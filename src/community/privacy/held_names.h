// What rows of one's own data refer to, by the names people know: the segment, the stage, the group, the unit. Spaces
// and threads are not among them: whether those may be named depends on who reads. For the length of one read.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "core/store/store.h"
#include "core/text/language.h"

namespace parvis::community {

class HeldNames {
 public:
  explicit HeldNames(text::Language language) : language_(language) {}

  // Whether what stands in such a column has a name at all.
  static bool has(std::string_view column);
  void learn(store::Reader& reader, std::string_view column, std::int64_t id);
  // Empty when it was not learnt, or is gone.
  std::string_view of(std::string_view column, std::int64_t id) const;

 private:
  text::Language language_;
  std::map<std::pair<std::string, std::int64_t>, std::string> names_;
};

}  // namespace parvis::community
