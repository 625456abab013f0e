// The report of an import: one line for each row that was refused or remarked on, "Votes.xml:12: refused: the post 45
// is not in the dump". Written in the order of the rows; a batch that did not commit takes its lines back. One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace parvis::exchange {

class Report {
 public:
  // Keeps the first `keep` bytes of what is there, so that a resumed import goes on where its last commit was. No
  // file is made as long as there is nothing to say, and none ever for an empty path.
  Report(std::filesystem::path path, std::uint64_t keep);

  // Replaces everything after the first `keep` bytes by `lines`; answers the new size.
  std::uint64_t write(std::uint64_t keep, const std::string& lines);

 private:
  std::filesystem::path path_;
};

}  // namespace parvis::exchange
