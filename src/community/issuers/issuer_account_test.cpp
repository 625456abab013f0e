#include "community/issuers/issuer_account.h"

#include <gtest/gtest.h>

#include "community/issuers/passage.h"
#include "community/members/account.h"
#include "community/members/sign_up.h"
#include "community/members/testing/member_world.h"
#include "community/members/ways_in.h"

namespace parvis::community {
namespace {

using testing::cheap_hash;
using testing::MemberWorld;

struct Square : MemberWorld {
  Square() {
    boss = add("Boss", Role::administrator);
    issuer =
        save({.name = "Elsewhere", .address = "https://a.example", .client_id = "square", .client_secret = "word"});
  }
  IssuerId save(const Issuer& wish) {
    return write([&](store::Transaction& t) { return save_issuer(t, {timeline, boss, now()}, wish); });
  }
  Issuer known() {
    return *read([&](store::Reader& reader) { return find_issuer(reader, issuer); });
  }
  void tie(MemberId member, const std::string& subject) {
    write([&](store::Transaction& t) { tie_account(t, act(), member, {issuer, subject, "", "ana@a.example"}); });
  }
  std::optional<MemberId> holder(const std::string& subject) {
    return read([&](store::Reader& reader) { return holder_of(reader, issuer, subject); });
  }
  // The token of the letter that a stranger gets whom the issuer knows as `subject`.
  std::string join(const std::string& email, const std::string& subject) {
    write([&](store::Transaction& t) {
      sign_up(t, act(), {.display_name = "Zoe", .email = email, .proven = ProvenIdentity{issuer, subject, "", ""}});
    });
    return token_in(letters().back(), "/confirmation/");
  }
  MemberId boss;
  IssuerId issuer;
};

TEST(IssuerAccount, IsOneMembersAndTheyAreTold) {
  Square square;
  const auto ana = square.add("Ana"), ben = square.add("Ben");
  square.tie(ana, "1");
  EXPECT_EQ(square.holder("1"), ana);
  EXPECT_EQ(square.count(Verb::issuer_linked), 1);
  EXPECT_NE(square.letters().back().text.find("Elsewhere"), std::string::npos);
  EXPECT_THROW(square.tie(ben, "1"), Conflict);
  EXPECT_THROW(square.tie(ana, "2"), Conflict) << "one from each place";
  square.tie(ana, "1");
  EXPECT_EQ(square.count(Verb::issuer_linked), 1) << "twice is once";
  EXPECT_EQ(square.letters().size(), 1u);
}

TEST(IssuerAccount, IsUntiedUnlessItIsTheLastWay) {
  Square square;
  const auto ana = square.add("Ana");
  square.tie(ana, "1");
  const auto untie = [&] {
    return square.write([&](store::Transaction& t) { return untie_account(t, square.act(), ana, square.issuer); });
  };
  EXPECT_TRUE(untie());
  EXPECT_FALSE(untie());
  EXPECT_EQ(square.count(Verb::issuer_unlinked), 1);
  const auto zoe = square.insert({.display_name = "Zoe", .email = "zoe@example.org"});
  square.tie(zoe, "2");
  EXPECT_THROW(square.write([&](store::Transaction& t) { return untie_account(t, square.act(), zoe, square.issuer); }),
               Conflict);
  EXPECT_EQ(square.holder("2"), zoe);
}

TEST(IssuerAccount, OfAStrangerComesInOnceTheAddressIsConfirmed) {
  Square square;
  const auto token = square.join("zoe@example.org", "1");
  ASSERT_FALSE(token.empty());
  const auto zoe = square.holder("1");
  ASSERT_TRUE(zoe);
  const auto confirmed = square.write([&](store::Transaction& t) { return confirm_sign_up(t, square.act(), token); });
  EXPECT_EQ(confirmed.member, *zoe);
  EXPECT_EQ(confirmed.admission, Admission::admitted);
  EXPECT_EQ(square.read([&](store::Reader& reader) { return ways_in_of(reader, *zoe).count(); }), 1);
}

TEST(IssuerAccount, IsNeverTiedByTheAddressOfAMember) {
  Square square;
  const auto ana = square.add("Ana");
  square.join("ana@example.org", "1");
  EXPECT_FALSE(square.holder("1"));
  EXPECT_EQ(square.read([&](store::Reader& reader) { return ways_in_of(reader, ana).accounts; }), 0);
}

TEST(IssuerAccount, OfWhoBeganWithAnothersAddressIsUntiedWhenTheOwnerComes) {
  for (const bool by_reset : {false, true}) {
    Square square;
    const auto thiefs = square.join("zoe@example.org", "thief");
    ASSERT_TRUE(square.holder("thief"));
    square.write([&](store::Transaction& t) {
      if (by_reset) return send_reset_letter(t, square.act(), "zoe@example.org");
      sign_up(t, square.act(),
              {.display_name = "Zoe", .email = "zoe@example.org", .password_hash = cheap_hash("deux roues")});
    });
    const auto token = MemberWorld::token_in(square.letters().back(), "/password-reset/");
    ASSERT_FALSE(token.empty());
    square.write([&](store::Transaction& t) { reset_password(t, square.act(), token, cheap_hash("deux roues")); });
    EXPECT_FALSE(square.holder("thief")) << by_reset;
    EXPECT_THROW(square.write([&](store::Transaction& t) { confirm_sign_up(t, square.act(), thiefs); }), NotFound);
  }
}

TEST(Issuer, KeepsItsSecretUnlessItMovesToAnotherAddress) {
  Square square;
  const auto ana = square.add("Ana");
  square.tie(ana, "1");
  auto changed = square.known();
  changed.name = "There";
  changed.client_secret.clear();
  square.save(changed);
  EXPECT_EQ(square.known().client_secret, "word");
  EXPECT_EQ(square.holder("1"), ana);
  changed.address = "https://b.example";
  square.save(changed);
  EXPECT_EQ(square.known().client_secret, "") << "it was for another";
  EXPECT_FALSE(square.holder("1")) << "a subject means somebody else there";
  EXPECT_EQ(square.count(Verb::issuer_changed), 3);
}

TEST(Passage, IsTakenUpOnceInTimeAndAtItsIssuer) {
  Square square;
  const auto other = square.save({.name = "Other", .address = "https://c.example", .client_id = "square"});
  const auto set_off = [&] {
    return square.write([&](store::Transaction& t) {
      Passage passage{.issuer = square.issuer, .return_to = "/latest"};
      return set_out(t, passage);
    });
  };
  const auto take = [&](const std::string& token, IssuerId issuer) {
    return square.write([&](store::Transaction& t) { return take_passage(t, token, issuer); });
  };
  auto token = set_off();
  const auto passage = take(token, square.issuer);
  ASSERT_TRUE(passage);
  EXPECT_EQ(passage->return_to, "/latest");
  EXPECT_EQ(passage->nonce.size(), 43u);
  EXPECT_NE(passage->nonce, passage->verifier);
  EXPECT_FALSE(take(token, square.issuer)) << "twice";
  token = set_off();
  EXPECT_FALSE(take(token, other)) << "at another issuer";
  EXPECT_FALSE(take(token, square.issuer)) << "and then no more";
  token = set_off();
  const FrozenClock later(now() + kPassageTime + kSecond);
  EXPECT_FALSE(take(token, square.issuer)) << "too late";
  EXPECT_FALSE(take("", square.issuer));
}

}  // namespace
}  // namespace parvis::community
