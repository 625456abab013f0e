// The pages of what a member's acts are about, where it is neither a post nor a thread: a segment, a stage, a group, an
// order. Reads once for each kind; any thread.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "community/card/member_acts.h"

namespace parvis::api {

// By kind and identifier of the object; what is gone has none.
using ActPages = std::map<std::pair<community::ObjectKind, std::int64_t>, std::string>;
ActPages pages_of(store::Reader& reader, const community::Viewer& viewer,
                  const std::vector<community::MemberAct>& acts);

}  // namespace parvis::api
