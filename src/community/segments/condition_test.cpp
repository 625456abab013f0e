#include "community/segments/condition.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "community/segments/condition_json.h"
#include "community/segments/condition_parser.h"

namespace parvis::community {
namespace {

using Kind = Condition::Kind;

std::string again(std::string_view text) {
  const auto read = read_condition(text);
  return read.ok() ? to_text(read.condition) : std::string("at ") + std::to_string(read.at) + ": " + read.problem->key;
}

TEST(Condition, IsReadAndWrittenAlike) {
  for (const auto* text : {
           R"(acts("replied", space "help") >= 5 within 30 days and not role leader and consent "newsletter")",
           R"(received("reacted", with role leader) > 2 between 2026-01-01 and 2026-02-28)",
           R"(acts("wrote", tag "chain") = 0 or (place "Nîmes" and language "fr"))",
           R"(not (group "night-riders" or unit "Le Fontanier"))",
           R"(joined within 30 days and last act more than 60 days ago)",
           R"(acts("acted") != 3 between 90 and 15 days ago)",
           R"(orders >= 100 within 365 days and segment "fans" and stage "regular")",
           R"(profile "What you \"ride\"" = "A \\ tandem")",
           R"(newcomer or account unclaimed or badge "first-answer" or everyone)",
           R"(circle "fan" and not circle "staff")",
           R"(joined between 2025-01-01 and 2025-12-31 and first act within 7 days)",
       }) {
    EXPECT_EQ(again(text), text);
  }
}

TEST(Condition, MayLeaveOutWhatIsMeant) {
  EXPECT_EQ(again("acts(\"replied\")"), "acts(\"replied\") >= 1");
  EXPECT_EQ(again("acts(\"replied\") within 1 day"), "acts(\"replied\") >= 1 within 1 days");
  EXPECT_EQ(again("((role expert))"), "role expert");
  EXPECT_EQ(again("role expert and (role leader and newcomer)"), "role expert and role leader and newcomer");
}

struct Mistake {
  const char* text;
  std::size_t at;
};

TEST(Condition, SaysWhereItCannotBeRead) {
  for (const auto& [text, at] :
       {Mistake{"", 0}, Mistake{"rol leader", 0}, Mistake{"role boss", 5}, Mistake{"acts(\"flew\")", 5},
        Mistake{"acts(\"replied\") >= many", 19}, Mistake{"role leader role expert", 12}, Mistake{"(role leader", 12},
        Mistake{"group \"open", 6}, Mistake{"acts(\"voted\", tag \"chain\")", 5},
        Mistake{"acts(\"replied\") within 0 days", 23}, Mistake{"not", 3},
        Mistake{"joined between 2026-02-01 and 2026-01-01", 30}}) {
    const auto read = read_condition(text);
    EXPECT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.at, at) << text << ": " << (read.problem ? read.problem->key : "");
  }
}

TEST(Condition, RefusesAtTheirPlaceNumbersThatDoNotFit) {
  for (const auto* number :
       {"99999999999999999999", "9223372036854775808", "1000000001", "-0", "-1", "-99999999999999999999"}) {
    for (const auto* before : {"acts(\"replied\") >= ", "orders >= "}) {
      const auto read = read_condition(before + std::string(number));
      ASSERT_FALSE(read.ok()) << number;
      EXPECT_EQ(read.at, std::string_view(before).size()) << number;
      EXPECT_EQ(read.problem->values.front().second, number) << "it is named as it was typed";
    }
  }
  EXPECT_FALSE(read_condition("last act within 99999999999999999999 days").ok());
  EXPECT_FALSE(read_condition("acts(\"replied\") >= 1 between 99999999999999999999 and 2 days ago").ok());
  EXPECT_FALSE(read_condition("orders >= 12.5").ok());
  EXPECT_FALSE(condition_from_json("orders >= 9223372036854775808").ok());
}

TEST(Condition, SaysWhatIsMissingInWordsAndNotByAnExample) {
  for (const auto* text : {"acts(\"replied\") >=", "orders >= many", "last act within", "place", "place Paris",
                           "joined between 2026-01-01 and", "account", "profile \"A\" \"B\"", "acts(\"wrote\", at)"}) {
    const auto read = read_condition(text);
    ASSERT_FALSE(read.ok()) << text;
    for (const auto& [name, value] : read.problem->values) EXPECT_NE(value, "12") << text;
    EXPECT_NE(read.problem->values.front().second, "\"…\"") << text;
  }
}

