#include "forum/space_words.h"

#include <algorithm>
#include <array>

#include "community/page/page.h"
#include "core/text/words.h"

namespace parvis::forum {

using namespace community;

namespace {

constexpr std::size_t kMaxName = 40;          // stands in the navigation
constexpr std::size_t kMaxDescription = 300;  // two lines below the name

}  // namespace

void write_space_words(html::Form& form, const Visit& visit) {
  for (const auto language : form_languages(visit)) {
    const bool first = language == form_languages(visit).front();
    const auto name = field_in("name", language), description = field_in("description", language);
    const auto name_label = label_in(visit, visit.tr("Its name"), language),
               description_label = label_in(visit, visit.tr("What it is for"), language);
    const auto hint = first ? visit.tr("In a sentence: who comes here, and for what.") : "";
    form.text_field({.name = name,
                     .label = name_label,
                     .autocomplete = "off",
                     .need = first ? html::Need::required : html::Need::optional});
    form.text_field({.name = description,
                     .label = description_label,
                     .hint = hint,
                     .autocomplete = "off",
                     .need = html::Need::optional});
  }
}

namespace {

struct VisibilityWord {
  SpaceVisibility visibility;
  std::string_view name;
};
constexpr std::array kVisibilityWords{
    VisibilityWord{SpaceVisibility::everyone, "everyone"}, VisibilityWord{SpaceVisibility::members, "members"},
    VisibilityWord{SpaceVisibility::leaders, "leaders"}, VisibilityWord{SpaceVisibility::chosen, "chosen"}};

void write_roles(html::Writer& out, const Visit& visit, const html::FormState& state) {
  if (visit.spaces->roles().empty()) return;
  out.open("fieldset", {{"class", "field"}}).element("legend", visit.tr("The roles that read it"));
  out.element("p", {{"class", "hint"}}, visit.tr("For a space read by chosen roles only."));
  for (const auto& role : visit.spaces->roles()) {
    const auto id = "reader-" + role.slug;
    out.open("div", {{"class", "choice"}});
    out.open("input", {{"type", "checkbox"},
                       {"name", "reader"},
                       {"id", id},
                       {"value", role.slug},
                       {"checked", state.has("reader", role.slug)}});
    out.element("label", {{"for", id}}, role.name.in(visit.language)).close();
  }
  out.close();
}

}  // namespace

void write_space_readers(html::Writer& out, html::Form& form, const Visit& visit, const html::FormState& state,
                         std::string_view hint, GroupId group) {
  const auto readers = visit.tr("Who reads it"), everyone = visit.tr("Everyone"),
             everyone_hint = visit.tr("Visitors and search engines too."), members = visit.tr("Members only"),
             leaders = visit.tr("Leaders only"), leaders_hint = visit.tr("Those who lead a space, and who manages."),
             chosen = group ? visit.tr("The group only") : visit.tr("Chosen roles only"),
             chosen_hint = group ? visit.tr("And the roles chosen below, if any.")
                                 : visit.tr("Testers, a jury: members to whom you gave a role of your own.");
  std::vector<html::Choice> choices{
      {"everyone", everyone, everyone_hint}, {"members", members, ""}, {"leaders", leaders, leaders_hint}};
  if (group || !visit.spaces->roles().empty()) choices.push_back({"chosen", chosen, chosen_hint});
  form.radio_group({.name = "visibility", .label = readers, .hint = hint, .choices = choices});
  write_roles(out, visit, state);
}

void set_space_readers(html::FormState::Pairs& pairs, const Space& space, const SpaceList& spaces) {
  const auto word = std::ranges::find(kVisibilityWords, space.visibility, &VisibilityWord::visibility);
  pairs.emplace_back("visibility", std::string(word->name));
  for (const auto& role : spaces.roles()) {
    if (std::ranges::find(space.readers, role.id) != space.readers.end()) pairs.emplace_back("reader", role.slug);
  }
}

SpaceReaders read_space_readers(const Visit& visit, html::FormState& state, GroupId group) {
  SpaceReaders readers;
  const auto word = std::ranges::find(kVisibilityWords, state.value("visibility"), &VisibilityWord::name);
  // What is none of them must not open a space to more readers than were meant.
  if (word == kVisibilityWords.end()) {
    state.refuse("visibility", {"Choose who reads it."});
    return readers;
  }
  readers.visibility = word->visibility;
  if (readers.visibility != SpaceVisibility::chosen) return readers;
  for (const auto& role : visit.spaces->roles()) {
    if (state.has("reader", role.slug)) readers.roles.push_back(role.id);
  }
  if (readers.roles.empty() && !group) state.refuse("visibility", {"Choose at least one role that reads it."});
  return readers;
}

void write_readers_badge(html::Writer& out, const Visit& visit, const Space& space) {
  switch (space.visibility) {
    case SpaceVisibility::everyone: return;
    case SpaceVisibility::members: return write_badge(out, visit.tr("members only"));
    case SpaceVisibility::leaders: return write_badge(out, visit.tr("leaders only"));
    case SpaceVisibility::chosen:
      return write_badge(out, space.group ? visit.tr("the group only") : visit.tr("chosen roles only"));
  }
}

LocalText read_space_name(const Visit& visit, html::FormState& state, const LocalText& present) {
  auto name = read_local(visit, state, "name", {.max = kMaxName}, html::Need::required, present);
  // Its address is made of its words.
  const auto field = field_in("name", form_languages(visit).front());
  if (!state.message(field) && text::fold(name.in(visit.language)).empty()) {
    state.refuse(field, {"Give it a name with letters or digits."});
  }
  return name;
}

LocalText read_space_description(const Visit& visit, html::FormState& state, const LocalText& present) {
  return read_local(visit, state, "description", {.max = kMaxDescription}, html::Need::optional, present);
}

}  // namespace parvis::forum
