#include "community/issuers/directory.h"

#include <boost/json.hpp>
#include <boost/url.hpp>
#include <semaphore>

#include "community/issuers/id_token.h"
#include "core/config/outgoing.h"
#include "core/crypto/base64url.h"
#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

namespace json = boost::json;

constexpr char kWellKnown[] = "/.well-known/openid-configuration";
constexpr std::size_t kMostKnown = 256;    // issuers an administrator tried one after the other
constexpr std::size_t kMostSession = 255;  // bytes of what an issuer calls a session
constexpr std::size_t kMostCode = 4096;    // bytes of a code; issuers send 30 to 2,000

std::counting_semaphore<kAskedAtOnce> asking{kAskedAtOnce};

class Turn {
 public:
  Turn() {
    if (!asking.try_acquire()) throw IssuerTrouble("too many wait for issuers already");
  }
  ~Turn() { asking.release(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
};

json::object ask(const fetch::Request& request, const char* what) {
  const Turn turn;
  try {
    const auto answer = fetch::fetch(request, config::allowed_places());
    boost::system::error_code error;
    auto value = json::parse(answer.body, error);
    if (answer.status != 200) {
      const auto* object = error ? nullptr : value.if_object();
      const auto reason = object ? jose::text_claim(*object, "error").value_or("") : "";
      throw IssuerTrouble(std::string(what) + ": status " + std::to_string(answer.status) + " " +
                          reason.substr(0, 100));
    }
    if (error || !value.is_object()) throw IssuerTrouble(std::string(what) + ": no JSON object");
    return std::move(value.get_object());
  } catch (const fetch::Failure& failure) {
    throw IssuerTrouble(std::string(what) + ": " + fetch::trouble_words(failure.trouble) + ", " + failure.what());
  }
}

std::string endpoint_in(const json::object& document, std::string_view name) {
  const auto address = jose::text_claim(document, name).value_or("");
  if (!address.empty() && !is_issuer_address(address)) {
    throw IssuerTrouble("its " + std::string(name) + " is no address that may be asked");
  }
  return address;
}

// "client_secret_basic" is what holds when nothing is said.
bool takes_basic(const json::object& document) {
  const auto* value = document.if_contains("token_endpoint_auth_methods_supported");
  const auto* methods = value ? value->if_array() : nullptr;
  if (!methods) return true;
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(*methods, [&](const json::value& one) {
      return one.is_string() && std::string_view(one.get_string()) == name;
    });
  };
  return has("client_secret_basic") || !has("client_secret_post");
}

IssuerMetadata read_metadata(const Issuer& issuer) {
  const auto base =
      issuer.address.ends_with('/') ? issuer.address.substr(0, issuer.address.size() - 1) : issuer.address;
  fetch::Request request;
  request.url = base + kWellKnown;
  request.headers = {{"Accept", "application/json"}};
  const auto document = ask(request, "configuration");
  if (jose::text_claim(document, "issuer") != issuer.address) throw IssuerTrouble("it calls itself by another address");
  IssuerMetadata metadata{.authorization = endpoint_in(document, "authorization_endpoint"),
                          .token = endpoint_in(document, "token_endpoint"),
                          .keys = endpoint_in(document, "jwks_uri"),
                          .userinfo = endpoint_in(document, "userinfo_endpoint"),
                          .takes_basic = takes_basic(document),
                          .names_itself = jose::is_true(document, "authorization_response_iss_parameter_supported")};
  if (metadata.authorization.empty() || metadata.token.empty() || metadata.keys.empty()) {
    throw IssuerTrouble("its configuration lacks an address");
  }
  return metadata;
}

std::string form_encoded(std::string_view text) {
  constexpr auto kPlain = boost::urls::unreserved_chars;
  return boost::urls::encode(text, kPlain);
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string form_of(const Pairs& pairs) {
  std::string form;
  for (const auto& [name, value] : pairs) {
    if (!form.empty()) form.push_back('&');
    form += form_encoded(name) + "=" + form_encoded(value);
  }
  return form;
}

std::string base64(std::string_view bytes) {
  auto text = crypto::to_base64url(bytes);
  for (auto& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  while (text.size() % 4 != 0) text.push_back('=');
  return text;
}

json::object ask_for_tokens(const Issuer& issuer, const IssuerMetadata& metadata, const Passage& passage,
                            std::string_view code, const std::string& return_address) {
  Pairs pairs{{"grant_type", "authorization_code"},
              {"code", std::string(code)},
              {"redirect_uri", return_address},
              {"code_verifier", passage.verifier}};
  fetch::Request request;
  request.url = metadata.token;
  request.method = fetch::Request::Method::post;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
  if (!issuer.client_secret.empty() && metadata.takes_basic) {
    request.headers.emplace_back(
        "Authorization", "Basic " + base64(form_encoded(issuer.client_id) + ":" + form_encoded(issuer.client_secret)));
  } else {
    pairs.emplace_back("client_id", issuer.client_id);
    if (!issuer.client_secret.empty()) pairs.emplace_back("client_secret", issuer.client_secret);
  }
  request.body = form_of(pairs);
  return ask(request, "tokens");
}

void take_proposals(ProvenIdentity& proven, const json::object& claims) {
  if (proven.name.empty()) proven.name = jose::text_claim(claims, "name").value_or("");
  if (proven.email.empty()) proven.email = jose::text_claim(claims, "email").value_or("");
}

// Only to spare somebody some typing: what is not said is typed.
void ask_for_proposals(ProvenIdentity& proven, const IssuerMetadata& metadata, const json::object& tokens) {
  const auto access = jose::text_claim(tokens, "access_token").value_or("");
  if (metadata.userinfo.empty() || access.empty() || access.find_first_of("\r\n") != std::string::npos) return;
  fetch::Request request;
  request.url = metadata.userinfo;
  request.headers = {{"Authorization", "Bearer " + access}, {"Accept", "application/json"}};
  try {
    const auto said = ask(request, "userinfo");
    if (jose::text_claim(said, "sub") == proven.subject) take_proposals(proven, said);
  } catch (const IssuerTrouble&) {
  }
}

std::string hash_bytes(std::string_view text) {
  const auto hex = crypto::sha256_hex(text);
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    bytes.push_back(static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1])));
  return bytes;
}

}  // namespace

