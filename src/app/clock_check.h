// The machine's clock held against what the community remembers: a clock that was set back, or began anew without
// power, would write acts before the ones they answer, and end no session.
#pragma once

#include "core/store/store.h"

namespace parvis::app {

// Throws Fault with a sentence when the last act was written more than an hour from now. Less is a clock that was put
// right: identifiers go on growing, so the order of things stays.
void expect_clock(store::Store& store);

}  // namespace parvis::app
