// Individual plans for programs: written whole, with their steps, switched on and off. For who manages the community.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/plan_objects.h"
#include "community/segments/condition_json.h"
#include "core/text/validate.h"

namespace parvis::api {

using namespace community;

namespace {

json::value or_null(std::string_view text) { return text.empty() ? json::value() : json::value(text); }

// A text, checked for its length.
std::string text_in(Body& body, const char* field, std::size_t least, std::size_t most, text::Lines lines) {
  auto checked = text::check_text(least > 0 ? body.text(field) : body.optional_text(field).value_or(""),
                                  {.min = least, .max = most, .lines = lines});
  if (checked.problem) body.add(field, *checked.problem);
  return std::move(checked.value);
}

// A condition, as a text or a tree; what is wrong with it is said of the field.
std::string condition_in(store::Reader& reader, Body& body, const char* field) {
  const auto value = body.optional_value(field);
  if (!value || value->is_null()) return "";
  const auto read = condition_from_json(*value);
  if (read.problem) {
    body.add(field, *read.problem);
  } else if (const auto wrong = wrong_in(reader, read.condition, "")) {
    body.add(field, *wrong);
  }
  return read.ok() ? to_text(read.condition) : "";
}

PlanWords words_in(store::Reader& reader, Body& body) {
  PlanWords words;
  words.name = text_in(body, "name", 1, kMaxPlanName, text::Lines::single);
  words.description = text_in(body, "description", 0, kMaxPlanDescription, text::Lines::single);
  words.ends_when = condition_in(reader, body, "ends_when");
  if (const auto slug = body.optional_text("segment").value_or(""); !slug.empty()) {
    const auto segment = find_segment(reader, slug);
    if (segment) words.segment = segment->id;
    if (!segment) body.add("segment", {"Choose a segment from the list."});
  }
  if (const auto slug = body.optional_text("purpose").value_or(""); !slug.empty()) {
    const auto purpose = find_purpose(reader, slug);
    if (purpose && !purpose->ended) words.purpose = purpose->id;
    if (!words.purpose) body.add("purpose", {"Choose one from the list."});
  }
  return words;
}

StepWords step_in(store::Reader& reader, Body& body) {
  StepWords step;
  const auto kind = parse_step_kind(body.text("kind"));
  if (kind) step.kind = *kind;
  if (!kind) body.add("kind", {"Choose one from the list."});
  const auto way = body.optional_text("way").value_or("task");
  step.way = way == "letter" ? StepWay::letter : StepWay::task;
  if (way != "letter" && way != "task") body.add("way", {"Choose one from the list."});
  step.after_days = body.optional_number("after_days").value_or(0);
  if (step.after_days < 0 || step.after_days > kMostStepDays) {
    body.add("after_days", {"Write a number of days, 0 to 730."});
  }
  step.condition = condition_in(reader, body, "condition");
  step.note = text_in(body, "note", 1, kMaxStepNote, text::Lines::single);
  step.words = text_in(body, "words", 0, kMaxStepWords, text::Lines::many);
  if (step.way == StepWay::letter && step.words.empty()) body.add("words", {"A letter needs words."});
  return step;
}

SpaceAct act_of(const Visit& visit) { return {visit.community.timeline(), visit.viewer.member, now(), visit.source}; }

}  // namespace

Plan plan_named(const Visit& visit, store::Reader& reader) {
  auto found = find_plan(reader, visit.request.parameter("plan"));
  if (!found) throw NotFound();
  return std::move(*found);
}

json::object step_object(const PlanStep& step) {
  return {{"id", id_text(step.id)},
          {"kind", step_kind_word(step.kind)},
          {"way", step.way == StepWay::letter ? "letter" : "task"},
          {"after_days", step.after_days},
          {"condition", or_null(step.condition)},
          {"note", step.note},
          {"words", step.words}};
}

json::object plan_object(const Visit& visit, store::Reader& reader, const Plan& plan) {
  json::array steps;
  for (const auto& step : plan.steps) steps.push_back(step_object(step));
  const auto segment = plan.segment ? find_segment(reader, *plan.segment) : std::nullopt;
  std::string purpose;
  for (const auto& one : purposes(reader, Purposes::all)) {
    if (plan.purpose == one.id) purpose = one.slug;
  }
  const auto figures = figures_of(reader, plan.id);
  return {{"id", id_text(plan.id)},
          {"url", visit.origin + "/cockpit/plans/" + plan.slug},
          {"self", api_address(visit, "plans", plan.slug)},
          {"slug", plan.slug},
          {"name", plan.name},
          {"description", plan.description},
          {"segment", segment ? json::value(segment->slug) : json::value()},
          {"ends_when", or_null(plan.ends_when)},
          {"purpose", or_null(purpose)},
          {"running", plan.running != 0},
          {"steps", std::move(steps)},
          {"under_way", figures.under_way},
          {"done", figures.done},
          {"ended_early", figures.met},
          {"stopped", figures.stopped},
          {"made_at", instant(plan.made_at)},
          {"changed_at", instant(plan.changed_at)}};
}

http::Response list_plans(Visit& visit) {
  json::array items;
  visit.community.store().read([&](store::Reader& reader) {
    for (const auto& one : plans(reader)) items.push_back(plan_object(visit, reader, one));
  });
  return answer(page(std::move(items), ""));
}

http::Response get_plan(Visit& visit) {
  return answer(visit.community.store().read(
      [&](store::Reader& reader) { return plan_object(visit, reader, plan_named(visit, reader)); }));
}

http::Response create_plan(Visit& visit) {
  auto body = body_of(visit);
  const auto words = visit.community.store().read([&](store::Reader& reader) { return words_in(reader, body); });
  if (!body.problems().empty()) return invalid(visit, body.problems());
  const auto act = act_of(visit);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    return {kCreated, plan_object(visit, transaction, make_plan(transaction, act, words))};
  });
}

