// Who exchanges with whom: a picture whose members are links, and the partners of one.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "cockpit/cockpit_frame.h"
#include "cockpit/health_pages.h"
#include "cockpit/health_views.h"
#include "community/card/card_path.h"
#include "community/health/drawn_network.h"
#include "community/members/member.h"

namespace parvis::cockpit {
namespace {

using community::MemberId;

constexpr int kPartners = 100;      // of a page: who has more of them exchanges with everybody
constexpr std::size_t kNamed = 12;  // of the picture, beside the one that is looked at
constexpr double kWidth = 900, kHeight = 620, kMargin = 44;

using health::Dot;
using health::Line;
using Picture = health::DrawnNetwork;

std::string across(double x) { return fmt::format("{:.1f}", kMargin + x * (kWidth - 2 * kMargin)); }
std::string down(double y) { return fmt::format("{:.1f}", kMargin + y * (kHeight - 2 * kMargin)); }

// Eight tones for the largest sub-communities; the others share one.
std::string tone(const Dot& dot, bool lit) {
  auto name = dot.quarter >= 1 && dot.quarter <= 8 ? fmt::format("dot q{}", dot.quarter) : std::string("dot q0");
  return lit ? name : name + " dim";
}

class Drawing {
 public:
  Drawing(html::Writer& out, const Visit& visit, const Picture& picture, std::optional<MemberId> focus)
      : out_(out), visit_(visit), picture_(picture), focus_(focus) {
    for (const auto& dot : picture.dots) dots_[dot.member] = &dot;
    if (focus && dots_.contains(*focus)) {
      lit_.insert(*focus);
      for (const auto& line : picture.lines) {
        if (line.member == *focus) lit_.insert(line.other);
        if (line.other == *focus) lit_.insert(line.member);
      }
    } else {
      focus_.reset();
    }
  }

  void write(const std::string& says) {
    out_.open("svg", {{"class", "network"},
                      {"viewBox", fmt::format("0 0 {:.0f} {:.0f}", kWidth, kHeight)},
                      {"role", "group"},
                      {"aria-label", says}});
    for (const auto& line : picture_.lines) write_line(line);
    for (const auto* dot : by_partners()) write_dot(*dot);
    write_names();
    out_.close();
  }

 private:
  bool is_lit(MemberId member) const { return !focus_ || lit_.contains(member); }

  std::vector<const Dot*> by_partners() const {
    std::vector<const Dot*> order;
    for (const auto& dot : picture_.dots) order.push_back(&dot);
    std::ranges::stable_sort(order, std::ranges::greater{}, &Dot::partners);
    return order;
  }

  void write_line(const Line& line) {
    const auto from = dots_.find(line.member), to = dots_.find(line.other);
    if (from == dots_.end() || to == dots_.end()) return;
    const bool lit = !focus_ || line.member == *focus_ || line.other == *focus_;
    const auto strength = std::min(3, static_cast<int>(std::log2(static_cast<double>(line.acts))));
    out_.open("line", {{"class", fmt::format("tie t{}{}", strength, lit ? "" : " dim")},
                       {"x1", across(from->second->x)},
                       {"y1", down(from->second->y)},
                       {"x2", across(to->second->x)},
                       {"y2", down(to->second->y)}});
    out_.close();
  }

  void write_dot(const Dot& dot) {
    const auto name = community::shown_name(visit_, {.handle = dot.handle, .name = dot.name, .status = dot.status});
    const auto words = visit_.trn("{member}: {n} partner", "{member}: {n} partners", dot.partners, {{"member", name}});
    const auto radius = fmt::format("{:.1f}", 4.5 + 1.6 * std::sqrt(static_cast<double>(dot.partners)));
    const bool linked = dot.status != community::MemberStatus::former;
    if (linked) {
      out_.open("a", {{"href", "/cockpit/health/network/" + dot.handle}, {"aria-label", words}});
    } else {
      out_.open("g");
    }
    out_.open("circle", {{"class", tone(dot, is_lit(dot.member)) + (focus_ == dot.member ? " here" : "")},
                         {"cx", across(dot.x)},
                         {"cy", down(dot.y)},
                         {"r", radius}});
    out_.element("title", words).close().close();
  }

  // Of the members with the most partners, or those tied to the one that is looked at, where there is room.
  void write_names() {
    std::size_t named = 0;
    for (const auto* dot : by_partners()) {
      if (!is_lit(dot->member) || dot->status == community::MemberStatus::former) continue;
      if (named == kNamed) break;
      if (write_name(*dot)) ++named;
    }
  }

