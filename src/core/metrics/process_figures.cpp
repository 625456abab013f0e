#include "core/metrics/process_figures.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/metrics/metrics.h"
#include "core/time/instant.h"

namespace parvis::metrics {
namespace {

// The second figure of /proc/self/statm is the resident pages (proc(5)).
double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double all = 0, resident = 0;
  file >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double open_files() {
  const std::filesystem::directory_iterator files("/proc/self/fd");
  return static_cast<double>(std::distance(begin(files), end(files)));
}

}  // namespace

void add_process_figures(Metrics& metrics) {
  metrics.figure(Kind::gauge, "process_resident_memory_bytes", "Resident memory size in bytes.", resident_bytes);
  metrics.figure(Kind::counter, "process_cpu_seconds_total", "Processor time spent, user and system.",
                 processor_seconds);
  metrics.figure(Kind::gauge, "process_open_fds", "Open file descriptors.", open_files);
  const auto began = static_cast<double>(now().microseconds) / 1e6;
  metrics.figure(Kind::gauge, "process_start_time_seconds", "When the process began, in seconds since 1970.",
                 [began] { return began; });
}

}  // namespace parvis::metrics
