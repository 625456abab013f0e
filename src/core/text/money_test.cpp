#include "core/text/money.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace parvis::text {
namespace {

TEST(Money, IsWrittenAsEachLanguageDoes) {
  EXPECT_EQ(format_money(Language::en, 123'450, "EUR"), "€1,234.50");
  EXPECT_EQ(format_money(Language::fr, 123'450, "EUR"), "1\u202f234,50\u00a0€");
  EXPECT_EQ(format_money(Language::en, -123'450, "CHF"), "\u2212CHF\u00a01,234.50");
  EXPECT_EQ(format_money(Language::en, 123'450, "USD", Cents::rounded), "$1,235");
  EXPECT_EQ(format_money(Language::fr, -40, "EUR", Cents::rounded), "0\u00a0€");
}

TEST(Money, IsReadAsPeopleTypeIt) {
  for (const auto* typed : {"1234.50", "1 234,50", "1\u202f234,50\u00a0€", "€1,234.50", "1.234,5", "1'234.50"}) {
    EXPECT_EQ(parse_money(typed), 123'450) << typed;
  }
  EXPECT_EQ(parse_money("1.234"), 123'400);
  EXPECT_EQ(parse_money("12"), 1200);
  for (const auto* typed : {"", "abc", "-3", "1.2.3456", "12,3456", ".", "€", "99999999999999999999"}) {
    EXPECT_FALSE(parse_money(typed)) << typed;
  }
}

TEST(Money, SharesGoFromNothingToAll) {
  EXPECT_EQ(format_percent(Language::en, 3550), "35.5%");
  EXPECT_EQ(format_percent(Language::fr, 3550), "35,5\u202f%");
  EXPECT_EQ(parse_percent("35,5 %"), 3550);
  EXPECT_EQ(parse_percent("100"), 10'000);
  EXPECT_FALSE(parse_percent("101"));
}

RC_GTEST_PROP(MoneyProperty, IsReadBackAsItWasWritten, ()) {
  const auto cents = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
  for (const auto language : kLanguages) {
    RC_ASSERT(parse_money(format_money(language, cents, "EUR")) == cents);
    RC_ASSERT(parse_money(money_in_figures(language, cents)) == cents);
  }
}

}  // namespace
}  // namespace parvis::text
