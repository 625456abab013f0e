#include "community/health/health_lists.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "community/health/health_report.h"
#include "community/health/listed_acts.h"
#include "community/health/listed_shares.h"
#include "community/health/network_survey.h"

namespace parvis::community::health {
namespace {

using store::Sql;

constexpr Sql kPeople{R"(
  select m.id, m.handle, m.display_name, m.title, m.hue, m.role, m.status, s.first_day, s.last_day, s.rhythm, s.top,
    s.quarter, s.partners
  from health_standing s join member m on m.id = s.member where )"};
constexpr Sql kOnDay{R"(
  select m.id, m.handle, m.display_name, m.title, m.hue, m.role, m.status, coalesce(s.first_day, $1),
    coalesce(s.last_day, $1), coalesce(s.rhythm, 0), coalesce(s.top, 0), coalesce(s.quarter, 0),
    coalesce(s.partners, 0)
  from health_member_day d join member m on m.id = d.member left join health_standing s on s.member = d.member
  where d.day = $1 and d.member > $2 order by d.member limit 51)"};
constexpr Sql kInOrder{" and s.member > $1 order by s.member limit 51"};

// As many of each standing as a page holds: each is one walk along an index, all of them in one order are not.
constexpr Sql kActive{R"(
  select m.id, m.handle, m.display_name, m.title, m.hue, m.role, m.status, s.first_day, s.last_day, s.rhythm, s.top,
    s.quarter, s.partners
  from (
      select member from (select member from health_standing where standing = 1 and member > $1
                          order by member limit 51) as fresh
      union all
      select member from (select member from health_standing where standing = 2 and member > $1
                          order by member limit 51) as retained
      union all
      select member from (select member from health_standing where standing = 3 and member > $1
                          order by member limit 51) as returned) as active
    join health_standing s on s.member = active.member join member m on m.id = active.member
  order by active.member limit 51)"};

constexpr Sql kActsOf{R"(
  select cast(coalesce(sum(acts), 0) as bigint) from health_member_day where member = $1 and day > $2 and day <= $3)"};

constexpr Instant kEver{std::numeric_limits<std::int64_t>::min()};

constexpr Sql kQuestions{R"(
  select t.id, t.title, t.slug, t.language, h.opened_at, h.first_at, h.accepted_at, coalesce(m.id, 0),
    coalesce(m.handle, ''), coalesce(m.display_name, ''), coalesce(m.title, ''), coalesce(m.hue, 0),
    coalesce(m.role, 1), coalesce(m.status, 4)
  from health_thread h join thread t on t.id = h.thread and t.deleted_at is null
    join space on space.id = t.space and space.kind = 2
    left join member m on m.id = )"};
constexpr Sql kUnanswered{R"(h.first_by
  where h.first_at is null and h.gone = 0 and h.opened_at >= $3 and (h.opened_at < $1 or (h.opened_at = $1 and h.thread < $2))
  order by h.opened_at desc, h.thread desc limit 51)"};
constexpr Sql kAnswered{R"(h.first_by
  where h.gone = 0 and h.first_at >= $3 and (h.first_at < $1 or (h.first_at = $1 and h.thread < $2))
  order by h.first_at desc, h.thread desc limit 51)"};
constexpr Sql kSolved{R"(h.accepted_by
  where h.gone = 0 and h.accepted_at >= $3 and (h.accepted_at < $1 or (h.accepted_at = $1 and h.thread < $2)))"};
constexpr Sql kByMembers{" and coalesce(m.role, 1) in (1, 3)"};
constexpr Sql kLastSolvedFirst{" order by h.accepted_at desc, h.thread desc limit 51"};

constexpr Sql kBrought{R"(
  select m.id, m.handle, m.display_name, m.title, m.hue, m.role, m.status, coalesce(s.first_day, 0),
    coalesce(s.last_day, 0), coalesce(s.rhythm, 0), coalesce(s.top, 0), coalesce(s.quarter, 0), coalesce(s.partners, 0)
  from (select member, came_at from invited_member union all select member, came_at from shared_member) i
  join member m on m.id = i.member left join health_standing s on s.member = i.member
  where i.came_at >= $2 and i.member > $1 order by i.member limit 51)"};

// With whom they ever exchanged, the strongest first; and what there was between two of late.
constexpr Sql kStrongest{R"(
  select other, acts from health_exchange where member = $1 and (acts < $2 or (acts = $2 and other < $3))
  order by acts desc, other desc limit $4)"};
constexpr Sql kLately{R"(
  select coalesce(cast(sum(to_them) as bigint), 0), coalesce(cast(sum(from_them) as bigint), 0),
    coalesce(max(day), 0)
  from (
    select acts as to_them, 0 as from_them, day from health_tie
    where from_member = $1 and to_member = $2 and day > $3
    union all
    select 0, acts, day from health_tie where from_member = $2 and to_member = $1 and day > $3) as ways)"};
constexpr Sql kNamed{"select id, handle, display_name, title, hue, role, status from member where id = $1"};

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string place_of(std::int64_t first, std::int64_t second) {
  return std::to_string(first) + "." + std::to_string(second);
}

template <class Row, class Key>
ListPage page_of(std::vector<Row> rows, const Key& key) {
  ListPage page;
  if (rows.size() > static_cast<std::size_t>(kListed)) {
    rows.resize(kListed);
    page.next = key(rows.back());
  }
  page.rows = std::move(rows);
  return page;
}

struct FlatPerson {
  MemberId member;
  std::string handle, name, title;
  int hue;
  Role role;
  MemberStatus status;
  std::int64_t first_day, last_day;
  Rhythm rhythm;
  std::int64_t top, quarter, partners;
};

ListPage people_of(const std::vector<FlatPerson>& rows) {
  std::vector<ListedPerson> people;
  for (const auto& row : rows) {
    people.push_back({.person = {row.member, row.handle, row.name, row.title, row.hue, row.role, row.status},
                      .first_day = row.first_day,
                      .last_day = row.last_day,
                      .rhythm = row.rhythm,
                      .top = row.top,
                      .quarter = row.quarter,
                      .partners = row.partners});
  }
  return page_of(std::move(people), [](const auto& row) { return place_of(0, row.person.member.value); });
}

struct Asked {
  store::Reader& reader;
  KeyPlace after;   // for lists that rise
  KeyPlace before;  // for lists that fall
  HealthState state;
  std::int64_t today = 0;
  LocalDays days;

