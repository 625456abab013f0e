// What the community costs: written down by hand, every month or once, or from a file.
#include <algorithm>

#include "cockpit/removal_page.h"
#include "cockpit/returns/return_pages.h"
#include "cockpit/returns/return_views.h"
#include "cockpit/segment_views.h"
#include "community/page/form_words.h"
#include "community/page/table_upload.h"
#include "community/returns/cost_file.h"
#include "core/text/money.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr std::size_t kRefusedShown = 20;

std::string cost_path(CostId id) { return "/cockpit/return/costs/" + id_text(id); }

CostId cost_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("cost"));
  if (!id) throw NotFound();
  return {*id};
}

html::FormState fresh_cost(const Visit& visit) {
  html::FormState state;
  state.set("kind", "people");
  state.set("first_month", month_in_figures(month_of(now(), community_zone(visit))));
  state.set("rhythm", "once");
  return state;
}

html::FormState state_of(const Visit& visit, const Cost& cost) {
  html::FormState state;
  state.set("kind", std::string(cost_kind_name(cost.kind)));
  state.set("what", cost.what);
  state.set("amount", text::money_in_figures(visit.language, cost.cents));
  state.set("first_month", month_in_figures(cost.first_month));
  state.set("rhythm", cost.first_month == cost.last_month ? "once" : "monthly");
  if (cost.last_month != kOpenMonth && cost.last_month != cost.first_month) {
    state.set("last_month", month_in_figures(cost.last_month));
  }
  return state;
}

void write_cost_fields(html::Form& form, const Visit& visit) {
  const auto kind = visit.tr("Kind"), what = visit.tr("What it is"), amount = visit.tr("Amount"),
             month = visit.tr("Month"), month_hint = visit.tr("Like 2026-11."), rhythm = visit.tr("How often"),
             once = visit.tr("Once"), monthly = visit.tr("Every month from then on"),
             last = visit.tr("Until the month"), last_hint = visit.tr("Leave it empty while it goes on.");
  std::vector<std::string> names, words;
  for (const auto one : kCostKinds) {
    names.emplace_back(cost_kind_name(one));
    words.push_back(visit.tr(cost_kind_words(one)));
  }
  std::vector<html::Choice> kinds;
  for (std::size_t i = 0; i < names.size(); ++i) kinds.push_back({names[i], words[i], ""});
  form.select({.name = "kind", .label = kind, .choices = kinds});
  form.text_field({.name = "what", .label = what, .autocomplete = "off"});
  form.text_field({.name = "amount", .label = amount, .autocomplete = "off"});
  form.text_field({.name = "first_month", .label = month, .hint = month_hint, .autocomplete = "off"});
  const html::Choice choices[] = {{"once", once, ""}, {"monthly", monthly, ""}};
  form.radio_group({.name = "rhythm", .label = rhythm, .choices = choices});
  form.text_field(
      {.name = "last_month", .label = last, .hint = last_hint, .autocomplete = "off", .need = html::Need::optional});
}

CostWords read_cost(html::FormState& state) {
  CostWords words;
  const auto kind = parse_cost_kind(state.value("kind"));
  if (!kind) state.refuse("kind", {"Choose a kind."});
  const auto first = parse_month(state.value("first_month"));
  if (!first) state.refuse("first_month", {"Write the month like 2026-11."});
  const bool monthly = state.value("rhythm") == "monthly";
  std::optional<std::int64_t> last = monthly ? kOpenMonth : first.value_or(0);
  if (monthly && !state.value("last_month").empty()) {
    last = parse_month(state.value("last_month"));
    if (!last) state.refuse("last_month", {"Write the month like 2026-11."});
  }
  words.kind = kind.value_or(CostKind::other);
  words.what = state.value("what");
  words.cents = text::parse_money(state.value("amount")).value_or(0);
  words.first_month = first.value_or(0);
  words.last_month = first ? last.value_or(words.first_month) : words.first_month;
  for (const auto& mistake : tidy(words)) state.refuse(mistake.field, mistake.sentence);
  return words;
}

