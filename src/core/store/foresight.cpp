#include "core/store/foresight.h"

#include <utility>

namespace parvis::store {
namespace {

thread_local const Foresight* innermost = nullptr;

}  // namespace

Foresight::Foresight(std::int64_t about, Questions questions)
    : about_(about), questions_(std::move(questions)), outer_(std::exchange(innermost, this)) {}

Foresight::~Foresight() { innermost = outer_; }

const Foresight* Foresight::here() { return innermost; }

}  // namespace parvis::store
