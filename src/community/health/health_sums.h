// What a batch of acts adds to the folded views, or takes from them, before it is written. Lives within a transaction.
#pragma once

#include <map>
#include <tuple>

#include "community/health/act_kind.h"
#include "core/store/store.h"

namespace parvis::community::health {

// One act as the views know it.
struct FoldedAct {
  ActKind kind = ActKind::opened;
  Instant at;
  MemberId actor;
  MemberId counterpart;  // zero: nobody else
};

enum class Counts { added, taken_away };
// Which of the folded views are written: what was done in all, and at which hours; who did it, and to whom; with whom
// members exchange, which is the sum of that.
enum class Views { all, of_everybody, of_members };

class HealthSums {
 public:
  explicit HealthSums(LocalDays days) : days_(days) {}
  void count(const FoldedAct& act, Counts counts);
  void write(store::Transaction& transaction, Views views);

 private:
  struct Took {
    std::int64_t acts = 0, words = 0;
  };
  void write_of_everybody(store::Transaction& transaction);
  void write_of_members(store::Transaction& transaction);
  void write_exchange(store::Transaction& transaction);

  LocalDays days_;
  std::map<std::pair<std::int64_t, ActKind>, std::int64_t> acts_;
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> hours_;
  std::map<std::pair<std::int64_t, std::int64_t>, Took> days_of_members_;  // member, day
  std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t, ActKind>, std::int64_t> ties_;
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> given_;  // from, to: of all days and kinds
};

}  // namespace parvis::community::health
