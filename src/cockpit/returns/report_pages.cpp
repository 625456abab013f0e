// The month on paper, in four sheets: where the community stands, how it lives, what was done, what it brought and what
// is to be decided. Printed, each is one page of A4.
#include <algorithm>

#include "cockpit/returns/report.h"
#include "cockpit/returns/return_pages.h"
#include "cockpit/returns/return_views.h"
#include "core/text/money.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kAliveShown = 6, kAliveRead = 20;
constexpr int kBarWidth = 600, kBarHeight = 34;
constexpr int kLinesToWrite = 4;

struct Report {
  std::int64_t month = 0;
  MonthLife life, before, year_ago;
  MonthWork work;
  std::vector<AliveThread> alive;
  OrdersOfMonth orders;
  ReturnResult year;  // the twelve months up to this one
  std::map<AssumptionKey, Assumption> assumptions;
  ReturnRules rules;

  const MonthResult& result() const { return year.months.back(); }
};

Report read_report(const Visit& visit, std::int64_t month) {
  const auto zone = community_zone(visit);
  const auto from = [&](std::int64_t of) { return month_start(of, zone); };
  return visit.community.store().read([&](store::Reader& reader) {
    Report report;
    report.month = month;
    report.life = month_life(reader, from(month), from(month + 1));
    report.before = month_life(reader, from(month - 1), from(month));
    report.year_ago = month_life(reader, from(month - 12), from(month - 11));
    report.work = month_work(reader, from(month), from(month + 1));
    // What a visitor could read: paper goes from hand to hand.
    for (auto& thread : alive_threads(reader, from(month), from(month + 1), kAliveRead)) {
      const auto* space = visit.spaces->find(thread.space);
      if (space && may_read({}, *space) && report.alive.size() < kAliveShown) report.alive.push_back(std::move(thread));
    }
    report.orders = orders_of_month(reader, from(month), from(month + 1));
    report.year = return_result(reader, month - kMonthsShown + 1, month);
    report.assumptions = assumptions_in_force(reader);
    report.rules = read_return_rules(reader);
    return report;
  });
}

std::string share(const Visit& visit, std::int64_t part, std::int64_t whole) {
  return text::format_percent(visit.language, whole > 0 ? (part * 100 + whole / 2) / whole * 100 : 0);
}

std::string level_sentence(const Visit& visit, const MonthLife& life) {
  const auto level = level_of(life);
  if (!level) return visit.tr("Nobody spoke this month.");
  switch (*level) {
    case Level::communing: return visit.tr("Members speak with each other: the community lives by itself.");
    case Level::conversing: return visit.tr("Members speak with the brand: a conversation, not yet a community.");
    case Level::broadcasting: return visit.tr("The brand speaks, and few answer.");
  }
  return {};
}

void open_sheet(html::Writer& out, const Visit& visit, const Report& report, int number, const std::string& title) {
  out.open("section", {{"class", "sheet"}});
  out.open("p", {{"class", "sheet-top quiet small"}}).element("span", visit.identity->name);
  out.element("span", month_name(report.month, visit.language));
  out.element("span", visit.tr("{n} of {all}", {{"n", number}, {"all", 4}})).close();
  out.element("h2", title);
}

// One bar in three parts, each with its share written beside it in the list below.
void write_level_bar(html::Writer& out, const Visit& visit, const MonthLife& life) {
  const auto whole = life.broadcasting + life.conversing + life.communing;
  if (whole == 0) return;
  struct Part {
    const char* css;
    std::int64_t count;
    std::string name, meaning;
  };
  const Part parts[] = {
      {"broadcasting", life.broadcasting, visit.tr("Broadcasting"), visit.tr("the brand wrote, nobody answered")},
      {"conversing", life.conversing, visit.tr("Conversing"), visit.tr("the brand and a member")},
      {"communing", life.communing, visit.tr("Communing"), visit.tr("a member and another member")}};
  const auto words = visit.tr("How exchanges are shared among the three levels; the shares stand in the list.");
  out.open("svg", {{"class", "level-bar"},
                   {"preserveAspectRatio", "none"},
                   {"viewBox", "0 0 " + std::to_string(kBarWidth) + " " + std::to_string(kBarHeight)},
                   {"role", "img"},
                   {"aria-label", words}});
  std::int64_t done = 0;
  for (const auto& part : parts) {
    const auto x = kBarWidth * done / whole;
    done += part.count;
    out.open(
        "rect",
        {{"class", part.css}, {"x", x}, {"y", 0}, {"width", kBarWidth * done / whole - x}, {"height", kBarHeight}});
    out.element("title", part.name).close();
  }
  out.close().open("dl", {{"class", "levels"}});
  for (const auto& part : parts) {
    out.open("div", {{"class", part.css}}).element("dt", part.name);
    out.open("dd").element("b", share(visit, part.count, whole)).text(" ");
    out.element("span", {{"class", "quiet small"}}, part.meaning).close().close();
  }
  out.close();
}