TEST(Condition, IsRefusedWhenNestedTooDeeplyOrTooLong) {
  EXPECT_FALSE(read_condition(std::string(2000, '(')).ok());
  std::string nots, many = "newcomer";
  for (int i = 0; i < 900; ++i) nots += "not ";
  for (int i = 0; i < 100; ++i) many += " or newcomer";
  EXPECT_FALSE(read_condition(nots + "newcomer").ok());
  EXPECT_FALSE(read_condition(many).ok());
}

Condition leaf_of(int number, int count) {
  switch (number % 9) {
    case 0:
      return {.kind = Kind::acts, .word = "wrote", .tag = "chain", .comparison = Comparison::less_than, .count = count};
    case 1: return {.kind = Kind::acts, .word = "replied", .part = ActPart::received, .space = "help", .with = "ana"};
    case 2: return {.kind = Kind::role, .word = "testers"};
    case 3: return {.kind = Kind::joined, .count = count + 1, .age = Age::before};
    case 4: return {.kind = Kind::orders, .count = count, .period = {.kind = ActPeriod::Kind::last, .days = count + 1}};
    case 5: return {.kind = Kind::profile, .word = "a \"b\" \\c", .answer = "é"};
    case 6:
      return {.kind = Kind::acts,
              .word = "acted",
              .period = {.kind = ActPeriod::Kind::between, .from = 20'000, .to = 20'000 + count}};
    case 7: return {.kind = Kind::newcomer};
    default: return {.kind = Kind::segment, .word = "fans"};
  }
}

Condition tree(int depth) {
  const auto number = *rc::gen::inRange(0, 100);
  if (depth == 0 || number % 3 == 0) return leaf_of(*rc::gen::inRange(0, 9), *rc::gen::inRange(0, 50));
  Condition group{.kind = number % 3 == 1 ? Kind::all : number % 2 ? Kind::any : Kind::none};
  const int parts = group.kind == Kind::none ? 1 : *rc::gen::inRange(1, 4);
  for (int i = 0; i < parts; ++i) group.parts.push_back(tree(depth - 1));
  return group;
}

RC_GTEST_PROP(Condition, HasTheSameMeaningInAllItsFaces, ()) {
  const auto condition = simplified(tree(3));
  const auto text = read_condition(to_text(condition));
  RC_ASSERT(text.ok());
  RC_ASSERT(text.condition == condition);
  const auto json = condition_from_json(condition_to_json(condition));
  RC_ASSERT(json.ok());
  RC_ASSERT(json.condition == condition);
}

// Around what is read as a number, whatever stands there.
RC_GTEST_PROP(Condition, ReadsBackAsTheSameTextWhateverNumberWasAccepted, ()) {
  const std::string digits = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('0', ':')));
  const auto number =
      *rc::gen::element<std::string>("", "", "-") +
      *rc::gen::element(digits, digits.substr(0, 4), std::to_string(*rc::gen::arbitrary<std::int64_t>()));
  const std::vector<std::pair<std::string, std::string>> around{{"acts(\"replied\") >= ", ""},
                                                                {"orders < ", " within 30 days"},
                                                                {"orders >= 1 within ", " days"},
                                                                {"acts(\"wrote\") between ", " and 2 days ago"},
                                                                {"last act more than ", " days ago"}};
  const auto& [before, after] = around[*rc::gen::inRange<std::size_t>(0, around.size())];
  const auto read = read_condition(before + number + after);
  if (!read.ok()) return;
  const auto text = to_text(read.condition);
  const auto again = read_condition(text);
  RC_ASSERT(again.ok());
  RC_ASSERT(again.condition == read.condition);
  RC_ASSERT(to_text(again.condition) == text);
  const auto begin = number.find_first_not_of('0');
  const auto plain = begin == std::string::npos ? std::string("0") : number.substr(begin);
  RC_ASSERT(text.find(" " + plain + " ") != std::string::npos || text.ends_with(" " + plain));
}

RC_GTEST_PROP(Condition, IsNeverMoreThanRefused, (const std::string& text)) {
  const auto read = read_condition(text);
  if (read.ok()) RC_ASSERT(read_condition(to_text(read.condition)).ok());
}

}  // namespace
}  // namespace parvis::community
