// Which fields profiles have: made, put in order, changed and removed by those who manage the community.
#include "community/manage/local_fields.h"
#include "community/manage/manage_views.h"
#include "community/page/form_words.h"
#include "community/profiles/profile_pages.h"

namespace parvis::community {
namespace {

std::string field_path(ProfileFieldId field) { return "/manage/profile-fields/" + id_text(field); }

std::string kind_words(const Visit& visit, ProfileFieldKind kind) {
  switch (kind) {
    case ProfileFieldKind::text: return visit.tr("Text");
    case ProfileFieldKind::choice: return visit.tr("One of several");
    case ProfileFieldKind::date: return visit.tr("Date");
    case ProfileFieldKind::place: return visit.tr("Place");
    case ProfileFieldKind::link: return visit.tr("Link");
  }
  return {};
}

void write_words(html::Form& form, const Visit& visit) {
  for (const auto language : form_languages(visit)) {
    const bool first = language == form_languages(visit).front();
    const auto name = field_in("name", language), hint = field_in("hint", language);
    const auto label = label_in(visit, visit.tr("What is asked"), language);
    const auto hint_label = label_in(visit, visit.tr("A word of explanation"), language);
    form.text_field({.name = name,
                     .label = label,
                     .autocomplete = "off",
                     .need = first ? html::Need::required : html::Need::optional});
    form.text_field({.name = hint, .label = hint_label, .autocomplete = "off", .need = html::Need::optional});
  }
}

void write_rest(html::Form& form, const Visit& visit) {
  const auto choices = visit.tr("The choices"), hint = visit.tr("One on each line, for a field of that kind."),
             joining = visit.tr("Asked of everybody who joins"),
             joining_hint = visit.tr("The answer is still seen by nobody until its member says otherwise.");
  form.text_area({.name = "choices", .label = choices, .hint = hint, .rows = 4, .need = html::Need::optional});
  form.checkbox({.name = "asked", .label = joining, .hint = joining_hint});
}

void write_kinds(html::Form& form, const Visit& visit) {
  constexpr std::array kAll{ProfileFieldKind::text, ProfileFieldKind::choice, ProfileFieldKind::date,
                            ProfileFieldKind::place, ProfileFieldKind::link};
  std::vector<std::string> words;
  for (const auto kind : kAll) words.push_back(kind_words(visit, kind));
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < kAll.size(); ++i) choices.push_back({field_kind_name(kAll[i]), words[i], ""});
  const auto label = visit.tr("Kind");
  form.select({.name = "kind", .label = label, .choices = choices});
}

FieldWords read_words(const Visit& visit, html::FormState& state, ProfileFieldKind kind,
                      const ProfileField& present = {}) {
  FieldWords words{.kind = kind};
  words.name = read_local(visit, state, "name", {.min = 1, .max = kMaxFieldName}, html::Need::required, present.name);
  words.hint = read_local(visit, state, "hint", {.max = kMaxFieldHint}, html::Need::optional, present.hint);
  words.asked = state.value("asked").empty() ? Asked::freely : Asked::when_joining;
  if (kind != ProfileFieldKind::choice) return words;
  std::string_view lines = state.value("choices");
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    auto choice = text::check_text(lines.substr(0, end), {.max = kMaxFieldName});
    if (choice.problem) state.refuse("choices", *choice.problem);
    if (!choice.value.empty()) words.choices.push_back(std::move(choice.value));
    lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
  }
  if (words.choices.size() < 2) state.refuse("choices", {"Write at least two choices, one on each line."});
  if (words.choices.size() > kMostChoices) state.refuse("choices", {"These are more choices than a list can show."});
  return words;
}

void write_gesture(html::Writer& out, const Visit& visit, ProfileFieldId field, std::string_view value,
                   std::string_view sign, const std::string& words, bool possible) {
  out.open("form", {{"method", "post"}, {"action", field_path(field) + "/position"}});
  write_form_token(out, visit);
  out.open("button", {{"class", "plain"}, {"name", "value"}, {"value", value}, {"disabled", !possible}});
  out.element("span", {{"aria-hidden", "true"}}, sign).element("span", {{"class", "unseen"}}, words);
  out.close().close();
}

void write_field(html::Writer& out, const Visit& visit, const ProfileField& field, bool first, bool last) {
  const auto& name = field.name.in(visit.language);
  out.open("li", {{"class", "row kept-space"}}).open("div").open("p", {{"class", "name"}}).text(name).text(" ");
  if (field.asked == Asked::when_joining) write_badge(out, visit.tr("asked when joining"), "brand");
  out.close().element("p", {{"class", "quiet small"}}, kind_words(visit, field.kind)).close();
  out.open("div", {{"class", "row gestures"}});
  write_gesture(out, visit, field.id, "up", "↑", visit.tr("Move {space} up", {{"space", name}}), !first);
  write_gesture(out, visit, field.id, "down", "↓", visit.tr("Move {space} down", {{"space", name}}), !last);
  out.open("a", {{"class", "button"}, {"href", field_path(field.id)}}).text(visit.tr("Change"));
  out.element("span", {{"class", "unseen"}}, " " + name).close();
  out.close().close();
}

