// A plan as it runs: its steps, who goes through it and where they stand.
#include "cockpit/card/card_link.h"
#include "cockpit/cockpit_frame.h"
#include "cockpit/plans/plan_pages.h"
#include "cockpit/plans/plan_views.h"
#include "community/card/card_path.h"
#include "community/members/member.h"
#include "community/page/form_words.h"
#include "community/today/plan_outcome.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kPeopleShown = 12, kPeoplePerPage = 50;

struct Shown {
  Plan plan;
  PlanFigures figures;
  std::vector<Segment> segments;
  std::vector<PlanPerson> people;
  ComingBack reached;
  bool some_purpose = false;  // there is something that members may agree to
};

std::string number(const Visit& visit, std::int64_t n) { return text::format_number(visit.language, n); }

PlanStanding standing_in(const Plan& plan, const PlanWay& way) {
  PlanStanding standing{.way = way.id,
                        .slug = plan.slug,
                        .name = plan.name,
                        .begun_at = way.begun_at,
                        .steps = static_cast<std::int64_t>(plan.steps.size()),
                        .next_note = {},
                        .due_at = way.due_at,
                        .waits_for_task = way.task != 0,
                        .runs = plan.running != 0,
                        .held = way.held,
                        .ended_at = way.ended_at,
                        .ending = way.ending};
  if (const auto* step = way.next_step ? plan.step(*way.next_step) : nullptr) {
    standing.place = plan.place_of(step->id);
    standing.next_note = step->note;
  }
  return standing;
}

void write_person(html::Writer& out, const Visit& visit, const Plan& plan, const PlanPerson& person) {
  const MemberGlimpse glimpse{.handle = person.handle,
                              .name = person.name,
                              .title = {},
                              .hue = person.hue,
                              .role = person.role,
                              .status = person.status};
  out.open("li", {{"class", "row"}});
  write_linked_face(out, visit, glimpse);
  out.open("div").open("p");
  write_card_name(out, visit, glimpse);
  write_role_badge(out, visit, glimpse);
  out.close().open("p", {{"class", "quiet small"}});
  write_standing(out, visit, standing_in(plan, person.way));
  out.close().close();
  if (!person.way.ended_at) {
    out.open("div", {{"class", "push"}});
    write_post_button(out, visit, plan_path(plan) + "/people/" + id_text(person.way.id) + "/ending", visit.tr("Stop"),
                      "button bare");
    out.close();
  }
  out.close();
}

void write_people(html::Writer& out, const Visit& visit, const Plan& plan, const std::vector<PlanPerson>& people) {
  out.open("ul", {{"class", "list people plan-people"}});
  for (const auto& person : people) write_person(out, visit, plan, person);
  out.close();
}

void write_head(html::Writer& out, const Visit& visit, const Shown& shown) {
  const auto& plan = shown.plan;
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}}).element("h1", plan.name);
  out.open("div", {{"class", "row"}});
  out.element("a", {{"class", "button"}, {"href", plan_path(plan) + "/edit"}}, visit.tr("Change it"));
  out.element("a", {{"class", "button"}, {"href", plan_path(plan) + "/rehearsal"}}, visit.tr("Rehearse it"));
  out.open("form", {{"method", "post"}, {"action", plan_path(plan) + "/running"}});
  write_form_token(out, visit);
  const bool runs = plan.running != 0;
  out.element("button", {{"class", runs ? "button" : "button main"}, {"name", "value"}, {"value", runs ? "off" : "on"}},
              runs ? visit.tr("Switch it off") : visit.tr("Switch it on"));
  out.close().close().close();
  if (!plan.description.empty()) out.element("p", plan.description);
  out.open("p", {{"class", "small dots"}}).open("span");
  write_badge(out, runs ? visit.tr("on") : visit.tr("off"), runs ? "good" : "plain");
  out.close();
  const auto segment =
      std::ranges::find_if(shown.segments, [&](const Segment& one) { return plan.segment && one.id == *plan.segment; });
  if (segment != shown.segments.end()) {
    out.element("span", visit.tr("begins by itself for whoever comes into “{segment}”", {{"segment", segment->name}}));
  } else {
    out.element("span", visit.tr("begun by hand alone"));
  }
  if (const auto ends = condition_sentence(visit, shown.segments, plan.ends_when); !ends.empty()) {
    out.element("span", visit.tr("ends early when: {condition}", {{"condition", ends}}));
  }
  out.close().close();
}

void write_figures(html::Writer& out, const Visit& visit, const Shown& shown) {
  const auto& plan = shown.plan;
  const auto& figures = shown.figures;
  const auto now = plan_path(plan) + "/people", ended = now + "?show=";
  out.open("dl", {{"class", "figures"}});
  write_figure(out, visit.tr("Go through it now"), number(visit, figures.under_way),
               figures.held > 0 ? visit.trn("{n} letter held back", "{n} letters held back", figures.held) : "", now);
  write_figure(out, visit.tr("Went through to the end"), number(visit, figures.done), {}, ended + "done");
  write_figure(out, visit.tr("Ended early, as hoped"), number(visit, figures.met), {}, ended + "met");
  write_figure(out, visit.tr("Stopped"), number(visit, figures.stopped), {}, ended + "stopped");
  if (shown.reached.people > 0) {
    write_figure(out, visit.tr("Came back after it"),
                 visit.tr("{back} of {people}", {{"back", shown.reached.back}, {"people", shown.reached.people}}),
                 visit.tr("within fourteen days of a letter or a step"), "/cockpit/today/outcome?plan=" + plan.slug);
  }
  out.close();
}

