#include "core/text/marks.h"

#include <gtest/gtest.h>

namespace parvis::text {
namespace {

TEST(Marks, StayWithTheWordBeforeThem) {
  EXPECT_EQ(tie_marks("Quelle charge ?"), "Quelle charge\u202F?");
  EXPECT_EQ(tie_marks("Avant : quelle charge ?"), "Avant\u00A0: quelle charge\u202F?");
  EXPECT_EQ(tie_marks("Enfin ! Et après ; rien"), "Enfin\u202F! Et après\u202F; rien");
  EXPECT_EQ(tie_marks("Vraiment ?!"), "Vraiment\u202F?!");
  EXPECT_EQ(tie_marks("« Le vent »"), "« Le vent\u00A0»");
}

TEST(Marks, OfOtherKindsAreLeftAlone) {
  for (const char* title : {"Which tyre? This one", "Smile :-) there", "a ?b", " ?", "", "Déjà\u00A0?"}) {
    EXPECT_EQ(tie_marks(title), title);
  }
}

}  // namespace
}  // namespace parvis::text
