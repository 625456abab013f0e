#include "core/ids.h"

#include <algorithm>
#include <atomic>
#include <chrono>

#include "core/ids_at.h"
#include "core/ids_start.h"

namespace parvis {
namespace {

constexpr std::int64_t kEpochMilliseconds = 1735689600000;  // 2025-01-01T00:00:00Z
constexpr int kNodeBits = 10;
constexpr int kCounterBits = 12;
constexpr std::int64_t kCounterMask = (1 << kCounterBits) - 1;
constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kMaxText = 13;  // 63 bits, five to a character

std::atomic<std::int64_t> node_number{0};
// Milliseconds and counter together, so that one compare-and-swap advances both.
std::atomic<std::int64_t> last_tick{0};

std::int64_t now_tick() {
  using namespace std::chrono;
  const auto now = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
  return std::max<std::int64_t>(now - kEpochMilliseconds, 0) << kCounterBits;
}

std::int64_t id_of(std::int64_t tick) {
  return ((tick >> kCounterBits) << (kCounterBits + kNodeBits)) | (node_number.load() << kCounterBits) |
         (tick & kCounterMask);
}

int digit_of(char c) {
  if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (c == 'i' || c == 'l') c = '1';
  if (c == 'o') c = '0';
  const auto at = kAlphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

void set_node_number(int node) { node_number = node & ((1 << kNodeBits) - 1); }

std::int64_t last_id() { return id_of(last_tick.load()); }

void start_ids_after(std::int64_t id) {
  // The first instant and count for which an identifier of this node is as great.
  std::int64_t tick = (id >> (kCounterBits + kNodeBits) << kCounterBits) | kCounterMask;
  if (id_of(tick) < id) tick += kCounterMask + 1;
  std::int64_t seen = last_tick.load(std::memory_order_relaxed);
  while (seen < tick && !last_tick.compare_exchange_weak(seen, tick)) continue;
}

std::int64_t least_id_at(Instant at) {
  const auto milliseconds = std::max<std::int64_t>(at.microseconds / 1000 - kEpochMilliseconds, 0);
  return milliseconds << (kCounterBits + kNodeBits);
}

std::int64_t next_id() {
  std::int64_t seen = last_tick.load(std::memory_order_relaxed);
  std::int64_t tick;
  do {
    tick = std::max(now_tick(), seen + 1);  // a clock that jumps back never makes a smaller identifier
  } while (!last_tick.compare_exchange_weak(seen, tick));
  return id_of(tick);
}

std::string id_text(std::int64_t id) {
  std::string text;
  for (; id > 0; id >>= 5) text.push_back(kAlphabet[static_cast<std::size_t>(id & 31)]);
  std::reverse(text.begin(), text.end());
  return text;
}

std::optional<std::int64_t> parse_id(std::string_view text) {
  if (text.empty() || text.size() > kMaxText) return std::nullopt;
  std::uint64_t id = 0;
  for (const char c : text) {
    const int digit = digit_of(c);
    if (digit < 0) return std::nullopt;
    if (id >> 58) return std::nullopt;
    id = (id << 5) | static_cast<std::uint64_t>(digit);
  }
  if (id == 0 || id > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  return static_cast<std::int64_t>(id);
}

}  // namespace parvis
