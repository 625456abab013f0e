#include "cockpit/plans/plan_views.h"

#include <algorithm>

#include "cockpit/condition_form.h"
#include "cockpit/condition_words.h"
#include "community/accounts/views.h"
#include "community/members/member.h"
#include "community/segments/condition_parser.h"
#include "core/errors.h"
#include "core/text/dates.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr char kAsText[] = "text";

// Of a condition that says one segment: "in:slug", "out:slug"; else that it stands as a text.
std::string choice_of(const std::string& text) {
  if (text.empty()) return "";
  const auto condition = simplified(read_condition(text).condition);
  if (condition.kind == Condition::Kind::segment) return "in:" + condition.word;
  const bool is_out = condition.kind == Condition::Kind::none && condition.parts.size() == 1 &&
                      condition.parts.front().kind == Condition::Kind::segment;
  return is_out ? "out:" + condition.parts.front().word : kAsText;
}

std::string name_of(const std::vector<Segment>& segments, std::string_view slug) {
  const auto found = std::ranges::find(segments, slug, &Segment::slug);
  return found == segments.end() ? std::string(slug) : found->name;
}

}  // namespace

std::string plan_path(const Plan& plan) { return std::string(kPlansPath) + "/" + plan.slug; }

std::string member_plans_path(std::string_view handle) {
  return std::string(kPlansPath) + "/members/" + std::string(handle);
}

Plan plan_asked(const Visit& visit, store::Reader& reader) {
  auto plan = find_plan(reader, visit.request.parameter("plan"));
  if (!plan) throw NotFound({"There is no plan at this address."});
  return std::move(*plan);
}

MemberId member_named(store::Reader& reader, std::string_view handle) {
  const auto member = find_member(reader, handle);
  if (!member || member->status == MemberStatus::former) {
    throw NotFound({"There is no member with that name here."});
  }
  return member->id;
}

std::string step_kind_words(const Visit& visit, StepKind kind) {
  switch (kind) {
    case StepKind::message: return visit.tr("Personal message");
    case StepKind::comment: return visit.tr("Invitation to comment");
    case StepKind::chat: return visit.tr("Private chat");
    case StepKind::meeting: return visit.tr("Meeting");
    case StepKind::portrait: return visit.tr("Portrait");
    case StepKind::staff: return visit.tr("Invitation to the staff of an event");
    case StepKind::other: return visit.tr("Something else");
  }
  return "";
}

std::string delay_words(const Visit& visit, std::int64_t days, std::int64_t place) {
  if (place == 1) {
    if (days == 0) return visit.tr("at once");
    return visit.trn("{n} day after the beginning", "{n} days after the beginning", days);
  }
  if (days == 0) return visit.tr("right after");
  return visit.trn("{n} day later", "{n} days later", days);
}

std::string day_words(const Visit& visit, Instant at) {
  return text::short_day(at, now(), visit.language, text::TimeZone::of(visit.time_zone));
}

std::string ending_words(const Visit& visit, PlanEnding ending) {
  switch (ending) {
    case PlanEnding::under_way: return visit.tr("under way");
    case PlanEnding::done: return visit.tr("went through to the end");
    case PlanEnding::stopped: return visit.tr("stopped");
    case PlanEnding::met: return visit.tr("ended: what the plan waits for came true");
    case PlanEnding::gone: return visit.tr("ended: no longer an active member");
  }
  return "";
}

std::string moment_words(const Visit& visit, const PlanMoment& moment) {
  using What = PlanMoment::What;
  const auto until =
      moment.until ? text::date_and_time(*moment.until, now(), visit.language, text::TimeZone::of(visit.time_zone))
                   : std::string();
  switch (moment.what) {
    case What::begun: return visit.tr("began");
    case What::task: return visit.tr("became a task: {step}", {{"step", moment.note}});
    case What::letter: return visit.tr("went as a letter: {step}", {{"step", moment.note}});
    case What::skipped: return visit.tr("passed over, its condition did not hold: {step}", {{"step", moment.note}});
    case What::no_consent:
      return visit.tr("no letter, since they did not agree to one: {step}", {{"step", moment.note}});
    case What::capped:
      return visit.tr("letter held back until {when}, they had as many as we send: {step}",
                      {{"when", until}, {"step", moment.note}});
    case What::quiet:
      return visit.tr("letter waits until {when}, after their quiet hours: {step}",
                      {{"when", until}, {"step", moment.note}});
    case What::done: return visit.tr("went through to the end");
    case What::stopped: return visit.tr("stopped");
    case What::met: return visit.tr("ended: what the plan waits for came true");
    case What::gone: return visit.tr("ended: no longer an active member");
  }
  return "";
}

std::string condition_sentence(const Visit& visit, const std::vector<Segment>& segments, const std::string& text) {
  const auto choice = choice_of(text);
  if (choice.empty()) return "";
  if (choice.starts_with("in:")) return visit.tr("in “{segment}”", {{"segment", name_of(segments, choice.substr(3))}});
  if (choice.starts_with("out:")) {
    return visit.tr("not in “{segment}”", {{"segment", name_of(segments, choice.substr(4))}});
  }
  const auto read = read_condition(text);
  if (!read.ok()) return text;
  ConditionChoices names;
  for (const auto& segment : segments) names.segments.push_back({segment.slug, segment.name});
  return say_condition(visit, read.condition, names);
}

