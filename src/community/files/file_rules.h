// Which files the community takes, and how much of them: chosen by those who manage it, kept in the `setting` table. A
// newcomer (rights/trust.h) has less. Plain values; functions over Reader and Transaction, any thread.
#pragma once

#include <cstdint>

#include "core/store/store.h"

namespace parvis::community {

enum class OtherFiles { refused, taken };  // than pictures

struct FileRules {
  OtherFiles others = OtherFiles::refused;
  std::int64_t megabytes = 16;  // of one file, as it is sent; a telephone's picture has 3 to 12
  struct Share {
    std::int64_t per_day = 0;
    std::int64_t megabytes = 0;  // of what is kept, in all
    friend bool operator==(const Share&, const Share&) = default;
  };
  Share newcomer{.per_day = 10, .megabytes = 50};
  Share member{.per_day = 200, .megabytes = 2000};
  friend bool operator==(const FileRules&, const FileRules&) = default;
};
inline constexpr std::int64_t kMostMegabytesOfFile = 200, kMostFilesPerDay = 10'000, kMostMegabytes = 1'000'000;
inline constexpr std::int64_t kMegabyte = 1000 * 1000;  // as people and shops count

FileRules read_file_rules(store::Reader& reader);
void save_file_rules(store::Transaction& transaction, const FileRules& rules);

}  // namespace parvis::community
