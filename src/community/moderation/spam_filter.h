// Whether what looks like spam waits to be read, and from how likely on: off until somebody who manages the community
// turns it on. Plain values and functions over Reader and Transaction; any thread.
#pragma once

#include <cstdint>

#include "core/store/store.h"

namespace parvis::community {

inline constexpr std::int64_t kLeastPercent = 50, kMostPercent = 99;

struct SpamFilter {
  bool on = false;
  std::int64_t percent = 90;  // what is as likely spam as that waits
  friend bool operator==(const SpamFilter&, const SpamFilter&) = default;
};
SpamFilter read_spam_filter(store::Reader& reader);
void save_spam_filter(store::Transaction& transaction, const SpamFilter& filter);

}  // namespace parvis::community
