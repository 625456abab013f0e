#include "community/privacy/nameless_text.h"

#include <gtest/gtest.h>

namespace parvis::community {
namespace {

const Traces kAna{"ana", "ana@example.org"};

std::string nameless(std::string_view text) { return without_traces(text, kAna, "a former member"); }

TEST(NamelessText, SaysNoLongerWhoWasMeant) {
  EXPECT_EQ(nameless("Thanks @ana, and @Ana."), "Thanks a former member, and a former member.");
  EXPECT_EQ(nameless("> [@ana, 3](/threads/4q/3)\n> Yes"), "> [a former member, 3](/threads/4q/3)\n> Yes");
  EXPECT_EQ(nameless("[her page](/members/ana)"), "[her page](/members)");
  EXPECT_EQ(nameless("Write to ANA@example.org"), "Write to a former member");
}

TEST(NamelessText, LeavesOthersAlone) {
  for (const char* text : {"@anabel and @ana-maria", "ana, banana", "/members/anabel", "joana@example.organ", ""}) {
    EXPECT_EQ(nameless(text), text);
  }
  EXPECT_EQ(without_traces("@ana", {}, "nobody"), "@ana");
}

}  // namespace
}  // namespace parvis::community
