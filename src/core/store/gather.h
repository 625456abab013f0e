// Changes that may wait. Over a server a statement costs more than the row it writes; what many writes of a batch do
// alike is therefore kept until the batch is committed, until something of its tables is asked, or until something
// else is changed, and then done together: rows go in with one statement, and what is added to the same sum is added
// once. It belongs to the transaction: undone with it, and durable with it. Nobody is told how many rows were changed.
// A database that is near does each change at once.
#pragma once

#include <array>
#include <initializer_list>

#include "core/store/foresight.h"

namespace parvis::store {

// What becomes of a parameter when two statements of the same keys are made one.
enum class Fold { key, sum, most, first, last };

// A statement that may be gathered; a constant of the program. Without folds, each is a row of its own. An insert names
// its parameters in their order ("values ($1, $2)"); it may say what to do on conflict.
class Gathered {
 public:
  static constexpr std::size_t kMostParameters = 16;

  template <std::size_t N>
  consteval Gathered(const char (&literal)[N], std::initializer_list<Fold> folds = {}) : sql_(literal) {
    for (const auto fold : folds) folds_[folded_++] = fold;
  }

  const Sql& sql() const { return sql_; }
  bool folds() const { return folded_ > 0; }
  Fold fold(std::size_t parameter) const { return folds_[parameter]; }

 private:
  Sql sql_;
  std::array<Fold, kMostParameters> folds_{};
  std::size_t folded_ = 0;
};

template <class... Args>
void gather(Transaction& transaction, const Gathered& what, const Args&... args) {
  auto* far = dynamic_cast<FarConnection*>(&transaction.connection());
  if (far == nullptr) {
    transaction.run(what.sql(), args...);
    return;
  }
  detail::Lent lent(transaction.connection(), what.sql(), args...);
  far->gather(what, lent.statement());
}

}  // namespace parvis::store
