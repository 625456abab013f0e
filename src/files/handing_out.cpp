#include "files/handing_out.h"

#include "community/files/files.h"
#include "core/http/encoding.h"

namespace parvis::files {

using namespace community;

namespace {

// A month: long enough for caches to serve, short enough for what was taken away to go from them by itself.
constexpr char kForAll[] = "public, max-age=2592000, immutable";
constexpr char kForOne[] = "private, max-age=604800, immutable";

// Whatever it holds, it may do nothing: no script, no frame, no form, not even as a page of its own.
void confine(http::Response& response, const File& file, Seen seen) {
  const bool by_all = seen == Seen::by_all;
  response.header("Cache-Control", by_all ? kForAll : kForOne);
  response.header("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
  response.header("Cross-Origin-Resource-Policy", by_all ? "cross-origin" : "same-origin");
  if (file.kind == FileKind::other) {
    response.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(file.name));
  }
}

std::string bytes_of(Community& community, const FileCopy& copy) {
  const auto sum = blobs::Sum::parse(copy.sum);
  if (!sum) throw NotFound();
  try {
    return community.files().blobs().get(*sum);
  } catch (const blobs::MissingBlob&) {
    throw NotFound();
  }
}

}  // namespace

http::Response hand_out(const Visit& visit, const File& file, const FileCopy& copy, Seen seen) {
  const auto tag = "\"" + copy.sum.substr(0, 32) + "\"";
  // Whoever has it already needs no bytes: the server makes a 304 of this.
  const bool is_known = http::matches(visit.request.header("if-none-match"), tag);
  auto response = http::bytes(is_known ? "" : bytes_of(visit.community, copy), copy.type);
  response.header("ETag", tag);
  confine(response, file, seen);
  return response;
}

}  // namespace parvis::files
