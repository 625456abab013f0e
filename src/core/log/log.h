// The log: one line for each fact, a short constant message and named values, as logfmt or as JSON, on standard error
// (systemd and containers collect it from there). Secrets cannot be logged: a `Secret` makes the call fail to compile.
// Nothing personal belongs here either: members are named by identifier, never by address or name.
// Thread safe; a line is written whole. `start` is called once, before other threads exist.
//
//   log::info("Sent a letter", {{"purpose", letter.purpose.kind()}, {"took_ms", 12}});
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/secret.h"
#include "core/time/instant.h"

namespace parvis::log {

enum class Level { debug, info, warning, error, off };
enum class Format { logfmt, json };

std::string_view level_name(Level level);
std::optional<Level> parse_level(std::string_view name);
std::optional<Format> parse_format(std::string_view name);

// A named value. Numbers and truth values are written bare, the rest as text, escaped so that one fact stays one line.
class Field {
 public:
  Field(const char* name, std::string_view value) : name_(name), value_(value), bare_(false) {}
  Field(const char* name, const std::string& value) : Field(name, std::string_view(value)) {}
  Field(const char* name, const char* value) : Field(name, std::string_view(value)) {}
  Field(const char* name, bool value) : name_(name), value_(value ? "true" : "false"), bare_(true) {}
  template <std::integral Number>
  requires(!std::same_as<Number, bool> && !std::same_as<Number, char>) Field(const char* name, Number value)
      : name_(name), value_(std::to_string(value)), bare_(true) {}
  Field(const char* name, double value);
  Field(const char* name, Instant value) : Field(name, to_rfc3339(value)) {}
  template <class Tag>
  Field(const char* name, Id<Tag> value) : Field(name, id_text(value)) {}
  Field(const char* name, const Secret& value) = delete;

  std::string_view name() const { return name_; }
  std::string_view value() const { return value_; }
  bool bare() const { return bare_; }

 private:
  const char* name_;  // a literal: lower case, underscores
  std::string value_;
  bool bare_;
};
using Fields = std::initializer_list<Field>;

// Says what is written and how, and opens standard error. Without it: information and above, as logfmt.
void start(Level least, Format format);
bool is_written(Level level);

void debug(std::string_view message, Fields fields = {});
void info(std::string_view message, Fields fields = {});
void warning(std::string_view message, Fields fields = {});
void error(std::string_view message, Fields fields = {});

// The line as it would be written (without line feed): time, level, message, request when one is under way, fields.
std::string line(Format format, Instant at, Level level, std::string_view message, std::string_view request,
                 Fields fields);

// While one lives, every line of this thread carries `request=<id>`. They nest: the innermost counts.
class RequestScope {
 public:
  explicit RequestScope(std::string id);
  ~RequestScope();
  RequestScope(const RequestScope&) = delete;
  RequestScope& operator=(const RequestScope&) = delete;

 private:
  std::string outer_;
};

// While one lives, lines of every level go here instead of standard error. For tests; one at a time.
class Capture {
 public:
  Capture();
  ~Capture();
  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;
  std::vector<std::string> lines() const;
  // Does one of the lines contain `text`?
  bool has(std::string_view text) const;

 private:
  void take(std::string line);
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
  friend void write(Level level, std::string_view message, Fields fields);
};

}  // namespace parvis::log
