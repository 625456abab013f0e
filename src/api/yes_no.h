// A parameter of the query that is yes or no. One request, one thread.
#pragma once

#include "community/visit.h"
#include "core/errors.h"

namespace parvis::api {

// BadRequest, naming it, for what is neither.
inline bool yes_asked(const community::Visit& visit, const char* name, bool otherwise) {
  const auto said = visit.request.query.get(name);
  if (said.empty()) return otherwise;
  if (said != "yes" && said != "no") throw BadRequest({"The parameter “{name}” is yes or no.", {{"name", name}}});
  return said == "yes";
}

}  // namespace parvis::api
