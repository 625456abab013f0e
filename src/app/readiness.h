// Whether this process should be sent visitors: what GET /ready answers to a load balancer, which takes a node out of
// its row when it should not. Any thread may ask.
#pragma once

#include <optional>
#include <string>

#include "community/community.h"

namespace parvis::app {

// Why not, in a few words that may be shown to everybody: the process is about to end, the database does not answer or
// may not be written to, its tables are of another version, or the disk is full. Nothing: it is ready.
std::optional<std::string> why_not_ready(community::Community& community);

// From now on this process is not ready: it is about to end. Said before it stops taking connections, so that those in
// front of it look elsewhere first. One for the whole process, as its signal is.
void announce_end();
void take_back_end();  // for tests

}  // namespace parvis::app
