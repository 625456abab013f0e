#include "community/members/new_member.h"

#include <gtest/gtest.h>

#include "community/members/charter.h"
#include "community/members/member.h"
#include "community/members/testing/member_world.h"

namespace parvis::community {
namespace {

using testing::MemberWorld;

TEST(NewMember, JoinsIsCountedAndFoundByHandle) {
  MemberWorld world;
  const auto id = world.add("Zoé Lemaître");
  const auto found = world.read([](store::Reader& r) { return find_member(r, "ZOE-Lemaitre"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(found->handle, "zoe-lemaitre");
  EXPECT_EQ(found->display_name, "Zoé Lemaître");
  EXPECT_EQ(world.count(Verb::joined), 1);
  EXPECT_EQ(world.read([](store::Reader& r) { return read_tally(r, "members"); }), 1);
}

TEST(NewMember, GetsAnotherHandleWhenTheirsIsTaken) {
  MemberWorld world;
  world.insert({.display_name = "Ana Ruiz"});
  const auto second = world.insert({.display_name = "Ana Ruiz"});
  for (int i = 0; i < 12; ++i) world.insert({.display_name = "Ana Ruiz"});
  EXPECT_EQ(world.read([&](store::Reader& r) { return find_member(r, second); })->handle, "ana-ruiz-2");
}

TEST(NewMember, OfANameWithoutLatinLettersHasAHandleToo) {
  MemberWorld world;
  const auto id = world.insert({.display_name = "😀"});
  const auto member = world.read([&](store::Reader& r) { return find_member(r, id); });
  EXPECT_TRUE(member->handle.starts_with("member-")) << member->handle;
}

TEST(NewMember, MayNotTakeAHandleThatLooksLikeAnother) {
  MemberWorld world;
  world.insert({.display_name = "Paul", .handle = "paul-martin"});
  for (const char* look_alike : {"paul-martin", "pau1-martin", "paul_martin", "paul-rnartin"}) {
    EXPECT_THROW(world.insert({.display_name = "P", .handle = look_alike}), Conflict) << look_alike;
  }
  EXPECT_NO_THROW(world.insert({.display_name = "P", .handle = "paula-martin"}));
}

TEST(NewMember, MayNotTakeAnAddressThatIsAnothers) {
  MemberWorld world;
  world.insert({.display_name = "Paul", .email = "Paul@Example.org"});
  EXPECT_THROW(world.insert({.display_name = "Other", .email = "paul@example.ORG"}), Conflict);
}

TEST(NewMember, MayNotBearTheNameOfTheHouse) {
  for (const char* handle : {"admin", "adm1n", "support", "moderat0r", "me", "parvis"}) {
    EXPECT_TRUE(is_reserved_handle(handle)) << handle;
  }
  EXPECT_FALSE(is_reserved_handle("adrien"));
  MemberWorld world;
  const auto id = world.insert({.display_name = "Admin"});
  EXPECT_NE(world.read([&](store::Reader& r) { return find_member(r, id); })->handle, "admin");
}

TEST(NewMember, WhoIsUnconfirmedHoldsNoHandleAndStandsInNoList) {
  MemberWorld world;
  const NewMember wish{
      .display_name = "Nora", .handle = "nora", .email = "nora@example.org", .status = MemberStatus::unconfirmed};
  const auto id = world.insert(wish);
  EXPECT_FALSE(world.read([](store::Reader& r) { return find_member(r, "nora"); }));
  EXPECT_TRUE(world.read([](store::Reader& r) { return members_by_arrival(r, {}, 10); }).empty());
  EXPECT_TRUE(world.read([](store::Reader& r) { return complete_handles(r, "nor"); }).empty());
  EXPECT_EQ(world.count(Verb::joined), 0);
  world.insert({.display_name = "Nora the second", .handle = "nora"});
  const auto handle =
      world.write([&](store::Transaction& t) { return admit_member(t, world.timeline, id, Source::page); });
  EXPECT_EQ(handle, "nora-2");
  EXPECT_EQ(world.count(Verb::joined), 2);
  EXPECT_THROW(world.write([&](store::Transaction& t) { return admit_member(t, world.timeline, id, Source::page); }),
               Conflict);
}

TEST(NewMember, AcceptsTheCharterOnce) {
  MemberWorld world;
  LocalText body;
  body.set(text::Language::en, "Be kind.");
  const auto version = world.write(
      [&](store::Transaction& t) { return publish_charter(t, world.timeline, body, {}, now(), Source::command); });
  const auto id = world.insert({.display_name = "Ana", .charter_version = version});
  world.write([&](store::Transaction& t) { accept_charter(t, world.timeline, id, version, now(), Source::page); });
  EXPECT_EQ(world.count(Verb::charter_accepted), 1);
  EXPECT_EQ(world.read([](store::Reader& r) { return current_charter(r); })->body.in(text::Language::en), "Be kind.");
}

TEST(NewMember, AlwaysHasTheSameFaceForTheSameHandle) {
  EXPECT_EQ(hue_of("paul"), hue_of("paul"));
  EXPECT_NE(hue_of("paul"), hue_of("paula"));
  for (const char* handle : {"", "a", "zoe-lemaitre"}) {
    EXPECT_GE(hue_of(handle), 0);
    EXPECT_LT(hue_of(handle), 360);
  }
}

}  // namespace
}  // namespace parvis::community
