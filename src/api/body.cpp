#include "api/body.h"

#include <algorithm>

namespace parvis::api {
namespace {

using community::FieldProblem;

bool says_json(std::string_view content_type) {
  return content_type.substr(0, content_type.find(';')) == "application/json";
}

}  // namespace

Body::Body(std::string_view content_type, std::string_view json) {
  if (!says_json(content_type)) {
    throw Refusal(415, {"Send the body as application/json."});
  }
  boost::json::parse_options options;
  options.max_depth = kMaxDepth;
  boost::system::error_code error;
  auto value = boost::json::parse({json.data(), json.size()}, error, {}, options);
  if (error) throw BadRequest({"The body is not JSON that can be read."}, error.message());
  if (!value.is_object()) throw BadRequest({"The body must be one JSON object."});
  object_ = std::move(value.as_object());
}

std::optional<std::string> Body::optional_text(const char* field) {
  take(field);
  const auto* value = object_.if_contains(field);
  if (!value || value->is_null()) return std::nullopt;
  if (!value->is_string()) {
    wrong(field, {"This must be a text."});
    return std::nullopt;
  }
  return std::string(value->as_string());
}

std::optional<boost::json::value> Body::optional_value(const char* field) {
  take(field);
  const auto* value = object_.if_contains(field);
  return value && !value->is_null() ? std::optional(*value) : std::nullopt;
}

std::string Body::text(const char* field) {
  const auto before = problems_.size();
  auto value = optional_text(field);
  if (!value && problems_.size() == before) wrong(field, {"This is needed."});
  return value.value_or(std::string());
}

std::optional<std::int64_t> Body::optional_number(const char* field) {
  take(field);
  const auto* value = object_.if_contains(field);
  if (!value || value->is_null()) return std::nullopt;
  boost::system::error_code error;
  const auto number = value->to_number<std::int64_t>(error);
  if (error) {
    wrong(field, {"This must be a whole number."});
    return std::nullopt;
  }
  return number;
}

std::vector<std::string> Body::texts(const char* field) {
  take(field);
  std::vector<std::string> texts;
  const auto* value = object_.if_contains(field);
  if (!value || value->is_null()) return texts;
  if (!value->is_array() ||
      !std::ranges::all_of(value->as_array(), [](const auto& entry) { return entry.is_string(); })) {
    wrong(field, {"This must be a list of texts."});
    return texts;
  }
  for (const auto& entry : value->as_array()) texts.emplace_back(entry.as_string());
  return texts;
}

void Body::add(const community::Mistakes& mistakes) {
  for (const auto& mistake : mistakes) {
    if (std::ranges::find(problems_, mistake.field, &FieldProblem::field) == problems_.end()) {
      problems_.push_back({mistake.field, mistake.sentence});
    }
  }
}

const std::vector<FieldProblem>& Body::problems() {
  for (const auto& [name, value] : object_) {
    const std::string field(name);
    if (std::ranges::find(taken_, field) == taken_.end()) {
      taken_.push_back(field);
      problems_.push_back({field, {"There is no such field here."}});
    }
  }
  return problems_;
}

}  // namespace parvis::api
