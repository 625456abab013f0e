// Refusals of the API as problem details (RFC 9457): the type, an address that says what it means, with its constant
// title (problem_kinds.h), the status, the detail in the caller's language, the instance, and `errors` by field where a
// form would say them beside the field. Pure functions.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "community/visit.h"
#include "core/errors.h"

namespace parvis::community {

// Is this a call of the API? It gets problem documents where pages get pages.
bool is_api(const http::Request& request);

struct FieldProblem {
  std::string field;  // as a JSON pointer's last segment: "title"
  Sentence sentence;
};

// application/problem+json for this refusal. `errors` are the mistakes of single fields, if any.
http::Response problem(const Visit& visit, int status, const Sentence& sentence,
                       const std::vector<FieldProblem>& errors = {});
http::Response problem(const Visit& visit, const Refusal& refusal);

}  // namespace parvis::community
