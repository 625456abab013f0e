#include "community/arriving/first_steps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/members/sign_up.h"
#include "community/members/testing/member_world.h"
#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

using testing::cheap_hash;
using ::testing::HasSubstr;
using testing::MemberWorld;
using testing::TestCommunity;

LocalText both(const std::string& en, const std::string& fr) {
  LocalText text;
  text.set(text::Language::en, en);
  text.set(text::Language::fr, fr);
  return text;
}

TEST(Welcome, FillsItsFieldsOnceAndNothingElse) {
  EXPECT_EQ(filled("Hello {name} (@{handle}), this is {community}. {other}", {"Zoé {community}", "zoe", "Mistral"}),
            "Hello Zoé {community} (@zoe), this is Mistral. {other}");
}

TEST(Welcome, ComesByLetterFromANamedPersonInTheLanguageOfWhoCame) {
  MemberWorld world;
  const auto max = world.add("Max", Role::manager);
  world.write([&](store::Transaction& t) {
    save_arriving(t, world.timeline, max,
                  {.welcome_by = max, .welcome_words = both("Hello {name}.", "Bonjour {name}, ici {community}.")});
  });
  const auto act = world.act(text::Language::fr);
  world.write([&](store::Transaction& t) {
    sign_up(t, act, {.display_name = "Zoé", .email = "zoe@example.org", .password_hash = cheap_hash("x")});
  });
  const auto token = MemberWorld::token_in(world.letters().back(), "/confirmation/");
  world.write([&](store::Transaction& t) { confirm_sign_up(t, act, token); });
  ASSERT_EQ(world.letters().size(), 2u);
  EXPECT_THAT(world.letters().back().text, HasSubstr("Bonjour Zoé, ici Mistral."));
  EXPECT_THAT(world.letters().back().text, HasSubstr("Max"));
}

struct Steps : ::testing::Test {
  std::optional<FirstSteps> of(const Viewer& viewer) {
    return square.read([&](store::Reader& reader) {
      return first_steps(reader, viewer, *square.spaces, text::Language::en, "Mistral");
    });
  }
  TestCommunity square;
};

TEST_F(Steps, AreTakenOneByOne) {
  const auto max = square.manager("Max");
  const auto hello = square.thread(max, square.talk, "Say hello");
  square.write(
      [&](store::Transaction& t) { save_arriving(t, square.timeline, max.member, {.introductions = hello.thread}); });
  auto zoe = square.member("Zoé");
  zoe.newcomer = true;
  auto steps = of(zoe);
  ASSERT_TRUE(steps);
  ASSERT_TRUE(steps->introductions);
  EXPECT_EQ(steps->introductions->title, "Say hello");
  EXPECT_FALSE(steps->introduced || steps->wrote || steps->described || steps->following);
  square.reply(zoe, hello.thread, "Hello, I am Zoé.");
  steps = of(zoe);
  ASSERT_TRUE(steps);
  EXPECT_TRUE(steps->introduced && steps->wrote);
  zoe.newcomer = false;
  EXPECT_FALSE(of(zoe)) << "the community knows them by now";
}

TEST_F(Steps, LeadNowhereThatTheNewcomerMayNotRead) {
  const auto max = square.manager("Max");
  const auto hidden = square.space("den", SpaceKind::discussion, SpaceVisibility::leaders);
  const auto secret = square.thread(max, hidden, "Among leaders");
  square.write(
      [&](store::Transaction& t) { save_arriving(t, square.timeline, max.member, {.introductions = secret.thread}); });
  auto zoe = square.member("Zoé");
  zoe.newcomer = true;
  EXPECT_FALSE(of(zoe)->introductions);
}

}  // namespace
}  // namespace parvis::community
