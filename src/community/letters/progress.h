// How far a fold of something that grows has come, kept with what it folded. Functions over Reader and Transaction.
#pragma once

#include <optional>
#include <string_view>

#include "core/store/store.h"

namespace parvis::community {

struct Progress {
  std::int64_t through = 0, through_id = 0;
};
std::optional<Progress> read_progress(store::Reader& reader, std::string_view name);
void keep_progress(store::Transaction& transaction, std::string_view name, Progress progress);

}  // namespace parvis::community
