// What a setting of the community holds, as it was saved: JSON, which its rule reads key by key. Functions over a
// Reader; any thread.
#pragma once

#include <boost/json/object.hpp>

#include "core/store/store.h"

namespace parvis::community {

// `read`: a statement that gives the setting's value. Empty when none is saved or it is no object: each key is then as
// the rule presets it.
boost::json::object saved_setting(store::Reader& reader, const store::Sql& read);

}  // namespace parvis::community
