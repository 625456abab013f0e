// What stands at the side of the card: facts they share, circle, way, plans, segments, consents, orders.
#include <algorithm>
#include <ranges>

#include "cockpit/card/card_views.h"
#include "cockpit/plans/plan_views.h"
#include "community/card/card_path.h"
#include "community/page/form_words.h"
#include "community/profiles/profile_pages.h"
#include "community/returns/return_words.h"
#include "core/text/dates.h"
#include "core/text/money.h"

namespace parvis::cockpit {

using namespace community;

namespace {

void write_fact(html::Writer& out, std::string_view what, std::string_view value) {
  if (value.empty()) return;
  out.open("div").element("dt", what).element("dd", value).close();
}

// A number that opens onto the acts it counts.
void write_counted(html::Writer& out, const Visit& visit, const Member& member, std::string_view what, std::int64_t n,
                   std::string_view kind) {
  if (n == 0) return write_fact(out, what, text::format_number(visit.language, n));
  const auto path = card_path(member.handle) + "/acts?part=received&kind=" + std::string(kind);
  out.open("div").element("dt", what).open("dd");
  out.element("a", {{"href", path}}, text::format_number(visit.language, n)).close().close();
}

std::string stay_words(const Visit& visit, const Stay& stay) {
  const auto days = stay.days(now());
  if (!stay.until) {
    return days == 0 ? visit.tr("since today") : visit.trn("there for {n} day", "there for {n} days", days);
  }
  return days == 0 ? visit.tr("less than a day") : visit.trn("{n} day", "{n} days", days);
}

}  // namespace

void write_facts(html::Writer& out, const Visit& visit, const CardData& card) {
  const auto& member = card.member;
  const auto zone = text::TimeZone::of(visit.time_zone);
  out.open("section").element("h2", visit.tr("Who they are")).open("dl", {{"class", "answers"}});
  write_fact(out, visit.tr("Joined"), text::day(member.created_at, visit.language, zone));
  write_fact(out, visit.tr("Last seen"), text::day(member.last_seen_at, visit.language, zone));
  write_fact(out, visit.tr("Place"), member.place);
  write_fact(out, visit.tr("Posts"), text::format_number(visit.language, member.posts));
  write_counted(out, visit, member, visit.tr("Thanks received"), member.thanks_received, "thanked");
  write_counted(out, visit, member, visit.tr("Accepted answers"), member.solutions, "solutions");
  std::string badges;
  for (const auto& badge : card.badges) badges += (badges.empty() ? "" : ", ") + badge.name;
  write_fact(out, visit.tr("Badges"), badges);
  out.close();
  write_answers(out, visit, card.answers, member.id);
  out.close();
}

void write_card_circle(html::Writer& out, const Visit& visit, const CardData& card, const html::FormState& typed) {
  out.open("section", {{"id", "circle"}}).element("h2", visit.tr("Circle"));
  if (card.circle) {
    if (!card.circle->note.empty()) out.element("p", {{"class", "typed"}}, card.circle->note);
    out.open("p", {{"class", "meta"}}).text(card.circle->author_name + " · ");
    write_time(out, visit, card.circle->at);
    out.close();
  }
  auto state = typed;
  if (!state.is_refused() && card.circle) {
    state.set("circle", card.circle->circle);
    state.set("note", card.circle->note);
  }
  html::Form form(out, state, say_in(visit), "circle");
  form.summary(visit.tr(kCheckThis)).open(card_path(card.member.handle) + "/circle", visit.form_token);
  std::vector<std::string> words;
  for (const auto& circle : card.circles) words.push_back(circle_words(visit, circle));
  const auto none = visit.tr("in none"), label = visit.tr("In which they stand"), note = visit.tr("Why");
  const auto hint = visit.tr("The member reads it in what the community knows of them.");
  std::vector<html::Choice> choices{{"", none}};
  for (std::size_t i = 0; i < words.size(); ++i) choices.push_back({card.circles[i].slug, words[i]});
  form.select({.name = "circle", .label = label, .choices = choices, .need = html::Need::optional});
  form.text_field({.name = "note", .label = note, .hint = hint, .autocomplete = "off", .need = html::Need::optional});
  form.submit(visit.tr("Keep"), html::Emphasis::plain).close();
  out.open("p", {{"class", "small"}}).element("a", {{"href", "/cockpit/circles"}}, visit.tr("Name your own circles"));
  out.close().close();
}

void write_way(html::Writer& out, const Visit& visit, const CardData& card) {
  out.open("section").element("h2", visit.tr("Their way"));
  if (card.stays.empty()) write_empty(out, visit.tr("At no stage of a journey."));
  out.open("ol", {{"class", "way"}});
  for (const auto& stay : card.stays) {
    out.open("li", {{"class", stay.until ? "past" : "present"}});
    out.element("a", {{"href", "/cockpit/journeys/" + stay.journey_slug + "/stages/" + stay.stage_slug}},
                stay.stage.in(visit.language));
    out.text(" ").element("span", {{"class", "quiet small"}}, stay_words(visit, stay));
    if (stay.by_hand) out.text(" ").element("span", {{"class", "quiet small"}}, visit.tr("by hand"));
    out.close();
  }
  out.close().close();
}

// Those they go through; what is over stands on the page of their plans.
void write_card_plans(html::Writer& out, const Visit& visit, const CardData& card) {
  const auto is_over = [](const PlanStanding& one) { return one.ended_at || one.slug.empty(); };
  const auto over = std::ranges::count_if(card.plans, is_over);
  out.open("section", {{"id", "plans"}}).element("h2", visit.tr("Plans"));
  if (std::ranges::all_of(card.plans, is_over)) write_empty(out, visit.tr("They go through no plan."));
  out.open("ul", {{"class", "list slim"}});
  for (const auto& standing : card.plans) {
    if (is_over(standing)) continue;
    out.open("li").open("p").element("a", {{"href", std::string(kPlansPath) + "/" + standing.slug}}, standing.name);
    out.close().open("p", {{"class", "quiet small"}});
    write_standing(out, visit, standing);
    out.close().close();
  }
  out.close();
  const bool may_begin = card.member.status == MemberStatus::active;
  if (may_begin || over > 0) {
    out.open("p", {{"class", "small"}});
    out.element("a", {{"href", member_plans_path(card.member.handle)}},
                over > 0 ? visit.trn("All their plans, {n} of them over", "All their plans, {n} of them over", over)
                         : visit.tr("Begin a plan"));
    out.close();
  }
  out.close();
}

void write_card_segments(html::Writer& out, const Visit& visit, const CardData& card) {
  out.open("section").element("h2", visit.tr("Segments"));
  if (card.segments.empty()) write_empty(out, visit.tr("In none."));
  out.open("ul", {{"class", "list slim"}});
  for (const auto& segment : card.segments) {
    const auto path = "/cockpit/segments/" + segment.slug;
    out.open("li", {{"class", "row"}}).element("a", {{"href", path}}, segment.name);
    out.element("a", {{"class", "small push"}, {"href", path + "/why?member=" + card.member.handle}}, visit.tr("Why"));
    out.close();
  }
  out.close().close();
}

void write_card_consents(html::Writer& out, const Visit& visit, const CardData& card) {
  out.open("section").element("h2", visit.tr("Consents"));
  if (card.purposes.empty()) write_empty(out, visit.tr("The community asks for none."));
  out.open("ul", {{"class", "list slim"}});
  for (const auto& purpose : card.purposes) {
    const auto said = std::ranges::find(card.consents, purpose.slug, &ConsentRow::slug);
    const bool is_said = said != card.consents.end();
    const bool agrees = is_said && said->agrees == Agrees::yes && said->version >= purpose.valid_from;
    out.open("li", {{"class", "row"}}).element("span", purpose.name.in(visit.language));
    write_badge(out,
                agrees    ? visit.tr("agrees")
                : is_said ? visit.tr("does not agree")
                          : visit.tr("was not asked"),
                agrees ? "good" : "plain");
    out.close();
  }
  out.close();
  if (!card.consents.empty()) {
    out.open("details").element("summary", visit.tr("What they said, and when"));
    out.open("ul", {{"class", "list slim"}});
    for (const auto& row : card.consents) {
      out.open("li").open("p").text(row.slug + " · ");
      out.text(row.agrees == Agrees::yes ? visit.tr("agreed") : visit.tr("withdrew"));
      out.text(" · ").text(row.way == ConsentWay::letter ? visit.tr("by a letter") : visit.tr("on a page"));
      out.text(" · ").text(visit.tr("version {n}", {{"n", row.version}}));
      out.close().open("p", {{"class", "meta"}});
      write_time(out, visit, row.at);
      out.close().close();
    }
    out.close().close();
  }
  out.open("p", {{"class", "small"}});
  out.element("a", {{"href", card_path(card.member.handle) + "/acts?kind=consents"}}, visit.tr("Letters and consents"));
  out.close().close();
}

void write_money(html::Writer& out, const Visit& visit, const CardData& card) {
  out.open("section", {{"id", "brought"}}).element("h2", visit.tr("Orders and what they brought"));
  if (card.orders.empty() && card.brought.empty()) write_empty(out, visit.tr("Nothing is on record."));
  out.open("ul", {{"class", "list slim"}});
  for (const auto& one : card.brought) {
    out.open("li", {{"class", "row"}}).element("span", visit.tr(gain_kind_words(one.kind)));
    const auto words = one.kind == GainKind::order ? text::format_money(visit.language, one.quantity, card.currency)
                                                   : text::format_number(visit.language, one.gains);
    out.open("b", {{"class", "push num"}});
    out.element("a", {{"href", member_gains_path(one.kind, card.member.handle)}}, words).close().close();
  }
  for (const auto& order : card.orders | std::views::take(kOrdersOnCard)) {
    out.open("li", {{"class", "row"}});
    out.element("a", {{"href", "/cockpit/return/orders/" + id_text(order.id)}},
                order.what.empty() ? order.reference : order.what);
    if (order.taken_back_at) write_badge(out, visit.tr("taken back"));
    out.element("span", {{"class", "push num"}}, text::format_money(visit.language, order.cents, card.currency));
    out.close();
  }
  out.close();
  if (card.orders.size() > kOrdersOnCard) {
    out.open("p", {{"class", "small"}});
    out.element("a", {{"href", member_orders_path(card.member.handle)}}, visit.tr("All their orders")).close();
  }
  out.close();
}

}  // namespace parvis::cockpit
