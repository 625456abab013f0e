// The ways to sign in of somebody signed in: passkeys and accounts held elsewhere, added and taken off. Each change
// asks for a fresh sign-in or the password, so that a browser left open changes nothing.
#include "community/accounts/account_views.h"
#include "community/accounts/again.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/issuers/issuer_account.h"
#include "community/members/ways_in.h"
#include "community/passkeys/challenge.h"
#include "community/passkeys/party.h"
#include "community/passkeys/passkey.h"
#include "core/crypto/base64url.h"
#include "core/log/log.h"
#include "core/text/validate.h"
#include "ways_in/buttons.h"
#include "ways_in/going.h"
#include "ways_in/ways_in_pages.h"

namespace parvis::ways_in {

using namespace community;

namespace {

constexpr char kPath[] = "/account/ways";

struct Present {
  WaysIn ways;
  std::vector<Passkey> passkeys;
  std::vector<IssuerAccount> accounts;
  std::vector<Issuer> others;  // that could be tied
  bool fresh = false;
  bool can_prove() const { return fresh || ways.password; }
};

Present present_of(const Visit& visit) {
  const auto member = visit.viewer.member;
  auto present = visit.community.store().read([&](store::Reader& reader) {
    Present read{.ways = ways_in_of(reader, member),
                 .passkeys = passkeys_of(reader, member),
                 .accounts = issuer_accounts_of(reader, member),
                 .others = open_issuers(reader)};
    std::erase_if(read.others, [&](const Issuer& issuer) {
      return std::ranges::any_of(read.accounts, [&](const auto& account) { return account.issuer == issuer.id; });
    });
    return read;
  });
  present.fresh = signed_in_lately(visit);
  return present;
}

// Of one form of the page: which one it is about, and what is wrong there.
struct Refused {
  std::string form;
  html::FormState state;
};

class WaysPage {
 public:
  WaysPage(const Visit& visit, const Present& present, const Refused& refused)
      : visit_(visit), present_(present), refused_(refused) {}

  http::Response write(int status) {
    write_account_head(out_, visit_, AccountTab::second_factor);
    write_lead();
    write_passkeys();
    if (!present_.accounts.empty() || !present_.others.empty()) write_accounts();
    write_passkey_script(out_);
    return account_page(visit_, out_, status);
  }

 private:
  const html::FormState& state_of(const std::string& form) const {
    return form == refused_.form ? refused_.state : empty_;
  }

  void write_lead() {
    out_.open("section", {{"class", "narrow"}});
    out_.open("p").element("a", {{"class", "link"}, {"href", "/account/second-factor"}},
                           visit_.tr("Codes as a second factor"));
    out_.close();
    if (!present_.can_prove()) {
      out_.element("p", {{"class", "notice warn"}},
                   visit_.tr("You signed in a while ago. Sign out and in again to change anything here."));
    }
    out_.close();
  }

  void write_dates(Instant made, const std::optional<Instant>& used) {
    out_.open("p", {{"class", "quiet small dots"}}).open("span");
    write_when(out_, visit_, text::msgid("added {when}"), made);
    out_.close().open("span");
    if (used) {
      write_when(out_, visit_, text::msgid("last used {when}"), *used);
    } else {
      out_.text(visit_.tr("not used yet"));
    }
    out_.close().close();
  }

  void write_removal(const std::string& form_name, const std::string& path, const std::string& words) {
    const auto& state = state_of(form_name);
    out_.open("details", {{"class", "removal"}, {"open", state.is_refused()}});
    out_.element("summary", words);
    html::Form form(out_, state, say_in(visit_), form_name);
    form.summary(visit_.tr(kCheckThis)).open(path, visit_.form_token);
    write_present_password(form, visit_, AskedAgain::unless_lately);
    form.submit(words, html::Emphasis::plain).close();
    out_.close();
  }

  void write_passkeys() {
    out_.open("section", {{"class", "narrow"}, {"id", "passkeys"}}).element("h2", visit_.tr("Passkeys"));
    out_.element("p", {{"class", "quiet"}},
                 visit_.tr("Your telephone or computer signs you in, once it knows your finger, your face or its code. "
                           "Nothing to remember, nothing that can be given away by mistake."));
    if (!present_.passkeys.empty()) out_.open("ul", {{"class", "list"}});
    for (const auto& passkey : present_.passkeys) {
      const auto id = id_text(passkey.id);
      out_.open("li", {{"class", "row"}, {"id", "passkey-" + id}}).open("div");
      out_.open("p", {{"class", "name"}}).text(passkey.name);
      if (passkey.doubted_at) {
        out_.text(" ");
        write_badge(out_, visit_.tr("perhaps copied"), "bad");
      }
      out_.close();
      write_dates(passkey.created_at, passkey.last_used_at);
      out_.close();
      write_removal("passkey-" + id, std::string(kPath) + "/passkeys/" + id + "/removal", visit_.tr("Remove it"));
      out_.close();
    }
    if (!present_.passkeys.empty()) out_.close();
    if (!takes_passkeys(visit_)) {
      write_not_here();
    } else if (present_.can_prove()) {
      write_new_passkey();
    }
    out_.close();
  }

