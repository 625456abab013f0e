#include "core/mail/address.h"

#include <gtest/gtest.h>

namespace parvis::mail {
namespace {

TEST(MailAddress, AcceptsWhatPeopleHave) {
  for (const char* text : {"a@b.example", "first.last+tag@mail.example.org", "o'brien@example.ie", "x@localhost",
                           "user@xn--caf-dma.example", "A_b-c@EXAMPLE.com"}) {
    EXPECT_TRUE(is_address(text)) << text;
  }
}

TEST(MailAddress, RefusesWhatCouldCarryMore) {
  for (const char* text : {"",
                           "a",
                           "@b.example",
                           "a@",
                           "a@b@c.example",
                           "a b@c.example",
                           "a@b.example\r\nBcc: c@d.example",
                           "a@b.example,c@d.example",
                           "<a@b.example>",
                           "\"a b\"@c.example",
                           "a@[127.0.0.1]",
                           ".a@b.example",
                           "a.@b.example",
                           "a..b@c.example",
                           "-f@c.example",
                           "a@b..example",
                           "a@-b.example",
                           "a@b-.example",
                           "é@b.example",
                           "a@bé.example",
                           "a@b.example>",
                           "a@b.example "}) {
    EXPECT_FALSE(is_address(text)) << text;
  }
  const std::string long_part(65, 'a');
  EXPECT_FALSE(is_address(long_part + "@b.example"));
  EXPECT_FALSE(is_address(fmt::format("a@{}.example", long_part)));
}

TEST(MailAddress, ReadsANameBesideTheAddress) {
  const auto named = parse_mailbox("La place Mistral <place@mistral.example>");
  ASSERT_TRUE(named);
  EXPECT_EQ(named->name, "La place Mistral");
  EXPECT_EQ(named->address, "place@mistral.example");
  EXPECT_EQ(parse_mailbox("\"Mistral, the square\" <a@b.example>")->name, "Mistral, the square");
  EXPECT_EQ(parse_mailbox("a@b.example")->name, "");
  for (const char* text :
       {"", "Name", "Name <a@b.example", "Name <a@b> x", "N\r\nBcc: x <a@b.example>", "N <a> <a@b.example>"}) {
    EXPECT_FALSE(parse_mailbox(text)) << text;
  }
  EXPECT_EQ(domain_of("a@b.example"), "b.example");
}

}  // namespace
}  // namespace parvis::mail
