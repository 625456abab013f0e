#include "community/returns/report_words.h"

#include <algorithm>

#include "community/health/hours_words.h"
#include "community/returns/month.h"
#include "community/returns/report_course.h"
#include "core/text/catalogue.h"
#include "core/text/money.h"

namespace parvis::community {
namespace {

using text::tr;
using text::trn;
using In = text::Language;

std::int64_t thousandths(std::int64_t part, std::int64_t whole) { return whole > 0 ? part * 1000 / whole : 0; }

std::string level_sentence(In in, const MonthLife& life) {
  const auto level = month_level(life);
  if (!level) return tr(in, "Nobody spoke this month.");
  switch (*level) {
    case health::Level::communing: return tr(in, "Members speak with each other: the community lives by itself.");
    case health::Level::conversing: return tr(in, "Members speak with the brand: a conversation, not yet a community.");
    case health::Level::broadcasting: return tr(in, "The brand speaks, and few answer.");
  }
  return {};
}

ReportBlock levels(In in, const MonthLife& life) {
  ReportBlock block{.part = ReportPart::levels,
                    .text = tr(in, "How exchanges are shared among the three levels; the shares stand in the list.")};
  const auto whole = life.broadcasting + life.conversing + life.communing;
  const auto add = [&](std::string name, std::int64_t count, std::string meaning) {
    block.rows.push_back({{.text = std::move(name), .length = thousandths(count, whole)},
                          {share_words(in, count, whole)},
                          {std::move(meaning)}});
  };
  add(tr(in, "Broadcasting"), life.broadcasting, tr(in, "the brand wrote, nobody answered"));
  add(tr(in, "Conversing"), life.conversing, tr(in, "the brand and a member"));
  add(tr(in, "Communing"), life.communing, tr(in, "a member and another member"));
  return block;
}

std::string against(In in, std::int64_t present, std::int64_t before) {
  const auto difference = present - before;
  if (difference == 0) return tr(in, "as the month before");
  const auto number = text::format_number(in, difference > 0 ? difference : -difference);
  return difference > 0 ? tr(in, "{n} more than the month before", {{"n", number}})
                        : tr(in, "{n} fewer than the month before", {{"n", number}});
}

ReportRow first_answers(In in, const MonthFacts& facts) {
  const auto most = std::max({facts.life.first_answer, facts.before.first_answer, facts.year_ago.first_answer});
  ReportRow row{{tr(in, "Time to the first answer, median")}};
  for (const auto& time : {facts.life.first_answer, facts.before.first_answer, facts.year_ago.first_answer}) {
    if (!time) {
      row.push_back({"–"});
      continue;
    }
    row.push_back({.text = health::hours_words(in, static_cast<double>(*time) / static_cast<double>(kHour)),
                   .length = thousandths(*time, *most)});
  }
  return row;
}

ReportBlock comparison(In in, const MonthFacts& facts) {
  ReportBlock block{.part = ReportPart::comparison,
                    .heads = {tr(in, "Figure"), month_name(facts.month, in), month_name(facts.month - 1, in),
                              month_name(facts.month - 12, in)}};
  const MonthLife* const lives[] = {&facts.life, &facts.before, &facts.year_ago};
  const auto counted = [&](const std::string& name, std::int64_t MonthLife::*what) {
    const auto most = std::max({facts.life.*what, facts.before.*what, facts.year_ago.*what});
    ReportRow row{{name}};
    for (const auto* life : lives) {
      row.push_back({.text = text::format_number(in, life->*what), .length = thousandths(life->*what, most)});
    }
    block.rows.push_back(std::move(row));
  };
  counted(tr(in, "Members who joined"), &MonthLife::joined);
  counted(tr(in, "Members who wrote"), &MonthLife::writers);
  counted(tr(in, "Contributions"), &MonthLife::posts);
  ReportRow own{{tr(in, "Written by your own people")}};
  for (const auto* life : lives) {
    own.push_back(
        {.text = share_words(in, life->of_staff, life->posts), .length = thousandths(life->of_staff, life->posts)});
  }
  block.rows.push_back(std::move(own));
  counted(tr(in, "Replies among members"), &MonthLife::communing);
  counted(tr(in, "Questions solved"), &MonthLife::solved);
  counted(tr(in, "Conversations nobody replied to"), &MonthLife::unanswered);
  block.rows.push_back(first_answers(in, facts));
  return block;
}

ReportBlock bullets(std::vector<std::string> sentences) {
  ReportBlock block{.part = ReportPart::bullets};
  for (auto& sentence : sentences) block.rows.push_back({{std::move(sentence)}});
  return block;
}

ReportBlock said(ReportPart part, std::string text) { return {.part = part, .text = std::move(text)}; }

ReportBlock costs(In in, const Money& money, const MonthResult& result) {
  if (result.costs.empty()) return said(ReportPart::note, tr(in, "No cost is written down for this time."));
  ReportBlock block{.part = ReportPart::table};
  std::int64_t most = 0;
  for (const auto& [kind, cents] : result.costs) most = std::max(most, cents);
  for (const auto& [kind, cents] : result.costs) {
    block.rows.push_back(
        {{tr(in, cost_kind_words(kind))}, {.text = money.exact(cents), .length = thousandths(cents, most)}});
  }
  block.rows.push_back({{tr(in, "Together")}, {money.exact(result.cost)}});
  return block;
}

ReportBlock statements(In in, const Money& money, const MonthFacts& facts) {
  if (facts.assumptions.empty()) return said(ReportPart::note, tr(in, "Nothing is assumed yet."));
  ReportBlock block{.part = ReportPart::statements};
  for (const auto& [key, assumption] : facts.assumptions) {
    block.rows.push_back({{.text = tr(in, assumption_words(key)), .path = assumption_path(key)},
                          {value_words(money, key, assumption.value.base)},
                          {assumption.source}});
  }
  return block;
}

ReportBlock gains(In in, const Money& money, const MonthFacts& facts) {
  ReportBlock block{.part = ReportPart::table,
                    .heads = {tr(in, "Gains"), tr(in, "Counted"), tr(in, "Worth about"), tr(in, "From, to")}};
  for (const auto& [kind, gain] : facts.result().gains) {
    if (gain.quantity == 0) continue;
    block.rows.push_back({{.text = tr(in, gain_kind_words(kind)), .path = gains_path(facts.month, kind)},
                          {quantity_words(money, kind, gain.quantity)},
                          {gain.worth ? money.round(gain.worth->base) : tr(in, "not known yet")},
                          {gain.worth ? money.range(*gain.worth) : ""}});
  }
  return block;
}

}  // namespace

std::string share_words(In in, std::int64_t part, std::int64_t whole) {
  return text::format_percent(in, whole > 0 ? (part * 100 + whole / 2) / whole * 100 : 0);
}

ReportSheet standing_sheet(In in, const MonthFacts& facts) {
  const auto& life = facts.life;
  const Money money(in, facts.currency);
  ReportSheet sheet{.title = level_sentence(in, life)};
  if (facts.days_so_far > 0) {
    sheet.blocks.push_back(said(
        ReportPart::note, trn(in, "This month lasts: its first day stands beside whole months.",
                              "This month lasts: its first {n} days stand beside whole months.", facts.days_so_far)));
  }
  if (month_level(life)) sheet.blocks.push_back(levels(in, life));
  const auto number = [&](std::int64_t of) { return text::format_number(in, of); };
  sheet.blocks.push_back(
      {.part = ReportPart::figures,
       .rows = {
           {{tr(in, "Members")}, {number(life.members)}, {trn(in, "{n} new", "{n} new", life.joined)}},
           {{tr(in, "Members who wrote")}, {number(life.writers)}, {against(in, life.writers, facts.before.writers)}},
           {{tr(in, "Contributions")}, {number(life.posts)}, {against(in, life.posts, facts.before.posts)}},
           {{tr(in, "Questions solved")}, {number(life.solved)}, {against(in, life.solved, facts.before.solved)}}}});
  const auto& result = facts.result();
  if (result.gain.high > 0 || result.cost > 0) {
    sheet.blocks.push_back(
        said(ReportPart::lead, tr(in, "It brought in about {base} this month ({range}), for {cost} spent.",
                                  {{"base", money.round(result.gain.base)},
                                   {"range", money.range(result.gain)},
                                   {"cost", money.round(result.cost)}})));
  }
  add_levels_over_time(sheet, in, facts);
  sheet.blocks.push_back(
      said(ReportPart::note,
           tr(in,
              "An exchange is a reply to somebody else’s thread, or a thread of the brand’s that nobody replied "
              "to. A community communes once half of them are among members, and broadcasts while more than "
              "half go unanswered.")));
  return sheet;
}

ReportSheet living_sheet(In in, const MonthFacts& facts) {
  ReportSheet sheet{.title = tr(in, "How it lives")};
  if (facts.life.writers > 0) {
    sheet.blocks.push_back(
        said(ReportPart::lead,
             trn(in, "{n} member wrote this month, {against}.", "{n} members wrote this month, {against}.",
                 facts.life.writers, {{"against", against(in, facts.life.writers, facts.before.writers)}})));
  }
  add_writers_over_time(sheet, in, facts);
  sheet.blocks.push_back(comparison(in, facts));
  sheet.blocks.push_back(
      said(ReportPart::note, tr(in, "Contributions are conversations and replies; comments are not counted here.")));
  sheet.blocks.push_back(said(ReportPart::heading, tr(in, "Where most was said")));
  if (facts.alive.empty()) {
    sheet.blocks.push_back(said(ReportPart::note, tr(in, "Nothing was written where visitors may read.")));
    return sheet;
  }
  ReportBlock ranking{.part = ReportPart::ranking};
  for (const auto& thread : facts.alive) {
    ranking.rows.push_back({{.text = thread.title, .path = "/threads/" + id_text(thread.thread)},
                            {.text = trn(in, "{n} contribution", "{n} contributions", thread.posts),
                             .length = thousandths(thread.posts, facts.alive.front().posts)}});
  }
  sheet.blocks.push_back(std::move(ranking));
  return sheet;
}

ReportSheet done_sheet(In in, const MonthFacts& facts) {
  const Money money(in, facts.currency);
  const auto& work = facts.work;
  std::vector<std::string> done;
  const auto add = [&](std::int64_t count, std::string words) {
    if (count > 0) done.push_back(std::move(words));
  };
  add(work.replies, trn(in, "{n} answer by your own people", "{n} answers by your own people", work.replies));
  add(work.threads, trn(in, "{n} conversation opened by them", "{n} conversations opened by them", work.threads));
  add(work.thanks, trn(in, "{n} thanks given", "{n} thanks given", work.thanks));
  add(work.decisions, trn(in, "{n} decision on what waited or was flagged",
                          "{n} decisions on what waited or was flagged", work.decisions));
  add(work.letters, trn(in, "{n} personal message or letter", "{n} personal messages or letters", work.letters));
  if (done.empty()) done.push_back(tr(in, "Your own people wrote nothing and decided nothing here this month."));
  return {.title = tr(in, "What was done"),
          .blocks = {bullets(std::move(done)), said(ReportPart::heading, tr(in, "What it cost")),
                     costs(in, money, facts.result()), said(ReportPart::heading, tr(in, "On what the figures stand")),
                     statements(in, money, facts)}};
}

std::vector<std::string> questions_to_decide(In in, const MonthFacts& facts) {
  std::vector<std::string> questions;
  const auto& life = facts.life;
  if (life.unanswered > 0) {
    questions.push_back(trn(in, "{n} thread of this month has no reply: who takes it?",
                            "{n} threads of this month have no reply: who takes them?", life.unanswered));
  }
  if (life.posts > 0 && life.of_staff * 2 > life.posts) {
    questions.push_back(tr(in, "Your own people write {share} of everything: how do members get more room?",
                           {{"share", share_words(in, life.of_staff, life.posts)}}));
  }
  const auto& result = facts.result();
  if (const auto found = result.gains.find(GainKind::prospect);
      found != result.gains.end() && found->second.quantity > 0) {
    questions.push_back(trn(in, "{n} member is close to buying: who speaks with them?",
                            "{n} members are close to buying: who speaks with them?", found->second.quantity));
  }
  if (facts.orders.of_nobody > 0) {
    questions.push_back(tr(in,
                           "{n} of {all} orders are of nobody the community knows: could the shop invite its "
                           "customers to join?",
                           {{"n", facts.orders.of_nobody}, {"all", facts.orders.all}}));
  }
  if (result.cost > result.gain.base && result.gain.high > 0) {
    questions.push_back(tr(in, "The month cost more than it brought in: is it spent where it helps?"));
  }
  if (std::ranges::any_of(result.gains, [](const auto& gain) { return !gain.second.worth; })) {
    questions.push_back(tr(in, "Some gains are counted and worth nothing yet: who states the missing assumptions?"));
  }
  if (result.costs.empty()) questions.push_back(tr(in, "No cost is written down: what does the community cost?"));
  return questions;
}

ReportSheet brought_sheet(In in, const MonthFacts& facts) {
  const Money money(in, facts.currency);
  ReportSheet sheet{.title = tr(in, "What it brought, and what to decide")};
  const bool has_year = has_amounts(facts.year);
  if (const auto& total = facts.year.total; total.gain.high > 0) {
    sheet.blocks.push_back(
        said(ReportPart::lead, tr(in, "In twelve months the community brought in about {base}, for {cost} spent.",
                                  {{"base", money.round(total.gain.base)}, {"cost", money.round(total.cost)}})));
  }
  if (has_year) sheet.blocks.push_back({.part = ReportPart::chart, .chart = return_chart(money, facts.year.months)});
  auto counted = gains(in, money, facts);
  if (counted.rows.empty()) {
    sheet.blocks.push_back(said(ReportPart::note, tr(in, "Nothing was counted this month.")));
  } else {
    sheet.blocks.push_back(std::move(counted));
  }
  sheet.blocks.push_back(said(ReportPart::heading, tr(in, "To decide")));
  auto questions = questions_to_decide(in, facts);
  if (questions.empty()) {
    questions.push_back(tr(in, "Nothing presses. Which of this month’s good things should happen again?"));
  }
  sheet.blocks.push_back(bullets(std::move(questions)));
  sheet.blocks.push_back({.part = ReportPart::room});
  return sheet;
}

}  // namespace parvis::community
