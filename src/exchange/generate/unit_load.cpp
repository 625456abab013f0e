#include "exchange/generate/unit_load.h"

#include <array>

#include "community/units/time_served.h"
#include "core/errors.h"
#include "exchange/generate/chance.h"
#include "exchange/generate/people.h"

namespace parvis::exchange {
namespace {

using namespace community;

constexpr std::size_t kTogether = 20'000;  // rows in one transaction
constexpr int kFirst = 1950, kLast = 2025;

constexpr store::Sql kMembers{"select id from member where status = 1 order by id"};
constexpr store::Sql kService{R"(
  insert into service (id, member, unit, first_month, last_month, precision, as_what, visibility, stated_at)
  values ($1, $2, $3, $4, $5, $6, '', $7, $8))"};

struct KindName {
  const char* en;
  const char* fr;
};
constexpr std::array kKinds{KindName{"Ship", "Navire"}, KindName{"School", "École"}, KindName{"Workshop", "Atelier"},
                            KindName{"Chapter", "Section"}};
constexpr std::array<const char*, 40> kNames{
    "Albatros",  "Aurore",     "Belle Poule", "Bison",      "Bouvet",  "Castor",     "Chamois",    "Colibri",
    "Commerce",  "Coquelicot", "Dauphin",     "Duguesclin", "Éclair",  "Étoile",     "Foudroyant", "Fontaine",
    "Grillon",   "Hermione",   "Hirondelle",  "Inflexible", "Jaguar",  "Lavoisier",  "Licorne",    "Lutin",
    "Magellan",  "Marsouin",   "Mistral",     "Murène",     "Naïade",  "Orage",      "Pélican",    "Redoutable",
    "Rossignol", "Salamandre", "Sirène",      "Tempête",    "Tonnant", "Triomphant", "Vauban",     "Zéphyr"};

Month month_of(Chance& chance, int from, int to) {
  Month month{from + static_cast<int>(chance.below(static_cast<std::size_t>(to - from + 1))), {}};
  if (chance.happens(0.6)) month.month = 1 + static_cast<int>(chance.below(12));
  return month;
}

Period period_of(Chance& chance) {
  Period period{month_of(chance, kFirst, kLast - 3), {}};
  if (chance.happens(0.05)) return period;  // still there
  const int end = std::min(kLast, period.from.year + 1 + static_cast<int>(chance.below(6)));
  period.to = month_of(chance, period.from.year + 1, std::max(end, period.from.year + 1));
  return period;
}

ShownTo shown_to(Chance& chance) {
  const auto share = chance.share();
  if (share < 0.2) return ShownTo::nobody;
  if (share < 0.4) return ShownTo::comrades;
  return share < 0.9 ? ShownTo::members : ShownTo::everyone;
}

template <class Write>
void in_batches(store::Store& store, std::size_t all, const Write& write) {
  for (std::size_t begin = 0; begin < all; begin += kTogether) {
    store.write([&](store::Transaction& transaction) {
      for (auto each = begin; each < std::min(all, begin + kTogether); ++each) write(transaction, each);
    });
  }
}

std::vector<UnitKindId> make_kinds(store::Store& store, Instant at) {
  const Timeline timeline;
  return store.write([&](store::Transaction& transaction) {
    std::vector<UnitKindId> kinds;
    for (const auto& kind : kKinds) {
      LocalText name;
      name.set(text::Language::en, kind.en);
      name.set(text::Language::fr, kind.fr);
      kinds.push_back(make_unit_kind(transaction, {timeline, {}, at, Source::generated}, name));
    }
    return kinds;
  });
}

}  // namespace

UnitId generate_units(store::Store& store, const UnitLoad& load) {
  const auto members = store.read([](store::Reader& reader) { return reader.all<MemberId>(kMembers); });
  if (members.empty()) throw NotFound();
  const auto kinds = make_kinds(store, load.at);
  std::vector<UnitId> units(load.units);
  in_batches(store, load.units, [&](store::Transaction& transaction, std::size_t each) {
    Chance chance(load.seed * 1'000'003 + each);  // a batch may be asked for again: each row by itself
    UnitWords words{.kind = kinds[chance.below(kinds.size())]};
    words.name = std::string(kNames[chance.below(kNames.size())]) + " " + std::to_string(1 + each / kNames.size());
    words.place = std::string(place_name(chance));
    words.from_year = kFirst + static_cast<int>(chance.below(40));
    units[each] = add_unit_row(transaction, words, load.at);
  });
  if (units.empty()) return {};
  const Zipf popularity(units.size(), 0.7);
  in_batches(store, load.services, [&](store::Transaction& transaction, std::size_t each) {
    Chance chance(load.seed * 7'000'003 + each);
    const auto period = period_of(chance);
    const int precision = (period.from.month ? 1 : 0) | (period.to && period.to->month ? 2 : 0);
    transaction.run(kService, make_id<ServiceId>(), members[chance.below(members.size())],
                    units[popularity.draw(chance)], first_month(period), last_month(period), precision,
                    shown_to(chance), load.at);
  });
  return units.front();
}

}  // namespace parvis::exchange
