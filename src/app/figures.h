// The figures of a running community and of the server before it, for /metrics: what waits, what is kept, how large.
#pragma once

#include "community/community.h"
#include "core/http/server.h"

namespace parvis::app {

class OtherNodes;  // other_nodes.h

// All must outlive the last reading.
void add_figures(community::Community& community);
void add_figures(community::Community& community, const http::Server& server);
// Nothing over a database that no other process can serve from.
void add_figures(community::Community& community, const OtherNodes& nodes);

}  // namespace parvis::app
