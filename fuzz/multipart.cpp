// Forms with files: the first line is the Content-Type, the rest the body, whole or in two pieces.
#include "core/http/multipart.h"

#include <algorithm>

#include "fuzz.h"

namespace {

using namespace parvis;

struct Read {
  int status = 0;
  http::Fields fields;
  http::FilesInMemory files;
};

constexpr http::MultipartLimits kLimits{.parts = 8, .head_bytes = 256, .name_bytes = 64, .text_bytes = 512};

Read read(std::string_view boundary, std::string_view first, std::string_view second) {
  Read read;
  http::MultipartReader reader(boundary, read.fields, &read.files, kLimits);
  reader.take(first);
  reader.take(second);
  read.status = reader.finish();
  return read;
}

bool same(const http::File& a, const http::File& b) {
  return a.field == b.field && a.name == b.name && a.type == b.type && a.bytes == b.bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto input = fuzz::text_of(bytes, size);
  const auto line = input.substr(0, input.find('\n'));
  const auto body = input.substr(std::min(line.size() + 1, input.size()));
  const auto boundary = http::multipart_boundary(line);
  if (!boundary) return 0;
  fuzz::demand(boundary->size() <= 70, "a boundary is short");
  const auto whole = read(*boundary, body, {});
  const auto cut = size == 0 ? 0 : static_cast<std::size_t>(bytes[size - 1]) % (body.size() + 1);
  const auto pieces = read(*boundary, body.substr(0, cut), body.substr(cut));
  fuzz::demand(whole.status == 0 || whole.status == 400 || whole.status == 413, "it is read or refused");
  if (whole.status != 0 || pieces.status != 0) {
    fuzz::demand(whole.status != 0 && pieces.status != 0, "pieces are refused as the whole is");
    return 0;
  }
  fuzz::demand(whole.fields.pairs() == pieces.fields.pairs(), "pieces give the fields of the whole");
  fuzz::demand(std::ranges::equal(whole.files.files, pieces.files.files, same), "pieces give the files of the whole");
  std::size_t text = 0, parts = whole.files.files.size() + whole.fields.pairs().size();
  for (const auto& [name, value] : whole.fields.pairs()) text += value.size();
  fuzz::demand(text <= kLimits.text_bytes && parts <= kLimits.parts, "the limits hold");
  for (const auto& file : whole.files.files) {
    fuzz::demand(file.name.find_first_of("/\\\r\n") == std::string::npos, "a file's name is no path and one line");
  }
  return 0;
}