  bool write_name(const Dot& dot) {
    const bool before = dot.x > 0.8;
    const auto shift = (before ? -1 : 1) * (9 + 1.6 * std::sqrt(static_cast<double>(dot.partners)));
    const auto x = kMargin + dot.x * (kWidth - 2 * kMargin) + shift, y = kMargin + dot.y * (kHeight - 2 * kMargin);
    const auto long_is = kLetter * static_cast<double>(dot.name.size());
    const Room room{before ? x - long_is : x, y, before ? x : x + long_is};
    const bool is_here = focus_ == dot.member;
    if (!is_here && !has_room(taken_, room, kLine)) return false;
    taken_.push_back(room);
    // On a narrow page letters are larger against the picture: names that would meet there are left out there.
    const Room large{before ? x - long_is * kLarger : x, y, before ? x : x + long_is * kLarger};
    const bool fits = large.left >= 0 && large.right <= kWidth && has_room(taken_large_, large, kLine * kLarger);
    if (is_here || fits) taken_large_.push_back(large);
    const std::string kind = is_here || fits ? "who" : "who roomy";
    out_.element(
        "text",
        {{"class", before ? kind + " end" : kind}, {"x", fmt::format("{:.1f}", x)}, {"y", down(dot.y)}, {"dy", "4"}},
        dot.name);
    return true;
  }

  struct Room {
    double left, y, right;
  };
  static bool has_room(const std::vector<Room>& taken, const Room& room, double line) {
    return std::ranges::none_of(taken, [&](const Room& other) {
      return std::abs(other.y - room.y) < line && other.left < room.right && room.left < other.right;
    });
  }

