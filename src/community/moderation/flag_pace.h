// How often one may flag, whether on a page or through the API: both take from the same bucket.
#pragma once

#include "community/visit.h"

namespace parvis::community {

// Takes one of the member's: the seconds to wait, zero when it may go on.
int wait_to_flag(const Visit& visit);

}  // namespace parvis::community
