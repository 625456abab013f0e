#include "core/text/language.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace parvis::text {
namespace {

constexpr int kMaxRanges = 32;  // browsers send fewer than ten

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// The weight of one range in thousandths: "fr;q=0.8" gives 800.
int weight_of(std::string_view parameters) {
  const auto at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  double weight = 1;
  const auto* begin = parameters.data() + at + 2;
  const auto [end, error] = std::from_chars(begin, parameters.data() + parameters.size(), weight);
  if (error != std::errc{} || end == begin) return 1000;
  return static_cast<int>(std::clamp(weight, 0.0, 1.0) * 1000);
}

}  // namespace

std::string_view tag(Language language) { return language == Language::fr ? "fr" : "en"; }

std::string_view name_in_itself(Language language) { return language == Language::fr ? "Français" : "English"; }

std::optional<Language> parse_language(std::string_view tag) {
  if (tag.size() < 2 || (tag.size() > 2 && tag[2] != '-' && tag[2] != '_')) return std::nullopt;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const char first = lower(tag[0]);
  const char second = lower(tag[1]);
  if (first == 'e' && second == 'n') return Language::en;
  if (first == 'f' && second == 'r') return Language::fr;
  return std::nullopt;
}

Language negotiate(std::string_view accept_language, std::span<const Language> available) {
  Language best = available.front();
  int best_weight = 0;
  for (int ranges = 0; !accept_language.empty() && ranges < kMaxRanges; ++ranges) {
    const auto comma = accept_language.find(',');
    const auto range = accept_language.substr(0, comma);
    accept_language = comma == std::string_view::npos ? std::string_view() : accept_language.substr(comma + 1);
    const auto semicolon = std::min(range.find(';'), range.size());
    const auto language = parse_language(trimmed(range.substr(0, semicolon)));
    const int weight = weight_of(range.substr(semicolon));
    if (!language || weight <= best_weight || std::ranges::find(available, *language) == available.end()) continue;
    best = *language;
    best_weight = weight;
  }
  return best;
}

}  // namespace parvis::text
