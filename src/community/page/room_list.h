// How the many pages of a room (an account, the community's settings) lead to each other: a line of tabs on a
// telephone, a list in groups beside the page where there is room. Writes into the given writer; of one thread.
#pragma once

#include <string_view>

#include "core/html/html.h"

namespace parvis::community {

class RoomList {
 public:
  RoomList(html::Writer& out, std::string_view label);
  enum class Here { no, yes };
  RoomList& page(std::string_view path, std::string_view words, Here here);
  // What comes next stands a little apart.
  RoomList& group();
  void close();

 private:
  html::Writer& out_;
  bool begins_group_ = false;
};

}  // namespace parvis::community
