// The replica that may answer visitors: [postgresql] replica of the configuration, apart from Settings because only who
// opens the store asks. Set by load_settings, before other threads exist; constant afterwards.
#pragma once

#include "core/secret.h"

namespace parvis::config {

Secret& replica();  // empty: none

}  // namespace parvis::config