std::string against(const Visit& visit, std::int64_t present, std::int64_t before) {
  const auto difference = present - before;
  if (difference == 0) return visit.tr("as the month before");
  const auto number = text::format_number(visit.language, difference > 0 ? difference : -difference);
  return difference > 0 ? visit.tr("{n} more than the month before", {{"n", number}})
                        : visit.tr("{n} fewer than the month before", {{"n", number}});
}

void write_standing(html::Writer& out, const Visit& visit, const Report& report) {
  const auto& life = report.life;
  const Money money(visit, report.rules.currency);
  open_sheet(out, visit, report, 1, level_sentence(visit, life));
  write_level_bar(out, visit, life);
  const auto number = [&](std::int64_t of) { return text::format_number(visit.language, of); };
  out.open("dl", {{"class", "figures"}});
  write_figure(out, visit.tr("Members"), number(life.members), visit.trn("{n} new", "{n} new", life.joined));
  write_figure(out, visit.tr("Took part"), number(life.writers), against(visit, life.writers, report.before.writers));
  write_figure(out, visit.tr("Contributions"), number(life.posts), against(visit, life.posts, report.before.posts));
  write_figure(out, visit.tr("Questions solved"), number(life.solved),
               against(visit, life.solved, report.before.solved));
  out.close();
  const auto& result = report.result();
  if (result.gain.high > 0 || result.cost > 0) {
    out.element("p", {{"class", "lead"}},
                visit.tr("It brought in about {base} this month ({range}), for {cost} spent.",
                         {{"base", money.round(result.gain.base)},
                          {"range", money.range(result.gain)},
                          {"cost", money.round(result.cost)}}));
  }
  out.element(
      "p", {{"class", "quiet small"}},
      visit.tr("An exchange is a reply to somebody else’s thread, or a thread of the brand’s that nobody replied "
               "to. The level is the one with most of them."));
  out.close();
}

void write_health(html::Writer& out, const Visit& visit, const Report& report) {
  open_sheet(out, visit, report, 2, visit.tr("How it lives"));
  out.open("table", {{"class", "board"}})
      .open("thead")
      .open("tr")
      .element("th", {{"scope", "col"}}, visit.tr("Figure"));
  out.element("th", {{"scope", "col"}}, month_name(report.month, visit.language));
  out.element("th", {{"scope", "col"}}, month_name(report.month - 1, visit.language));
  out.element("th", {{"scope", "col"}}, month_name(report.month - 12, visit.language));
  out.close().close().open("tbody");
  const auto row = [&](const std::string& name, auto&& of) {
    out.open("tr").element("th", {{"scope", "row"}}, name);
    for (const auto* life : {&report.life, &report.before, &report.year_ago}) out.element("td", of(*life));
    out.close();
  };
  const auto number = [&](std::int64_t of) { return text::format_number(visit.language, of); };
  row(visit.tr("New members"), [&](const MonthLife& life) { return number(life.joined); });
  row(visit.tr("Members who wrote"), [&](const MonthLife& life) { return number(life.writers); });
  row(visit.tr("Contributions"), [&](const MonthLife& life) { return number(life.posts); });
  row(visit.tr("Written by your own people"),
      [&](const MonthLife& life) { return share(visit, life.of_staff, life.posts); });
  row(visit.tr("Exchanges among members"), [&](const MonthLife& life) { return number(life.communing); });
  row(visit.tr("Questions solved"), [&](const MonthLife& life) { return number(life.solved); });
  row(visit.tr("Threads nobody replied to"), [&](const MonthLife& life) { return number(life.unanswered); });
  out.close().close();
  out.element("h3", visit.tr("Where most was said"));
  if (report.alive.empty()) {
    out.element("p", {{"class", "quiet"}}, visit.tr("Nothing was written where visitors may read."));
  } else {
    out.open("ol", {{"class", "alive"}});
    for (const auto& thread : report.alive) {
      out.open("li").element("a", {{"class", "link"}, {"href", "/threads/" + id_text(thread.thread)}}, thread.title);
      out.text(" ").element("span", {{"class", "quiet small"}},
                            visit.trn("{n} contribution", "{n} contributions", thread.posts));
      out.close();
    }
    out.close();
  }
  out.close();
}

