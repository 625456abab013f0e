// What a plan would have done in the last thirty days, before it is switched on; and what it did.
#include "cockpit/card/card_link.h"
#include "cockpit/cockpit_frame.h"
#include "cockpit/plans/plan_pages.h"
#include "cockpit/plans/plan_views.h"
#include "community/members/member.h"
#include "community/plans/rehearsal.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr std::size_t kActsShown = 300;
constexpr int kMomentsPerPage = 100;

using What = RehearsedAct::What;

struct Rehearsed {
  Plan plan;
  std::vector<Segment> segments;
  std::optional<Segment> segment;
  Rehearsal rehearsal;
  std::vector<MemberFace> faces;
};

Rehearsed read_rehearsed(const Visit& visit) {
  const auto slug = visit.request.query.get("segment");
  return visit.community.store().read([&](store::Reader& reader) {
    Rehearsed read{
        .plan = plan_asked(visit, reader), .segments = segments(reader), .segment = {}, .rehearsal = {}, .faces = {}};
    if (!slug.empty()) {
      read.segment = find_segment(reader, slug);
      if (!read.segment) throw NotFound({"There is no segment at this address."});
    } else if (read.plan.segment) {
      read.segment = find_segment(reader, *read.plan.segment);
    }
    read.rehearsal = rehearse(reader, read.plan, read.segment, now());
    if (read.rehearsal.acts.size() > kActsShown) read.rehearsal.acts.resize(kActsShown);
    std::vector<MemberId> members;
    for (const auto& act : read.rehearsal.acts) members.push_back(act.member);
    read.faces = faces_of(reader, members);
    return read;
  });
}

std::string note_of(const Plan& plan, std::int64_t place) {
  return place > 0 && place <= static_cast<std::int64_t>(plan.steps.size())
             ? plan.steps[static_cast<std::size_t>(place) - 1].note
             : "";
}

std::string act_words(const Visit& visit, const Plan& plan, const RehearsedAct& act) {
  const auto note = note_of(plan, act.place);
  switch (act.what) {
    case What::begins: return visit.tr("would have begun");
    case What::task: return visit.tr("a task: {step}", {{"step", note}});
    case What::letter: return visit.tr("a letter: {step}", {{"step", note}});
    case What::no_consent: return visit.tr("no letter, since they had not agreed to one: {step}", {{"step", note}});
    case What::capped:
      return visit.tr("a letter held back until {day}, they had as many as we send: {step}",
                      {{"day", act.until ? day_words(visit, *act.until) : ""}, {"step", note}});
    case What::skipped: return visit.tr("passed over, its condition did not hold: {step}", {{"step", note}});
    case What::met: return visit.tr("would have ended: what the plan waits for came true");
    case What::done: return visit.tr("would have been through");
  }
  return "";
}

void write_question(html::Writer& out, const Visit& visit, const Rehearsed& read) {
  out.open("form", {{"class", "row asked"}, {"action", plan_path(read.plan) + "/rehearsal"}});
  out.element("label", {{"for", "rehearse-segment"}}, visit.tr("As if it began for who came into"));
  out.open("select", {{"id", "rehearse-segment"}, {"name", "segment"}, {"class", "word-field"}});
  for (const auto& one : read.segments) {
    out.element("option", {{"value", one.slug}, {"selected", read.segment && read.segment->id == one.id}}, one.name);
  }
  out.close().element("button", {{"class", "button"}}, visit.tr("Rehearse")).close();
}

void write_summary(html::Writer& out, const Visit& visit, const Rehearsal& rehearsal) {
  const auto figure = [&](const std::string& what, std::int64_t n, const std::string& against = "") {
    write_figure(out, what, text::format_number(visit.language, n), against);
  };
  out.open("dl", {{"class", "figures"}});
  figure(visit.tr("Would have begun"), rehearsal.people);
  const auto a_day = (rehearsal.tasks + kRehearsedDays / 2) / kRehearsedDays;
  figure(visit.tr("Tasks for the team"), rehearsal.tasks,
         rehearsal.tasks > 0 && a_day == 0 ? visit.tr("less than one every other day")
                                           : visit.trn("{n} a day, on average", "{n} a day, on average", a_day));
  figure(visit.tr("Letters"), rehearsal.letters);
  figure(visit.tr("Without consent"), rehearsal.no_consent, visit.tr("a task instead"));
  figure(visit.tr("Held back"), rehearsal.capped, visit.tr("until there is room"));
  figure(visit.tr("Ended early, as hoped"), rehearsal.met);
  out.close();
}

