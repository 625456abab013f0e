// XML is written, not pasted: element and attribute names are compile-time literals, every text and value is escaped,
// and what XML 1.0 has no place for (control characters, U+FFFE, U+FFFF, broken UTF-8) becomes U+FFFD, so the document
// is well formed whatever members wrote. One writer builds one document; not thread safe.
//
//   XmlWriter out;
//   out.open("entry").element("title", title).open("link", {{"href", address}}).close().close();
//   return out.take();
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/html/html.h"

namespace parvis::feeds {

struct XmlAttribute {
  html::Literal name;
  std::string value;
};
using XmlAttributes = std::initializer_list<XmlAttribute>;

class XmlWriter {
 public:
  XmlWriter();  // begins with the XML declaration

  XmlWriter& open(html::Literal name, XmlAttributes attributes = {});
  XmlWriter& close();  // the innermost open element
  XmlWriter& text(std::string_view text);
  XmlWriter& element(html::Literal name, std::string_view text);
  XmlWriter& element(html::Literal name, XmlAttributes attributes, std::string_view text);

  std::string take();  // the finished document; closes what is open

 private:
  std::string out_;
  std::vector<std::string_view> open_;
};

// `text` as it may stand in XML 1.0 (https://www.w3.org/TR/xml/#charsets), in an element or between quotes.
void append_xml(std::string& out, std::string_view text);

}  // namespace parvis::feeds
