#include "community/members/second_factor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/activity/activity.h"
#include "community/members/testing/member_world.h"
#include "community/members/viewer_of.h"
#include "core/crypto/totp.h"

namespace parvis::community {
namespace {

using ::testing::HasSubstr;
using testing::MemberWorld;

constexpr std::string_view kSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";  // of RFC 6238, in base 32

struct Entry : MemberWorld {
  Entry() : zoe(add("Zoe")) {
    codes = write([&](store::Transaction& t) { return set_second_factor(t, act(), zoe, kSecret, step - 2); });
  }
  std::string code(std::int64_t of) { return crypto::totp_code("12345678901234567890", of); }
  Proof take(const std::string& typed) {
    return write([&](store::Transaction& t) { return take_code(t, act(), zoe, typed, at); });
  }
  bool has() {
    return read([&](store::Reader& reader) { return has_second_factor(reader, zoe); });
  }

  MemberId zoe;
  Instant at = now();
  std::int64_t step = crypto::totp_step(at);
  std::vector<std::string> codes;
};

TEST(SecondFactor, TakesTheCodeOfTheMomentOnce) {
  Entry door;
  EXPECT_EQ(door.take("000000x"), Proof::none);
  const auto code = door.code(door.step);
  EXPECT_EQ(door.take(code.substr(0, 3) + " " + code.substr(3)), Proof::code) << "people put blanks there";
  EXPECT_EQ(door.take(code), Proof::none) << "seen over a shoulder";
  EXPECT_EQ(door.take(door.code(door.step - 1)), Proof::none) << "nor one before it";
  EXPECT_EQ(door.take(door.code(door.step + 1)), Proof::code);
}

TEST(SecondFactor, TakesNotTheCodeItWasProvenWith) {
  MemberWorld world;
  const auto zoe = world.add("Zoe");
  const auto at = now();
  const auto code = crypto::totp_code("12345678901234567890", crypto::totp_step(at));
  const auto step = proves_secret(kSecret, code, at);
  ASSERT_TRUE(step);
  world.write([&](store::Transaction& t) { set_second_factor(t, world.act(), zoe, kSecret, *step); });
  EXPECT_EQ(world.write([&](store::Transaction& t) { return take_code(t, world.act(), zoe, code, at); }), Proof::none);
}

TEST(SecondFactor, TakesEachRecoveryCodeOnceAndKeepsOnlyHashes) {
  Entry door;
  ASSERT_EQ(door.codes.size(), 10u);
  constexpr store::Sql kHashes{"select code_hash from recovery_code"};
  for (const auto& hash : door.read([&](store::Reader& r) { return r.all<std::string>(kHashes); })) {
    EXPECT_EQ(hash.size(), 64u);
  }
  EXPECT_EQ(door.take(door.codes[3]), Proof::recovery_code);
  EXPECT_EQ(door.take(door.codes[3]), Proof::none);
  EXPECT_EQ(door.read([&](store::Reader& r) { return count_recovery_codes(r, door.zoe); }), 9);
  EXPECT_EQ(door.count(Verb::recovery_code_used), 1);
  door.write([&](store::Transaction& t) { renew_recovery_codes(t, door.zoe); });
  EXPECT_EQ(door.take(door.codes[4]), Proof::none) << "the old ones are worth nothing";
}

TEST(SecondFactor, EndsSessionsWhenItIsSetAndWhenItIsTakenOff) {
  MemberWorld world;
  const auto zoe = world.add("Zoe");
  const auto before = world.open(zoe);
  world.write([&](store::Transaction& t) { set_second_factor(t, world.act(), zoe, kSecret, 1); });
  EXPECT_FALSE(world.accounts.sessions().resolve_session(before));
  const auto between = world.open(zoe);
  EXPECT_TRUE(world.write([&](store::Transaction& t) { return remove_second_factor(t, world.act(), zoe); }));
  EXPECT_FALSE(world.accounts.sessions().resolve_session(between));
  EXPECT_FALSE(world.write([&](store::Transaction& t) { return remove_second_factor(t, world.act(), zoe); }));
  EXPECT_EQ(world.letters().size(), 2u);
}

TEST(SecondFactor, IsTakenOffByAManagerOnRecord) {
  Entry door;
  const auto viewer = [&](MemberId member) {
    return door.read([&](store::Reader& reader) { return viewer_of(reader, member, now())->viewer; });
  };
  const auto max = viewer(door.add("Max", Role::manager)), lea = viewer(door.add("Lea", Role::leader));
  EXPECT_THROW(door.write([&](store::Transaction& t) { return reset_second_factor(t, door.act(), lea, door.zoe); }),
               Forbidden);
  EXPECT_TRUE(door.write([&](store::Transaction& t) { return reset_second_factor(t, door.act(), max, door.zoe); }));
  EXPECT_FALSE(door.has());
  constexpr store::Sql kActs{"select actor from activity where verb = 118 and counterpart = $1"};
  EXPECT_EQ(door.read([&](store::Reader& r) { return r.one<MemberId>(kActs, door.zoe); }), max.member);
  EXPECT_THAT(door.letters().back().text, HasSubstr("Somebody who manages the community"));
  const auto owner = door.add("Ada", Role::administrator);
  door.write([&](store::Transaction& t) { set_second_factor(t, door.act(), owner, kSecret, 1); });
  EXPECT_THROW(door.write([&](store::Transaction& t) { return reset_second_factor(t, door.act(), max, owner); }),
               Forbidden);
}

}  // namespace
}  // namespace parvis::community
