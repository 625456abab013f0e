// Forms and queries, percent-encoded.
#include "core/http/request.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parvis;
  const auto source = fuzz::text_of(bytes, size);
  const auto fields = http::decode_form(source);
  std::string again;
  for (const auto& [name, value] : fields.pairs()) {
    if (!again.empty()) again += '&';
    again += http::percent_encode(name) + '=' + http::percent_encode(value);
  }
  fuzz::demand(again.size() <= 3 * size + 2 * fields.pairs().size(), "no field is larger than it was sent");
  const auto read = http::decode_form(again);
  if (fields.pairs().size() > 0 && !fields.pairs().front().first.empty()) {
    fuzz::demand(read.get(fields.pairs().front().first) == fields.get(fields.pairs().front().first),
                 "what is written is read back");
  }
  return 0;
}
