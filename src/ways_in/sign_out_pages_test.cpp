// What an issuer may end here by its word, and whose word is not believed.
#include <gtest/gtest.h>

#include "community/activity/activity.h"
#include "community/members/second_factor.h"
#include "core/crypto/totp.h"
#include "ways_in/testing/issuer_square.h"

namespace parvis::ways_in {
namespace {

using namespace community;
using testing::Answer;
using testing::Browser;
using testing::kHead;
using testing::make_token;
using testing::SigningKey;
using testing::Square;

constexpr char kEvents[] = R"(,"events":{"http://schemas.openid.net/event/backchannel-logout":{}})";

struct Issuing : Square {
  // What the issuer says of a sign-out: `more` follows the claims that every such token has.
  std::string word(const std::string& more, const std::string& events = kEvents, std::int64_t age = 0) {
    const auto seconds = now().microseconds / kSecond - age;
    return R"({"iss":")" + place.issuer().address + R"(","aud":"square","iat":)" + std::to_string(seconds) +
           R"(,"exp":)" + std::to_string(seconds + 120) + R"(,"jti":")" + std::to_string(++said) + "\"" + events +
           more + "}";
  }
  Answer say(const std::string& token) {
    Browser server{site};
    server.get("/sign-in");
    return server.post("/sign-in/issuers/" + id_text(issuer) + "/sign-out", {{"logout_token", token}});
  }
  Answer say_signed(const std::string& claims) { return say(make_token(key, kHead, claims)); }
  std::int64_t signed_out_by_it() {
    constexpr store::Sql kCount{"select count(*) from activity where verb = $1 and object_kind = $2 and object = $3"};
    return *site.community().store().read(
        [&](store::Reader& r) { return r.one<std::int64_t>(kCount, Verb::signed_out, ObjectKind::issuer, issuer); });
  }
  int said = 0;
};

TEST(SignOutByAnIssuer, EndsTheSessionItNamesAndNoOther) {
  Issuing square;
  Browser telephone{square.site}, laptop{square.site}, by_password{square.site};
  square.go_through(telephone, {}, R"(,"sid":"telephone")");
  square.go_through(laptop, {}, R"(,"sid":"laptop")");
  by_password.sign_in("zoe");
  const auto answer = square.say_signed(square.word(R"(,"sub":"ana","sid":"telephone")"));
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_FALSE(telephone.is_signed_in());
  EXPECT_TRUE(laptop.is_signed_in());
  EXPECT_TRUE(by_password.is_signed_in());
  EXPECT_EQ(square.signed_out_by_it(), 1);
  EXPECT_EQ(square.say_signed(square.word(R"(,"sid":"laptop")")).status, 200);
  EXPECT_FALSE(laptop.is_signed_in()) << "a session is named by itself too";
}

TEST(SignOutByAnIssuer, WithoutASessionEndsAllThatItOpenedForThem) {
  Issuing square;
  Browser one{square.site}, other{square.site}, by_password{square.site};
  square.go_through(one, {}, R"(,"sid":"one")");
  square.go_through(other);
  by_password.sign_in("zoe");
  EXPECT_EQ(square.say_signed(square.word(R"(,"sub":"somebody else")")).status, 200);
  EXPECT_TRUE(one.is_signed_in());
  EXPECT_EQ(square.say_signed(square.word(R"(,"sub":"ana")")).status, 200);
  EXPECT_FALSE(one.is_signed_in());
  EXPECT_FALSE(other.is_signed_in());
  EXPECT_TRUE(by_password.is_signed_in());
}

TEST(SignOutByAnIssuer, EndsASessionWhoseNameItNeverSaidWithItsPerson) {
  Issuing square;
  Browser browser{square.site};
  square.go_through(browser);
  EXPECT_EQ(square.say_signed(square.word(R"(,"sid":"any")")).status, 200);
  EXPECT_TRUE(browser.is_signed_in()) << "it may be anybody's";
  EXPECT_EQ(square.say_signed(square.word(R"(,"sub":"ana","sid":"any")")).status, 200);
  EXPECT_FALSE(browser.is_signed_in());
}

TEST(SignOutByAnIssuer, HoldsForASessionThatCameThroughASecondFactor) {
  Issuing square;
  const auto secret = crypto::random_totp_secret();
  square.site.community().store().write([&](store::Transaction& t) {
    set_second_factor(t, square.act(), square.zoe, secret, crypto::totp_step(now()) - 5);
  });
  const auto code = [&] { return crypto::totp_code(*crypto::from_base32(secret), crypto::totp_step(now())); };
  Browser waiting{square.site};
  square.go_through(waiting, {}, R"(,"sid":"one")");
  EXPECT_EQ(square.say_signed(square.word(R"(,"sub":"ana","sid":"one")")).status, 200);
  EXPECT_EQ(waiting.post("/sign-in/code", {{"code", code()}}).location.substr(0, 8), "/sign-in");
  EXPECT_FALSE(waiting.is_signed_in()) << "what waited for the code is over too";
  Browser browser{square.site};
  square.go_through(browser, {}, R"(,"sid":"two")");
  browser.post("/sign-in/code", {{"code", code()}});
  ASSERT_TRUE(browser.is_signed_in());
  EXPECT_EQ(square.say_signed(square.word(R"(,"sub":"ana","sid":"two")")).status, 200);
  EXPECT_FALSE(browser.is_signed_in());
}

TEST(SignOutByAnIssuer, IsBelievedOnce) {
  Issuing square;
  const auto token = make_token(square.key, kHead, square.word(R"(,"sub":"ana")"));
  EXPECT_EQ(square.say(token).status, 200);
  Browser browser{square.site};
  square.go_through(browser);
  EXPECT_EQ(square.say(token).status, 400);
  EXPECT_TRUE(browser.is_signed_in()) << "who signed in again since stays";
}

TEST(SignOutByAnIssuer, IsNotBelievedOfAnybodyElseNorOfAnyOtherToken) {
  Issuing square;
  Browser browser{square.site};
  square.go_through(browser, {}, R"(,"sid":"one")");
  const std::string who = R"(,"sub":"ana","sid":"one")";
  const auto changed = [&](const std::string& from, const std::string& to) {
    auto claims = square.word(who);
    return make_token(square.key, kHead, claims.replace(claims.find(from), from.size(), to));
  };
  const SigningKey stranger{crypto::Algorithm::es256};
  const std::pair<const char*, std::string> words[] = {
      {"nothing", ""},
      {"no token", "x.y.z"},
      {"another's key", make_token(stranger, kHead, square.word(who))},
      {"a key nobody published", make_token(stranger, R"({"alg":"ES256","kid":"two"})", square.word(who))},
      {"no signature", make_token(square.key, R"({"alg":"none"})", square.word(who))},
      {"an ID token", make_token(square.key, kHead, square.place.claims("n", now()))},
      {"no event", make_token(square.key, kHead, square.word(who, ""))},
      {"another event", make_token(square.key, kHead, square.word(who, R"(,"events":{"x":{}})"))},
      {"an event that is no object", changed(R"(logout":{}})", R"(logout":1})")},
      {"a nonce", make_token(square.key, kHead, square.word(who + R"(,"nonce":"n")"))},
      {"another audience", changed(R"("aud":"square")", R"("aud":"circle")")},
      {"another issuer", changed(square.place.issuer().address, "https://other.example")},
      {"no identifier", changed(R"("jti")", R"("jtj")")},
      {"nobody", make_token(square.key, kHead, square.word(""))},
      {"a subject that is no text", make_token(square.key, kHead, square.word(R"(,"sub":["ana"])"))},
      {"long ago", make_token(square.key, kHead, square.word(who, kEvents, 3600))},
      {"not yet", make_token(square.key, kHead, square.word(who, kEvents, -3600))},
  };
  for (const auto& [what, token] : words) {
    const auto answer = square.say(token);
    EXPECT_EQ(answer.status, 400) << what << answer.body;
    EXPECT_TRUE(answer.has("invalid_request")) << what;
    EXPECT_EQ(answer.header("Cache-Control"), "no-store") << what;
  }
  EXPECT_TRUE(browser.is_signed_in());
  EXPECT_EQ(square.signed_out_by_it(), 0);
}

TEST(SignOutByAnIssuer, IsHeardOfAnIssuerThatIsNoLongerInUseAndForgottenWithItsAddress) {
  Issuing square;
  Browser browser{square.site};
  square.go_through(browser);
  auto& community = square.site.community();
  auto wish = square.place.issuer();
  wish.id = square.issuer;
  wish.is_open = false;
  const SpaceAct act{community.timeline(), square.boss, now()};
  community.store().write([&](store::Transaction& t) { return save_issuer(t, act, wish); });
  EXPECT_EQ(square.say_signed(square.word(R"(,"sub":"ana")")).status, 200);
  EXPECT_FALSE(browser.is_signed_in());

  wish.is_open = true;
  community.store().write([&](store::Transaction& t) { return save_issuer(t, act, wish); });
  square.go_through(browser);
  ASSERT_TRUE(browser.is_signed_in());
  wish.address = "https://elsewhere.example";
  community.store().write([&](store::Transaction& t) { return save_issuer(t, act, wish); });
  constexpr store::Sql kVouched{"select count(*) from session where issuer is not null"};
  EXPECT_EQ(community.store().read([&](store::Reader& r) { return r.one<std::int64_t>(kVouched); }), 0);
}

}  // namespace
}  // namespace parvis::ways_in
