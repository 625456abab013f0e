// Runs before the program's own main (the linker wraps it): the orders are carried out without a line of the program
// knowing of them.
#include <cstdlib>
#include <string>

#include "disk_layer.h"
#include "memory.h"
#include "nth_fault.h"
#include "orders.h"

namespace parvis::faulty {
namespace {

void lift_limits() {
  for (const char* time : {"HEAD_TIME", "BODY_TIME", "IDLE_TIME", "WRITE_TIME"}) {
    setenv((std::string("PARVIS_LIMITS_") + time).c_str(), "3600", 1);
  }
  setenv("PARVIS_LIMITS_CONNECTIONS_PER_ADDRESS", "1000000", 1);
}

}  // namespace
}  // namespace parvis::faulty

extern "C" {

int __real_main(int, char**);
int __wrap_main(int argc, char** argv) {
  using namespace parvis::faulty;
  take_over_memory();
  put_the_layer_in();
  if (ordered("limitless")) lift_limits();
  read_the_fault();
  return __real_main(argc, argv);
}
}
