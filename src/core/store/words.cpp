#include "core/store/words.h"

#include <utility>

namespace parvis::store {
namespace {

thread_local Gathering* innermost = nullptr;

}  // namespace

Gathering::Gathering() : outer_(std::exchange(innermost, this)) {}
Gathering::~Gathering() { innermost = outer_; }

void tell(Transaction&, std::string word) {
  if (innermost) innermost->words_.push_back(std::move(word));
}

}  // namespace parvis::store
