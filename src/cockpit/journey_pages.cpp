// The board of a journey, and the people behind each of its figures.
#include <algorithm>

#include "cockpit/cockpit_frame.h"
#include "cockpit/cockpit_pages.h"
#include "cockpit/headed_cell.h"
#include "cockpit/plans/plan_pages.h"
#include "cockpit/plans/plan_views.h"
#include "cockpit/segment_views.h"
#include "community/journeys/journey_board.h"
#include "community/members/member.h"
#include "community/plans/plan.h"
#include "core/id_pair.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kPeopleShown = 50;

std::string journey_path(const Journey& journey) { return "/cockpit/journeys/" + journey.slug; }
std::string stage_path(const Journey& journey, const Stage& stage) {
  return journey_path(journey) + "/stages/" + stage.slug;
}

Journey journey_asked(const Visit& visit, store::Reader& reader) {
  auto journey = find_journey(reader, visit.request.parameter("journey"));
  if (!journey) throw NotFound({"There is no journey at this address."});
  return std::move(*journey);
}

std::string number(const Visit& visit, std::int64_t n) { return text::format_number(visit.language, n); }

std::string days_words(const Visit& visit, std::int64_t days) {
  return days == 0 ? visit.tr("less than a day") : visit.trn("{n} day", "{n} days", days);
}

std::string spent_words(const Visit& visit, const std::optional<std::int64_t>& days) {
  return days ? days_words(visit, *days) : std::string();
}

struct BoardRow {
  const Journey& journey;
  const Stage& stage;
  StageFigures figures;
  bool is_counted = true;  // false: its rule is new, and all members are still to be looked at
};

constexpr const char* kHeads[] = {text::msgid("Now"),
                                  text::msgid("Came in 30 days"),
                                  text::msgid("Left in 30 days"),
                                  text::msgid("Time spent, median"),
                                  text::msgid("Nine in ten stayed at most"),
                                  text::msgid("Went on"),
                                  text::msgid("Too long")};

std::string share_words(const Visit& visit, const StageFigures& figures) {
  const auto share = (100 * figures.went_on + figures.ended / 2) / figures.ended;
  return visit.tr("{share}% of {n}", {{"share", share}, {"n", figures.ended}});
}

// What does not apply to the stage has no words. In the order of the heads.
void write_row(html::Writer& out, const Visit& visit, const BoardRow& row) {
  const auto path = stage_path(row.journey, row.stage);
  const auto& figures = row.figures;
  const auto* head = std::begin(kHeads);
  const auto write = [&](std::string words, std::string leads_to = {}) {
    write_cell(out, {.head = visit.tr(*head++), .words = std::move(words), .path = std::move(leads_to)});
  };
  out.open("tr").open("th", {{"scope", "row"}});
  out.element("a", {{"href", path}}, row.stage.name.in(visit.language)).close();
  write(row.is_counted ? number(visit, figures.now) : visit.tr("being counted"), path);
  write(number(visit, figures.entered), path + "?show=entered");
  write(number(visit, figures.left), path + "?show=left");
  write(spent_words(visit, figures.median_days));
  write(spent_words(visit, figures.ninth_tenth_days));
  const bool leads_on = row.stage.lane == Lane::steps && figures.ended > 0;
  leads_on ? write(share_words(visit, figures), path + "?show=went_on") : write({});
  row.stage.too_long_days > 0 ? write(number(visit, figures.too_long), path + "?show=too_long") : write({});
  out.close();
}

void write_table(html::Writer& out, const Visit& visit, const std::vector<BoardRow>& rows, Lane lane) {
  out.open("div", {{"class", "board-wide"},
                   {"tabindex", "0"},
                   {"role", "region"},
                   {"aria-label", lane == Lane::steps ? visit.tr("Steps") : visit.tr("Beside the way")}});
  out.open("table", {{"class", "board stacked"}}).open("thead").open("tr");
  out.element("th", {{"scope", "col"}}, lane == Lane::steps ? visit.tr("Step") : visit.tr("Beside the way"));
  for (const auto* words : kHeads) out.element("th", {{"scope", "col"}}, visit.tr(words));
  out.close().close().open("tbody");
  for (const auto& row : rows) {
    if (row.stage.lane == lane) write_row(out, visit, row);
  }
  out.close().close().close();
}

