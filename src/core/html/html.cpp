#include "core/html/html.h"

#include <array>
#include <cassert>

namespace parvis::html {
namespace {

constexpr std::array<std::string_view, 13> kVoidElements{"area",  "base", "br",   "col",    "embed", "hr", "img",
                                                         "input", "link", "meta", "source", "track", "wbr"};
constexpr std::array<std::string_view, 8> kAddressAttributes{"href", "src",  "action", "formaction",
                                                             "cite", "data", "poster", "ping"};

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& names) {
  for (const auto name : names) {
    if (name == text) return true;
  }
  return false;
}

void append_attribute(std::string& out, const Attribute& attribute) {
  if (!attribute.shown()) return;
  out.append(1, ' ').append(attribute.name());
  if (attribute.bare()) return;
  const bool refused = is_one_of(attribute.name(), kAddressAttributes) && !is_safe_address(attribute.value());
  out.append("=\"");
  append_escaped(out, refused ? std::string_view("#") : attribute.value());
  out.append(1, '"');
}

}  // namespace

Writer::Writer() { out_.reserve(16 * 1024); }

Writer& Writer::open(Literal tag, Attributes attributes) {
  out_.append(1, '<').append(tag.text());
  for (const auto& attribute : attributes) append_attribute(out_, attribute);
  out_.append(1, '>');
  if (!is_one_of(tag.text(), kVoidElements)) open_.push_back(tag.text());
  return *this;
}

Writer& Writer::close() {
  assert(!open_.empty());
  out_.append("</").append(open_.back()).append(1, '>');
  open_.pop_back();
  return *this;
}

Writer& Writer::element(Literal tag, Attributes attributes, std::string_view text) {
  open(tag, attributes);
  append_escaped(out_, text);
  return close();
}

Writer& Writer::text(std::string_view text) {
  append_escaped(out_, text);
  return *this;
}

Writer& Writer::number(std::int64_t number) {
  out_.append(std::to_string(number));
  return *this;
}

Writer& Writer::literal(Literal markup) {
  out_.append(markup.text());
  return *this;
}

Writer& Writer::html(const Html& html) {
  out_.append(html.markup());
  return *this;
}

Writer& Writer::replace(std::size_t from, std::size_t to, const Html& html) {
  assert(from <= to && to <= out_.size());
  out_.replace(from, to - from, html.markup());
  return *this;
}

Html Writer::take() {
  assert(open_.empty());
  Html html(std::move(out_));
  out_ = {};
  return html;
}

}  // namespace parvis::html
