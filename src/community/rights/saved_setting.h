// What a setting of the community holds, as it was saved: JSON, which its rule reads key by key. Functions over a
// Reader; any thread.
#pragma once

#include <boost/json/object.hpp>

#include "core/store/setting.h"

namespace parvis::community {

// Empty when none is saved under this key or it is no object: each of its own keys is then as the rule presets it.
boost::json::object saved_setting(store::Reader& reader, std::string_view key);

}  // namespace parvis::community
