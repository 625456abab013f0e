#include "community/units/time_served.h"

#include <array>
#include <unordered_map>

#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kCount{"select count(*) from service where member = $1"};
constexpr store::Sql kInsert{R"(
  insert into service (id, member, unit, first_month, last_month, precision, as_what, visibility, stated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr store::Sql kChange{R"(
  update service set first_month = $3, last_month = $4, precision = $5, as_what = $6, visibility = $7
  where id = $1 and member = $2)"};
constexpr store::Sql kUnitOf{"select unit from service where id = $1 and member = $2"};
constexpr store::Sql kRemove{"delete from service where id = $1 and member = $2"};

constexpr store::Sql kServices{R"(
  select service.id, service.unit, unit.name, unit.place, service.first_month, service.last_month, service.precision,
         service.as_what, service.visibility
  from service join unit on unit.id = service.unit where service.member = $1)"};
constexpr store::Sql kOne{" and service.id = $2"};
constexpr store::Sql kInTime{" order by service.first_month, service.id"};
constexpr store::Sql kShown{R"(
   and unit.removed_at is null and (service.visibility >= $3 or (service.visibility = 2 and exists (
     select 1 from service as own where own.member = $2 and own.unit = service.unit))))"};

// The index of the table answers this alone.
constexpr store::Sql kThere{R"(
  from service where unit = $1 and visibility >= $2 and first_month <= $4 and last_month >= $3 and member <> $5)"};
constexpr store::Sql kCountThere{"select count(distinct member)"};
constexpr store::Sql kSome{"select member, first_month, last_month, precision, as_what"};
// How long they were there together: from the later beginning to the earlier end.
constexpr store::Sql kLongestTogether{R"(
  order by (case when last_month < $4 then last_month else $4 end)
         - (case when first_month > $3 then first_month else $3 end) desc, first_month, id
  limit $6)"};
constexpr store::Sql kFirstToCome{" order by first_month, id limit $6"};

constexpr std::array<std::string_view, 5> kShownNames{"", "nobody", "comrades", "members", "everyone"};

constexpr int kFirstKnown = 1, kLastKnown = 2;

struct ServiceRow {
  ServiceId id;
  UnitId unit;
  std::string unit_name, unit_place;
  std::int64_t first, last;
  int precision;
  std::string as_what;
  ShownTo shown_to;
};
struct ComradeRow {
  MemberId member;
  std::int64_t first, last;
  int precision;
  std::string as_what;
};

struct PersonRow {
  MemberId member;
  std::string handle, display_name, title;
  int hue;
  Role role;
};

int precision_of(const Period& period) {
  return (period.from.month ? kFirstKnown : 0) | (period.to && period.to->month ? kLastKnown : 0);
}

Month month_of(std::int64_t number, bool is_known) {
  Month month{static_cast<int>(number / 12), {}};
  if (is_known) month.month = static_cast<int>(number % 12) + 1;
  return month;
}

Period period_of(std::int64_t first, std::int64_t last, int precision) {
  Period period{month_of(first, precision & kFirstKnown), {}};
  if (last < kOpenEnd) period.to = month_of(last, precision & kLastKnown);
  return period;
}

Service service_of(ServiceRow&& row) {
  return {row.id,
          row.unit,
          std::move(row.unit_name),
          std::move(row.unit_place),
          period_of(row.first, row.last, row.precision),
          std::move(row.as_what),
          row.shown_to};
}

std::vector<Service> services_of(std::vector<ServiceRow>&& rows) {
  std::vector<Service> services;
  for (auto& row : rows) services.push_back(service_of(std::move(row)));
  return services;
}

// What somebody shows in a unit is this or more for the viewer to see it.
ShownTo least_shown(store::Reader& reader, const Viewer& viewer, UnitId unit) {
  constexpr store::Sql kServesThere{"select 1 from service where member = $1 and unit = $2 limit 1"};
  if (!viewer.signed_in()) return ShownTo::everyone;
  return reader.one<std::int64_t>(kServesThere, viewer.member, unit) ? ShownTo::comrades : ShownTo::members;
}

// Those who are members, whom others may see.
std::unordered_map<MemberId, Comrade> people_of(store::Reader& reader, const std::vector<MemberId>& members) {
  constexpr store::Sql kPeople{
      "select id, handle, display_name, title, hue, role from member where status in (1, 3) and id in ("};
  std::vector<std::int64_t> ids;
  for (const auto member : members) ids.push_back(member.value);
  std::unordered_map<MemberId, Comrade> people;
  for (auto& row : reader.all<PersonRow>(kPeople + store::Sql::numbers(ids) + store::Sql(")"))) {
    people[row.member] = {row.member, std::move(row.handle), std::move(row.display_name), std::move(row.title), row.hue,
                          row.role};
  }
  return people;
}

Comrades there(store::Reader& reader, const Viewer& viewer, UnitId unit, std::int64_t first, std::int64_t last,
               const store::Sql& order, int at_most) {
  const auto least = least_shown(reader, viewer, unit);
  auto rows = reader.all<ComradeRow>(kSome + kThere + order, unit, least, first, last, viewer.member, at_most);
  std::vector<MemberId> members;
  for (const auto& row : rows) members.push_back(row.member);
  const auto people = people_of(reader, members);
  Comrades comrades;
  for (auto& row : rows) {
    const auto person = people.find(row.member);
    if (person == people.end()) continue;
    auto comrade = person->second;
    comrade.period = period_of(row.first, row.last, row.precision);
    comrade.as_what = std::move(row.as_what);
    comrades.rows.push_back(std::move(comrade));
  }
  comrades.count = reader.one<std::int64_t>(kCountThere + kThere, unit, least, first, last, viewer.member).value_or(0);
  return comrades;
}

void record(store::Transaction& transaction, const SpaceAct& act, Verb verb, UnitId unit) {
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = verb,
                                    .object_kind = ObjectKind::unit,
                                    .object = unit.value,
                                    .source = act.source});
}

