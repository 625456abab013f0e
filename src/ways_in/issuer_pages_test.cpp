// What stands between an account held elsewhere and a session here: the second factor, the state of the account, the
// door.
#include <gtest/gtest.h>

#include "community/arriving/arriving_rules.h"
#include "community/members/second_factor.h"
#include "community/members/viewer_of.h"
#include "community/moderation/sanction.h"
#include "core/crypto/totp.h"
#include "ways_in/testing/issuer_square.h"

namespace parvis::ways_in {
namespace {

using namespace community;
using crypto::testing::make_token;
using testing::asked;
using testing::Browser;
using testing::Square;

TEST(IssuerPages, LeadBackToWhereSomebodyWas) {
  Square square;
  Browser browser{square.site};
  const auto answer = square.go_through(browser, {{"return_to", "/members"}});
  EXPECT_EQ(answer.status, 303) << answer.body;
  EXPECT_EQ(answer.location, "/members");
  EXPECT_TRUE(browser.is_signed_in());
  Browser elsewhere{square.site};
  EXPECT_EQ(square.go_through(elsewhere, {{"return_to", "//evil.example"}}).location, "/");
}

TEST(IssuerPages, AskForTheSecondFactorAllTheSame) {
  Square square;
  square.site.community().store().write(
      [&](store::Transaction& t) { set_second_factor(t, square.act(), square.zoe, crypto::random_totp_secret(), 1); });
  Browser browser{square.site};
  const auto answer = square.go_through(browser);
  EXPECT_TRUE(answer.has("/sign-in/code"));
  EXPECT_FALSE(browser.is_signed_in());
}

TEST(IssuerPages, LetNobodyInWhoIsSuspended) {
  Square square;
  square.site.community().store().write([&](store::Transaction& t) {
    give_sanction(t, square.act(), viewer_of(t, square.boss, now())->viewer,
                  {square.zoe, SanctionKind::suspension, {Ground::unkind, "So."}, 3});
  });
  Browser browser{square.site};
  const auto answer = square.go_through(browser);
  EXPECT_EQ(answer.status, 403);
  EXPECT_TRUE(answer.has("suspended"));
  EXPECT_FALSE(browser.is_signed_in());
}

TEST(IssuerPages, KeepTheDoorOfTheCommunity) {
  Square square;
  auto& community = square.site.community();
  community.store().write([&](store::Transaction& t) {
    constexpr store::Sql kUntie{"delete from issuer_account where member = $1"};
    t.run(kUntie, square.zoe);
    save_arriving(t, community.timeline(), square.boss, {.door = Entry::invitation});
  });
  Browser browser{square.site};
  EXPECT_EQ(square.go_through(browser).location, "/join/proven");
  EXPECT_TRUE(browser.get("/join/proven").has("One joins by invitation here"));
  EXPECT_TRUE(browser.post("/join/proven", {{"name", "Ana"}, {"email", "ana@example.org"}}).has("by invitation"));
  EXPECT_FALSE(browser.is_signed_in());
  square.set_up(false);
  Browser other{square.site};
  EXPECT_EQ(square.go_through(other).status, 403) << "only members come from there";
  EXPECT_EQ(Browser(square.site).get("/join/proven").location, "/sign-in") << "nobody was proven";
}

TEST(IssuerPages, TellByWhomSomebodyCame) {
  Square square;
  auto& store = square.site.community().store();
  const auto share = store.write([&](store::Transaction& t) {
    constexpr store::Sql kUntie{"delete from issuer_account where member = $1"};
    constexpr store::Sql kSpace{R"(
      insert into space (id, slug, kind, visibility, position, name, description, created_at)
      values ($1, 'talk', 1, 1, 1, '{"en":"Talk"}', '{}', 1))"};
    constexpr store::Sql kThread{R"(
      insert into thread (id, space, author, title, slug, language, created_at, last_activity_at, last_poster)
      values ($1, $1, $2, 'Brakes', 'brakes', 'en', 1, 1, $2))"};
    constexpr store::Sql kShare{"insert into share (id, member, thread, created_at) values ($1, $2, $1, 1)"};
    const auto id = next_id();
    t.run(kUntie, square.zoe);
    t.run(kSpace, id);
    t.run(kThread, id, square.boss);
    t.run(kShare, id, square.boss);
    return id;
  });
  Browser browser{square.site};
  const auto from = "/threads/" + id_text(share) + "/brakes?via=" + id_text(share);
  EXPECT_EQ(square.go_through(browser, {{"return_to", from}}).location, "/join/proven");
  browser.get("/join/proven");
  const auto joined = browser.post(
      "/join/proven", {{"name", "Ana"}, {"email", "ana@example.org"}, {"handle", "ana-new"}, {"charter", "1"}});
  EXPECT_EQ(joined.status, 200) << joined.body;
  constexpr store::Sql kNoted{"select share from shared_member"};
  EXPECT_EQ(store.read([&](store::Reader& r) { return r.one<std::int64_t>(kNoted); }), share);
}

TEST(IssuerPages, ChangeTheSessionOfWhoWasSignedInAlready) {
  Square square;
  Browser browser{square.site};
  square.go_through(browser);
  const auto before = browser.cookies;
  browser.get("/account");
  const auto path = "/sign-in/issuers/" + id_text(square.issuer);
  const auto departure = browser.post(path, {}).header("Refresh");
  square.place.answer_with(
      make_token(square.key, R"({"alg":"ES256","kid":"one"})", square.place.claims(asked(departure, "nonce"), now())));
  browser.get(path + "/return?code=x&state=" + asked(departure, "state"));
  EXPECT_TRUE(browser.is_signed_in());
  Browser old{square.site};
  old.cookies = before;
  EXPECT_FALSE(old.is_signed_in()) << "the session of before is over";
}

}  // namespace
}  // namespace parvis::ways_in
