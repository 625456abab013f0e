// As long as one lives, reads of its thread may be answered by a replica, a moment behind what others wrote: lists,
// searches and feeds for visitors. Never behind what this process committed itself or acted by. They nest.
#pragma once

namespace parvis::store {

class MayLag {
 public:
  MayLag();
  ~MayLag();
  MayLag(const MayLag&) = delete;
  MayLag& operator=(const MayLag&) = delete;

  static bool here();
};

}  // namespace parvis::store
