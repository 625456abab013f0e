// The fields `ground` and `words` of calls that say why.
#pragma once

#include "api/body.h"
#include "community/moderation/ground.h"

namespace parvis::api {

enum class Asked { always, when_given };

// With a ground, and words when it is `other`; what is wrong is kept in `body`.
community::Reason reason_given(Body& body, Asked asked);

}  // namespace parvis::api
