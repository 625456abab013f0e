// What is assumed: each value with who stated it, why, and what a change of it changes, before and after.
#include "cockpit/returns/return_pages.h"
#include "cockpit/returns/return_views.h"
#include "community/ledger/ledger.h"
#include "community/page/form_words.h"
#include "core/text/money.h"
#include "core/text/validate.h"

namespace parvis::cockpit {

using namespace community;

namespace {

struct Read {
  std::map<AssumptionKey, Assumption> in_force;
  std::vector<Assumption> history;  // of one
  std::vector<MonthSum> sums;
  std::map<MemberId, MemberFace> faces;
  ReturnRules rules;
  std::int64_t from = 0, to = 0;

  Values values() const {
    Values values;
    for (const auto& [key, assumption] : in_force) values[key] = assumption.value;
    return values;
  }
  Range gain(const Values& values) const { return work_out(sums, from, to, values).total.gain; }
};

Read read_all(const Visit& visit, std::optional<AssumptionKey> one) {
  return visit.community.store().read([&](store::Reader& reader) {
    Read read;
    read.in_force = assumptions_in_force(reader);
    if (one) read.history = history_of(reader, *one);
    read.to = month_of(now(), community_zone(visit));
    read.from = read.to - kMonthsShown + 1;
    read.sums = return_sums(reader, read.from, read.to);
    std::vector<MemberId> ids;
    for (const auto& [key, assumption] : read.in_force) ids.push_back(assumption.author);
    for (const auto& assumption : read.history) ids.push_back(assumption.author);
    read.faces = faces_by_id(reader, ids);
    read.rules = read_return_rules(reader);
    return read;
  });
}

std::string author_of(const Visit& visit, const Read& read, const Assumption& assumption) {
  const auto face = read.faces.find(assumption.author);
  return face == read.faces.end() ? visit.tr("a former member") : face->second.display_name;
}

std::string three_words(const Visit& visit, const Money& money, AssumptionKey key, const Range& value) {
  return visit.tr("{base}, from {low} to {high}", {{"base", value_words(money, key, value.base)},
                                                   {"low", value_words(money, key, value.low)},
                                                   {"high", value_words(money, key, value.high)}});
}

void write_said(html::Writer& out, const Visit& visit, const Read& read, const Assumption& assumption) {
  out.open("p", {{"class", "quiet small dots"}}).element("span", author_of(visit, read, assumption));
  out.open("span");
  write_time(out, visit, assumption.at);
  out.close().element("span", assumption.source).close();
}

AssumptionKey key_asked(const Visit& visit) {
  const auto key = parse_assumption(visit.request.parameter("assumption"));
  if (!key) throw NotFound();
  return *key;
}

// What the twelve months come to before and after a change of one value.
void write_change(html::Writer& out, const Visit& visit, const Money& money, const Range& before, const Range& after) {
  out.text(visit.tr("Twelve months come to {after} ({after_range}) instead of {before} ({before_range}).",
                    {{"after", money.round(after.base)},
                     {"after_range", money.range(after)},
                     {"before", money.round(before.base)},
                     {"before_range", money.range(before)}}));
}

void write_history(html::Writer& out, const Visit& visit, const Money& money, const Read& read, AssumptionKey key) {
  if (read.history.empty()) return;
  out.open("section").element("h2", visit.tr("What was stated so far")).open("ul", {{"class", "list"}});
  for (std::size_t i = 0; i < read.history.size(); ++i) {
    const auto& one = read.history[i];
    out.open("li").open("p").element("b", three_words(visit, money, key, one.value)).close();
    out.element("p", one.sentence);
    write_said(out, visit, read, one);
    auto with = read.values();
    with[key] = one.value;
    const auto after = read.gain(with);
    if (i + 1 < read.history.size()) {
      with[key] = read.history[i + 1].value;
      out.open("p", {{"class", "small"}});
      write_change(out, visit, money, read.gain(with), after);
      out.close();
    } else {
      out.element("p", {{"class", "small"}},
                  visit.tr("With it, twelve months come to {range}.", {{"range", money.range(after)}}));
    }
    out.close();
  }
  out.close().close();
}

html::FormState state_of(const Visit& visit, AssumptionKey key, const Read& read) {
  html::FormState state;
  const auto found = read.in_force.find(key);
  if (found == read.in_force.end()) return state;
  const auto figures = [&](std::int64_t value) {
    return assumption_unit(key) == AssumptionUnit::cents ? text::money_in_figures(visit.language, value)
                                                         : text::percent_in_figures(visit.language, value);
  };
  state.set("low", figures(found->second.value.low));
  state.set("base", figures(found->second.value.base));
  state.set("high", figures(found->second.value.high));
  state.set("source", found->second.source);
  return state;
}

AssumptionWords read_words(html::FormState& state, AssumptionKey key) {
  AssumptionWords words;
  const bool is_money = assumption_unit(key) == AssumptionUnit::cents;
  const auto read = [&](const char* field, std::int64_t& into) {
    const auto value = is_money ? text::parse_money(state.value(field)) : text::parse_percent(state.value(field));
    if (!value) {
      state.refuse(field, is_money ? Sentence{"Write an amount, like 129.90."} : Sentence{"Write a share, like 35%."});
    }
    into = value.value_or(0);
  };
  read("low", words.value.low);
  read("base", words.value.base);
  read("high", words.value.high);
  if (!state.is_refused()) {
    if (const auto problem = problem_of(key, words.value)) state.refuse("base", *problem);
  }
  const auto text_of = [&](const char* field) {
    auto checked = text::check_text(state.value(field), {.min = 1, .max = kMaxAssumptionWords});
    if (checked.problem) state.refuse(field, *checked.problem);
    return std::move(checked.value);
  };
  words.source = text_of("source");
  words.sentence = text_of("sentence");
  return words;
}

void write_form(html::Writer& out, const Visit& visit, AssumptionKey key, const html::FormState& state,
                html::Emphasis stating) {
  html::Form form(out, state, say_in(visit), "assumption");
  form.summary(visit.tr(kCheckThis)).open(assumption_path(key), visit.form_token);
  const auto low = visit.tr("At the least"), base = visit.tr("Most likely"), high = visit.tr("At the most"),
             source = visit.tr("Where it comes from"),
             source_hint = visit.tr("A report, an invoice, a survey, with its date."), sentence = visit.tr("Why so"),
             sentence_hint = visit.tr("One sentence for those who will read the figures without you.");
  out.open("div", {{"class", "three"}});
  for (const auto& [name, label] :
       {std::pair<const char*, const std::string&>{"low", low}, {"base", base}, {"high", high}}) {
    form.text_field({.name = name, .label = label, .autocomplete = "off"});
  }
  out.close();
  form.text_field({.name = "source", .label = source, .hint = source_hint, .autocomplete = "off"});
  form.text_field({.name = "sentence", .label = sentence, .hint = sentence_hint, .autocomplete = "off"});
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("See what it changes"), "step", "try",
              stating == html::Emphasis::main ? html::Emphasis::plain : html::Emphasis::main);
  form.submit(visit.tr("State it"), "step", "state", stating);
  out.close();
  form.close();
}

http::Response render_one(const Visit& visit, AssumptionKey key, const html::FormState& state,
                          const std::optional<Range>& tried, int status) {
  const auto read = read_all(visit, key);
  const Money money(visit.language, read.rules.currency);
  html::Writer out;
  out.open("header").element("h1", visit.tr(assumption_words(key)));
  out.element("p", visit.tr(assumption_question(key))).close();
  out.open("section", {{"class", "narrow"}});
  if (tried) {
    auto with = read.values();
    const auto before = read.gain(with);
    with[key] = *tried;
    out.open("div", {{"class", "notice plain"}, {"role", "status"}});
    write_change(out, visit, money, before, read.gain(with));
    out.close();
  }
  write_form(out, visit, key, state, tried ? html::Emphasis::main : html::Emphasis::plain);
  out.close();
  write_history(out, visit, money, read, key);
  return return_page(visit, ReturnTab::assumptions, visit.tr(assumption_words(key)), out.take(), status);
}

}  // namespace

