// What the community asks its members to agree to: made, reworded and ended by managers.
#include "community/manage/local_fields.h"
#include "community/manage/manage_views.h"
#include "community/page/form_words.h"
#include "community/page/page.h"
#include "core/text/validate.h"
#include "privacy/privacy_pages.h"
#include "privacy/purpose_views.h"

namespace parvis::privacy {

using namespace community;

namespace {

std::string path_of(const ConsentPurpose& purpose) { return "/manage/purposes/" + purpose.slug; }

struct Words {
  LocalText name, body;
};
Words read_words(const Visit& visit, html::FormState& state, const ConsentPurpose& present = {}) {
  return {read_local(visit, state, "name", {.min = 1, .max = kMaxPurposeName}, html::Need::required, present.name),
          read_local(visit, state, "body", {.min = 1, .max = kMaxPurposeText, .lines = text::Lines::many},
                     html::Need::required, present.body)};
}

void write_fields(html::Form& form, const Visit& visit) {
  for (const auto language : form_languages(visit)) {
    const bool first = language == form_languages(visit).front();
    const auto need = first ? html::Need::required : html::Need::optional;
    const auto name = field_in("name", language), body = field_in("body", language);
    const auto name_label = label_in(visit, visit.tr("What it is called"), language);
    const auto body_label = label_in(visit, visit.tr("What one agrees to"), language);
    const auto name_hint = first ? visit.tr("“The letter of the month”, “Being asked to test”.") : "";
    const auto body_hint =
        first ? visit.tr("What is sent, by whom, how often: the very words that are kept as proof.") : "";
    form.text_field({.name = name, .label = name_label, .hint = name_hint, .autocomplete = "off", .need = need});
    form.text_area({.name = body, .label = body_label, .hint = body_hint, .rows = 3, .need = need});
  }
}

PurposeAct purpose_act(const Visit& visit) {
  return {visit.community.timeline(), visit.member().member, now(), visit.source};
}

ConsentPurpose asked_for(const Visit& visit) {
  const auto purpose = visit.community.store().read(
      [&](store::Reader& reader) { return find_purpose(reader, visit.request.parameter("purpose")); });
  if (!purpose) throw NotFound();
  return *purpose;
}

http::Response purpose_page(const Visit& visit, const ConsentPurpose& purpose, const html::FormState& state,
                            int status = 200) {
  const auto agreed =
      visit.community.store().read([&](store::Reader& reader) { return count_consents(reader, purpose); });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::privacy);
  out.open("section", {{"class", "narrow"}}).element("h2", purpose.name.in(visit.language));
  out.open("p", {{"class", "quiet dots"}});
  out.element("span", visit.tr("version {number}", {{"number", purpose.version}}));
  out.element("span", visit.trn("{n} member agrees", "{n} members agree", agreed)).close();
  html::Form form(out, state, say_in(visit), "purpose");
  form.summary(visit.tr(kCheckThis)).open(path_of(purpose), visit.form_token);
  write_fields(form, visit);
  form.checkbox({.name = "ask_again",
                 .label = visit.tr("Ask everybody again"),
                 .hint = visit.tr("When the meaning changes: who agreed before hears nothing until they agree anew.")});
  form.submit(visit.tr("Save")).close();
  out.close();
  if (!purpose.ended) {
    out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("End it"));
    out.element("p", {{"class", "quiet"}},
                visit.tr("Nothing is sent for it any more, and nobody is asked. What was said stays in the ledger."));
    out.open("form", {{"method", "post"}, {"action", path_of(purpose) + "/end"}});
    write_form_token(out, visit);
    out.element("button", {{"class", "button"}}, visit.tr("End this purpose")).close().close();
  }
  return manage_page_about(visit, out, purpose.name.in(visit.language), status);
}

}  // namespace

void write_purposes(html::Writer& out, const Visit& visit, const html::FormState& state) {
  const auto all = visit.community.store().read([](store::Reader& reader) {
    std::vector<std::pair<ConsentPurpose, std::int64_t>> counted;
    for (auto& purpose : purposes(reader, Purposes::in_force)) {
      const auto agreed = count_consents(reader, purpose);
      counted.emplace_back(std::move(purpose), agreed);
    }
    return counted;
  });
  out.open("section", {{"class", "narrow"}, {"id", "purposes"}})
      .element("h2", visit.tr("What members are asked to agree to"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("Nothing is sent for one of these to a member who did not agree, and each can stop it at any "
                       "time."));
  if (!all.empty()) out.open("ul", {{"class", "list"}});
  for (const auto& [purpose, agreed] : all) {
    out.open("li", {{"class", "row"}}).open("div");
    out.open("p", {{"class", "name"}}).element("a", {{"href", path_of(purpose)}}, purpose.name.in(visit.language));
    out.close().element("p", {{"class", "quiet small"}}, visit.trn("{n} member agrees", "{n} members agree", agreed));
    out.close().close();
  }
  if (!all.empty()) out.close();
  html::Form form(out, state, say_in(visit), "purpose");
  form.summary(visit.tr(kCheckThis)).open("/manage/purposes", visit.form_token);
  write_fields(form, visit);
  form.submit(visit.tr("Ask for this")).close();
  out.close();
}

http::Response create_purpose(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto words = read_words(visit, state);
  if (state.is_refused()) return privacy_page(visit, {.purpose = std::move(state), .grace = {}}, 422);
  const auto act = purpose_act(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { make_purpose(transaction, act, words.name, words.body); });
  return see_other_with_notice(visit, "/manage/privacy", text::msgid("Members find it under their consents."));
}

http::Response show_purpose(Visit& visit) {
  const auto purpose = asked_for(visit);
  html::FormState state;
  set_local(state, visit, "name", purpose.name);
  set_local(state, visit, "body", purpose.body);
  return purpose_page(visit, purpose, state);
}

http::Response update_purpose(Visit& visit) {
  const auto purpose = asked_for(visit);
  html::FormState state(visit.request.form.pairs());
  const auto words = read_words(visit, state, purpose);
  if (state.is_refused()) return purpose_page(visit, purpose, state, 422);
  const auto earlier = state.value("ask_again").empty() ? EarlierConsents::hold : EarlierConsents::ask_again;
  const auto act = purpose_act(visit);
  visit.community.store().write([&](store::Transaction& transaction) {
    reword_purpose(transaction, act, purpose, words.name, words.body, earlier);
  });
  return see_other_with_notice(visit, path_of(purpose), text::msgid("Your settings are saved."));
}

http::Response end_one_purpose(Visit& visit) {
  const auto purpose = asked_for(visit);
  const auto act = purpose_act(visit);
  visit.community.store().write([&](store::Transaction& transaction) { end_purpose(transaction, act, purpose); });
  return see_other_with_notice(visit, "/manage/privacy", text::msgid("It is ended. Nothing is sent for it any more."));
}

}  // namespace parvis::privacy