// What the figures say, before they are read.
std::string sentence(const Visit& visit, const std::vector<BoardRow>& rows) {
  const BoardRow* beside = nullptr;
  std::int64_t went_up = 0, stuck = 0;
  bool is_first = true;
  for (const auto& row : rows) {
    if (row.stage.too_long_days > 0) stuck += row.figures.too_long;
    if (row.stage.lane == Lane::beside && !beside) beside = &row;
    if (row.stage.lane != Lane::steps) continue;
    if (!std::exchange(is_first, false)) went_up += row.figures.climbed;
  }
  auto words = visit.trn("In 30 days one member went on to a later step.",
                         "In 30 days members went on to a later step {n} times.", went_up);
  if (stuck > 0) {
    words += " " + visit.trn("{n} has been at a stage for too long.", "{n} have been at a stage for too long.", stuck);
  }
  if (beside && beside->figures.now > 0) {
    words += " " + visit.tr("Beside the way, at “{stage}”: {n}.", {{"n", number(visit, beside->figures.now)},
                                                                   {"stage", beside->stage.name.in(visit.language)}});
  }
  return words;
}

void write_stages(html::Writer& out, const Visit& visit, const std::vector<BoardRow>& rows) {
  out.open("ol", {{"class", "stages"}});
  for (const auto& row : rows) {
    if (row.stage.lane != Lane::steps) continue;
    out.open("li").open("a", {{"href", stage_path(row.journey, row.stage)}});
    out.element("b", row.is_counted ? number(visit, row.figures.now) : "…");
    out.element("span", row.stage.name.in(visit.language));
    out.close().close();
  }
  out.close();
}

void write_board(html::Writer& out, const Visit& visit, const Journey& journey, const std::vector<BoardRow>& rows) {
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}});
  out.element("h1", journey.name.in(visit.language)).open("div", {{"class", "row"}});
  out.element("a", {{"class", "button"}, {"href", journey_path(journey) + "/edit"}}, visit.tr("Change its stages"));
  out.element("a", {{"class", "button bare"}, {"href", "/cockpit/journeys/new"}}, visit.tr("Another journey"));
  out.close().close().element("p", sentence(visit, rows)).close();
  if (rows.empty()) {
    return write_empty(out, visit.tr("This journey has no stage yet. Begin with the first step of the way."),
                       visit.tr("Add its stages"), journey_path(journey) + "/edit");
  }
  write_stages(out, visit, rows);
  for (const auto lane : {Lane::steps, Lane::beside}) {
    const auto is_of_it = [&](const BoardRow& row) { return row.stage.lane == lane; };
    if (std::ranges::any_of(rows, is_of_it)) write_table(out, visit, rows, lane);
  }
  out.element("p", {{"class", "quiet small"}},
              visit.tr("Time spent is that of the last ten thousand stays that ended. “Went on” are those of them that "
                       "led to a later step. A member is at the last step whose rule holds for them."));
}

void write_stage_people(html::Writer& out, const Visit& visit, const std::vector<StageMember>& people,
                        const char* since_words) {
  if (people.empty()) write_empty(out, visit.tr("Nobody."));
  out.open("ul", {{"class", "list people"}});
  for (const auto& one : people) {
    const MemberGlimpse glimpse{
        .handle = one.handle, .name = one.name, .title = {}, .hue = one.hue, .role = one.role, .status = one.status};
    write_person(out, visit, glimpse, since_words, one.since, one.by_hand ? visit.tr("by hand") : "");
  }
  out.close();
}

void write_hand(html::Writer& out, const Visit& visit, const Journey& journey, const Stage& stage,
                const html::FormState& state) {
  out.open("section").element("h2", visit.tr("Put somebody here by hand"));
  out.open("form", {{"class", "row asked"}, {"method", "post"}, {"action", journey_path(journey) + "/standing"}});
  write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "stage"}, {"value", stage.slug}});
  out.element("label", {{"for", "stage-member"}}, visit.tr("Member"));
  write_handle_field(out, visit, "stage-member", state);
  out.element("button", {{"class", "button"}, {"name", "value"}, {"value", "set"}}, visit.tr("Put them here"));
  out.element("button", {{"class", "button bare"}, {"name", "value"}, {"value", "rules"}},
              visit.tr("Leave them to the rules"));
  out.close().close();
}