// By hand: one member, or all of a segment.
void write_beginning(html::Writer& out, const Visit& visit, const Shown& shown, const html::FormState& asked) {
  const auto path = plan_path(shown.plan) + "/people";
  out.open("section").element("h2", visit.tr("Put somebody on it"));
  out.open("form", {{"class", "row asked"}, {"method", "post"}, {"action", path}});
  write_form_token(out, visit);
  out.element("label", {{"for", "begin-member"}}, visit.tr("One member"));
  write_handle_field(out, visit, "begin-member", asked);
  out.element("button", {{"class", "button"}}, visit.tr("Begin")).close();
  if (!shown.segments.empty()) {
    out.open("form", {{"class", "row asked"}, {"method", "post"}, {"action", path}});
    write_form_token(out, visit);
    out.element("label", {{"for", "begin-segment"}}, visit.tr("All who are now in"));
    out.open("select", {{"id", "begin-segment"}, {"name", "segment"}, {"class", "word-field"}});
    for (const auto& one : shown.segments) {
      out.element("option", {{"value", one.slug}, {"selected", shown.plan.segment == one.id}},
                  visit.trn("{segment} ({n} member)", "{segment} ({n} members)", one.members, {{"segment", one.name}}));
    }
    out.close();
    out.element("button", {{"class", "button"}}, visit.tr("Begin for all of them")).close();
  }
  out.close();
}

Shown read_shown(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    Shown shown{
        .plan = plan_asked(visit, reader), .figures = {}, .segments = segments(reader), .people = {}, .reached = {}};
    shown.figures = figures_of(reader, shown.plan.id);
    shown.reached = counted(followed_of_plan(reader, shown.plan.id, now()), now());
    shown.people = people_of(reader, shown.plan, Ways::under_way, {}, kPeopleShown);
    shown.some_purpose = !purposes(reader, Purposes::in_force).empty();
    return shown;
  });
}

// With the way to what is missing: letters go to nobody who did not agree to something.
void write_problem(html::Writer& out, const Visit& visit, const Shown& shown, const Sentence& problem) {
  out.open("p", {{"class", "notice warn"}, {"role", "alert"}}).text(text::tr(visit.language, problem));
  const bool lacks_purpose = !shown.plan.purpose && std::ranges::any_of(shown.plan.steps, [](const PlanStep& step) {
    return step.way == StepWay::letter;
  });
  if (lacks_purpose) {
    out.text(" ");
    if (shown.some_purpose) {
      out.element("a", {{"class", "link"}, {"href", plan_path(shown.plan) + "/edit#who"}}, visit.tr("Choose it"));
    } else {
      out.element("a", {{"class", "link"}, {"href", "/manage/privacy"}},
                  visit.tr("Say first what letters members may receive"));
    }
  }
  out.close();
}

// `problem`: why the last gesture did not succeed; what is wrong with a member stands beside the field.
http::Response render_plan(const Visit& visit, const std::optional<Sentence>& problem, const html::FormState& asked,
                           int status) {
  const auto shown = read_shown(visit);
  const auto& plan = shown.plan;
  html::Writer out;
  write_head(out, visit, shown);
  if (problem) write_problem(out, visit, shown, *problem);
  write_figures(out, visit, shown);
  out.open("section").element("h2", visit.tr("Its steps"));
  if (plan.steps.empty()) {
    write_empty(out, visit.tr("No step yet. What comes first?"), visit.tr("Add a step"), plan_path(plan) + "/edit");
  }
  write_steps(out, visit, plan, shown.segments);
  out.close();
  out.open("section").open("div", {{"class", "head"}}).element("h2", visit.tr("Who goes through it"));
  out.open("span", {{"class", "small dots"}});
  out.open("span").element("a", {{"href", plan_path(plan) + "/people"}}, visit.tr("All of them")).close();
  out.open("span").element("a", {{"href", plan_path(plan) + "/history"}}, visit.tr("What it did")).close();
  out.close().close();
  if (shown.people.empty()) write_empty(out, visit.tr("Nobody, at the moment."));
  write_people(out, visit, plan, shown.people);
  out.close();
  if (!plan.steps.empty()) write_beginning(out, visit, shown, asked);
  return cockpit_page(visit, Room::plans, plan.name, out.take(), status);
}

}  // namespace

http::Response show_plan(Visit& visit) { return render_plan(visit, std::nullopt, {}, 200); }

