#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <thread>

#include "community/activity/activity.h"
#include "community/arriving/invitation.h"
#include "community/arriving/join_request.h"
#include "community/members/member.h"
#include "community/members/sign_up.h"
#include "community/members/testing/member_world.h"
#include "community/members/viewer_of.h"

namespace parvis::community {
namespace {

using testing::cheap_hash;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MemberWorld;

constexpr std::string_view kSecret = "the community's secret";

struct Square : MemberWorld {
  Square() : manager(viewer(add("Max", Role::manager))) {}

  Viewer viewer(MemberId member) {
    return read([&](store::Reader& reader) { return viewer_of(reader, member, now())->viewer; });
  }
  void set(const ArrivingRules& rules) {
    write([&](store::Transaction& t) { save_arriving(t, timeline, manager.member, rules); });
  }
  InvitationId invite(const Viewer& by, std::int64_t seats, Instant until = now() + kDay) {
    return write([&](store::Transaction& t) {
      return make_invitation(t, timeline, by, {.note = "friends", .seats = seats, .expires_at = until});
    });
  }
  // The token of the letter that came.
  std::string sign_up_as(const std::string& email, InvitationId invitation = {},
                         const std::vector<JoinAnswer>& answers = {}) {
    write([&](store::Transaction& t) {
      sign_up(t, act(),
              {.display_name = "Zoé",
               .email = email,
               .password_hash = cheap_hash("deux roues bleues"),
               .invitation = invitation,
               .answers = answers});
    });
    return token_in(letters().back(), "/confirmation/");
  }
  Confirmed confirm(const std::string& token) {
    return write([&](store::Transaction& t) { return confirm_sign_up(t, act(), token); });
  }
  MemberStatus status(MemberId member) {
    return read([&](store::Reader& reader) { return find_member(reader, member)->status; });
  }
  Invitation find(InvitationId id) {
    return read([&](store::Reader& reader) { return *find_invitation(reader, id); });
  }

  Viewer manager;
};

TEST(Arriving, LetsEverybodyInWhereTheDoorIsOpen) {
  Square square;
  const auto confirmed = square.confirm(square.sign_up_as("zoe@example.org"));
  EXPECT_EQ(confirmed.admission, Admission::admitted);
  EXPECT_EQ(square.status(confirmed.member), MemberStatus::active);
}

TEST(Arriving, AsksFirstWhereSomebodyLetsIn) {
  Square square;
  square.set({.door = Entry::approval});
  const auto token = square.sign_up_as("zoe@example.org", {}, {{"What do you ride?", "A tandem."}});
  EXPECT_THAT(square.read([](store::Reader& r) { return waiting_requests(r); }), IsEmpty())
      << "the address is not theirs yet";
  const auto confirmed = square.confirm(token);
  EXPECT_EQ(confirmed.admission, Admission::asked);
  EXPECT_EQ(square.status(confirmed.member), MemberStatus::unconfirmed);
  EXPECT_EQ(square.count(Verb::asked_to_join), 1);
  EXPECT_EQ(square.count(Verb::joined), 1) << "only the manager";
  const auto waiting = square.read([](store::Reader& r) { return waiting_requests(r); });
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].answers.at(0).answer, "A tandem.");
  EXPECT_TRUE(square.write([&](store::Transaction& t) {
    return decide_request(t, square.act(text::Language::fr), square.manager, confirmed.member, RequestDecision::let_in,
                          "A tandem, how fine.");
  }));
  EXPECT_EQ(square.status(confirmed.member), MemberStatus::active);
  EXPECT_EQ(square.count(Verb::let_in), 1);
  EXPECT_THAT(square.letters().back().text, HasSubstr("A tandem, how fine."));
  EXPECT_EQ(square.letters().back().language, "en") << "theirs, not the manager's";
  EXPECT_FALSE(square.write([&](store::Transaction& t) {
    return decide_request(t, square.act(), square.manager, confirmed.member, RequestDecision::declined, "");
  })) << "who is in is not declined any more";
}

TEST(Arriving, KeepsOutWhoWasDeclinedWhateverLetterTheyAskFor) {
  Square square;
  square.set({.door = Entry::approval});
  const auto member = square.confirm(square.sign_up_as("zoe@example.org")).member;
  square.write([&](store::Transaction& t) {
    decide_request(t, square.act(), square.manager, member, RequestDecision::declined, "Not this time.");
  });
  EXPECT_EQ(square.count(Verb::not_let_in), 1);
  EXPECT_THAT(square.letters().back().text, HasSubstr("Not this time."));
  EXPECT_EQ(square.sign_up_as("zoe@example.org"), "") << "no letter that confirms";
  square.write([&](store::Transaction& t) { send_reset_letter(t, square.act(), "zoe@example.org"); });
  square.write([&](store::Transaction& t) { send_sign_in_letter(t, square.act(), "zoe@example.org"); });
  for (const auto& letter : square.letters()) EXPECT_EQ(letter.text.find("/password-reset/"), std::string::npos);
  EXPECT_EQ(square.status(member), MemberStatus::unconfirmed);
}