void write_done(html::Writer& out, const Visit& visit, const Report& report) {
  const Money money(visit, report.rules.currency);
  open_sheet(out, visit, report, 3, visit.tr("What was done"));
  const auto& work = report.work;
  out.open("ul", {{"class", "bullets done"}});
  out.element("li", visit.trn("{n} answer by your own people", "{n} answers by your own people", work.replies));
  out.element("li", visit.trn("{n} conversation opened by them", "{n} conversations opened by them", work.threads));
  out.element("li", visit.trn("{n} thanks given", "{n} thanks given", work.thanks));
  out.element("li", visit.trn("{n} decision on what waited or was flagged",
                              "{n} decisions on what waited or was flagged", work.decisions));
  if (work.letters > 0) {
    out.element("li", visit.trn("{n} personal message or letter", "{n} personal messages or letters", work.letters));
  }
  out.close();
  out.element("h3", visit.tr("What it cost"));
  const auto& result = report.result();
  if (result.costs.empty()) {
    out.element("p", {{"class", "quiet"}}, visit.tr("No cost is written down for this time."));
  } else {
    out.open("table", {{"class", "board"}}).open("tbody");
    for (const auto& [kind, cents] : result.costs) {
      out.open("tr").element("th", {{"scope", "row"}}, visit.tr(cost_kind_words(kind)));
      out.element("td", money.exact(cents)).close();
    }
    out.open("tr").element("th", {{"scope", "row"}}, visit.tr("Together")).open("td");
    out.element("b", money.exact(result.cost)).close().close().close().close();
  }
  out.element("h3", visit.tr("On what the figures stand"));
  if (report.assumptions.empty()) {
    out.element("p", {{"class", "quiet"}}, visit.tr("Nothing is assumed yet."));
  } else {
    out.open("table", {{"class", "board stands"}}).open("tbody");
    for (const auto& [key, assumption] : report.assumptions) {
      out.open("tr").element("th", {{"scope", "row"}}, visit.tr(assumption_words(key)));
      out.element("td", value_words(visit, money, key, assumption.value.base));
      out.element("td", {{"class", "quiet small"}}, assumption.source).close();
    }
    out.close().close();
  }
  out.close();
}

