// Opening a space: a manager says what it is called, what it is for, how one talks there and who reads. Its name may be
// given in each language of the community; the language of the page is asked for first, the others may wait.
#include "community/manage/manage_views.h"
#include "community/rights/rights_change.h"
#include "community/threads/visit_act.h"
#include "core/text/validate.h"
#include "forum/composer_views.h"
#include "forum/space_words.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

constexpr char kDiscussion[] = "discussion", kQuestions[] = "questions";

void write_choices(html::Form& form, const Visit& visit) {
  const auto kind = visit.tr("How people talk there"), talk = visit.tr("Conversations"),
             talk_hint = visit.tr("People tell, show and discuss."), asking = visit.tr("Questions and answers"),
             asking_hint = visit.tr("Answers are voted on, and whoever asked accepts one.");
  const html::Choice kinds[] = {{kDiscussion, talk, talk_hint}, {kQuestions, asking, asking_hint}};
  form.radio_group({.name = "kind", .label = kind, .choices = kinds});
}

http::Response render(const Visit& visit, const html::FormState& state, int status) {
  const auto title = visit.tr("Open a space");
  html::Writer out;
  write_manage_head(out, visit, ManageTab::spaces);
  out.open("section", {{"class", "narrow"}}).element("h2", title);
  out.element("p", {{"class", "quiet"}},
              visit.tr("A space is a place with one purpose. Few and lively is better than many and empty."));
  html::Form form(out, state, say_in(visit), "space");
  form.summary(visit.tr(kCheckThis)).open("/manage/spaces", visit.form_token);
  write_space_words(form, visit);
  write_choices(form, visit);
  write_space_readers(out, form, visit, state, "");
  out.open("div", {{"class", "actions"}});
  form.submit(title);
  out.element("a", {{"class", "button bare"}, {"href", "/manage/spaces"}}, visit.tr("Cancel")).close();
  form.close();
  out.close();
  return render_page(visit, {.title = title, .indexing = Indexing::refused}, out.take(), {}, status);
}

}  // namespace

http::Response show_space_opening(Visit& visit) {
  html::FormState state;
  state.set("kind", kDiscussion);
  state.set("visibility", "everyone");
  return render(visit, state, 200);
}

http::Response open_space(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  NewSpace space{.name = read_space_name(visit, state), .description = read_space_description(visit, state)};
  const auto kind = state.value("kind");
  if (kind != kDiscussion && kind != kQuestions) state.refuse("kind", {"Choose how people talk there."});
  space.kind = kind == kQuestions ? SpaceKind::questions : SpaceKind::discussion;
  const auto readers = read_space_readers(visit, state);
  space.visibility = readers.visibility;
  space.slug = text::slug(space.name.in(visit.language));
  const auto name_field = field_in("name", form_languages(visit).front());
  if (!state.message(name_field) && visit.spaces->find(space.slug)) {
    state.refuse(name_field, {"There is already a space with that name."});
  }
  if (state.is_refused()) return render(visit, state, 422);
  visit.community.store().write([&](store::Transaction& transaction) {
    const SpaceAct act{visit.community.timeline(), visit.member().member, now(), visit.source};
    const auto id = create_space(transaction, act.timeline, space, act.actor, act.at, act.source);
    change_readers(transaction, act, id, readers.roles);
  });
  visit.community.spaces().reload();
  visit.community.page_cache().clear();  // once more: a page may have been kept since the commit, from the old list
  return see_other_with_notice(visit, space_path(space.slug), text::msgid("The space is open. Write the first words."));
}

}  // namespace parvis::forum
