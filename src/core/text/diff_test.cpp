#include "core/text/diff.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace parvis::text {
namespace {

using enum Change::Kind;
using Changes = std::vector<Change>;

std::string side(const Changes& changes, Change::Kind left_out) {
  std::string text;
  for (const auto& change : changes) {
    if (change.kind != left_out) text += change.text;
  }
  return text;
}

}  // namespace

TEST(Difference, ShowsWordsThatChanged) {
  EXPECT_EQ(difference("a red bike", "a blue bike"),
            (Changes{{kept, "a "}, {removed, "red"}, {added, "blue"}, {kept, " bike"}}));
  EXPECT_EQ(difference("a bike", "a new bike"), (Changes{{kept, "a "}, {added, "new "}, {kept, "bike"}}));
  EXPECT_EQ(difference("same", "same"), (Changes{{kept, "same"}}));
  EXPECT_EQ(difference("", "all"), (Changes{{added, "all"}}));
  EXPECT_EQ(difference("all", ""), (Changes{{removed, "all"}}));
  EXPECT_TRUE(difference("", "").empty());
}

TEST(Difference, JoinsNeighbouringChanges) {
  EXPECT_EQ(difference("see one two now", "see three four now"),
            (Changes{{kept, "see "}, {removed, "one two"}, {added, "three four"}, {kept, " now"}}));
}

TEST(Difference, KeepsLineEnds) {
  EXPECT_EQ(difference("a\n\nb\n", "a\n\nc\n"), (Changes{{kept, "a\n\n"}, {removed, "b"}, {added, "c"}, {kept, "\n"}}));
}

TEST(Difference, GivesBothTextsBack) {
  const bool holds = rc::check("kept and removed are before, kept and added are after", [] {
    const auto text = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab \n")));
    const auto before = *text;
    const auto after = *text;
    const auto changes = difference(before, after);
    RC_ASSERT(side(changes, added) == before);
    RC_ASSERT(side(changes, removed) == after);
    for (std::size_t i = 1; i < changes.size(); ++i) RC_ASSERT(changes[i].kind != changes[i - 1].kind);
  });
  EXPECT_TRUE(holds);
}

TEST(Difference, FallsBackToLinesAndThenToTheWhole) {
  std::string before, after, other;
  for (int i = 0; i < 3000; ++i) {
    before += "a" + std::to_string(i) + (i % 100 == 99 ? "\n" : " ");
    after += (i < 2900 ? "b" : "a") + std::to_string(i) + (i % 100 == 99 ? "\n" : " ");
    other += "c" + std::to_string(i) + " ";
  }
  const auto by_line = difference(before, after);
  EXPECT_EQ(by_line.size(), 3u);
  EXPECT_EQ(by_line.back().kind, kept);
  EXPECT_EQ(side(by_line, added), before);
  EXPECT_EQ(side(by_line, removed), after);
  before.insert(0, 3'000'000, 'x');
  const auto whole = difference(before, other);
  EXPECT_EQ(whole.size(), 2u);
}

}  // namespace parvis::text
