// Units and who served in them, for measurements: names and places as directories have them, a few units that most
// passed through, periods of some years. Added to the members that are there; the same seed gives the same content.
#pragma once

#include <cstddef>
#include <cstdint>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::exchange {

struct UnitLoad {
  std::size_t units = 0;
  std::size_t services = 0;
  std::uint64_t seed = 1;
  Instant at;
};
// The unit most of them name; zero when there are none. NotFound without members.
community::UnitId generate_units(store::Store& store, const UnitLoad& load);

}  // namespace parvis::exchange
