#include "core/log/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <atomic>
#include <cmath>

#include "core/log/quote.h"

namespace parvis::log {
namespace {

constexpr std::array<std::string_view, 5> kLevelNames{"debug", "info", "warning", "error", "off"};

std::atomic<Level> least_level{Level::info};
std::atomic<Format> line_format{Format::logfmt};
std::mutex capture_mutex;  // held while a line is handed over, so that a capture never ends under a writer
Capture* capture = nullptr;
thread_local std::string current_request;

spdlog::logger& sink() {
  static const auto logger = [] {
    auto made = std::make_shared<spdlog::logger>("parvis", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v", spdlog::pattern_time_type::utc);
    made->set_level(spdlog::level::trace);  // levels are sifted here, before a line is built
    return made;
  }();
  return *logger;
}

void append_pair(std::string& out, Format format, std::string_view name, std::string_view value, bool bare) {
  if (format == Format::json) {
    out.append(out.size() == 1 ? "\"" : ",\"").append(name).append("\":");
  } else {
    out.append(out.empty() ? "" : " ").append(name).push_back('=');
  }
  if (bare) {
    out.append(value);
  } else if (format == Format::json) {
    append_json(out, value);
  } else {
    append_logfmt(out, value);
  }
}

}  // namespace

Field::Field(const char* name, double value)
    : name_(name), value_(std::isfinite(value) ? fmt::format("{:.6g}", value) : "null"), bare_(true) {}

std::string_view level_name(Level level) { return kLevelNames[static_cast<std::size_t>(level)]; }

std::optional<Level> parse_level(std::string_view name) {
  for (std::size_t i = 0; i < kLevelNames.size(); ++i) {
    if (kLevelNames[i] == name) return static_cast<Level>(i);
  }
  return std::nullopt;
}

std::optional<Format> parse_format(std::string_view name) {
  if (name == "logfmt") return Format::logfmt;
  if (name == "json") return Format::json;
  return std::nullopt;
}

void start(Level least, Format format) {
  least_level = least;
  line_format = format;
  sink();
}

bool is_written(Level level) { return level >= least_level.load(std::memory_order_relaxed); }

std::string line(Format format, Instant at, Level level, std::string_view message, std::string_view request,
                 Fields fields) {
  std::string out;
  if (format == Format::json) out.push_back('{');
  append_pair(out, format, "time", to_rfc3339(at), false);
  append_pair(out, format, "level", level_name(level), false);
  append_pair(out, format, "message", message, false);
  if (!request.empty()) append_pair(out, format, "request", request, false);
  for (const auto& field : fields) append_pair(out, format, field.name(), field.value(), field.bare());
  if (format == Format::json) out.push_back('}');
  return out;
}

void write(Level level, std::string_view message, Fields fields) {
  const std::lock_guard lock(capture_mutex);
  if (!capture && !is_written(level)) return;
  std::string text = line(line_format, now(), level, message, current_request, fields);
  if (capture) {
    capture->take(std::move(text));
  } else {
    sink().log(spdlog::level::info, spdlog::string_view_t(text.data(), text.size()));
  }
}

void debug(std::string_view message, Fields fields) { write(Level::debug, message, fields); }
void info(std::string_view message, Fields fields) { write(Level::info, message, fields); }
void warning(std::string_view message, Fields fields) { write(Level::warning, message, fields); }
void error(std::string_view message, Fields fields) { write(Level::error, message, fields); }

RequestScope::RequestScope(std::string id) : outer_(std::move(current_request)) { current_request = std::move(id); }
RequestScope::~RequestScope() { current_request = std::move(outer_); }

Capture::Capture() {
  const std::lock_guard lock(capture_mutex);
  capture = this;
}

Capture::~Capture() {
  const std::lock_guard lock(capture_mutex);
  capture = nullptr;
}

void Capture::take(std::string line) {
  const std::lock_guard lock(mutex_);
  lines_.push_back(std::move(line));
}

std::vector<std::string> Capture::lines() const {
  const std::lock_guard lock(mutex_);
  return lines_;
}

bool Capture::has(std::string_view text) const {
  for (const auto& line : lines()) {
    if (line.find(text) != std::string::npos) return true;
  }
  return false;
}

}  // namespace parvis::log
