#include "privacy/held_views.h"

#include <algorithm>
#include <chrono>

#include "community/activity/activity.h"
#include "community/card/circle.h"
#include "community/page/page.h"
#include "community/returns/return_rules.h"
#include "community/units/time_served.h"
#include "community/visibility/viewer.h"
#include "core/text/catalogue.h"
#include "core/text/dates.h"
#include "core/text/money.h"
#include "privacy/act_words.h"
#include "privacy/held_words.h"

namespace parvis::privacy {

using namespace community;

namespace {

using Kind = HeldValue::Kind;

bool is_words(const HeldValue& value) {
  return value.kind == Kind::text && (value.column == "body" || value.column == "biography");
}

// "thanks:2 useful:1", as posts keep it.
std::string reaction_words(const Visit& visit, std::string_view key) {
  const auto& kinds = visit.identity->reactions;
  const auto found = std::ranges::find(kinds, key, &ReactionKind::key);
  return found == kinds.end() ? visit.tr("A reaction") : found->name.in(visit.language);
}

std::string reactions_words(const Visit& visit, std::string_view kept) {
  std::string words;
  for (std::size_t at = 0; at < kept.size();) {
    const auto end = std::min(kept.find_first_of(" ,", at), kept.size());
    const auto one = kept.substr(at, end - at);
    const auto colon = one.find(':');
    if (colon != std::string_view::npos) {
      if (!words.empty()) words += ", ";
      words += visit.tr("{what}: {n}", {{"what", reaction_words(visit, one.substr(0, colon))},
                                        {"n", std::string(one.substr(colon + 1))}});
    }
    at = end + 1;
  }
  return words;
}

std::string language_words(std::string_view code) {
  const auto known = text::parse_language(code);
  return known ? std::string(text::name_in_itself(*known)) : std::string();
}

std::string hour_words(const Visit& visit, std::int64_t hour) {
  return text::time_of_day(Instant{hour * kHour}, visit.language, text::TimeZone());
}

std::string circle_words(const Visit& visit, std::string_view slug) {
  const auto circle = visit.community.store().read([&](store::Reader& reader) { return find_circle(reader, slug); });
  if (!circle) return {};
  return circle->words ? visit.tr(circle->words) : circle->name;
}

std::string money_words(const Visit& visit, std::int64_t cents) {
  const auto rules = visit.community.store().read([](store::Reader& reader) { return read_return_rules(reader); });
  return text::format_money(visit.language, cents, rules.currency);
}

// "March 1998": units are stated by the month, counted from the year 0.
std::string month_words(const Visit& visit, std::int64_t month) {
  const std::chrono::sys_days first{std::chrono::year(static_cast<int>(month / 12)) /
                                    std::chrono::month(static_cast<unsigned>(month % 12) + 1) / 1};
  return text::month_and_year(Instant{first.time_since_epoch().count() * kDay}, visit.language, text::TimeZone());
}

// A space of which the reader may know: it may have been closed to them, and renamed, since.
std::string space_words(const Visit& visit, SpaceId id) {
  const auto* space = visit.spaces->find(id);
  if (!space || !may_read(visit.viewer, *space)) return visit.tr("one you no longer read");
  return space->name.in(visit.language);
}

// What is followed: led to where it is a thread, named where it has a name.
void write_target(html::Writer& out, const Visit& visit, const HeldValue& value, const HeldRow& row,
                  const HeldNames& names) {
  const auto kind = std::ranges::find(row, "kind", &HeldValue::column);
  const auto what = kind == row.end() ? FollowKind::thread : static_cast<FollowKind>(kind->number);
  if (what == FollowKind::thread) {
    out.element("a", {{"class", "link"}, {"href", "/threads/" + value.text}}, visit.tr("Open it"));
  } else if (what == FollowKind::space) {
    out.text(space_words(visit, SpaceId{value.number}));
  } else {
    const auto name = names.of(value.column, value.number);
    out.text(name.empty() ? visit.tr("what is no longer there") : std::string(name));
  }
}

// As words where it is not a link or a time. Empty: it says nothing to a person.
std::string value_words(const Visit& visit, std::string_view table, const Saying& saying, const HeldValue& value,
                        const HeldNames& names) {
  switch (saying.how) {
    case How::text:
      // "s:trains": whether it is a speciality's or a place's is told by these themselves.
      if (table == "influencer_word" && value.text.find(':') == 1) return value.text.substr(2);
      return value.kind == Kind::text ? value.text : std::string();
    case How::count: return value.number == 0 ? std::string() : text::format_number(visit.language, value.number);
    case How::name:
      if (value.column == "circle") return circle_words(visit, value.text);
      if (value.kind != Kind::id) return {};
      if (const auto name = names.of(value.column, value.number); !name.empty()) return std::string(name);
      return visit.tr("what is no longer there");
    case How::space: return value.number == 0 ? std::string() : space_words(visit, SpaceId{value.number});
    case How::month: return value.number >= kOpenEnd ? std::string() : month_words(visit, value.number);
    case How::hour: return hour_words(visit, value.number);
    case How::language: return language_words(value.text);
    case How::reaction: return reaction_words(visit, value.text);
    case How::reactions: return reactions_words(visit, value.text);
    case How::act: return visit.tr(act_words(static_cast<Verb>(value.number)));
    case How::cents: return money_words(visit, value.number);
    case How::plain_day:
      return value.number == 0 ? std::string()
                               : text::day(Instant{value.number * kDay}, visit.language, text::TimeZone());
    case How::kind:
      if (const auto* meaning = meaning_of(table, value.column, value.number)) return visit.tr(meaning);
      return {};
    default: return {};
  }
}

void open_value(html::Writer& out, const Visit& visit, const Saying& saying) {
  out.open("div").element("dt", visit.tr(saying.name)).open("dd");
}

void write_value(html::Writer& out, const Visit& visit, std::string_view table, const HeldValue& value,
                 const HeldRow& row, const HeldNames& names) {
  const auto* saying = saying_of(table, value.column);
  if (!saying || saying->how == How::unsaid || value.kind == Kind::nothing || is_words(value)) return;
  const bool is_time = saying->how == How::instant;
  if (is_time || saying->how == How::link || saying->how == How::target) {
    if (value.number == 0) return;
    open_value(out, visit, *saying);
    if (is_time && value.column == "day") {  // without an hour
      out.text(text::day(Instant{value.number}, visit.language, text::TimeZone()));
    } else if (is_time) {
      write_time(out, visit, Instant{value.number});
    } else if (saying->how == How::target) {
      write_target(out, visit, value, row, names);
    } else {
      const bool is_thread = value.column == "thread";
      out.element("a", {{"class", "link"}, {"href", (is_thread ? "/threads/" : "/posts/") + value.text}},
                  visit.tr("Open it"));
    }
    out.close().close();
    return;
  }
  const auto words = value_words(visit, table, *saying, value, names);
  if (words.empty()) return;
  open_value(out, visit, *saying);
  out.text(words).close().close();
}

}  // namespace

void write_held_row(html::Writer& out, const Visit& visit, std::string_view table, const HeldRow& row,
                    const HeldNames& names) {
  out.open("li");
  for (const auto& value : row) {
    const auto* saying = saying_of(table, value.column);
    const bool is_said = saying && saying->how == How::text;
    if (is_said && is_words(value) && !value.text.empty()) out.element("p", {{"class", "words"}}, value.text);
  }
  out.open("dl", {{"class", "held"}});
  // What was done comes before when and where.
  for (const bool is_act : {true, false}) {
    for (const auto& value : row) {
      if ((value.column == "verb") == is_act) write_value(out, visit, table, value, row, names);
    }
  }
  out.close().close();
}

}  // namespace parvis::privacy
