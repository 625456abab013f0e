// Signing in with an account held elsewhere: set out, come back, and what follows from who it is.
#include "community/accounts/return_place.h"
#include "community/accounts/second_step.h"
#include "community/accounts/sign_in_views.h"
#include "community/accounts/standing.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/issuers/directory.h"
#include "core/crypto/crypto.h"
#include "core/log/log.h"
#include "ways_in/going.h"
#include "ways_in/ways_in_pages.h"

namespace parvis::ways_in {

using namespace community;

namespace {

constexpr std::size_t kMaxInvitation = 100;

http::Response stranger(const Visit& visit, const Issuer& issuer, const Passage& passage,
                        const ProvenIdentity& proven) {
  if (!issuer.makes_members) {
    return failed_page(visit, issuer,
                       {"No account here is tied to the one you have at {issuer}. Sign in another way, then tie it on "
                        "the page of your account."},
                       403);
  }
  const auto token = visit.community.store().write(
      [&](store::Transaction& transaction) { return set_arrival(transaction, passage, proven); });
  return http::see_other("/join/proven").cookie(held_cookie(visit, token));
}

http::Response sign_in(Visit& visit, const Issuer& issuer, const Passage& passage, const ProvenIdentity& proven) {
  const auto holder = visit.community.store().read(
      [&](store::Reader& reader) { return holder_of(reader, proven.issuer, proven.subject); });
  if (!holder) return stranger(visit, issuer, passage, proven);
  if (auto why = kept_out_because(visit, *holder)) return failed_page(visit, issuer, std::move(*why), 403);
  const auto opened = visit.community.store().write([&](store::Transaction& transaction) {
    note_used(transaction, proven);
    auto next = open_or_ask(transaction, account_act_of(visit), *holder, visit);
    const auto& token = next.session.empty() ? next.waiting : next.session;
    if (!token.empty()) note_vouching(transaction, {proven.issuer, proven.subject, proven.session}, token);
    return next;
  });
  auto answer = enter(visit, opened, {.return_to = return_place(passage.return_to)});
  answer.cookie(forgotten_cookie(visit));
  return answer;
}

// Only in the very session that set out: nobody is led to tie somebody else's account to their own.
http::Response tie_here(Visit& visit, const Issuer& issuer, const Passage& passage, const ProvenIdentity& proven) {
  const bool is_same = visit.viewer.signed_in() && passage.member == visit.viewer.member &&
                       crypto::constant_time_equal(passage.session_hash, visit.session_hash);
  if (!is_same) return failed_page(visit, issuer, {"You are not signed in as when you set out. Begin again."}, 403);
  try {
    visit.community.store().write([&](store::Transaction& transaction) {
      tie_account(transaction, account_act_of(visit), visit.viewer.member, proven);
    });
  } catch (const Conflict& conflict) {
    return failed_page(visit, issuer, conflict.sentence(), 409);
  }
  auto answer = see_other_with_notice(visit, "/account/ways", text::msgid("You can sign in with this account now."));
  answer.cookie(forgotten_cookie(visit));
  return answer;
}

// Another issuer cannot answer in this one's place (RFC 9207).
bool is_from(const Issuer& issuer, const http::Request& request) {
  const auto named = request.query.get("iss");
  return named.empty() ? !issuer_directory().metadata(issuer).names_itself : named == issuer.address;
}

}  // namespace

http::Response set_out_to_issuer(Visit& visit) {
  const auto issuer = issuer_asked(visit);
  const auto& typed = visit.request.form;
  if (const int wait = wait_for_way_in(visit); wait > 0) {
    return with_retry_after(failed_page(visit, issuer, too_often(wait), 429), wait);
  }
  const auto invitation = typed.get("invitation");
  return departure_page(visit, issuer,
                        {.issuer = issuer.id,
                         .purpose = PassagePurpose::sign_in,
                         .return_to = return_place(typed.get("return_to")),
                         .invitation = std::string(invitation.size() <= kMaxInvitation ? invitation : "")});
}

http::Response come_back(Visit& visit) {
  const auto issuer = issuer_asked(visit);
  const auto& query = visit.request.query;
  const auto held = held_token(visit);
  const auto state = query.get("state");
  const bool is_ours = !held.empty() && crypto::constant_time_equal(state, held);
  const auto passage = is_ours ? visit.community.store().write([&](store::Transaction& transaction) {
    return take_passage(transaction, held, issuer.id);
  })
                               : std::nullopt;
  if (!passage) {
    return failed_page(visit, issuer,
                       {"This way back from {issuer} was used already, took too long or began in another browser."});
  }
  try {
    if (!is_from(issuer, visit.request)) throw IssuerTrouble("the answer is another issuer's");
    if (const auto error = query.get("error"); !error.empty()) {
      log::info("An issuer did not let somebody in",
                {{"issuer", issuer.address}, {"error", std::string(error.substr(0, 60))}});
      return failed_page(visit, issuer, {"You did not sign in at {issuer}, or it did not let you."});
    }
    const auto proven =
        issuer_directory().redeem(issuer, *passage, query.get("code"), return_address(visit, issuer.id));
    if (passage->purpose == PassagePurpose::tie) return tie_here(visit, issuer, *passage, proven);
    return sign_in(visit, issuer, *passage, proven);
  } catch (const IssuerTrouble& trouble) {
    log::warning("A sign-in through an issuer failed", {{"issuer", issuer.address}, {"why", trouble.what()}});
    return failed_page(visit, issuer, {"What {issuer} said of you could not be verified. Try again in a while."});
  }
}

}  // namespace parvis::ways_in
