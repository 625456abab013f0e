// Where members served: in which unit, from when to when, as far as they know and say it. Each such statement is shown
// to whom its member chose, to nobody at first; who manages the community sees no more than others. Functions over
// Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/units/unit.h"
#include "community/visibility/viewer.h"

namespace parvis::community {

// The numbers are the database's and stay, in this order: each includes those before.
enum class ShownTo { nobody = 1, comrades = 2, members = 3, everyone = 4 };  // comrades: who states this unit too
std::string_view shown_to_name(ShownTo shown);
std::optional<ShownTo> parse_shown_to(std::string_view name);

// A year, or a month of it.
struct Month {
  int year = 0;
  std::optional<int> month;  // 1 to 12
  friend bool operator==(const Month&, const Month&) = default;
};
inline constexpr int kFirstYear = 1800, kLastYear = 2199;

struct Period {
  Month from;
  std::optional<Month> to;  // none: still there
  friend bool operator==(const Period&, const Period&) = default;
};
// As the database compares them: both ends included; a year without month lasts from January to December.
inline constexpr std::int64_t kOpenEnd = 1'000'000;
std::int64_t first_month(const Period& period);
std::int64_t last_month(const Period& period);
bool is_possible(const Period& period);  // it does not end before it begins

inline constexpr int kMostServices = 60;  // of one member
inline constexpr std::size_t kMaxAsWhat = 80;

struct ServiceWords {
  Period period;
  std::string as_what;  // "quartermaster"; may be empty
  ShownTo shown_to = ShownTo::nobody;
};
// Conflict when the member has stated as many as one may. NotFound without such a unit.
ServiceId state_service(store::Transaction& transaction, const SpaceAct& act, UnitId unit, const ServiceWords& words);
// Of the actor's own; NotFound otherwise.
bool change_service(store::Transaction& transaction, const SpaceAct& act, ServiceId service, const ServiceWords& words);
bool withdraw_service(store::Transaction& transaction, const SpaceAct& act, ServiceId service);

struct Service {
  ServiceId id;
  UnitId unit;
  std::string unit_name, unit_place;
  Period period;
  std::string as_what;
  ShownTo shown_to = ShownTo::nobody;
};
std::vector<Service> own_services(store::Reader& reader, MemberId member);
std::optional<Service> own_service(store::Reader& reader, MemberId member, ServiceId service);
// Those of a member that this viewer may see; all of them for the member.
std::vector<Service> services_shown(store::Reader& reader, const Viewer& viewer, MemberId member);

struct Comrade {
  MemberId member;
  std::string handle, display_name, title;
  int hue = 0;
  Role role = Role::member;
  Period period;
  std::string as_what;
};
struct Comrades {
  std::vector<Comrade> rows;
  std::int64_t count = 0;  // all that the viewer may see
};
// Who was in the unit at a moment of the period, those who shared most of it first; never the viewer.
Comrades there_during(store::Reader& reader, const Viewer& viewer, UnitId unit, const Period& period, int at_most);
// Who was ever in the unit, the first to come first.
Comrades ever_there(store::Reader& reader, const Viewer& viewer, UnitId unit, int at_most);

}  // namespace parvis::community
