// What was spent in some months, line by line with its sum: what the figures of the return open onto.
#include <algorithm>

#include "cockpit/returns/return_pages.h"
#include "cockpit/returns/return_views.h"
#include "community/returns/cost.h"
#include "community/returns/month.h"
#include "community/returns/return_rules.h"
#include "community/returns/return_words.h"

namespace parvis::cockpit {

using namespace community;

namespace {

struct Span {
  std::int64_t from = 0, to = 0;
  std::optional<CostKind> kind;
};

// In how many of these months it counts.
std::int64_t months_of(const Cost& cost, const Span& span) {
  return std::max<std::int64_t>(0, std::min(cost.last_month, span.to) - std::max(cost.first_month, span.from) + 1);
}

// No month yet to come: nothing is spent there.
Span span_asked(const Visit& visit) {
  const auto& query = visit.request.query;
  const auto from = parse_month(query.get("from")), to = parse_month(query.get("to"));
  if (!from || !to || *from > *to) throw NotFound();
  const Span span{*from, std::min(*to, month_of(now(), community_zone(visit))), parse_cost_kind(query.get("kind"))};
  if (span.from > span.to || (!query.get("kind").empty() && !span.kind)) throw NotFound();
  return span;
}

std::string span_words(const Visit& visit, const Span& span) {
  const auto first = month_name(span.from, visit.language);
  return span.from == span.to
             ? first
             : visit.tr("{from} to {to}", {{"from", first}, {"to", month_name(span.to, visit.language)}});
}

void write_line(html::Writer& out, const Visit& visit, const Money& money, const Cost& cost, std::int64_t months) {
  out.open("li", {{"class", "gain-line"}}).open("div");
  out.element("a", {{"class", "name"}, {"href", "/cockpit/return/costs/" + id_text(cost.id)}}, cost.what);
  out.open("p", {{"class", "quiet small dots"}}).element("span", visit.tr(cost_kind_words(cost.kind)));
  if (months > 1) {
    out.element("span", visit.tr("{n} months at {amount}", {{"n", months}, {"amount", money.exact(cost.cents)}}));
  }
  out.close().close();
  out.element("p", {{"class", "gain-worth"}}, money.exact(cost.cents * months)).close();
}

}  // namespace

http::Response show_spent(Visit& visit) {
  const auto span = span_asked(visit);
  const auto [all, rules] = visit.community.store().read(
      [](store::Reader& reader) { return std::pair(costs(reader), read_return_rules(reader)); });
  const Money money(visit.language, rules.currency);
  html::Writer out;
  out.open("header");
  out.open("p", {{"class", "quiet"}});
  const auto back = span.from == span.to ? return_month_path(span.from) : std::string("/cockpit/return");
  out.element("a", {{"class", "link"}, {"href", back}}, span_words(visit, span)).close();
  const auto title = span.kind ? visit.tr(cost_kind_words(*span.kind)) : visit.tr("What was spent");
  out.element("h1", title).close();
  std::int64_t sum = 0;
  out.open("ul", {{"class", "list"}});
  for (const auto& cost : all) {
    const auto months = months_of(cost, span);
    if (months == 0 || (span.kind && cost.kind != *span.kind)) continue;
    sum += cost.cents * months;
    write_line(out, visit, money, cost, months);
  }
  out.open("li", {{"class", "gain-line"}}).element("p", {{"class", "name"}}, visit.tr("Together"));
  out.element("p", {{"class", "gain-worth"}}, money.exact(sum)).close().close();
  out.open("p").element("a", {{"class", "link"}, {"href", "/cockpit/return/costs"}},
                        visit.tr("All that is written down"));
  out.close();
  return return_page(visit, ReturnTab::costs, title, out.take());
}

}  // namespace parvis::cockpit
