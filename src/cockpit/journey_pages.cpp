// The board of a journey, and the people behind each of its figures.
#include "cockpit/cockpit_frame.h"
#include "cockpit/cockpit_pages.h"
#include "cockpit/segment_views.h"
#include "community/journeys/journey_board.h"
#include "community/members/member.h"
#include "community/plans/plan.h"

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

std::string spent_words(const Visit& visit, const StageFigures& figures) {
  if (!figures.median_days) return visit.tr("nobody has left it yet");
  return visit.tr("{median} days, nine in ten under {most}",
                  {{"median", *figures.median_days}, {"most", *figures.ninth_tenth_days}});
}

struct BoardRow {
  const Journey& journey;
  const Stage& stage;
  StageFigures figures;
};

void write_link(html::Writer& out, const std::string& path, const std::string& words) {
  out.open("td", {{"class", "num"}}).element("a", {{"href", path}}, words).close();
}

void write_row(html::Writer& out, const Visit& visit, const BoardRow& row) {
  const auto path = stage_path(row.journey, row.stage);
  const auto& figures = row.figures;
  out.open("tr").open("th", {{"scope", "row"}});
  out.element("a", {{"href", path}}, row.stage.name.in(visit.language)).close();
  write_link(out, path, number(visit, figures.now));
  write_link(out, path + "?show=entered", number(visit, figures.entered));
  write_link(out, path + "?show=left", number(visit, figures.left));
  out.element("td", spent_words(visit, figures));
  if (row.stage.lane == Lane::steps && figures.ended > 0) {
    out.element("td", {{"class", "num"}},
                visit.tr("{share} % of {n}", {{"share", 100 * figures.went_on / figures.ended}, {"n", figures.ended}}));
  } else {
    out.element("td", {{"class", "num quiet"}}, "—");
  }
  if (row.stage.too_long_days > 0) {
    write_link(out, path, number(visit, figures.too_long));
  } else {
    out.element("td", {{"class", "num quiet"}}, "—");
  }
  out.close();
}

void write_table(html::Writer& out, const Visit& visit, const std::vector<BoardRow>& rows, Lane lane) {
  out.open("div", {{"class", "board-wide"},
                   {"tabindex", "0"},
                   {"role", "region"},
                   {"aria-label", lane == Lane::steps ? visit.tr("Steps") : visit.tr("Beside the way")}});
  out.open("table", {{"class", "board"}}).open("thead").open("tr");
  out.element("th", {{"scope", "col"}}, lane == Lane::steps ? visit.tr("Step") : visit.tr("Beside the way"));
  for (const auto& words : {visit.tr("Now"), visit.tr("Came in 30 days"), visit.tr("Left in 30 days"),
                            visit.tr("Time spent, median"), visit.tr("Went on"), visit.tr("Too long")}) {
    out.element("th", {{"scope", "col"}}, words);
  }
  out.close().close().open("tbody");
  for (const auto& row : rows) {
    if (row.stage.lane == lane) write_row(out, visit, row);
  }
  out.close().close().close();
}

// What the figures say, before they are read.
std::string sentence(const Visit& visit, const std::vector<BoardRow>& rows) {
  const BoardRow* slipping = nullptr;
  std::int64_t went_up = 0;
  for (const auto& row : rows) {
    if (row.stage.lane == Lane::beside && !slipping) slipping = &row;
    if (row.stage.lane == Lane::steps && row.stage.position > 1) went_up += row.figures.entered;
  }
  auto words = visit.trn("In 30 days {n} member took a step.", "In 30 days members took {n} steps.", went_up);
  if (slipping && slipping->figures.now > 0) {
    words += " " + visit.tr("{n} are now at: {stage}.",
                            {{"n", slipping->figures.now}, {"stage", slipping->stage.name.in(visit.language)}});
  }
  return words;
}

void write_stages(html::Writer& out, const Visit& visit, const std::vector<BoardRow>& rows) {
  out.open("ol", {{"class", "stages"}});
  for (const auto& row : rows) {
    if (row.stage.lane != Lane::steps) continue;
    out.open("li").open("a", {{"href", stage_path(row.journey, row.stage)}});
    out.element("b", number(visit, row.figures.now)).element("span", row.stage.name.in(visit.language));
    out.close().close();
  }
  out.close();
}

void write_board(html::Writer& out, const Visit& visit, const Journey& journey, const std::vector<BoardRow>& rows) {
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}});
  out.element("h1", journey.name.in(visit.language)).open("div", {{"class", "row"}});
  out.element("a", {{"class", "button"}, {"href", journey_path(journey) + "/edit"}}, visit.tr("Change its stages"));
  out.close().close().element("p", sentence(visit, rows)).close();
  write_stages(out, visit, rows);
  write_table(out, visit, rows, Lane::steps);
  write_table(out, visit, rows, Lane::beside);
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
    write_person(out, visit, glimpse, since_words, one.since);
  }
  out.close();
}

void write_hand(html::Writer& out, const Visit& visit, const Journey& journey, const Stage& stage) {
  out.open("section").element("h2", visit.tr("Put somebody here by hand"));
  out.open("form", {{"class", "row asked"}, {"method", "post"}, {"action", journey_path(journey) + "/standing"}});
  write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "stage"}, {"value", stage.slug}});
  out.open("input", {{"name", "member"},
                     {"aria-label", visit.tr("Member")},
                     {"placeholder", "@handle"},
                     {"class", "word-field"},
                     {"autocomplete", "off"}});
  out.element("button", {{"class", "button"}, {"name", "value"}, {"value", "set"}}, visit.tr("Put them here"));
  out.element("button", {{"class", "button bare"}, {"name", "value"}, {"value", "rules"}},
              visit.tr("Leave them to the rules"));
  out.close().close();
}

