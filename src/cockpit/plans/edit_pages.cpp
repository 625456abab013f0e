// A plan is written: its words, who begins it, what ends it, and its steps in their order.
#include <charconv>

#include "cockpit/cockpit_frame.h"
#include "cockpit/plans/plan_pages.h"
#include "cockpit/plans/plan_views.h"
#include "cockpit/removal_page.h"
#include "community/page/form_words.h"
#include "core/text/validate.h"

namespace parvis::cockpit {

using namespace community;

namespace {

struct Edited {
  std::optional<Plan> plan;
  std::vector<Segment> segments;
  std::vector<ConsentPurpose> purposes;
  std::string of;  // which form was sent: "plan", "new", or a step's identifier
  html::FormState state;
  int status = 200;
};

Edited read_edited(const Visit& visit, bool is_new) {
  return visit.community.store().read([&](store::Reader& reader) {
    Edited edited;
    if (!is_new) edited.plan = plan_asked(visit, reader);
    edited.segments = segments(reader);
    edited.purposes = purposes(reader, Purposes::in_force);
    return edited;
  });
}

ConditionField ending_field(const Visit& visit) {
  return {.name = "ends",
          .label = visit.tr("It ends before its last step for whoever is"),
          .hint = visit.tr("What the plan is for: they came back, they answered. Looked at every quarter of an hour."),
          .none = visit.tr("nobody: only when it is done")};
}
ConditionField step_field(const Visit& visit) {
  return {.name = "only",
          .label = visit.tr("For whom"),
          .hint = visit.tr("Others go on to the next step at once."),
          .none = visit.tr("everybody who comes to it")};
}

void write_plan_fields(html::Writer& out, html::Form& form, const Visit& visit, const Edited& edited) {
  const auto name = visit.tr("Its name"), about = visit.tr("What it is for (optional)"),
             who = visit.tr("Who begins it"),
             who_hint = visit.tr("Once each, from the day it is switched on. You can always add somebody by hand."),
             letters = visit.tr("Its letters rest on the consent to"),
             letters_hint = visit.tr(
                 "A step that is a letter goes only to those who agreed to this; for others it is a "
                 "task.");
  form.text_field({.name = "name", .label = name, .autocomplete = "off"});
  form.text_field({.name = "description", .label = about, .autocomplete = "off", .need = html::Need::optional});
  const auto by_hand = visit.tr("only those put on it by hand"), no_letters = visit.tr("none: it writes no letters");
  std::vector<html::Choice> segments{{"", by_hand}}, purposes{{"", no_letters}};
  std::vector<std::string> words;
  for (const auto& one : edited.segments) {
    words.push_back(visit.tr("whoever comes into “{segment}”", {{"segment", one.name}}));
  }
  for (std::size_t i = 0; i < words.size(); ++i) segments.push_back({edited.segments[i].slug, words[i]});
  for (const auto& one : edited.purposes) purposes.push_back({one.slug, one.name.in(visit.language)});
  form.select({.name = "segment", .label = who, .hint = who_hint, .choices = segments});
  write_condition_field(form, visit, ending_field(visit), edited.segments);
  form.select({.name = "purpose", .label = letters, .hint = letters_hint, .choices = purposes});
  if (!edited.purposes.empty()) return;
  out.open("p", {{"class", "small"}}).text(visit.tr("Members have nothing to agree to yet.")).text(" ");
  out.element("a", {{"class", "link"}, {"href", "/manage/privacy"}}, visit.tr("Say what letters they may receive"));
  out.close();
}

void write_step_fields(html::Form& form, const Visit& visit, const Edited& edited) {
  const auto kind = visit.tr("What"), note = visit.tr("To be done"),
             note_hint = visit.tr("As the card in Today says it: “Ask how the first week went.”"),
             days = visit.tr("Days after the step before"),
             days_hint = visit.tr(
                 "0: at once. A task counts as done "
                 "when it is decided on."),
             way = visit.tr("By whom"), task = visit.tr("A person, with a task in Today"),
             letter = visit.tr("A letter, where they agreed to one; a task otherwise"), words = visit.tr("The words"),
             words_hint = visit.tr(
                 "The letter, or what one begins from when writing by hand. {name} stands for "
                 "their name.",
                 {{"name", "{name}"}});
  std::vector<std::string> labels;
  for (const auto one : kStepKinds) labels.push_back(step_kind_words(visit, one));
  std::vector<html::Choice> kinds;
  for (std::size_t i = 0; i < labels.size(); ++i) kinds.push_back({step_kind_word(kStepKinds[i]), labels[i]});
  form.select({.name = "kind", .label = kind, .choices = kinds});
  form.text_field({.name = "note", .label = note, .hint = note_hint, .autocomplete = "off"});
  form.text_field(
      {.name = "days", .label = days, .hint = days_hint, .kind = html::TextKind::number, .autocomplete = "off"});
  const html::Choice ways[] = {{"task", task}, {"letter", letter}};
  form.radio_group({.name = "way", .label = way, .choices = ways});
  form.text_area({.name = "words", .label = words, .hint = words_hint, .rows = 6, .need = html::Need::optional});
  write_condition_field(form, visit, step_field(visit), edited.segments);
}

html::FormState present(const Edited& edited, const Plan& plan) {
  html::FormState state;
  state.set("name", plan.name);
  state.set("description", plan.description);
  for (const auto& one : edited.segments) {
    if (plan.segment == one.id) state.set("segment", one.slug);
  }
  for (const auto& one : edited.purposes) {
    if (plan.purpose == one.id) state.set("purpose", one.slug);
  }
  set_condition_field(state, "ends", plan.ends_when);
  return state;
}

html::FormState present(const PlanStep& step) {
  html::FormState state;
  state.set("kind", std::string(step_kind_word(step.kind)));
  state.set("note", step.note);
  state.set("days", std::to_string(step.after_days));
  state.set("way", step.way == StepWay::letter ? "letter" : "task");
  state.set("words", step.words);
  set_condition_field(state, "only", step.condition);
  return state;
}

void write_step(html::Writer& out, const Visit& visit, const Edited& edited, const PlanStep& step) {
  const auto& plan = *edited.plan;
  const auto id = id_text(step.id);
  const auto path = plan_path(plan) + "/steps/" + id;
  const auto place = plan.place_of(step.id);
  const bool is_sent = edited.of == id;
  out.open("li", {{"id", "step-" + id}}).open("div", {{"class", "row"}}).open("div");
  out.element("p", {{"class", "quiet small"}}, delay_words(visit, step.after_days, place));
  out.element("p", {{"class", "name"}}, step.note);
  out.element("p", {{"class", "quiet small"}}, step_kind_words(visit, step.kind)).close();
  // Reordered without opening it.
  out.open("form", {{"method", "post"}, {"action", path}, {"class", "row"}});
  write_form_token(out, visit);
  const auto earlier = visit.tr("Earlier: {step}", {{"step", step.note}}),
             later = visit.tr("Later: {step}", {{"step", step.note}});
  out.element(
      "button",
      {{"class", "button bare"}, {"name", "do"}, {"value", "up"}, {"aria-label", earlier}, {"disabled", place == 1}},
      visit.tr("Sooner"));
  out.element("button",
              {{"class", "button bare"},
               {"name", "do"},
               {"value", "down"},
               {"aria-label", later},
               {"disabled", place == static_cast<std::int64_t>(plan.steps.size())}},
              visit.tr("Afterwards"));
  out.close().close();
  out.open("details", {{"open", is_sent}}).element("summary", {{"class", "button"}}, visit.tr("Change"));
  const auto state = is_sent ? edited.state : present(step);
  html::Form form(out, state, say_in(visit), "step-" + id);
  form.summary(visit.tr(kCheckThis)).open(path, visit.form_token);
  write_step_fields(form, visit, edited);
  form.submit(visit.tr("Save"), "do", "save", html::Emphasis::main);
  form.close();
  write_removal(out, visit,
                {visit.tr("Remove this step"),
                 visit.tr("Who was to come to it goes on to the one after. What was done already stays on the members’ "
                          "cards. A step that is removed does not come back."),
                 visit.tr("Remove for good"), path + "/removal"});
  out.close().close();
}

void write_plan_form(html::Writer& out, const Visit& visit, const Edited& edited) {
  const bool is_sent = edited.of == "plan";
  const auto state = is_sent || !edited.plan ? edited.state : present(edited, *edited.plan);
  html::Form form(out, state, say_in(visit), "plan");
  form.summary(visit.tr(kCheckThis)).open(edited.plan ? plan_path(*edited.plan) : kPlansPath, visit.form_token);
  write_plan_fields(out, form, visit, edited);
  out.open("div", {{"class", "actions"}});
  form.submit(edited.plan ? visit.tr("Save") : visit.tr("Go on to its steps"));
  out.element("a", {{"class", "button bare"}, {"href", edited.plan ? plan_path(*edited.plan) : kPlansPath}},
              visit.tr("Cancel"));
  out.close();
  form.close();
}

http::Response render_new(const Visit& visit, const Edited& edited) {
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("New plan"));
  out.element("p", visit.tr("First who it is for. Its steps come next, and nothing happens before you switch it on."));
  out.close().open("section", {{"class", "narrow"}});
  write_plan_form(out, visit, edited);
  out.close();
  return cockpit_page(visit, Room::plans, visit.tr("New plan"), out.take(), edited.status);
}

void write_new_step(html::Writer& out, const Visit& visit, const Edited& edited) {
  const bool is_sent = edited.of == "new";
  out.open("section", {{"class", "narrow"}, {"id", "new-step"}});
  // Open where it is what one came for.
  out.open("details", {{"class", "plan-part"}, {"open", is_sent || edited.plan->steps.empty()}});
  out.open("summary").element("h2", visit.tr("Another step")).close();
  html::FormState fresh;
  fresh.set("days", edited.plan->steps.empty() ? "0" : "7");
  fresh.set("way", "task");
  const auto& state = is_sent ? edited.state : fresh;
  html::Form form(out, state, say_in(visit), "new-step");
  form.summary(visit.tr(kCheckThis)).open(plan_path(*edited.plan) + "/steps", visit.form_token);
  write_step_fields(form, visit, edited);
  form.submit(visit.tr("Add it"), html::Emphasis::plain).close();
  out.close().close();
}

http::Response render(const Visit& visit, const Edited& edited) {
  if (!edited.plan) return render_new(visit, edited);
  const auto& plan = *edited.plan;
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", plan.name);
  out.open("p").element("a", {{"class", "link"}, {"href", plan_path(plan)}}, visit.tr("Back to the plan")).close();
  out.close();
  out.open("section").element("h2", visit.tr("Its steps"));
  if (plan.steps.empty()) write_empty(out, visit.tr("No step yet. What comes first?"));
  out.open("ol", {{"class", "plan-steps editing"}});
  for (const auto& step : plan.steps) write_step(out, visit, edited, step);
  out.close().close();
  write_new_step(out, visit, edited);
  out.open("section", {{"class", "narrow"}, {"id", "who"}});
  out.open("details", {{"class", "plan-part"}, {"open", edited.of == "plan"}});
  out.open("summary").element("h2", visit.tr("Who it is for")).close();
  write_plan_form(out, visit, edited);
  out.close();
  out.element("a", {{"class", "button bare bad removal"}, {"href", plan_path(plan) + "/removal"}},
              visit.tr("Remove this plan"));
  out.close();
  return cockpit_page(visit, Room::plans, plan.name, out.take(), edited.status);
}

PlanWords read_plan(const Visit& visit, Edited& edited) {
  auto& state = edited.state;
  PlanWords words;
  auto name = text::check_text(state.value("name"), {.min = 1, .max = kMaxPlanName});
  if (name.problem) state.refuse("name", *name.problem);
  auto about = text::check_text(state.value("description"), {.max = kMaxPlanDescription});
  if (about.problem) state.refuse("description", *about.problem);
  words.name = std::move(name.value);
  words.description = std::move(about.value);
  const auto segment = state.value("segment"), purpose = state.value("purpose");
  for (const auto& one : edited.segments) {
    if (one.slug == segment) words.segment = one.id;
  }
  if (!segment.empty() && !words.segment) state.refuse("segment", {"Choose a segment from the list."});
  for (const auto& one : edited.purposes) {
    if (one.slug == purpose) words.purpose = one.id;
  }
  if (!purpose.empty() && !words.purpose) state.refuse("purpose", {"Choose one from the list."});
  words.ends_when = visit.community.store().read(
      [&](store::Reader& reader) { return read_condition_field(reader, state, "ends", edited.segments); });
  return words;
}

StepWords read_step(const Visit& visit, Edited& edited) {
  auto& state = edited.state;
  StepWords step;
  const auto kind = parse_step_kind(state.value("kind"));
  if (kind) step.kind = *kind;
  if (!kind) state.refuse("kind", {"Choose one from the list."});
  auto note = text::check_text(state.value("note"), {.min = 1, .max = kMaxStepNote});
  if (note.problem) state.refuse("note", *note.problem);
  auto words = text::check_text(state.value("words"), {.max = kMaxStepWords, .lines = text::Lines::many});
  if (words.problem) state.refuse("words", *words.problem);
  step.note = std::move(note.value);
  step.words = std::move(words.value);
  const auto typed = state.value("days");
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), step.after_days);
  if (error != std::errc() || end != typed.data() + typed.size() || step.after_days < 0 ||
      step.after_days > kMostStepDays) {
    state.refuse("days", {"Write a number of days, 0 to 730."});
  }
  step.way = state.value("way") == "letter" ? StepWay::letter : StepWay::task;
  if (step.way == StepWay::letter && step.words.empty()) state.refuse("words", {"A letter needs words."});
  step.condition = visit.community.store().read(
      [&](store::Reader& reader) { return read_condition_field(reader, state, "only", edited.segments); });
  return step;
}

