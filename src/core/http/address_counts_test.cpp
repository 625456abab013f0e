#include "core/http/address_counts.h"

#include <gtest/gtest.h>

namespace parvis::http {
namespace {

TEST(AddressCounts, GivesEachVisitorSoManyPlaces) {
  AddressCounts counts;
  const auto address = [](const char* text) { return boost::asio::ip::make_address(text); };
  auto first = counts.enter(address("192.0.2.1"), 2);
  auto second = counts.enter(address("192.0.2.1"), 2);
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(counts.enter(address("192.0.2.1"), 2));
  EXPECT_TRUE(counts.enter(address("192.0.2.2"), 2));
  second.reset();
  EXPECT_TRUE(counts.enter(address("192.0.2.1"), 2));
  EXPECT_FALSE(counts.enter(address("192.0.2.9"), 0));
}

TEST(AddressCounts, GivesAllVisitorsTogetherSoMany) {
  AddressCounts counts;
  const auto address = [](const char* text) { return boost::asio::ip::make_address(text); };
  auto first = counts.enter(address("192.0.2.1"), 2, 2), second = counts.enter(address("192.0.2.2"), 2, 2);
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(counts.enter(address("192.0.2.3"), 2, 2));
  first.reset();
  EXPECT_TRUE(counts.enter(address("192.0.2.3"), 2, 2));
}

TEST(AddressCounts, CountsAnIpv6NetworkAsOneVisitor) {
  AddressCounts counts;
  const auto address = [](const char* text) { return boost::asio::ip::make_address(text); };
  const auto place = counts.enter(address("2001:db8:1:2::1"), 1);
  EXPECT_TRUE(place);
  EXPECT_FALSE(counts.enter(address("2001:db8:1:2:ffff::9"), 1));
  EXPECT_TRUE(counts.enter(address("2001:db8:1:3::1"), 1));
}

}  // namespace
}  // namespace parvis::http