std::string when_words(const Visit& visit, const Cost& cost) {
  const auto first = month_name(cost.first_month, visit.language);
  if (cost.first_month == cost.last_month) return first;
  if (cost.last_month == kOpenMonth) return visit.tr("every month since {when}", {{"when", first}});
  return visit.tr("every month, {from} to {to}",
                  {{"from", first}, {"to", month_name(cost.last_month, visit.language)}});
}

void write_costs(html::Writer& out, const Visit& visit, const Money& money, const std::vector<Cost>& all) {
  if (all.empty()) {
    return write_empty(out, visit.tr("Nothing is written down yet. Begin with what is largest: people’s time."));
  }
  out.open("ul", {{"class", "list"}});
  for (const auto& cost : all) {
    out.open("li", {{"class", "gain-line"}}).open("div");
    out.element("a", {{"class", "name"}, {"href", cost_path(cost.id)}}, cost.what);
    out.open("p", {{"class", "quiet small dots"}}).element("span", visit.tr(cost_kind_words(cost.kind)));
    out.element("span", when_words(visit, cost)).close().close();
    out.element("p", {{"class", "gain-worth"}}, money.exact(cost.cents)).close();
  }
  out.close();
}

struct FileReport {
  CostFile file;
  CostsBrought brought;
};

void write_file_report(html::Writer& out, const Visit& visit, const FileReport& report) {
  const auto& [file, brought] = report;
  out.open("div", {{"class", file.unreadable ? "notice bad" : "notice"}, {"role", "status"}});
  if (file.unreadable) {
    out.text(text::tr(visit.language, *file.unreadable)).close();
    return;
  }
  out.text(visit.tr("{recorded} written down, {known} known already, {refused} refused.",
                    {{"recorded", brought.recorded}, {"known", brought.known}, {"refused", file.refused.size()}}));
  out.close();
  if (file.refused.empty()) return;
  out.open("ul", {{"class", "bullets small"}});
  for (std::size_t i = 0; i < std::min(kRefusedShown, file.refused.size()); ++i) {
    const auto& one = file.refused[i];
    std::string reasons;
    for (const auto& fault : one.faults) reasons += (reasons.empty() ? "" : " ") + fault_words(visit.language, fault);
    out.element("li", visit.tr("Line {line}: {reason}", {{"line", std::to_string(one.line)}, {"reason", reasons}}));
  }
  out.close();
}

