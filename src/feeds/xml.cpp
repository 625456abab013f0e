#include "feeds/xml.h"

#include <utility>

#include "core/text/unicode.h"

namespace parvis::feeds {
namespace {

bool is_xml(char32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  if (code >= 0x7f && code < 0xa0) return code == 0x85;  // allowed but discouraged: readers show boxes
  return code != 0xFFFE && code != 0xFFFF;
}

}  // namespace

void append_xml(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = text::decode(text, at);
    const auto piece = text.substr(at, decoded.size);
    at += decoded.size;
    if (!decoded.valid || !is_xml(decoded.code)) {
      text::append_utf8(out, text::kReplacement);
      continue;
    }
    switch (decoded.code) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      case '\r': out += "&#13;"; break;
      default: out += piece;
    }
  }
}

XmlWriter::XmlWriter() : out_("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n") {}

XmlWriter& XmlWriter::open(html::Literal name, XmlAttributes attributes) {
  out_.append("<").append(name.text());
  for (const auto& attribute : attributes) {
    out_.append(" ").append(attribute.name.text()).append("=\"");
    append_xml(out_, attribute.value);
    out_ += '"';
  }
  out_ += '>';
  open_.push_back(name.text());
  return *this;
}

XmlWriter& XmlWriter::close() {
  out_.append("</").append(open_.back()).append(">");
  open_.pop_back();
  return *this;
}

XmlWriter& XmlWriter::text(std::string_view text) {
  append_xml(out_, text);
  return *this;
}

XmlWriter& XmlWriter::element(html::Literal name, std::string_view text) { return element(name, {}, text); }

XmlWriter& XmlWriter::element(html::Literal name, XmlAttributes attributes, std::string_view text) {
  return open(name, attributes).text(text).close();
}

std::string XmlWriter::take() {
  while (!open_.empty()) close();
  out_ += '\n';
  return std::exchange(out_, {});
}

}  // namespace parvis::feeds
