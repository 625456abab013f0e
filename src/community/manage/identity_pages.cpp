// What the community says of itself: its name, the line and the sentences of its front page, its languages.
#include "community/accounts/views.h"
#include "community/manage/identity_change.h"
#include "community/manage/local_fields.h"
#include "community/manage/manage_pages.h"
#include "community/manage/manage_views.h"

namespace parvis::community {
namespace {

constexpr std::size_t kMaxName = 40;          // stands in the top bar, beside the search
constexpr std::size_t kMaxTagline = 120;      // two lines in the largest type
constexpr std::size_t kMaxDescription = 300;  // what search engines and cards show

// "fr,en": the first is spoken to who asks for neither.
std::string languages_text(const std::vector<text::Language>& languages) {
  std::string text;
  for (const auto language : languages) text.append(text.empty() ? "" : ",").append(text::tag(language));
  return text;
}

// Every language first once, with the others behind it and alone.
std::vector<std::vector<text::Language>> language_choices() {
  std::vector<std::vector<text::Language>> choices;
  for (const auto first : text::kLanguages) {
    std::vector<text::Language> all{first};
    for (const auto other : text::kLanguages) {
      if (other != first) all.push_back(other);
    }
    choices.push_back(std::move(all));
  }
  for (const auto only : text::kLanguages) choices.push_back({only});
  return choices;
}

std::string language_words(const Visit& visit, const std::vector<text::Language>& languages) {
  const auto first = language_name(visit, languages.front());
  if (languages.size() == 1) return visit.tr("{language} only", {{"language", first}});
  std::string rest;
  for (std::size_t i = 1; i < languages.size(); ++i) {
    rest.append(rest.empty() ? "" : ", ").append(language_name(visit, languages[i]));
  }
  return visit.tr("{language} first, then {others}", {{"language", first}, {"others", rest}});
}

html::FormState state_of(const Visit& visit) {
  const auto& identity = *visit.identity;
  html::FormState state;
  state.set("name", identity.name);
  set_local(state, visit, "tagline", identity.tagline);
  set_local(state, visit, "description", identity.description);
  state.set("languages", languages_text(identity.languages));
  return state;
}

void write_words(html::Form& form, const Visit& visit) {
  const auto name = visit.tr("The community’s name");
  form.text_field({.name = "name", .label = name, .autocomplete = "off"});
  for (const auto language : form_languages(visit)) {
    const auto tagline = field_in("tagline", language), description = field_in("description", language);
    const auto tagline_label = label_in(visit, visit.tr("The line on its front page"), language),
               description_label = label_in(visit, visit.tr("What the community is for"), language);
    const auto hint = language == form_languages(visit).front()
                          ? visit.tr("Stands below that line, and where search engines and cards show it.")
                          : "";
    form.text_field({.name = tagline, .label = tagline_label, .autocomplete = "off", .need = html::Need::optional});
    form.text_area(
        {.name = description, .label = description_label, .hint = hint, .rows = 3, .need = html::Need::optional});
  }
}

void write_languages(html::Form& form, const Visit& visit) {
  const auto label = visit.tr("The languages of its pages"),
             hint = visit.tr("Members choose among them; who asks for none of them reads the first.");
  std::vector<std::string> values, words;
  for (const auto& languages : language_choices()) {
    values.push_back(languages_text(languages));
    words.push_back(language_words(visit, languages));
  }
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < values.size(); ++i) choices.push_back({values[i], words[i], ""});
  form.radio_group({.name = "languages", .label = label, .hint = hint, .choices = choices});
}

http::Response render(const Visit& visit, const html::FormState& state, int status) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::community);
  out.open("section", {{"class", "narrow"}});
  html::Form form(out, state, say_in(visit), "community");
  form.summary(visit.tr(kCheckThis)).open("/manage/community", visit.form_token);
  write_words(form, visit);
  write_languages(form, visit);
  form.submit(visit.tr("Save")).close();
  out.close();
  return manage_page(visit, out, status);
}

}  // namespace

http::Response show_managed_community(Visit& visit) { return render(visit, state_of(visit), 200); }

http::Response update_community(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto& present = *visit.identity;
  auto wanted = present;
  auto name = text::check_text(state.value("name"), {.min = 1, .max = kMaxName});
  if (name.problem) state.refuse("name", *name.problem);
  wanted.name = std::move(name.value);
  wanted.tagline = read_local(visit, state, "tagline", {.max = kMaxTagline}, html::Need::optional, present.tagline);
  wanted.description = read_local(visit, state, "description", {.max = kMaxDescription, .lines = text::Lines::many},
                                  html::Need::optional, present.description);
  const auto choices = language_choices();
  const auto chosen = std::ranges::find(choices, state.value("languages"), languages_text);
  if (chosen == choices.end()) {
    state.refuse("languages", {"Choose the languages."});
  } else {
    wanted.languages = *chosen;
  }
  if (state.is_refused()) return render(visit, state, 422);
  const bool changed = visit.community.store().write([&](store::Transaction& transaction) {
    return change_identity(transaction, visit.community.timeline(), present, wanted, visit.member().member, now(),
                           visit.source);
  });
  if (!changed) return http::see_other("/manage/community");
  visit.community.reload_identity();
  visit.community.page_cache().clear();  // a page may have been kept since the commit, with the old words
  return see_other_with_notice(visit, "/manage/community", text::msgid("Saved. The pages say it from now on."));
}

}  // namespace parvis::community
