#include "api/input.h"

#include <algorithm>
#include <charconv>

namespace parvis::api {
namespace {

using community::FieldProblem;

const Sentence kInvalid{"Some of this cannot be taken as it is."};

bool says_json(std::string_view content_type) {
  return content_type.substr(0, content_type.find(';')) == "application/json";
}

}  // namespace

std::int64_t number_asked(const Visit& visit, const char* name, std::int64_t otherwise, std::int64_t most) {
  const auto text = visit.request.query.get(name);
  if (text.empty()) return otherwise;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1) {
    throw BadRequest({"The parameter “{name}” must be a whole number from 1 on.", {{"name", name}}});
  }
  if (number > most) {
    throw BadRequest(
        {"The parameter “{name}” may be {most} at most.", {{"name", name}, {"most", std::to_string(most)}}});
  }
  return number;
}

int limit_asked(const Visit& visit, int otherwise) {
  return static_cast<int>(number_asked(visit, "limit", otherwise, kMaxLimit));
}

std::string place_asked(const Visit& visit, bool (*is_place)(std::string_view)) {
  const auto text = visit.request.query.get("after");
  if (!text.empty() && !is_place(text)) {
    throw BadRequest({"The parameter “after” is no place to go on from: give the “next” of the page before."});
  }
  return std::string(text);
}

void require_writing(const Visit& visit) {
  visit.member();
  if (visit.scope < community::Scope::write) throw Forbidden({"This token may only read."});
}

const community::Space& space_named(const Visit& visit, std::string_view name) {
  const auto* space = visit.spaces->find(name);
  if (!space) {
    if (const auto id = parse_id(name)) space = visit.spaces->find(community::SpaceId{*id});
  }
  if (!space || !may_read(visit.viewer, *space)) throw NotFound({"There is no such space."});
  return *space;
}

Body::Body(const Visit& visit) {
  if (!says_json(visit.request.header("content-type"))) {
    throw Refusal(415, {"Send the body as application/json."});
  }
  boost::json::parse_options options;
  options.max_depth = kMaxDepth;
  boost::system::error_code error;
  auto value = boost::json::parse(visit.request.body, error, {}, options);
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

http::Response invalid(const Visit& visit, const std::vector<FieldProblem>& problems) {
  return community::problem(visit, 422, kInvalid, problems);
}

http::Response invalid(const Visit& visit, const community::Mistakes& mistakes) {
  std::vector<FieldProblem> problems;
  for (const auto& mistake : mistakes) problems.push_back({mistake.field, mistake.sentence});
  return invalid(visit, problems);
}

}  // namespace parvis::api
