// How the program ends: [server] drain_notice, apart from Settings because only `parvis serve` asks. Set by
// load_settings, before other threads exist; constant afterwards.
#pragma once

#include <chrono>

namespace parvis::config {

struct Ending {
  std::chrono::seconds notice{0};
};

Ending& ending();

}  // namespace parvis::config