UnitId unit_of_own(store::Transaction& transaction, const SpaceAct& act, ServiceId service) {
  const auto unit = transaction.one<UnitId>(kUnitOf, service, act.actor);
  if (!unit) throw NotFound();
  return *unit;
}

}  // namespace

std::string_view shown_to_name(ShownTo shown) { return kShownNames[static_cast<std::size_t>(shown)]; }

std::optional<ShownTo> parse_shown_to(std::string_view name) {
  const auto found = std::ranges::find(kShownNames, name);
  if (name.empty() || found == kShownNames.end()) return std::nullopt;
  return static_cast<ShownTo>(found - kShownNames.begin());
}

std::int64_t first_month(const Period& period) { return period.from.year * 12 + period.from.month.value_or(1) - 1; }

std::int64_t last_month(const Period& period) {
  return period.to ? period.to->year * 12 + period.to->month.value_or(12) - 1 : kOpenEnd;
}

bool is_possible(const Period& period) { return first_month(period) <= last_month(period); }

ServiceId state_service(store::Transaction& transaction, const SpaceAct& act, UnitId unit, const ServiceWords& words) {
  if (!find_unit(transaction, unit)) throw NotFound();
  if (transaction.one<std::int64_t>(kCount, act.actor).value_or(0) >= kMostServices) {
    throw Conflict({"You have stated as many units as one may."});
  }
  const auto id = make_id<ServiceId>();
  transaction.run(kInsert, id, act.actor, unit, first_month(words.period), last_month(words.period),
                  precision_of(words.period), words.as_what, words.shown_to, act.at);
  record(transaction, act, Verb::service_stated, unit);
  return id;
}

bool change_service(store::Transaction& transaction, const SpaceAct& act, ServiceId service,
                    const ServiceWords& words) {
  const auto unit = unit_of_own(transaction, act, service);
  const auto present = own_service(transaction, act.actor, service);
  if (present && present->period == words.period && present->as_what == words.as_what &&
      present->shown_to == words.shown_to) {
    return false;
  }
  transaction.run(kChange, service, act.actor, first_month(words.period), last_month(words.period),
                  precision_of(words.period), words.as_what, words.shown_to);
  record(transaction, act, Verb::service_stated, unit);
  return true;
}

bool withdraw_service(store::Transaction& transaction, const SpaceAct& act, ServiceId service) {
  const auto unit = unit_of_own(transaction, act, service);
  if (transaction.run(kRemove, service, act.actor) == 0) return false;
  record(transaction, act, Verb::service_withdrawn, unit);
  return true;
}

std::vector<Service> own_services(store::Reader& reader, MemberId member) {
  return services_of(reader.all<ServiceRow>(kServices + kInTime, member));
}

std::optional<Service> own_service(store::Reader& reader, MemberId member, ServiceId service) {
  auto row = reader.one<ServiceRow>(kServices + kOne, member, service);
  if (!row) return std::nullopt;
  return service_of(std::move(*row));
}

std::vector<Service> services_shown(store::Reader& reader, const Viewer& viewer, MemberId member) {
  if (viewer.signed_in() && viewer.member == member) return own_services(reader, member);
  const auto least = viewer.signed_in() ? ShownTo::members : ShownTo::everyone;
  return services_of(reader.all<ServiceRow>(kServices + kShown + kInTime, member, viewer.member, least));
}

Comrades there_during(store::Reader& reader, const Viewer& viewer, UnitId unit, const Period& period, int at_most) {
  return there(reader, viewer, unit, first_month(period), last_month(period), kLongestTogether, at_most);
}

Comrades ever_there(store::Reader& reader, const Viewer& viewer, UnitId unit, int at_most) {
  return there(reader, viewer, unit, 0, kOpenEnd, kFirstToCome, at_most);
}

}  // namespace parvis::community
