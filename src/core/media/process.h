// One process that reads from a descriptor and writes to us, for so long and so much at most. It inherits its standard
// streams, an environment of our own making and nothing else of value. Blocks; any thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::media {

struct Ran {
  enum class End { whole, too_slow, too_much, not_started } end = End::whole;
  std::string output;
  int status = 0;  // as waitpid gives it
};

// `input` is what it finds at its standard input: a file of memory, which it may map. It is killed, and waited for,
// when its time is over or its output grows beyond `most_output`.
Ran run_process(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                const std::vector<std::string>& environment, std::string_view input, std::chrono::milliseconds time,
                std::size_t most_output);

}  // namespace parvis::media
