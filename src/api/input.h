// What a call was given, read strictly: identifiers of the address, the JSON body, its fields by type. What is wrong
// is thrown as a refusal or collected by field. One request, one thread.
#pragma once

#include <vector>

#include "api/body.h"
#include "community/api/problem.h"
#include "community/threads/outcome.h"
#include "community/visit.h"

namespace parvis::api {

using community::Visit;

// The identifier of the route's parameter; NotFound when it is none.
template <class SomeId>
SomeId id_of(const Visit& visit, const char* parameter) {
  const auto id = parse_id(visit.request.parameter(parameter));
  if (!id) throw NotFound();
  return SomeId{*id};
}

// A number of the query from 0 on, or `otherwise` when there is none; BadRequest, naming it.
std::int64_t number_asked(const Visit& visit, const char* name, std::int64_t otherwise);
// Of lists: how many at once, and where to go on, checked by `is_place` (BadRequest). Who asks for more at once than
// there may be gets that many, and `next` says that there is more.
inline constexpr int kMaxLimit = 100;  // an answer of some 100 kB
int limit_asked(const Visit& visit, int otherwise);
std::string place_asked(const Visit& visit, bool (*is_place)(std::string_view));

// The token may write (SignInNeeded, Forbidden).
void require_writing(const Visit& visit);
// By slug or by identifier; NotFound when this caller may not read it.
const community::Space& space_named(const Visit& visit, std::string_view name);

// The body of this call. BadRequest, or 415 when it is not JSON.
Body body_of(const Visit& visit);

// 422 with these mistakes.
http::Response invalid(const Visit& visit, const std::vector<community::FieldProblem>& problems);
http::Response invalid(const Visit& visit, const community::Mistakes& mistakes);

}  // namespace parvis::api