http::Response render(const Visit& visit, const html::FormState& state, int status = 200) {
  const auto fields = visit.community.store().read([](store::Reader& reader) { return profile_fields(reader); });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::fields);
  out.open("section").element("h2", visit.tr("What profiles say"));
  if (fields.empty()) {
    out.element(
        "p", {{"class", "quiet"}},
        visit.tr("Nothing yet beyond a name, a few words, a place and a site. Ask only what serves your members: "
                 "each decides who sees the answer."));
  } else {
    out.open("ul", {{"class", "list"}});
    for (std::size_t i = 0; i < fields.size(); ++i) {
      write_field(out, visit, fields[i], i == 0, i + 1 == fields.size());
    }
    out.close();
  }
  out.close();
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Ask for something more"));
  html::Form form(out, state, say_in(visit), "field");
  form.summary(visit.tr(kCheckThis)).open("/manage/profile-fields", visit.form_token);
  write_words(form, visit);
  write_kinds(form, visit);
  write_rest(form, visit);
  form.submit(visit.tr("Add this field")).close();
  out.close();
  return manage_page(visit, out, status);
}

ProfileField field_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("field"));
  const auto fields = visit.community.store().read([](store::Reader& reader) { return profile_fields(reader); });
  const auto found = std::ranges::find(fields, ProfileFieldId{id.value_or(0)}, &ProfileField::id);
  if (!id || found == fields.end()) throw NotFound();
  return *found;
}

http::Response render_field(const Visit& visit, const ProfileField& field, const html::FormState& state, int status) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::fields);
  out.open("section", {{"class", "narrow"}}).element("h2", field.name.in(visit.language));
  html::Form form(out, state, say_in(visit), "field");
  form.summary(visit.tr(kCheckThis)).open(field_path(field.id), visit.form_token);
  write_words(form, visit);
  write_rest(form, visit);
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Save"));
  out.element("a", {{"class", "button bare"}, {"href", "/manage/profile-fields"}}, visit.tr("Cancel")).close();
  form.close();
  out.element("h2", visit.tr("Remove this field"));
  out.element("p", {{"class", "quiet"}}, visit.tr("What members answered is removed with it. This cannot be undone."));
  out.open("form", {{"method", "post"}, {"action", field_path(field.id) + "/removal"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button"}}, visit.tr("Remove it")).close().close();
  return manage_page_about(visit, out, field.name.in(visit.language), status);
}

template <class Change>
void change(const Visit& visit, Change&& rule) {
  const SpaceAct act{visit.community.timeline(), visit.member().member, now(), visit.source};
  visit.community.store().write([&](store::Transaction& transaction) { rule(transaction, act); });
}

http::Response back(const Visit& visit) {
  return see_other_with_notice(visit, "/manage/profile-fields", text::msgid("Saved. It holds from now on."));
}

}  // namespace

http::Response show_profile_fields(Visit& visit) { return render(visit, {}); }

http::Response create_field(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto kind = parse_field_kind(state.value("kind"));
  if (!kind) state.refuse("kind", {"Choose a kind."});
  const auto words = read_words(visit, state, kind.value_or(ProfileFieldKind::text));
  if (state.is_refused()) return render(visit, state, 422);
  try {
    change(visit,
           [&](store::Transaction& transaction, const SpaceAct& act) { make_profile_field(transaction, act, words); });
  } catch (const Conflict& conflict) {
    state.refuse(conflict.sentence());
    return render(visit, state, conflict.status());
  }
  return back(visit);
}

http::Response show_profile_field(Visit& visit) {
  const auto field = field_asked(visit);
  html::FormState state;
  set_local(state, visit, "name", field.name);
  set_local(state, visit, "hint", field.hint);
  std::string choices;
  for (const auto& choice : field.choices) choices += choice + "\n";
  state.set("choices", choices);
  if (field.asked == Asked::when_joining) state.set("asked", "1");
  return render_field(visit, field, state, 200);
}

http::Response update_field(Visit& visit) {
  const auto field = field_asked(visit);
  html::FormState state(visit.request.form.pairs());
  const auto words = read_words(visit, state, field.kind, field);
  if (state.is_refused()) return render_field(visit, field, state, 422);
  change(visit, [&](store::Transaction& transaction, const SpaceAct& act) {
    change_profile_field(transaction, act, field.id, words);
  });
  return back(visit);
}

http::Response change_field_place(Visit& visit) {
  const auto field = field_asked(visit);
  const auto value = visit.request.form.get("value");
  if (value != "up" && value != "down") {
    throw BadRequest({"We could not make sense of this form."}, "neither up nor down");
  }
  change(visit, [&](store::Transaction& transaction, const SpaceAct& act) {
    move_profile_field(transaction, act, field.id, value == "up" ? Step::up : Step::down);
  });
  return http::see_other("/manage/profile-fields");
}

http::Response end_field(Visit& visit) {
  const auto field = field_asked(visit);
  change(visit, [&](store::Transaction& transaction, const SpaceAct& act) {
    remove_profile_field(transaction, act, field.id);
  });
  return back(visit);
}

}  // namespace parvis::community
