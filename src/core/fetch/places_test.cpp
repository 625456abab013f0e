#include "core/fetch/places.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>

namespace parvis::fetch {
namespace {

bool is_special_text(const std::string& text) {
  Ipv4 v4;
  if (inet_pton(AF_INET, text.c_str(), v4.data()) == 1) return is_special(v4);
  Ipv6 v6;
  EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), v6.data()), 1) << text;
  return is_special(v6);
}

TEST(Places, RefusesEverySpecialRangeFromItsFirstAddressToItsLast) {
  for (const auto* text : {"0.0.0.0",
                           "0.255.255.255",
                           "10.0.0.0",
                           "10.255.255.255",
                           "100.64.0.0",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.255.255",
                           "169.254.0.1",
                           "169.254.169.254",
                           "172.16.0.0",
                           "172.31.255.255",
                           "192.0.0.1",
                           "192.0.2.1",
                           "192.31.196.1",
                           "192.52.193.1",
                           "192.88.99.1",
                           "192.168.0.1",
                           "192.175.48.1",
                           "198.18.0.0",
                           "198.19.255.255",
                           "198.51.100.7",
                           "203.0.113.7",
                           "224.0.0.1",
                           "239.255.255.255",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::7f00:1",
                           "fe80::1",
                           "febf::1",
                           "fec0::1",
                           "fc00::1",
                           "fdff::1",
                           "ff02::1",
                           "100::1",
                           "64:ff9b:1::1",
                           "2001::1",
                           "2001:1ff::1",
                           "2001:db8::1",
                           "2002:7f00:1::1",
                           "2002:808:808::1",
                           "3fff::1",
                           "3fff:fff::1",
                           "5f00::1",
                           "4000::1",
                           "2620:4f:8000::1"}) {
    EXPECT_TRUE(is_special_text(text)) << text;
  }
}

TEST(Places, LetsPublicAddressesBe) {
  for (const auto* text :
       {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
        "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.1", "198.17.255.255", "198.20.0.0",
        "223.255.255.255", "2606:4700::1111", "2001:200::1", "2a00:1450::1", "3ffe::1"}) {
    EXPECT_FALSE(is_special_text(text)) << text;
  }
}

TEST(Places, JudgesAnIpv4AddressInsideAnIpv6OneByItself) {
  for (const auto* text : {"::ffff:127.0.0.1", "::ffff:10.1.2.3", "::ffff:169.254.169.254", "64:ff9b::7f00:1"}) {
    EXPECT_TRUE(is_special_text(text)) << text;
  }
  EXPECT_FALSE(is_special_text("::ffff:8.8.8.8"));
  EXPECT_FALSE(is_special_text("64:ff9b::808:808"));
}

TEST(Places, AnAllowanceIsForTheHostsAndPortsItNames) {
  const auto allowance = Allowance::parse("Login.Intranet.example, 127.0.0.1:4000 [::1]:80 ::2");
  ASSERT_TRUE(allowance);
  EXPECT_TRUE(allowance->allows("login.intranet.EXAMPLE", 443));
  EXPECT_FALSE(allowance->allows("x.login.intranet.example", 443));
  EXPECT_TRUE(allowance->allows("127.0.0.1", 4000));
  EXPECT_FALSE(allowance->allows("127.0.0.1", 4001));
  EXPECT_TRUE(allowance->allows("[::1]", 80));
  EXPECT_TRUE(allowance->allows("[::2]", 8080));
  EXPECT_FALSE(Allowance().allows("localhost", 80));
  for (const auto* wrong : {"http://x", "host:", "host:0", "host:99999", "ho st:1x", "*"}) {
    EXPECT_FALSE(Allowance::parse(wrong)) << wrong;
  }
  EXPECT_TRUE(Allowance::parse("")->empty());
}

}  // namespace
}  // namespace parvis::fetch
