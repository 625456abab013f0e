// Who may do what in a space: its openness, and the table that follows from it, each cell of which may be set
// otherwise.
#include "community/accounts/views.h"
#include "community/manage/manage_pages.h"
#include "community/manage/manage_views.h"
#include "community/manage/rights_words.h"
#include "community/rights/rights_change.h"

namespace parvis::community {
namespace {

constexpr std::array kOpenness{Openness::free, Openness::watched, Openness::curated};
constexpr std::array kPermissions{Permission::yes, Permission::waits, Permission::no};

// A column of the table: a standing, or a role of the community's own.
struct Column {
  std::string key;  // as the database and the form's fields name it
  std::string words;
  Standing standing = Standing::member;
  CustomRoleId role;  // zero: the standing

  Permission in(const Rights& rights, Action action) const {
    return role ? rights.of(role, action) : rights.of(standing, action);
  }
  void set(Rights& rights, Action action, Permission permission) const {
    role ? rights.set(role, action, permission) : rights.set(standing, action, permission);
  }
};

std::vector<Column> columns_of(const Visit& visit) {
  std::vector<Column> columns;
  for (const auto standing : kStandings) {
    columns.push_back({std::string(standing_name(standing)), standing_words(visit, standing), standing, {}});
  }
  for (const auto& role : visit.spaces->roles()) {
    columns.push_back({standing_of(role), role.name.in(visit.language), Standing::member, role.id});
  }
  return columns;
}

std::string cell_name(Action action, const Column& column) {
  return std::string(action_name(action)) + "." + column.key;
}

const Space& managed_space(const Visit& visit) {
  const auto* space = visit.spaces->find(visit.request.parameter("space"));
  if (!space) throw NotFound();
  return *space;
}

std::string rights_path(const Space& space) { return "/manage/spaces/" + space.slug + "/rights"; }

void write_cell(html::Writer& out, const Visit& visit, Action action, const Column& column, Permission now) {
  const auto label = visit.tr("{action}: {who}", {{"action", action_words(visit, action)}, {"who", column.words}});
  out.open("td").open("select", {{"name", cell_name(action, column)},
                                 {"aria-label", label},
                                 {"class", "cell " + std::string(permission_name(now))}});
  for (const auto permission : kPermissions) {
    if (permission == Permission::waits && !can_wait(action)) continue;
    out.element("option", {{"value", permission_name(permission)}, {"selected", permission == now}},
                permission_words(visit, permission));
  }
  out.close().close();
}

void write_table(html::Writer& out, const Visit& visit, const Rights& rights) {
  const auto columns = columns_of(visit);
  out.open(
      "div",
      {{"class", "rights-wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", visit.tr("Who may do what")}});
  out.open("table", {{"class", "rights"}}).open("thead").open("tr").element("td", "");
  for (const auto& column : columns) out.element("th", {{"scope", "col"}}, column.words);
  out.close().close().open("tbody");
  for (const auto action : kActions) {
    out.open("tr").element("th", {{"scope", "row"}}, action_words(visit, action));
    for (const auto& column : columns) write_cell(out, visit, action, column, column.in(rights, action));
    out.close();
  }
  out.close().close().close();
}

// `filled`: the openness that the table shown came from.
http::Response render(const Visit& visit, const Space& space, const html::FormState& state, const Rights& rights,
                      Openness filled, int status = 200) {
  html::Writer out;
  const auto title = visit.tr("Who may do what in {space}", {{"space", space.name.in(visit.language)}});
  write_manage_head(out, visit, ManageTab::spaces);
  out.open("section", {{"class", "rights-page"}}).element("h2", title);
  html::Form form(out, state, say_in(visit), "rights");
  form.summary(visit.tr(kCheckThis)).open(rights_path(space), visit.form_token);
  const auto label = visit.tr("How open it is");
  std::vector<std::string> words, hints;
  for (const auto openness : kOpenness) {
    words.push_back(openness_words(visit, openness));
    hints.push_back(openness_hint(visit, openness));
  }
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < kOpenness.size(); ++i)
    choices.push_back({openness_name(kOpenness[i]), words[i], hints[i]});
  form.radio_group({.name = "openness", .label = label, .choices = choices});
  form.submit(visit.tr("Fill the table accordingly"), "fill", "1", html::Emphasis::plain);
  form.hidden("filled", openness_name(filled));
  write_table(out, visit, rights);
  out.element(
      "p", {{"class", "quiet small"}},
      visit.tr("Visitors only read. Managers and administrators may do everything everywhere. “Once read” means "
               "that it waits until somebody who may decide lets it through."));
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Save"));
  out.element("a", {{"class", "button bare"}, {"href", "/manage/spaces"}}, visit.tr("Cancel")).close();
  form.close();
  out.close();
  return manage_page_about(visit, out, title, status);
}

// The table that was sent; a cell that was not keeps what it is.
Rights sent_rights(const Visit& visit, const html::FormState& state, const Rights& present) {
  auto rights = present;
  for (const auto& column : columns_of(visit)) {
    for (const auto action : kActions) {
      const auto permission = parse_permission(state.value(cell_name(action, column)));
      const bool fits = permission && (*permission != Permission::waits || can_wait(action));
      if (fits) column.set(rights, action, *permission);
    }
  }
  return rights;
}

}  // namespace

http::Response show_managed_rights(Visit& visit) {
  const auto& space = managed_space(visit);
  html::FormState state;
  state.set("openness", std::string(openness_name(space.openness)));
  return render(visit, space, state, space.rights, space.openness);
}

http::Response update_rights(Visit& visit) {
  const auto& space = managed_space(visit);
  html::FormState state(visit.request.form.pairs());
  const auto openness = parse_openness(state.value("openness"));
  if (!openness) {
    state.refuse("openness", {"Choose how open it is."});
    return render(visit, space, state, sent_rights(visit, state, space.rights), space.openness, 422);
  }
  // Another openness was chosen, and the table is still that of the one before: its cells are shown before they hold.
  if (!state.value("fill").empty() || state.value("filled") != openness_name(*openness)) {
    auto filled = Rights(*openness);
    for (const auto& role : visit.spaces->roles()) {
      for (const auto action : kActions) filled.set(role.id, action, space.rights.of(role.id, action));
    }
    return render(visit, space, state, filled, *openness);
  }
  const auto wanted = sent_rights(visit, state, space.rights);
  const bool changed = visit.community.store().write([&](store::Transaction& transaction) {
    const SpaceAct act{visit.community.timeline(), visit.member().member, now(), visit.source};
    return change_rights(transaction, act, space.id, *openness, wanted);
  });
  if (changed) visit.community.spaces().reload();
  return see_other_with_notice(visit, "/manage/spaces", text::msgid("Saved. It holds from now on."));
}

}  // namespace parvis::community
