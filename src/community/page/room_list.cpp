#include "community/page/room_list.h"

#include <optional>
#include <string>

namespace parvis::community {

RoomList::RoomList(html::Writer& out, std::string_view label) : out_(out) {
  out_.open("nav", {{"class", "tabs rooms"}, {"aria-label", label}});
}

RoomList& RoomList::page(std::string_view path, std::string_view words, Here here) {
  out_.element("a",
               {{"href", path},
                {"class", begins_group_ ? std::optional<std::string>("apart") : std::nullopt},
                {"aria-current", here == Here::yes ? std::optional<std::string>("page") : std::nullopt}},
               words);
  begins_group_ = false;
  return *this;
}

RoomList& RoomList::group() {
  begins_group_ = true;
  return *this;
}

void RoomList::close() { out_.close(); }

}  // namespace parvis::community
