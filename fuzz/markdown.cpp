// What members write: Markdown through the renderer and the sanitiser, and all that is read from it.
#include "core/text/markdown.h"

#include "core/text/sanitise.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parvis;
  const auto source = fuzz::text_of(bytes, size);
  const auto rendered = text::render_markdown(source, {.origin = "https://square.example", .is_member = [](auto) {
                                                         return true;
                                                       }});
  const auto& markup = rendered.html.markup();
  const auto again = text::sanitise(markup, {.origin = "https://square.example"});
  fuzz::demand(markup.find("<script") == std::string::npos, "no script comes out");
  fuzz::demand(again.markup() == text::sanitise(again.markup(), {.origin = "https://square.example"}).markup(),
               "what is sanitised, sanitised again, is itself");
  text::excerpt(text::plain_text(rendered.html), 200);
  text::quote_markdown("ilyes", 3, "/threads/1/3", source);
  return 0;
}
