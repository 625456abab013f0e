// Where the files of a sitemap begin, counted at most once in an hour however often it is asked for: counting walks
// every thread. Holds one number for each file, so eight bytes for 5,000 threads. Any thread may ask; those who come
// while one counts wait for it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "core/time/instant.h"

namespace parvis::feeds {

inline constexpr std::int64_t kCountedFor = kHour;

class SitemapFiles {
 public:
  using Count = std::function<std::vector<std::int64_t>()>;
  // The last thread of each full file, in order; counted anew when that was done more than an hour ago.
  std::vector<std::int64_t> ends(const std::string& community, const Count& count);

 private:
  struct Counted {
    Instant at;
    std::vector<std::int64_t> ends;
  };
  std::mutex mutex_;
  std::map<std::string, Counted> counted_;  // by community
};

}  // namespace parvis::feeds
