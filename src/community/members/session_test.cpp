#include "community/members/session.h"

#include <gtest/gtest.h>

#include "community/members/api_token.h"
#include "community/members/role_change.h"
#include "community/members/testing/member_world.h"

namespace parvis::community {
namespace {

using testing::MemberWorld;

const Instant kStart{1'800'000'000 * kSecond};

TEST(Session, OpensForItsTokenAloneAndKeepsOnlyItsHash) {
  MemberWorld world;
  const auto ana = world.add("Ana", Role::expert);
  const auto token = world.open(ana);
  const auto found = world.accounts.sessions().resolve_session(token);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->member->viewer.member, ana);
  EXPECT_EQ(found->member->viewer.role, Role::expert);
  EXPECT_EQ(found->token_hash, crypto::hash_token(token));
  constexpr store::Sql kHashes{"select token_hash from session"};
  EXPECT_EQ(world.read([&](store::Reader& r) { return r.all<std::string>(kHashes); }),
            std::vector<std::string>{crypto::hash_token(token)});
}

TEST(Session, IsNotOpenedByAForgedToken) {
  MemberWorld world;
  const auto token = world.open(world.add("Ana"));
  auto& sessions = world.accounts.sessions();
  std::string flipped = token;
  flipped[5] = flipped[5] == 'a' ? 'b' : 'a';
  for (const std::string& forged : {std::string(), std::string("x"), flipped, crypto::hash_token(token), token + "a",
                                    std::string(43, '\xff'), std::string(10'000, 'a'), crypto::random_token()}) {
    EXPECT_FALSE(sessions.resolve_session(forged)) << forged;
  }
  EXPECT_FALSE(sessions.resolve_api_token(token)) << "a session is no API token";
}

TEST(Session, EndsThirtyDaysAfterItWasLastUsed) {
  FrozenClock clock(kStart);
  MemberWorld world;
  const auto token = world.open(world.add("Ana"));
  auto& sessions = world.accounts.sessions();
  clock.set(kStart + 29 * kDay);
  EXPECT_TRUE(sessions.resolve_session(token));
  sessions.write_last_seen();
  clock.set(kStart + 58 * kDay);
  EXPECT_TRUE(sessions.resolve_session(token));
  clock.set(kStart + 58 * kDay + 31 * kDay);
  EXPECT_FALSE(sessions.resolve_session(token));
}

TEST(Session, IsAnotherTokenAtEachSignIn) {
  MemberWorld world;
  const auto ana = world.add("Ana");
  EXPECT_NE(world.open(ana), world.open(ana));
}

TEST(Session, EndsAtOnceThoughTheReaderRemembersIt) {
  MemberWorld world;
  const auto ana = world.add("Ana");
  const auto kept =
      world.open(ana, {"192.0.2.1", "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"});
  const auto other = world.open(ana);
  const auto third = world.open(ana);
  auto& sessions = world.accounts.sessions();
  ASSERT_TRUE(sessions.resolve_session(other));
  ASSERT_TRUE(sessions.resolve_session(kept));
  const auto list = world.read([&](store::Reader& r) { return sessions_of(r, ana); });
  ASSERT_EQ(list.size(), 3u);
  const auto id = std::ranges::find(list, crypto::hash_token(other), &OpenSession::token_hash)->id;
  EXPECT_EQ(world.write([&](store::Transaction& t) { return end_session(t, world.timeline, ana, id); }), 1);
  EXPECT_FALSE(sessions.resolve_session(other));
  EXPECT_TRUE(sessions.resolve_session(kept));
  EXPECT_EQ(world.write([&](store::Transaction& t) {
    return end_other_sessions(t, world.timeline, ana, crypto::hash_token(kept));
  }),
            1);
  EXPECT_FALSE(sessions.resolve_session(third));
  EXPECT_TRUE(sessions.resolve_session(kept));
}

// A store in which something happens right after the next reading.
class MeddledStore : public store::Store {
 public:
  explicit MeddledStore(store::Store& inner) : inner_(inner) {}
  std::function<void()> after_reading;
  Figures figures() const override { return inner_.figures(); }

 protected:
  void run_read(const std::function<void(store::Reader&)>& action) override {
    inner_.read([&](store::Reader& reader) { action(reader); });
    if (const auto meddle = std::exchange(after_reading, nullptr)) meddle();
  }
  void run_write(const std::function<void(store::Transaction&)>& action) override {
    inner_.write([&](store::Transaction& transaction) { action(transaction); });
  }

 private:
  store::Store& inner_;
};

TEST(Session, ThatEndsWhileItIsReadIsNotRememberedAsOpen) {
  for (const bool known : {false, true}) {
    MemberWorld world;
    const auto ana = world.add("Ana");
    const auto token = world.open(ana), other = world.open(ana);
    MeddledStore store(*world.store);
    SessionReader sessions(store, world.accounts.presence());
    world.timeline.subscribe([&](const Activity& activity) { sessions.forget(activity.actor); });
    if (known) sessions.resolve_session(other);  // the member's record is there already
    store.after_reading = [&] {
      world.write([&](store::Transaction& t) { end_session(t, world.timeline, ana, crypto::hash_token(token)); });
    };
    sessions.resolve_session(token);  // came before the end, so either answer is right
    EXPECT_FALSE(sessions.resolve_session(token));
    EXPECT_TRUE(sessions.resolve_session(other));
  }
}

TEST(Session, ThatGivesWayToNewerOnesEndsAtOnce) {
  MemberWorld world;
  const auto ana = world.add("Ana");
  const auto first = world.open(ana);
  ASSERT_TRUE(world.accounts.sessions().resolve_session(first));
  for (int i = 0; i < 110; ++i) world.open(ana);
  EXPECT_FALSE(world.accounts.sessions().resolve_session(first));
}

TEST(Session, OfSomebodyElseCannotBeEnded) {
  MemberWorld world;
  const auto ana = world.add("Ana");
  const auto bob = world.add("Bob");
  const auto token = world.open(ana);
  const auto id = world.read([&](store::Reader& r) { return sessions_of(r, ana); }).at(0).id;
  EXPECT_EQ(world.write([&](store::Transaction& t) { return end_session(t, world.timeline, bob, id); }), 0);
  EXPECT_TRUE(world.accounts.sessions().resolve_session(token));
}

TEST(Session, EndsWhenRightsChange) {
  MemberWorld world;
  const auto ana = world.add("Ana");
  const auto token = world.open(ana);
  auto& sessions = world.accounts.sessions();
  ASSERT_TRUE(sessions.resolve_session(token));
  world.write([&](store::Transaction& t) { change_role(t, world.timeline, {.member = ana, .role = Role::manager}); });
  EXPECT_FALSE(sessions.resolve_session(token));
  const auto next = sessions.resolve_session(world.open(ana));
  ASSERT_TRUE(next);
  EXPECT_EQ(next->member->viewer.role, Role::manager);
}

TEST(Session, SeesWhatAnotherProcessChangedWithinSeconds) {
  FrozenClock clock(kStart);
  MemberWorld world;
  const auto ana = world.add("Ana");
  const auto token = world.open(ana);
  auto& sessions = world.accounts.sessions();
  ASSERT_TRUE(sessions.resolve_session(token));
  constexpr store::Sql kDemote{"update member set role = 3 where id = $1"};
  world.write([&](store::Transaction& t) { t.run(kDemote, ana); });
  clock.set(kStart + SessionReader::kRecordAge);
  EXPECT_EQ(sessions.resolve_session(token)->member->viewer.role, Role::leader);
}

TEST(Session, EndsInAnyCaseOneDay) {
  FrozenClock clock(kStart);
  MemberWorld world;
  const auto token = world.open(world.add("Ana"));
  auto& sessions = world.accounts.sessions();
  for (auto at = kStart; at < kStart + kSessionLife; at = at + 7 * kDay) {
    clock.set(at);
    EXPECT_TRUE(sessions.resolve_session(token)) << "used every week";
    sessions.write_last_seen();
  }
  clock.set(kStart + kSessionLife);
  EXPECT_FALSE(sessions.resolve_session(token));
}

TEST(Session, NotesWhoWasSeenAtMostOnceInAWhile) {
  FrozenClock clock(kStart);
  MemberWorld world;
  const auto ana = world.add("Ana");
  const auto token = world.open(ana);
  auto& sessions = world.accounts.sessions();
  clock.set(kStart + kMinute);
  for (int i = 0; i < 100; ++i) sessions.resolve_session(token);
  const auto before = world.store->figures().writes;
  sessions.write_last_seen();
  sessions.write_last_seen();
  EXPECT_EQ(world.store->figures().writes, before + 1);
  const auto list = world.read([&](store::Reader& r) { return sessions_of(r, ana); });
  EXPECT_EQ(list.at(0).last_seen_at, kStart + kMinute);
}

TEST(Session, KeepsItsMemoryBounded) {
  MemberWorld world;
  const auto ana = world.add("Ana");
  for (int i = 0; i < 300; ++i) world.accounts.sessions().resolve_session(crypto::random_token());
  EXPECT_EQ(world.accounts.sessions().kept(), 0u) << "what opens nothing is not remembered";
  for (int i = 0; i < 150; ++i) world.open(ana);
  EXPECT_EQ(world.read([&](store::Reader& r) { return sessions_of(r, ana); }).size(), 100u);
}

TEST(ApiToken, OpensWithItsScopeUntilItEnds) {
  MemberWorld world;
  const auto ana = world.add("Ana");
  const auto token = world.write([&](store::Transaction& t) { return add_token(t, ana, Scope::write, "script"); });
  auto& sessions = world.accounts.sessions();
  EXPECT_TRUE(token.starts_with("parvis_"));
  ASSERT_TRUE(sessions.resolve_api_token(token));
  EXPECT_EQ(sessions.resolve_api_token(token)->scope, Scope::write);
  EXPECT_FALSE(sessions.resolve_session(token)) << "an API token is no session";
  const auto list = world.read([&](store::Reader& r) { return tokens_of(r, ana); });
  ASSERT_EQ(list.size(), 1u);
  const auto bob = world.add("Bob");
  EXPECT_EQ(world.write([&](store::Transaction& t) { return end_token(t, world.timeline, bob, list[0].id); }), 0);
  EXPECT_EQ(world.write([&](store::Transaction& t) { return end_token(t, world.timeline, ana, list[0].id); }), 1);
  EXPECT_FALSE(sessions.resolve_api_token(token));
}

TEST(ApiToken, AreNotMadeWithoutEnd) {
  MemberWorld world;
  const auto ana = world.add("Ana");
  const auto add = [&](store::Transaction& t) { return add_token(t, ana, Scope::read, ""); };
  for (int i = 0; i < kMaxTokensPerMember; ++i) world.write(add);
  EXPECT_THROW(world.write(add), Conflict);
}

TEST(DeviceWords, TellDevicesApart) {
  const auto words = [](std::string_view agent) {
    const auto device = device_words(agent);
    return device.browser + "/" + device.system;
  };
  EXPECT_EQ(words("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"), "Firefox/Linux");
  EXPECT_EQ(words("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                  "Version/17.5 Mobile/15E148 Safari/604.1"),
            "Safari/iPhone");
  EXPECT_EQ(words("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile "
                  "Safari/537.36"),
            "Chrome/Android");
  EXPECT_EQ(words("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0"),
            "Edge/Windows");
  EXPECT_EQ(words(""), "/");
  EXPECT_EQ(words("\xff\xfe<script>"), "/");
}

TEST(Presence, CountsWhoWasSeenInFiveMinutes) {
  Presence presence;
  presence.seen({.id = {1}, .handle = "ana"}, kStart);
  presence.seen({.id = {2}, .handle = "bob"}, kStart + 4 * kMinute);
  EXPECT_EQ(presence.count(kStart + 4 * kMinute), 2u);
  EXPECT_EQ(presence.faces(kStart + 4 * kMinute, 1).at(0).handle, "bob");
  EXPECT_EQ(presence.count(kStart + 6 * kMinute), 1u);
  EXPECT_FALSE(presence.is_here({1}, kStart + 6 * kMinute));
  presence.left({2});
  EXPECT_EQ(presence.count(kStart + 7 * kMinute), 0u);
}

TEST(Presence, IsFedByTheReaderOfSessions) {
  MemberWorld world;
  world.accounts.sessions().resolve_session(world.open(world.add("Ana")));
  EXPECT_EQ(world.accounts.presence().count(now()), 1u);
}

}  // namespace
}  // namespace parvis::community
