#include "community/api/problem.h"

#include <boost/json.hpp>

#include "community/api/problem_kinds.h"

namespace parvis::community {

bool is_api(const http::Request& request) { return request.path.starts_with("/api/"); }

http::Response problem(const Visit& visit, int status, const Sentence& sentence,
                       const std::vector<FieldProblem>& errors) {
  const auto& kind = problem_kind(status);
  boost::json::object object;
  object["type"] = problem_type(visit.origin, kind);
  object["title"] = kind.title;
  object["status"] = status;
  object["detail"] = text::tr(visit.language, sentence);
  object["instance"] = "urn:parvis:request:" + visit.request.id;
  if (!errors.empty()) {
    boost::json::array list;
    for (const auto& error : errors) {
      list.push_back({{"field", error.field}, {"detail", text::tr(visit.language, error.sentence)}});
    }
    object["errors"] = std::move(list);
  }
  return http::bytes(boost::json::serialize(object), "application/problem+json", status);
}

http::Response problem(const Visit& visit, const Refusal& refusal) {
  auto response = problem(visit, refusal.status(), refusal.sentence());
  if (const auto* too_many = dynamic_cast<const TooMany*>(&refusal)) {
    response.header("Retry-After", std::to_string(too_many->retry_after));
  }
  if (refusal.status() == 401) {
    const bool gave_one = !visit.request.header("authorization").empty();
    response.header("WWW-Authenticate", gave_one ? "Bearer error=\"invalid_token\"" : "Bearer");
  }
  return response;
}

}  // namespace parvis::community
