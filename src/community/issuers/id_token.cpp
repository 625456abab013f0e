#include "community/issuers/id_token.h"

#include <boost/json.hpp>

#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxSubject = 255;  // OpenID Connect Core 1.0, section 2

// For us, and where it is for others too, asked for by us.
bool is_for(const json::object& claims, std::string_view audience) {
  const auto* value = claims.if_contains("aud");
  if (!value) return false;
  const auto party = jose::text_claim(claims, "azp");
  if (claims.contains("azp") && party != audience) return false;
  if (const auto* one = value->if_string()) return std::string_view(*one) == audience;
  const auto* list = value->if_array();
  if (!list || (list->size() > 1 && !party)) return false;
  return std::ranges::any_of(
      *list, [&](const json::value& one) { return one.is_string() && std::string_view(one.get_string()) == audience; });
}

Instant instant_of(std::int64_t seconds) { return Instant{seconds * kSecond}; }

std::optional<std::string> problem_of_times(const json::object& claims, Instant at) {
  const auto expires = jose::time_claim(claims, "exp"), made = jose::time_claim(claims, "iat");
  if (!expires || instant_of(*expires) + kClockSlack <= at) return "it is over";
  if (!made || instant_of(*made) - kClockSlack > at) return "it was made in the future";
  if (at - instant_of(*made) > kOldestToken) return "it was made long ago";
  if (claims.contains("nbf")) {
    const auto begins = jose::time_claim(claims, "nbf");
    if (!begins || instant_of(*begins) - kClockSlack > at) return "it is not valid yet";
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> problem_of(const jose::SignedToken& token, const jose::KeySet& keys,
                                      const Expected& expected) {
  if (!token.is_signed_by(keys)) return "its signature is not the issuer's";
  const auto& claims = token.claims();
  if (jose::text_claim(claims, "iss") != expected.issuer) return "it is another issuer's";
  if (!is_for(claims, expected.audience)) return "it is for another audience";
  if (auto problem = problem_of_times(claims, expected.at)) return problem;
  const auto nonce = jose::text_claim(claims, "nonce").value_or("");
  if (nonce.empty() || !crypto::constant_time_equal(nonce, expected.nonce)) return "its nonce is not ours";
  const auto subject = jose::text_claim(claims, "sub").value_or("");
  if (subject.empty() || subject.size() > kMaxSubject) return "it names nobody";
  return std::nullopt;
}

}  // namespace parvis::community
