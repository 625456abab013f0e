// Numbers drawn from a seed, the same on every machine and library (SplitMix64, Steele and others 2014). One thread.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace parvis::graph {

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
  }
  // Below `end`, which is not zero. The bias of the remainder is far below what anything here could notice.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }

  template <class T>
  void shuffle(std::vector<T>& values) {
    for (auto left = values.size(); left > 1; --left) std::swap(values[left - 1], values[below(left)]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace parvis::graph
