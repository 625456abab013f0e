#include "community/files/picture_views.h"

#include <charconv>
#include <string_view>

#include "core/media/picture.h"
#include "core/text/sanitise.h"

namespace parvis::community {
namespace {

std::string_view attribute(std::string_view tag, std::string_view opening) {
  const auto at = tag.find(opening);
  if (at == std::string_view::npos) return {};
  const auto value = tag.substr(at + opening.size());
  return value.substr(0, value.find('"'));
}

int number_of(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

// The column of words is 66 characters wide at most (web/styles/prose.css), and nearly the whole of a telephone.
constexpr std::string_view kSizes = "(min-width: 700px) 660px, 92vw";

std::string sources(std::string_view address, int width) {
  std::string set;
  for (const int each : media::copy_widths(width)) {
    if (!set.empty()) set += ", ";
    set.append(address).append("/").append(media::copy_label(each, "webp")).append(" ");
    set.append(std::to_string(each)).append("w");
  }
  return "<source type=\"image/webp\" srcset=\"" + set + "\" sizes=\"" + std::string(kSizes) + "\">";
}

}  // namespace

std::string with_copies(std::string html) {
  constexpr std::string_view kOpening = "<img src=\"/files/";
  std::size_t at = html.find(kOpening);
  if (at == std::string::npos) return html;
  std::string shown;
  std::size_t done = 0;
  for (; at != std::string::npos; at = html.find(kOpening, done)) {
    const auto end = html.find('>', at);  // in an attribute it is written &gt;
    if (end == std::string::npos) break;
    const auto tag = std::string_view(html).substr(at, end + 1 - at);
    const auto address = attribute(tag, "src=\"");
    const int width = number_of(attribute(tag, " width=\""));
    shown.append(html, done, at - done);
    const bool whole = !text::own_file(address).empty() && width > 0;
    if (whole) shown.append("<picture>").append(sources(address, width));
    shown.append(tag);
    if (whole) shown.append("</picture>");
    done = end + 1;
  }
  return shown.append(html, done);
}

}  // namespace parvis::community
