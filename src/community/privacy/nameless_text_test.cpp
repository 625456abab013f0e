#include "community/privacy/nameless_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

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

// Whatever stands around them, mentions go and every other word stays as it is.
RC_GTEST_PROP(NamelessText, TakesMentionsAndNothingElse, ()) {
  static const std::vector<std::string> others{"ana",    "@anabel",    "@ana-maria", "@ben", "banana",   "x@ana", "été",
                                               "`code`", "/members/b", "**bold**",   "@",    "> quoted", "(@ben)"};
  static const std::vector<std::string> hers{"@ana", "@ANA", "＠Ana", "ana@example.org"};
  const auto choices = *rc::gen::container<std::vector<std::pair<bool, int>>>(
      rc::gen::pair(rc::gen::arbitrary<bool>(), rc::gen::inRange(0, 1000)));
  std::string text, expected;
  for (const auto& [is_hers, choice] : choices) {
    const auto& words = is_hers ? hers : others;
    const auto& word = words[static_cast<std::size_t>(choice) % words.size()];
    text += word + " ";
    expected += (is_hers ? std::string("nobody") : word) + " ";
  }
  RC_ASSERT(without_traces(text, kAna, "nobody") == expected);
  RC_ASSERT(without_traces(expected, kAna, "nobody") == expected);
}

TEST(NamelessText, HasANameOnlyWhereItStandsAsAWord) {
  EXPECT_EQ(without_name("Thank you, Rose. Rosemary sends you a rose.", "Rose"),
            "Thank you, a former member. Rosemary sends you a rose.");
  EXPECT_EQ(without_name("Merci pour tout ce que vous avez fait ici, à bientôt.\nZoé Lac", "Zoé Lac"),
            "Merci pour tout ce que vous avez fait ici, à bientôt.\nun ancien membre");
  EXPECT_EQ(without_name("This is Zoé’s, and Zoés is not", "Zoé"), "This is a former member’s, and Zoés is not");
  EXPECT_EQ(without_name("Words\u00A0of\u00A0Zoé, called «Zoé»", "Zoé"),
            "Words\u00A0of\u00A0a former member, called «a former member»");
  EXPECT_FALSE(names_person("éRose", "Rose"));
  EXPECT_FALSE(names_person("anything", ""));
}

}  // namespace
}  // namespace parvis::community
