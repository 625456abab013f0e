// Bodies of API calls.
#include "api/body.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parvis;
  try {
    api::Body body("application/json", fuzz::text_of(bytes, size));
    body.text("body");
    body.optional_text("title");
    body.optional_number("reply_to");
    body.texts("tags");
    body.problems();
  } catch (const Refusal&) {
  }
  return 0;
}
