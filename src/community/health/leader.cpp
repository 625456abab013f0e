#include "community/health/leader.h"

#include <algorithm>

#include "community/activity/staff_change.h"
#include "community/health/health_report.h"
#include "community/health/kept_rows.h"
#include "community/health/people_survey.h"

namespace parvis::community::health {
namespace {

// Of the brand's own people there is nothing to detect, and accounts that stand for nobody are nobody.
constexpr store::Sql kMembers{R"(
  select d.member, cast(sum(d.words) as bigint), case when m.role in (1, 3) then 1 else 0 end
  from health_member_day d join member m on m.id = d.member and m.status <> 4
  where d.day > $1 and d.day <= $2 group by d.member, m.role having sum(d.words) > 0)"};
constexpr store::Sql kWeeksOf{R"(
  select member, cast(count(distinct ($2 - day) / 7) as bigint) from health_member_day where day > $1 and day <= $2
  group by member)"};
constexpr store::Sql kSetOff{R"(
  select t.author, cast(count(*) as bigint) from health_word w join health_thread t on t.thread = w.thread
  where w.gone = 0 and t.gone = 0 and w.author <> t.author and w.at >= $1 group by t.author)"};
constexpr store::Sql kKnown{R"(
  select member, cast(count(distinct other) as bigint) from (
    select from_member as member, to_member as other from health_tie where day > $1 and day <= $2
    union all select to_member, from_member from health_tie where day > $1 and day <= $2) ties group by member)"};
constexpr store::Sql kThanked{R"(
  select to_member, cast(sum(acts) as bigint) from health_tie where kind in (4, 6) and day > $1 and day <= $2
  group by to_member)"};

constexpr store::Sql kCorrections{"select member, criterion, score from leader_correction"};
constexpr store::Sql kFormer{"select id from member where status = 4"};
constexpr store::Sql kAll{"select member, set_off, known_by, thanked, weeks, scores, total from leader_measure"};
constexpr store::Sql kAllCorrected{R"(
  select member, set_off, known_by, thanked, weeks, scores, total from leader_measure
  where member in (select member from leader_correction))"};
constexpr store::Sql kKeep{R"(
  insert into leader_measure (member, set_off, known_by, thanked, weeks, scores, total)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (member) do update
    set set_off = excluded.set_off, known_by = excluded.known_by, thanked = excluded.thanked, weeks = excluded.weeks,
      scores = excluded.scores, total = excluded.total)"};
constexpr store::Sql kDrop{"delete from leader_measure where member = $1"};
constexpr store::Sql kWrote{R"(
  select 1 from health_member_day where member = $1 and day > $2 and words > 0 limit 1)"};
constexpr store::Sql kSetTotal{R"(
  insert into leader_measure (member, set_off, known_by, thanked, weeks, scores, total) values ($1, 0, 0, 0, 0, 1111, $2)
  on conflict (member) do update set total = excluded.total)"};

constexpr store::Sql kSelect{R"(
  select m.id, m.handle, m.display_name, m.title, m.hue, m.role, m.status, coalesce(l.set_off, 0),
    coalesce(l.known_by, 0), coalesce(l.thanked, 0), coalesce(l.weeks, 0), coalesce(l.scores, 1111),
    coalesce(l.total, 4), case when c.member is null then 0 else 1 end
  from member m left join leader_measure l on l.member = m.id left join first_circle c on c.member = m.id where )"};
constexpr store::Sql kFrom{R"(
  l.total >= $3 and (l.total < $1 or (l.total = $1 and l.member < $2)) order by l.total desc, l.member desc limit 51)"};
constexpr store::Sql kOfMember{R"(
  select k.criterion, k.score, k.note, m.display_name, k.at from leader_correction k join member m on m.id = k.author
  where k.member = $1 order by k.criterion)"};
constexpr store::Sql kCorrect{R"(
  insert into leader_correction (member, criterion, score, note, author, at) values ($1, $2, $3, $4, $5, $6)
  on conflict (member, criterion) do update
    set score = excluded.score, note = excluded.note, author = excluded.author, at = excluded.at)"};
constexpr store::Sql kUncorrect{"delete from leader_correction where member = $1 and criterion = $2"};

struct Counted {
  MemberId member;
  std::int64_t value;
};

std::map<MemberId, std::int64_t> by_member(const std::vector<Counted>& rows) {
  std::map<MemberId, std::int64_t> all;
  for (const auto& row : rows) all[row.member] = row.value;
  return all;
}

std::int64_t of(const std::map<MemberId, std::int64_t>& values, MemberId member) {
  const auto found = values.find(member);
  return found == values.end() ? 0 : found->second;
}

std::size_t place_of(Criterion criterion) { return static_cast<std::size_t>(criterion) - 1; }

std::int64_t packed(const Scores& scores) { return scores[0] * 1000 + scores[1] * 100 + scores[2] * 10 + scores[3]; }
Scores unpacked(std::int64_t packed) { return {packed / 1000, packed / 100 % 10, packed / 10 % 10, packed % 10}; }

// Their scores as counted, with what was corrected.
std::map<MemberId, Scores> corrected(store::Reader& reader, const LeaderRows& rows) {
  struct Kept {
    MemberId member;
    Criterion criterion;
    std::int64_t score;
  };
  std::map<MemberId, Scores> all;
  for (const auto& kept : reader.all<Kept>(kCorrections)) {
    const auto row = rows.find(kept.member);
    const auto counted = unpacked(row == rows.end() ? LeaderRow::kLowest : row->second.scores);
    all.try_emplace(kept.member, counted).first->second[place_of(kept.criterion)] = kept.score;
  }
  return all;
}

struct Row {
  MemberId member;
  std::string handle, name, title;
  int hue;
  Role role;
  MemberStatus status;
  std::int64_t set_off, known, thanked, weeks, scores, total;
  bool in_circle;
};

Leader leader_of(store::Reader& reader, const Row& row) {
  Leader leader{.person = {row.member, row.handle, row.name, row.title, row.hue, row.role, row.status},
                .measures = {row.set_off, row.known, row.thanked, row.weeks},
                .counted = unpacked(row.scores),
                .scores = unpacked(row.scores),
                .total = row.total,
                .in_circle = row.in_circle};
  leader.corrections = reader.all<Correction>(kOfMember, row.member);
  for (const auto& correction : leader.corrections) leader.scores[place_of(correction.criterion)] = correction.score;
  return leader;
}

void record(store::Transaction& transaction, const LeaderAct& act, MemberId member, Verb verb, std::int64_t amount,
            std::string_view detail) {
  act.timeline.record(transaction, {.actor = act.actor,
                                    .verb = verb,
                                    .object_kind = ObjectKind::member,
                                    .object = member.value,
                                    .counterpart = member,
                                    .amount = amount,
                                    .detail = std::string(detail),
                                    .source = act.source});
}

}  // namespace

std::int64_t total_of(const Scores& scores) { return scores[0] + scores[1] + scores[2] + scores[3]; }

std::map<MemberId, Scores> score(const std::map<MemberId, Measures>& measures) {
  std::map<MemberId, Scores> scores;
  for (const auto& [member, all] : measures) scores[member] = {1, 1, 1, 1};
  if (measures.empty()) return scores;
  for (std::size_t criterion = 0; criterion < kCriteria.size(); ++criterion) {
    std::vector<std::int64_t> values;
    for (const auto& [member, all] : measures) values.push_back(all[criterion]);
    std::ranges::sort(values, std::ranges::greater{});
    const auto least_of = [&](std::size_t per_cent) {
      return std::max<std::int64_t>(1, values[(values.size() * per_cent + 99) / 100 - 1]);
    };
    const auto three = least_of(5), two = least_of(20);
    for (const auto& [member, all] : measures) {
      scores[member][criterion] = all[criterion] >= three ? 3 : all[criterion] >= two ? 2 : 1;
    }
  }
  return scores;
}

LeaderRows count_leaders(store::Reader& reader, std::int64_t today, Instant year_began) {
  struct Wrote {
    MemberId member;
    std::int64_t words;
    bool is_ranked;
  };
  const auto since = today - kYearBack;
  const auto set_off = by_member(reader.all<Counted>(kSetOff, year_began));
  const auto known = by_member(reader.all<Counted>(kKnown, since, today));
  const auto thanked = by_member(reader.all<Counted>(kThanked, since, today));
  const auto weeks = by_member(reader.all<Counted>(kWeeksOf, today - 7 * kLeaderWeeks, today));
  LeaderRows rows;
  for (const auto* measured : {&set_off, &known, &thanked, &weeks}) {
    for (const auto& [member, value] : *measured) {
      rows[member] = {
          .member = member, .set_off = of(set_off, member), .known = of(known, member), .weeks = of(weeks, member)};
    }
  }
  for (const auto former : reader.all<MemberId>(kFormer)) rows.erase(former);
  std::map<MemberId, Measures> ranked;
  for (const auto& one : reader.all<Wrote>(kMembers, since, today)) {
    auto& row = rows[one.member];
    row.member = one.member;
    if (one.words >= kFewestWords) row.thanked = 1000 * of(thanked, one.member) / one.words;
    if (one.is_ranked) ranked[one.member] = {row.set_off, row.known, row.thanked, row.weeks};
  }
  for (const auto& [member, scores] : score(ranked)) {
    rows[member].scores = packed(scores);
    rows[member].total = total_of(scores);
  }
  for (const auto& [member, scores] : corrected(reader, rows)) {
    rows[member].member = member;
    rows[member].total = total_of(scores);
  }
  return rows;
}

LeaderRows leader_rows(store::Reader& reader) {
  LeaderRows all;
  reader.each<LeaderRow>(kAll, [&](LeaderRow row) { all.emplace(row.member, row); });
  return all;
}

void keep_leaders(store::Store& store, const LeaderRows& present, const LeaderRows& wanted) {
  const auto set = [](store::Transaction& transaction, const LeaderRow& row) {
    transaction.run(kKeep, row.member, row.set_off, row.known, row.thanked, row.weeks, row.scores, row.total);
  };
  keep_rows(store, present, wanted, set, kDrop);
}

void settle_corrected(store::Transaction& transaction) {
  LeaderRows rows;
  for (const auto& kept : transaction.all<LeaderRow>(kAllCorrected)) rows.emplace(kept.member, kept);
  for (const auto& [member, scores] : corrected(transaction, rows)) {
    transaction.run(kSetTotal, member, total_of(scores));
  }
}

LeaderPage leaders_from(store::Reader& reader, std::int64_t least, std::string_view after) {
  const auto place = key_place(after, INT64_MAX);
  auto rows = reader.all<Row>(kSelect + kFrom, place.first, place.second, least);
  LeaderPage page;
  if (rows.size() > static_cast<std::size_t>(kListed)) {
    rows.resize(kListed);
    page.next = std::to_string(rows.back().total) + "." + std::to_string(rows.back().member.value);
  }
  for (const auto& row : rows) page.leaders.push_back(leader_of(reader, row));
  return page;
}

std::vector<Leader> first_circle(store::Reader& reader) {
  std::vector<Leader> all;
  for (const auto& row : reader.all<Row>(kSelect + "c.member is not null order by c.chosen_at, m.id")) {
    all.push_back(leader_of(reader, row));
  }
  return all;
}

std::optional<Leader> leader(store::Reader& reader, MemberId member) {
  const auto row = reader.one<Row>(kSelect + "m.id = $1 and m.status <> 4", member);
  return row ? std::optional(leader_of(reader, *row)) : std::nullopt;
}

Ranked is_ranked(store::Reader& reader, const Person& person) {
  if (person.role != Role::member && person.role != Role::leader) return Ranked::of_the_brand;
  const auto since = health_report(reader).today - kYearBack;
  return reader.one<std::int64_t>(kWrote, person.member, since) ? Ranked::yes : Ranked::wrote_nothing;
}

void correct_leader(store::Transaction& transaction, const LeaderAct& act, MemberId member, Criterion criterion,
                    std::int64_t score, std::string_view note) {
  if (score < 0 || score > 3) throw BadRequest({"Choose one of the scores."});
  const StaffChange change(transaction, Verb::leader_scored, member.value);
  if (score == 0) {
    transaction.run(kUncorrect, member, criterion);
  } else {
    transaction.run(kCorrect, member, criterion, score, note, act.actor, now());
  }
  const auto changed = leader(transaction, member);
  if (!changed) throw NotFound();
  transaction.run(kSetTotal, member, total_of(changed->scores));
  constexpr std::array<std::string_view, 4> kNames{"charismatic", "known", "recognised", "available"};
  record(transaction, act, member, Verb::leader_scored, score, kNames[place_of(criterion)]);
  change.keep(transaction);
}

void choose_circle(store::Transaction& transaction, const LeaderAct& act, MemberId member, Circle circle) {
  if (circle == Circle::out) {
    const StaffChange change(transaction, Verb::circle_chosen, member.value);
    if (transaction.run("delete from first_circle where member = $1", member) == 0) return;
    record(transaction, act, member, Verb::circle_chosen, 0, "");
    return change.keep(transaction);
  }
  if (transaction.one<std::int64_t>("select count(*) from first_circle where member = $1", member) == 1) return;
  if (*transaction.one<std::int64_t>("select count(*) from first_circle") >= kCircleSeats) {
    throw Conflict({"The first circle has 25 seats, and all are taken. Free one first."});
  }
  const StaffChange change(transaction, Verb::circle_chosen, member.value);
  transaction.run("insert into first_circle (member, chosen_by, chosen_at) values ($1, $2, $3)", member, act.actor,
                  now());
  record(transaction, act, member, Verb::circle_chosen, 1, "");
  change.keep(transaction);
}

}  // namespace parvis::community::health
