// How the tasks of today are read and shown. One visit.
#pragma once

#include <vector>

#include "community/page/page.h"
#include "community/today/today_list.h"

namespace parvis::cockpit {

using community::Named;
using community::Task;
using community::TaskOutcome;
using community::Today;
using community::Visit;

// The reason of a task, with links in it.
void write_reason(html::Writer& out, const Visit& visit, const Task& task, const Named& named);
// "to do"; of what waits for its day, from when on it stands in Today.
std::string when_words(const Visit& visit, const Task& task);
void write_task(html::Writer& out, const Visit& visit, const Task& task, const Today& today);
// "Did it work?" of what was decided here, and of plans.
void write_outcomes(html::Writer& out, const Visit& visit, const community::DidItWork& outcomes);
// How the order comes about, and the keys.
void write_order(html::Writer& out, const Visit& visit);
void write_keys(html::Writer& out, const Visit& visit);

}  // namespace parvis::cockpit
