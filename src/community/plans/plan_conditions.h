// What plans ask of members, looked through before something that a condition names is taken away. Functions over
// Reader; any thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "community/segments/condition.h"
#include "core/store/store.h"

namespace parvis::community {

struct AskingPlan {
  std::string name, slug;
};

// A plan of which a condition, its own or one of its steps', is such a one; nothing when there is none.
std::optional<AskingPlan> plan_that_asks(store::Reader& reader, const std::function<bool(const Condition&)>& is_such);

}  // namespace parvis::community
