// How one arrives: the door, the questions put to those who ask, who may invite, who must have a second factor.
#include <array>
#include <charconv>

#include "arriving/arriving_pages.h"
#include "community/accounts/views.h"
#include "community/accounts/ways_views.h"
#include "community/arriving/arriving_rules.h"
#include "community/arriving/first_steps.h"
#include "community/arriving/join_request.h"
#include "community/manage/local_fields.h"
#include "community/manage/manage_views.h"
#include "community/members/commands.h"
#include "community/members/member.h"
#include "core/text/unicode.h"

namespace parvis::arriving {
namespace {

using namespace community;

std::string field_of(std::size_t index) { return "question_" + std::to_string(index + 1); }
std::string optional_field_of(std::size_t index) { return field_of(index) + "_optional"; }

// The handle of who welcomes, and the thread of introductions, as they are typed.
void set_welcome(html::FormState& state, const Visit& visit, const ArrivingRules& rules) {
  const auto by =
      visit.community.store().read([&](store::Reader& reader) { return find_member(reader, rules.welcome_by); });
  state.set("welcome_by", by ? by->handle : "");
  set_local(state, visit, "welcome", rules.welcome_words);
  state.set("introductions", rules.introductions ? visit.origin + "/threads/" + id_text(rules.introductions) : "");
}

html::FormState state_of(const Visit& visit, const ArrivingRules& rules) {
  html::FormState state;
  set_welcome(state, visit, rules);
  state.set("door", std::string(entry_name(rules.door)));
  for (std::size_t i = 0; i < rules.questions.size(); ++i) {
    set_local(state, visit, field_of(i), rules.questions[i].text);
    if (!rules.questions[i].required) state.set(optional_field_of(i), "1");
  }
  state.set("member_seats", std::to_string(rules.member_seats));
  state.set("second_factor_from", std::string(role_name(rules.second_factor_from)));
  return state;
}

void write_door(html::Form& form, const Visit& visit) {
  const auto label = visit.tr("Who may join");
  const auto open = visit.tr("Everybody"), open_hint = visit.tr("Whoever confirms an e-mail address is in.");
  const auto approval = visit.tr("Whoever is let in"),
             approval_hint = visit.tr("A manager reads each request and its answers, then decides.");
  const auto invited = visit.tr("The invited"),
             invited_hint = visit.tr("Nobody comes in without an invitation of a manager or a member.");
  const std::array choices{html::Choice{entry_name(Entry::open), open, open_hint},
                           html::Choice{entry_name(Entry::approval), approval, approval_hint},
                           html::Choice{entry_name(Entry::invitation), invited, invited_hint}};
  form.radio_group({.name = "door", .label = label, .choices = choices});
}

// The questions there are, and an empty place for the next.
void write_questions(html::Writer& out, html::Form& form, const Visit& visit, std::size_t count) {
  out.open("fieldset", {{"class", "group"}}).element("legend", visit.tr("Questions to those who ask to be let in"));
  out.element("p", {{"class", "field-hint"}},
              visit.tr("Five at most; one or two are enough. Empty a question to take it away."));
  for (std::size_t i = 0; i < std::min(count + 1, kMaxQuestions); ++i) {
    for (const auto language : form_languages(visit)) {
      const auto field = field_in(field_of(i), language);
      const auto label = label_in(visit, visit.tr("Question {number}", {{"number", std::to_string(i + 1)}}), language);
      form.text_field({.name = field, .label = label, .autocomplete = "off", .need = html::Need::optional});
    }
    const auto field = optional_field_of(i), label = visit.tr("It may be left without an answer");
    form.checkbox({.name = field, .label = label});
  }
  out.close();
}

void write_welcome(html::Writer& out, html::Form& form, const Visit& visit) {
  out.open("fieldset", {{"class", "group"}}).element("legend", visit.tr("Welcome"));
  const auto by = visit.tr("Who welcomes"), by_hint = visit.tr("A handle. Newcomers see who writes to them.");
  form.text_field(
      {.name = "welcome_by", .label = by, .hint = by_hint, .autocomplete = "off", .need = html::Need::optional});
  for (const auto language : form_languages(visit)) {
    const auto field = field_in("welcome", language);
    const auto label = label_in(visit, visit.tr("Words of welcome"), language);
    const auto hint = language == form_languages(visit).front()
                          ? visit.tr("By e-mail and on their first front page. {fields} are filled in.",
                                     {{"fields", "{name}, {handle}, {community}"}})
                          : "";
    form.text_area({.name = field, .label = label, .hint = hint, .rows = 5, .need = html::Need::optional});
  }
  const auto thread = visit.tr("Where newcomers introduce themselves"),
             thread_hint = visit.tr("The address of a thread. Their first step leads there.");
  form.text_field({.name = "introductions",
                   .label = thread,
                   .hint = thread_hint,
                   .autocomplete = "off",
                   .need = html::Need::optional});
  out.close();
}

void write_second_factor(html::Form& form, const Visit& visit) {
  const auto label = visit.tr("Who must sign in with a second factor"),
             hint = visit.tr("A code from an app on their telephone. They are led to set it up before anything else.");
  const auto nobody = visit.tr("Nobody must; everybody may"), managers = visit.tr("Managers"),
             leaders = visit.tr("Leaders and managers"), everybody = visit.tr("Everybody");
  const std::array choices{html::Choice{"visitor", nobody}, html::Choice{"manager", managers},
                           html::Choice{"leader", leaders}, html::Choice{"member", everybody}};
  form.select({.name = "second_factor_from", .label = label, .hint = hint, .choices = choices});
}

http::Response render(const Visit& visit, const html::FormState& state, const ArrivingRules& present, int status) {
  const auto waiting = visit.community.store().read([](store::Reader& reader) { return count_requests(reader); });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::arriving);
  out.open("section", {{"class", "narrow"}}).open("p", {{"class", "row"}});
  out.open("a", {{"class", waiting > 0 ? "button main" : "button"}, {"href", "/manage/requests"}});
  out.text(visit.tr("Requests to join"));
  if (waiting > 0) out.text(" ").open("span", {{"class", "num"}}).text("(").number(waiting).text(")").close();
  out.close();
  out.element("a", {{"class", "button"}, {"href", "/invitations?of=all"}}, visit.tr("Invitations"));
  out.element("a", {{"class", "button"}, {"href", "/manage/members/import"}}, visit.tr("Bring in a file of members"));
  if (has_ways_in() && visit.viewer.role >= Role::administrator) {
    out.element("a", {{"class", "button"}, {"href", "/manage/issuers"}}, visit.tr("Accounts held elsewhere"));
  }
  out.close();
  html::Form form(out, state, say_in(visit), "arriving");
  form.summary(visit.tr(kCheckThis)).open("/manage/arriving", visit.form_token);
  write_door(form, visit);
  write_questions(out, form, visit, present.questions.size());
  const auto seats = visit.tr("How many people each member may invite"),
             seats_hint = visit.tr("0: only managers invite. Whoever is invited needs no approval.");
  form.text_field({.name = "member_seats",
                   .label = seats,
                   .hint = seats_hint,
                   .kind = html::TextKind::number,
                   .autocomplete = "off"});
  write_second_factor(form, visit);
  write_welcome(out, form, visit);
  form.submit(visit.tr("Save")).close();
  out.close();
  return manage_page(visit, out, status);
}

ArrivingRules present_rules(const Visit& visit) {
  return visit.community.store().read([](store::Reader& reader) { return read_arriving(reader); });
}

std::vector<JoinQuestion> read_questions(const Visit& visit, html::FormState& state, const ArrivingRules& present) {
  std::vector<JoinQuestion> questions;
  for (std::size_t i = 0; i < kMaxQuestions; ++i) {
    const auto kept = i < present.questions.size() ? present.questions[i].text : LocalText();
    auto text = read_local(visit, state, field_of(i), {.max = kMaxQuestion}, html::Need::optional, kept);
    const bool asked =
        std::ranges::any_of(form_languages(visit), [&](text::Language one) { return !text.only_in(one).empty(); });
    if (asked) questions.push_back({std::move(text), state.value(optional_field_of(i)).empty()});
  }
  return questions;
}

// "https://square.example/threads/ID/slug/3", "/threads/ID" or the identifier alone.
std::optional<ThreadId> thread_in(std::string_view typed) {
  constexpr std::string_view kThreads = "/threads/";
  if (const auto at = typed.find(kThreads); at != std::string_view::npos) typed.remove_prefix(at + kThreads.size());
  const auto id = parse_id(typed.substr(0, typed.find_first_of("/?#")));
  return id ? std::optional(ThreadId{*id}) : std::nullopt;
}

void read_welcome(const Visit& visit, html::FormState& state, const ArrivingRules& present, ArrivingRules& rules) {
  rules.welcome_words = read_local(visit, state, "welcome", {.max = kMaxWelcome, .lines = text::Lines::many},
                                   html::Need::optional, present.welcome_words);
  auto handle = std::string(text::trim(state.value("welcome_by")));
  if (handle.starts_with('@')) handle.erase(0, 1);
  const auto typed = text::trim(state.value("introductions"));
  const auto thread = thread_in(typed);
  visit.community.store().read([&](store::Reader& reader) {
    const auto by = member_named(reader, handle);
    if (!handle.empty() && !by) state.refuse("welcome_by", {"There is no member with that name here."});
    rules.welcome_by = by.value_or(MemberId{});
    rules.introductions = thread.value_or(ThreadId{});
    const bool found = thread && introductions(reader, rules, visit.viewer, *visit.spaces);
    if (!typed.empty() && !found) state.refuse("introductions", {"There is no thread at this address."});
    if (!found) rules.introductions = {};
  });
}

ArrivingRules read_form(const Visit& visit, html::FormState& state, const ArrivingRules& present) {
  auto rules = present;
  const auto door = parse_entry(state.value("door"));
  if (!door) state.refuse("door", {"Choose who may join."});
  rules.door = door.value_or(present.door);
  rules.questions = read_questions(visit, state, present);
  read_welcome(visit, state, present, rules);
  const auto typed = state.value("member_seats");
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), rules.member_seats);
  if (error != std::errc() || end != typed.data() + typed.size() || rules.member_seats < 0 ||
      rules.member_seats > kMostMemberSeats) {
    state.refuse("member_seats", {"Write a number from 0 to {most}.", {{"most", std::to_string(kMostMemberSeats)}}});
  }
  const auto from = state.value("second_factor_from");
  const auto role = from == "visitor" ? std::optional(Role::visitor) : parse_role(from);
  if (!role) state.refuse("second_factor_from", {"Choose one of the roles."});
  rules.second_factor_from = role.value_or(present.second_factor_from);
  return rules;
}

}  // namespace

http::Response show_rules(Visit& visit) {
  const auto rules = present_rules(visit);
  return render(visit, state_of(visit, rules), rules, 200);
}

http::Response update_rules(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto present = present_rules(visit);
  const auto rules = read_form(visit, state, present);
  if (state.is_refused()) return render(visit, state, present, 422);
  visit.community.store().write([&](store::Transaction& transaction) {
    save_arriving(transaction, visit.community.timeline(), visit.member().member, rules, visit.source);
  });
  return see_other_with_notice(visit, "/manage/arriving", text::msgid("Saved. It holds from now on."));
}

}  // namespace parvis::arriving
