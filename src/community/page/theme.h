// The style sheet and the icon of a square, made from its name and its brand's colour: the colours of the palette, the
// display face, then the sheet that all squares share. One file, served under its hash and cached for ever. Made once
// for each brand and kept; usable from any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "community/identity.h"
#include "community/page/palette.h"
#include "community/visit.h"

namespace parvis::community {

struct Theme {
  Palettes palettes;
  std::string style;       // CSS
  std::string style_path;  // "/theme/0123456789abcdef.css"
  std::string icon;        // SVG: the initial of the square on its colour
  std::string icon_path;   // "/theme/0123456789abcdef.svg"
};

// A colour that is none counts as the default of Identity.
Theme make_theme(std::string_view name, std::string_view brand_color);
std::shared_ptr<const Theme> theme_of(const Identity& identity);

// The first letter of a name, as a capital; "·" when it has none.
std::string initial_of(std::string_view name);

http::Response show_theme(Visit& visit);  // GET /theme/{file}

}  // namespace parvis::community
