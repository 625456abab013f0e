// The spaces as a manager keeps them: their order, their words, which are closed. Each gesture is posted to the address
// of what it changes.
#include "community/live/live_events.h"
#include "community/manage/manage_views.h"
#include "community/rights/rights_change.h"
#include "core/text/validate.h"
#include "forum/asked.h"
#include "forum/composer_views.h"
#include "forum/space_words.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

std::string manage_path(const Space& space) { return "/manage/spaces/" + space.slug; }

void write_gesture(html::Writer& out, const Visit& visit, const std::string& action, std::string_view value,
                   std::string_view sign, const std::string& words, bool possible) {
  out.open("form", {{"method", "post"}, {"action", action}});
  write_form_token(out, visit);
  out.open("button", {{"class", "plain"}, {"name", "value"}, {"value", value}, {"disabled", !possible}});
  if (sign.empty()) {
    out.text(words);
  } else {
    out.element("span", {{"aria-hidden", "true"}}, sign).element("span", {{"class", "unseen"}}, words);
  }
  out.close().close();
}

void write_space(html::Writer& out, const Visit& visit, const Space& space, bool first, bool last) {
  const auto& name = space.name.in(visit.language);
  out.open("li", {{"class", "row kept-space"}}).open("div").open("p", {{"class", "name"}});
  out.element("a", {{"href", space_path(space.slug)}}, name).text(" ");
  write_readers_badge(out, visit, space);
  if (space.kind == SpaceKind::questions) write_badge(out, visit.tr("questions"));
  if (space.closed) write_badge(out, visit.tr("closed"), "warn");
  out.close().element("p", {{"class", "quiet small"}}, space.description.in(visit.language)).close();
  out.open("div", {{"class", "row gestures"}});
  const auto place = manage_path(space) + "/position";
  write_gesture(out, visit, place, "up", "↑", visit.tr("Move {space} up", {{"space", name}}), !first);
  write_gesture(out, visit, place, "down", "↓", visit.tr("Move {space} down", {{"space", name}}), !last);
  out.open("a", {{"class", "button"}, {"href", manage_path(space) + "/rights"}}).text(visit.tr("Rights"));
  out.element("span", {{"class", "unseen"}}, " " + name).close();
  out.open("a", {{"class", "button"}, {"href", manage_path(space)}}).text(visit.tr("Change"));
  out.element("span", {{"class", "unseen"}}, " " + name).close();
  out.close().close();
}

void write_closure(html::Writer& out, const Visit& visit, const Space& space) {
  out.open("section").element("h2", space.closed ? visit.tr("This space is closed") : visit.tr("Close this space"));
  out.element("p", {{"class", "quiet"}},
              space.closed ? visit.tr("It can be read, and nothing more is written there. Its leaders may still move "
                                      "and delete what stands in it.")
                           : visit.tr("It stays where it is and can be read; nobody writes there until it is opened "
                                      "again."));
  out.open("form", {{"method", "post"}, {"action", manage_path(space) + "/closure"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button"}, {"name", "value"}, {"value", space.closed ? "off" : "on"}},
              space.closed ? visit.tr("Open it again") : visit.tr("Close it"));
  out.close().close();
}

http::Response render(const Visit& visit, const Space& space, const html::FormState& state, int status) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::spaces);
  out.open("section", {{"class", "narrow"}}).element("h2", space.name.in(visit.language));
  html::Form form(out, state, say_in(visit), "space");
  form.summary(visit.tr(kCheckThis)).open(manage_path(space), visit.form_token);
  write_space_words(form, visit);
  const auto hint = space.visibility == SpaceVisibility::members
                        ? visit.tr("Opened to everyone, what members wrote there among themselves is read by everyone.")
                        : "";
  write_space_readers(out, form, visit, state, hint, space.group);
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Save"));
  out.element("a", {{"class", "button bare"}, {"href", "/manage/spaces"}}, visit.tr("Cancel")).close();
  form.close();
  out.element("p", {{"class", "quiet small"}},
              visit.tr("Its address stays {address}, whatever its name.", {{"address", space_path(space.slug)}}));
  write_closure(out, visit, space);
  out.close();
  return manage_page_about(visit, out, space.name.in(visit.language), status);
}

