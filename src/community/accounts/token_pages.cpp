#include "community/accounts/account_views.h"
#include "community/accounts/accounts_pages.h"
#include "community/accounts/views.h"
#include "community/api/problem_kinds.h"
#include "community/members/api_token.h"
#include "community/pace/pace.h"
#include "core/crypto/crypto.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

// Sent with the form, so that a page loaded again makes no second token.
constexpr const char* kFormNumber = "form_number";
constexpr std::size_t kMaxFormNumber = 64;

std::string scope_words(const Visit& visit, Scope scope) {
  switch (scope) {
    case Scope::read: return visit.tr("may read");
    case Scope::write: return visit.tr("may read and write");
    case Scope::manage: return visit.tr("may read, write and manage");
  }
  return {};
}

// Who manages nothing cannot give that away.
bool may_give(const Visit& visit, Scope scope) { return scope != Scope::manage || visit.viewer.is_manager(); }

void write_token(html::Writer& out, const Visit& visit, const ApiToken& token) {
  out.open("li", {{"class", "row"}})
      .open("div")
      .element("b", token.label.empty() ? visit.tr("Without a name") : token.label);
  out.open("p", {{"class", "quiet small dots"}}).element("span", scope_words(visit, token.scope));
  write_when(out, visit, text::msgid("made {when}"), token.created_at);
  if (token.last_used_at) {
    write_when(out, visit, text::msgid("used {when}"), *token.last_used_at);
  } else {
    out.element("span", visit.tr("never used"));
  }
  out.close().close().open(
      "form", {{"class", "push"}, {"method", "post"}, {"action", "/account/tokens/" + id_text(token.id) + "/end"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button bad"}, {"type", "submit"}}, visit.tr("End it")).close().close();
}

void write_new_token_form(html::Writer& out, const Visit& visit, const html::FormState& state) {
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("A new token"));
  const std::array<std::string, 3> words{scope_words(visit, Scope::read), scope_words(visit, Scope::write),
                                         scope_words(visit, Scope::manage)};
  std::vector<html::Choice> scopes;
  for (const auto scope : {Scope::read, Scope::write, Scope::manage}) {
    if (may_give(visit, scope)) scopes.push_back({scope_name(scope), words[static_cast<std::size_t>(scope) - 1]});
  }
  html::Form form(out, state, say_in(visit), "token");
  form.summary(visit.tr(kCheckThis)).open("/account/tokens", visit.form_token);
  form.hidden(kFormNumber, crypto::random_token());
  form.text_field({.name = "label", .label = visit.tr("What it is for"), .need = html::Need::optional});
  form.radio_group({.name = "scope", .label = visit.tr("What it may do"), .choices = scopes});
  form.submit(visit.tr("Make the token")).close();
  out.close();
}

// Where whoever writes a program reads on.
void write_ways_on(html::Writer& out, const Visit& visit) {
  out.open("p", {{"class", "row small"}});
  out.element("a", {{"class", "link"}, {"href", "/api/v1/openapi.json"}}, visit.tr("Every call (OpenAPI)"));
  out.element("a", {{"class", "link"}, {"href", kProblemsPath}}, visit.tr("What refusals mean"));
  out.element("span", {{"class", "quiet"}},
              visit.tr("How it all works is in docs/api.md, which comes with the program."));
  out.close();
}

enum class Made { nothing, token, already };

void write_made(html::Writer& out, const Visit& visit, Made made, std::string_view token) {
  if (made == Made::nothing) return;
  out.open("div", {{"class", made == Made::token ? "notice" : "notice warn"}, {"role", "status"}});
  if (made == Made::token) {
    out.element("p", visit.tr("Here is the token. Copy it now: it is not shown again."));
    out.open("p").element("code", token).close();
  } else {
    out.element("p", visit.tr("This token has been made already, and a token is only ever shown once. If you did not "
                              "copy it, end it and make another."));
  }
  out.close();
}

http::Response tokens_page(const Visit& visit, const html::FormState& state, Made made, std::string_view token = {},
                           int status = 200) {
  const auto tokens =
      visit.community.store().read([&](store::Reader& reader) { return tokens_of(reader, visit.viewer.member); });
  html::Writer out;
  write_account_head(out, visit, AccountTab::tokens);
  write_made(out, visit, made, token);
  out.open("section").element("p", {{"class", "quiet"}},
                              visit.tr("With a token a program may use the community in your name, through its API."));
  write_ways_on(out, visit);
  if (tokens.empty()) {
    write_empty(out, visit.tr("No program has access yet."));
  } else {
    out.open("ul", {{"class", "list"}});
    for (const auto& token : tokens) write_token(out, visit, token);
    out.close();
  }
  out.close();
  write_new_token_form(out, visit, state);
  return account_page(visit, out, status);
}

}  // namespace

http::Response show_tokens(Visit& visit) {
  visit.member();
  html::FormState state;
  state.set("scope", "read");
  return tokens_page(visit, state, Made::nothing);
}

http::Response create_token(Visit& visit) {
  visit.member();
  html::FormState state(visit.request.form.pairs());
  const auto label = text::check_text(visit.request.form.get("label"), {.max = kMaxTokenLabel});
  if (label.problem) state.refuse("label", *label.problem);
  const auto scope = parse_scope(visit.request.form.get("scope"));
  if (!scope || !may_give(visit, *scope)) state.refuse("scope", {"Choose what the token may do."});
  if (state.is_refused()) return tokens_page(visit, state, Made::nothing, {}, 422);
  if (const int wait = take(visit, Pace::settings); wait > 0) {
    state.refuse(too_fast(Pace::settings));
    return with_retry_after(tokens_page(visit, state, Made::nothing, {}, 429), wait);
  }
  const auto number = visit.request.form.get(kFormNumber).substr(0, kMaxFormNumber);
  const auto token = visit.community.store().write([&](store::Transaction& transaction) -> std::optional<std::string> {
    if (number.empty()) return add_token(transaction, visit.viewer.member, *scope, label.value);
    return add_token_once(transaction, visit.viewer.member, *scope, label.value, number);
  });
  html::FormState fresh;
  fresh.set("scope", "read");
  return tokens_page(visit, fresh, token ? Made::token : Made::already, token.value_or(std::string()));
}

http::Response end_one_token(Visit& visit) {
  visit.member();
  const auto id = parse_id(visit.request.parameter("token"));
  if (!id) throw NotFound();
  keep(visit, Pace::gestures);
  visit.community.store().write([&](store::Transaction& transaction) {
    if (end_token(transaction, visit.community.timeline(), visit.viewer.member, *id) == 0) throw NotFound();
  });
  return see_other_with_notice(visit, "/account/tokens", text::msgid("The token no longer works."));
}

}  // namespace parvis::community
