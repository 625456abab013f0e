#include "core/metrics/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <vector>

#include "core/log/log.h"

namespace parvis::metrics {
namespace {

// From a page that is at hand to one that somebody gives up on.
const prometheus::Histogram::BucketBoundaries kSeconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                       0.1,    0.25,  0.5,    1,     2.5,  5,     10};

struct Figure {
  Kind kind;
  std::string name, about;
  std::function<double()> read;
};

std::optional<prometheus::MetricFamily> read_figure(const Figure& figure) {
  prometheus::ClientMetric metric;
  try {
    const double value = figure.read();
    metric.counter.value = value;
    metric.gauge.value = value;
  } catch (const std::exception& error) {
    log::warning("A figure could not be read", {{"name", figure.name}, {"what", error.what()}});
    return std::nullopt;
  }
  const auto type = figure.kind == Kind::counter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
  return prometheus::MetricFamily{figure.name, figure.about, type, {metric}};
}

}  // namespace

struct Metrics::State {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Histogram>& durations = prometheus::BuildHistogram()
                                                             .Name("parvis_request_seconds")
                                                             .Help("How long requests took on a worker, by route.")
                                                             .Register(registry);
  prometheus::Family<prometheus::Counter>& answers = prometheus::BuildCounter()
                                                         .Name("parvis_answers_total")
                                                         .Help("Requests answered by a worker, by route and status.")
                                                         .Register(registry);
  std::mutex mutex;
  std::vector<Figure> figures;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

void Metrics::handled(std::string_view method, std::string_view route, int status, std::chrono::nanoseconds took) {
  const prometheus::Labels where{{"method", std::string(method)}, {"route", std::string(route)}};
  state_->durations.Add(where, kSeconds).Observe(std::chrono::duration<double>(took).count());
  auto how = where;
  how.emplace("status", std::to_string(status));
  state_->answers.Add(how).Increment();
}

void Metrics::figure(Kind kind, std::string name, std::string about, std::function<double()> read) {
  const std::lock_guard lock(state_->mutex);
  state_->figures.push_back({kind, std::move(name), std::move(about), std::move(read)});
}

std::string Metrics::text() const {
  auto families = state_->registry.Collect();
  std::vector<Figure> figures;
  {
    const std::lock_guard lock(state_->mutex);
    figures = state_->figures;
  }
  for (const auto& figure : figures) {
    if (auto family = read_figure(figure)) families.push_back(std::move(*family));
  }
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace parvis::metrics
