#include "core/http/pages_given.h"

#include <atomic>

namespace parvis::http {
namespace {

std::atomic<std::uint64_t> kept{0}, made{0};

}  // namespace

void count_kept_page() { kept.fetch_add(1, std::memory_order_relaxed); }
void count_made_page() { made.fetch_add(1, std::memory_order_relaxed); }
std::uint64_t kept_pages_given() { return kept.load(std::memory_order_relaxed); }
std::uint64_t made_pages_given() { return made.load(std::memory_order_relaxed); }

}  // namespace parvis::http
