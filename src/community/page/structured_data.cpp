#include "community/page/structured_data.h"

#include <boost/json.hpp>

namespace parvis::community {

html::Html structured_data(const boost::json::value& value) {
  // In a data block nothing is decoded, so HTML's escapes would be read as they are: JSON's own are used. Without "<"
  // neither "</script" nor "<!--" can be written.
  std::string json;
  for (const char c : boost::json::serialize(value)) {
    switch (c) {
      case '<': json += "\\u003c"; break;
      case '>': json += "\\u003e"; break;
      case '&': json += "\\u0026"; break;
      default: json += c;
    }
  }
  return html::Html::stored("<script type=\"application/ld+json\">" + json + "</script>");
}

boost::json::object person_data(std::string_view name, std::string_view address) {
  return {{"@type", "Person"}, {"name", name}, {"url", address}};
}

boost::json::object counter_data(std::string_view action, std::int64_t count) {
  return {{"@type", "InteractionCounter"},
          {"interactionType", "https://schema.org/" + std::string(action)},
          {"userInteractionCount", count}};
}

}  // namespace parvis::community