http::Response put_plan(Visit& visit) {
  auto body = body_of(visit);
  const auto words = visit.community.store().read([&](store::Reader& reader) { return words_in(reader, body); });
  if (!body.problems().empty()) return invalid(visit, body.problems());
  const auto act = act_of(visit);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto plan = plan_named(visit, transaction);
    change_plan(transaction, act, plan, words);
    return {200, plan_object(visit, transaction, *find_plan(transaction, plan.id))};
  });
}

http::Response delete_plan(Visit& visit) {
  const auto act = act_of(visit);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto plan = plan_named(visit, transaction);
    remove_plan(transaction, act, plan);
    return {200, plan_object(visit, transaction, plan)};
  });
}

namespace {

http::Response switch_plan(Visit& visit, bool on) {
  const auto act = act_of(visit);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto plan = plan_named(visit, transaction);
    if (on) switch_on(transaction, act, plan);
    if (!on) switch_off(transaction, act, plan);
    return {200, plan_object(visit, transaction, *find_plan(transaction, plan.id))};
  });
}

}  // namespace

http::Response switch_plan_on(Visit& visit) { return switch_plan(visit, true); }
http::Response switch_plan_off(Visit& visit) { return switch_plan(visit, false); }

http::Response create_plan_step(Visit& visit) {
  auto body = body_of(visit);
  const auto step = visit.community.store().read([&](store::Reader& reader) { return step_in(reader, body); });
  if (!body.problems().empty()) return invalid(visit, body.problems());
  const auto act = act_of(visit);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto plan = plan_named(visit, transaction);
    return {kCreated, step_object(*find_step(transaction, add_step(transaction, act, plan, step)))};
  });
}

http::Response put_plan_step(Visit& visit) {
  auto body = body_of(visit);
  const auto place = body.optional_number("place");
  const auto words = visit.community.store().read([&](store::Reader& reader) { return step_in(reader, body); });
  if (!body.problems().empty()) return invalid(visit, body.problems());
  const auto act = act_of(visit);
  const auto id = id_of<PlanStepId>(visit, "plan_step");
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto plan = plan_named(visit, transaction);
    const auto* step = plan.step(id);
    if (!step) throw NotFound();
    change_step(transaction, act, plan, *step, words);
    if (place) {
      for (std::size_t turns = 0; turns < plan.steps.size(); ++turns) {
        const auto current = *find_plan(transaction, plan.id);
        const auto at = current.place_of(id);
        if (at == *place) break;
        move_step(transaction, act, current, *current.step(id), at > *place ? Step::up : Step::down);
      }
    }
    return {200, step_object(*find_step(transaction, id))};
  });
}

http::Response delete_plan_step(Visit& visit) {
  const auto act = act_of(visit);
  const auto id = id_of<PlanStepId>(visit, "plan_step");
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto plan = plan_named(visit, transaction);
    const auto* step = plan.step(id);
    if (!step) throw NotFound();
    remove_step(transaction, act, plan, *step);
    return {200, plan_object(visit, transaction, *find_plan(transaction, plan.id))};
  });
}

}  // namespace parvis::api