bool is_issuer_address(std::string_view address) {
  const auto parsed = boost::urls::parse_uri(address);
  if (!parsed || parsed->has_userinfo() || parsed->has_fragment() || parsed->encoded_host().empty()) return false;
  if (parsed->scheme() == "https") return true;
  const std::uint16_t port = parsed->has_port() ? parsed->port_number() : 80;
  return parsed->scheme() == "http" && config::allowed_places().allows(parsed->host(), port);
}

IssuerMetadata IssuerDirectory::metadata(const Issuer& issuer) {
  {
    const std::scoped_lock lock(mutex_);
    const auto found = known_.find(issuer.address);
    if (found != known_.end() && now() - found->second.read_at < kMetadataAge) return found->second.metadata;
  }
  auto metadata = read_metadata(issuer);
  const std::scoped_lock lock(mutex_);
  if (known_.size() >= kMostKnown) known_.clear();
  auto& known = known_[issuer.address];
  known.metadata = metadata;
  known.read_at = now();
  return metadata;
}

std::shared_ptr<const jose::KeySet> IssuerDirectory::keys(const Issuer& issuer, const std::string& address,
                                                          Instant not_before) {
  {
    const std::scoped_lock lock(mutex_);
    const auto& known = known_[issuer.address];
    if (known.keys && known.keys_read_at >= not_before) return known.keys;
  }
  fetch::Request request;
  request.url = address;
  request.headers = {{"Accept", "application/json"}};
  const auto document = ask(request, "keys");
  auto set = jose::KeySet::parse(json::serialize(document));
  if (!set) throw IssuerTrouble("keys: no key set");
  auto kept = std::make_shared<const jose::KeySet>(std::move(*set));
  const std::scoped_lock lock(mutex_);
  auto& known = known_[issuer.address];
  known.keys = kept;
  known.keys_read_at = now();
  return kept;
}

std::shared_ptr<const jose::KeySet> IssuerDirectory::keys_for(const Issuer& issuer, const std::string& address,
                                                              const jose::SignedToken& token) {
  auto known = keys(issuer, address, now() - kMetadataAge);
  if (!known->find(token.key_id(), token.algorithm())) known = keys(issuer, address, now() - kBetweenKeys);
  return known;
}

std::string IssuerDirectory::departure(const Issuer& issuer, const Passage& passage, std::string_view token,
                                       const std::string& return_address) {
  const auto there = metadata(issuer);
  const auto query = form_of({{"response_type", "code"},
                              {"client_id", issuer.client_id},
                              {"redirect_uri", return_address},
                              {"scope", issuer.scopes},
                              {"state", std::string(token)},
                              {"nonce", passage.nonce},
                              {"code_challenge", crypto::to_base64url(hash_bytes(passage.verifier))},
                              {"code_challenge_method", "S256"}});
  return there.authorization + (there.authorization.find('?') == std::string::npos ? "?" : "&") + query;
}

ProvenIdentity IssuerDirectory::redeem(const Issuer& issuer, const Passage& passage, std::string_view code,
                                       const std::string& return_address) {
  if (code.empty() || code.size() > kMostCode) throw IssuerTrouble("no code came back");
  const auto there = metadata(issuer);
  const auto tokens = ask_for_tokens(issuer, there, passage, code, return_address);
  const auto token = jose::SignedToken::parse(jose::text_claim(tokens, "id_token").value_or(""));
  if (!token) throw IssuerTrouble("no ID token of a kind that is taken");
  const auto known = keys_for(issuer, there.keys, *token);
  const Expected expected{issuer.address, issuer.client_id, passage.nonce, now()};
  if (const auto problem = problem_of(*token, *known, expected)) throw IssuerTrouble("ID token: " + *problem);
  ProvenIdentity proven{.issuer = issuer.id,
                        .subject = jose::text_claim(token->claims(), "sub").value_or(""),
                        .name = {},
                        .email = {},
                        .session = jose::text_claim(token->claims(), "sid").value_or("")};
  if (proven.session.size() > kMostSession) proven.session.clear();
  take_proposals(proven, token->claims());
  if (proven.name.empty() || proven.email.empty()) ask_for_proposals(proven, there, tokens);
  return proven;
}

ToldSignOut IssuerDirectory::told_sign_out(const Issuer& issuer, std::string_view compact) {
  const auto token = jose::SignedToken::parse(compact);
  if (!token) throw FalseWord("no logout token of a kind that is taken");
  const Expected expected{issuer.address, issuer.client_id, {}, now()};
  if (const auto problem = problem_of_sign_out(*token, expected)) throw FalseWord("logout token: " + *problem);
  const auto known = keys_for(issuer, metadata(issuer).keys, *token);
  if (!token->is_signed_by(*known)) throw FalseWord("logout token: its signature is not the issuer's");
  const auto said = [&](const char* name) { return jose::text_claim(token->claims(), name).value_or(""); };
  return {.issuer = issuer.id, .subject = said("sub"), .session = said("sid"), .token_id = said("jti")};
}

IssuerDirectory& issuer_directory() {
  static IssuerDirectory directory;
  return directory;
}

}  // namespace parvis::community
