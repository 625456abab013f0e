#include "community/files/sent_files.h"

namespace parvis::community {

std::vector<http::File> sent_files(const http::Request& request, std::string_view field) {
  const auto type = request.header("content-type");
  if (!http::multipart_boundary(type)) return {};
  http::FilesInMemory taken;
  http::Fields fields;
  const auto most = request.body.size();  // which the server has bounded
  if (http::read_multipart(type, request.body, fields, &taken, {.text_bytes = most, .total_bytes = most}) != 0)
    return {};
  std::erase_if(taken.files, [&](const http::File& file) {
    return file.field != field || (file.name.empty() && file.bytes.empty());
  });
  return std::move(taken.files);
}

}  // namespace parvis::community
