#include "cockpit/leader_pages.h"

#include <algorithm>

#include "cockpit/cockpit_frame.h"
#include "cockpit/health_views.h"
#include "community/card/card_path.h"
#include "community/health/leader.h"
#include "community/influencers/influencer.h"
#include "community/members/member.h"
#include "community/page/form_words.h"
#include "community/page/thread_rows.h"
#include "core/text/fraction.h"
#include "core/text/validate.h"

namespace parvis::cockpit {
namespace {

using health::Criterion;
using health::Leader;

constexpr std::size_t kMostNote = 500;

struct CriterionWords {
  const char *name, *title, *measure;
  const char *under, *acts;  // the path before and after their name
  std::int64_t days;         // it looks at; zero: the page knows, or all that ever was
  const char* look;          // msgid of the link there
};
// In the order of health::kCriteria.
constexpr CriterionWords kWords[] = {
    {"charismatic", text::msgid("Charismatic"),
     text::msgid("Replies and comments by others in conversations they opened, in 52 weeks."), "/cockpit/members/",
     "/acts?kind=opened", 0, text::msgid("Their conversations")},
    {"known", text::msgid("Known"), text::msgid("Members they exchanged with, in 52 weeks."),
     "/cockpit/health/network/", "", 0, text::msgid("With whom they exchange")},
    {"recognised", text::msgid("Recognised"),
     text::msgid(
         "Thanks and accepted answers received for each contribution, in 52 weeks; counted from five contributions."),
     "/cockpit/members/", "/acts?part=received&kind=credit", health::kYearBack,
     text::msgid("Thanks and accepted answers")},
    {"available", text::msgid("Available"), text::msgid("Weeks in which they took part, of the last 26."),
     "/cockpit/members/", "/acts?", 26 * 7, text::msgid("What they did")},
};

// What was counted of them, in a sentence.
std::string measured_words(const Visit& visit, const Leader& leader, std::size_t i) {
  const auto n = leader.measures[i];
  switch (health::kCriteria[i]) {
    case Criterion::charismatic:
      return visit.trn("{n} reply or comment by others in conversations they opened, in 52 weeks.",
                       "{n} replies and comments by others in conversations they opened, in 52 weeks.", n);
    case Criterion::known:
      return visit.trn("{n} member they exchanged with, in 52 weeks.", "{n} members they exchanged with, in 52 weeks.",
                       n);
    case Criterion::recognised:
      return visit.tr(
          "{n} for each contribution: thanks and accepted answers received, in 52 weeks; counted from five "
          "contributions.",
          {{"n", text::format_fraction(visit.language, static_cast<double>(n) / 1000)}});
    case Criterion::available:
      return visit.trn("{n} week in which they took part, of the last 26.",
                       "{n} weeks in which they took part, of the last 26.", n);
  }
  return {};
}

std::string path_of(const Leader& leader) { return "/cockpit/leaders/" + leader.person.handle; }

// How many lead; beyond one page of them, more than that.
std::string leading_words(const Visit& visit, const health::LeaderPage& page) {
  const auto n = static_cast<std::int64_t>(page.leaders.size());
  if (!page.next.empty()) return visit.tr("More than {n} members lead, asked or not.", {{"n", n}});
  return visit.trn("{n} member leads, asked or not.", "{n} members lead, asked or not.", n);
}

// Where seats are free, who has none yet may be given one at once.
enum class Seats { none_free, some_free };

void write_seat_cell(html::Writer& out, const Visit& visit, const Leader& leader, Seats seats) {
  if (seats == Seats::none_free) return;
  out.open("td", {{"class", "seat"}});
  if (!leader.in_circle) {
    out.open("form", {{"method", "post"}, {"action", path_of(leader) + "/circle"}});
    community::write_form_token(out, visit);
    out.open("input", {{"type", "hidden"}, {"name", "seat"}, {"value", "take"}});
    out.open("input", {{"type", "hidden"}, {"name", "back"}, {"value", "list"}});
    const auto name = community::shown_name(visit, glimpse(leader.person));
    out.element("button", {{"class", "button"}, {"aria-label", visit.tr("Give {name} a seat", {{"name", name}})}},
                visit.tr("Give a seat"));
    out.close();
  }
  out.close();
}

void write_row(html::Writer& out, const Visit& visit, const Leader& leader, Seats seats) {
  const auto member = glimpse(leader.person);
  out.open("tr").open("th", {{"scope", "row"}});
  out.element("a", {{"href", path_of(leader)}}, community::shown_name(visit, member)).text(" ");
  community::write_role_badge(out, visit, member);
  if (leader.in_circle) {
    out.text(" ");
    community::write_badge(out, visit.tr("first circle"), "good");
  }
  out.close();
  out.open("td", {{"class", "total"}}).element("b", text::format_number(visit.language, leader.total)).close();
  for (std::size_t i = 0; i < leader.scores.size(); ++i) {
    out.open("td", {{"data-head", visit.tr(kWords[i].title)}, {"title", measured_words(visit, leader, i)}})
        .number(leader.scores[i]);
    if (leader.scores[i] != leader.counted[i]) out.element("span", {{"class", "quiet"}}, " " + visit.tr("by hand"));
    out.close();
  }
  write_seat_cell(out, visit, leader, seats);
  out.close();
}

void write_table(html::Writer& out, const Visit& visit, const std::string& title, const std::vector<Leader>& leaders,
                 Seats seats) {
  out.open("div", {{"class", "wide"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", title}});
  out.open("table", {{"class", "plain leaders"}}).open("thead").open("tr");
  out.element("th", {{"scope", "col"}}, visit.tr("Member"));
  out.element("th", {{"scope", "col"}}, visit.tr("Of 12"));
  for (const auto& words : kWords) out.element("th", {{"scope", "col"}}, visit.tr(words.title));
  if (seats == Seats::some_free) out.element("th", {{"scope", "col"}}, visit.tr("Seat"));
  out.close().close().open("tbody");
  for (const auto& leader : leaders) write_row(out, visit, leader, seats);
  out.close().close().close();
}

void write_definitions(html::Writer& out, const Visit& visit) {
  out.open("details", {{"class", "beside"}}).element("summary", visit.tr("How they are found"));
  out.open("dl");
  for (const auto& words : kWords) out.element("dt", visit.tr(words.title)).element("dd", visit.tr(words.measure));
  out.close();
  out.element("p",
              visit.tr("Of the members who wrote something in 52 weeks, the brand’s own people left out, the first 5% "
                       "of a criterion have 3 points, the first 20% have 2, the others 1. Whoever knows better "
                       "corrects a score, with a note."));
  out.close();
}

void write_circle(html::Writer& out, const Visit& visit, const std::vector<Leader>& circle) {
  const auto title = visit.tr("The first circle");
  out.open("section").element("h2", title);
  out.element("p", {{"class", "quiet small"}},
              visit.trn("{n} seat of {all} taken.", "{n} of {all} seats taken.",
                        static_cast<std::int64_t>(circle.size()), {{"all", health::kCircleSeats}}));
  if (circle.empty()) {
    community::write_empty(
        out, visit.tr("Nobody was chosen yet. The list below is the shortlist: give its first ones a seat."));
  } else {
    write_table(out, visit, title, circle, Seats::none_free);
  }
  out.close();
}

void write_criterion(html::Writer& out, const Visit& visit, const Leader& leader, std::size_t i) {
  out.open("div")
      .element("dt", visit.tr(kWords[i].title))
      .open("dd")
      .text(visit.tr("{n} of {all}", {{"n", leader.scores[i]}, {"all", 3}}));
  out.element("span", {{"class", "trend"}}, measured_words(visit, leader, i)).open("span", {{"class", "trend"}});
  const auto& [name, title, measure, under, acts, days, look] = kWords[i];
  const auto zone = text::TimeZone::of(visit.identity->time_zone);
  const auto since = days == 0 ? "" : "&from=" + text::day_in_figures(now() - (days - 1) * kDay, zone);
  const auto path = under + leader.person.handle + acts + since;
  out.element("a", {{"class", "link"}, {"href", path}}, visit.tr(look)).close();
  for (const auto& correction : leader.corrections) {
    if (correction.criterion != health::kCriteria[i]) continue;
    out.open("span", {{"class", "trend"}});
    out.text(visit.tr("Counted {score}, corrected by {member}: {note}",
                      {{"score", leader.counted[i]}, {"member", correction.author_name}, {"note", correction.note}}));
    out.close();
  }
  out.close().close();
}

void write_correction(html::Writer& out, const Visit& visit, const Leader& leader, const html::FormState& state) {
  out.open("section").element("h2", visit.tr("Correct a score"));
  html::Form form(out, state, community::say_in(visit), "score");
  form.summary(visit.tr(community::kCheckThis)).open(path_of(leader) + "/score", visit.form_token);
  std::vector<std::string> titles;
  for (const auto& words : kWords) titles.push_back(visit.tr(words.title));
  std::vector<html::Choice> criteria;
  for (std::size_t i = 0; i < titles.size(); ++i) criteria.push_back({kWords[i].name, titles[i]});
  const auto as_counted = visit.tr("As counted");
  const std::array<html::Choice, 4> scores{html::Choice{"3", "3"}, {"2", "2"}, {"1", "1"}, {"0", as_counted}};
  const auto criterion = visit.tr("Criterion"), score = visit.tr("Score"), note = visit.tr("Why"),
             hint = visit.tr(
                 "Whoever looks after the community reads it, and so does the member who asks for their data.");
  form.select({.name = "criterion", .label = criterion, .choices = criteria});
  form.radio_group({.name = "score", .label = score, .choices = scores});
  form.text_area({.name = "note", .label = note, .hint = hint, .rows = 2});
  form.submit(visit.tr("Keep this score")).close();
  out.close();
}

void write_seat(html::Writer& out, const Visit& visit, const Leader& leader) {
  out.open("form", {{"method", "post"}, {"action", path_of(leader) + "/circle"}});
  community::write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "seat"}, {"value", leader.in_circle ? "free" : "take"}});
  out.element("button", {{"class", "button"}},
              leader.in_circle ? visit.tr("Take out of the first circle") : visit.tr("Choose for the first circle"));
  out.close();
}

// Their line among those who are heard, or the way to write one.
void write_influence(html::Writer& out, const Visit& visit, const Leader& leader) {
  const auto known = visit.community.store().read(
      [&](store::Reader& reader) { return community::influencer_of(reader, leader.person.member); });
  out.open("p");
  if (known) {
    out.element("a", {{"href", community::influencer_path(*known)}},
                visit.tr("Their line in the table of influencers"));
  } else {
    out.element("a", {{"href", "/cockpit/influencers/new?member=" + http::percent_encode(leader.person.handle)}},
                visit.tr("Add them to the table of influencers"));
  }
  out.close();
}

Leader known_leader(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    const auto member = community::find_member(reader, visit.request.parameter("handle"));
    const auto found = member ? health::leader(reader, member->id) : std::nullopt;
    if (!found) throw NotFound();
    return *found;
  });
}

