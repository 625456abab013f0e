// The address of those who run the community, wherever somebody may need it.
#include <gtest/gtest.h>

#include "app/testing/whole_site.h"

namespace parvis::app {
namespace {

using http::Method;
using testing::WholeSite;

TEST(Contact, IsNamedAtTheFootOfPagesAndWhereSomethingGoesWrong) {
  config::Settings settings;
  settings.mail.contact = "team@square.example";
  WholeSite site(settings);
  EXPECT_TRUE(site.ask(Method::get, "/").has("href=\"mailto:team@square.example\""));
  const auto lost = site.ask(Method::get, "/nowhere", "", {{"accept-language", "en"}});
  EXPECT_TRUE(lost.has("write to team@square.example"));
  EXPECT_TRUE(lost.has("reference test"));
}

TEST(Contact, IsNotSpokenOfWithoutAnAddress) {
  WholeSite site;
  EXPECT_FALSE(site.ask(Method::get, "/").has("mailto:"));
  EXPECT_FALSE(site.ask(Method::get, "/nowhere", "", {{"accept-language", "en"}}).has("reference test"));
}

}  // namespace
}  // namespace parvis::app
