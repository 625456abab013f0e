#include "community/accounts/return_place.h"

#include "community/members/one_time_link.h"

namespace parvis::community {
namespace {

constexpr char kPlaceCookie[] = "parvis-place";
constexpr std::size_t kMaxPlace = 1000;  // bytes: what leads back to a thread is far shorter

}  // namespace

std::string return_place(std::string_view typed) {
  auto path = http::safe_local_path(typed);
  for (const std::string_view own : {"/sign-in", "/session", "/join"}) {
    if (path.starts_with(own)) return "/";
  }
  return path.size() > kMaxPlace ? "/" : path;
}

std::string path_returning(std::string_view path, std::string_view place) {
  if (place.empty() || place == "/") return std::string(path);
  return std::string(path) + "?return_to=" + http::percent_encode(place);
}

http::Response keep_return_place(const Visit& visit, http::Response response, const std::string& place) {
  if (place == "/") return response;
  const std::chrono::seconds age{lifetime(LinkPurpose::confirm_address) / kSecond};
  response.cookie({visit.request.cookie_name(kPlaceCookie), http::percent_encode(place), age});
  return response;
}

std::string kept_return_place(const Visit& visit) {
  return return_place(http::percent_decode(visit.request.cookie(visit.request.cookie_name(kPlaceCookie))));
}

http::Response forget_return_place(const Visit& visit, http::Response response) {
  const auto name = visit.request.cookie_name(kPlaceCookie);
  if (!visit.request.cookie(name).empty()) response.cookie({name, "", std::chrono::seconds{-1}});
  return response;
}

}  // namespace parvis::community
