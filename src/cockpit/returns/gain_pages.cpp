// The gains of a month or of the last twelve, of one kind or of all, each down to its acts.
#include <algorithm>

#include "cockpit/removal_page.h"
#include "cockpit/returns/return_pages.h"
#include "cockpit/returns/return_views.h"
#include "cockpit/segment_views.h"
#include "community/card/card_path.h"
#include "community/page/page.h"
#include "community/returns/page_views.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kGainsShown = 50;

void write_day(html::Writer& out, const Visit& visit, const Gain& gain, const std::vector<PageViews>& views) {
  out.element("p", text::day(gain.at, visit.language, {}));
  out.open("p", {{"class", "quiet small dots"}});
  for (const auto& one : views) {
    const auto words = one.place == "kept" ? visit.trn("{n} kept ready", "{n} kept ready", one.views)
                                           : visit.trn("{n} made when asked", "{n} made when asked", one.views);
    out.element("span", words);
  }
  out.close();
}

struct GainLine {
  Gain gain;
  std::vector<GainAct> acts;
  std::vector<PageViews> views;
};

using Faces = std::map<MemberId, MemberFace>;

void write_order_line(html::Writer& out, const Visit& visit, const Gain& gain, const Faces& faces) {
  out.element("a", {{"class", "link"}, {"href", "/cockpit/return/orders/" + id_text(gain.subject.value_or(0))}},
              visit.tr("Order {number}", {{"number", gain.words}}));
  if (const auto face = faces.find(gain.member.value_or(MemberId{})); face != faces.end()) {
    out.text(" ").element("a", {{"class", "link"}, {"href", card_path(face->second.handle)}},
                          face->second.display_name);
  }
  out.open("p", {{"class", "quiet small"}}).text(text::day(gain.at, visit.language, community_zone(visit))).close();
}

void write_gain_acts(html::Writer& out, const Visit& visit, const std::vector<GainAct>& acts, const Faces& faces) {
  if (acts.empty()) return;
  const bool several = acts.size() > 1;
  if (several) out.open("ul", {{"class", "bullets small"}});
  for (const auto& act : acts) {
    several ? out.open("li") : out.open("p", {{"class", "small"}});
    write_act(out, visit, act, faces);
    out.close();
  }
  if (several) out.close();
}

// Who answered, who is close to buying, what was taken up; then the acts that show it.
void write_by_acts(html::Writer& out, const Visit& visit, const GainLine& line, const Faces& faces) {
  const auto& gain = line.gain;
  const auto face = faces.find(gain.member.value_or(MemberId{}));
  const auto name = face == faces.end() ? visit.tr("a former member") : face->second.display_name;
  if (!gain.words.empty()) out.element("p", gain.words);
  if (gain.kind == GainKind::prospect) out.element("p", visit.tr("Hot prospect: {name}", {{"name", name}}));
  if (gain.kind == GainKind::support) out.element("p", visit.tr("{name} answered", {{"name", name}}));
  write_gain_acts(out, visit, line.acts, faces);
  if (gain.kind != GainKind::idea || !gain.thread) return;
  write_removal(
      out, visit,
      {.summary = visit.tr("Count it no more"),
       .said = visit.tr("Its conversation stays as it is. The idea can be counted again where ideas are noted."),
       .button = visit.tr("Count it no more"),
       .action = "/cockpit/return/ideas/" + id_text(*gain.thread) + "/removal"});
}

void write_gain(html::Writer& out, const Visit& visit, const Money& money, const GainLine& line, const Values& values,
                const Faces& faces) {
  const auto& gain = line.gain;
  out.open("li", {{"class", "gain-line"}}).open("div");
  switch (gain.kind) {
    case GainKind::pages: write_day(out, visit, gain, line.views); break;
    case GainKind::order: write_order_line(out, visit, gain, faces); break;
    default: write_by_acts(out, visit, line, faces);
  }
  out.close();
  const auto value = worth(gain.kind, gain.quantity, values);
  out.open("p", {{"class", "gain-worth"}});
  if (gain.kind == GainKind::order || gain.kind == GainKind::pages) {
    const auto counted = quantity_words(money, gain.kind, gain.quantity);
    const auto words = value ? visit.tr("{counted}, worth", {{"counted", counted}}) : counted;
    out.element("span", {{"class", "quiet small"}}, words).text(" ");
  }
  if (value) out.element("b", money.exact(value->base));
  out.close().close();
}

