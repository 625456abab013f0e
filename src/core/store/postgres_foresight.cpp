#include "core/store/postgres_foresight.h"

#include <algorithm>

namespace parvis::store {

std::shared_ptr<Foreseen> PostgresForesight::note(const PostgresStatement& statement) {
  if (find(statement)) return nullptr;
  foreseen_.push_back(
      std::make_shared<Foreseen>(statement.shared_text(), statement.bound(), statement.footprint(), about_));
  return foreseen_.back();
}

std::shared_ptr<Foreseen> PostgresForesight::find(const PostgresStatement& statement) const {
  if (foreseen_.empty()) return nullptr;
  const auto bound = statement.bound();
  const auto found = std::ranges::find_if(foreseen_, [&](const auto& foreseen) {
    return foreseen->text == statement.shared_text() && foreseen->parameters == bound;
  });
  return found == foreseen_.end() ? nullptr : *found;
}

void PostgresForesight::forget_disturbed_by(const Footprint& change) {
  if (foreseen_.empty()) return;
  std::erase_if(foreseen_, [&](const auto& foreseen) {
    const bool may_be_the_same = about_ == 0 || foreseen->about == 0 || foreseen->about == about_;
    return may_be_the_same && change.disturbs(foreseen->footprint);
  });
}

void PostgresForesight::clear() {
  foreseen_.clear();
  about_ = 0;
}

}  // namespace parvis::store
