// What a member answers to the community's fields, each with who sees it; and how answers are shown.
#include "community/accounts/account_views.h"
#include "community/moderation/silence.h"
#include "community/pace/pace.h"
#include "community/page/form_words.h"
#include "community/page/page.h"
#include "community/profiles/profile_pages.h"
#include "core/text/dates.h"

namespace parvis::community {
namespace {

std::string answer_name(const ProfileField& field) { return "answer_" + id_text(field.id); }
std::string seen_by_field(const ProfileField& field) { return "seen_by_" + id_text(field.id); }

std::string seen_by_words(const Visit& visit, SeenBy seen_by) {
  switch (seen_by) {
    case SeenBy::nobody: return visit.tr("Nobody");
    case SeenBy::staff: return visit.tr("Those who manage the community");
    case SeenBy::members: return visit.tr("Members");
    case SeenBy::everyone: return visit.tr("Everyone");
  }
  return {};
}

void write_answer_field(html::Form& form, const Visit& visit, const ProfileField& field) {
  const auto name = answer_name(field);
  const auto& label = field.name.in(visit.language);
  const auto& hint = field.hint.in(visit.language);
  const auto need = field.asked == Asked::when_joining ? html::Need::required : html::Need::optional;
  if (field.kind == ProfileFieldKind::choice) {
    const auto none = visit.tr("no answer");
    std::vector<html::Choice> choices{{"", none, ""}};
    for (const auto& choice : field.choices) choices.push_back({choice, choice, ""});
    form.select({.name = name, .label = label, .hint = hint, .choices = choices, .need = need});
    return;
  }
  const auto town = visit.tr("A town or a region, no address.");
  const auto shown_hint = field.kind == ProfileFieldKind::place && hint.empty() ? std::string_view(town) : hint;
  const auto kind = field.kind == ProfileFieldKind::date   ? html::TextKind::date
                    : field.kind == ProfileFieldKind::link ? html::TextKind::url
                                                           : html::TextKind::text;
  form.text_field(
      {.name = name, .label = label, .hint = shown_hint, .kind = kind, .autocomplete = "off", .need = need});
}

void write_seen_by(html::Form& form, const Visit& visit, const ProfileField& field) {
  std::vector<std::string> words;
  constexpr std::array kAll{SeenBy::nobody, SeenBy::staff, SeenBy::members, SeenBy::everyone};
  for (const auto seen_by : kAll) words.push_back(seen_by_words(visit, seen_by));
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < kAll.size(); ++i) choices.push_back({seen_by_name(kAll[i]), words[i], ""});
  const auto name = seen_by_field(field);
  const auto label = visit.tr("Seen by");
  form.select({.name = name, .label = label, .choices = choices});
}

http::Response render(const Visit& visit, const std::vector<ProfileField>& fields, const html::FormState& state,
                      int status) {
  html::Writer out;
  write_account_head(out, visit, AccountTab::fields);
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("More about you"));
  if (fields.empty()) {
    write_empty(out, visit.tr("This community asks nothing more."));
  } else {
    out.element("p", {{"class", "quiet"}}, visit.tr("You choose who sees each answer; nobody does until you say so."));
    html::Form form(out, state, say_in(visit), "fields");
    form.summary(visit.tr(kCheckThis)).open("/account/fields", visit.form_token);
    for (const auto& field : fields) {
      out.open("div", {{"class", "answer"}});
      write_answer_field(form, visit, field);
      write_seen_by(form, visit, field);
      out.close();
    }
    form.submit(visit.tr("Save")).close();
  }
  out.close();
  return account_page(visit, out, status);
}

std::vector<ProfileField> fields_of(const Visit& visit) {
  return visit.community.store().read([](store::Reader& reader) { return profile_fields(reader); });
}

std::vector<Answer> read_answers(html::FormState& state, const std::vector<ProfileField>& fields) {
  std::vector<Answer> answers;
  for (const auto& field : fields) {
    const auto name = answer_name(field);
    auto checked = check_answer(field, state.value(name));
    if (checked.problem) {
      state.refuse(name, *checked.problem);
    } else if (checked.value.empty() && field.asked == Asked::when_joining) {
      state.refuse(name, {"The community asks everybody for this."});
    }
    const auto seen_by = parse_seen_by(state.value(seen_by_field(field)));
    if (!seen_by) state.refuse(seen_by_field(field), {"Choose who sees this."});
    if (!checked.value.empty())
      answers.push_back({field.id, std::move(checked.value), seen_by.value_or(SeenBy::nobody)});
  }
  return answers;
}

void write_answer(html::Writer& out, const Visit& visit, const ShownAnswer& answer) {
  switch (answer.kind) {
    case ProfileFieldKind::link:
      out.element("a", {{"href", answer.answer}, {"rel", "nofollow ugc noopener me"}}, answer.answer);
      return;
    case ProfileFieldKind::date:
      if (const auto day = text::start_of_day(answer.answer, text::TimeZone())) {
        out.text(text::day(*day, visit.language, text::TimeZone()));
        return;
      }
      break;
    case ProfileFieldKind::text:
    case ProfileFieldKind::choice:
    case ProfileFieldKind::place: break;
  }
  out.text(answer.answer);
}

}  // namespace

http::Response show_own_fields(Visit& visit) {
  const auto member = visit.member().member;
  const auto fields = fields_of(visit);
  const auto answers = visit.community.store().read([&](store::Reader& reader) { return own_answers(reader, member); });
  html::FormState state;
  for (const auto& field : fields) {
    const auto answer = std::ranges::find(answers, field.id, &Answer::field);
    const bool is_there = answer != answers.end();
    if (is_there) state.set(answer_name(field), answer->answer);
    state.set(seen_by_field(field), std::string(seen_by_name(is_there ? answer->seen_by : SeenBy::nobody)));
  }
  return render(visit, fields, state, 200);
}

http::Response update_own_fields(Visit& visit) {
  require_unsilenced(visit.member());
  const auto fields = fields_of(visit);
  html::FormState state(visit.request.form.pairs());
  const auto answers = read_answers(state, fields);
  if (state.is_refused()) return render(visit, fields, state, 422);
  if (const int wait = take(visit, Pace::settings); wait > 0) {
    state.refuse(too_fast(Pace::settings));
    return with_retry_after(render(visit, fields, state, 429), wait);
  }
  const SpaceAct act{visit.community.timeline(), visit.viewer.member, now(), visit.source};
  visit.community.store().write([&](store::Transaction& transaction) { save_answers(transaction, act, answers); });
  return see_other_with_notice(visit, "/account/fields", text::msgid("Your profile is saved."));
}

void write_answers(html::Writer& out, const Visit& visit, const std::vector<ShownAnswer>& answers, MemberId whose) {
  if (answers.empty()) return;
  const bool own = visit.viewer.signed_in() && visit.viewer.member == whose;
  out.open("dl", {{"class", "answers"}});
  for (const auto& answer : answers) {
    out.open("div").element("dt", answer.name.in(visit.language)).open("dd");
    write_answer(out, visit, answer);
    if (own) {
      out.text(" ").element("span", {{"class", "quiet tiny"}},
                            visit.tr("seen by: {whom}", {{"whom", seen_by_words(visit, answer.seen_by)}}));
    }
    out.close().close();
  }
  out.close();
}

}  // namespace parvis::community
