// Bytes in memory as sink and source, for tests.
#pragma once

#include <algorithm>

#include "core/archive/bytes.h"

namespace parvis::archive::testing {

// Takes `room` bytes, then has none left, as a disk.
class MemorySink : public Sink {
 public:
  explicit MemorySink(std::size_t room = SIZE_MAX) : room_(room) {}
  void write(std::string_view piece) override {
    if (text.size() + piece.size() > room_) throw NoRoom("There is no room left in memory.");
    text += piece;
  }
  void finish() override { finished = true; }

  std::string text;
  bool finished = false;

 private:
  std::size_t room_;
};

class MemorySource : public Source {
 public:
  explicit MemorySource(std::string_view text) : text_(text) {}
  std::size_t read(char* into, std::size_t most) override {
    const auto count = std::min(most, text_.size());
    text_.copy(into, count);
    text_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view text_;
};

// All that a source has.
inline std::string drain(Source& source) {
  std::string all, piece(1000, '\0');
  while (const auto count = source.read(piece.data(), piece.size())) all.append(piece, 0, count);
  return all;
}

}  // namespace parvis::archive::testing
