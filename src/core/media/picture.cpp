#include "core/media/picture.h"

namespace parvis::media {

std::string_view shape_name(Shape shape) {
  switch (shape) {
    case Shape::words: return "words";
    case Shape::face: return "face";
    case Shape::cover: return "cover";
  }
  return "";
}

std::vector<int> copy_widths(int greatest) {
  std::vector<int> widths;
  for (const int width : kWidths) {
    if (width < greatest) widths.push_back(width);
  }
  widths.push_back(greatest);
  return widths;
}

std::string copy_label(int width, std::string_view extension) {
  return std::to_string(width).append(1, '.').append(extension);
}

}  // namespace parvis::media
