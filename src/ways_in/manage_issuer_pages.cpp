// The issuers an administrator sets up. A secret goes in and is never shown again.
#include "community/accounts/views.h"
#include "community/issuers/directory.h"
#include "community/manage/manage_views.h"
#include "core/log/log.h"
#include "core/text/validate.h"
#include "ways_in/going.h"
#include "ways_in/ways_in_pages.h"

namespace parvis::ways_in {

using namespace community;

namespace {

constexpr char kPath[] = "/manage/issuers";

std::string path_of(IssuerId issuer) { return std::string(kPath) + "/" + id_text(issuer); }

// Whoever sets up an issuer could let in whom they like: that is for administrators alone.
void require_administrator(const Visit& visit) {
  if (visit.member().role < Role::administrator) throw Forbidden({"Only administrators set up who may vouch."});
}

std::string take(html::FormState& state, std::string_view field, text::Checked checked) {
  if (checked.problem) state.refuse(field, *checked.problem);
  return std::move(checked.value);
}

// "openid" is what makes it OpenID Connect.
std::string read_scopes(html::FormState& state, std::string_view typed) {
  auto scopes = take(state, "scopes", text::check_text(typed, {.max = kMaxIssuerField}));
  if (scopes.empty()) return kPlainScopes;
  if ((" " + scopes + " ").find(" openid ") == std::string::npos) {
    state.refuse("scopes", {"Write openid among them, apart by blanks."});
  }
  return scopes;
}

Issuer read_form(const Visit& visit, html::FormState& state, const Issuer& known) {
  const auto& typed = visit.request.form;
  Issuer issuer{.id = known.id};
  issuer.name = take(state, "name", text::check_text(typed.get("name"), {.min = 1, .max = kMaxIssuerName}));
  issuer.address = take(state, "address", text::check_text(typed.get("address"), {.min = 1, .max = kMaxIssuerField}));
  if (!issuer.address.empty() && !is_issuer_address(issuer.address)) {
    state.refuse("address", {"Write its address as it stands in its documents, beginning with https://."});
  }
  issuer.client_id =
      take(state, "client_id", text::check_text(typed.get("client_id"), {.min = 1, .max = kMaxIssuerField}));
  issuer.client_secret =
      take(state, "client_secret", text::check_text(typed.get("client_secret"), {.max = kMaxIssuerField}));
  issuer.scopes = read_scopes(state, typed.get("scopes"));
  issuer.makes_members = typed.get("makes_members") == "1";
  issuer.is_open = !known.id || typed.get("is_open") == "1";
  return issuer;
}

// Asks it for its configuration, so that a wrong address is found now and not by the first who signs in.
void check_there(const Issuer& issuer, html::FormState& state) {
  if (state.is_refused() || !issuer.is_open) return;
  try {
    issuer_directory().metadata(issuer);
  } catch (const IssuerTrouble& trouble) {
    log::info("An issuer could not be set up", {{"issuer", issuer.address}, {"why", trouble.what()}});
    state.refuse("address",
                 {"There is no issuer of this name that answers as it should: {why}.", {{"why", trouble.what()}}});
  }
}

html::FormState state_of(const Issuer& issuer) {
  html::FormState state;
  state.set("name", issuer.name);
  state.set("address", issuer.address);
  state.set("client_id", issuer.client_id);
  state.set("scopes", issuer.scopes);
  if (issuer.makes_members) state.set("makes_members", "1");
  if (issuer.is_open) state.set("is_open", "1");
  return state;
}

void write_text(html::Form& form, const char* name, const std::string& label, const std::string& hint,
                html::Need need = html::Need::required) {
  form.text_field({.name = name, .label = label, .hint = hint, .autocomplete = "off", .need = need});
}

void write_form(html::Writer& out, const Visit& visit, const html::FormState& state, const Issuer& known) {
  html::Form form(out, state, say_in(visit), "issuer");
  form.summary(visit.tr(kCheckThis)).open(known.id ? path_of(known.id) : kPath, visit.form_token);
  write_text(form, "name", visit.tr("Its name"), visit.tr("As people know it: it stands on the button."));
  write_text(form, "address", visit.tr("Its address"),
             visit.tr("The issuer identifier, such as https://login.example.org."));
  write_text(form, "client_id", visit.tr("Client identifier"), visit.tr("What it calls this community."));
  form.password_field({.name = "client_secret",
                       .label = visit.tr("Client secret"),
                       .hint = known.client_secret.empty()
                                   ? visit.tr("It gives you one. It is not shown again here. Leave it empty for a "
                                              "client without.")
                                   : visit.tr("There is one, which is not shown. Leave this empty to keep it."),
                       .kind = html::PasswordKind::fresh});
  write_text(form, "scopes", visit.tr("Scopes"),
             visit.tr("What is asked of it: openid profile email, unless it says otherwise."), html::Need::optional);
  form.checkbox({.name = "makes_members",
                 .label = visit.tr("People who come from there may join"),
                 .hint = visit.tr("As the door of the community has it: freely, once read, or by invitation. Without "
                                  "this, only members who tied their account sign in.")});
  if (known.id) {
    form.checkbox({.name = "is_open",
                   .label = visit.tr("In use"),
                   .hint = visit.tr("While it is not, nobody signs in through it. Whoever has no other way asks for a "
                                    "link by e-mail.")});
  }
  form.submit(known.id ? visit.tr("Save") : visit.tr("Set it up")).close();
}

void write_list(html::Writer& out, const Visit& visit, const std::vector<Issuer>& all) {
  if (all.empty()) {
    write_empty(out, visit.tr("Nobody vouches for people yet: one signs in with a password, a passkey or a link by "
                              "e-mail."));
    return;
  }
  out.open("ul", {{"class", "list"}});
  for (const auto& issuer : all) {
    out.open("li", {{"class", "row"}}).open("div").open("p", {{"class", "name"}});
    out.element("a", {{"href", path_of(issuer.id)}}, issuer.name).text(" ");
    write_badge(out, issuer.is_open ? visit.tr("In use") : visit.tr("Not in use"), issuer.is_open ? "good" : "plain");
    out.close().element("p", {{"class", "quiet small"}}, issuer.address).close().close();
  }
  out.close();
}

http::Response issuers_page(const Visit& visit, const html::FormState& state, int status = 200) {
  const auto all = visit.community.store().read([](store::Reader& reader) { return issuers(reader); });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::arriving);
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Signing in with accounts held elsewhere"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("An identity provider that speaks OpenID Connect, such as your company’s, says who somebody is. "
                       "Accounts are tied by what it calls them, never by their e-mail address alone."));
  write_list(out, visit, all);
  out.close();
  if (all.size() < kMostIssuers) {
    out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Set one up"));
    write_form(out, visit, state, {});
    out.close();
  }
  return manage_page(visit, out, status);
}

