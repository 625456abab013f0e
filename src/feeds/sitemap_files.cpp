#include "feeds/sitemap_files.h"

namespace parvis::feeds {
namespace {

constexpr std::size_t kMostCommunities = 64;  // of one process; tests make hundreds, one after the other

}  // namespace

std::vector<std::int64_t> SitemapFiles::ends(const std::string& community, const Count& count) {
  const auto at = now();
  const std::lock_guard lock(mutex_);
  const auto found = counted_.find(community);
  if (found != counted_.end() && at - found->second.at < kCountedFor) return found->second.ends;
  if (found == counted_.end() && counted_.size() >= kMostCommunities) counted_.clear();
  auto ends = count();
  counted_[community] = {at, ends};
  return ends;
}

}  // namespace parvis::feeds