std::vector<std::string> questions_to_decide(const Visit& visit, const Report& report) {
  std::vector<std::string> questions;
  const auto& life = report.life;
  if (life.unanswered > 0) {
    questions.push_back(visit.trn("{n} thread of this month has no reply: who takes it?",
                                  "{n} threads of this month have no reply: who takes them?", life.unanswered));
  }
  if (life.posts > 0 && life.of_staff * 2 > life.posts) {
    questions.push_back(visit.tr("Your own people write {share} of everything: how do members get more room?",
                                 {{"share", share(visit, life.of_staff, life.posts)}}));
  }
  const auto& result = report.result();
  if (const auto found = result.gains.find(GainKind::prospect);
      found != result.gains.end() && found->second.quantity > 0) {
    questions.push_back(visit.trn("{n} member is close to buying: who speaks with them?",
                                  "{n} members are close to buying: who speaks with them?", found->second.quantity));
  }
  if (report.orders.of_nobody > 0) {
    questions.push_back(
        visit.tr("{n} of {all} orders are of nobody the community knows: could the shop invite its "
                 "customers to join?",
                 {{"n", report.orders.of_nobody}, {"all", report.orders.all}}));
  }
  if (result.cost > result.gain.base && result.gain.high > 0) {
    questions.push_back(visit.tr("The month cost more than it brought in: is it spent where it helps?"));
  }
  const bool is_missing = std::ranges::any_of(result.gains, [](const auto& gain) { return !gain.second.worth; });
  if (is_missing) {
    questions.push_back(visit.tr("Some gains are counted and worth nothing yet: who states the missing assumptions?"));
  }
  if (result.costs.empty()) questions.push_back(visit.tr("No cost is written down: what does the community cost?"));
  return questions;
}

void write_brought(html::Writer& out, const Visit& visit, const Report& report) {
  const Money money(visit, report.rules.currency);
  open_sheet(out, visit, report, 4, visit.tr("What it brought, and what to decide"));
  write_return_chart(out, visit, money, report.year.months);
  out.open("table", {{"class", "board"}}).open("thead").open("tr");
  for (const auto& words : {visit.tr("Gains"), visit.tr("Counted"), visit.tr("Worth about"), visit.tr("From, to")}) {
    out.element("th", {{"scope", "col"}}, words);
  }
  out.close().close().open("tbody");
  for (const auto& [kind, gain] : report.result().gains) {
    if (gain.quantity == 0) continue;
    out.open("tr").open("th", {{"scope", "row"}});
    out.element("a", {{"class", "link"}, {"href", gains_path(report.month, kind)}}, visit.tr(gain_kind_words(kind)));
    out.close().element("td", quantity_words(visit, money, kind, gain.quantity));
    out.element("td", gain.worth ? money.round(gain.worth->base) : visit.tr("not known yet"));
    out.element("td", {{"class", "quiet"}}, gain.worth ? money.range(*gain.worth) : "").close();
  }
  out.close().close();
  const auto questions = questions_to_decide(visit, report);
  out.element("h3", visit.tr("To decide"));
  if (questions.empty()) {
    out.element("p", visit.tr("Nothing presses. Which of this month’s good things should happen again?"));
  } else {
    out.open("ul", {{"class", "bullets"}});
    for (const auto& question : questions) out.element("li", question);
    out.close();
  }
  out.open("div", {{"class", "to-write"}, {"aria-hidden", "true"}});
  for (int i = 0; i < kLinesToWrite; ++i) out.open("p").close();
  out.close().close();
}

}  // namespace

http::Response show_report(Visit& visit) {
  const auto present = month_of(now(), community_zone(visit));
  const auto asked = visit.request.query.get("month");
  const auto month = asked.empty() ? std::optional(present - 1) : parse_month(asked);
  if (!month || *month > present) throw NotFound();
  const auto report = read_report(visit, *month);
  html::Writer out;
  out.open("header", {{"class", "report-head"}});
  out.element("h1", visit.tr("{month} on paper", {{"month", month_name(*month, visit.language)}}));
  out.element("p", {{"class", "quiet"}},
              visit.tr("Four pages for whoever decides. Printed from your browser, or kept as PDF there, they are four "
                       "pages of A4."));
  out.open("p", {{"class", "dots small"}});
  for (auto other = present; other > present - 6; --other) {
    out.open("span");
    if (other == *month) {
      out.element("b", month_name(other, visit.language));
    } else {
      out.element("a", {{"class", "link"}, {"href", "/cockpit/return/report?month=" + month_in_figures(other)}},
                  month_name(other, visit.language));
    }
    out.close();
  }
  out.close().close();
  out.open("div", {{"class", "report"}});
  write_standing(out, visit, report);
  write_health(out, visit, report);
  write_done(out, visit, report);
  write_brought(out, visit, report);
  out.close();
  return return_page(visit, ReturnTab::report, visit.tr("The month on paper"), out.take());
}

}  // namespace parvis::cockpit
