// The stages of a journey: their names, their rules, their order.
#include "cockpit/cockpit_frame.h"
#include "cockpit/cockpit_pages.h"
#include "cockpit/removal_page.h"
#include "cockpit/segment_views.h"
#include "community/journeys/journey.h"
#include "community/manage/local_fields.h"
#include "community/page/form_words.h"
#include "core/text/validate.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr std::int64_t kMostDaysThere = 3650;
constexpr std::string_view kItself = "/";  // no stage is called so

struct Edited {
  Journey journey;
  std::vector<Segment> rules;
  std::string of;  // the stage whose form was sent; empty: that for a new one
  html::FormState state;
  int status = 200;
};

Edited read_edited(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    auto journey = find_journey(reader, visit.request.parameter("journey"));
    if (!journey) throw NotFound({"There is no journey at this address."});
    return Edited{.journey = std::move(*journey), .rules = segments(reader)};
  });
}

void write_fields(html::Form& form, const Visit& visit, const Edited& edited, bool with_lane) {
  for (const auto language : form_languages(visit)) {
    const auto name = field_in("name", language), label = label_in(visit, visit.tr("Its name"), language);
    form.text_field({.name = name, .label = label, .autocomplete = "off"});
  }
  const auto rule = visit.tr("Who is at it"), by_hand = visit.tr("Only those put there by hand"),
             days = visit.tr("Too long after (days)"), hint = visit.tr("0: nobody stays too long."),
             lane = visit.tr("Where it stands"), steps = visit.tr("A step of the way"),
             beside = visit.tr("Beside the way: a state that comes and goes");
  std::vector<html::Choice> rules{{"", by_hand}};
  for (const auto& segment : edited.rules) rules.push_back({segment.slug, segment.name});
  form.select({.name = "rule", .label = rule, .choices = rules});
  form.text_field({.name = "days", .label = days, .hint = hint, .kind = html::TextKind::number, .autocomplete = "off"});
  const html::Choice lanes[] = {{"steps", steps}, {"beside", beside}};
  if (with_lane) form.select({.name = "lane", .label = lane, .choices = lanes});
}

html::FormState present(const Visit& visit, const Edited& edited, const Stage& stage) {
  html::FormState state;
  set_local(state, visit, "name", stage.name);
  state.set("days", std::to_string(stage.too_long_days));
  for (const auto& segment : edited.rules) {
    if (stage.segment == segment.id) state.set("rule", segment.slug);
  }
  return state;
}

void write_stage(html::Writer& out, const Visit& visit, const Edited& edited, const Stage& stage) {
  const auto path = "/cockpit/journeys/" + edited.journey.slug + "/stages/" + stage.slug;
  const bool is_sent = edited.of == stage.slug;
  out.open("li", {{"class", "row push"}}).open("div").element("p", {{"class", "name"}}, stage.name.in(visit.language));
  out.close().open("details", {{"open", is_sent}}).element("summary", {{"class", "button"}}, visit.tr("Change"));
  const auto state = is_sent ? edited.state : present(visit, edited, stage);
  html::Form form(out, state, say_in(visit), "stage-" + stage.slug);
  form.summary(visit.tr(kCheckThis)).open(path, visit.form_token);
  write_fields(form, visit, edited, false);
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Save"), "do", "save", html::Emphasis::main);
  form.submit(visit.tr("Move earlier"), "do", "up", html::Emphasis::plain);
  form.submit(visit.tr("Move later"), "do", "down", html::Emphasis::plain);
  out.close();
  form.close();
  write_removal(out, visit,
                {visit.tr("Remove this stage"),
                 visit.tr("Who is there finds another place in a few seconds, by the rules of the others. The segment "
                          "that was its rule stays. A stage that is removed does not come back."),
                 visit.tr("Remove for good"), path + "/removal"});
  out.close().close();
}

// Its name, and its end.
void write_journey_itself(html::Writer& out, const Visit& visit, const Edited& edited) {
  const auto path = "/cockpit/journeys/" + edited.journey.slug;
  const bool is_sent = edited.of == kItself;
  html::FormState present;
  set_local(present, visit, "name", edited.journey.name);
  const auto& state = is_sent ? edited.state : present;
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("The journey itself"));
  html::Form form(out, state, say_in(visit), "journey");
  form.summary(visit.tr(kCheckThis)).open(path, visit.form_token);
  for (const auto language : form_languages(visit)) {
    const auto name = field_in("name", language), label = label_in(visit, visit.tr("Its name"), language);
    form.text_field({.name = name, .label = label, .autocomplete = "off"});
  }
  form.submit(visit.tr("Save"), html::Emphasis::plain).close();
  write_removal(out, visit,
                {visit.tr("Remove this journey"),
                 visit.tr("Nobody stands at its stages then. The segments that were their rules stay."),
                 visit.tr("Remove it for good"), path + "/removal"});
  out.close();
}

