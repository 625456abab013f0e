#include "community/page/room_title.h"

namespace parvis::community {
namespace {

bool is_at_or_below(std::string_view path, std::string_view place) {
  return path.starts_with(place) && (path.size() == place.size() || path[place.size()] == '/');
}

}  // namespace

std::string room_title(const Visit& visit, std::span<const PageName> pages, const char* room) {
  const PageName* named = nullptr;
  for (const auto& page : pages) {
    if (!is_at_or_below(visit.request.path, page.path)) continue;
    if (!named || page.path.size() > named->path.size()) named = &page;
  }
  return named ? named_title(visit, text::phrase(visit.language, named->words), room)
               : std::string(text::phrase(visit.language, room));
}

std::string named_title(const Visit& visit, std::string_view name, const char* room) {
  return std::string(name).append(" · ").append(text::phrase(visit.language, room));
}

}  // namespace parvis::community