TEST(Arriving, IsDecidedByManagersAlone) {
  Square square;
  square.set({.door = Entry::approval});
  const auto member = square.confirm(square.sign_up_as("zoe@example.org")).member;
  const auto leader = square.viewer(square.add("Lea", Role::leader));
  EXPECT_THROW(square.write([&](store::Transaction& t) {
    return decide_request(t, square.act(), leader, member, RequestDecision::let_in, "");
  }),
               Forbidden);
}

TEST(Invitations, OpenAClosedDoorAndSkipTheQuestions) {
  for (const auto door : {Entry::invitation, Entry::approval, Entry::open}) {
    Square square;
    square.set({.door = door});
    const auto id = square.invite(square.manager, 2);
    const auto confirmed = square.confirm(square.sign_up_as("zoe@example.org", id));
    EXPECT_EQ(confirmed.admission, Admission::admitted);
    EXPECT_EQ(square.find(id).taken, 1);
    EXPECT_EQ(square.count(Verb::came_by_invitation), 1);
    const auto inviter = square.read([&](store::Reader& r) { return inviter_of(r, confirmed.member); });
    ASSERT_TRUE(inviter);
    EXPECT_EQ(inviter->member, square.manager.member);
    EXPECT_EQ(square.read([&](store::Reader& r) { return who_came(r, id, 10); }).size(), 1u);
  }
}

TEST(Invitations, AreNeededWhereTheDoorIsClosed) {
  Square square;
  square.set({.door = Entry::invitation});
  const auto token = square.sign_up_as("zoe@example.org");
  EXPECT_THROW(square.confirm(token), Conflict);
  square.set({.door = Entry::open});
  EXPECT_EQ(square.confirm(token).admission, Admission::admitted) << "the letter was not used up";
}

