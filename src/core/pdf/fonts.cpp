#include "core/pdf/fonts.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include <hb-ft.h>
#include <hb-ot.h>
#include FT_FREETYPE_H
#include <unicode/utf8.h>

#include "core/assets/assets.h"
#include "core/errors.h"

namespace parvis::pdf {
namespace {

FT_Library library() {
  static const FT_Library only = [] {
    FT_Library made = nullptr;
    if (FT_Init_FreeType(&made) != 0) throw Fault("fonts cannot be read: FreeType does not start");
    return made;
  }();
  return only;
}

// Never let go: cairo keeps what it made of a face for as long as the process lives.
Font load(const char* name) {
  const auto* file = assets::find(name);
  if (!file) throw Fault(std::string("the program does not carry the font ") + name);
  const auto content = file->content();
  FT_Face face = nullptr;
  if (FT_New_Memory_Face(library(), reinterpret_cast<const FT_Byte*>(content.data()),
                         static_cast<FT_Long>(content.size()), 0, &face) != 0) {
    throw Fault(std::string("the font cannot be read: ") + name);
  }
  hb_face_t* tables = hb_ft_face_create_referenced(face);
  Font font{.face = cairo_ft_font_face_create_for_ft_face(face, 0),
            .shaper = hb_font_create(tables),
            .units = static_cast<double>(hb_face_get_upem(tables))};
  hb_ot_font_set_funcs(font.shaper);
  hb_face_destroy(tables);
  return font;
}

}  // namespace

bool Font::has(char32_t letter) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(shaper, letter, &glyph) && glyph != 0;
}

const Font& font_of(Face face) {
  static const Font display = load("web/display.woff2"), text = load("fonts/text.ttf"),
                    strong = load("fonts/strong.ttf");
  switch (face) {
    case Face::display: return display;
    case Face::strong: return strong;
    case Face::text: break;
  }
  return text;
}

std::string only_shown(const Font& font, std::string_view text) {
  std::string shown;
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    const auto from = at;
    UChar32 letter = 0;
    U8_NEXT(text.data(), at, size, letter);
    if (letter >= 0x20 && font.has(static_cast<char32_t>(letter))) {
      shown.append(text.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(at - from)));
    }
  }
  return shown;
}

}  // namespace parvis::pdf
