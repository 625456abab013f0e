#include "community/members/member.h"

#include <gtest/gtest.h>

#include "community/members/account.h"
#include "community/members/testing/member_world.h"

namespace parvis::community {
namespace {

using testing::MemberWorld;

std::vector<std::string> handles(const std::vector<MemberFace>& faces) {
  std::vector<std::string> out;
  for (const auto& face : faces) out.push_back(face.handle);
  return out;
}

TEST(Members, AreCompletedByHandleAndByNameWhateverTheAccents) {
  MemberWorld world;
  world.insert({.display_name = "Élodie Martin", .handle = "velo74"});
  world.insert({.display_name = "Marc", .handle = "elodium"});
  world.insert({.display_name = "Zoé", .handle = "zoe"});
  const auto complete = [&](std::string_view typed) {
    return handles(world.read([&](store::Reader& r) { return complete_handles(r, typed); }));
  };
  EXPECT_EQ(complete("elod"), (std::vector<std::string>{"elodium", "velo74"}));
  EXPECT_EQ(complete("ÉLODIE M"), (std::vector<std::string>{"velo74"}));
  EXPECT_EQ(complete("velo"), (std::vector<std::string>{"velo74"}));
  EXPECT_TRUE(complete("").empty());
  EXPECT_TRUE(complete("%").empty());
  EXPECT_TRUE(complete("\xff\xfe").empty());
  EXPECT_TRUE(complete(std::string(100'000, 'e')).empty());
}

TEST(Members, WhoseNameBeginsSoComeBeforeThoseWhoseLaterWordDoes) {
  MemberWorld world;
  for (const auto* handle : {"maxime", "mia", "milo", "moana"}) {
    world.insert({.display_name = std::string("A. ") + handle, .handle = handle});
  }
  world.insert({.display_name = "Anna Renard", .handle = "anna"});
  world.insert({.display_name = "Ronan", .handle = "zed"});
  world.insert({.display_name = "B", .handle = "rita"});
  world.insert({.display_name = "C", .handle = "rnault"});
  const auto complete = [&](std::string_view typed) {
    return handles(world.read([&](store::Reader& r) { return complete_handles(r, typed, 8); }));
  };
  EXPECT_EQ(complete("r"), (std::vector<std::string>{"rita", "rnault", "zed", "anna"}));
  EXPECT_EQ(complete("@Rén"), (std::vector<std::string>{"anna"}));
  EXPECT_EQ(complete("m"), (std::vector<std::string>{"maxime", "mia", "milo", "moana"}));
  EXPECT_EQ(complete("enard"), std::vector<std::string>{});
}

TEST(Members, AreListedByArrivalPageByPage) {
  MemberWorld world;
  const Instant start{1'700'000'000 * kSecond};
  for (int i = 0; i < 25; ++i) {
    world.insert({.display_name = "M" + std::to_string(i), .created_at = start + (i / 2) * kDay});
  }
  std::vector<std::int64_t> seen;
  Arrival before;
  while (true) {
    const auto page = world.read([&](store::Reader& r) { return members_by_arrival(r, before, 10); });
    for (const auto& line : page) seen.push_back(line.id.value);
    if (page.size() < 10) break;
    before = {page.back().created_at, page.back().id};
  }
  EXPECT_EQ(seen.size(), 25u);
  EXPECT_EQ(std::set<std::int64_t>(seen.begin(), seen.end()).size(), 25u);
}

TEST(Members, AreNamedByExactlyTheirHandle) {
  MemberWorld world;
  const auto id = world.insert({.display_name = "Paul", .handle = "paul"});
  const auto named = [&](std::string_view handle) {
    return world.read([&](store::Reader& r) { return member_named(r, handle); });
  };
  EXPECT_EQ(named("Paul"), id);
  EXPECT_FALSE(named("pau1"));
  EXPECT_FALSE(named(""));
  EXPECT_FALSE(named("~"));
}

TEST(Members, HaveFacesThatAreReadTogether) {
  MemberWorld world;
  const auto a = world.add("Ana");
  const auto b = world.add("Bob");
  EXPECT_EQ(world.read([&](store::Reader& r) { return faces_of(r, {a, b, MemberId{7}}); }).size(), 2u);
  EXPECT_TRUE(world.read([&](store::Reader& r) { return faces_of(r, {}); }).empty());
  EXPECT_EQ(handles(world.read([&](store::Reader& r) { return newcomers(r, 5); })),
            (std::vector<std::string>{"bob", "ana"}));
}

TEST(NameKey, FoldsCaseAccentsAndBlanks) {
  EXPECT_EQ(name_key("  Élodie\t MARTIN "), "elodie martin");
  EXPECT_EQ(name_key("Straße"), "strasse");
  EXPECT_EQ(name_key(""), "");
  EXPECT_EQ(name_key("Мария"), "мария");
}

TEST(Recipient, IsCalledByNameOnlyAtAnAddressTheyConfirmed) {
  Account account{.handle = "zoe", .display_name = "Your parcel waits", .email = "zoe@example.org"};
  EXPECT_EQ(recipient_of(account, text::Language::en).name, "") << "brought in with somebody else’s address";
  account.email_confirmed_at = Instant{1};
  EXPECT_EQ(recipient_of(account, text::Language::en).name, "Your parcel waits");
  account.status = MemberStatus::unconfirmed;
  EXPECT_EQ(recipient_of(account, text::Language::en).name, "");
}

}  // namespace
}  // namespace parvis::community
