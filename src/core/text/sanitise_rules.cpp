#include "core/text/sanitise_rules.h"

#include <algorithm>
#include <array>

#include "core/text/sanitise.h"

namespace parvis::text {
namespace {

constexpr std::size_t kMaxLanguageName = 30;

bool is_language_class(std::string_view value) {
  constexpr std::string_view kPrefix = "language-";
  if (!value.starts_with(kPrefix) || value.size() == kPrefix.size()) return false;
  value.remove_prefix(kPrefix.size());
  return value.size() <= kMaxLanguageName && std::ranges::all_of(value, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '+' || c == '#' ||
                  c == '.';
         });
}

}  // namespace

const char* written_name(const GumboNode& element) {
  switch (element.v.element.tag) {
    case GUMBO_TAG_A: return "a";
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG: return "strong";
    case GUMBO_TAG_BLOCKQUOTE: return "blockquote";
    case GUMBO_TAG_BR: return "br";
    case GUMBO_TAG_CITE: return "cite";
    case GUMBO_TAG_CODE: return "code";
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_S:
    case GUMBO_TAG_STRIKE: return "del";
    case GUMBO_TAG_EM:
    case GUMBO_TAG_I: return "em";
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3: return "h3";
    case GUMBO_TAG_H4: return "h4";
    case GUMBO_TAG_H5: return "h5";
    case GUMBO_TAG_H6: return "h6";
    case GUMBO_TAG_HR: return "hr";
    case GUMBO_TAG_IMG: return "img";
    case GUMBO_TAG_KBD: return "kbd";
    case GUMBO_TAG_LI: return "li";
    case GUMBO_TAG_OL: return "ol";
    case GUMBO_TAG_P: return "p";
    case GUMBO_TAG_PRE: return "pre";
    case GUMBO_TAG_SUB: return "sub";
    case GUMBO_TAG_SUP: return "sup";
    case GUMBO_TAG_TABLE: return "table";
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TFOOT: return "tbody";
    case GUMBO_TAG_TD: return "td";
    case GUMBO_TAG_TH: return "th";
    case GUMBO_TAG_THEAD: return "thead";
    case GUMBO_TAG_TR: return "tr";
    case GUMBO_TAG_UL: return "ul";
    default: return nullptr;
  }
}

bool is_dropped_whole(const GumboNode& element) {
  if (element.v.element.tag_namespace != GUMBO_NAMESPACE_HTML) return true;
  switch (element.v.element.tag) {
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_COL:
    case GUMBO_TAG_COLGROUP:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_FRAME:
    case GUMBO_TAG_FRAMESET:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_VIDEO: return true;
    default: return false;
  }
}

bool is_table_part(std::string_view name) {
  return name == "table" || name == "thead" || name == "tbody" || name == "tr";
}

bool is_child_of_table_part(std::string_view parent, std::string_view name) {
  if (parent == "table") return name == "thead" || name == "tbody";
  if (parent == "tr") return name == "td" || name == "th";
  return name == "tr";
}

bool is_class_of(std::string_view tag, std::string_view value) {
  if (tag == "a") return value == "mention";
  if (tag == "blockquote") return value == "quote";
  if (tag == "li") return value == "task";
  if (tag == "td" || tag == "th") return value == "align-left" || value == "align-center" || value == "align-right";
  return tag == "code" && is_language_class(value);
}

bool is_small_number(std::string_view value) {
  return !value.empty() && value.size() <= 5 && (value.front() != '0' || value.size() == 1) &&
         std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_elsewhere(std::string_view address, std::string_view origin) {
  const auto colon = address.find(':');
  if (colon == std::string_view::npos || address.find_first_of("/?#") < colon) return false;
  if (address.starts_with("mailto:")) return false;
  if (origin.empty() || !address.starts_with(origin)) return true;
  // "https://square.example.evil" begins like "https://square.example" and is another place.
  return address.size() > origin.size() && address[origin.size()] != '/' && address[origin.size()] != '?' &&
         address[origin.size()] != '#';
}

std::string without_origin(std::string address, std::string_view origin) {
  const bool is_ours = !origin.empty() && address.starts_with(origin) && !is_elsewhere(address, origin);
  return is_ours && address.size() > origin.size() ? address.substr(origin.size()) : address;
}

std::string_view own_file(std::string_view address) {
  constexpr std::string_view kFiles = "/files/";
  constexpr std::size_t kMostDigits = 13;
  if (!address.starts_with(kFiles)) return {};
  address.remove_prefix(kFiles.size());
  const bool plain = !address.empty() && address.size() <= kMostDigits && std::ranges::all_of(address, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
  return plain ? address : std::string_view();
}

std::string image_address(std::string_view source) {
  std::string address = safe_address(source);
  std::string scheme = address.substr(0, 8);
  std::ranges::transform(scheme, scheme.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  if (scheme == "https://") return address;
  if (scheme.starts_with("http://")) return "https://" + address.substr(7);
  if (address.starts_with('/')) return address;
  return {};
}

}  // namespace parvis::text
