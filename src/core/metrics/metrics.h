// What the program tells those who watch it, in Prometheus' text format: how long requests took, by route, and figures
// that their owners are asked for at each reading. Names begin with "parvis_"; counters end in "_total", times are in
// seconds, sizes in bytes (https://prometheus.io/docs/practices/naming/). Thread safe.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace parvis::metrics {

enum class Kind { counter, gauge };  // a counter only grows, until the next start

class Metrics {
 public:
  Metrics();
  ~Metrics();

  // One request that ran on a worker: its route's pattern (never its path: there must be few of them), how it was
  // answered and how long it took. About a microsecond.
  void handled(std::string_view method, std::string_view route, int status, std::chrono::nanoseconds took);

  // A figure with its name and one sentence about it. `read` is called at each reading, from any thread, as long as
  // this lives; what it throws leaves the figure out of that reading.
  void figure(Kind kind, std::string name, std::string about, std::function<double()> read);

  // All of it, as `text/plain; version=0.0.4`.
  std::string text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

inline constexpr char kContentType[] = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace parvis::metrics
