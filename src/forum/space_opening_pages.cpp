// Opening a space: a manager says what it is called, what it is for, how one talks there and who reads. Its name may be
// given in each language of the community; the language of the page is asked for first, the others may wait.
#include "community/threads/visit_act.h"
#include "core/text/validate.h"
#include "forum/composer_views.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

constexpr std::size_t kMaxName = 40;          // stands in the navigation
constexpr std::size_t kMaxDescription = 300;  // two lines below the name

constexpr char kDiscussion[] = "discussion", kQuestions[] = "questions";
constexpr char kEveryone[] = "everyone", kMembers[] = "members";

// The page's language first.
std::vector<text::Language> languages_of(const Visit& visit) {
  auto languages = visit.identity->languages;
  std::ranges::stable_partition(languages, [&](text::Language each) { return each == visit.language; });
  return languages;
}

std::string field_in(std::string_view field, text::Language language) {
  return std::string(field) + "_" + std::string(text::tag(language));
}

void write_words_fields(html::Form& form, const Visit& visit) {
  const auto languages = languages_of(visit);
  for (const auto language : languages) {
    const bool first = language == languages.front();
    const auto in = first ? "" : " · " + std::string(text::name_in_itself(language));
    const auto need = first ? html::Need::required : html::Need::optional;
    const auto name = field_in("name", language), description = field_in("description", language);
    const auto name_label = visit.tr("Its name") + in, description_label = visit.tr("What it is for") + in;
    const auto hint = first ? visit.tr("In a sentence: who comes here, and for what.") : "";
    form.text_field({.name = name, .label = name_label, .autocomplete = "off", .need = need});
    form.text_field({.name = description,
                     .label = description_label,
                     .hint = hint,
                     .autocomplete = "off",
                     .need = html::Need::optional});
  }
}

void write_choices(html::Form& form, const Visit& visit) {
  const auto kind = visit.tr("How people talk there"), talk = visit.tr("Conversations"),
             talk_hint = visit.tr("People tell, show and discuss."), asking = visit.tr("Questions and answers"),
             asking_hint = visit.tr("Answers are voted on, and whoever asked accepts one.");
  const html::Choice kinds[] = {{kDiscussion, talk, talk_hint}, {kQuestions, asking, asking_hint}};
  form.radio_group({.name = "kind", .label = kind, .choices = kinds});
  const auto readers = visit.tr("Who reads it"), everyone = visit.tr("Everyone"),
             everyone_hint = visit.tr("Visitors and search engines too."), members = visit.tr("Members only");
  const html::Choice visibilities[] = {{kEveryone, everyone, everyone_hint}, {kMembers, members, ""}};
  form.radio_group({.name = "visibility", .label = readers, .choices = visibilities});
}

http::Response render(const Visit& visit, const html::FormState& state, int status) {
  const auto title = visit.tr("Open a space");
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", title);
  out.element("p", visit.tr("A space is a place with one purpose. Few and lively is better than many and empty."));
  out.close().open("div", {{"class", "narrow"}});
  html::Form form(out, state, say_in(visit), "space");
  form.summary(visit.tr("Please look at this again")).open("/manage/spaces", visit.form_token);
  write_words_fields(form, visit);
  write_choices(form, visit);
  out.open("div", {{"class", "actions"}});
  form.submit(title);
  out.element("a", {{"class", "button bare"}, {"href", "/spaces"}}, visit.tr("Cancel")).close();
  form.close();
  out.close();
  return render_page(visit, {.title = title, .indexing = Indexing::refused}, out.take(), {}, status);
}

// The text typed for each language; what is wrong is said in `state`.
LocalText read_texts(const Visit& visit, html::FormState& state, std::string_view field, std::size_t longest) {
  LocalText texts;
  for (const auto language : languages_of(visit)) {
    const auto name = field_in(field, language);
    const auto typed = visit.request.form.get(name);
    const bool needed = field == "name" && language == visit.language;
    if (typed.empty() && !needed) continue;
    auto checked = text::check_text(typed, {.min = needed ? 1u : 0u, .max = longest, .lines = text::Lines::single});
    if (checked.problem) {
      state.refuse(name, *checked.problem);
    } else if (!checked.value.empty()) {
      texts.set(language, std::move(checked.value));
    }
  }
  return texts;
}

}  // namespace

http::Response show_space_opening(Visit& visit) {
  html::FormState state;
  state.set("kind", kDiscussion);
  state.set("visibility", kEveryone);
  return render(visit, state, 200);
}

http::Response open_space(Visit& visit) {
  const auto& typed = visit.request.form;
  html::FormState state(typed.pairs());
  // What is neither must not open a space to more readers than were meant.
  const auto kind = typed.get("kind"), readers = typed.get("visibility");
  if (kind != kDiscussion && kind != kQuestions) state.refuse("kind", {"Choose how people talk there."});
  if (readers != kEveryone && readers != kMembers) state.refuse("visibility", {"Choose who reads it."});
  NewSpace space{.kind = kind == kQuestions ? SpaceKind::questions : SpaceKind::discussion,
                 .visibility = readers == kMembers ? SpaceVisibility::members : SpaceVisibility::everyone,
                 .name = read_texts(visit, state, "name", kMaxName),
                 .description = read_texts(visit, state, "description", kMaxDescription)};
  space.slug = text::slug(space.name.in(visit.language));
  if (visit.spaces->find(space.slug)) {
    state.refuse(field_in("name", visit.language), {"There is already a space with that name."});
  }
  if (state.is_refused()) return render(visit, state, 422);
  visit.community.store().write([&](store::Transaction& transaction) {
    create_space(transaction, visit.community.timeline(), space, visit.member().member, now(), visit.source);
  });
  visit.community.spaces().reload();
  visit.community.page_cache().clear();  // once more: a page may have been kept since the commit, from the old list
  return see_other_with_notice(visit, space_path(space.slug), text::msgid("The space is open. Write the first words."));
}

}  // namespace parvis::forum