  void write_not_here() {
    out_.element("p", {{"class", "notice plain"}},
                 visit_.tr("A passkey belongs to a name. This community is reached here by a bare address, {address}, "
                           "for which browsers make none: open it by its name.",
                           {{"address", party_of(visit_).id}}));
  }

  std::string known_credentials() const {
    std::string known;
    for (const auto& passkey : present_.passkeys) known += (known.empty() ? "" : " ") + passkey.credential;
    return known;
  }

  void write_new_passkey() {
    const auto& secret = visit_.community.secret();
    const auto challenge = make_challenge(secret, ChallengeFor::adding, visit_.form_token, now());
    out_.open("noscript")
        .element("p", {{"class", "notice plain"}},
                 visit_.tr("Adding a passkey takes a script, which your browser does not run here. "
                           "Codes from an app work without."));
    out_.close();
    out_.element("p", {{"class", "notice plain"}, {"hidden", true}, {"data-no-passkeys", true}},
                 visit_.tr("This browser makes no passkeys here: it is an older one, or the address does not begin "
                           "with https. Codes from an app work without."));
    out_.open("div", {{"class", "new-passkey"},
                      {"hidden", true},
                      {"data-passkey", "create"},
                      {"data-challenge", challenge},
                      {"data-party", party_of(visit_).id},
                      {"data-party-name", visit_.identity->name},
                      {"data-user", passkey_user(secret, visit_.viewer.member)},
                      {"data-user-name", visit_.viewer.handle},
                      {"data-user-shown", visit_.viewer.display_name},
                      {"data-known", known_credentials()}});
    const auto& state = state_of("new-passkey");
    html::Form form(out_, state, say_in(visit_), "new-passkey");
    form.summary(visit_.tr(kCheckThis)).open(std::string(kPath) + "/passkeys", visit_.form_token);
    form.hidden("client_data", "").hidden("attestation", "");
    const auto label = visit_.tr("Its name"), hint = visit_.tr("So that you know it again: “My telephone”.");
    form.text_field({.name = "name", .label = label, .hint = hint, .autocomplete = "off"});
    write_present_password(form, visit_, AskedAgain::unless_lately);
    form.submit(visit_.tr("Add a passkey"), html::Emphasis::plain).close();
    out_.element("p", {{"class", "error"}, {"role", "status"}, {"hidden", true}},
                 visit_.tr("That did not work on this device, or it was stopped. Nothing was added."));
    out_.close();
  }

  void write_accounts() {
    out_.open("section", {{"class", "narrow"}, {"id", "accounts"}});
    out_.element("h2", visit_.tr("Accounts you have elsewhere"));
    if (!present_.accounts.empty()) out_.open("ul", {{"class", "list"}});
    for (const auto& account : present_.accounts) {
      const auto id = id_text(account.issuer);
      out_.open("li", {{"class", "row"}}).open("div").open("p", {{"class", "name"}}).text(account.issuer_name);
      if (!account.label.empty()) out_.text(" ").element("span", {{"class", "quiet"}}, account.label);
      out_.close();
      write_dates(account.created_at, account.last_used_at);
      out_.close();
      write_removal("issuer-" + id, std::string(kPath) + "/issuers/" + id + "/removal", visit_.tr("Untie it"));
      out_.close();
    }
    if (!present_.accounts.empty()) out_.close();
    if (present_.can_prove()) {
      for (const auto& issuer : present_.others) write_tie(issuer);
    }
    out_.close();
  }

  void write_tie(const Issuer& issuer) {
    const auto name = "tie-" + id_text(issuer.id);
    html::Form form(out_, state_of(name), say_in(visit_), name);
    form.summary(visit_.tr(kCheckThis)).open(std::string(kPath) + "/issuers/" + id_text(issuer.id), visit_.form_token);
    write_present_password(form, visit_, AskedAgain::unless_lately);
    form.submit(visit_.tr("Tie my account at {issuer}", {{"issuer", issuer.name}}), html::Emphasis::plain).close();
  }

