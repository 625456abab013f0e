#include "core/media/answer.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/media/kinds.h"

namespace parvis::media {
namespace {

class Lines {
 public:
  explicit Lines(std::string_view answer) : rest_(answer) {}

  // Begins the next line; false when there is none whole.
  bool next() {
    constexpr std::size_t kMostLine = 200;
    const auto end = rest_.substr(0, kMostLine).find('\n');
    if (end == std::string_view::npos) return false;
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return true;
  }
  std::string_view word() {
    const auto end = std::min(line_.find(' '), line_.size());
    const auto word = line_.substr(0, end);
    line_.remove_prefix(std::min(end + 1, line_.size()));
    return word;
  }
  std::optional<std::size_t> number(std::size_t most) {
    const auto digits = word();
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || value == 0 || value > most) return std::nullopt;
    return value;
  }
  std::optional<std::string_view> bytes(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    const auto taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_, line_;
};

constexpr std::size_t kMostSide = 16'383;

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= 20 && std::ranges::all_of(label, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
  });
}

bool is_of_type(std::string_view type, std::string_view bytes) {
  const auto kind = picture_kind(bytes);
  return (type == "image/webp" && kind == PictureKind::webp) || (type == "image/jpeg" && kind == PictureKind::jpeg);
}

std::optional<Copy> read_copy(Lines& lines) {
  if (!lines.next()) return std::nullopt;
  Copy copy{.label = std::string(lines.word()), .type = std::string(lines.word())};
  const auto width = lines.number(kMostSide), height = lines.number(kMostSide), size = lines.number(kMostAnswerBytes);
  if (!width || !height || !size || !is_label(copy.label)) return std::nullopt;
  const auto bytes = lines.bytes(*size);
  if (!bytes || !is_of_type(copy.type, *bytes)) return std::nullopt;
  copy.width = static_cast<int>(*width);
  copy.height = static_cast<int>(*height);
  copy.bytes = *bytes;
  return copy;
}

Trouble trouble_named(std::string_view word) {
  if (word == "too_large") return Trouble::too_large;
  if (word == "unknown") return Trouble::unknown;
  return Trouble::damaged;
}

}  // namespace

Outcome read_answer(std::string_view answer) {
  Lines lines(answer);
  if (!lines.next()) return Trouble::damaged;
  const auto verdict = lines.word();
  if (verdict == "refused") return trouble_named(lines.word());
  const auto width = lines.number(kMostSide), height = lines.number(kMostSide), count = lines.number(kMostCopies);
  if (verdict != "made" || !width || !height || !count) return Trouble::damaged;
  Picture picture{.width = static_cast<int>(*width), .height = static_cast<int>(*height)};
  for (std::size_t i = 0; i < *count; ++i) {
    auto copy = read_copy(lines);
    if (!copy) return Trouble::damaged;
    picture.copies.push_back(std::move(*copy));
  }
  if (!lines.next() || lines.word() != "end" || !lines.at_end()) return Trouble::damaged;
  return picture;
}

}  // namespace parvis::media
