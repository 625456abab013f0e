#include "clubs/group_views.h"

#include "community/live/live_events.h"
#include "community/members/member.h"
#include "core/text/markdown.h"
#include "core/text/validate.h"
#include "core/text/words.h"

namespace parvis::clubs {

using namespace community;

namespace {

constexpr std::size_t kExcerpt = 160;

std::string door_words(const Visit& visit, Door door) {
  switch (door) {
    case Door::open: return visit.tr("open");
    case Door::on_request: return visit.tr("on request");
    case Door::by_invitation: return visit.tr("by invitation");
    case Door::hidden: return visit.tr("hidden");
  }
  return {};
}

}  // namespace

Group group_asked(const Visit& visit, store::Reader& reader) {
  return find_group(reader, visit.viewer, visit.request.parameter("group"));
}

Group group_asked(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) { return group_asked(visit, reader); });
}

MemberId member_asked(const Visit& visit) {
  const auto member = visit.community.store().read(
      [&](store::Reader& reader) { return find_member(reader, visit.request.parameter("asker")); });
  if (!member) throw NotFound({"There is no member with that name here."});
  return member->id;
}

GroupAct group_act(const Visit& visit) { return {visit.community.timeline(), visit.viewer, now(), visit.source}; }

bool is_turned_on(const Visit& visit) {
  const auto value = visit.request.form.get("value");
  if (value != "on" && value != "off")
    throw BadRequest({"We could not make sense of this form."}, "neither on nor off");
  return value == "on";
}

void forget_readers_of(const Visit& visit, GroupId group) {
  visit.community.page_cache().clear();
  for (const auto& space : visit.spaces->all()) {
    if (space.group == group) visit.community.live().end(space_topic(space.id));
  }
}

void write_door_badge(html::Writer& out, const Visit& visit, Door door) {
  write_badge(out, door_words(visit, door), door == Door::open ? "good" : "plain");
}

void write_group_line(html::Writer& out, const Visit& visit, const Group& group) {
  out.open("li", {{"class", "space-row"}}).open("div").open("h3");
  out.element("a", {{"href", group_path(group.slug)}}, group.name).text(" ");
  write_door_badge(out, visit, group.door);
  out.close();
  if (!group.description.empty()) out.element("p", text::excerpt(group.description, kExcerpt));
  out.close();
  out.element("p", {{"class", "count num"}}, visit.trn("{n} member", "{n} members", group.members));
  out.close();
}

void write_button(html::Writer& out, const Visit& visit, const std::string& action, std::string_view name,
                  std::string_view value, const std::string& words, std::string_view css_class) {
  out.open("form", {{"method", "post"}, {"action", action}});
  write_form_token(out, visit);
  out.element("button", {{"class", css_class}, {"name", name}, {"value", value}}, words).close();
}

std::string standing_words(const Visit& visit, GroupStanding standing) {
  switch (standing) {
    case GroupStanding::founder: return visit.tr("founder");
    case GroupStanding::officer: return visit.tr("officer");
    case GroupStanding::member:
    case GroupStanding::none: break;
  }
  return visit.tr("member");
}

void write_group_fields(html::Form& form, const Visit& visit) {
  const auto name = visit.tr("Its name"), description = visit.tr("What it is for"),
             hint = visit.tr("Who comes together here, and for what."), door = visit.tr("How one comes in"),
             open = visit.tr("Open"), open_hint = visit.tr("Every member comes in as they like."),
             request = visit.tr("On request"), request_hint = visit.tr("Its officers let in who asks, with a word."),
             invitation = visit.tr("By invitation"),
             invitation_hint = visit.tr("Everyone may know of it; its officers say who is in it."),
             hidden = visit.tr("Hidden"),
             hidden_hint = visit.tr("By invitation, and nobody outside learns that it exists.");
  form.text_field({.name = "name", .label = name, .autocomplete = "off"});
  form.text_area({.name = "description", .label = description, .hint = hint, .rows = 4, .need = html::Need::optional});
  const html::Choice doors[] = {{"open", open, open_hint},
                                {"on_request", request, request_hint},
                                {"by_invitation", invitation, invitation_hint},
                                {"hidden", hidden, hidden_hint}};
  form.radio_group({.name = "door", .label = door, .choices = doors});
}

GroupWords read_group_fields(html::FormState& state) {
  GroupWords words;
  auto name = text::check_text(state.value("name"), {.min = 1, .max = kMaxGroupName});
  if (name.problem) {
    state.refuse("name", *name.problem);
  } else if (text::fold(name.value).empty()) {
    state.refuse("name", {"Give it a name with letters or digits."});
  }
  auto description =
      text::check_text(state.value("description"), {.max = kMaxGroupDescription, .lines = text::Lines::many});
  if (description.problem) state.refuse("description", *description.problem);
  const auto door = parse_door(state.value("door"));
  if (!door) state.refuse("door", {"Choose how one comes in."});
  words.name = std::move(name.value);
  words.description = std::move(description.value);
  words.door = door.value_or(Door::hidden);
  return words;
}

}  // namespace parvis::clubs
