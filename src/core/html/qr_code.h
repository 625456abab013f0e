// A QR code drawn as SVG, by nayuki's qrcodegen: dark on a light ground whatever the theme, since cameras expect that,
// with the quiet border of four modules that the standard asks for (ISO/IEC 18004, section 9.1). Any thread.
#pragma once

#include <string_view>

#include "core/html/html.h"

namespace parvis::html {

// `label` says what it is to those who do not see it.
void write_qr_code(Writer& out, std::string_view text, std::string_view label);

}  // namespace parvis::html
