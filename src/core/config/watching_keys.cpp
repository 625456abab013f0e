// [log], [watch] and [cache]: what those who run the program see of it, and what it holds.
#include "core/config/kinds.h"
#include "core/config/sections.h"

namespace parvis::config {
namespace {

Key log_level() {
  return {.name = "level",
          .kind = Kind::text,
          .expected = "debug, info, warning, error or off",
          .about = "The least important kind of line that is written.",
          .read =
              [](Settings& settings, std::string_view text) {
                const auto level = log::parse_level(text);
                if (level) settings.log.level = *level;
                return level.has_value();
              },
          .shown = [](const Settings& settings) { return toml_text(log::level_name(settings.log.level)); }};
}

Key log_format() {
  return {.name = "format",
          .kind = Kind::text,
          .expected = "logfmt or json",
          .about = "How a line is written: logfmt for people, json for programs.",
          .read =
              [](Settings& settings, std::string_view text) {
                const auto format = log::parse_format(text);
                if (format) settings.log.format = *format;
                return format.has_value();
              },
          .shown = [](const Settings& s) { return toml_text(s.log.format == log::Format::json ? "json" : "logfmt"); }};
}

}  // namespace

Section log_section() {
  return {"log",
          "What is written to standard error.",
          {
              log_level(),
              log_format(),
          }};
}

Section watch_section() {
  return {"watch",
          "How it is watched.",
          {
              secret(
                  "token", [](auto& s) -> auto& { return s.watch.token; }, "the token of the program that watches",
                  "Whoever sends it (Authorization: Bearer …) may read /metrics. Empty: nobody may."),
              number(
                  "slow", [](auto& s) -> auto& { return s.watch.slow; }, 1, 1000 * kMostSeconds,
                  "A request that takes longer is logged with what it asked of the database."),
          }};
}

Section cache_section() {
  return {"cache",
          "What is kept in memory to answer faster.",
          {
              number(
                  "page_megabytes", [](auto& s) -> auto& { return s.cache.page_megabytes; }, 1, 65536,
                  "Memory for pages kept ready for visitors without a session."),
          }};
}

}  // namespace parvis::config
