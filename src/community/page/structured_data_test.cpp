#include "community/page/structured_data.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace parvis::community {
namespace {

TEST(StructuredData, CannotBeEndedFromInside) {
  const auto html = structured_data({{"name", "</script><script>alert(1)</script><!--"}});
  const std::string_view markup = html.markup();
  EXPECT_EQ(markup.find("</script"), markup.rfind("</script"));
  EXPECT_EQ(markup.find("<!--"), std::string_view::npos);
}

TEST(StructuredData, StaysJson) {
  const std::string name = "A & B <i> \"quoted\" \u2028";
  const auto html = structured_data({{"name", name}});
  auto json = html.markup();
  json = json.substr(json.find('{'), json.rfind('}') - json.find('{') + 1);
  EXPECT_EQ(boost::json::parse(json).at("name").as_string(), name);
}

}  // namespace
}  // namespace parvis::community