http::Response render(const Visit& visit, const Edited& edited) {
  const auto& name = edited.journey.name.in(visit.language);
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("p", {{"class", "small"}});
  out.element("a", {{"href", "/cockpit/journeys/" + edited.journey.slug}}, name).close();
  out.element("h1", visit.tr("Its stages"));
  out.element("p", visit.tr("A member is at the last step whose rule holds for them. Changing a rule moves people at "
                            "once, without a fact for each."));
  out.close();
  out.open("ul", {{"class", "list"}});
  for (const auto& stage : edited.journey.stages) write_stage(out, visit, edited, stage);
  out.close();
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Another stage"));
  const bool is_sent = edited.of.empty() && edited.status != 200;
  html::FormState fresh;
  fresh.set("days", "0");
  const auto& state = is_sent ? edited.state : fresh;
  html::Form form(out, state, say_in(visit), "new-stage");
  form.summary(visit.tr(kCheckThis)).open("/cockpit/journeys/" + edited.journey.slug + "/stages", visit.form_token);
  write_fields(form, visit, edited, true);
  form.submit(visit.tr("Add it"), html::Emphasis::plain).close();
  out.close();
  write_journey_itself(out, visit, edited);
  return cockpit_page(visit, Room::journeys, name, out.take(), edited.status);
}

StageWords read_words(const Visit& visit, Edited& edited) {
  auto& state = edited.state;
  StageWords words;
  words.name = read_local(visit, state, "name", {.min = 1, .max = kMaxStageName}, html::Need::required);
  const auto rule = state.value("rule");
  for (const auto& segment : edited.rules) {
    if (segment.slug == rule) words.segment = segment.id;
  }
  if (!rule.empty() && !words.segment) state.refuse("rule", {"Choose a segment from the list."});
  const auto days = std::string(state.value("days"));
  const bool is_number = !days.empty() && days.size() < 5 && days.find_first_not_of("0123456789") == std::string::npos;
  words.too_long_days = is_number ? std::stoll(days) : -1;
  if (!is_number || words.too_long_days > kMostDaysThere) state.refuse("days", {"Write a number of days, 0 to 3650."});
  words.lane = state.value("lane") == "beside" ? Lane::beside : Lane::steps;
  return words;
}

template <class Change>
http::Response change(const Visit& visit, Edited& edited, Change&& rule) {
  if (edited.state.is_refused()) {
    edited.status = 422;
    return render(visit, edited);
  }
  try {
    const auto act = act_of(visit);
    visit.community.store().write([&](store::Transaction& transaction) { rule(transaction, act); });
  } catch (const Conflict& conflict) {
    edited.state.refuse(conflict.sentence());
    edited.status = conflict.status();
    return render(visit, edited);
  }
  return community::see_other_with_notice(visit, "/cockpit/journeys/" + edited.journey.slug + "/edit",
                                          text::msgid("Saved. Members find their places in a few seconds."));
}

const Stage& stage_asked(const Visit& visit, const Edited& edited) {
  const auto* stage = stage_of(edited.journey, visit.request.parameter("stage"));
  if (!stage) throw NotFound({"There is no stage at this address."});
  return *stage;
}

}  // namespace

http::Response show_journey_edit(Visit& visit) { return render(visit, read_edited(visit)); }

http::Response update_journey(Visit& visit) {
  auto edited = read_edited(visit);
  edited.of = kItself;
  edited.state = html::FormState(visit.request.form.pairs());
  const auto name = read_local(visit, edited.state, "name", {.min = 1, .max = kMaxJourneyName}, html::Need::required,
                               edited.journey.name);
  return change(visit, edited, [&](store::Transaction& transaction, const SpaceAct& act) {
    rename_journey(transaction, act, edited.journey, name);
  });
}

http::Response end_journey(Visit& visit) {
  auto edited = read_edited(visit);
  edited.of = kItself;
  set_local(edited.state, visit, "name", edited.journey.name);
  try {
    const auto act = act_of(visit);
    visit.community.store().write(
        [&](store::Transaction& transaction) { remove_journey(transaction, act, edited.journey); });
  } catch (const Conflict& conflict) {
    edited.state.refuse(conflict.sentence());
    edited.status = conflict.status();
    return render(visit, edited);
  }
  return community::see_other_with_notice(visit, "/cockpit/journeys", text::msgid("The journey is removed."));
}

http::Response create_stage(Visit& visit) {
  auto edited = read_edited(visit);
  edited.state = html::FormState(visit.request.form.pairs());
  const auto words = read_words(visit, edited);
  return change(visit, edited, [&](store::Transaction& transaction, const SpaceAct& act) {
    add_stage(transaction, act, edited.journey, words);
  });
}

http::Response update_stage(Visit& visit) {
  auto edited = read_edited(visit);
  const auto& stage = stage_asked(visit, edited);
  const auto gesture = visit.request.form.get("do");
  edited.of = stage.slug;
  if (gesture == "up" || gesture == "down") {
    return change(visit, edited, [&](store::Transaction& transaction, const SpaceAct& act) {
      move_stage(transaction, act, edited.journey, stage, gesture == "up" ? Step::up : Step::down);
    });
  }
  edited.state = html::FormState(visit.request.form.pairs());
  const auto words = read_words(visit, edited);
  return change(visit, edited, [&](store::Transaction& transaction, const SpaceAct& act) {
    change_stage(transaction, act, edited.journey, stage, words);
  });
}

http::Response end_stage(Visit& visit) {
  auto edited = read_edited(visit);
  const auto& stage = stage_asked(visit, edited);
  edited.of = stage.slug;
  return change(visit, edited, [&](store::Transaction& transaction, const SpaceAct& act) {
    remove_stage(transaction, act, edited.journey, stage);
  });
}

}  // namespace parvis::cockpit
