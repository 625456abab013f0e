// Which backups are kept: the last of each of so many days, weeks and months that have one, and the very last always.
// A pure rule.
#pragma once

#include <vector>

#include "core/time/instant.h"

namespace parvis::backup {

struct Keep {
  unsigned daily = 7, weekly = 4, monthly = 6;
};

// Those of `made` that may go. Days, weeks (from Monday) and months are UTC's.
std::vector<Instant> superfluous(std::vector<Instant> made, const Keep& keep);

}  // namespace parvis::backup
