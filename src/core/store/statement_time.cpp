#include "core/store/statement_time.h"

#include <utility>

namespace parvis::store {
namespace {

thread_local std::optional<std::chrono::microseconds> longest;

}  // namespace

StatementTime::StatementTime(std::chrono::microseconds most) : before_(std::exchange(longest, most)) {}
StatementTime::~StatementTime() { longest = before_; }
std::optional<std::chrono::microseconds> StatementTime::here() { return longest; }

}  // namespace parvis::store
