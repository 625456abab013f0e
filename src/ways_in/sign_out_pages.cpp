// An issuer says that somebody signed out there: what its word opened here ends (OpenID Connect Back-Channel Logout
// 1.0). It asks as a server does, without a cookie; its signature is the proof.
#include <boost/json.hpp>

#include "community/accounts/visit_account.h"
#include "community/issuers/directory.h"
#include "core/log/log.h"
#include "ways_in/ways_in_pages.h"

namespace parvis::ways_in {

using namespace community;

namespace {

// Sessions that it opened while it was in use end by its word afterwards too.
Issuer issuer_named(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("issuer"));
  const auto issuer = visit.community.store().read(
      [&](store::Reader& reader) { return id ? find_issuer(reader, IssuerId{*id}) : std::nullopt; });
  if (!issuer) throw NotFound();
  return *issuer;
}

// Those who bring false words are slowed down by their address; an issuer that speaks true may speak as often as people
// leave it.
limits::Limit false_words(const Visit& visit) {
  const auto each = visit.community.settings().rates.sign_ins_per_address_per_quarter_hour;
  return {"false words of issuers", static_cast<double>(each), std::chrono::minutes{15}, limits::Counted::by_all};
}

http::Response refused(const char* error, const std::string& why, int status) {
  const boost::json::object told{{"error", error}, {"error_description", why}};
  return http::json(boost::json::serialize(told), status).header("Cache-Control", "no-store");
}

http::Response slowed_down(int wait) {
  return refused("temporarily_unavailable", "too many words that were not believed", 429)
      .header("Retry-After", std::to_string(wait));
}

}  // namespace

http::Response be_told_of_sign_out(Visit& visit) {
  const auto issuer = issuer_named(visit);
  auto& limiter = visit.community.accounts().limiter();
  const auto from = limits::address_key(visit.request.remote_address);
  if (const int wait = limiter.take(false_words(visit), from); wait > 0) return slowed_down(wait);
  try {
    const auto told = issuer_directory().told_sign_out(issuer, visit.request.form.get("logout_token"));
    const auto ended = visit.community.store().write([&](store::Transaction& transaction) {
      return end_vouched(transaction, visit.community.timeline(), told, now());
    });
    if (!ended) throw FalseWord("logout token: it was heard before");
    limiter.forgive(false_words(visit), from);
    log::info("An issuer said that somebody signed out", {{"issuer", issuer.address}, {"ended", *ended}});
    return http::json("{}").header("Cache-Control", "no-store");
  } catch (const FalseWord& trouble) {
    log::info("A word of sign-out was not believed", {{"issuer", issuer.address}, {"why", trouble.what()}});
    return refused("invalid_request", trouble.what(), 400);
  } catch (const IssuerTrouble& trouble) {
    log::warning("An issuer cannot be asked", {{"issuer", issuer.address}, {"why", trouble.what()}});
    return refused("temporarily_unavailable", "the issuer's keys cannot be had now", 503);
  }
}

}  // namespace parvis::ways_in
