// Memory that is refused or never given back, as ordered.
#pragma once

namespace parvis::faulty {

// Before SQLite starts.
void take_over_memory();

}  // namespace parvis::faulty