std::vector<MemberId> members_in(const std::vector<GainLine>& lines) {
  std::vector<MemberId> ids;
  for (const auto& line : lines) {
    if (line.gain.member) ids.push_back(*line.gain.member);
    for (const auto& act : line.acts) {
      if (act.actor) ids.push_back(*act.actor);
    }
  }
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

struct Read {
  std::optional<Member> member;
  std::vector<GainLine> lines;
  Faces faces;
  MonthResult sum;
  Values values;
  ReturnRules rules;
};

// Of the address: what one member brought, whenever; otherwise all of the span.
std::optional<Member> member_asked(store::Reader& reader, const Visit& visit, std::int64_t month) {
  return month ? std::nullopt : member_narrowed_to(reader, visit);
}

Read read_gains(const Visit& visit, const GainSpan& span, std::int64_t month) {
  const GainId before{parse_id(visit.request.query.get("after")).value_or(0)};
  return visit.community.store().read([&](store::Reader& reader) {
    Read read{.member = span.kind ? member_asked(reader, visit, month) : std::nullopt};
    for (auto& gain : read.member ? gains_of_member(reader, read.member->id, *span.kind, before, kGainsShown)
                                  : gains_of(reader, span, before, kGainsShown)) {
      auto acts = gain.kind == GainKind::order ? std::vector<GainAct>() : acts_of(reader, gain.id);
      auto views =
          gain.kind == GainKind::pages ? page_views_of(reader, gain.subject.value_or(0)) : std::vector<PageViews>();
      read.lines.push_back({std::move(gain), std::move(acts), std::move(views)});
    }
    read.faces = faces_by_id(reader, members_in(read.lines));
    read.sum = return_result(reader, span.from, span.to).total;
    read.values = values_in_force(reader);
    read.rules = read_return_rules(reader);
    return read;
  });
}

// What the kind counted, and what its worth stands on.
void write_sum(html::Writer& out, const Visit& visit, const Money& money, const Read& read, GainKind kind) {
  const auto gain = read.sum.gains.contains(kind) ? read.sum.gains.at(kind) : GainOfMonth{};
  out.open("p").text(quantity_words(money, kind, gain.quantity));
  if (gain.worth) {
    out.text(visit.tr(", worth about {base} ({range})",
                      {{"base", money.round(gain.worth->base)}, {"range", money.range(*gain.worth)}}));
  }
  out.close();
  out.open("p", {{"class", "quiet small"}}).text(visit.tr("Worked out from: "));
  bool first = true;
  for (const auto key : assumptions_for(kind)) {
    if (!first) out.text(", ");
    out.element("a", {{"class", "link"}, {"href", assumption_path(key)}}, visit.tr(assumption_words(key)));
    if (const auto value = read.values.find(key); value != read.values.end()) {
      out.text(" ").text(value_words(money, key, value->second.base));
    }
    first = false;
  }
  out.close();
}

// The kinds beside each other, to narrow the list down.
void write_kinds(html::Writer& out, const Visit& visit, const Money& money, const Read& read, std::int64_t month) {
  out.open("p").text(read.sum.gain.high > 0
                         ? visit.tr("Worth about {base} ({range}) together.",
                                    {{"base", money.round(read.sum.gain.base)}, {"range", money.range(read.sum.gain)}})
                         : visit.tr("What it is worth waits for your assumptions."));
  out.close().open("p", {{"class", "dots small"}});
  for (const auto kind : kGainKinds) {
    const auto found = read.sum.gains.find(kind);
    if (found == read.sum.gains.end() || found->second.quantity == 0) continue;
    out.open("span").element("a", {{"class", "link"}, {"href", gains_path(month, kind)}},
                             visit.tr(gain_kind_words(kind)));
    out.close();
  }
  out.close();
}

void write_lines(html::Writer& out, const Visit& visit, const Money& money, const Read& read) {
  if (read.lines.empty()) {
    write_empty(out, read.member ? visit.tr("Nothing is on record.")
                                 : visit.tr("Nothing of this kind was counted in this time."));
  } else {
    out.open("ul", {{"class", "list"}});
    for (const auto& line : read.lines) write_gain(out, visit, money, line, read.values, read.faces);
    out.close();
  }
  if (read.lines.size() < kGainsShown) return;
  out.open("p", {{"class", "pager"}});
  out.element(
      "a",
      {{"class", "link next"},
       {"href", narrowed_path(visit.request.path, read.member) + "after=" + id_text(read.lines.back().gain.id)}},
      visit.tr("Earlier ones"));
  out.close();
}

// `month`: zero for the last twelve.
http::Response render_gains(const Visit& visit, std::int64_t month, std::optional<GainKind> kind) {
  const auto present = month_of(now(), community_zone(visit));
  const auto read = read_gains(
      visit, {.from = month ? month : present - kMonthsShown + 1, .to = month ? month : present, .kind = kind}, month);
  const Money money(visit.language, read.rules.currency);
  html::Writer out;
  out.open("header");
  if (read.member) {
    write_narrowed_to(out, *read.member);
  } else {
    out.open("p", {{"class", "quiet"}});
    out.element("a", {{"class", "link"}, {"href", month ? return_month_path(month) : "/cockpit/return"}},
                month ? month_name(month, visit.language) : visit.tr("The last twelve months"));
    out.close();
  }
  const auto title = kind ? visit.tr(gain_kind_words(*kind)) : visit.tr("What was gained");
  out.element("h1", title);
  if (read.member) {
    out.element("p", {{"class", "quiet"}}, visit.tr("All that counts, whenever it was."));
  } else if (kind) {
    write_sum(out, visit, money, read, *kind);
  } else {
    write_kinds(out, visit, money, read, month);
    if (read.sum.gains.contains(GainKind::pages)) {
      out.element("p", {{"class", "quiet small"}},
                  visit.tr("Page views are counted by day, and stand on their own page."));
    }
  }
  out.close();
  write_lines(out, visit, money, read);
  return return_page(visit, ReturnTab::overview, title, out.take());
}

GainKind kind_asked(const Visit& visit) {
  const auto kind = parse_gain_kind(visit.request.parameter("gain_kind"));
  if (!kind) throw NotFound();
  return *kind;
}

}  // namespace

http::Response show_gains(Visit& visit) { return render_gains(visit, month_asked(visit), kind_asked(visit)); }
http::Response show_month_gains(Visit& visit) { return render_gains(visit, month_asked(visit), {}); }
http::Response show_year_gains(Visit& visit) { return render_gains(visit, 0, kind_asked(visit)); }
http::Response show_all_gains(Visit& visit) { return render_gains(visit, 0, {}); }

}  // namespace parvis::cockpit
