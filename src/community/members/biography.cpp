#include "community/members/biography.h"

#include "core/html/html.h"

namespace parvis::community {

std::string biography_html(std::string_view markdown) {
  html::Writer out;
  out.element("p", markdown);
  return markdown.empty() ? std::string() : out.take().markup();
}

}  // namespace parvis::community