  ListPage people(const Sql& which) const {
    return people_of(reader.all<FlatPerson>(kPeople + which + kInOrder, after.second));
  }
  Instant period_began() const { return days.start_of(today - kPeriod + 1); }
};

ListPage questions(const Asked& asked, const Sql& which, std::int64_t (*key)(const ListedQuestion&), Instant from) {
  struct Row {
    ThreadId thread;
    std::string title, slug, language;
    Instant opened_at;
    std::optional<Instant> first_at, accepted_at;
    MemberId member;
    std::string handle, name, member_title;
    int hue;
    Role role;
    MemberStatus status;
  };
  std::vector<ListedQuestion> rows;
  for (const auto& row : asked.reader.all<Row>(kQuestions + which, asked.before.first, asked.before.second, from)) {
    rows.push_back({.thread = row.thread,
                    .title = row.title,
                    .slug = row.slug,
                    .language = row.language,
                    .opened_at = row.opened_at,
                    .first_at = row.first_at,
                    .accepted_at = row.accepted_at,
                    .by = {row.member, row.handle, row.name, row.member_title, row.hue, row.role, row.status}});
  }
  return page_of(std::move(rows), [&](const auto& row) { return place_of(key(row), row.thread.value); });
}

ListPage acts_of(const Asked& asked, std::vector<ListedAct> (*read)(const ActsAsked&)) {
  return page_of(read({asked.reader, asked.before, asked.period_began(), asked.state.reported_act}),
                 [](const auto& row) { return place_of(row.at.microseconds, row.place); });
}

ListPage visited(const Asked& asked) {
  return page_of(visited_shares(asked.reader, asked.before, asked.today - kPeriod, asked.today),
                 [](const auto& row) { return place_of(row.visits, row.id.value); });
}

ListPage bridges(const Asked& asked) {
  struct Flat {
    MemberId member;
    std::string handle, name, title;
    int hue;
    Role role;
    MemberStatus status;
    std::int64_t first_day, last_day;
    Rhythm rhythm;
    std::int64_t top, quarter, partners, reach;
  };
  constexpr Sql kBridges{R"(
    select m.id, m.handle, m.display_name, m.title, m.hue, m.role, m.status, s.first_day, s.last_day, s.rhythm, s.top,
      s.quarter, s.partners, s.reach
    from health_standing s join member m on m.id = s.member
    where s.holds = 1 and (s.reach < $1 or (s.reach = $1 and s.member < $2))
    order by s.reach desc, s.member desc limit 51)"};
  const auto rows = asked.reader.all<Flat>(kBridges, asked.before.first, asked.before.second);
  std::vector<FlatPerson> people;
  for (const auto& row : rows) {
    people.push_back({row.member, row.handle, row.name, row.title, row.hue, row.role, row.status, row.first_day,
                      row.last_day, row.rhythm, row.top, row.quarter, row.partners});
  }
  auto page = people_of(people);
  if (!page.next.empty()) page.next = place_of(rows[kListed - 1].reach, rows[kListed - 1].member.value);
  return page;
}

ListPage quarters_above(const Asked& asked, std::size_t size) {
  std::vector<ListedQuarter> rows;
  for (const auto& point : points_of(asked.reader, series::kQuarters)) {
    const auto members = static_cast<std::int64_t>(point.value);
    if (point.place <= asked.after.second || members <= static_cast<std::int64_t>(size)) continue;
    rows.push_back({point.place, members});
  }
  if (rows.size() > kListed + 1) rows.resize(kListed + 1);
  return page_of(std::move(rows), [](const auto& row) { return place_of(0, row.number); });
}

ListPage busiest(const Asked& asked) {
  auto page = people_of(asked.reader.all<FlatPerson>(kPeople + "s.top > 0 order by s.top"));
  for (auto& row : std::get<std::vector<ListedPerson>>(page.rows)) {
    row.acts = *asked.reader.one<std::int64_t>(kActsOf, row.person.member, asked.today - kPeriod, asked.today);
  }
  return page;
}

std::int64_t accepted(const ListedQuestion& row) { return row.accepted_at->microseconds; }

struct List {
  std::string_view name;
  ListPage (*read)(const Asked&);
};

constexpr List kLists[] = {
    {"active-day",
     [](const Asked& a) { return people_of(a.reader.all<FlatPerson>(kOnDay, a.today - 1, a.after.second)); }},
    {"active-week",
     [](const Asked& a) {
       return people_of(a.reader.all<FlatPerson>(kPeople + "s.last_day > $2" + kInOrder, a.after.second, a.today - 7));
     }},
    {"active-month", [](const Asked& a) { return people_of(a.reader.all<FlatPerson>(kActive, a.after.second)); }},
    {"new", [](const Asked& a) { return a.people("s.standing = 1"); }},
    {"retained", [](const Asked& a) { return a.people("s.standing = 2"); }},
    {"returned", [](const Asked& a) { return a.people("s.standing = 3"); }},
    {"slipping", [](const Asked& a) { return a.people("s.rhythm = 1"); }},
    {"lost", [](const Asked& a) { return a.people("s.rhythm = 2"); }},
    {"lonely", [](const Asked& a) { return a.people("s.lonely = 1"); }},
    {"top-ten", busiest},
    {"bridges", bridges},
    {"quarters", [](const Asked& a) { return quarters_above(a, 0); }},
    {"large-quarters", [](const Asked& a) { return quarters_above(a, kLargeQuarter); }},
    {"unanswered",
     [](const Asked& a) {
       return questions(
           a, kUnanswered, [](const ListedQuestion& row) { return row.opened_at.microseconds; }, kEver);
     }},
    {"answered",
     [](const Asked& a) {
       return questions(
           a, kAnswered, [](const ListedQuestion& row) { return row.first_at->microseconds; }, a.period_began());
     }},
    {"solved", [](const Asked& a) { return questions(a, kSolved + kLastSolvedFirst, accepted, a.period_began()); }},
    {"ever-solved", [](const Asked& a) { return questions(a, kSolved + kLastSolvedFirst, accepted, kEver); }},
    {"confirmed",
     [](const Asked& a) { return questions(a, kSolved + kByMembers + kLastSolvedFirst, accepted, a.period_began()); }},
    {"exchange", [](const Asked& a) { return acts_of(a, exchange_acts); }},
    {"broadcasting", [](const Asked& a) { return acts_of(a, broadcasting_acts); }},
    {"conversing", [](const Asked& a) { return acts_of(a, conversing_acts); }},
    {"communing", [](const Asked& a) { return acts_of(a, communing_acts); }},
    {"written", [](const Asked& a) { return acts_of(a, written_acts); }},
    {"shares", [](const Asked& a) { return acts_of(a, shares); }},
    {"share-visits", visited},
    {"recommended", [](const Asked& a) { return acts_of(a, recommended_words); }},
    {"brought",
     [](const Asked& a) { return people_of(a.reader.all<FlatPerson>(kBrought, a.after.second, a.period_began())); }},
};

}  // namespace

std::optional<KeyPlace> read_key_place(std::string_view after) {
  const auto dot = after.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto first = number_in(after.substr(0, dot)), second = number_in(after.substr(dot + 1));
  if (!first || !second) return std::nullopt;
  return KeyPlace{*first, *second};
}

KeyPlace key_place(std::string_view after, std::int64_t otherwise) {
  return read_key_place(after).value_or(KeyPlace{otherwise, otherwise});
}

std::optional<ListPage> list_page(store::Reader& reader, std::string_view name, std::string_view after) {
  const auto state = health_state(reader);
  const LocalDays days(text::TimeZone::of(state.time_zone));
  const auto today = days.day_of(state.reported_at);
  // What is dated later than the day of the count is not counted.
  const KeyPlace end{days.start_of(today + 1).microseconds - 1, INT64_MAX};
  const auto before = key_place(after, INT64_MAX);
  const Asked asked{.reader = reader,
                    .after = key_place(after, 0),
                    .before = before.first > end.first ? end : before,
                    .state = state,
                    .today = today,
                    .days = days};
  constexpr std::string_view kOneQuarter = "quarter-";
  if (name.starts_with(kOneQuarter)) {
    const auto number = number_in(name.substr(kOneQuarter.size())).value_or(0);
    if (number <= 0) return std::nullopt;
    return people_of(reader.all<FlatPerson>(kPeople + "s.quarter = $2" + kInOrder, asked.after.second, number));
  }
  const auto list = std::ranges::find(kLists, name, &List::name);
  if (list == std::end(kLists)) return std::nullopt;
  return list->read(asked);
}

// In a year nobody exchanged more than ever: once so many exchanged more in the year than the next ever did, the rest
// need not be looked at.
std::vector<Partner> partners_of(store::Reader& reader, MemberId member, std::int64_t today, int at_most) {
  struct Ever {
    MemberId other;
    std::int64_t acts;
  };
  struct Lately {
    std::int64_t to_them, from_them, last_day;
    MemberId other;
    std::int64_t all() const { return to_them + from_them; }
  };
  constexpr int kTogether = 200;
  const auto most = static_cast<std::size_t>(at_most);
  const auto stronger = [](const Lately& one, const Lately& other) {
    return std::pair(-one.all(), one.other) < std::pair(-other.all(), other.other);
  };
  std::vector<Lately> best;
  for (Ever last{{INT64_MAX}, INT64_MAX};;) {
    const auto next = reader.all<Ever>(kStrongest, member, last.acts, last.other, kTogether);
    for (const auto& one : next) {
      struct Sums {
        std::int64_t to_them, from_them, last_day;
      };
      const auto sums = *reader.one<Sums>(kLately, member, one.other, today - 364);
      if (sums.to_them + sums.from_them > 0) best.push_back({sums.to_them, sums.from_them, sums.last_day, one.other});
    }
    std::ranges::sort(best, stronger);
    if (best.size() > most) best.resize(most);
    if (next.size() < static_cast<std::size_t>(kTogether)) break;
    last = next.back();
    if (best.size() == most && (most == 0 || best.back().all() > last.acts)) break;
  }
  std::vector<Partner> partners;
  for (const auto& one : best) {
    if (auto person = reader.one<Person>(kNamed, one.other)) {
      partners.push_back({std::move(*person), one.to_them, one.from_them, one.last_day});
    }
  }
  return partners;
}

}  // namespace parvis::community::health
