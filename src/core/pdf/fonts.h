// The fonts that documents are set in, carried inside the program: what a document holds never depends on the machine
// it was made on. The display face of the square for headings, Noto Sans for the rest. Loaded once, at first use; one
// thread at a time (document.cpp holds the lock).
#pragma once

#include <cairo.h>
#include <hb.h>

#include <string>
#include <string_view>

#include "core/pdf/document.h"

namespace parvis::pdf {

struct Font {
  cairo_font_face_t* face = nullptr;
  hb_font_t* shaper = nullptr;
  double units = 1000;  // per em, in which the shaper counts

  bool has(char32_t letter) const;
};
// Throws Fault when the program carries no such font.
const Font& font_of(Face face);

// Letters this font can show, the others left out.
std::string only_shown(const Font& font, std::string_view text);

}  // namespace parvis::pdf
