// How many letters wait for the mail server. Whoever writes to many holds back while many wait, so that letters about
// accounts never stand behind thousands. A function over a Reader; any thread.
#pragma once

#include <cstdint>

#include "core/store/store.h"

namespace parvis::mail {

inline constexpr std::int64_t kMostWaiting = 300;
bool many_wait(store::Reader& reader);

}  // namespace parvis::mail
