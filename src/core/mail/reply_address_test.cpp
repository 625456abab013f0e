#include "core/mail/reply_address.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "core/mail/address.h"

namespace parvis::mail {
namespace {

const ReplySecret kSecret = reply_secret("the community's");
constexpr std::int64_t kMember = 281'474'976'710'661, kPost = 9'007'199'254'740'993;

TEST(ReplyAddress, IsReadBackAndFitsAnEnvelope) {
  const auto local = reply_address(kSecret, kMember, kPost);
  EXPECT_TRUE(is_address(local + "@reply.square.example")) << local;
  EXPECT_LE(local.size(), 64u);
  EXPECT_EQ(read_reply_address(kSecret, local), (ReplyPlace{kMember, kPost}));
  EXPECT_EQ(read_reply_address(kSecret, reply_address(kSecret, INT64_MAX, 0)), (ReplyPlace{INT64_MAX, 0}));
}

RC_GTEST_PROP(ReplyAddress, OfAnyPairIsReadBackWithItsSecretAlone, (std::int64_t member, std::int64_t post)) {
  const auto local = reply_address(kSecret, member, post);
  RC_ASSERT(local.size() <= 64u);
  RC_ASSERT(read_reply_address(kSecret, local) == (ReplyPlace{member, post}));
  RC_ASSERT(!read_reply_address(reply_secret("another's"), local));
}

RC_GTEST_PROP(ReplyAddress, OfAnyTextIsNone, (const std::string& text)) {
  RC_ASSERT(!read_reply_address(kSecret, "reply+" + text));
  RC_ASSERT(!read_bounce_address(kSecret, "bounce+" + text));
}

TEST(ReplyAddress, IsTheSameInCapitals) {
  auto local = reply_address(kSecret, kMember, kPost);
  std::ranges::transform(local, local.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
  EXPECT_EQ(read_reply_address(kSecret, local), (ReplyPlace{kMember, kPost}));
}

TEST(ReplyAddress, IsOpenedByNoOtherSecretPurposeOrLetter) {
  const auto local = reply_address(kSecret, kMember, kPost);
  EXPECT_FALSE(read_reply_address(reply_secret("another's"), local));
  EXPECT_FALSE(read_bounce_address(kSecret, local));
  EXPECT_FALSE(read_bounce_address(kSecret, "bounce+" + local.substr(6))) << "each is sealed for its purpose";
  for (std::size_t at = 6; at < local.size(); ++at) {
    auto changed = local;
    changed[at] = changed[at] == 'a' ? 'b' : 'a';
    EXPECT_FALSE(read_reply_address(kSecret, changed)) << changed;
  }
  for (const char* wrong : {"", "reply", "reply+", "reply+1", "reply+a", "bounce+", "reply+=?utf-8?q?a?="}) {
    EXPECT_FALSE(read_reply_address(kSecret, wrong)) << wrong;
  }
  EXPECT_FALSE(read_reply_address(kSecret, local + "a"));
  EXPECT_FALSE(read_reply_address(kSecret, local.substr(0, local.size() - 1)));
}

TEST(ReplyAddress, OfAReportKnowsTheAddressItIsAbout) {
  const auto local = bounce_address(kSecret, kMember, "Ana@Example.org");
  EXPECT_TRUE(is_address(local + "@reply.square.example"));
  const auto place = read_bounce_address(kSecret, local);
  ASSERT_TRUE(place);
  EXPECT_EQ(place->member, kMember);
  EXPECT_EQ(place->mark, address_mark("ana@example.org"));
  EXPECT_NE(place->mark, address_mark("ana@example.com"));
}

}  // namespace
}  // namespace parvis::mail
