// The roles of the community's own making: who has them; and how a newcomer becomes known.
#include <charconv>

#include "community/accounts/views.h"
#include "community/activity/staff_change.h"
#include "community/manage/local_fields.h"
#include "community/manage/manage_pages.h"
#include "community/manage/manage_views.h"
#include "community/members/member.h"
#include "community/page/member_views.h"
#include "community/rights/custom_role.h"
#include "community/rights/trust.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr int kHoldersShown = 200;
constexpr char kSaved[] = "Saved. It holds from now on.";

struct NumberField {
  const char* name;
  std::int64_t TrustRules::*value;
  std::int64_t most;
  const char* label;
};
constexpr std::array kTrustFields{
    NumberField{"posts", &TrustRules::posts, kMostTrustPosts,
                text::msgid("Threads or replies a newcomer writes first")},
    NumberField{"days", &TrustRules::days, kMostTrustDays, text::msgid("Days since they joined")},
    NumberField{"links", &TrustRules::links, kMostAtOnce, text::msgid("Links to elsewhere in one contribution")},
    NumberField{"names", &TrustRules::names, kMostAtOnce, text::msgid("People named in one contribution")}};

std::optional<std::int64_t> number_in(std::string_view typed) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (error != std::errc() || end != typed.data() + typed.size()) return std::nullopt;
  return number;
}

struct RolesPage {
  html::FormState role, trust;
  bool has_trust = false;  // `trust` holds what was typed
  int status = 200;
};

std::string role_path(const CustomRole& role) { return "/manage/roles/" + role.slug; }

SpaceAct act_on_roles(const Visit& visit) {
  return {visit.community.timeline(), visit.member().member, now(), visit.source};
}

html::FormState state_of(const TrustRules& rules) {
  html::FormState state;
  for (const auto& field : kTrustFields) state.set(field.name, std::to_string(rules.*field.value));
  return state;
}

void write_role_line(html::Writer& out, const Visit& visit, const CustomRole& role, std::int64_t holders) {
  out.open("li", {{"class", "row"}}).open("div");
  out.open("p", {{"class", "name"}}).element("a", {{"href", role_path(role)}}, role.name.in(visit.language)).close();
  out.element("p", {{"class", "quiet small"}}, visit.trn("{n} member", "{n} members", holders)).close();
  out.open("a", {{"class", "button"}, {"href", role_path(role)}}).text(visit.tr("Change"));
  out.element("span", {{"class", "unseen"}}, " " + role.name.in(visit.language)).close().close();
}

void write_name_fields(html::Form& form, const Visit& visit) {
  for (const auto language : form_languages(visit)) {
    const bool first = language == form_languages(visit).front();
    const auto name = field_in("name", language);
    const auto label = label_in(visit, visit.tr("What they are called"), language);
    const auto hint = first ? visit.tr("In the plural: “Testers”, “The jury”.") : "";
    form.text_field({.name = name,
                     .label = label,
                     .hint = hint,
                     .autocomplete = "off",
                     .need = first ? html::Need::required : html::Need::optional});
  }
}

