// What is done before and when the disk is full: [disk] of the configuration, apart from Settings because only who
// opens the store for serving asks. Set by load_settings, before other threads exist; constant afterwards.
#pragma once

#include <cstddef>

namespace parvis::config {

struct Disk {
  std::size_t ballast_megabytes = 16;
  std::size_t warn_below_megabytes = 1024;
};

Disk& disk();

}  // namespace parvis::config
