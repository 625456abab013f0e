#include "core/metrics/metrics.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "core/log/log.h"
#include "core/metrics/process_figures.h"

namespace parvis::metrics {
namespace {

using namespace std::chrono_literals;

bool says(const Metrics& metrics, std::string_view line) { return metrics.text().find(line) != std::string::npos; }

TEST(Metrics, CountRequestsByRouteAndStatus) {
  Metrics metrics;
  metrics.handled("GET", "/threads/{thread}", 200, 3ms);
  metrics.handled("GET", "/threads/{thread}", 200, 30ms);
  metrics.handled("GET", "/threads/{thread}", 404, 1ms);
  EXPECT_TRUE(says(metrics, R"(parvis_answers_total{method="GET",route="/threads/{thread}",status="200"} 2)"));
  EXPECT_TRUE(says(metrics, R"(parvis_request_seconds_count{method="GET",route="/threads/{thread}"} 3)"));
  EXPECT_TRUE(says(metrics, R"(parvis_request_seconds_bucket{method="GET",route="/threads/{thread}",le="0.005"} 2)"));
}

TEST(Metrics, AskForFiguresAtEachReading) {
  Metrics metrics;
  double waiting = 2;
  metrics.figure(Kind::gauge, "parvis_jobs_waiting", "Jobs to be done.", [&] { return waiting; });
  EXPECT_TRUE(says(metrics, "# TYPE parvis_jobs_waiting gauge\nparvis_jobs_waiting 2\n"));
  waiting = 5;
  EXPECT_TRUE(says(metrics, "parvis_jobs_waiting 5\n"));
}

TEST(Metrics, LeaveOutAFigureThatCannotBeRead) {
  const log::Capture capture;
  Metrics metrics;
  metrics.figure(Kind::gauge, "parvis_broken", "Never there.", []() -> double { throw std::runtime_error("gone"); });
  metrics.figure(Kind::counter, "parvis_sound_total", "There.", [] { return 1.0; });
  EXPECT_FALSE(says(metrics, "parvis_broken"));
  EXPECT_TRUE(says(metrics, "parvis_sound_total 1\n"));
  EXPECT_TRUE(capture.has("parvis_broken"));
}

TEST(Metrics, TellOfTheProcess) {
  Metrics metrics;
  add_process_figures(metrics);
  for (const char* name : {"process_resident_memory_bytes ", "process_cpu_seconds_total ", "process_open_fds ",
                           "process_start_time_seconds "}) {
    EXPECT_TRUE(says(metrics, name)) << name;
  }
}

}  // namespace
}  // namespace parvis::metrics
