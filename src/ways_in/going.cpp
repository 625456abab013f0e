#include "ways_in/going.h"

#include "community/accounts/views.h"
#include "community/issuers/directory.h"
#include "core/log/log.h"

namespace parvis::ways_in {

using namespace community;

namespace {

constexpr char kCookie[] = "parvis-passage";

}  // namespace

Issuer issuer_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("issuer"));
  const auto issuer = visit.community.store().read(
      [&](store::Reader& reader) { return id ? find_issuer(reader, IssuerId{*id}) : std::nullopt; });
  if (!issuer || !issuer->is_open) throw NotFound();
  return *issuer;
}

std::string return_address(const Visit& visit, IssuerId issuer) {
  return visit.origin + "/sign-in/issuers/" + id_text(issuer) + "/return";
}

std::string sign_out_address(const Visit& visit, IssuerId issuer) {
  return visit.origin + "/sign-in/issuers/" + id_text(issuer) + "/sign-out";
}

std::string held_token(const Visit& visit) {
  return std::string(visit.request.cookie(visit.request.cookie_name(kCookie)));
}

http::Cookie held_cookie(const Visit& visit, std::string token) {
  return {visit.request.cookie_name(kCookie), std::move(token), std::chrono::seconds(kArrivalTime / kSecond)};
}

http::Cookie forgotten_cookie(const Visit& visit) {
  return {visit.request.cookie_name(kCookie), "", std::chrono::seconds{-1}};
}

http::Response departure_page(const Visit& visit, const Issuer& issuer, Passage passage) {
  const auto token = visit.community.store().write(
      [&](store::Transaction& transaction) { return community::set_out(transaction, passage); });
  std::string there;
  try {
    there = issuer_directory().departure(issuer, passage, token, return_address(visit, issuer.id));
  } catch (const IssuerTrouble& trouble) {
    log::warning("An issuer cannot be asked", {{"issuer", issuer.address}, {"why", trouble.what()}});
    return failed_page(visit, issuer, {"{issuer} does not answer as it should. Try again in a while."}, 409);
  }
  html::Writer out;
  const auto title = visit.tr("On to {issuer}", {{"issuer", issuer.name}});
  open_narrow(out, title, visit.tr("You say there who you are, and come back here."));
  out.open("p", {{"class", "actions"}});
  out.element("a", {{"class", "button main"}, {"href", there}}, visit.tr("Go on")).close();
  close_narrow(out);
  auto response = private_page(visit, title, out);
  // Not a redirect: the policy for forms holds their redirects to this site.
  response.header("Refresh", "0; url=" + there);
  response.cookie(held_cookie(visit, token));
  return response;
}

http::Response failed_page(const Visit& visit, const Issuer& issuer, Sentence why, int status) {
  why.values.emplace_back("issuer", issuer.name);
  html::Writer out;
  const auto title = visit.tr("Nothing was changed");
  open_narrow(out, title, text::tr(visit.language, why));
  out.open("p", {{"class", "row"}});
  if (visit.viewer.signed_in()) {
    out.element("a", {{"class", "button"}, {"href", "/account/ways"}}, visit.tr("Back to your account"));
  } else {
    out.element("a", {{"class", "button main"}, {"href", "/sign-in"}}, visit.tr("Sign in another way"));
    out.element("a", {{"class", "button"}, {"href", "/join"}}, visit.tr("Create an account"));
  }
  out.close();
  close_narrow(out);
  auto response = private_page(visit, title, out, status);
  response.cookie(forgotten_cookie(visit));
  return response;
}

}  // namespace parvis::ways_in