// Writes it, or shows the form again as it was sent; `to` is where it leads.
template <class Rule>
http::Response answer(const Visit& visit, Edited& edited, const char* notice, const Rule& rule) {
  if (edited.state.is_refused()) {
    edited.status = 422;
    return render(visit, edited);
  }
  try {
    const auto act = act_of(visit);
    const auto to =
        visit.community.store().write([&](store::Transaction& transaction) { return rule(transaction, act); });
    return community::see_other_with_notice(visit, to, notice);
  } catch (const Conflict& conflict) {
    edited.state.refuse(conflict.sentence());
    edited.status = conflict.status();
    return render(visit, edited);
  }
}

const PlanStep& step_asked(const Visit& visit, const Edited& edited) {
  const auto* step = edited.plan->step({parse_id(visit.request.parameter("plan_step")).value_or(0)});
  if (!step) throw NotFound({"There is no step at this address."});
  return *step;
}

constexpr const char* kSaved = text::msgid("Saved.");

}  // namespace

http::Response show_new_plan(Visit& visit) { return render_new(visit, read_edited(visit, true)); }

http::Response create_plan(Visit& visit) {
  auto edited = read_edited(visit, true);
  edited.of = "plan";
  edited.state = html::FormState(visit.request.form.pairs());
  const auto words = read_plan(visit, edited);
  return answer(visit, edited, text::msgid("Made. Now its steps."),
                [&](store::Transaction& transaction, const SpaceAct& act) {
                  return plan_path(make_plan(transaction, act, words)) + "/edit";
                });
}

