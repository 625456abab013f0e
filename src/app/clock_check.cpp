#include "app/clock_check.h"

namespace parvis::app {
namespace {

constexpr std::int64_t kMostAhead = kHour;

// The last to be written, which need not bear the latest instant: an import brings old ones.
constexpr store::Sql kLastAct{"select at from activity order by id desc limit 1"};

}  // namespace

void expect_clock(store::Store& store) {
  const auto last = store.read([](store::Reader& reader) { return reader.one<Instant>(kLastAct); });
  const auto present = now();
  if (!last || *last - present <= kMostAhead) return;
  throw Fault("The clock of this machine says " + to_rfc3339(present) + ", but the last act here was at " +
              to_rfc3339(*last) +
              ". Set the clock, then start again; if it was wrong then and is right now, start with --accept-clock.");
}

}  // namespace parvis::app
