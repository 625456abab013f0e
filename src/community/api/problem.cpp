#include "community/api/problem.h"

#include <boost/json.hpp>

namespace parvis::community {
namespace {

// A short stable word for programs; the title is for people.
const char* type_of(int status) {
  switch (status) {
    case 400: return "bad-request";
    case 401: return "sign-in-needed";
    case 403: return "forbidden";
    case 404: return "not-found";
    case 405: return "method-not-allowed";
    case 408: return "too-slow";
    case 409: return "conflict";
    case 413: return "too-large";
    case 414: return "address-too-long";
    case 415: return "unsupported-media-type";
    case 422: return "invalid";
    case 429: return "too-many-requests";
    case 431: return "headers-too-large";
    case 503: return "unavailable";
    default: return status >= 500 ? "fault" : "refused";
  }
}

}  // namespace

bool is_api(const http::Request& request) { return request.path.starts_with("/api/"); }

http::Response problem(const Visit& visit, int status, const Sentence& sentence,
                       const std::vector<FieldProblem>& errors) {
  boost::json::object object;
  object["type"] = std::string("/api/problems/") + type_of(status);
  object["title"] = text::tr(visit.language, sentence);
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
  if (refusal.status() == 401) response.header("WWW-Authenticate", "Bearer");
  return response;
}

}  // namespace parvis::community
