// Security, row 6: what was begun with a right is not carried out after the right was lost. Each job that acts for
// somebody, between its being asked for and its turn.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/groups/group_letter.h"
#include "community/groups/membership.h"
#include "community/letters/testing/letter_world.h"
#include "community/moderation/contribution.h"
#include "community/privacy/consent.h"
#include "community/segments/condition_parser.h"
#include "community/segments/segment_letter.h"

namespace parvis::community {
namespace {

struct StaleRights : ::testing::Test, testing::LetterWorld {
  Viewer mia = member("Mia", Role::manager), ana = member("Ana"), ben = member("Ben");
  const Sender sender{"Mistral", "#1f5f99", "https://square.example"};

  StaleRights() {
    deliver_group_letters(jobs);
    deliver_segment_letters(jobs);
  }
  GroupAct group_act(const Viewer& who) { return {square.timeline, who, square.tick()}; }
  std::size_t letters_after(const std::function<void(store::Transaction&)>& meanwhile) {
    const auto before = letters().size();
    square.write(meanwhile);
    jobs.run_due();
    return letters().size() - before;
  }
  static void nothing(store::Transaction&) {}
  void role(const Viewer& who, Role role) {
    square.write([&](store::Transaction& t) { t.run("update member set role = $2 where id = $1", who.member, role); });
  }
};

TEST_F(StaleRights, OfAnOfficerWriteToNoGroup) {
  const auto group = square.write([&](store::Transaction& t) {
    save_founders(t, Founders::members);
    auto founded = found_group(t, group_act(ana), {"Night riders", "Lamps on.", Door::open});
    join_group(t, group_act(ben), founded, Letters::yes);
    return founded;
  });
  const auto write = [&] {
    square.write([&](store::Transaction& t) {
      write_to_group(t, group_act(ana), group, {"Friday", "We ride at nine."}, sender, "secret");
    });
  };
  write();
  EXPECT_EQ(letters_after(nothing), 1u) << "otherwise this test sees nothing";
  write();
  EXPECT_EQ(letters_after([&](store::Transaction& t) {
              t.run("update membership set standing = 1 where member = $1", ana.member);
            }),
            0u);
}

TEST_F(StaleRights, OfAManagerWriteToNoSegment) {
  LocalText name;
  name.set(text::Language::en, "News of the brand");
  SegmentId segment;
  const auto purpose = square.write([&](store::Transaction& t) {
    const auto condition = read_condition("everyone").condition;
    const auto made =
        make_segment(t, {square.timeline, mia.member, square.tick(), Source::page}, {"All", "", condition});
    segment = made.id;
    t.run("insert into segment_member (segment, member, since_at) values ($1, $2, 1)", segment, ben.member);
    auto purpose = make_purpose(t, {square.timeline, mia.member, square.tick()}, name, name);
    say_consent(t, {.timeline = square.timeline, .member = ben.member, .proof = "test", .at = square.tick()}, purpose,
                purpose.version, Agrees::yes);
    return purpose;
  });
  const auto write = [&] {
    square.write([&](store::Transaction& t) {
      const auto found = *find_segment(t, segment);
      write_to_segment(t, {square.timeline, mia.member, square.tick(), Source::page}, found, purpose.id,
                       {"New lamps", "They are bright."}, sender, "secret");
    });
  };
  write();
  EXPECT_EQ(letters_after(nothing), 1u) << "otherwise this test sees nothing";
  write();
  role(mia, Role::leader);
  EXPECT_EQ(letters_after(nothing), 0u);
}

TEST_F(StaleRights, OfAnAuthorPublishNothingThatWaited) {
  const auto opened = opens(ana);
  const NewContribution one{.kind = ContributionKind::reply,
                            .space = square.talk,
                            .thread = opened,
                            .post = {},
                            .title = {},
                            .body = "I have the same.",
                            .tags = {},
                            .held_for = ""};
  const auto wait_and_become = [&](std::int64_t status) {
    const auto id = square.write([&](store::Transaction& t) { return hold(t, square.act(ben), one); });
    square.write(
        [&](store::Transaction& t) { t.run("update member set status = $2 where id = $1", ben.member, status); });
    return square.write([&](store::Transaction& t) { return let_through(t, square.act(mia), id, "").has_value(); });
  };
  EXPECT_TRUE(wait_and_become(1));
  EXPECT_THROW(wait_and_become(4), Conflict) << "gone meanwhile";
}

// Told later than the few who are told at once: the crowd is read when its turn comes.
TEST_F(StaleRights, OfAReaderBringNoNewsOfAClosedSpace) {
  const auto thread = opens(mia);
  square.write([&](store::Transaction& t) { follow(t, square.act(ana), FollowKind::thread, thread.value); });
  const auto told_after = [&](const std::function<void(store::Transaction&)>& meanwhile) {
    const auto post = replies(mia, thread);
    square.write([&](store::Transaction& t) {
      t.run("delete from notification");
      tell_crowd_of_replies(t, thread, post.number);
      meanwhile(t);
    });
    wait(kHour);
    jobs.run_due();
    return square.read([](store::Reader& r) { return *r.one<std::int64_t>("select count(*) from notification"); });
  };
  EXPECT_EQ(told_after(nothing), 1) << "otherwise this test sees nothing";
  EXPECT_EQ(
      told_after([&](store::Transaction& t) { t.run("update space set visibility = 3 where id = $1", square.talk); }),
      0);
}

}  // namespace
}  // namespace parvis::community
