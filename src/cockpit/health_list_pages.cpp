// Whom and what a figure counts.
#include <algorithm>

#include "cockpit/card/card_link.h"
#include "cockpit/cockpit_frame.h"
#include "cockpit/health_pages.h"
#include "cockpit/health_views.h"
#include "community/health/network_survey.h"
#include "community/page/sentence.h"
#include "community/page/thread_rows.h"

namespace parvis::cockpit {
namespace {

struct Listing {
  std::string title, says;
};

constexpr std::string_view kQuarter = "quarter-";

// A list is headed by the first figure that opens onto it.
Listing listing_of(const Visit& visit, std::string_view list) {
  if (list.starts_with(kQuarter)) {
    const auto number = list.substr(kQuarter.size());
    return {visit.tr("Sub-community {number}", {{"number", number}}),
            visit.tr("They exchange more among themselves than with others.")};
  }
  const auto kinds = health::figure_kinds();
  const auto kind = std::ranges::find(kinds, list, &health::FigureKind::list);
  if (kind == kinds.end()) return {};
  if (list == "answered") return {visit.tr("First answered in the last 28 days"), visit.tr(kind->definition)};
  if (list == "solved") {
    return {visit.tr("Solved in the last 28 days"), visit.tr("Questions whose answer was accepted in these days.")};
  }
  return {visit.tr(kind->title), visit.tr(kind->definition)};
}

void write_person(html::Writer& out, const Visit& visit, const health::HealthReport& report,
                  const health::ListedPerson& row) {
  const auto member = glimpse(row.person);
  out.open("li", {{"class", "row"}});
  community::write_face(out, community::shown_name(visit, member), member.hue);
  out.open("div");
  write_card_name(out, visit, member);
  out.text(" ");
  community::write_role_badge(out, visit, member);
  out.open("p", {{"class", "meta dots"}});
  if (row.acts > 0) out.element("span", visit.trn("{n} act in 28 days", "{n} acts in 28 days", row.acts)).text(" ");
  if (row.last_day > 0) {
    out.element("span", visit.tr("last took part on {day}", {{"day", day_words(visit, report, row.last_day)}}));
    out.text(" ").element("span", visit.tr("first on {day}", {{"day", day_words(visit, report, row.first_day)}}));
  }
  if (row.rhythm == health::Rhythm::slipping) out.text(" ").element("span", visit.tr("slipping away"));
  out.close().close();
  if (row.partners > 0 && community::has_page(member)) {
    out.open("p", {{"class", "push"}});
    out.element("a", {{"href", "/cockpit/health/network/" + std::string(member.handle)}},
                visit.trn("{n} partner", "{n} partners", row.partners));
    out.close();
  }
  out.close();
}

bool is_of_solved(std::string_view list) { return list == "solved" || list == "ever-solved" || list == "confirmed"; }

std::string hours_between(const Visit& visit, Instant from, Instant to) {
  return value_words(visit, health::Unit::hours, static_cast<double>(to - from) / kHour);
}

void write_question(html::Writer& out, const Visit& visit, const health::ListedQuestion& row, bool solved) {
  out.open("li").open("h2", {{"class", "line"}});
  out.element("a", {{"href", community::thread_path(row.thread, row.slug)}, {"lang", row.language}}, row.title).close();
  out.open("p", {{"class", "meta dots"}}).open("span");
  community::write_time(out, visit, row.opened_at);
  out.close();
  const auto& at = solved ? row.accepted_at : row.first_at;
  if (at) {
    out.text(" ").open("span");
    const auto words =
        solved ? text::msgid("solved after {time} by {member}") : text::msgid("answered after {time} by {member}");
    community::write_parts(out, text::tr_parts(visit.language, words), [&](std::string_view place) {
      if (place == "time") {
        out.text(hours_between(visit, row.opened_at, *at));
      } else {
        write_card_name(out, visit, glimpse(row.by));
      }
    });
    out.close();
  }
  out.close().close();
}

const char* act_words(const health::ListedAct& row) {
  using community::Verb;
  const bool to_nobody = row.from.member == row.to.member;
  if (row.verb == Verb::thread_opened) {
    return to_nobody ? text::msgid("{member} opened {thread}")
                     : text::msgid("{member} opened {thread}, {other} answered first");
  }
  if (to_nobody && row.verb != Verb::shared) return text::msgid("{member} wrote in {thread}");
  switch (row.verb) {
    case Verb::replied: return text::msgid("{member} answered {other} in {thread}");
    case Verb::commented: return text::msgid("{member} commented on {other} in {thread}");
    case Verb::reacted: return text::msgid("{member} thanked {other} in {thread}");
    case Verb::shared: return text::msgid("{member} shared {thread}");
    case Verb::mentioned: return text::msgid("{member} named {other} in {thread}");
    default: return text::msgid("{member} accepted the answer by {other} in {thread}");
  }
}

template <class Row>
void write_conversation(html::Writer& out, const Visit& visit, const Row& row) {
  if (row.gone) {
    out.element("span", {{"lang", row.language}}, row.title);
    out.element("span", {{"class", "quiet"}}, " " + visit.tr("(taken away since)"));
    return;
  }
  out.element("a", {{"href", community::thread_path(row.thread, row.slug)}, {"lang", row.language}}, row.title);
}

void write_act(html::Writer& out, const Visit& visit, const health::ListedAct& row) {
  out.open("li").open("p");
  community::write_parts(out, text::tr_parts(visit.language, act_words(row)), [&](std::string_view place) {
    if (place == "member") write_card_name(out, visit, glimpse(row.from));
    if (place == "other") write_card_name(out, visit, glimpse(row.to));
    if (place == "thread") {
      write_conversation(out, visit, row);
    }
  });
  out.close().open("p", {{"class", "meta"}});
  community::write_time(out, visit, row.at);
  out.close().close();
}

void write_share(html::Writer& out, const Visit& visit, const health::ListedShare& row) {
  out.open("li", {{"class", "row"}}).open("div").open("p");
  community::write_parts(out, text::tr_parts(visit.language, text::msgid("{member} shared {thread}")),
                         [&](std::string_view place) {
                           if (place == "member") write_card_name(out, visit, glimpse(row.by));
                           if (place == "thread") write_conversation(out, visit, row);
                         });
  out.close().open("p", {{"class", "meta"}});
  community::write_time(out, visit, row.at);
  out.close().close().element("p", {{"class", "push num"}}, visit.trn("{n} visit", "{n} visits", row.visits)).close();
}

void write_quarter(html::Writer& out, const Visit& visit, const health::ListedQuarter& row) {
  out.open("li", {{"class", "row"}}).open("div");
  const auto title = visit.tr("Sub-community {number}", {{"number", row.number}});
  out.element("a", {{"class", "name"}, {"href", list_path("quarter-" + std::to_string(row.number))}}, title);
  if (row.members > static_cast<std::int64_t>(health::kLargeQuarter)) {
    out.element(
        "p", {{"class", "meta warn"}},
        visit.tr("Above 140 people a group becomes an anonymous mass. Found a quarter: a space of their own, with "
                 "a leader from among them."));
  }
  out.close().element("p", {{"class", "push num"}}, visit.trn("{n} member", "{n} members", row.members));
  out.close();
}

struct WriteRows {
  html::Writer& out;
  const Visit& visit;
  const health::HealthReport& report;
  std::string_view list;

