#include "community/health/hours_words.h"

#include <cmath>

#include "core/text/catalogue.h"
#include "core/text/fraction.h"

namespace parvis::community::health {
namespace {

constexpr double kFewHours = 48;  // from two days on a time is told in days

}  // namespace

std::string hours_words(text::Language in, double hours) {
  if (hours < 1) return text::tr(in, "{n} min", {{"n", std::llround(hours * 60)}});
  if (hours < kFewHours) return text::tr(in, "{n} h", {{"n", text::format_fraction(in, hours, 1)}});
  return text::tr(in, "{n} days", {{"n", text::format_fraction(in, hours / 24, 1)}});
}

}  // namespace parvis::community::health
