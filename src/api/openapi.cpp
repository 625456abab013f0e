#include <boost/json.hpp>

#include "api/api_routes.h"
#include "api/cockpit_calls.h"
#include "api/schemas.h"

namespace parvis::api {
namespace {

namespace json = boost::json;

json::object reference(const char* schema) { return {{"$ref", std::string("#/components/schemas/") + schema}}; }

json::object content(const char* type, const char* schema) {
  return {{type, json::object{{"schema", reference(schema)}}}};
}

const char* type_given(const Call& call) {
  const std::string_view gives = call.gives;
  return gives == kPdfFile ? "application/pdf" : gives == kTable ? "text/csv" : "application/json";
}

bool brings_file(const Call& call) { return std::string_view(call.takes) == kFileForm; }

json::array parameters(const Call& call) {
  json::array list;
  const std::string_view path = call.path;
  for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
    const auto name = path.substr(open + 1, path.find('}', open) - open - 1);
    list.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
  }
  for (const auto& parameter : call.query) {
    list.push_back(
        {{"name", parameter.name}, {"in", "query"}, {"description", parameter.what}, {"schema", {{"type", "string"}}}});
  }
  if (call.method != http::Method::get && !brings_file(call)) {
    list.push_back({{"name", "Idempotency-Key"},
                    {"in", "header"},
                    {"description", "the same key makes the same call happen once"},
                    {"schema", {{"type", "string"}}}});
  }
  return list;
}

// What is contributed may have to be read first, as its space has it.
bool may_wait(const Call& call) {
  const std::string_view taken = call.takes;
  return taken == "NewThread" || taken == "NewPost" || taken == "NewComment";
}

json::object operation(const Call& call) {
  json::object responses;
  responses[std::to_string(call.status)] = {{"description", call.summary},
                                            {"content", content(type_given(call), call.gives)}};
  if (may_wait(call)) {
    responses["202"] = {{"description", "It waits until somebody who may decide lets it through"},
                        {"content", content("application/json", "Waiting")}};
  }
  responses["default"] = {{"description", "A refusal (RFC 9457)"},
                          {"content", content("application/problem+json", "Problem")}};
  json::object object{{"summary", call.summary}, {"parameters", parameters(call)}, {"responses", std::move(responses)}};
  const bool is_table = std::string_view(call.takes) == kTable;
  const char* type = brings_file(call) ? "multipart/form-data" : is_table ? "text/csv" : "application/json";
  if (*call.takes) object["requestBody"] = {{"required", true}, {"content", content(type, call.takes)}};
  object["security"] = call.caller == Caller::everyone
                           ? json::array{json::object{}, json::object{{"token", json::array{}}}}
                           : json::array{json::object{{"token", json::array{}}}};
  return object;
}

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (auto& c : lowered) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return lowered;
}

}  // namespace

namespace {

json::object all_schemas() {
  auto all = json::parse(schemas()).as_object();
  for (const auto more : {moderation_schemas(), cockpit_schemas()}) {
    const auto read = json::parse(more);
    for (const auto& one : read.as_object()) all.insert(one);
  }
  return all;
}

}  // namespace

std::string openapi_document() {
  json::object paths;
  for (const auto& call : calls()) {
    auto& path = paths[std::string(kRoot) + call.path];
    if (!path.is_object()) path = json::object{};
    path.as_object()[lower(http::method_name(call.method))] = operation(call);
  }
  const json::object document{
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "Parvis"},
        {"version", PARVIS_VERSION},
        {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
      {"paths", std::move(paths)},
      {"components",
       {{"schemas", all_schemas()}, {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
  return json::serialize(document);
}

http::Response show_openapi(community::Visit&) {
  static const std::string document = openapi_document();
  return http::json(document);
}

}  // namespace parvis::api