void write_file_form(html::Writer& out, const Visit& visit, const html::FormState& state,
                     const std::optional<FileReport>& report) {
  out.open("section", {{"class", "narrow"}, {"id", "file"}}).element("h2", visit.tr("From a file"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("A CSV file whose first line names the columns: month, kind, what, amount. What is written down "
                       "already is passed over, so the same file may come twice."));
  if (report) write_file_report(out, visit, *report);
  out.open("form", {{"class", "form"},
                    {"method", "post"},
                    {"action", "/cockpit/return/costs/file"},
                    {"enctype", "multipart/form-data"}});
  write_form_token(out, visit);
  const auto* message = state.message("file");
  out.open("div", {{"class", message ? "field invalid" : "field"}});
  out.element("label", {{"for", "costs-file"}}, visit.tr("The file"));
  if (message) out.element("p", {{"class", "field-error"}, {"id", "costs-file-error"}}, say_in(visit)(*message));
  const auto described = message ? std::optional<std::string>("costs-file-error") : std::nullopt;
  out.open("input", {{"type", "file"},
                     {"name", "file"},
                     {"id", "costs-file"},
                     {"accept", ".csv,text/csv,text/plain"},
                     {"aria-describedby", described}});
  out.close();
  out.element("button", {{"class", "button"}}, visit.tr("Bring it in")).close().close();
}

http::Response render(const Visit& visit, const html::FormState& state, const html::FormState& file,
                      const std::optional<FileReport>& report, int status) {
  struct Read {
    std::vector<Cost> all;
    ReturnRules rules;
  };
  const auto read = visit.community.store().read([](store::Reader& reader) {
    return Read{costs(reader), read_return_rules(reader)};
  });
  const Money money(visit.language, read.rules.currency);
  html::Writer out;
  out.open("header").element("h1", visit.tr("What the community costs")).close();
  write_costs(out, visit, money, read.all);
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Write down a cost"));
  html::Form form(out, state, say_in(visit), "cost");
  form.summary(visit.tr(kCheckThis)).open("/cockpit/return/costs", visit.form_token);
  write_cost_fields(form, visit);
  form.submit(visit.tr("Write it down")).close();
  out.close();
  write_file_form(out, visit, file, report);
  return return_page(visit, ReturnTab::costs, visit.tr("Costs"), out.take(), status);
}

void write_cost_removal(html::Writer& out, const Visit& visit, const Cost& cost) {
  const auto said = cost.first_month == cost.last_month
                        ? visit.tr("It counts no more, and cannot be brought back: it would be written down anew.")
                        : visit.tr(
                              "It counts no more in any of its months, and cannot be brought back. When it only "
                              "ends, say above until which month.");
  write_removal(out, visit,
                {visit.tr("Take it out"), said, visit.tr("Take it out for good"), cost_path(cost.id) + "/removal"});
}

http::Response render_cost(const Visit& visit, const Cost& cost, const html::FormState& state, int status) {
  html::Writer out;
  out.open("header").element("h1", cost.what).close();
  out.open("section", {{"class", "narrow"}});
  html::Form form(out, state, say_in(visit), "cost");
  form.summary(visit.tr(kCheckThis)).open(cost_path(cost.id), visit.form_token);
  write_cost_fields(form, visit);
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Save"));
  out.element("a", {{"class", "button bare"}, {"href", "/cockpit/return/costs"}}, visit.tr("Cancel")).close();
  form.close();
  out.element("p", {{"class", "quiet small"}},
              visit.tr("The ledger takes back what it had posted and posts it anew: both stay on record."));
  write_cost_removal(out, visit, cost);
  out.close();
  return return_page(visit, ReturnTab::costs, cost.what, out.take(), status);
}

Cost cost_of(const Visit& visit) {
  const auto id = cost_asked(visit);
  auto cost = visit.community.store().read([&](store::Reader& reader) { return find_cost(reader, id); });
  if (!cost) throw NotFound();
  return std::move(*cost);
}

http::Response back(const Visit& visit, const char* words) {
  return see_other_with_notice(visit, "/cockpit/return/costs", words);
}

}  // namespace

http::Response show_costs(Visit& visit) {
  if (!visit.request.query.get("from").empty()) return show_spent(visit);
  return render(visit, fresh_cost(visit), {}, {}, 200);
}

http::Response create_cost(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto words = read_cost(state);
  if (state.is_refused()) return render(visit, state, {}, {}, 422);
  const auto act = return_act(visit);
  visit.community.store().write([&](store::Transaction& transaction) { record_cost(transaction, act, words); });
  return back(visit, text::msgid("Written down."));
}

http::Response create_costs_of_file(Visit& visit) {
  html::FormState state;
  const auto sent = read_table_file(visit, state, kMaxCostFileBytes);
  if (!sent) return render(visit, fresh_cost(visit), state, {}, 422);
  FileReport report{read_cost_file(sent->bytes), {}};
  const auto act = return_act(visit);
  report.brought = visit.community.store().write(
      [&](store::Transaction& transaction) { return bring_costs_in(transaction, act, report.file); });
  return render(visit, fresh_cost(visit), {}, report, report.file.unreadable ? 422 : 200);
}

http::Response show_cost(Visit& visit) {
  const auto cost = cost_of(visit);
  return render_cost(visit, cost, state_of(visit, cost), 200);
}

http::Response update_cost(Visit& visit) {
  const auto cost = cost_of(visit);
  html::FormState state(visit.request.form.pairs());
  const auto words = read_cost(state);
  if (state.is_refused()) return render_cost(visit, cost, state, 422);
  const auto act = return_act(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { change_cost(transaction, act, cost.id, words); });
  return back(visit, text::msgid("Saved. The figures follow."));
}

http::Response end_cost(Visit& visit) {
  const auto cost = cost_of(visit);
  const auto act = return_act(visit);
  visit.community.store().write([&](store::Transaction& transaction) { remove_cost(transaction, act, cost.id); });
  return back(visit, text::msgid("Taken out. The ledger keeps that it was there."));
}

}  // namespace parvis::cockpit
