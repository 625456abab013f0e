// Foreign HTML, as an import brings it: made safe, and turned into Markdown.
#include "core/text/sanitise.h"

#include "core/text/markdown.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parvis;
  const auto source = fuzz::text_of(bytes, size);
  const auto once = text::sanitise(source);
  fuzz::demand(once.markup() == text::sanitise(once.markup()).markup(), "what is sanitised, sanitised again, is itself");
  fuzz::demand(once.markup().find("<script") == std::string::npos, "no script comes out");
  text::render_markdown(text::html_to_markdown(once.markup()));
  return 0;
}
