// A text that must not be seen: a password, a key, a token. It has no conversion to text and cannot be formatted,
// streamed, compared by chance or written to the log: whoever needs the characters says `reveal()`, which is easy to
// find in a review. A plain value; usable from any thread as any string is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace parvis {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}

  std::string_view reveal() const { return text_; }
  bool empty() const { return text_.empty(); }
  std::size_t size() const { return text_.size(); }

 private:
  std::string text_;
};

}  // namespace parvis
