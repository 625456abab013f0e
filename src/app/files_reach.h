// Whether the store of files was reached since this process began to serve. A wrong key or name stops the start, since
// nobody would see it before the first upload; a store that is only away does not, but visitors are sent elsewhere
// until it answers for the first time. One for the whole process, as its configuration is; any thread may ask.
#pragma once

#include "core/config/settings.h"

namespace parvis::app {

// Asks the bucket of the configuration for one answer, in a few seconds at most. Throws Fault with a sentence when its
// settings are wrong; says in the log when nothing answers. A folder on this machine is not asked.
void reach_files(const config::Settings& settings);

// It never answered yet. Asks again now and then, for the same few seconds.
bool files_are_out_of_reach();

}  // namespace parvis::app
