// Names of what one can listen to over server-sent events, and what a listener asked for. A topic is a short text
// ("thread:7", "member:12"); who may listen to which is decided by the handler that makes the subscription.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parvis::live {

struct Subscription {
  std::vector<std::string> topics;
  std::int64_t after = 0;   // the reader's Last-Event-ID: what came later is replayed first; 0: from now on
  std::int64_t judged = 0;  // ends of its topics later than this end the stream; 0: later than `after`
  std::string first = {};   // finished events to begin with, of no position: what was missed before anybody listened
};

// One event for the readers of a topic. `id` is of the activity it tells of (0: none), `name` the event's name in the
// browser, `data` one JSON text without line breaks. The event's id in the browser is this one, or a little more where
// it would not grow: a page that shows everything up to activity X may listen from `after` X and misses nothing.
struct Event {
  std::int64_t id = 0;
  std::string topic;
  std::string name;
  std::string data;
};

}  // namespace parvis::live
