// Files: brought as a form in parts, as a page brings them.
#include "community/files/bringing.h"

#include "api/handlers.h"
#include "api/input.h"
#include "api/objects.h"
#include "community/files/sent_files.h"
#include "community/pace/pace.h"

namespace parvis::api {

using namespace community;

namespace {

// Below the API's root a form is not read before the handler: programs send JSON.
std::string text_field(const http::Request& request, std::string_view name) {
  http::Fields fields;
  const auto most = request.body.size();  // which the server has bounded
  http::read_multipart(request.header("content-type"), request.body, fields, nullptr,
                       {.text_bytes = most, .total_bytes = most});
  return std::string(fields.get(name));
}

}  // namespace

http::Response create_file(Visit& visit) {
  require_writing(visit);
  const auto files = sent_files(visit.request, "file");
  if (files.size() != 1)
    return invalid(visit, Mistakes{{"file", {"Send one file, in the field “file” of a form in parts."}}});
  keep(visit, Pace::files);
  const auto& sent = files.front();
  const auto alt = text_field(visit.request, "alt");
  const auto file = bring_file(visit.community, visit.viewer, visit.source, {sent.name, alt, sent.bytes});
  if (!file) return invalid(visit, file.mistakes());
  return answer(json::object{{"id", id_text(file->id)},
                             {"url", visit.origin + file_path(file->id)},
                             {"kind", file->kind == FileKind::picture ? "picture" : "other"},
                             {"name", file->name},
                             {"type", file->type},
                             {"alt", file->alt},
                             {"width", file->width},
                             {"height", file->height},
                             {"bytes", file->bytes},
                             {"markdown", markdown_of(*file)}},
                201);
}

}  // namespace parvis::api