http::Response show_plan_edit(Visit& visit) { return render(visit, read_edited(visit, false)); }

http::Response update_plan(Visit& visit) {
  auto edited = read_edited(visit, false);
  edited.of = "plan";
  edited.state = html::FormState(visit.request.form.pairs());
  const auto words = read_plan(visit, edited);
  return answer(visit, edited, kSaved, [&](store::Transaction& transaction, const SpaceAct& act) {
    const auto plan = plan_asked(visit, transaction);
    change_plan(transaction, act, plan, words);
    return plan_path(plan) + "/edit";
  });
}

http::Response create_plan_step(Visit& visit) {
  auto edited = read_edited(visit, false);
  edited.of = "new";
  edited.state = html::FormState(visit.request.form.pairs());
  const auto words = read_step(visit, edited);
  return answer(visit, edited, kSaved, [&](store::Transaction& transaction, const SpaceAct& act) {
    const auto plan = plan_asked(visit, transaction);
    add_step(transaction, act, plan, words);
    return plan_path(plan) + "/edit";
  });
}

http::Response update_plan_step(Visit& visit) {
  auto edited = read_edited(visit, false);
  const auto id = step_asked(visit, edited).id;
  edited.of = id_text(id);
  const auto gesture = visit.request.form.get("do");
  const auto to = plan_path(*edited.plan) + "/edit";
  const auto change = [&](store::Transaction& transaction, const auto& rule) {
    const auto plan = plan_asked(visit, transaction);
    const auto* step = plan.step(id);
    if (!step) throw NotFound({"There is no step at this address."});
    rule(plan, *step);
    return to;
  };
  if (gesture == "up" || gesture == "down") {
    return answer(visit, edited, kSaved, [&](store::Transaction& transaction, const SpaceAct& act) {
      return change(transaction, [&](const Plan& plan, const PlanStep& step) {
        move_step(transaction, act, plan, step, gesture == "up" ? Step::up : Step::down);
      });
    });
  }
  edited.state = html::FormState(visit.request.form.pairs());
  const auto words = read_step(visit, edited);
  return answer(visit, edited, kSaved, [&](store::Transaction& transaction, const SpaceAct& act) {
    return change(transaction,
                  [&](const Plan& plan, const PlanStep& step) { change_step(transaction, act, plan, step, words); });
  });
}

http::Response end_plan_step(Visit& visit) {
  auto edited = read_edited(visit, false);
  const auto id = step_asked(visit, edited).id;
  edited.of = id_text(id);
  edited.state = present(step_asked(visit, edited));
  return answer(visit, edited, text::msgid("The step is removed."),
                [&](store::Transaction& transaction, const SpaceAct& act) {
                  const auto plan = plan_asked(visit, transaction);
                  if (const auto* step = plan.step(id)) remove_step(transaction, act, plan, *step);
                  return plan_path(plan) + "/edit";
                });
}

}  // namespace parvis::cockpit
