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
  EXPECT_EQ(written("Quelle charge ?"), "Quelle <span class=\"whole\">charge ?</span>");
  EXPECT_EQ(written("Avant : quelle charge ?"),
            "<span class=\"whole\">Avant :</span> quelle <span class=\"whole\">charge ?</span>");
  EXPECT_EQ(written("« Le vent »"), "« Le <span class=\"whole\">vent »</span>");
}

TEST(TitleWords, LeaveOtherTitlesAlone) {
  EXPECT_EQ(written("Which tyre? This one"), "Which tyre? This one");
  EXPECT_EQ(written(""), "");
  EXPECT_EQ(written("Anticonstitutionnellementhyper ?"), "Anticonstitutionnellementhyper ?");
}

TEST(TitleWords, Escape) { EXPECT_EQ(written("<b> ?"), "<span class=\"whole\">&lt;b&gt; ?</span>"); }

}  // namespace
}  // namespace parvis::community