// Row 8 of the security page.
TEST(Invitations, GiveTheLastSeatToOneOfFiftyWhoComeAtOnce) {
  Square square;
  square.set({.door = Entry::invitation});
  const auto id = square.invite(square.manager, 1);
  std::vector<std::string> tokens;
  for (int i = 0; i < 50; ++i) tokens.push_back(square.sign_up_as("z" + std::to_string(i) + "@example.org", id));
  std::atomic<int> in{0}, out{0};
  std::vector<std::thread> threads;
  for (const auto& token : tokens) {
    threads.emplace_back([&] {
      try {
        square.confirm(token);
        ++in;
      } catch (const Conflict&) {
        ++out;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(in, 1);
  EXPECT_EQ(out, 49);
  EXPECT_EQ(square.find(id).taken, 1);
  EXPECT_EQ(square.count(Verb::joined), 2) << "the manager and one";
  EXPECT_EQ(square.count(Verb::came_by_invitation), 1);
}

TEST(Invitations, AreMadeByMembersOnlyAsFarAsTheCommunityLetsThem) {
  Square square;
  const auto zoe = square.viewer(square.add("Zoe"));
  EXPECT_THROW(square.invite(zoe, 1), Forbidden);
  square.set({.member_seats = 3});
  const auto first = square.invite(zoe, 2);
  EXPECT_THROW(square.invite(zoe, 2), Forbidden);
  square.confirm(square.sign_up_as("ana@example.org", first));
  square.write([&](store::Transaction& t) { end_invitation(t, square.timeline, zoe, first); });
  square.invite(zoe, 2);  // the seat nobody took is theirs again
  EXPECT_THROW(square.invite(zoe, 1), Forbidden);
}

// Security, row 6: begun with a right, not carried out after it was lost.
TEST(Invitations, OfWhoIsNoManagerAnyMoreBringInNoMoreThanAMembers) {
  Square square;
  square.set({.member_seats = 1});
  const auto many = square.invite(square.manager, 50);
  square.confirm(square.sign_up_as("ana@example.org", many));
  square.write(
      [&](store::Transaction& t) { t.run("update member set role = 1 where id = $1", square.manager.member); });
  square.confirm(square.sign_up_as("ben@example.org", many));
  EXPECT_EQ(square.find(many).taken, 1);
  square.write(
      [&](store::Transaction& t) { t.run("update member set role = 4 where id = $1", square.manager.member); });
  square.confirm(square.sign_up_as("cid@example.org", many));
  EXPECT_EQ(square.find(many).taken, 2);
}

// Whatever is made, taken up, expires, is ended and confirmed late: nobody brings in more than their seats.
TEST(Invitations, NeverBringInMoreThanTheirSeats) {
  EXPECT_TRUE(rc::check("nobody brings in more than their seats", [] {
    FrozenClock clock(Instant{1'767'225'600'000'000});
    Square square;
    constexpr std::int64_t kSeats = 4;
    square.set({.member_seats = kSeats});
    const auto zoe = square.viewer(square.add("Zoe"));
    std::vector<InvitationId> made;
    std::vector<std::string> letters;
    std::int64_t came = 0;
    const auto acts = *rc::gen::inRange(1, 25);
    for (int i = 0; i < acts; ++i) {
      try {
        switch (*rc::gen::inRange(0, 5)) {
          case 0: made.push_back(square.invite(zoe, *rc::gen::inRange(1, 4), now() + kDay)); break;
          case 1:
            if (!made.empty() && square.find(made.back()).is_open(now())) {
              letters.push_back(square.sign_up_as("m" + std::to_string(i) + "@example.org", made.back()));
            }
            break;
          case 2: clock.set(now() + 20 * kHour); break;
          case 3:
            if (!letters.empty()) {
              const auto letter = letters.back();
              letters.pop_back();
              square.confirm(letter);
            }
            break;
          case 4:
            if (!made.empty()) {
              square.write([&](store::Transaction& t) { end_invitation(t, square.timeline, zoe, made.front()); });
            }
            break;
        }
      } catch (const Refusal&) {
      }
      came = 0;
      for (const auto id : made) came += square.find(id).taken;
      RC_ASSERT(came <= kSeats);
    }
  }));
}

TEST(Invitations, GiveNoSeatBackWhileWhoSignedUpMayStillConfirm) {
  FrozenClock clock(Instant{1'767'225'600'000'000});
  Square square;
  square.set({.member_seats = 2});
  const auto zoe = square.viewer(square.add("Zoe"));
  const auto first = square.invite(zoe, 2);
  const auto letter = square.sign_up_as("ana@example.org", first);
  clock.set(now() + 2 * kDay);
  EXPECT_THROW(square.invite(zoe, 2), Forbidden);
  square.invite(zoe, 1);
  square.confirm(letter);
  EXPECT_EQ(square.find(first).taken, 1);
  EXPECT_THROW(square.invite(zoe, 1), Forbidden);
}

TEST(Invitations, AreEndedByTheirMakerOrAManager) {
  Square square;
  square.set({.member_seats = 3});
  const auto zoe = square.viewer(square.add("Zoe")), ana = square.viewer(square.add("Ana"));
  const auto id = square.invite(zoe, 1), other = square.invite(zoe, 1);
  EXPECT_THROW(square.write([&](store::Transaction& t) { return end_invitation(t, square.timeline, ana, id); }),
               NotFound);
  EXPECT_TRUE(
      square.write([&](store::Transaction& t) { return end_invitation(t, square.timeline, square.manager, id); }));
  EXPECT_FALSE(square.write([&](store::Transaction& t) { return end_invitation(t, square.timeline, zoe, id); }));
  EXPECT_TRUE(square.write([&](store::Transaction& t) { return end_invitation(t, square.timeline, zoe, other); }));
  EXPECT_FALSE(square.find(id).is_open(now()));
}

TEST(Invitations, HaveAnAddressThatNobodyMakesUp) {
  const InvitationId id{4711};
  const auto token = invitation_token(kSecret, id);
  EXPECT_EQ(read_invitation_token(kSecret, token), id);
  EXPECT_FALSE(read_invitation_token("another secret", token));
  EXPECT_FALSE(
      read_invitation_token(kSecret, invitation_token(kSecret, {4712}).replace(0, id_text(id).size(), id_text(id))));
}

RC_GTEST_PROP(Invitations, ReadNoTextAsAnAddress, (const std::string& text)) {
  RC_ASSERT(!read_invitation_token(kSecret, text));
}

TEST(ArrivingRules, AreKeptAsTheyAreSet) {
  Square square;
  ArrivingRules rules{.door = Entry::approval, .member_seats = 7, .second_factor_from = Role::leader};
  LocalText text;
  text.set(text::Language::en, "Why?");
  rules.questions = {{text, false}, {text, true}};
  square.set(rules);
  EXPECT_EQ(square.read([](store::Reader& r) { return read_arriving(r); }), rules);
  EXPECT_EQ(square.count(Verb::arriving_changed), 1);
  square.set(rules);
  EXPECT_EQ(square.count(Verb::arriving_changed), 1) << "what is so already is no act";
}

}  // namespace
}  // namespace parvis::community
