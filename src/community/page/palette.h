// The colours of a square, light and dark, made from the brand's one colour so that what is read always holds:
// 4.5:1 for text on every ground it stands on, 3:1 for the edges of fields. Pure functions.
#pragma once

#include "community/page/color.h"

namespace parvis::community {

struct Palette {
  Rgb paper, raised, sunk;           // grounds
  Rgb ink, muted;                    // text on any ground
  Rgb line, edge;                    // hairlines; edges of what one fills in
  Rgb brand, brand_ink, brand_wash;  // what one can act upon; text on it; its pale ground
  Rgb good, warn, bad;               // text on the grounds and on its own wash
  Rgb good_wash, warn_wash, bad_wash;
};

struct Palettes {
  Palette light, dark;
  // The brand's colour was too pale to be read on paper and was darkened: to be told to who chose it.
  bool brand_was_darkened = false;
};

Palettes make_palettes(Rgb brand);

}  // namespace parvis::community
