#include "community/page/look.h"

#include <array>

namespace parvis::community {
namespace {

constexpr std::chrono::hours kRemembered{365 * 24};

struct Named {
  Look look;
  std::string_view text;
};
constexpr std::array kLooks = {
    Named{{Shade::system, Navigation::open}, ""},
    Named{{Shade::light, Navigation::open}, "light"},
    Named{{Shade::dark, Navigation::open}, "dark"},
    Named{{Shade::system, Navigation::folded}, "folded"},
    Named{{Shade::light, Navigation::folded}, "light-folded"},
    Named{{Shade::dark, Navigation::folded}, "dark-folded"},
};

// The look once this was chosen; nothing for a choice that is none.
std::optional<Look> changed(Look look, std::string_view choice) {
  if (choice == "system") return Look{Shade::system, look.navigation};
  if (choice == "light") return Look{Shade::light, look.navigation};
  if (choice == "dark") return Look{Shade::dark, look.navigation};
  if (choice == "open") return Look{look.shade, Navigation::open};
  if (choice == "folded") return Look{look.shade, Navigation::folded};
  return std::nullopt;
}

}  // namespace

Look parse_look(std::string_view cookie) {
  const auto found = std::ranges::find(kLooks, cookie, &Named::text);
  return found == kLooks.end() ? Look{} : found->look;
}

std::string_view look_text(Look look) { return std::ranges::find(kLooks, look, &Named::look)->text; }

Look look_of(const Visit& visit) { return parse_look(visit.request.cookie(kLookCookie)); }

http::Response choose_look(Visit& visit) {
  const auto look = changed(look_of(visit), visit.request.query.get("set"));
  if (!look) throw NotFound();
  const auto text = look_text(*look);
  const std::chrono::seconds kept = text.empty() ? std::chrono::seconds{-1} : kRemembered;
  // It is no secret, and the script of pages writes it too (web/src/look.ts).
  return http::see_other(visit.request.query.get("return_to")).cookie({kLookCookie, std::string(text), kept, false});
}

}  // namespace parvis::community
