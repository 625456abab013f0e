#include "core/store/fatal.h"

#include <cstdio>
#include <cstdlib>

namespace parvis::store {

void end_process(const std::string& reason) {
  std::fprintf(stderr, "parvis: the database cannot be trusted to be on the disk, ending: %s\n", reason.c_str());
  std::fflush(stderr);
  std::abort();
}

}  // namespace parvis::store
