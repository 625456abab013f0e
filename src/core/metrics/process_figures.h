// Figures of this process, as Prometheus' own clients name them: memory, processor time, open files, start.
#pragma once

namespace parvis::metrics {

class Metrics;
void add_process_figures(Metrics& metrics);

}  // namespace parvis::metrics
