// Kinds of keys: a number within bounds, true or false, a text that is accepted or refused, a secret. `at` gives the
// place in Settings: `[](auto& s) -> auto& { return s.server.port; }`.
#pragma once

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <type_traits>

#include "core/config/table.h"

namespace parvis::config {

constexpr std::int64_t kMostThreads = 256;
constexpr std::int64_t kMostSeconds = 3600;

// All of it, or nothing.
std::optional<std::int64_t> parse_number(std::string_view text);
std::string toml_text(std::string_view text);
bool has_controls(std::string_view text);

// Texts that several sections hold.
std::optional<std::string> any_line(std::string_view text);
// Scheme, host and port, without a path; or nothing at all.
std::optional<std::string> origin(std::string_view text);

template <class At>
Key number(const char* name, At at, std::int64_t least, std::int64_t most, const char* about) {
  using Place = std::remove_reference_t<decltype(at(std::declval<Settings&>()))>;
  using std::chrono::hours, std::chrono::milliseconds, std::chrono::seconds;
  constexpr const char* kUnit = std::is_same_v<Place, seconds>        ? "of seconds "
                                : std::is_same_v<Place, hours>        ? "of hours "
                                : std::is_same_v<Place, milliseconds> ? "of milliseconds "
                                                                      : "";
  return {.name = name,
          .kind = Kind::number,
          .expected = fmt::format("a number {}from {} to {}", kUnit, least, most),
          .about = about,
          .read =
              [=](Settings& settings, std::string_view text) {
                const auto value = parse_number(text);
                if (!value || *value < least || *value > most) return false;
                at(settings) = static_cast<Place>(*value);
                return true;
              },
          .shown =
              [=](const Settings& settings) {
                if constexpr (requires { at(settings).count(); }) {
                  return std::to_string(at(settings).count());
                } else {
                  return std::to_string(at(settings));
                }
              }};
}

template <class At>
Key truth(const char* name, At at, const char* about) {
  return {.name = name,
          .kind = Kind::truth,
          .expected = "true or false",
          .about = about,
          .read =
              [=](Settings& settings, std::string_view text) {
                at(settings) = text == "true";
                return text == "true" || text == "false";
              },
          .shown = [=](const Settings& settings) { return std::string(at(settings) ? "true" : "false"); }};
}

// `accept` turns what was written into what is kept, or refuses it.
using Accept = std::optional<std::string> (*)(std::string_view);

template <class At>
Key text(const char* name, At at, Accept accept, const char* expected, const char* about) {
  return {.name = name,
          .kind = Kind::text,
          .expected = expected,
          .about = about,
          .read =
              [=](Settings& settings, std::string_view text) {
                auto kept = accept(text);
                if (!kept) return false;
                at(settings) = std::move(*kept);
                return true;
              },
          .shown = [=](const Settings& settings) { return toml_text(at(settings)); }};
}

template <class At>
Key secret(const char* name, At at, const char* expected, const char* about) {
  return {.name = name,
          .kind = Kind::secret,
          .expected = expected,
          .about = about,
          .read =
              [=](Settings& settings, std::string_view text) {
                at(settings) = Secret(std::string(text));
                return !has_controls(text);
              },
          .shown = [](const Settings&) { return std::string("\"\""); }};
}

}  // namespace parvis::config
