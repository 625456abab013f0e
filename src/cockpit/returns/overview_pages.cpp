// The return at a glance, a month of it, and ideas that were taken up.
#include <algorithm>

#include "cockpit/headed_cell.h"
#include "cockpit/returns/return_pages.h"
#include "cockpit/returns/return_views.h"
#include "community/page/form_words.h"
#include "community/page/member_views.h"
#include "community/page/sentence.h"
#include "community/returns/idea.h"
#include "core/text/validate.h"

namespace parvis::cockpit {

using namespace community;

namespace {

struct Overview {
  ReturnResult result;
  Values values;
  ReturnRules rules;
};

Overview read_overview(const Visit& visit, std::int64_t from, std::int64_t to) {
  return visit.community.store().read([&](store::Reader& reader) {
    return Overview{return_result(reader, from, to), values_in_force(reader), read_return_rules(reader)};
  });
}

bool brought_in_something(const MonthResult& total) {
  return std::ranges::any_of(total.gains, [](const auto& gain) { return gain.second.quantity > 0; });
}

// "Between €8,100 and €21,000 in twelve months, about €14,000, for €11,500 spent."
std::string sentence_of(const Visit& visit, const Money& money, const MonthResult& total) {
  if (total.gain.high == 0 && total.cost == 0) {
    if (brought_in_something(total)) {
      return visit.tr("What the community brought in is counted. What it is worth waits for your assumptions.");
    }
    return visit.tr("Nothing is counted yet: write down what the community costs, and what you assume.");
  }
  if (total.gain.high == 0) {
    return visit.tr("In twelve months the community cost {cost}. What it brought in waits for your assumptions.",
                    {{"cost", money.round(total.cost)}});
  }
  return visit.tr("In twelve months the community brought in about {base}, for {cost} spent.",
                  {{"base", money.round(total.gain.base)}, {"cost", money.round(total.cost)}});
}

const char* tone_of(std::int64_t cents) { return cents >= 0 ? "good" : "bad"; }

std::string spent_path(std::int64_t from, std::int64_t to) {
  return "/cockpit/return/costs?from=" + month_in_figures(from) + "&to=" + month_in_figures(to);
}

// What was gained opens onto its acts, what was spent onto its costs; the others are made of the two.
void write_figures(html::Writer& out, const Visit& visit, const Money& money, const MonthResult& total) {
  const auto present = month_of(now(), community_zone(visit));
  const auto spent =
      total.month ? spent_path(total.month, total.month) : spent_path(present - kMonthsShown + 1, present);
  out.open("dl", {{"class", "figures"}});
  const auto gains = (total.month ? return_month_path(total.month) : std::string("/cockpit/return")) + "/gains";
  const bool is_unknown = total.gain.high == 0 && brought_in_something(total);
  write_figure(out, visit.tr("Gained"), is_unknown ? "—" : money.round(total.gain.base),
               is_unknown ? visit.tr("not known yet") : money.range(total.gain), "", gains);
  write_figure(out, visit.tr("Spent"), money.round(total.cost),
               visit.trn("{n} kind of cost", "{n} kinds of cost", static_cast<std::int64_t>(total.costs.size())), "",
               spent);
  const auto left = total.left();
  write_figure(out, visit.tr("Left"), money.round(left.base), money.range(left), tone_of(left.base));
  if (total.cost > 0) {
    // To the hundredth: what 100 spent brought back.
    const auto per_hundred = [&](std::int64_t gain) { return gain * 10'000 / total.cost; };
    const auto base = money.exact(per_hundred(total.gain.base));
    write_figure(out, visit.tr("For each {amount} spent", {{"amount", money.round(100 * 100)}}), base,
                 money.range({per_hundred(total.gain.low), per_hundred(total.gain.base), per_hundred(total.gain.high)}),
                 tone_of(left.base));
  }
  out.close();
}

void write_missing(html::Writer& out, const Visit& visit, GainKind kind, const Values& values) {
  out.text(visit.tr("not known yet: state "));
  bool first = true;
  for (const auto key : assumptions_for(kind)) {
    if (values.contains(key)) continue;
    if (!first) out.text(", ");
    out.element("a", {{"class", "link"}, {"href", assumption_path(key)}}, visit.tr(assumption_words(key)));
    first = false;
  }
}

// `month`: zero for the last twelve months.
void write_gains_table(html::Writer& out, const Visit& visit, const Money& money, const MonthResult& month,
                       const Values& values) {
  out.open("div", {{"class", "board-wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", visit.tr("Gains")}});
  out.open("table", {{"class", "board stacked"}}).open("thead").open("tr");
  const auto counted = visit.tr("Counted"), about = visit.tr("Worth about"), range = visit.tr("From, to");
  for (const auto& words : {visit.tr("Gains"), counted, about, range}) {
    out.element("th", {{"scope", "col"}}, words);
  }
  out.close().close().open("tbody");
  for (const auto kind : kGainKinds) {
    const auto found = month.gains.find(kind);
    const auto gain = found == month.gains.end() ? GainOfMonth{} : found->second;
    out.open("tr").open("th", {{"scope", "row"}});
    const auto words = visit.tr(gain_kind_words(kind));
    if (gain.quantity > 0) {
      out.element("a", {{"class", "link"}, {"href", gains_path(month.month, kind)}}, words);
    } else {
      out.text(words);
    }
    out.close();
    write_cell(out, {counted, gain.quantity > 0 ? quantity_words(money, kind, gain.quantity) : ""});
    if (gain.quantity > 0 && !gain.worth) {
      out.open("td", {{"colspan", "2"}, {"class", "quiet"}});
      write_missing(out, visit, kind, values);
      out.close();
    } else {
      write_cell(out, {about, gain.worth ? money.round(gain.worth->base) : ""});
      write_cell(out, {.head = range, .words = gain.worth ? money.range(*gain.worth) : "", .tone = "quiet"});
    }
    out.close();
  }
  out.close().close().close();
}

void write_months_table(html::Writer& out, const Visit& visit, const Money& money, const ReturnResult& result) {
  out.open("div",
           {{"class", "board-wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", visit.tr("By month")}});
  out.open("table", {{"class", "board figures-table stacked"}}).open("thead").open("tr");
  const auto spent = visit.tr("Spent"), gained = visit.tr("Gained"), range = visit.tr("From, to");
  const auto left = visit.tr("Left");
  for (const auto& words : {visit.tr("Month"), spent, gained, range, left}) {
    out.element("th", {{"scope", "col"}}, words);
  }
  const auto write_cells = [&](const MonthResult& month) {
    write_cell(out, {spent, money.round(month.cost)});
    write_cell(out, {gained, money.round(month.gain.base)});
    write_cell(out, {.head = range, .words = money.range(month.gain), .tone = "quiet"});
    write_cell(out, {.head = left, .words = money.round(month.left().base), .tone = tone_of(month.left().base)});
  };
  out.close().close().open("tbody");
  for (auto month = result.months.rbegin(); month != result.months.rend(); ++month) {
    out.open("tr").open("th", {{"scope", "row"}});
    out.element("a", {{"class", "link"}, {"href", return_month_path(month->month)}},
                month_name(month->month, visit.language));
    out.close();
    write_cells(*month);
    out.close();
  }
  out.close().open("tfoot").open("tr").element("th", {{"scope", "row"}}, visit.tr("Together"));
  write_cells(result.total);
  out.close().close().close().close();
}

void write_costs_table(html::Writer& out, const Visit& visit, const Money& money, const MonthResult& month) {
  if (month.costs.empty())
    return write_empty(out, visit.tr("No cost is written down for this time."), visit.tr("Write down a cost"),
                       "/cockpit/return/costs");
  out.open("table", {{"class", "board"}}).open("thead").open("tr");
  out.element("th", {{"scope", "col"}}, visit.tr("Costs")).element("th", {{"scope", "col"}}, visit.tr("Spent"));
  out.close().close().open("tbody");
  for (const auto& [kind, cents] : month.costs) {
    const auto path = spent_path(month.month, month.month) + "&kind=" + std::string(cost_kind_name(kind));
    out.open("tr").open("th", {{"scope", "row"}});
    out.element("a", {{"class", "link"}, {"href", path}}, visit.tr(cost_kind_words(kind))).close();
    out.element("td", money.exact(cents)).close();
  }
  out.close().close();
}

void write_idea_form(html::Writer& out, const Visit& visit, const html::FormState& state) {
  out.open("section", {{"class", "narrow"}, {"id", "idea"}}).element("h2", visit.tr("An idea you took up"));
  out.element(
      "p", {{"class", "quiet"}},
      visit.tr("A member proposed it in a conversation, and you did it: it counts as one, with that conversation."));
  html::Form form(out, state, say_in(visit), "idea");
  form.summary(visit.tr(kCheckThis)).open("/cockpit/return/ideas", visit.form_token);
  const auto thread = visit.tr("Address of the conversation"), words = visit.tr("What you did with it");
  form.text_field({.name = "thread", .label = thread, .autocomplete = "off"});
  form.text_field({.name = "words", .label = words, .autocomplete = "off"});
  form.submit(visit.tr("Count it"), html::Emphasis::plain).close();
  out.close();
}

bool is_empty(const MonthResult& total) { return total.cost == 0 && !brought_in_something(total); }

http::Response render_overview(const Visit& visit, const html::FormState& idea, int status) {
  const auto present = month_of(now(), community_zone(visit));
  const auto overview = read_overview(visit, present - kMonthsShown + 1, present);
  const Money money(visit.language, overview.rules.currency);
  const auto& total = overview.result.total;
  html::Writer out;
  out.open("header").element("h1", sentence_of(visit, money, total));
  if (total.gain.high > 0) {
    out.element("p", {{"class", "quiet"}},
                visit.tr("From {low} to {high}, as far as your assumptions reach. Each figure opens onto the acts it "
                         "counts.",
                         {{"low", money.round(total.gain.low)}, {"high", money.round(total.gain.high)}}));
  }
  out.close();
  if (is_empty(total)) {
    out.open("p", {{"class", "row"}});
    out.element("a", {{"class", "button main"}, {"href", "/cockpit/return/costs"}}, visit.tr("Write down a cost"));
    out.element("a", {{"class", "button"}, {"href", "/cockpit/return/assumptions"}}, visit.tr("What you assume"));
    out.close();
    write_idea_form(out, visit, idea);
    return return_page(visit, ReturnTab::overview, visit.tr("Return"), out.take(), status);
  }
  write_figures(out, visit, money, total);
  out.open("section").element("h2", visit.tr("Where it comes from"));
  write_gains_table(out, visit, money, total, overview.values);
  out.element("p", {{"class", "quiet small"}},
              visit.tr("Each opens onto its acts. A prospect who buys is counted by the order alone."));
  out.close();
  out.open("section").element("h2", visit.tr("Month by month"));
  if (has_amounts(overview.result)) {
    write_return_chart(out, return_chart(money, overview.result.months));
    write_months_table(out, visit, money, overview.result);
  } else {
    write_empty(out, visit.tr("Nobody has said what it is worth yet. State what you assume, and each month is drawn "
                              "here."));
    out.open("p", {{"class", "row"}});
    out.element("a", {{"class", "button"}, {"href", "/cockpit/return/assumptions"}}, visit.tr("What you assume"));
    out.close();
  }
  out.close();
  write_idea_form(out, visit, idea);
  return return_page(visit, ReturnTab::overview, visit.tr("Return"), out.take(), status);
}

// The thread of an address of ours, or of its identifier alone.
ThreadId thread_in(std::string_view typed) {
  constexpr std::string_view kBefore = "/threads/";
  if (const auto at = typed.find(kBefore); at != std::string_view::npos) typed.remove_prefix(at + kBefore.size());
  return ThreadId{parse_id(typed.substr(0, typed.find_first_of("/?#"))).value_or(0)};
}

}  // namespace

http::Response show_return(Visit& visit) { return render_overview(visit, {}, 200); }

http::Response show_return_month(Visit& visit) {
  const auto month = month_asked(visit);
  const auto overview = read_overview(visit, month, month);
  const Money money(visit.language, overview.rules.currency);
  auto result = overview.result.months.front();
  html::Writer out;
  out.open("header").element("h1", {{"class", "month"}}, month_name(month, visit.language));
  if (result.gain.high > 0 || result.cost > 0) {
    out.element("p", visit.tr("It brought in about {base} this month ({range}), for {cost} spent.",
                              {{"base", money.round(result.gain.base)},
                               {"range", money.range(result.gain)},
                               {"cost", money.round(result.cost)}}));
  }
  out.close();
  write_figures(out, visit, money, result);
  out.open("section").element("h2", visit.tr("What it brought"));
  write_gains_table(out, visit, money, result, overview.values);
  out.close();
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("What it cost"));
  write_costs_table(out, visit, money, result);
  out.close();
  out.open("p", {{"class", "pager"}});
  out.element("a", {{"class", "link"}, {"href", return_month_path(month - 1)}}, month_name(month - 1, visit.language));
  if (month < month_of(now(), community_zone(visit))) {
    out.element("a", {{"class", "link next"}, {"href", return_month_path(month + 1)}},
                month_name(month + 1, visit.language));
  }
  out.close();
  return return_page(visit, ReturnTab::overview, month_name(month, visit.language), out.take());
}

http::Response create_idea(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  auto words = text::check_text(state.value("words"), {.min = 1, .max = kMaxIdeaWords});
  if (words.problem) state.refuse("words", *words.problem);
  const auto thread = thread_in(state.value("thread"));
  constexpr store::Sql kSpace{"select space from thread where id = $1 and deleted_at is null"};
  const auto where =
      visit.community.store().read([&](store::Reader& reader) { return reader.one<SpaceId>(kSpace, thread); });
  const auto* space = where ? visit.spaces->find(*where) : nullptr;
  if (!space || !may_read(visit.viewer, *space)) {
    state.refuse("thread", {"There is no conversation at this address."});
  }
  if (state.is_refused()) return render_overview(visit, state, 422);
  const auto act = return_act(visit);
  const auto counted = visit.community.store().write(
      [&](store::Transaction& transaction) { return count_idea(transaction, act, thread, words.value); });
  if (counted == IdeaCounted::nowhere) throw NotFound();
  if (counted == IdeaCounted::before) {
    state.refuse("thread", {"This conversation’s idea is counted already."});
    return render_overview(visit, state, 409);
  }
  return see_other_with_notice(visit, "/cockpit/return", text::msgid("Counted, with its conversation."));
}

http::Response end_idea(Visit& visit) {
  const auto thread = parse_id(visit.request.parameter("thread"));
  if (!thread) throw NotFound();
  const auto act = return_act(visit);
  const bool counted = visit.community.store().write(
      [&](store::Transaction& transaction) { return take_idea_back(transaction, act, ThreadId{*thread}); });
  if (!counted) throw NotFound();
  return see_other_with_notice(visit, gains_path(0, GainKind::idea), text::msgid("This idea counts no more."));
}

}  // namespace parvis::cockpit
