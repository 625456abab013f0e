// Signing in with a second factor: set up, recovery codes, taken off. What changes it takes a fresh sign-in or the
// password, so that a browser left open changes nothing.
#include "community/accounts/account_views.h"
#include "community/accounts/accounts_pages.h"
#include "community/accounts/again.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/accounts/ways_views.h"
#include "community/arriving/arriving_rules.h"
#include "community/issuers/issuer_session.h"
#include "community/members/account.h"
#include "community/members/second_factor.h"
#include "core/crypto/totp.h"
#include "core/html/qr_code.h"

namespace parvis::community {
namespace {

constexpr std::int64_t kFresh = 15 * kMinute;
constexpr char kPath[] = "/account/second-factor";

struct Present {
  bool has = false;
  bool must = false;   // the role asks for one
  bool fresh = false;  // signed in a moment ago
  std::int64_t codes = 0;
  std::string email;
};

Present present_of(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    const auto account = find_account(reader, visit.viewer.member);
    Present present{.has = has_second_factor(reader, visit.viewer.member),
                    .must = read_arriving(reader).asks_second_factor_of(visit.viewer.role),
                    .codes = count_recovery_codes(reader, visit.viewer.member),
                    .email = account ? account->email : ""};
    for (const auto& session : sessions_of(reader, visit.viewer.member)) {
      if (session.token_hash == visit.session_hash) present.fresh = now() - session.created_at < kFresh;
    }
    return present;
  });
}

// Ties the secret in the form to this session: nobody plants one of their own.
std::string seal_of(const Visit& visit, std::string_view secret) {
  return crypto::keyed_hash(visit.community.secret(),
                            "second factor " + visit.session_hash + " " + std::string(secret));
}

// The secret in groups, for who cannot point a camera at the screen.
std::string in_groups(std::string_view secret) {
  std::string text;
  for (std::size_t i = 0; i < secret.size(); ++i) {
    if (i > 0 && i % 4 == 0) text.push_back(' ');
    text.push_back(secret[i]);
  }
  return text;
}

void write_password_again(html::Form& form, const Visit& visit, const Present& present) {
  if (present.fresh) return;
  const auto label = visit.tr("Your present password"), hint = visit.tr("You signed in a while ago.");
  form.password_field({.name = "present_password", .label = label, .hint = hint});
}

void write_set_up(html::Writer& out, const Visit& visit, const Present& present, const html::FormState& state) {
  auto secret = std::string(state.value("secret"));
  if (secret.empty() || state.value("seal") != seal_of(visit, secret)) secret = crypto::random_totp_secret();
  out.open("section", {{"class", "narrow"}});
  out.element("h2", present.has ? visit.tr("Another telephone") : visit.tr("Sign in with a code as well"));
  if (present.must && !present.has) {
    out.element("p", {{"class", "notice warn"}},
                visit.tr("Your role in this community asks for a second factor. Set it up, and go on."));
  }
  out.element("p", visit.tr("An app on your telephone shows a new code every half minute. Whoever learns your password "
                            "does not get in without it."));
  out.open("ol", {{"class", "bullets"}})
      .element("li", visit.tr("Open an app for codes, or install one: any that knows “TOTP” will do."));
  out.element("li", visit.tr("Point it at this picture, or type the key below into it."));
  out.element("li", visit.tr("Write the code it shows.")).close();
  html::write_qr_code(out, crypto::totp_address(visit.identity->name, visit.viewer.handle, secret),
                      visit.tr("The picture for your app; the key below says the same"));
  out.open("p").text(visit.tr("Key:")).text(" ").element("code", {{"class", "key"}}, in_groups(secret)).close();
  html::Form form(out, state, say_in(visit), "second-factor");
  form.summary(visit.tr(kCheckThis)).open(kPath, visit.form_token);
  form.hidden("secret", secret).hidden("seal", seal_of(visit, secret));
  const auto label = visit.tr("Code"), hint = visit.tr("The six figures the app shows now.");
  form.text_field({.name = "code",
                   .label = label,
                   .hint = hint,
                   .kind = html::TextKind::one_time_code,
                   .autocomplete = "one-time-code"});
  write_password_again(form, visit, present);
  form.submit(visit.tr("Sign in with codes from now on")).close();
  out.close();
}

void write_gesture(html::Writer& out, const Visit& visit, const Present& present, const html::FormState& state,
                   std::string_view path, const std::string& button, std::string prefix) {
  html::Form form(out, state, say_in(visit), std::move(prefix));
  form.open(path, visit.form_token);
  write_password_again(form, visit, present);
  form.submit(button, html::Emphasis::plain).close();
}

void write_standing(html::Writer& out, const Visit& visit, const Present& present, const html::FormState& codes,
                    const html::FormState& removal) {
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("You sign in with a code"));
  out.element("p", visit.trn("{n} recovery code is left for the day you lose your telephone.",
                             "{n} recovery codes are left for the day you lose your telephone.", present.codes));
  write_gesture(out, visit, present, codes, std::string(kPath) + "/codes", visit.tr("Make new recovery codes"),
                "codes");
  out.element("h2", visit.tr("Take it off"));
  out.element("p", {{"class", "quiet"}},
              present.must ? visit.tr("Your role asks for a second factor: you will be asked to set up another.")
                           : visit.tr("Your password alone is enough to sign in then."));
  write_gesture(out, visit, present, removal, std::string(kPath) + "/removal", visit.tr("Sign in without codes"),
                "removal");
  out.close();
}

