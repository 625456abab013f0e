#include "community/page/title_words.h"

#include <gtest/gtest.h>

namespace parvis::community {
namespace {

std::string written(std::string_view title) {
  html::Writer out;
  write_title_words(out, title);
  return out.take().markup();
}

TEST(TitleWords, KeepAWordWithTheMarkThatFollowsIt) {
  EXPECT_EQ(written("Quelle charge ?"), "Quelle charge\u202F?");
  EXPECT_EQ(written("Which tyre? This one"), "Which tyre? This one");
}

TEST(TitleWords, Escape) { EXPECT_EQ(written("<b> ?"), "&lt;b&gt;\u202F?"); }

}  // namespace
}  // namespace parvis::community
