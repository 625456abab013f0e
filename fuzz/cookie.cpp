// The Cookie header.
#include "core/http/request.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parvis;
  const auto header = fuzz::text_of(bytes, size);
  for (const std::string_view name : {"parvis", "__Host-parvis", "language", ""}) {
    const auto value = http::cookie_in(header, name);
    fuzz::demand(value.size() <= size, "a value is part of the header");
    fuzz::demand(value.find(';') == std::string_view::npos, "a value ends with its cookie");
  }
  return 0;
}