void write_rank(html::Writer& out, const Visit& visit, const Leader& leader) {
  const auto ranked =
      visit.community.store().read([&](store::Reader& reader) { return health::is_ranked(reader, leader.person); });
  if (ranked == health::Ranked::yes) return;
  out.element("p", {{"class", "quiet"}},
              ranked == health::Ranked::of_the_brand
                  ? visit.tr("One of the brand’s own people: counted, not ranked. Each criterion stands at 1.")
                  : visit.tr("They wrote nothing in 52 weeks: counted, not ranked. Each criterion stands at 1."));
}

http::Response leader_page(Visit& visit, const Leader& leader, const html::FormState& state, int status = 200) {
  const auto name = community::shown_name(visit, glimpse(leader.person));
  html::Writer out;
  write_health_style(out);
  out.open("header", {{"class", "title"}}).open("p", {{"class", "small"}});
  out.element("a", {{"href", "/cockpit/leaders"}}, visit.tr("Leaders")).close().element("h1", name);
  out.element("p", {{"class", "say"}},
              leader.total >= health::kLeaderFrom
                  ? visit.tr("{n} of 12: this member leads.", {{"n", leader.total}})
                  : visit.tr("{n} of 12; from 8 on, a member leads.", {{"n", leader.total}}));
  write_rank(out, visit, leader);
  out.close().open("dl", {{"class", "figures"}});
  for (std::size_t i = 0; i < leader.scores.size(); ++i) write_criterion(out, visit, leader, i);
  out.close()
      .open("p", {{"class", "dots"}})
      .open("span")
      .element("a", {{"href", community::card_path(leader.person.handle)}}, visit.tr("Their card"))
      .close()
      .close();
  write_influence(out, visit, leader);
  write_seat(out, visit, leader);
  write_correction(out, visit, leader, state);
  return cockpit_page(visit, Room::leaders, name, out.take(), status);
}