void write_standing(html::Writer& out, const Visit& visit, const PlanStanding& standing) {
  if (standing.ended_at) {
    out.text(ending_words(visit, standing.ending)).text(", ");
    write_time(out, visit, *standing.ended_at);
    return;
  }
  if (standing.waits_for_task) {
    out.element("a", {{"class", "link"}, {"href", "/cockpit/today"}}, visit.tr("its task waits in Today"));
    return;
  }
  if (standing.place == 0) {
    out.text(visit.tr("no step is left"));
    return;
  }
  out.text(visit.tr("step {place} of {steps}, on {day}: {step}", {{"place", standing.place},
                                                                  {"steps", standing.steps},
                                                                  {"day", day_words(visit, standing.due_at)},
                                                                  {"step", standing.next_note}}));
  if (standing.held == Held::cap) out.text(" ").element("span", visit.tr("(held back: as many letters as we send)"));
  if (standing.held == Held::quiet) out.text(" ").element("span", visit.tr("(after their quiet hours)"));
  if (!standing.runs) out.text(" ").element("span", visit.tr("(the plan is switched off)"));
}

void write_steps(html::Writer& out, const Visit& visit, const Plan& plan, const std::vector<Segment>& segments) {
  out.open("ol", {{"class", "plan-steps"}});
  std::int64_t place = 0;
  for (const auto& step : plan.steps) {
    ++place;
    out.open("li").open("p", {{"class", "meta"}});
    out.element("span", {{"class", "quiet small"}}, delay_words(visit, step.after_days, place)).close();
    out.element("p", {{"class", "name"}}, step.note);
    out.open("p", {{"class", "quiet small dots"}});
    out.element("span", step_kind_words(visit, step.kind));
    out.element("span", step.way == StepWay::letter ? visit.tr("a letter where they agreed, a task otherwise")
                                                    : visit.tr("a task in Today"));
    if (const auto only = condition_sentence(visit, segments, step.condition); !only.empty()) {
      out.element("span", visit.tr("only when: {condition}", {{"condition", only}}));
    }
    out.close();
    if (!step.words.empty()) {
      out.open("details", {{"class", "small"}}).element("summary", visit.tr("Its words"));
      out.element("p", {{"class", "typed"}}, step.words).close();
    }
    out.close();
  }
  out.close();
}

void write_condition_field(html::Form& form, const Visit& visit, const ConditionField& field,
                           const std::vector<Segment>& segments) {
  std::vector<std::pair<std::string, std::string>> rows{{"", field.none}};
  for (const auto& one : segments) {
    rows.emplace_back("in:" + one.slug, visit.tr("in “{segment}”", {{"segment", one.name}}));
    rows.emplace_back("out:" + one.slug, visit.tr("not in “{segment}”", {{"segment", one.name}}));
  }
  rows.emplace_back(kAsText, visit.tr("as written below"));
  std::vector<html::Choice> choices;
  for (const auto& [value, words] : rows) choices.push_back({value, words});
  form.select({.name = field.name, .label = field.label, .hint = field.hint, .choices = choices});
  const auto text_name = field.name + "_text";
  const auto label = visit.tr("In words of your own (optional)");
  const auto hint = visit.tr("As segments are written: acts(\"replied\") >= 5 within 30 days and not role leader.");
  form.text_field(
      {.name = text_name, .label = label, .hint = hint, .autocomplete = "off", .need = html::Need::optional});
}

void set_condition_field(html::FormState& state, const std::string& name, const std::string& text) {
  const auto choice = choice_of(text);
  state.set(name, choice);
  if (choice == kAsText) state.set(name + "_text", text);
}

std::string read_condition_field(store::Reader& reader, html::FormState& state, const std::string& name,
                                 const std::vector<Segment>& segments) {
  const auto choice = std::string(state.value(name));
  const auto text = std::string(state.value(name + "_text"));
  if (choice.empty() && text.empty()) return "";
  const bool is_in = choice.starts_with("in:"), is_out = choice.starts_with("out:");
  // Neither is taken over the other: what somebody wrote would be lost without a word.
  if ((is_in || is_out) && !text.empty()) {
    state.refuse(name + "_text", {"Either one of the list, or words of your own: not both."});
    return "";
  }
  if (is_in || is_out) {
    const auto slug = choice.substr(is_in ? 3 : 4);
    if (std::ranges::find(segments, slug, &Segment::slug) == segments.end()) {
      state.refuse(name, {"Choose a segment from the list."});
      return "";
    }
    const Condition leaf{.kind = Condition::Kind::segment, .word = slug};
    return to_text(is_in ? leaf : Condition{.kind = Condition::Kind::none, .parts = {leaf}});
  }
  // What was typed counts, whatever the list above was left at.
  const auto read = read_condition(text);
  if (!read.ok()) {
    state.refuse(name + "_text", *read.problem);
  } else if (const auto wrong = wrong_in(reader, read.condition, "")) {
    state.refuse(name + "_text", *wrong);
  }
  return read.ok() ? to_text(simplified(read.condition)) : "";
}

void write_plan_choice(html::Writer& out, const Visit& visit, const std::string& id, const std::vector<Plan>& plans,
                       const html::FormState& state) {
  const auto* problem = state.message("plan");
  const auto wrong = [&](const char* words) { return problem ? std::optional<std::string>(words) : std::nullopt; };
  out.open("select", {{"id", id},
                      {"name", "plan"},
                      {"class", "word-field"},
                      {"aria-invalid", wrong("true")},
                      {"aria-describedby", wrong("plan-error")}});
  for (const auto& plan : plans) {
    out.element("option", {{"value", plan.slug}, {"selected", state.value("plan") == plan.slug}}, plan.name);
  }
  out.close();
  if (problem) {
    out.element("p", {{"class", "field-error"}, {"id", "plan-error"}}, text::tr(visit.language, *problem));
  }
}

std::optional<Plan> plan_typed(store::Reader& reader, html::FormState& state) {
  auto plan = find_plan(reader, state.value("plan"));
  if (!plan) state.refuse("plan", {"This plan is no longer there. Choose another one."});
  return plan;
}

}  // namespace parvis::cockpit