// All who are at it, from here.
void write_planning(html::Writer& out, const Visit& visit, const Stage& stage, const std::vector<Plan>& plans) {
  if (plans.empty()) return;
  out.open("section").element("h2", visit.tr("Put all of them on a plan"));
  out.open("form", {{"class", "row asked"}, {"method", "post"}, {"action", "/cockpit/plans/beginnings"}});
  write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "stage"}, {"value", stage.slug}});
  out.open("select", {{"name", "plan"}, {"aria-label", visit.tr("Plan")}, {"class", "word-field"}});
  for (const auto& plan : plans) out.element("option", {{"value", plan.slug}}, plan.name);
  out.close().element("button", {{"class", "button"}}, visit.tr("Begin for all of them")).close().close();
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
    out.element("p", visit.tr("Begin with the usual one: newcomer, participant, regular, pillar, leader, ambassador; "
                              "and beside them who slips away, who is lost, who returned. Each step is a segment that "
                              "you can change."));
    write_post_button(out, visit, "/cockpit/journeys", visit.tr("Begin with it"), "button main");
  }
  return cockpit_page(visit, Room::journeys, visit.tr("Journeys"), out.take());
}

http::Response create_journey(Visit& visit) {
  const auto act = act_of(visit);
  const auto language = visit.identity->languages.empty() ? visit.language : visit.identity->languages.front();
  const auto made = visit.community.store().write([&](store::Transaction& transaction) {
    if (!journeys(transaction).empty()) throw Conflict({"There is a journey already."});
    return make_default_journey(transaction, act, language);
  });
  return community::see_other_with_notice(visit, journey_path(made),
                                          text::msgid("Made. Members find their places in a few seconds."));
}

http::Response show_journey(Visit& visit) {
  Journey journey;
  std::vector<BoardRow> rows;
  visit.community.store().read([&](store::Reader& reader) {
    journey = journey_asked(visit, reader);
    for (const auto& stage : journey.stages) {
      rows.push_back({journey, stage, figures_of(reader, journey, stage, now())});
    }
  });
  html::Writer out;
  write_board(out, visit, journey, rows);
  return cockpit_page(visit, Room::journeys, journey.name.in(visit.language), out.take());
}

http::Response show_stage(Visit& visit) {
  const auto show = visit.request.query.get("show");
  Journey journey;
  const Stage* stage = nullptr;
  std::optional<Segment> rule;
  std::vector<Plan> all_plans;
  const auto lately = now() - kBoardDays * kDay;
  const auto people = visit.community.store().read([&](store::Reader& reader) {
    journey = journey_asked(visit, reader);
    stage = stage_of(journey, visit.request.parameter("stage"));
    if (!stage) throw NotFound({"There is no stage at this address."});
    if (stage->segment) rule = find_segment(reader, *stage->segment);
    all_plans = plans(reader);
    std::erase_if(all_plans, [](const Plan& plan) { return plan.steps.empty(); });
    if (show == "entered") return people_since(reader, *stage, lately, kPeopleShown);
    if (show == "left") return people_gone(reader, *stage, lately, kPeopleShown);
    return people_at(reader, *stage, {}, kPeopleShown);
  });
  const auto& name = stage->name.in(visit.language);
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", name);
  out.open("p")
      .element("a", {{"class", "link"}, {"href", journey_path(journey)}}, journey.name.in(visit.language))
      .close();
  out.close();
  if (rule) {
    out.open("p").text(visit.tr("Its rule:")).text(" ");
    out.element("a", {{"class", "link"}, {"href", segment_path(rule->slug)}}, rule->name).close();
  } else {
    out.element("p", visit.tr("Reached by hand alone."));
  }
  out.open("section").open("div", {{"class", "head"}});
  out.element("h2", show == "entered" ? visit.tr("Came in 30 days")
                    : show == "left"  ? visit.tr("Left in 30 days")
                                      : visit.tr("Here the longest"))
      .close();
  write_stage_people(out, visit, people, show == "left" ? text::msgid("left {when}") : text::msgid("came in {when}"));
  out.close();
  write_hand(out, visit, journey, *stage);
  write_planning(out, visit, *stage, all_plans);
  return cockpit_page(visit, Room::journeys, name, out.take());
}

http::Response set_member_stage(Visit& visit) {
  auto handle = visit.request.form.get("member");
  if (handle.starts_with('@')) handle.remove_prefix(1);
  const auto act = act_of(visit);
  std::string back = "/cockpit/journeys";
  visit.community.store().write([&](store::Transaction& transaction) {
    const auto journey = journey_asked(visit, transaction);
    const auto* stage = stage_of(journey, visit.request.form.get("stage"));
    if (!stage) throw NotFound({"There is no stage at this address."});
    const auto member = find_member(transaction, handle);
    if (!member || member->status == MemberStatus::former) {
      throw NotFound({"There is no member with that name here."});
    }
    back = stage_path(journey, *stage);
    if (visit.request.form.get("value") == "rules")
      return leave_to_rules(transaction, act, journey, stage->lane, member->id);
    set_stage(transaction, act, journey, *stage, member->id);
  });
  return community::see_other_with_notice(visit, back, text::msgid("Done. It is kept with their history."));
}

}  // namespace parvis::cockpit
