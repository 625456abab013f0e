#include "core/pdf/document.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <hb.h>

#include <array>
#include <charconv>
#include <cmath>
#include <mutex>
#include <numbers>

#include "core/errors.h"
#include "core/pdf/fonts.h"
#include "core/pdf/language.h"
#include "core/text/unicode.h"

namespace parvis::pdf {
namespace {

std::mutex& one_at_a_time() {
  static std::mutex only;
  return only;
}

cairo_status_t append(void* file, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(file)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

const char* tag_of(Part part) {
  switch (part) {
    case Part::title: return "H1";
    case Part::heading: return "H2";
    case Part::paragraph: return "P";
    case Part::list: return "L";
    case Part::item: return "LI";
    case Part::table: return "Table";
    case Part::row: return "TR";
    case Part::head_cell: return "TH";
    case Part::cell: return "TD";
    case Part::figure: return "Figure";
  }
  return "P";
}

// A text as glyphs of a font, in the order in which it is read.
struct Shaped {
  std::string text;
  std::vector<cairo_glyph_t> glyphs;
  std::vector<cairo_text_cluster_t> clusters;
  double width = 0;
};

// French parts thousands and marks with a narrow no-break space; where a face has none, the usual one serves.
std::string with_blanks_of(const Font& font, std::string_view text) {
  constexpr std::string_view kNarrow = "\u202f", kUsual = "\u00a0";
  std::string out(text);
  if (font.has(U'\u202f')) return out;
  for (auto at = out.find(kNarrow); at != std::string::npos; at = out.find(kNarrow, at)) {
    out.replace(at, kNarrow.size(), font.has(U'\u00a0') ? kUsual : std::string_view(" "));
  }
  return out;
}

// The display face has Latin letters only: a text it cannot show whole is set in the strong one.
const Font& font_for(std::string_view text, Face face) {
  const auto& font = font_of(face);
  if (face != Face::display) return font;
  const auto wanted = with_blanks_of(font, text);
  if (only_shown(font, wanted).size() == wanted.size()) return font;
  return font_of(Face::strong);
}

// Each cluster tells how many bytes of the text so many glyphs show, so that the text can be selected and found.
void add_clusters(Shaped& shaped, const hb_glyph_info_t* infos, unsigned count) {
  for (unsigned i = 0; i < count;) {
    unsigned next = i + 1;
    while (next < count && infos[next].cluster == infos[i].cluster) ++next;
    const auto end = next < count ? infos[next].cluster : static_cast<unsigned>(shaped.text.size());
    shaped.clusters.push_back({static_cast<int>(end - infos[i].cluster), static_cast<int>(next - i)});
    i = next;
  }
}

Shaped shape(const Font& font, std::string_view text, double size) {
  Shaped shaped{.text = only_shown(font, with_blanks_of(font, text))};
  hb_buffer_t* buffer = hb_buffer_create();
  hb_buffer_add_utf8(buffer, shaped.text.data(), static_cast<int>(shaped.text.size()), 0, -1);
  hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
  hb_buffer_guess_segment_properties(buffer);
  hb_shape(font.shaper, buffer, nullptr, 0);
  unsigned count = 0;
  const auto* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const auto* places = hb_buffer_get_glyph_positions(buffer, &count);
  const double scale = size / font.units;
  for (unsigned i = 0; i < count; ++i) {
    shaped.glyphs.push_back(
        {infos[i].codepoint, shaped.width + places[i].x_offset * scale, -places[i].y_offset * scale});
    shaped.width += places[i].x_advance * scale;
  }
  add_clusters(shaped, infos, count);
  hb_buffer_destroy(buffer);
  return shaped;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = text.find_first_of(" \n\t");
    if (end != 0) words.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return words;
}

std::string in_quotes(std::string_view text) {
  std::string quoted;
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  return quoted;
}

}  // namespace

Colour colour(std::string_view text) {
  std::array<double, 3> parts{};
  for (std::size_t i = 0; i < 3 && text.size() == 7 && text[0] == '#'; ++i) {
    unsigned value = 0;
    std::from_chars(text.data() + 1 + 2 * i, text.data() + 3 + 2 * i, value, 16);
    parts[i] = value / 255.0;
  }
  return {parts[0], parts[1], parts[2]};
}

struct Document::Drawing {
  std::unique_lock<std::mutex> lock{one_at_a_time()};
  std::string file, language;
  cairo_surface_t* surface = nullptr;
  cairo_t* cairo = nullptr;
  std::vector<const char*> parts;

