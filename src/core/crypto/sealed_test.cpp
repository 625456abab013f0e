#include "core/crypto/sealed.h"

#include <gtest/gtest.h>

namespace parvis::crypto {
namespace {

TEST(Sealed, OpensWithItsKeyAlone) {
  const auto token = sealed("key", "4q0tn0g00040.g7");
  EXPECT_EQ(opened("key", token), "4q0tn0g00040.g7");
  EXPECT_FALSE(opened("another", token));
}

TEST(Sealed, DoesNotOpenWhenACharacterIsAnother) {
  const auto token = sealed("key", "ana.7");
  for (std::size_t i = 0; i < token.size(); ++i) {
    auto changed = token;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(opened("key", changed)) << i;
  }
  for (const char* wrong : {"", ".", "ana.7", "ana.7."}) EXPECT_FALSE(opened("key", wrong)) << wrong;
}

}  // namespace
}  // namespace parvis::crypto
