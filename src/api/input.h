// What a call was given, read strictly: identifiers of the address, the JSON body, its fields by type. What is wrong
// is thrown as a refusal or collected by field. One request, one thread.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "community/api/problem.h"
#include "community/threads/outcome.h"
#include "community/visit.h"

namespace parvis::api {

using community::Visit;

// An object nested deeper is no call of ours.
inline constexpr std::size_t kMaxDepth = 8;

// The identifier of the route's parameter; NotFound when it is none.
template <class SomeId>
SomeId id_of(const Visit& visit, const char* parameter) {
  const auto id = parse_id(visit.request.parameter(parameter));
  if (!id) throw NotFound();
  return SomeId{*id};
}

// A number of the query within 1 and `most`, or `otherwise` when there is none; BadRequest, naming it.
std::int64_t number_asked(const Visit& visit, const char* name, std::int64_t otherwise, std::int64_t most = INT64_MAX);
// Of lists: how many at once, and where to go on, checked by `is_place` (BadRequest).
inline constexpr int kMaxLimit = 100;  // an answer of some 100 kB
int limit_asked(const Visit& visit, int otherwise);
std::string place_asked(const Visit& visit, bool (*is_place)(std::string_view));

// The token may write (SignInNeeded, Forbidden).
void require_writing(const Visit& visit);
// By slug or by identifier; NotFound when this caller may not read it.
const community::Space& space_named(const Visit& visit, std::string_view name);

// The body's object and its fields. Unknown fields are refused, so that nobody believes to have set what is not there.
class Body {
 public:
  explicit Body(const Visit& visit);  // BadRequest, or 415 when it is not JSON
  std::string text(const char* field);
  std::optional<std::string> optional_text(const char* field);
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

// 422 with these mistakes.
http::Response invalid(const Visit& visit, const std::vector<community::FieldProblem>& problems);
http::Response invalid(const Visit& visit, const community::Mistakes& mistakes);

}  // namespace parvis::api
