// The plans there are, and how often members may be written to.
#include <charconv>

#include "cockpit/cockpit_frame.h"
#include "cockpit/plans/plan_pages.h"
#include "cockpit/plans/plan_views.h"
#include "community/letters/letter_turn.h"
#include "community/page/form_words.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr char kCapPath[] = "/cockpit/plans/cap";

struct Listed {
  Plan plan;
  PlanFigures figures;
};

std::string cap_words(const Visit& visit, const LetterCap& cap) {
  if (cap.letters == 0) return visit.tr("There is no limit yet to how many letters a member gets from us.");
  return visit.tr("A member gets at most {letters} letters from us within {days} days, whoever sends them.",
                  {{"letters", cap.letters}, {"days", cap.days}});
}

void write_line(html::Writer& out, const Visit& visit, const Listed& listed) {
  const auto& [plan, figures] = listed;
  out.open("li", {{"class", "space-row"}}).open("div").open("h2");
  out.element("a", {{"href", plan_path(plan)}}, plan.name).close();
  if (!plan.description.empty()) out.element("p", plan.description);
  out.open("p", {{"class", "small dots"}}).open("span");
  write_badge(out, plan.running != 0 ? visit.tr("on") : visit.tr("off"), plan.running != 0 ? "good" : "plain");
  out.close();
  out.element("span", {{"class", "quiet"}},
              visit.trn("{n} step", "{n} steps", static_cast<std::int64_t>(plan.steps.size())));
  out.element("span", {{"class", "quiet"}}, plan.segment ? visit.tr("begins by itself") : visit.tr("begun by hand"));
  out.close().close();
  out.open("p", {{"class", "count"}});
  out.element("b", {{"class", "num"}}, text::format_number(visit.language, figures.under_way));
  out.literal("<br>").text(visit.tr("go through it"));
  out.close().close();
}

bool read_number(std::string_view typed, std::int64_t least, std::int64_t most, std::int64_t& number) {
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  return error == std::errc() && end == typed.data() + typed.size() && number >= least && number <= most;
}

http::Response render_cap(const Visit& visit, const html::FormState& state, int status = 200) {
  const auto title = visit.tr("How often we write");
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", title);
  out.element("p", visit.tr("Counted for each member, across all that the team sends of its own accord: letters of "
                            "plans, to segments, to groups, and personal words. What members asked to be told of and "
                            "letters about the safety of their account always go."));
  out.close().open("section", {{"class", "narrow"}});
  html::Form form(out, state, say_in(visit), "cap");
  form.summary(visit.tr(kCheckThis)).open(kCapPath, visit.form_token);
  const auto letters = visit.tr("At most so many letters"), days = visit.tr("within so many days"),
             letters_hint = visit.tr("0 to 50; 0 sets no limit."), days_hint = visit.tr("1 to 90.");
  form.text_field({.name = "letters",
                   .label = letters,
                   .hint = letters_hint,
                   .kind = html::TextKind::number,
                   .autocomplete = "off"});
  form.text_field(
      {.name = "days", .label = days, .hint = days_hint, .kind = html::TextKind::number, .autocomplete = "off"});
  form.submit(visit.tr("Save")).close();
  out.element(
      "p", {{"class", "quiet small"}},
      visit.tr("In this order: who did not agree gets no letter; who had as many as this gets the next when "
               "there is room; in somebody’s quiet hours it waits for their end. A letter of a plan waits as "
               "long as it takes. One to a segment or a group waits a week at most, and is not sent after it."));
  out.open("p").element("a", {{"class", "link"}, {"href", kPlansPath}}, visit.tr("Back to the plans")).close();
  out.close();
  return cockpit_page(visit, Room::plans, title, out.take(), status);
}

}  // namespace

http::Response show_plans(Visit& visit) {
  std::vector<Listed> all;
  LetterCap cap;
  visit.community.store().read([&](store::Reader& reader) {
    cap = read_letter_cap(reader);
    for (auto& plan : plans(reader)) {
      const auto figures = figures_of(reader, plan.id);
      all.push_back({std::move(plan), figures});
    }
  });
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}}).element("h1", visit.tr("Plans"));
  if (!all.empty()) {
    out.open("div", {{"class", "row"}});
    out.element("a", {{"class", "button main"}, {"href", "/cockpit/plans/new"}}, visit.tr("New plan")).close();
  }
  out.close();
  out.element("p", visit.tr("What the team does for one member after the other, step by step: a word, an invitation, "
                            "an hour together."));
  out.close();
  if (all.empty()) {
    write_empty(out,
                visit.tr("No plan yet. Begin with those you would not want to lose: a word on the first day, an "
                         "invitation a week later, an hour together after a month."),
                visit.tr("New plan"), "/cockpit/plans/new");
  }
  out.open("ul", {{"class", "list"}});
  for (const auto& listed : all) write_line(out, visit, listed);
  out.close();
  out.open("p", {{"class", "small"}}).text(cap_words(visit, cap)).text(" ");
  out.element("a", {{"class", "link"}, {"href", kCapPath}}, visit.tr("How often we write")).close();
  return cockpit_page(visit, Room::plans, visit.tr("Plans"), out.take());
}

http::Response show_letter_cap(Visit& visit) {
  const auto cap = visit.community.store().read(read_letter_cap);
  html::FormState state;
  state.set("letters", std::to_string(cap.letters));
  state.set("days", std::to_string(cap.days));
  return render_cap(visit, state);
}

http::Response update_letter_cap(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  LetterCap cap;
  if (!read_number(state.value("letters"), 0, kMostCapLetters, cap.letters)) {
    state.refuse("letters", {"Write a number from 0 to 50."});
  }
  if (!read_number(state.value("days"), 1, kMostCapDays, cap.days)) {
    state.refuse("days", {"Write a number from 1 to 90."});
  }
  if (state.is_refused()) return render_cap(visit, state, 422);
  const auto act = act_of(visit);
  visit.community.store().write([&](store::Transaction& transaction) { set_letter_cap(transaction, act, cap); });
  return see_other_with_notice(visit, kPlansPath, text::msgid("Saved. It holds for every letter from now on."));
}

}  // namespace parvis::cockpit
