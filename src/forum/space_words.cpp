#include "forum/space_words.h"

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

void write_space_readers(html::Form& form, const Visit& visit, std::string_view hint) {
  const auto readers = visit.tr("Who reads it"), everyone = visit.tr("Everyone"),
             everyone_hint = visit.tr("Visitors and search engines too."), members = visit.tr("Members only");
  const html::Choice visibilities[] = {{kEveryoneReads, everyone, everyone_hint}, {kMembersRead, members, ""}};
  form.radio_group({.name = "visibility", .label = readers, .hint = hint, .choices = visibilities});
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

// What is neither must not open a space to more readers than were meant.
SpaceVisibility read_space_readers(html::FormState& state) {
  const auto readers = state.value("visibility");
  if (readers != kEveryoneReads && readers != kMembersRead) state.refuse("visibility", {"Choose who reads it."});
  return readers == kEveryoneReads ? SpaceVisibility::everyone : SpaceVisibility::members;
}

LocalText read_space_description(const Visit& visit, html::FormState& state, const LocalText& present) {
  return read_local(visit, state, "description", {.max = kMaxDescription}, html::Need::optional, present);
}

}  // namespace parvis::forum
