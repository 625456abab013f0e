// A document in PDF, drawn page by page in A4: text that can be selected, found and read aloud, lines and areas as
// vectors, fonts embedded as the subset that is used, its title, language and structure told. Coordinates are points
// (1/72 inch) from the top left corner. The only place of the program that knows cairo, FreeType and HarfBuzz; they are
// given no file from outside, only words. One document is drawn at a time: making a second one waits for the first, so
// documents are made by jobs and by workers, never on threads that listen. Throws Fault when drawing fails.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/instant.h"

namespace parvis::pdf {

inline constexpr double kPageWidth = 595.276, kPageHeight = 841.89;

enum class Face { display, text, strong };
struct Colour {
  double red = 0, green = 0, blue = 0;
};
// "#1f5f99"; black for anything else.
Colour colour(std::string_view hexadecimal);

struct Style {
  Face face = Face::text;
  double size = 10;
  Colour ink = {};
};
enum class Align { left, right, middle };
enum class Stroke { whole, dashed };
// What an area is filled with: told apart in grey too.
enum class Fill { dots, stripes, full };
struct Point {
  double x = 0, y = 0;
};

// What a part is, for programs that read aloud.
enum class Part { title, heading, paragraph, list, item, table, row, head_cell, cell, figure };

struct About {
  std::string title, author, subject;
  std::string language;  // "fr"
  Instant made_at;
};

class Document {
 public:
  explicit Document(const About& about);
  ~Document();
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  void next_page();

  double width(std::string_view text, const Style& style);
  // One line, its baseline at `y`. Letters that the fonts do not have are left out.
  void write(double x, double y, std::string_view text, const Style& style, Align align = Align::left);
  // The text in lines no wider than `width`; what is beyond `at_most` lines is cut with "…".
  std::vector<std::string> lines(std::string_view text, const Style& style, double width, std::size_t at_most = 40);

  void rectangle(double x, double y, double width, double height, const Colour& fill, double radius = 0);
  // Marks of `ink` on white within a thin edge, or `ink` all over.
  void area(double x, double y, double width, double height, const Colour& ink, Fill fill);
  // From one point to the next; nothing of fewer than two.
  void path(const std::vector<Point>& points, const Colour& ink, double thickness, Stroke stroke = Stroke::whole);
  void line(double from_x, double from_y, double to_x, double to_y, const Colour& ink, double thickness);

  void open(Part part);
  void close();
  // What is written until `end_link` leads to this address.
  void begin_link(std::string_view address);
  void end_link();

  // The whole file; nothing may be drawn after.
  std::string finish();

 private:
  struct Drawing;
  std::unique_ptr<Drawing> drawing_;
};

}  // namespace parvis::pdf