namespace {

struct PeopleList {
  std::string_view name;  // in addresses
  Ways ways;
  const char* title;
};
constexpr PeopleList kLists[] = {{"", Ways::under_way, text::msgid("Under way")},
                                 {"over", Ways::over, text::msgid("Over")},
                                 {"done", Ways::done, text::msgid("Went through to the end")},
                                 {"met", Ways::met, text::msgid("Ended early, as hoped")},
                                 {"stopped", Ways::stopped, text::msgid("Stopped")}};

std::string list_path(const std::string& path, std::string_view name) {
  return name.empty() ? path : path + "?show=" + std::string(name);
}

}  // namespace

http::Response show_plan_people(Visit& visit) {
  const auto asked = visit.request.query.get("show");
  const auto ways = read_ways(asked);
  const PlanWayId before{parse_id(visit.request.query.get("before")).value_or(0)};
  std::optional<Plan> plan;
  const auto people = visit.community.store().read([&](store::Reader& reader) {
    plan = plan_asked(visit, reader);
    return people_of(reader, *plan, ways, before, kPeoplePerPage);
  });
  const auto path = plan_path(*plan) + "/people";
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", plan->name);
  out.open("p").element("a", {{"class", "link"}, {"href", plan_path(*plan)}}, visit.tr("Back to the plan")).close();
  out.close();
  out.open("nav", {{"class", "tabs"}, {"aria-label", visit.tr("Who goes through it")}});
  for (const auto& list : kLists) {
    const auto here = list.ways == ways ? std::optional<std::string>("page") : std::nullopt;
    out.element("a", {{"href", list_path(path, list.name)}, {"aria-current", here}}, visit.tr(list.title));
  }
  out.close();
  if (people.empty()) write_empty(out, visit.tr("Nobody."));
  write_people(out, visit, *plan, people);
  if (people.size() == static_cast<std::size_t>(kPeoplePerPage)) {
    out.open("nav", {{"class", "pager"}, {"aria-label", visit.tr("Pages")}});
    out.element("a",
                {{"class", "button next"},
                 {"rel", "next"},
                 {"href", path + (ways == Ways::under_way ? "?" : "?show=" + std::string(asked) + "&") +
                              "before=" + id_text(people.back().way.id)}},
                visit.tr("More people"));
    out.close();
  }
  return cockpit_page(visit, Room::plans, plan->name, out.take());
}

http::Response set_plan_running(Visit& visit) {
  const auto act = act_of(visit);
  const bool on = visit.request.form.get("value") == "on";
  std::string back;
  try {
    visit.community.store().write([&](store::Transaction& transaction) {
      const auto plan = plan_asked(visit, transaction);
      back = plan_path(plan);
      if (on) return switch_on(transaction, act, plan);
      switch_off(transaction, act, plan);
    });
  } catch (const Conflict& conflict) {
    return render_plan(visit, conflict.sentence(), {}, conflict.status());
  }
  return community::see_other_with_notice(visit, back,
                                          on ? text::msgid("It is on: its letters go in your name.")
                                             : text::msgid("It is off: everybody stays where they stand."));
}

http::Response begin_plan_people(Visit& visit) {
  const auto act = act_of(visit);
  const auto segment_slug = visit.request.form.get("segment");
  std::string back;
  std::optional<Sentence> problem;
  html::FormState state(visit.request.form.pairs());
  const bool began = visit.community.store().write([&](store::Transaction& transaction) {
    const auto plan = plan_asked(visit, transaction);
    back = plan_path(plan);
    if (plan.steps.empty()) problem = Sentence{text::msgid("Give it a step first.")};
    if (segment_slug.empty()) {
      const auto member = member_typed(transaction, state);
      if (member && member->status != MemberStatus::active) state.refuse("member", {kNotActive});
      return !problem && !state.is_refused() && begin_plan(transaction, act, plan, member->id);
    }
    const auto segment = find_segment(transaction, segment_slug);
    if (!segment) problem = Sentence{text::msgid("Choose a segment from the list.")};
    if (!problem) begin_for_segment(transaction, act, plan, *segment);
    return true;
  });
  if (problem || state.is_refused()) return render_plan(visit, problem, state, 422);
  const char* notice = !began                 ? text::msgid("They go through it already.")
                       : segment_slug.empty() ? text::msgid("They go through it from now on.")
                                              : text::msgid("They begin one after the other, within a minute.");
  return community::see_other_with_notice(visit, back, notice);
}

http::Response end_plan_way(Visit& visit) {
  const auto act = act_of(visit);
  std::string back;
  visit.community.store().write([&](store::Transaction& transaction) {
    const auto plan = plan_asked(visit, transaction);
    back = plan_path(plan);
    const auto way = find_way(transaction, {parse_id(visit.request.parameter("plan_way")).value_or(0)});
    if (!way || way->plan != plan.id) throw NotFound();
    end_way(transaction, act, *way, PlanEnding::stopped);
  });
  return community::see_other_with_notice(visit, back, text::msgid("Stopped. It is kept with their history."));
}

}  // namespace parvis::cockpit
