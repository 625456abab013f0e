#include "community/accounts/accounts_pages.h"
#include "community/accounts/member_views.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/manage/manage_views.h"
#include "community/members/account.h"
#include "community/members/commands.h"
#include "community/members/role_change.h"
#include "community/members/second_factor.h"
#include "community/threads/cursor.h"
#include "core/text/unicode.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr int kMembersPerPage = 50;

std::string role_words(const Visit& visit, Role role) {
  switch (role) {
    case Role::visitor: break;
    case Role::member: return visit.tr("Member");
    case Role::expert: return visit.tr("Expert of the brand");
    case Role::leader: return visit.tr("Leader of spaces");
    case Role::manager: return visit.tr("Manager");
    case Role::administrator: return visit.tr("Administrator");
  }
  return {};
}

std::string manage_path(std::string_view handle) { return "/manage/members/" + http::percent_encode(handle); }

void require_manager(const Visit& visit) {
  if (!visit.member().is_manager()) throw Forbidden();
}

struct Managed {
  Account account;
  std::vector<SpaceId> leads;
  bool has_second_factor = false;
};

Managed managed_of(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    const auto member = find_member(reader, visit.request.parameter("handle"));
    const auto account = member ? find_account(reader, member->id) : std::nullopt;
    if (!account || account->status == MemberStatus::former)
      throw NotFound({"There is no member with that name here."});
    return Managed{*account, spaces_led_by(reader, member->id), has_second_factor(reader, member->id)};
  });
}

html::FormState role_state(const Managed& managed) {
  html::FormState::Pairs typed{{"role", std::string(role_name(managed.account.role))}};
  for (const auto space : managed.leads) typed.emplace_back("space", id_text(space));
  return html::FormState(std::move(typed));
}

void write_role_form(html::Writer& out, const Visit& visit, const Managed& managed, const html::FormState& state) {
  std::vector<std::string> words;
  std::vector<Role> roles;
  for (const auto role : {Role::member, Role::expert, Role::leader, Role::manager, Role::administrator}) {
    if (role > visit.viewer.role) continue;
    roles.push_back(role);
    words.push_back(role_words(visit, role));
  }
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < roles.size(); ++i) choices.push_back({role_name(roles[i]), words[i]});
  html::Form form(out, state, say_in(visit), "role");
  form.summary(visit.tr(kCheckThis)).open(manage_path(managed.account.handle) + "/role", visit.form_token);
  form.radio_group({.name = "role",
                    .label = visit.tr("Role"),
                    .hint = visit.tr("A change of role signs the member out of all devices."),
                    .choices = choices});
  out.open("fieldset", {{"class", "field"}}).element("legend", visit.tr("Spaces a leader leads"));
  for (const auto& space : visit.spaces->all()) {
    const auto id = "space-" + id_text(space.id);
    out.open("div", {{"class", "choice"}});
    out.open("input", {{"type", "checkbox"},
                       {"name", "space"},
                       {"id", id},
                       {"value", id_text(space.id)},
                       {"checked", state.has("space", id_text(space.id))}});
    out.element("label", {{"for", id}}, space.name.in(visit.language)).close();
  }
  out.close();
  form.submit(visit.tr("Give this role")).close();
}

void write_address_form(html::Writer& out, const Visit& visit, const Managed& managed, const html::FormState& state) {
  if (managed.account.status != MemberStatus::unclaimed) return;
  out.open("section").element("h2", visit.tr("Who may take this account over"));
  out.element(
      "p", {{"class", "quiet"}},
      visit.tr("This account came with an import. Whoever joins with this address gets an e-mail to take it over."));
  html::Form form(out, state, say_in(visit), "address");
  form.summary(visit.tr(kCheckThis)).open(manage_path(managed.account.handle) + "/address", visit.form_token);
  form.text_field({.name = "email",
                   .label = visit.tr("E-mail address"),
                   .kind = html::TextKind::email,
                   .autocomplete = "off",
                   .need = html::Need::optional});
  form.submit(visit.tr("Save")).close();
  out.close();
}