// All who are at it, from here.
void write_planning(html::Writer& out, const Visit& visit, const Journey& journey, const Stage& stage,
                    const std::vector<Plan>& plans, const html::FormState& state) {
  if (plans.empty() && !state.message("plan")) return;
  out.open("section").element("h2", visit.tr("Put all of them on a plan"));
  out.open("form", {{"class", "row asked"}, {"method", "post"}, {"action", "/cockpit/plans/beginnings"}});
  write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "journey"}, {"value", journey.slug}});
  out.open("input", {{"type", "hidden"}, {"name", "stage"}, {"value", stage.slug}});
  out.element("label", {{"class", "unseen"}, {"for", "stage-plan"}}, visit.tr("Plan"));
  write_plan_choice(out, visit, "stage-plan", plans, state);
  out.element("button", {{"class", "button"}}, visit.tr("Begin for all of them")).close().close();
}

const Stage& stage_asked(const Journey& journey, std::string_view slug) {
  const auto* stage = stage_of(journey, slug);
  if (!stage) throw NotFound({"There is no stage at this address."});
  return *stage;
}

struct ListKind {
  std::string_view name;
  StageList list;
  const char* title;
  const char* since;
};
constexpr ListKind kLists[] = {
    {"", StageList::now, text::msgid("Here the longest"), text::msgid("came in {when}")},
    {"too_long", StageList::too_long, text::msgid("Here too long"), text::msgid("came in {when}")},
    {"entered", StageList::entered, text::msgid("Came in 30 days"), text::msgid("came in {when}")},
    {"left", StageList::left, text::msgid("Left in 30 days"), text::msgid("left {when}")},
    {"went_on", StageList::went_on, text::msgid("Went on to a later step"), text::msgid("went on {when}")}};

const ListKind& list_asked(const Visit& visit) {
  const auto found = std::ranges::find(kLists, visit.request.query.get("show"), &ListKind::name);
  return found == std::end(kLists) ? kLists[0] : *found;
}

std::optional<SegmentPlace> place_asked(const Visit& visit) {
  const auto place = parse_pair(visit.request.query.get("after"));
  return place ? std::optional(SegmentPlace{{place->first}, {place->second}}) : std::nullopt;
}

void write_rule(html::Writer& out, const Visit& visit, const Stage& stage, const std::optional<Segment>& rule) {
  if (!rule) {
    out.element("p", visit.tr("Reached by hand alone."));
  } else {
    out.open("p").text(visit.tr("Its rule:")).text(" ");
    out.element("a", {{"class", "link"}, {"href", segment_path(rule->slug)}}, rule->name).close();
  }
  if (stage.too_long_days > 0) {
    out.element("p", {{"class", "quiet small"}},
                visit.tr("Too long after {days}.", {{"days", days_words(visit, stage.too_long_days)}}));
  }
}

void write_lists(html::Writer& out, const Visit& visit, const std::string& path, const Stage& stage,
                 const ListKind& shown) {
  out.open("nav", {{"class", "tabs"}, {"aria-label", visit.tr("Who")}});
  for (const auto& kind : kLists) {
    if (kind.list == StageList::too_long && stage.too_long_days == 0) continue;
    if (kind.list == StageList::went_on && stage.lane != Lane::steps) continue;
    const auto here = &kind == &shown ? std::optional<std::string>("page") : std::nullopt;
    const auto address = kind.name.empty() ? path : path + "?show=" + std::string(kind.name);
    out.element("a", {{"href", address}, {"aria-current", here}}, visit.tr(kind.title));
  }
  out.close();
}

http::Response stage_page(const Visit& visit, const Journey& journey, std::string_view slug,
                          const html::FormState& state, int status) {
  const auto& kind = list_asked(visit);
  std::optional<Segment> rule;
  std::vector<Plan> all_plans;
  const auto people = visit.community.store().read([&](store::Reader& reader) {
    const auto& stage = stage_asked(journey, slug);
    all_plans = plans(reader);
    std::erase_if(all_plans, [](const Plan& plan) { return plan.steps.empty(); });
    if (stage.segment) rule = find_segment(reader, *stage.segment);
    return people_of(reader, stage, kind.list, now(), place_asked(visit), kPeopleShown);
  });
  const auto& stage = stage_asked(journey, slug);
  const auto& name = stage.name.in(visit.language);
  const auto path = stage_path(journey, stage);
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("p", {{"class", "small"}});
  out.element("a", {{"class", "link"}, {"href", journey_path(journey)}}, journey.name.in(visit.language)).close();
  out.element("h1", name);
  write_rule(out, visit, stage, rule);
  out.close();
  write_lists(out, visit, path, stage, kind);
  out.open("section").element("h2", {{"class", "unseen"}}, visit.tr(kind.title));
  write_stage_people(out, visit, people, kind.since);
  if (people.size() == static_cast<std::size_t>(kPeopleShown)) {
    const auto& last = people.back();
    const auto show = kind.name.empty() ? std::string("?") : "?show=" + std::string(kind.name) + "&";
    out.open("nav", {{"class", "pager"}, {"aria-label", visit.tr("Pages")}});
    out.element("a",
                {{"class", "button next"},
                 {"rel", "next"},
                 {"href", path + show + "after=" + pair_text({last.since.microseconds, last.id.value})}},
                visit.tr("More people"));
    out.close();
  }
  out.close();
  write_hand(out, visit, journey, stage, state);
  write_planning(out, visit, journey, stage, all_plans, state);
  return cockpit_page(visit, Room::journeys, name, out.take(), status);
}

}  // namespace

