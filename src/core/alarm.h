// What those who run the site must know until it is over: set by what found it, shown to managers at the top of every
// page. Of the process; any thread.
#pragma once

namespace parvis {

enum class Alarm { backup };  // the last backup failed, or is overdue

void set_alarm(Alarm alarm, bool rings);
bool rings(Alarm alarm);

}  // namespace parvis