void write_acts(html::Writer& out, const Visit& visit, const Rehearsed& read) {
  out.open("div",
           {{"class", "board-wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", visit.tr("Day by day")}});
  out.open("table", {{"class", "board stacked"}}).open("thead").open("tr");
  for (const auto& words : {visit.tr("Day"), visit.tr("Member"), visit.tr("What would have come")}) {
    out.element("th", {{"scope", "col"}}, words);
  }
  out.close().close().open("tbody");
  for (const auto& act : read.rehearsal.acts) {
    const auto face = std::ranges::find(read.faces, act.member, &MemberFace::id);
    if (face == read.faces.end()) continue;
    out.open("tr").element("td", day_words(visit, act.day + 12 * kHour)).open("th", {{"scope", "row"}});
    write_card_name(
        out, visit,
        {.handle = face->handle, .name = face->display_name, .title = {}, .hue = face->hue, .role = face->role});
    out.close();
    const bool is_refused = act.what == What::no_consent || act.what == What::capped;
    out.element("td", {{"class", is_refused ? "wide bad" : "wide"}}, act_words(visit, read.plan, act)).close();
  }
  out.close().close().close();
}

void write_moment(html::Writer& out, const Visit& visit, const PlanMoment& moment) {
  const MemberGlimpse glimpse{
      .handle = moment.handle, .name = moment.name, .title = {}, .hue = moment.hue, .status = moment.status};
  out.open("li", {{"class", "row"}});
  write_linked_face(out, visit, glimpse);
  out.open("div").open("p");
  write_card_name(out, visit, glimpse);
  out.close().element("p", {{"class", "small"}}, moment_words(visit, moment)).close();
  out.open("span", {{"class", "quiet small push"}});
  write_time(out, visit, moment.at);
  out.close().close();
}

}  // namespace

http::Response show_plan_rehearsal(Visit& visit) {
  const auto read = read_rehearsed(visit);
  const auto title = visit.tr("Rehearsal of “{plan}”", {{"plan", read.plan.name}});
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", title);
  out.element("p", visit.tr("What it would have done in the last 30 days, to the day. Nothing is written and nothing "
                            "is sent."));
  out.open("p").element("a", {{"class", "link"}, {"href", plan_path(read.plan)}}, visit.tr("Back to the plan")).close();
  out.close();
  if (!read.segments.empty()) write_question(out, visit, read);
  const auto& rehearsal = read.rehearsal;
  if (!read.segment) {
    write_empty(out, visit.tr("This plan is begun by hand alone. Choose a segment to see what it would do."));
  } else if (read.plan.steps.empty()) {
    write_empty(out, visit.tr("No step yet. What comes first?"), visit.tr("Add a step"),
                plan_path(read.plan) + "/edit");
  } else if (rehearsal.people == 0) {
    write_empty(out, visit.tr("Nobody came into “{segment}” in these 30 days.", {{"segment", read.segment->name}}));
  } else {
    write_summary(out, visit, rehearsal);
    write_acts(out, visit, read);
    if (rehearsal.acts.size() == kActsShown) {
      out.element("p", {{"class", "quiet small"}},
                  visit.tr("The first {n} of these are shown.", {{"n", static_cast<std::int64_t>(kActsShown)}}));
    }
    if (rehearsal.told_of < rehearsal.people) {
      out.element("p", {{"class", "quiet small"}},
                  visit.tr("Steps are told of the first {n} people.", {{"n", rehearsal.told_of}}));
    }
  }
  out.element("p", {{"class", "quiet small"}},
              visit.tr("A task counts as done on its day. What members had agreed to and what they had been sent is "
                       "that of the day; conditions are asked of the day as far as acts and arrivals tell of it."));
  if (rehearsal.one_in > 1) {
    out.element(
        "p", {{"class", "quiet small"}},
        visit.tr("In a community of this size, one member in {n} is asked, week by week: there would be {n} times "
                 "as many.",
                 {{"n", rehearsal.one_in}}));
  }
  return cockpit_page(visit, Room::plans, title, out.take());
}

http::Response show_plan_history(Visit& visit) {
  const auto before = parse_id(visit.request.query.get("before")).value_or(0);
  std::optional<Plan> plan;
  const auto moments = visit.community.store().read([&](store::Reader& reader) {
    plan = plan_asked(visit, reader);
    return moments_of(reader, *plan, {}, before, kMomentsPerPage);
  });
  html::Writer out;
  const auto title = visit.tr("What {plan} did", {{"plan", plan->name}});
  out.open("header", {{"class", "title"}}).element("h1", title).open("p");
  out.element("a", {{"class", "link"}, {"href", plan_path(*plan)}}, visit.tr("Back to the plan")).close().close();
  if (moments.empty()) write_empty(out, visit.tr("Nothing so far."));
  out.open("ul", {{"class", "list people plan-people"}});
  for (const auto& moment : moments) write_moment(out, visit, moment);
  out.close();
  if (moments.size() == static_cast<std::size_t>(kMomentsPerPage)) {
    out.open("nav", {{"class", "pager"}, {"aria-label", visit.tr("Pages")}});
    out.element("a",
                {{"class", "button next"},
                 {"rel", "next"},
                 {"href", plan_path(*plan) + "/history?before=" + id_text(moments.back().id)}},
                visit.tr("Earlier"));
    out.close();
  }
  return cockpit_page(visit, Room::plans, title, out.take());
}

}  // namespace parvis::cockpit