void write_trust(html::Writer& out, const Visit& visit, const html::FormState& state) {
  out.open("section", {{"class", "narrow"}, {"id", "trust"}}).element("h2", visit.tr("Newcomers"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("A member is a newcomer until both of the first two are reached. The limits hold until then."));
  html::Form form(out, state, say_in(visit), "trust");
  form.summary(visit.tr(kCheckThis)).open("/manage/trust", visit.form_token);
  for (const auto& field : kTrustFields) {
    const auto label = visit.tr(field.label);
    form.text_field({.name = field.name, .label = label, .kind = html::TextKind::number, .autocomplete = "off"});
  }
  form.submit(visit.tr("Save")).close();
  out.close();
}

http::Response render(Visit& visit, const RolesPage& page) {
  struct Read {
    std::vector<std::int64_t> holders;
    TrustRules trust;
  };
  const auto read = visit.community.store().read([&](store::Reader& reader) {
    Read all{.holders = {}, .trust = read_trust(reader)};
    for (const auto& role : visit.spaces->roles()) all.holders.push_back(count_holders(reader, role.id));
    return all;
  });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::roles);
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Roles of your own"));
  const auto& roles = visit.spaces->roles();
  if (roles.empty()) {
    out.element("p", {{"class", "quiet"}},
                visit.tr("None yet. A role such as “Testers” opens hidden spaces to those who have it, or gives them "
                         "rights in some spaces."));
  } else {
    out.open("ul", {{"class", "list"}});
    for (std::size_t i = 0; i < roles.size(); ++i) write_role_line(out, visit, roles[i], read.holders[i]);
    out.close();
  }
  html::Form form(out, page.role, say_in(visit), "role");
  form.summary(visit.tr(kCheckThis)).open("/manage/roles", visit.form_token);
  write_name_fields(form, visit);
  form.submit(visit.tr("Make this role")).close();
  out.close();
  write_trust(out, visit, page.has_trust ? page.trust : state_of(read.trust));
  return manage_page(visit, out, page.status);
}

const CustomRole& role_asked(const Visit& visit) {
  const auto* role = visit.spaces->find_role(visit.request.parameter("role"));
  if (!role) throw NotFound();
  return *role;
}

void write_holders(html::Writer& out, const Visit& visit, const CustomRole& role,
                   const std::vector<RoleHolder>& holders) {
  if (holders.empty()) return write_empty(out, visit.tr("Nobody has this role yet."));
  out.open("ul", {{"class", "list"}});
  for (const auto& holder : holders) {
    out.open("li", {{"class", "row"}});
    write_face(out, holder.display_name, holder.hue);
    out.open("div").element("a", {{"href", member_path(holder.handle)}}, holder.display_name).text(" ");
    out.element("span", {{"class", "quiet small"}}, "@" + holder.handle).close();
    out.open("form", {{"method", "post"}, {"action", role_path(role) + "/holders"}, {"class", "push"}});
    write_form_token(out, visit);
    out.open("input", {{"type", "hidden"}, {"name", "handle"}, {"value", holder.handle}});
    out.open("button", {{"class", "plain"}, {"name", "value"}, {"value", "off"}}).text(visit.tr("Take it away"));
    out.element("span", {{"class", "unseen"}}, " @" + holder.handle).close().close().close();
  }
  out.close();
}