SpaceAct act_on_space(const Visit& visit) {
  return {visit.community.timeline(), visit.member().member, now(), visit.source};
}

// Writes the change and makes every page tell of it.
template <class Change>
bool change(const Visit& visit, const Space& space, Change&& rule) {
  const auto act = act_on_space(visit);
  const bool changed =
      visit.community.store().write([&](store::Transaction& transaction) { return rule(transaction, act); });
  if (!changed) return false;
  visit.community.spaces().reload();
  // Once more: since the commit a page may have been kept and a stream opened by the old list.
  visit.community.page_cache().clear();
  visit.community.live().end(space_topic(space.id));
  return true;
}

}  // namespace

http::Response show_managed_spaces(Visit& visit) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::spaces);
  out.open("section");
  const auto& spaces = visit.spaces->all();
  if (spaces.empty()) {
    write_empty(out, visit.tr("No space yet. Open the first one: people write in spaces."), visit.tr("Open a space"),
                "/manage/space-opening");
  } else {
    out.open("div", {{"class", "title-row"}});
    out.element("p", {{"class", "quiet"}}, visit.tr("In the order in which they stand in the navigation."));
    out.element("a", {{"class", "button main push"}, {"href", "/manage/space-opening"}}, visit.tr("Open a space"))
        .close();
    out.open("ul", {{"class", "list"}});
    for (std::size_t i = 0; i < spaces.size(); ++i) {
      write_space(out, visit, spaces[i], i == 0, i + 1 == spaces.size());
    }
    out.close();
  }
  out.close();
  return manage_page(visit, out);
}

http::Response show_managed_space(Visit& visit) {
  const auto& space = space_asked(visit);
  html::FormState::Pairs pairs;
  set_space_readers(pairs, space, *visit.spaces);
  html::FormState state(std::move(pairs));
  set_local(state, visit, "name", space.name);
  set_local(state, visit, "description", space.description);
  return render(visit, space, state, 200);
}

http::Response update_space(Visit& visit) {
  const auto& space = space_asked(visit);
  html::FormState state(visit.request.form.pairs());
  const auto readers = read_space_readers(visit, state, space.group);
  const SpaceWords words{.name = read_space_name(visit, state, space.name),
                         .description = read_space_description(visit, state, space.description),
                         .visibility = readers.visibility};
  if (state.is_refused()) return render(visit, space, state, 422);
  const auto rule = [&](store::Transaction& transaction, const SpaceAct& act) {
    const bool changed = change_space(transaction, act, space.id, words);
    return change_readers(transaction, act, space.id, readers.roles) || changed;
  };
  try {
    change(visit, space, rule);
  } catch (const Conflict& conflict) {
    state.refuse("visibility", conflict.sentence());
    return render(visit, space, state, conflict.status());
  }
  return see_other_with_notice(visit, "/manage/spaces", text::msgid("Saved. The pages say it from now on."));
}

http::Response change_space_position(Visit& visit) {
  const auto& space = space_asked(visit);
  const auto value = visit.request.form.get("value");
  if (value != "up" && value != "down")
    throw BadRequest({"We could not make sense of this form."}, "neither up nor down");
  const auto rule = [&](store::Transaction& transaction, const SpaceAct& act) {
    return move_space(transaction, act, space.id, value == "up" ? Step::up : Step::down);
  };
  change(visit, space, rule);
  return http::see_other("/manage/spaces");
}

http::Response change_space_closure(Visit& visit) {
  const auto& space = space_asked(visit);
  const bool closing = turned(visit, "value") == Turned::on;
  const auto rule = [&](store::Transaction& transaction, const SpaceAct& act) {
    return closing ? close_space(transaction, act, space.id) : reopen_space(transaction, act, space.id);
  };
  change(visit, space, rule);
  return see_other_with_notice(visit, manage_path(space),
                               closing ? text::msgid("The space is closed.") : text::msgid("The space is open again."));
}

}  // namespace parvis::forum