// The way back in for who lost the telephone and the recovery codes.
void write_factor_form(html::Writer& out, const Visit& visit, const Managed& managed) {
  if (!managed.has_second_factor) return;
  out.open("section").element("h2", visit.tr("Second factor"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("Who lost the telephone and the recovery codes cannot sign in any more. Make sure that it is "
                       "really them who ask. Taking the second factor off is recorded, and an e-mail tells them."));
  out.open("form", {{"method", "post"}, {"action", manage_path(managed.account.handle) + "/second-factor"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button bad"}, {"type", "submit"}}, visit.tr("Take the second factor off"));
  out.close().close();
}

struct ManagedForms {
  std::optional<html::FormState> role, address;
};

http::Response managed_page(const Visit& visit, const Managed& managed, const ManagedForms& forms, int status = 200) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::members);
  out.open("section", {{"class", "narrow"}}).element("h2", managed.account.display_name);
  out.open("p", {{"class", "quiet dots"}}).open("span").text("@").text(managed.account.handle).close();
  out.element("a", {{"class", "link"}, {"href", member_path(managed.account.handle)}}, visit.tr("Their page")).close();
  if (managed.account.role > visit.viewer.role) {
    out.element("p", visit.tr("Only an administrator may change the role of an administrator."));
  } else {
    write_role_form(out, visit, managed, forms.role.value_or(role_state(managed)));
    html::FormState address;
    address.set("email", managed.account.email);
    write_address_form(out, visit, managed, forms.address.value_or(address));
    write_factor_form(out, visit, managed);
  }
  out.close();
  return private_page(visit, managed.account.display_name, out, status);
}

// The spaces ticked; those that do not exist are left out.
std::vector<SpaceId> spaces_in(const Visit& visit) {
  std::vector<SpaceId> spaces;
  for (const auto text : visit.request.form.all("space")) {
    const auto id = parse_id(text);
    if (id && visit.spaces->find(SpaceId{*id})) spaces.push_back(SpaceId{*id});
  }
  return spaces;
}

}  // namespace

http::Response show_managed_members(Visit& visit) {
  require_manager(visit);
  const auto query = visit.request.query.get("q");
  const auto cursor = parse_cursor(visit.request.query.get("after"));
  auto lines = visit.community.store().read([&](store::Reader& reader) {
    if (!query.empty()) return search_members(reader, query, kMembersPerPage);
    const Arrival after = cursor.is_start() ? Arrival{} : Arrival{{cursor.key}, {cursor.id}};
    return members_by_arrival(reader, after, kMembersPerPage + 1);
  });
  html::Writer out;
  const auto title = visit.tr("Manage members");
  write_manage_head(out, visit, ManageTab::members);
  out.open("section").open("form", {{"class", "row"}, {"role", "search"}, {"action", "/manage/members"}});
  const auto words = visit.tr("Name or handle");
  out.open("input",
           {{"type", "search"}, {"name", "q"}, {"value", query}, {"aria-label", words}, {"placeholder", words}});
  out.element("button", {{"class", "button"}, {"type", "submit"}}, visit.tr("Search")).close();
  const bool more = lines.size() > kMembersPerPage;
  if (more) lines.pop_back();
  if (lines.empty()) write_empty(out, visit.tr("No name or handle begins like that."));
  out.open("ul", {{"class", "list"}});
  for (const auto& line : lines) write_member_line(out, visit, line, manage_path(line.handle));
  out.close();
  if (more) {
    const auto after = cursor_text({.key = lines.back().created_at.microseconds, .id = lines.back().id.value});
    out.open("nav", {{"class", "pager"}, {"aria-label", visit.tr("Pages")}});
    out.element("a", {{"class", "button next"}, {"href", "/manage/members?after=" + http::percent_encode(after)}},
                visit.tr("Earlier arrivals"))
        .close();
  }
  out.close();
  return private_page(visit, title, out);
}

http::Response show_managed_member(Visit& visit) {
  require_manager(visit);
  return managed_page(visit, managed_of(visit), {});
}

http::Response update_role(Visit& visit) {
  require_manager(visit);
  const auto managed = managed_of(visit);
  html::FormState state(visit.request.form.pairs());
  const auto role = parse_role(state.value("role"));
  if (!role) {
    state.refuse("role", {"Choose one of the roles."});
    return managed_page(visit, managed, {.role = std::move(state)}, 422);
  }
  try {
    visit.community.store().write([&](store::Transaction& transaction) {
      change_role(transaction, visit.community.timeline(), visit.viewer,
                  {.member = managed.account.id, .role = *role, .leads = spaces_in(visit)});
    });
  } catch (const Conflict& refusal) {
    state.refuse("role", refusal.sentence());
    return managed_page(visit, managed, {.role = std::move(state)}, 409);
  }
  return see_other_with_notice(visit, manage_path(managed.account.handle), text::msgid("The role is given."));
}

http::Response reset_managed_factor(Visit& visit) {
  require_manager(visit);
  const auto managed = managed_of(visit);
  // Their own goes where everybody's does, with a fresh proof.
  if (managed.account.id == visit.viewer.member) throw Forbidden({"Yours is taken off in your own account."});
  visit.community.store().write([&](store::Transaction& transaction) {
    reset_second_factor(transaction, account_act_of(visit), visit.viewer, managed.account.id);
  });
  return see_other_with_notice(visit, manage_path(managed.account.handle),
                               text::msgid("The second factor is off. An e-mail tells them."));
}

http::Response update_managed_address(Visit& visit) {
  require_manager(visit);
  const auto managed = managed_of(visit);
  html::FormState state(visit.request.form.pairs());
  const auto typed = text::trim(state.value("email"));
  if (!typed.empty() && !text::looks_like_email(typed)) {
    state.refuse("email", {"This is not an e-mail address: write it like name@example.org."});
    return managed_page(visit, managed, {.address = std::move(state)}, 422);
  }
  try {
    visit.community.store().write([&](store::Transaction& transaction) {
      set_unclaimed_address(transaction, visit.community.timeline(), visit.viewer, managed.account.id, typed);
    });
  } catch (const Conflict& refusal) {
    state.refuse("email", refusal.sentence());
    return managed_page(visit, managed, {.address = std::move(state)}, 409);
  }
  return see_other_with_notice(visit, manage_path(managed.account.handle), text::msgid("The address is saved."));
}

}  // namespace parvis::community
