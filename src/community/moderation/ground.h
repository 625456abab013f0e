// On what ground somebody flags words, hides them or turns them down: a few that everybody understands, and words of
// one's own. Plain values.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace parvis::community {

// The numbers are the database's and stay.
enum class Ground { none = 0, off_topic = 1, unkind = 2, spam = 3, unlawful = 4, other = 5 };
inline constexpr std::array kGrounds{Ground::off_topic, Ground::unkind, Ground::spam, Ground::unlawful, Ground::other};

inline constexpr std::size_t kMaxReasonWords = 500;

// The words of forms, the API and the open form: "off_topic"; "" for none.
std::string_view ground_name(Ground ground);
std::optional<Ground> parse_ground(std::string_view name);

// Why something was done to somebody's words: a ground, words, or both.
struct Reason {
  Ground ground = Ground::none;
  std::string words;
  bool empty() const { return ground == Ground::none && words.empty(); }
  friend bool operator==(const Reason&, const Reason&) = default;
};
// As the timeline keeps it: the words, else the ground's name.
std::string detail_of(const Reason& reason);

}  // namespace parvis::community
