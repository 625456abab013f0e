// The part of a connection that is an open event stream. It holds no read buffer and, while nothing is to be written,
// no write buffer, so that tens of thousands of quiet readers cost little. Lives on its connection's lane.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/http/connection.h"

namespace parvis::http {

struct Connection::Stream {
  live::Subscription subscription;
  std::unique_ptr<live::Hub::Listener> listener;  // null until the head is written
  std::string out;                                // what the socket has not taken yet
  std::int64_t next_ping = 0;                     // of the lane's clock
  bool writing = false;
  bool farewell = false;  // close once `out` is written
};

}  // namespace parvis::http
