// The allow-list of the sanitiser said a second time, for its tests: reads HTML anew and names the first thing that
// should not be there.
#pragma once

#include <set>
#include <string>

#include "core/text/html_tree.h"

namespace parvis::testing {

inline bool is_allowed_attribute(std::string_view tag, std::string_view name, std::string_view value) {
  if (name == "class") {
    return value == "mention" || value == "quote" || value == "task" || value.starts_with("align-") ||
           value.starts_with("language-");
  }
  const bool address = (tag == "a" && name == "href") || (tag == "img" && name == "src");
  if (address) {
    for (const char c : value) {
      if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F || c == '\\') return false;
    }
    std::string scheme(value.substr(0, value.find_first_of("/?#:")));
    for (char& c : scheme) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const bool has_scheme = value.size() > scheme.size() && value[scheme.size()] == ':';
    if (value.starts_with("//")) return false;
    if (tag == "img") return (has_scheme && scheme == "https") || value.starts_with("/");
    return !has_scheme || scheme == "http" || scheme == "https" || scheme == "mailto";
  }
  if (tag == "a") return name == "title" || (name == "rel" && value == "nofollow ugc noopener");
  if (tag == "img") {
    return name == "alt" || name == "title" || name == "width" || name == "height" ||
           (name == "loading" && value == "lazy");
  }
  return tag == "ol" && name == "start";
}

// Empty when everything in `markup` is allowed.
inline std::string first_intruder(std::string_view markup) {
  static const std::set<std::string, std::less<>> kTags = {
      "a",  "blockquote", "br", "cite", "code",   "del", "em",  "h3",    "h4",    "h5", "h6", "hr",    "img", "kbd",
      "li", "ol",         "p",  "pre",  "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr",  "ul"};
  const text::HtmlTree tree(markup);
  if (tree.root() == nullptr) return "cannot be read";
  std::string intruder;
  text::walk(
      *tree.root(),
      [&](const GumboNode& node) {
        if (text::is_text(node)) return text::Visit::over;
        if (node.type != GUMBO_NODE_ELEMENT) return intruder = "a comment or a template", text::Visit::over;
        const std::string tag = gumbo_normalized_tagname(node.v.element.tag);
        if (!kTags.contains(tag) || node.v.element.tag_namespace != GUMBO_NAMESPACE_HTML) intruder = "<" + tag + ">";
        for (unsigned i = 0; i < node.v.element.attributes.length; ++i) {
          const auto* each = static_cast<const GumboAttribute*>(node.v.element.attributes.data[i]);
          if (!is_allowed_attribute(tag, each->name, each->value)) {
            intruder = tag + " " + each->name + "=" + each->value;
          }
        }
        return text::Visit::inside;
      },
      [](const GumboNode&) {});
  return intruder;
}

}  // namespace parvis::testing
