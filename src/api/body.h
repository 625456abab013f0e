// The JSON body of a call, read strictly: its fields by type, and what is wrong with them collected by field. One
// request, one thread.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/api/problem.h"
#include "community/threads/outcome.h"

namespace parvis::api {

// An object nested deeper is no call of ours.
inline constexpr std::size_t kMaxDepth = 8;

// The body's object and its fields. Unknown fields are refused, so that nobody believes to have set what is not there.
class Body {
 public:
  Body(std::string_view content_type, std::string_view json);  // BadRequest, or 415 when it is not JSON
  std::string text(const char* field);
  std::optional<std::string> optional_text(const char* field);
  // Of any type: for what a reader of its own checks.
  std::optional<boost::json::value> optional_value(const char* field);
  std::optional<std::int64_t> optional_number(const char* field);
  std::vector<std::string> texts(const char* field);
  bool has(const char* field) const { return object_.contains(field); }
  // What the rule says of the fields, beside what is wrong with their shape; one sentence for each field.
  void add(const community::Mistakes& mistakes);
  void add(const char* field, Sentence sentence) { add(community::Mistakes{{field, std::move(sentence)}}); }
  // Throws nothing when all was read and well; otherwise the caller answers `refusal`.
  const std::vector<community::FieldProblem>& problems();

 private:
  void take(const char* field) { taken_.emplace_back(field); }
  void wrong(const char* field, Sentence sentence) { problems_.push_back({field, std::move(sentence)}); }

  boost::json::object object_;
  std::vector<std::string> taken_;
  std::vector<community::FieldProblem> problems_;
};

}  // namespace parvis::api
