#include "community/today/today_job.h"

#include "community/today/finders.h"
#include "community/today/today_rules.h"
#include "core/jobs/jobs.h"

namespace parvis::community {

int look_for_tasks(Community& community) {
  const auto at = now();
  const auto zone = community.identity()->time_zone;
  auto [rules, found] = community.store().read([&](store::Reader& reader) {
    auto read = read_today_rules(reader);
    auto findings = find_all(reader, {.at = at, .zone = zone, .birthday = read.birthday});
    return std::pair(std::move(read), std::move(findings));
  });
  return community.store().write([&](store::Transaction& transaction) {
    const TaskAct act{.timeline = community.timeline(), .actor = {}, .at = at, .source = Source::system};
    return offer(transaction, act, found, rules.hold_out);
  });
}

void look_for_tasks_by_the_clock(Community& community) {
  community.jobs().every(
      "today.look", 15 * kMinute, [&community](const jobs::Job&, store::Store&) { look_for_tasks(community); },
      jobs::Pace::lengthy);
}

}  // namespace parvis::community