http::Response show_journeys(Visit& visit) {
  const auto all = visit.community.store().read([](store::Reader& reader) { return journeys(reader); });
  if (all.size() == 1) return http::see_other(journey_path(all.front()));
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Journeys"));
  out.element("p", visit.tr("The steps through which a member grows, how many are at each, and how long they stay."));
  out.close();
  out.open("ul", {{"class", "list"}});
  for (const auto& journey : all) {
    out.open("li").open("h2").element("a", {{"href", journey_path(journey)}}, journey.name.in(visit.language));
    out.close().close();
  }
  out.close();
  if (all.empty()) {
    out.element(
        "p",
        visit.tr("Begin with the usual one: newcomer, participant, regular, pillar, leader, ambassador; "
                 "and beside them who is silent for a month, who for long, who returned. Each step is a segment that "
                 "you can change."));
    write_post_button(out, visit, "/cockpit/journeys", visit.tr("Begin with it"), "button main");
  }
  out.open("p");
  out.element("a", {{"class", all.empty() ? "link" : "button"}, {"href", "/cockpit/journeys/new"}},
              all.empty() ? visit.tr("Or make your own") : visit.tr("Another journey"));
  out.close();
  return cockpit_page(visit, Room::journeys, visit.tr("Journeys"), out.take());
}

http::Response show_journey(Visit& visit) {
  Journey journey;
  std::vector<BoardRow> rows;
  visit.community.store().read([&](store::Reader& reader) {
    journey = journey_asked(visit, reader);
    for (const auto& stage : journey.stages) {
      const auto rule = stage.segment ? find_segment(reader, *stage.segment) : std::nullopt;
      rows.push_back({journey, stage, figures_of(reader, journey, stage, now()), !rule || rule->evaluated_at});
    }
  });
  html::Writer out;
  write_board(out, visit, journey, rows);
  return cockpit_page(visit, Room::journeys, journey.name.in(visit.language), out.take());
}

http::Response show_stage(Visit& visit) {
  const auto journey =
      visit.community.store().read([&](store::Reader& reader) { return journey_asked(visit, reader); });
  return stage_page(visit, journey, visit.request.parameter("stage"), {}, 200);
}

// All who are at it.
http::Response begin_stage_plan(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto act = act_of(visit);
  const auto slug = std::string(state.value("stage"));
  std::optional<Journey> journey;
  std::string back;
  visit.community.store().write([&](store::Transaction& transaction) {
    journey = find_journey(transaction, state.value("journey"));
    if (!journey) throw NotFound({"There is no journey at this address."});
    const auto& stage = stage_asked(*journey, slug);
    const auto plan = plan_typed(transaction, state);
    if (!plan) return;
    begin_for_stage(transaction, act, *plan, stage.id);
    back = plan_path(*plan);
  });
  if (state.is_refused()) return stage_page(visit, *journey, slug, state, 422);
  return community::see_other_with_notice(visit, back, text::msgid("They begin one after the other, within a minute."));
}

http::Response set_member_stage(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto act = act_of(visit);
  const auto slug = std::string(visit.request.form.get("stage"));
  Journey journey;
  std::string back;
  visit.community.store().write([&](store::Transaction& transaction) {
    journey = journey_asked(visit, transaction);
    const auto& stage = stage_asked(journey, slug);
    const auto member = member_typed(transaction, state);
    if (!member) return;
    back = stage_path(journey, stage);
    if (state.value("value") == "rules") return leave_to_rules(transaction, act, journey, stage.lane, member->id);
    set_stage(transaction, act, journey, stage, member->id);
  });
  if (state.is_refused()) return stage_page(visit, journey, slug, state, 422);
  return community::see_other_with_notice(visit, back, text::msgid("Done. It is kept with their history."));
}

}  // namespace parvis::cockpit