  const Visit& visit_;
  const Present& present_;
  const Refused& refused_;
  const html::FormState empty_;
  html::Writer out_;
};

http::Response ways_page(const Visit& visit, const Refused& refused = {}, int status = 200) {
  const auto present = present_of(visit);
  return WaysPage(visit, present, refused).write(status);
}

http::Response refuse(const Visit& visit, const Refused& refused, int wait) {
  if (wait == 0) return ways_page(visit, refused, 422);
  return with_retry_after(ways_page(visit, refused, 429), wait);
}

// The state of one form after who it is was asked again; what is wrong stands in it.
Refused proven_again(Visit& visit, std::string form, int& wait) {
  Refused asked{std::move(form), html::FormState(visit.request.form.pairs())};
  wait = check_again(visit, asked.state, AskedAgain::unless_lately);
  return asked;
}

template <class Remove>
http::Response take_off(Visit& visit, const std::string& form, const char* notice, Remove&& remove) {
  int wait = 0;
  auto asked = proven_again(visit, form, wait);
  if (asked.state.is_refused()) return refuse(visit, asked, wait);
  bool was_theirs = false;
  try {
    visit.community.store().write([&](store::Transaction& transaction) { was_theirs = remove(transaction); });
  } catch (const Conflict& conflict) {
    asked.state.refuse(conflict.sentence());
    return refuse(visit, asked, 0);
  }
  if (!was_theirs) throw NotFound();
  return see_other_with_notice(visit, kPath, notice);
}

// What an authenticator made, when it is to be believed; otherwise the form says so.
std::optional<webauthn::Made> read_new(const Visit& visit, html::FormState& state) {
  const auto client_data = crypto::from_base64url(visit.request.form.get("client_data"));
  const auto attestation = crypto::from_base64url(visit.request.form.get("attestation"));
  const auto party = party_of(visit);
  try {
    const bool is_there = client_data && attestation && client_data->size() <= webauthn::kMostAnswer &&
                          attestation->size() <= webauthn::kMostAnswer;
    if (!is_there) throw webauthn::Distrust("nothing came");
    return webauthn::read_made(*client_data, *attestation, {party.id, party.origin});
  } catch (const webauthn::Distrust& distrust) {
    log::info("A new passkey was not believed", {{"member", visit.viewer.member}, {"why", distrust.what()}});
    state.refuse({"The device did not say what it should. Try again, or take another."});
    return std::nullopt;
  }
}

}  // namespace

http::Response show_ways(Visit& visit) {
  visit.member();
  return ways_page(visit);
}

http::Response tie(Visit& visit) {
  visit.member();
  const auto issuer = issuer_asked(visit);
  int wait = 0;
  const auto asked = proven_again(visit, "tie-" + id_text(issuer.id), wait);
  if (asked.state.is_refused()) return refuse(visit, asked, wait);
  return departure_page(visit, issuer,
                        {.issuer = issuer.id,
                         .purpose = PassagePurpose::tie,
                         .member = visit.viewer.member,
                         .session_hash = visit.session_hash});
}

http::Response untie(Visit& visit) {
  visit.member();
  const IssuerId issuer{parse_id(visit.request.parameter("issuer")).value_or(0)};
  return take_off(visit, "issuer-" + id_text(issuer), text::msgid("This account opens yours no more."),
                  [&](store::Transaction& transaction) {
                    return untie_account(transaction, account_act_of(visit), visit.viewer.member, issuer);
                  });
}

http::Response create_passkey(Visit& visit) {
  visit.member();
  int wait = 0;
  auto asked = proven_again(visit, "new-passkey", wait);
  const auto name = text::check_text(visit.request.form.get("name"), {.min = 1, .max = kMaxPasskeyName});
  if (name.problem) asked.state.refuse("name", *name.problem);
  const auto made = asked.state.is_refused() ? std::nullopt : read_new(visit, asked.state);
  if (!made) return refuse(visit, asked, wait);
  bool is_fresh = false;
  try {
    visit.community.store().write([&](store::Transaction& transaction) {
      is_fresh = take_challenge(transaction, visit.community.secret(), ChallengeFor::adding, visit.form_token,
                                made->challenge, now());
      if (is_fresh) add_passkey(transaction, account_act_of(visit), visit.viewer.member, *made, name.value);
    });
  } catch (const Conflict& conflict) {
    asked.state.refuse(conflict.sentence());
    return refuse(visit, asked, 0);
  }
  if (!is_fresh) {
    asked.state.refuse({"This page had been open for too long. Try again."});
    return refuse(visit, asked, 0);
  }
  return see_other_with_notice(visit, kPath, text::msgid("The passkey is there: sign in with it from now on."));
}

http::Response end_passkey(Visit& visit) {
  visit.member();
  const PasskeyId passkey{parse_id(visit.request.parameter("passkey")).value_or(0)};
  return take_off(visit, "passkey-" + id_text(passkey), text::msgid("The passkey is removed."),
                  [&](store::Transaction& transaction) {
                    return remove_passkey(transaction, account_act_of(visit), visit.viewer.member, passkey);
                  });
}

}  // namespace parvis::ways_in