  static constexpr double kLetter = 8.5, kLine = 20;  // about what a letter and a line take
  static constexpr double kLarger = 22.0 / 13;        // health.entry.css, at 699 pixels and below
  std::vector<Room> taken_, taken_large_;
  html::Writer& out_;
  const Visit& visit_;
  const Picture& picture_;
  std::optional<MemberId> focus_;
  std::map<MemberId, const Dot*> dots_;
  std::set<MemberId> lit_;
};

// The same links as words: a dot is small for a finger.
void write_those_pictured(html::Writer& out, const Visit& visit, const Picture& picture) {
  out.open("details", {{"class", "beside"}}).element("summary", visit.tr("The same members, by name"));
  out.open("ul", {{"class", "list slim"}});
  for (const auto& dot : picture.dots) {
    if (dot.status == community::MemberStatus::former) continue;
    out.open("li", {{"class", "row"}}).element("a", {{"href", "/cockpit/health/network/" + dot.handle}}, dot.name);
    out.element("span", {{"class", "quiet small push"}}, visit.trn("{n} partner", "{n} partners", dot.partners));
    out.close();
  }
  out.close().close();
}

void write_picture(html::Writer& out, const Visit& visit, const Picture& picture, std::optional<MemberId> focus) {
  if (picture.dots.empty()) return;
  const auto count = static_cast<std::int64_t>(picture.dots.size());
  const auto says = visit.trn("The member with the most partners.", "The {n} members with the most partners.", count) +
                    " " +
                    visit.tr("Each dot is a member, and leads to their exchanges; each line joins two who exchange.");
  out.open("figure", {{"class", "charted"}});
  out.element("a", {{"class", "button skip-over"}, {"href", "#after-picture"}},
              visit.trn("Skip the picture and its link", "Skip the picture and its {n} links", count));
  Drawing(out, visit, picture, focus).write(says);
  out.element("figcaption", {{"class", "quiet small"}},
              says + " " +
                  visit.tr("The more partners, the larger; one colour for each sub-community; thicker lines "
                           "for more exchange. Those who exchange stand near one another."));
  out.close();
  out.open("span", {{"id", "after-picture"}, {"tabindex", "-1"}}).close();
  write_those_pictured(out, visit, picture);
}

// So many acts between two in 52 weeks, opening onto them where there is a path.
void write_passed(html::Writer& out, const Visit& visit, std::int64_t n, const std::string& path) {
  out.open("td");
  if (n == 0 || path.empty()) {
    out.text(text::format_number(visit.language, n));
  } else {
    out.element("a", {{"href", path}}, text::format_number(visit.language, n));
  }
  out.close();
}

void write_partner(html::Writer& out, const Visit& visit, const health::HealthReport& report,
                   const community::Member& whose, const health::Partner& partner) {
  const auto member = glimpse(partner.person);
  out.open("tr").open("th", {{"scope", "row"}});
  if (community::has_page(member)) {
    out.element("a", {{"href", "/cockpit/health/network/" + std::string(member.handle)}}, member.name);
  } else {
    out.text(community::shown_name(visit, member));
  }
  out.text(" ");
  community::write_role_badge(out, visit, member);
  out.close();
  const auto first = text::day_in_figures({(report.today - health::kYearBack + 1) * kDay}, text::TimeZone::of("UTC"));
  const auto acts =
      community::card_path(whose.handle) + "/acts?kind=exchange&from=" + first + "&with=" + std::string(member.handle);
  const bool opens = community::has_page(member);
  write_passed(out, visit, partner.to_them, opens ? acts : "");
  write_passed(out, visit, partner.from_them, opens ? acts + "&part=received" : "");
  out.element("td", day_words(visit, report, partner.last_day)).close();
}

void write_partners(html::Writer& out, const Visit& visit, const health::HealthReport& report,
                    const community::Member& whose, const std::vector<health::Partner>& partners) {
  const auto& name = whose.display_name;
  const auto title = visit.tr("With whom");
  out.open("section").element("h2", title);
  out.open("div", {{"class", "wide"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", title}});
  out.open("table", {{"class", "plain"}}).open("thead").open("tr");
  out.element("th", {{"scope", "col"}}, visit.tr("Member"));
  out.element("th", {{"scope", "col"}}, visit.tr("From {member} to them", {{"member", name}}));
  out.element("th", {{"scope", "col"}}, visit.tr("From them to {member}", {{"member", name}}));
  out.element("th", {{"scope", "col"}}, visit.tr("Last time"));
  out.close().close().open("tbody");
  for (const auto& partner : partners) write_partner(out, visit, report, whose, partner);
  out.close().close().close().close();
}

void write_way_back(html::Writer& out, const char* path, const std::string& words) {
  out.open("p", {{"class", "small"}}).element("a", {{"href", path}}, words).close();
}

}  // namespace

http::Response show_network(Visit& visit) {
  const auto [report, picture] = visit.community.store().read(
      [](store::Reader& reader) { return std::pair(health::health_report(reader), health::drawn_network(reader)); });
  const auto title = visit.tr("Who exchanges with whom");
  html::Writer out;
  write_health_style(out);
  out.open("header", {{"class", "title"}});
  write_way_back(out, "/cockpit/health", visit.tr("How the community lives"));
  out.element("h1", title);
  out.element("p", {{"class", "quiet"}},
              visit.tr("Replies, comments, thanks, mentions and accepted answers of the last 52 weeks."))
      .close();
  if (picture.dots.empty()) {
    community::write_empty(out, visit.tr("Nobody has answered, thanked or named anybody yet."));
  } else {
    write_picture(out, visit, picture, std::nullopt);
    write_figures(out, visit, report, health::Chapter::network);
  }
  return cockpit_page(visit, Room::health, title, out.take());
}

http::Response show_exchanges(Visit& visit) {
  const auto handle = visit.request.parameter("handle");
  const auto read = visit.community.store().read([&](store::Reader& reader) {
    const auto member = community::find_member(reader, handle);
    if (!member || member->status == community::MemberStatus::former) throw NotFound();
    const auto report = health::health_report(reader);
    return std::tuple(*member, report, health::drawn_network(reader),
                      health::partners_of(reader, member->id, report.today, kPartners));
  });
  const auto& [member, report, picture, partners] = read;
  html::Writer out;
  write_health_style(out);
  out.open("header", {{"class", "title"}});
  write_way_back(out, "/cockpit/health/network", visit.tr("Who exchanges with whom"));
  out.element("h1", member.display_name);
  out.open("p", {{"class", "quiet"}});
  out.text(visit.trn("{n} member exchanged with them in the last 52 weeks.",
                     "{n} members exchanged with them in the last 52 weeks.",
                     static_cast<std::int64_t>(partners.size())));
  out.text(" ").element("a", {{"href", community::card_path(member.handle)}}, visit.tr("Their card")).close().close();
  if (partners.empty()) {
    community::write_empty(out, visit.tr("Nobody has exchanged anything with them in the last 52 weeks."));
  } else {
    write_picture(out, visit, picture, member.id);
    write_partners(out, visit, report, member, partners);
  }
  return cockpit_page(visit, Room::health, member.display_name, out.take());
}

}  // namespace parvis::cockpit