  void operator()(const std::vector<health::ListedPerson>& rows) const {
    for (const auto& row : rows) write_person(out, visit, report, row);
  }
  void operator()(const std::vector<health::ListedQuestion>& rows) const {
    for (const auto& row : rows) write_question(out, visit, row, is_of_solved(list));
  }
  void operator()(const std::vector<health::ListedAct>& rows) const {
    for (const auto& row : rows) write_act(out, visit, row);
  }
  void operator()(const std::vector<health::ListedShare>& rows) const {
    for (const auto& row : rows) write_share(out, visit, row);
  }
  void operator()(const std::vector<health::ListedQuarter>& rows) const {
    for (const auto& row : rows) write_quarter(out, visit, row);
  }
};

}  // namespace

http::Response show_health_list(Visit& visit) {
  const auto list = visit.request.parameter("list");
  const auto after = visit.request.query.get("after");
  const auto [report, page] = visit.community.store().read([&](store::Reader& reader) {
    return std::pair(health::health_report(reader), health::list_page(reader, list, after));
  });
  const auto listing = listing_of(visit, list);
  if (!page || listing.title.empty()) throw NotFound();
  html::Writer out;
  write_health_style(out);
  out.open("header", {{"class", "title"}}).open("p", {{"class", "small"}});
  out.element("a", {{"href", "/cockpit/health"}}, visit.tr("How the community lives")).close();
  out.element("h1", listing.title).element("p", {{"class", "quiet"}}, listing.says).close();
  const bool empty = std::visit([](const auto& rows) { return rows.empty(); }, page->rows);
  if (empty) {
    community::write_empty(out, visit.tr("Nobody and nothing is counted here."));
  } else {
    out.open("ul", {{"class", "list counted"}});
    std::visit(WriteRows{out, visit, report, list}, page->rows);
    out.close();
    community::write_next_page(out, visit, list_path(list), page->next);
  }
  return cockpit_page(visit, Room::health, listing.title, out.take());
}

}  // namespace parvis::cockpit