struct Forms {
  html::FormState set_up, codes, removal;
};

http::Response factor_page(const Visit& visit, const Present& present, const Forms& forms, int status = 200) {
  html::Writer out;
  write_account_head(out, visit, AccountTab::second_factor);
  if (has_ways_in()) {
    out.open("p", {{"class", "narrow"}});
    out.element("a", {{"class", "button"}, {"href", "/account/ways"}},
                visit.tr("Passkeys and accounts you have elsewhere"));
    out.close();
  }
  if (present.has) write_standing(out, visit, present, forms.codes, forms.removal);
  write_set_up(out, visit, present, forms.set_up);
  return account_page(visit, out, status);
}

// Shown once: only their hashes are kept.
http::Response codes_page(const Visit& visit, const std::vector<std::string>& codes) {
  html::Writer out;
  const auto title = visit.tr("Your recovery codes");
  open_narrow(out, title,
              visit.tr("Keep them where you will find them without your telephone: print them or write them down. Each "
                       "works once. They are not shown again."));
  out.open("ul", {{"class", "recovery"}});
  for (const auto& code : codes) out.open("li").element("code", code).close();
  out.close();
  out.open("p").element("a", {{"class", "button main"}, {"href", "/"}}, visit.tr("I have kept them")).close();
  close_narrow(out);
  return private_page(visit, title, out);
}

// Guesses of the password count as those of signing in do. Answers the seconds to wait.
int check_fresh(Visit& visit, const Present& present, html::FormState& state) {
  return present.fresh ? 0 : check_present_password(visit, state);
}

http::Response refused(const Visit& visit, const Present& present, const Forms& forms, int wait) {
  if (wait == 0) return factor_page(visit, present, forms, 422);
  return with_retry_after(factor_page(visit, present, forms, 429), wait);
}

}  // namespace

http::Response show_second_factor(Visit& visit) {
  visit.member();
  return factor_page(visit, present_of(visit), {});
}

http::Response create_second_factor(Visit& visit) {
  visit.member();
  const auto present = present_of(visit);
  html::FormState state(visit.request.form.pairs());
  const auto secret = std::string(state.value("secret"));
  const bool is_ours = !secret.empty() && state.value("seal") == seal_of(visit, secret);
  if (!is_ours) state.refuse({"This page had been open for too long. Point the app at the new picture."});
  const int wait = check_fresh(visit, present, state);
  const auto step = is_ours ? proves_secret(secret, state.value("code"), now()) : std::nullopt;
  if (is_ours && !step) state.refuse("code", {"This is not the code of this moment. Write the one the app shows now."});
  if (state.is_refused()) return refused(visit, present, {.set_up = std::move(state)}, wait);
  const auto act = account_act_of(visit);
  std::string token;
  const auto codes = visit.community.store().write([&](store::Transaction& transaction) {
    const auto vouching = vouching_of(transaction, visit.session_hash);
    auto made = set_second_factor(transaction, act, visit.viewer.member, secret, *step);
    token = open_session(transaction, act.timeline, visit.viewer.member, act.device);
    if (vouching) note_vouching(transaction, *vouching, token);
    return made;
  });
  auto answer = codes_page(visit, codes);
  answer.cookie(session_cookie(visit, token));
  return answer;
}

http::Response create_recovery_codes(Visit& visit) {
  visit.member();
  const auto present = present_of(visit);
  html::FormState state(visit.request.form.pairs());
  const int wait = check_fresh(visit, present, state);
  if (state.is_refused()) return refused(visit, present, {.codes = std::move(state)}, wait);
  if (!present.has) return http::see_other(kPath);
  return codes_page(visit, visit.community.store().write([&](store::Transaction& transaction) {
    return renew_recovery_codes(transaction, visit.viewer.member);
  }));
}

http::Response end_second_factor(Visit& visit) {
  visit.member();
  const auto present = present_of(visit);
  html::FormState state(visit.request.form.pairs());
  const int wait = check_fresh(visit, present, state);
  if (state.is_refused()) return refused(visit, present, {.removal = std::move(state)}, wait);
  if (!present.has) return http::see_other(kPath);
  const auto act = account_act_of(visit);
  const auto token = visit.community.store().write([&](store::Transaction& transaction) {
    const auto vouching = vouching_of(transaction, visit.session_hash);
    remove_second_factor(transaction, act, visit.viewer.member);
    auto next = open_session(transaction, act.timeline, visit.viewer.member, act.device);
    if (vouching) note_vouching(transaction, *vouching, next);
    return next;
  });
  return see_other_with_notice(visit, kPath, text::msgid("You sign in with your password alone from now on."))
      .cookie(session_cookie(visit, token));
}

}  // namespace parvis::community