health::LeaderAct act_of(const Visit& visit) { return {visit.community.timeline(), visit.viewer.member, visit.source}; }

}  // namespace

http::Response show_leaders(Visit& visit) {
  const auto after = visit.request.query.get("after");
  const auto [page, circle] = visit.community.store().read([&](store::Reader& reader) {
    return std::pair(health::leaders_from(reader, health::kLeaderFrom, after), health::first_circle(reader));
  });
  const auto title = visit.tr("Leaders");
  html::Writer out;
  write_health_style(out);
  out.open("header", {{"class", "title"}}).element("h1", title);
  if (after.empty() && !page.leaders.empty()) out.element("p", {{"class", "say"}}, leading_words(visit, page));
  out.element(
      "p", {{"class", "quiet"}},
      visit.tr("Whoever has 8 of 12 points or more leads. Watch over them, write to them, give them something to do."));
  write_definitions(out, visit);
  out.close();
  if (after.empty()) write_circle(out, visit, circle);
  out.open("section").element("h2", visit.tr("From 8 of 12"));
  if (page.leaders.empty()) {
    community::write_empty(out, visit.tr("Nobody has 8 points yet."));
  } else {
    const auto free = health::kCircleSeats - static_cast<std::int64_t>(circle.size());
    if (free > 0) {
      out.element("p", {{"class", "quiet small"}},
                  visit.trn("The shortlist of the first circle: one seat is free.",
                            "The shortlist of the first circle, the highest totals first: {n} seats are free.", free));
    }
    write_table(out, visit, title, page.leaders, free > 0 ? Seats::some_free : Seats::none_free);
    community::write_next_page(out, visit, "/cockpit/leaders", page.next);
  }
  out.close();
  return cockpit_page(visit, Room::leaders, title, out.take());
}