http::Response render_role(Visit& visit, const CustomRole& role, const html::FormState& name,
                           const html::FormState& holder, int status = 200) {
  const auto holders =
      visit.community.store().read([&](store::Reader& reader) { return holders_of(reader, role.id, kHoldersShown); });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::roles);
  out.open("section", {{"class", "narrow"}}).element("h2", role.name.in(visit.language));
  write_holders(out, visit, role, holders);
  html::Form giving(out, holder, say_in(visit), "holder");
  giving.summary(visit.tr(kCheckThis)).open(role_path(role) + "/holders", visit.form_token);
  const auto label = visit.tr("Give it to"), hint = visit.tr("Their handle, as in @handle.");
  giving.text_field({.name = "handle", .label = label, .hint = hint, .autocomplete = "off"});
  giving.submit(visit.tr("Give this role")).close();
  out.element("h2", visit.tr("Its name"));
  html::Form form(out, name, say_in(visit), "role");
  form.summary(visit.tr(kCheckThis)).open(role_path(role), visit.form_token);
  write_name_fields(form, visit);
  form.submit(visit.tr("Save"), html::Emphasis::plain).close();
  out.element("h2", visit.tr("Remove this role"));
  out.element("p", {{"class", "quiet"}}, visit.tr("Nobody has it any more, and no space knows it."));
  out.open("form", {{"method", "post"}, {"action", role_path(role) + "/removal"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button"}}, visit.tr("Remove it")).close().close();
  return manage_page_about(visit, out, role.name.in(visit.language), status);
}

html::FormState name_state(const Visit& visit, const CustomRole& role) {
  html::FormState state;
  set_local(state, visit, "name", role.name);
  return state;
}

template <class Change>
http::Response change(Visit& visit, const std::string& back, Change&& rule) {
  const auto act = act_on_roles(visit);
  visit.community.store().write([&](store::Transaction& transaction) { rule(transaction, act); });
  visit.community.spaces().reload();
  return see_other_with_notice(visit, back, kSaved);
}

}  // namespace

http::Response show_managed_roles(Visit& visit) { return render(visit, {}); }

http::Response create_custom_role(Visit& visit) {
  RolesPage page{.role = html::FormState(visit.request.form.pairs())};
  const auto name = read_local(visit, page.role, "name", {.min = 1, .max = kMaxRoleName}, html::Need::required);
  const auto refuse = [&](int status) {
    page.status = status;
    return render(visit, page);
  };
  if (page.role.is_refused()) return refuse(422);
  try {
    return change(visit, "/manage/roles", [&](store::Transaction& transaction, const SpaceAct& act) {
      make_role(transaction, act, name, name.in(visit.language));
    });
  } catch (const Conflict& conflict) {
    page.role.refuse(field_in("name", visit.language), conflict.sentence());
    return refuse(conflict.status());
  }
}

http::Response show_custom_role(Visit& visit) {
  const auto& role = role_asked(visit);
  return render_role(visit, role, name_state(visit, role), {});
}

http::Response update_custom_role(Visit& visit) {
  const auto& role = role_asked(visit);
  html::FormState state(visit.request.form.pairs());
  const auto name = read_local(visit, state, "name", {.min = 1, .max = kMaxRoleName}, html::Need::required, role.name);
  if (state.is_refused()) return render_role(visit, role, state, {}, 422);
  return change(visit, role_path(role), [&](store::Transaction& transaction, const SpaceAct& act) {
    rename_role(transaction, act, role, name);
  });
}

http::Response change_role_holder(Visit& visit) {
  const auto& role = role_asked(visit);
  html::FormState state(visit.request.form.pairs());
  auto handle = state.value("handle");
  if (handle.starts_with('@')) handle.remove_prefix(1);
  const auto member = visit.community.store().read([&](store::Reader& reader) { return find_member(reader, handle); });
  if (!member || member->status == MemberStatus::former) {
    state.refuse("handle", {"There is no member with that name here."});
    return render_role(visit, role, name_state(visit, role), state, 422);
  }
  const bool taking = state.value("value") == "off";
  return change(visit, role_path(role), [&](store::Transaction& transaction, const SpaceAct& act) {
    taking ? take_role(transaction, act, role, member->id) : give_role(transaction, act, role, member->id);
  });
}

http::Response end_custom_role(Visit& visit) {
  const auto& role = role_asked(visit);
  return change(visit, "/manage/roles",
                [&](store::Transaction& transaction, const SpaceAct& act) { remove_role(transaction, act, role); });
}

http::Response update_trust(Visit& visit) {
  RolesPage page{.role = {}, .trust = html::FormState(visit.request.form.pairs()), .has_trust = true};
  TrustRules rules;
  for (const auto& field : kTrustFields) {
    const auto number = number_in(page.trust.value(field.name));
    if (!number || *number < 0 || *number > field.most) {
      page.trust.refuse(field.name, {"Write a number from 0 to {most}.", {{"most", std::to_string(field.most)}}});
    } else {
      rules.*field.value = *number;
    }
  }
  if (page.trust.is_refused()) {
    page.status = 422;
    return render(visit, page);
  }
  return change(visit, "/manage/roles", [&](store::Transaction& transaction, const SpaceAct& act) {
    const auto present = read_trust(transaction);
    if (present == rules) return;
    save_trust(transaction, present);  // as it held, whether or not it was ever saved
    const StaffChange change(transaction, Verb::trust_changed);
    save_trust(transaction, rules);
    act.timeline.record(transaction,
                        {.at = act.at, .actor = act.actor, .verb = Verb::trust_changed, .source = act.source});
    change.keep(transaction);
  });
}

}  // namespace parvis::community
