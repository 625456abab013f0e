// GET /live: the event stream of an open page. What it may hear is decided here, once; the stream ends when that
// changes (live_events.h), also when it changes before the stream begins to listen.
//
//   ?thread=ID   the acts in a thread the viewer may read (NotFound otherwise)
//   ?site=1      the counts of the square; also what a visitor hears who asks for nothing
//   ?after=N     the last event heard, for a page that opens the stream anew; browsers send Last-Event-ID themselves
//
// A signed-in member also hears of their notifications.
#pragma once

#include "community/visit.h"

namespace parvis::community {

http::Response open_live_stream(Visit& visit);

}  // namespace parvis::community
