#include "core/store/postgres_foresight.h"

#include <algorithm>
#include <utility>

namespace parvis::store {

std::shared_ptr<Foreseen> PostgresForesight::note(const PostgresStatement& statement, std::int64_t changing) {
  foreseen_.push_back(std::make_shared<Foreseen>(statement.shared_text(), statement.bound(), changing));
  return foreseen_.back();
}

std::shared_ptr<Foreseen> PostgresForesight::take(const PostgresStatement& statement, std::int64_t changing) {
  std::erase_if(foreseen_, [changing](const auto& foreseen) { return foreseen->changing != changing; });
  if (foreseen_.empty()) return nullptr;
  const auto bound = statement.bound();
  const auto found = std::ranges::find_if(foreseen_, [&](const auto& foreseen) {
    return foreseen->text == statement.shared_text() && foreseen->parameters == bound;
  });
  if (found == foreseen_.end()) return nullptr;
  auto taken = std::move(*found);
  foreseen_.erase(found);
  return taken;
}

}  // namespace parvis::store
