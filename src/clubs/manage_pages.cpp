// Who may found groups, and all of them, as those who manage the community see it.
#include "clubs/clubs_pages.h"
#include "clubs/group_views.h"
#include "community/activity/staff_change.h"
#include "community/manage/manage_views.h"

namespace parvis::clubs {

using namespace community;

namespace {

constexpr int kGroupsShown = 200;

http::Response render(const Visit& visit, const html::FormState& state, int status = 200) {
  const auto groups = visit.community.store().read(
      [&](store::Reader& reader) { return list_groups(reader, visit.viewer, "", {}, kGroupsShown); });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::groups);
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Who may found groups"));
  html::Form form(out, state, say_in(visit), "founders");
  form.summary(visit.tr(kCheckThis)).open("/manage/groups", visit.form_token);
  const auto label = visit.tr("Groups are founded by"), members = visit.tr("Members"),
             members_hint = visit.tr("Those whom the community knows: newcomers not yet."),
             leaders = visit.tr("Leaders of the community"), managers = visit.tr("Those who manage the community");
  const html::Choice choices[] = {
      {"members", members, members_hint}, {"leaders", leaders, ""}, {"managers", managers, ""}};
  form.radio_group({.name = "founders", .label = label, .choices = choices});
  form.submit(visit.tr("Save")).close();
  out.close();
  out.open("section").element("h2", visit.tr("All groups"));
  if (groups.empty()) {
    write_empty(out, visit.tr("No group yet."), visit.tr("Found a group"), "/groups/new");
  } else {
    out.element("p", {{"class", "quiet"}}, visit.tr("You see hidden ones too, and may look after each."));
    out.open("ul", {{"class", "list spaces"}});
    for (const auto& group : groups) write_group_line(out, visit, group);
    out.close();
  }
  out.close();
  return manage_page(visit, out, status);
}

}  // namespace

http::Response show_managed_groups(Visit& visit) {
  html::FormState state;
  const auto founders = visit.community.store().read([](store::Reader& reader) { return read_founders(reader); });
  state.set("founders", std::string(founders_name(founders)));
  return render(visit, state);
}

http::Response update_founders(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto founders = parse_founders(state.value("founders"));
  if (!founders) {
    state.refuse("founders", {"Choose who founds groups."});
    return render(visit, state, 422);
  }
  visit.community.store().write([&](store::Transaction& transaction) {
    const auto present = read_founders(transaction);
    if (present == *founders) return;
    save_founders(transaction, present);  // as it held, whether or not it was ever saved
    const StaffChange change(transaction, Verb::community_changed);
    save_founders(transaction, *founders);
    visit.community.timeline().record(transaction, {.actor = visit.member().member,
                                                    .verb = Verb::community_changed,
                                                    .detail = "group_founders",
                                                    .source = visit.source});
    change.keep(transaction);
  });
  return see_other_with_notice(visit, "/manage/groups", text::msgid("Saved. It holds from now on."));
}

}  // namespace parvis::clubs
