// The n-th operation of one kind fails, once or from then on. Counts from any thread.
#pragma once

#include <string_view>

namespace parvis::faulty {

// Whether this operation ("write", "sync", "truncate", "open", "allocation", "new") is the one to fail. Allocates
// nothing, so that the allocators may ask.
bool fails_now(const char* operation);

// Reads `fail=WHAT:N:HOW`; before it, nothing fails.
void read_the_fault();

}  // namespace parvis::faulty
