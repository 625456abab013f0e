// The HTTP API, version 1: one table of its calls, with what each takes and gives. The route table of app and the
// description at /api/v1/openapi.json are both made from it, so they cannot differ. Constant; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/visit.h"

namespace parvis::api {

enum class Caller { everyone, members, managers };

struct Parameter {
  std::string_view name;
  const char* what;
};

struct Call {
  http::Method method;
  const char* path;  // below /api/v1: "/threads/{thread}"
  community::Handler handler;
  Caller caller;
  const char* summary;
  std::vector<Parameter> query;  // all optional
  const char* takes;             // schema of the body, or ""; kFileForm is a form in parts, kTable a table as text,
                                 // all others are JSON
  const char* gives;             // schema of the answer
  int status = 200;
};

inline constexpr char kFileForm[] = "NewFile";
inline constexpr char kTable[] = "Table";      // taken and given as CSV
inline constexpr char kPdfFile[] = "PdfFile";  // given as such, not as JSON
inline constexpr char kRoot[] = "/api/v1";

const std::vector<Call>& calls();

// BadRequest, naming it, when the query gives a parameter of this route's call twice with different values. What the
// call does not take is passed over: clients, proxies and scripts add parameters of their own.
void check_query(http::Method method, std::string_view pattern, const http::Fields& query);

http::Response show_openapi(community::Visit& visit);  // GET /api/v1/openapi.json
// What the kinds of refusals mean: the addresses that `type` of a problem document gives, and their list.
http::Response show_problem_kinds(community::Visit& visit);  // GET /api/v1/problems
http::Response show_problem_kind(community::Visit& visit);   // GET /api/v1/problems/{name}
// The document itself, for the test that compares it with the routes.
std::string openapi_document();

}  // namespace parvis::api
