#include "core/alarm.h"

#include <array>
#include <atomic>

namespace parvis {
namespace {

std::array<std::atomic<bool>, 1> alarms;

std::atomic<bool>& one(Alarm alarm) { return alarms.at(static_cast<std::size_t>(alarm)); }

}  // namespace

void set_alarm(Alarm alarm, bool rings) { one(alarm) = rings; }
bool rings(Alarm alarm) { return one(alarm); }

}  // namespace parvis
