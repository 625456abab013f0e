// What the media process does to itself before it reads a byte of what somebody sent: so much memory, processor time
// and no files, and of the kernel only what decoding needs. From then on it opens nothing, reaches no network, starts
// nothing and makes no memory that runs. One thread, at start.
#pragma once

#include <cstddef>

namespace parvis::media {

struct Bounds {
  std::size_t memory_bytes = 0;
  unsigned processor_seconds = 0;
};

// Closes every descriptor but the standard streams, forbids new privileges, and sets the bounds. False when one cannot
// be set: then nothing may be read.
bool set_bounds(const Bounds& bounds);

// After all libraries are loaded. On kernels and processors without filters of system calls the bounds alone hold.
enum class Filter { set, unavailable };
Filter set_filter();

}  // namespace parvis::media
