#include "community/issuers/testing/small_issuer.h"

#include "core/config/outgoing.h"

namespace parvis::community::testing {

SmallIssuer::SmallIssuer() : server_([this](const auto& request, const auto& line) { talk(request, line); }) {
  config::allow_places("127.0.0.1");
}

Issuer SmallIssuer::issuer() const {
  return {.id = {7}, .name = "Elsewhere", .address = server_.origin(), .client_id = "square"};
}

void SmallIssuer::publish(const std::string& keys) {
  const std::scoped_lock lock(mutex_);
  keys_ = keys;
}

void SmallIssuer::answer_with(const std::string& token) {
  const std::scoped_lock lock(mutex_);
  token_ = token;
}

std::string SmallIssuer::claims(std::string_view nonce, Instant at, const std::string& more) const {
  const auto seconds = at.microseconds / kSecond;
  return R"({"iss":")" + server_.origin() + R"(","sub":"ana","aud":"square","nonce":")" + std::string(nonce) +
         R"(","iat":)" + std::to_string(seconds) + R"(,"exp":)" + std::to_string(seconds + 300) + more + "}";
}

void SmallIssuer::talk(const std::string& request, const fetch::testing::SmallServer::Line& line) {
  const std::scoped_lock lock(mutex_);
  const auto here = server_.origin();
  if (fetch::testing::is_for(request, "/.well-known/openid-configuration")) {
    line.answer("200 OK", R"({"issuer":")" + here + R"(","authorization_endpoint":")" + here +
                              R"(/auth","token_endpoint":")" + here + R"(/token","jwks_uri":")" + here + "/keys\"}");
  } else if (fetch::testing::is_for(request, "/keys")) {
    ++asked_for_keys_;
    line.answer("200 OK", R"({"keys":[)" + keys_ + "]}");
  } else if (fetch::testing::is_for(request, "/token")) {
    line.answer("200 OK", R"({"access_token":"x","id_token":")" + token_ + "\"}");
  } else {
    line.answer("404 Not Found", "{}");
  }
}

}  // namespace parvis::community::testing
