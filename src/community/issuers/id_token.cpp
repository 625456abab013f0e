#include "community/issuers/id_token.h"

#include <boost/json.hpp>

#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxSubject = 255;  // OpenID Connect Core 1.0, section 2
constexpr std::size_t kMaxTokenId = 1000;
constexpr char kSignOutEvent[] = "http://schemas.openid.net/event/backchannel-logout";

bool is_among(const json::object& claims, std::string_view audience) {
  const auto* value = claims.if_contains("aud");
  if (!value) return false;
  if (const auto* one = value->if_string()) return std::string_view(*one) == audience;
  const auto* list = value->if_array();
  return list && std::ranges::any_of(*list, [&](const json::value& one) {
           return one.is_string() && std::string_view(one.get_string()) == audience;
         });
}

// For us, and where it is for others too, asked for by us.
bool is_for(const json::object& claims, std::string_view audience) {
  const auto party = jose::text_claim(claims, "azp");
  if (claims.contains("azp") && party != audience) return false;
  const auto* value = claims.if_contains("aud");
  const auto* list = value ? value->if_array() : nullptr;
  return (!list || list->size() <= 1 || party) && is_among(claims, audience);
}

Instant instant_of(std::int64_t seconds) { return Instant{seconds * kSecond}; }

// Issuers of before its last draft give a logout token no end; how old it may be holds all the same.
enum class End { said, perhaps };

std::optional<std::string> problem_of_times(const json::object& claims, Instant at, End end) {
  const auto expires = jose::time_claim(claims, "exp"), made = jose::time_claim(claims, "iat");
  const bool is_endless = end == End::perhaps && !claims.contains("exp");
  if (!is_endless && (!expires || instant_of(*expires) + kClockSlack <= at)) return "it is over";
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
  if (auto problem = problem_of_times(claims, expected.at, End::said)) return problem;
  const auto nonce = jose::text_claim(claims, "nonce").value_or("");
  if (nonce.empty() || !crypto::constant_time_equal(nonce, expected.nonce)) return "its nonce is not ours";
  const auto subject = jose::text_claim(claims, "sub").value_or("");
  if (subject.empty() || subject.size() > kMaxSubject) return "it names nobody";
  return std::nullopt;
}

std::optional<std::string> problem_of_sign_out(const jose::SignedToken& token, const Expected& expected) {
  const auto& claims = token.claims();
  if (jose::text_claim(claims, "iss") != expected.issuer) return "it is another issuer's";
  if (!is_among(claims, expected.audience)) return "it is for another audience";
  if (auto problem = problem_of_times(claims, expected.at, End::perhaps)) return problem;
  const auto* events = claims.if_contains("events");
  const auto* event = events && events->is_object() ? events->get_object().if_contains(kSignOutEvent) : nullptr;
  if (!event || !event->is_object()) return "it tells of no sign-out";
  if (claims.contains("nonce")) return "it has a nonce";
  const auto id = jose::text_claim(claims, "jti").value_or("");
  if (id.empty() || id.size() > kMaxTokenId) return "it has no identifier of its own";
  const auto is_sound = [&](const char* name) {
    return !claims.contains(name) ||
           (jose::text_claim(claims, name) && jose::text_claim(claims, name)->size() <= kMaxSubject);
  };
  const auto names = [&](const char* name) { return !jose::text_claim(claims, name).value_or("").empty(); };
  if (!is_sound("sub") || !is_sound("sid") || (!names("sub") && !names("sid"))) return "it names nobody";
  return std::nullopt;
}

}  // namespace parvis::community
