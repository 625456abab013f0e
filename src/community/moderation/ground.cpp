#include "community/moderation/ground.h"

namespace parvis::community {

std::string_view ground_name(Ground ground) {
  switch (ground) {
    case Ground::none: return "";
    case Ground::off_topic: return "off_topic";
    case Ground::unkind: return "unkind";
    case Ground::spam: return "spam";
    case Ground::unlawful: return "unlawful";
    case Ground::other: return "other";
  }
  return "";
}

std::optional<Ground> parse_ground(std::string_view name) {
  for (const auto ground : kGrounds) {
    if (ground_name(ground) == name) return ground;
  }
  return std::nullopt;
}

std::string detail_of(const Reason& reason) {
  return reason.words.empty() ? std::string(ground_name(reason.ground)) : reason.words;
}

}  // namespace parvis::community