  ~Drawing() {
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
  }
  void ink(const Colour& colour) { cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue); }
  void check() {
    const auto status = std::max(cairo_status(cairo), cairo_surface_status(surface));
    if (status != CAIRO_STATUS_SUCCESS) {
      throw Fault(std::string("a document cannot be drawn: ") + cairo_status_to_string(status));
    }
  }
};

Document::Document(const About& about) : drawing_(std::make_unique<Drawing>()) {
  auto& drawing = *drawing_;
  drawing.language = about.language;
  drawing.surface = cairo_pdf_surface_create_for_stream(append, &drawing.file, kPageWidth, kPageHeight);
  drawing.cairo = cairo_create(drawing.surface);
  const auto at = to_rfc3339(about.made_at).substr(0, 19) + "Z";
  const auto say = [&](cairo_pdf_metadata_t what, const std::string& text) {
    cairo_pdf_surface_set_metadata(drawing.surface, what, text.c_str());
  };
  say(CAIRO_PDF_METADATA_TITLE, about.title);
  say(CAIRO_PDF_METADATA_AUTHOR, about.author);
  say(CAIRO_PDF_METADATA_SUBJECT, about.subject);
  say(CAIRO_PDF_METADATA_CREATOR, "Parvis");
  say(CAIRO_PDF_METADATA_CREATE_DATE, at);
  say(CAIRO_PDF_METADATA_MOD_DATE, at);
  drawing.check();
}

Document::~Document() = default;

void Document::next_page() { cairo_show_page(drawing_->cairo); }

double Document::width(std::string_view text, const Style& style) {
  return shape(font_for(text, style.face), text, style.size).width;
}

void Document::write(double x, double y, std::string_view text, const Style& style, Align align) {
  const auto& font = font_for(text, style.face);
  auto shaped = shape(font, text, style.size);
  if (shaped.glyphs.empty()) return;
  if (align == Align::right) x -= shaped.width;
  if (align == Align::middle) x -= shaped.width / 2;
  for (auto& glyph : shaped.glyphs) {
    glyph.x += x;
    glyph.y += y;
  }
  drawing_->ink(style.ink);
  cairo_set_font_face(drawing_->cairo, font.face);
  cairo_set_font_size(drawing_->cairo, style.size);
  cairo_show_text_glyphs(drawing_->cairo, shaped.text.data(), static_cast<int>(shaped.text.size()),
                         shaped.glyphs.data(), static_cast<int>(shaped.glyphs.size()), shaped.clusters.data(),
                         static_cast<int>(shaped.clusters.size()), static_cast<cairo_text_cluster_flags_t>(0));
}

std::vector<std::string> Document::lines(std::string_view text, const Style& style, double width, std::size_t at_most) {
  std::vector<std::string> lines;
  const auto fits = [&](const std::string& line) { return this->width(line, style) <= width; };
  for (const auto word : words_of(text)) {
    const auto longer = lines.empty() ? std::string(word) : lines.back() + " " + std::string(word);
    if (!lines.empty() && fits(longer)) {
      lines.back() = longer;
      continue;
    }
    std::string rest(word);
    // A word wider than a whole line is cut where the line ends.
    while (!rest.empty()) {
      auto size = rest.size();
      while (size > 1 && !fits(rest.substr(0, size))) size = text::cut_at_character(rest, size - 1).size();
      size = std::max<std::size_t>(size, 1);
      while (size < rest.size() && (rest[size] & 0xc0) == 0x80) ++size;  // never within a character
      lines.push_back(rest.substr(0, size));
      rest.erase(0, size);
      if (lines.size() > at_most) break;
    }
    if (lines.size() > at_most) break;
  }
  if (lines.size() <= at_most) return lines;
  lines.resize(at_most);
  auto& last = lines.back();
  while (!last.empty() && !fits(last + "…")) last = std::string(text::cut_at_character(last, last.size() - 1));
  last += "…";
  return lines;
}

void Document::rectangle(double x, double y, double width, double height, const Colour& fill, double radius) {
  auto* cairo = drawing_->cairo;
  constexpr double kQuarter = std::numbers::pi / 2;
  radius = std::min({radius, width / 2, height / 2});
  cairo_new_path(cairo);
  if (radius <= 0) {
    cairo_rectangle(cairo, x, y, width, height);
  } else {
    cairo_arc(cairo, x + width - radius, y + radius, radius, -kQuarter, 0);
    cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, kQuarter);
    cairo_arc(cairo, x + radius, y + height - radius, radius, kQuarter, 2 * kQuarter);
    cairo_arc(cairo, x + radius, y + radius, radius, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(cairo);
  }
  drawing_->ink(fill);
  cairo_fill(cairo);
}

void Document::area(double x, double y, double width, double height, const Colour& ink, Fill fill) {
  if (fill == Fill::full) return rectangle(x, y, width, height, ink);
  constexpr double kStep = 3.2, kStripe = 1.3, kDot = 0.55, kEdge = 0.5;
  auto* cairo = drawing_->cairo;
  rectangle(x, y, width, height, {1, 1, 1});
  cairo_save(cairo);
  cairo_rectangle(cairo, x, y, width, height);
  cairo_clip(cairo);
  drawing_->ink(ink);
  if (fill == Fill::stripes) {
    cairo_set_line_width(cairo, kStripe);
    for (double along = x - height; along < x + width; along += kStep * std::numbers::sqrt2) {
      cairo_move_to(cairo, along, y + height);
      cairo_line_to(cairo, along + height, y);
    }
    cairo_stroke(cairo);
  } else {
    for (double down = kStep / 2; down < height; down += kStep) {
      for (double along = kStep / 2; along < width; along += kStep) {
        cairo_new_sub_path(cairo);
        cairo_arc(cairo, x + along, y + down, kDot, 0, 2 * std::numbers::pi);
      }
    }
    cairo_fill(cairo);
  }
  cairo_restore(cairo);
  drawing_->ink(ink);
  cairo_set_line_width(cairo, kEdge);
  cairo_rectangle(cairo, x + kEdge / 2, y + kEdge / 2, std::max(0.0, width - kEdge), std::max(0.0, height - kEdge));
  cairo_stroke(cairo);
}

void Document::path(const std::vector<Point>& points, const Colour& ink, double thickness, Stroke stroke) {
  auto* cairo = drawing_->cairo;
  constexpr std::array kDashes{3.5, 2.5};
  drawing_->ink(ink);
  cairo_save(cairo);
  cairo_set_line_width(cairo, thickness);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  if (stroke == Stroke::dashed) cairo_set_dash(cairo, kDashes.data(), kDashes.size(), 0);
  cairo_new_path(cairo);
  for (const auto& point : points) cairo_line_to(cairo, point.x, point.y);
  cairo_stroke(cairo);
  cairo_restore(cairo);
}

void Document::line(double from_x, double from_y, double to_x, double to_y, const Colour& ink, double thickness) {
  auto* cairo = drawing_->cairo;
  drawing_->ink(ink);
  cairo_set_line_width(cairo, thickness);
  cairo_move_to(cairo, from_x, from_y);
  cairo_line_to(cairo, to_x, to_y);
  cairo_stroke(cairo);
}

void Document::open(Part part) {
  drawing_->parts.push_back(tag_of(part));
  cairo_tag_begin(drawing_->cairo, drawing_->parts.back(), nullptr);
}

void Document::close() {
  cairo_tag_end(drawing_->cairo, drawing_->parts.back());
  drawing_->parts.pop_back();
}

void Document::begin_link(std::string_view address) {
  cairo_tag_begin(drawing_->cairo, CAIRO_TAG_LINK, ("uri='" + in_quotes(address) + "'").c_str());
}

void Document::end_link() { cairo_tag_end(drawing_->cairo, CAIRO_TAG_LINK); }

std::string Document::finish() {
  cairo_surface_finish(drawing_->surface);
  const auto status = cairo_surface_status(drawing_->surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    throw Fault(std::string("a document cannot be drawn: ") + cairo_status_to_string(status));
  }
  return with_language(std::move(drawing_->file), drawing_->language);
}

}  // namespace parvis::pdf
