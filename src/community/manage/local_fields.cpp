#include "community/manage/local_fields.h"

#include <algorithm>

namespace parvis::community {

std::vector<text::Language> form_languages(const Visit& visit) {
  auto languages = visit.identity->languages;
  std::ranges::stable_partition(languages, [&](text::Language each) { return each == visit.language; });
  return languages;
}

std::string field_in(std::string_view field, text::Language language) {
  return std::string(field) + "_" + std::string(text::tag(language));
}

std::string language_name(const Visit& visit, text::Language language) {
  switch (language) {
    case text::Language::en: return visit.tr("English");
    case text::Language::fr: return visit.tr("French");
  }
  return {};
}

std::string label_in(const Visit& visit, const std::string& label, text::Language language) {
  if (language == form_languages(visit).front()) return label;
  return visit.tr("{label}, in {language}", {{"label", label}, {"language", language_name(visit, language)}});
}

void set_local(html::FormState& state, const Visit& visit, std::string_view field, const LocalText& text) {
  for (const auto language : form_languages(visit)) {
    state.set(field_in(field, language), std::string(text.only_in(language)));
  }
}

LocalText read_local(const Visit& visit, html::FormState& state, std::string_view field, const text::TextRule& rule,
                     html::Need need, const LocalText& present) {
  const auto languages = form_languages(visit);
  LocalText texts;
  for (const auto language : text::kLanguages) {
    const auto kept = present.only_in(language);
    if (std::ranges::find(languages, language) == languages.end() && !kept.empty()) {
      texts.set(language, std::string(kept));
    }
  }
  for (const auto language : languages) {
    const auto name = field_in(field, language);
    const auto typed = visit.request.form.get(name);
    const bool needed = need == html::Need::required && language == languages.front();
    if (typed.empty() && !needed) continue;
    auto checked = text::check_text(typed, {.min = needed ? 1u : 0u, .max = rule.max, .lines = rule.lines});
    if (checked.problem) {
      state.refuse(name, *checked.problem);
    } else if (!checked.value.empty()) {
      texts.set(language, std::move(checked.value));
    }
  }
  return texts;
}

}  // namespace parvis::community