http::Response show_assumptions(Visit& visit) {
  const auto read = read_all(visit, {});
  const Money money(visit.language, read.rules.currency);
  html::Writer out;
  out.open("header").element("h1", visit.tr("What you assume"));
  out.element(
      "p", {{"class", "quiet"}},
      visit.tr("Where nothing can be counted, you say what you take for true: at the least, most likely, at the "
               "most. Whoever reads the figures sees it, with your name."));
  out.close().open("ul", {{"class", "list"}});
  for (const auto key : kAssumptionKeys) {
    const auto found = read.in_force.find(key);
    out.open("li").open("h2", {{"class", "assumption-name"}});
    out.element("a", {{"href", assumption_path(key)}}, visit.tr(assumption_words(key))).close();
    if (found == read.in_force.end()) {
      out.element("p", {{"class", "quiet"}}, visit.tr(assumption_question(key)));
      write_badge(out, visit.tr("not stated yet"), "warn");
    } else {
      out.element("p", three_words(visit, money, key, found->second.value));
      out.element("p", {{"class", "quiet"}}, found->second.sentence);
      write_said(out, visit, read, found->second);
    }
    out.close();
  }
  out.close();
  return return_page(visit, ReturnTab::assumptions, visit.tr("Assumptions"), out.take());
}

http::Response show_assumption(Visit& visit) {
  const auto key = key_asked(visit);
  return render_one(visit, key, state_of(visit, key, read_all(visit, {})), {}, 200);
}

http::Response update_assumption(Visit& visit) {
  const auto key = key_asked(visit);
  html::FormState state(visit.request.form.pairs());
  const auto words = read_words(state, key);
  if (state.is_refused()) return render_one(visit, key, state, {}, 422);
  if (state.value("step") != "state") return render_one(visit, key, state, words.value, 200);
  const auto act = return_act(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { state_assumption(transaction, act, key, words); });
  return see_other_with_notice(visit, assumption_path(key), text::msgid("Stated. The figures follow."));
}

}  // namespace parvis::cockpit