void write_handed(html::Writer& out, const std::string& address, const std::string& label) {
  out.open("input",
           {{"class", "handed"}, {"type", "text"}, {"readonly", true}, {"value", address}, {"aria-label", label}});
}

http::Response issuer_page(const Visit& visit, const Issuer& issuer, const html::FormState& state, int status = 200) {
  const auto tied =
      visit.community.store().read([&](store::Reader& reader) { return count_issuer_accounts(reader, issuer.id); });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::arriving);
  out.open("section", {{"class", "narrow"}}).element("h2", issuer.name);
  out.element("p", {{"class", "quiet"}},
              visit.trn("{n} member signs in through it.", "{n} members sign in through it.", tied));
  out.element("p", visit.tr("Give it this address to send people back to:"));
  write_handed(out, return_address(visit, issuer.id), visit.tr("The address to send people back to"));
  out.element("p", visit.tr("And this one, if it can tell when somebody signs out there (“back-channel logout”): they "
                            "are then signed out here too."));
  write_handed(out, sign_out_address(visit, issuer.id), visit.tr("The address to tell of sign-outs"));
  write_form(out, visit, state, issuer);
  out.open("p").element("a", {{"class", "link"}, {"href", kPath}}, visit.tr("All of them")).close();
  out.close();
  return manage_page_about(visit, out, issuer.name, status);
}

Issuer known_issuer(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("issuer"));
  const auto issuer = visit.community.store().read(
      [&](store::Reader& reader) { return id ? find_issuer(reader, IssuerId{*id}) : std::nullopt; });
  if (!issuer) throw NotFound();
  return *issuer;
}

IssuerId save(const Visit& visit, const Issuer& issuer) {
  const SpaceAct act{visit.community.timeline(), visit.viewer.member, now()};
  return visit.community.store().write(
      [&](store::Transaction& transaction) { return save_issuer(transaction, act, issuer); });
}

}  // namespace

http::Response show_issuers(Visit& visit) {
  require_administrator(visit);
  html::FormState state;
  state.set("scopes", kPlainScopes);
  return issuers_page(visit, state);
}

http::Response create_issuer(Visit& visit) {
  require_administrator(visit);
  html::FormState state(visit.request.form.pairs());
  const auto issuer = read_form(visit, state, {});
  check_there(issuer, state);
  if (state.is_refused()) return issuers_page(visit, state, 422);
  try {
    return see_other_with_notice(visit, path_of(save(visit, issuer)),
                                 text::msgid("It is set up. Give it the address below."));
  } catch (const Conflict& conflict) {
    state.refuse(conflict.sentence());
    return issuers_page(visit, state, 409);
  }
}

http::Response show_issuer(Visit& visit) {
  require_administrator(visit);
  const auto issuer = known_issuer(visit);
  return issuer_page(visit, issuer, state_of(issuer));
}

http::Response update_issuer(Visit& visit) {
  require_administrator(visit);
  const auto known = known_issuer(visit);
  html::FormState state(visit.request.form.pairs());
  const auto issuer = read_form(visit, state, known);
  check_there(issuer, state);
  if (state.is_refused()) return issuer_page(visit, known, state, 422);
  save(visit, issuer);
  return see_other_with_notice(visit, path_of(known.id), text::msgid("Saved."));
}

}  // namespace parvis::ways_in
