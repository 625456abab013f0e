// A target with a fault of its own, which `bin/fuzz --self-test` must find. It holds nothing of the program.
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  parvis::fuzz::demand(parvis::fuzz::text_of(bytes, size).substr(0, 4) != "bug!", "nothing was planted");
  return 0;
}