http::Response show_leader(Visit& visit) { return leader_page(visit, known_leader(visit), {}); }

http::Response correct_score(Visit& visit) {
  const auto leader = known_leader(visit);
  html::FormState state(visit.request.form.pairs());
  const auto criterion = std::ranges::find(kWords, state.value("criterion"), &CriterionWords::name);
  if (criterion == std::end(kWords)) state.refuse("criterion", {"Choose one of the criteria."});
  const auto score = state.value("score");
  if (score.size() != 1 || score[0] < '0' || score[0] > '3') state.refuse("score", {"Choose one of the scores."});
  const auto note = text::check_text(
      state.value("note"),
      {.min = score == "0" ? std::size_t{0} : std::size_t{1}, .max = kMostNote, .lines = text::Lines::many});
  if (note.problem) state.refuse("note", *note.problem);
  if (state.is_refused()) return leader_page(visit, leader, state, 422);
  visit.community.store().write([&](store::Transaction& transaction) {
    health::correct_leader(transaction, act_of(visit), leader.person.member,
                           health::kCriteria[static_cast<std::size_t>(criterion - std::begin(kWords))], score[0] - '0',
                           note.value);
  });
  return http::see_other(path_of(leader));
}

http::Response change_circle(Visit& visit) {
  const auto leader = known_leader(visit);
  const auto circle = visit.request.form.get("seat") == "free" ? health::Circle::out : health::Circle::in;
  try {
    visit.community.store().write([&](store::Transaction& transaction) {
      health::choose_circle(transaction, act_of(visit), leader.person.member, circle);
    });
  } catch (const Conflict& full) {
    html::FormState state;
    state.refuse(full.sentence());
    return leader_page(visit, leader, state, full.status());
  }
  return http::see_other(visit.request.form.get("back") == "list" ? "/cockpit/leaders" : path_of(leader));
}

}  // namespace parvis::cockpit
