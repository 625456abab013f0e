#include "demo/demo_shares.h"

namespace parvis::demo {

std::span<const DemoShare> demo_shares() {
  static const std::vector<DemoShare> all{
      {"jura-sans-la-nationale", "zelie", 104, 38},
      {"orage-au-bivouac", "gaspard", 84, 61, {"romeo"}},
      {"first-32-spoke-rear", "emeka", 66, 44, {"olive"}},
      {"pyrenees-quatorze-jours", "ines", 61, 29, {"mahaut"}},
      {"carnet-de-cols", "anselme", 38, 83, {"theo"}},
      {"twelve-evenings-with-a-hub-gear", "bram", 34, 57},
      {"belt-tension-how-tight", "ruth", 19, 22},
      {"ce-que-vous-mangez-a-seize-heures", "lucette", 16, 47, {"eloi", "salome"}},
      {"samedi-roues-a-nantes", "soline", 8, 26, {"jade"}},
      {"le-doubs-dans-la-brume", "colombe", 3, 34},
  };
  return all;
}

std::vector<std::int64_t> visits_by_day(std::int64_t visits, std::int64_t days) {
  std::vector<std::int64_t> by_day;
  for (std::int64_t day = 0; day < days && visits > 0; ++day) {
    const auto come = day + 1 == days ? visits : (visits + 1) / 2;
    by_day.push_back(come);
    visits -= come;
  }
  return by_day;
}

}  // namespace parvis::demo
