// Security, row 6, of letters that wait for their turn: a week may go by between their being written and their being
// sent, in which their author loses the right to send them, or whoever they are for is no longer one of those.
#include <gtest/gtest.h>

#include "community/groups/group_letter.h"
#include "community/groups/membership.h"
#include "community/letters/letter_turn.h"
#include "community/letters/testing/letter_world.h"
#include "community/privacy/consent.h"
#include "community/segments/condition_parser.h"
#include "community/segments/segment_letter.h"

namespace parvis::community {
namespace {

struct Waiting : testing::LetterWorld {
  Viewer max = member("Max", Role::manager), mia = member("Mia", Role::manager), ana = member("Ana"),
         ben = member("Ben");
  const Sender sender{"Mistral", "#1f5f99", "https://square.example"};
  Group group;
  SegmentId segment;
  ConsentPurpose purpose;
  std::int64_t before = 0;

  Waiting() {
    deliver_group_letters(jobs);
    deliver_segment_letters(jobs);
    post_when_their_turn_comes(jobs);
    square.write([&](store::Transaction& t) {
      save_founders(t, Founders::members);
      group = found_group(t, {square.timeline, ana, square.tick()}, {"Night riders", "Lamps on.", Door::open});
      join_group(t, {square.timeline, ben, square.tick()}, group, Letters::yes);
      segment = make_segment(t, act(), {"All", "", read_condition("everyone").condition}).id;
      t.run("insert into segment_member (segment, member, since_at) values ($1, $2, 1)", segment, ben.member);
      LocalText name;
      name.set(text::Language::en, "News of the brand");
      purpose = make_purpose(t, {square.timeline, mia.member, square.tick()}, name, name);
      say_consent(t, {.timeline = square.timeline, .member = ben.member, .proof = "test", .at = square.tick()}, purpose,
                  purpose.version, Agrees::yes);
      set_letter_cap(t, act(), {1, 3});
    });
    ben_had_one();
  }
  // The next waits for its turn.
  void ben_had_one() {
    square.write([&](store::Transaction& t) {
      t.run("insert into letter_turn (id, member, sort, at) values ($1, $2, 4, $3)", next_id(), ben.member, now());
    });
    ++before;
  }
  SpaceAct act() { return {square.timeline, mia.member, square.tick(), Source::page}; }
  void write_to_group_of_ana() {
    square.write([&](store::Transaction& t) {
      write_to_group(t, {square.timeline, ana, square.tick()}, group, {"Friday", "We ride at nine."}, sender, "secret");
    });
    jobs.run_due();
  }
  void write_to_segment_by_mia() {
    square.write([&](store::Transaction& t) {
      write_to_segment(t, act(), *find_segment(t, segment), purpose.id, {"New lamps", "They are bright."}, sender,
                       "secret");
    });
    jobs.run_due();
  }
  void post_word_of_mia() {
    square.write([&](store::Transaction& t) {
      auto why = consent_ledger().purpose(t, "personal_word", ben.member.value, purpose.id.value);
      const mail::Letter letter{
          .to = "ben@example.org", .subject = "S", .text = "T", .language = "en", .purpose = std::move(*why)};
      EXPECT_EQ(post_in_turn(t, letter, {.sort = LetterSort::word, .author = mia.member}, now()), Posted::later);
    });
  }
  void run(const store::Sql& sql, MemberId member) {
    square.write([&](store::Transaction& t) { t.run(sql, member); });
  }
  // How many letters come to Ben when their turn does.
  std::size_t come() {
    const auto before = letters().size();
    wait(3 * kDay + kMinute);
    jobs.run_due();
    return letters().size() - before;
  }
  std::int64_t count(const store::Sql& sql) {
    return square.read([&](store::Reader& r) { return r.one<std::int64_t>(sql).value_or(-1); });
  }
  std::int64_t turns() { return count("select count(*) from letter_turn") - before; }
};

struct Loss {
  const char* how;
  store::Sql sql;  // of $1, the author
};
void PrintTo(const Loss& loss, std::ostream* out) { *out << loss.how; }
const Loss kSuspended{"Suspended", R"(
  insert into sanction (id, member, kind, ground, given_at) values (76, $1, 3, 1, 1))"};
const Loss kErased{"Erased", "update member set status = 4, email = null, email_key = null where id = $1"};
const Loss kExcluded{"Excluded", R"(
  insert into sanction (id, member, kind, ground, given_at) values (77, $1, 4, 1, 1))"};
const Loss kSilenced{"Silenced", R"(
  insert into sanction (id, member, kind, ground, given_at) values (78, $1, 2, 1, 1))"};
const Loss kNoManager{"NoManagerAnyMore", "update member set role = 3 where id = $1"};
const Loss kNoOfficer{"NoOfficerAnyMore", "update membership set standing = 1 where member = $1"};
std::string how_of(const ::testing::TestParamInfo<Loss>& info) { return info.param.how; }

struct WaitingToGroup : ::testing::TestWithParam<Loss>, Waiting {};
TEST_P(WaitingToGroup, AreNotSentWhenTheirAuthorMayNoLonger) {
  write_to_group_of_ana();
  ASSERT_EQ(turns(), 1);
  ASSERT_EQ(count("select waited from group_letter"), 1);
  run(GetParam().sql, ana.member);
  EXPECT_EQ(come(), 0u);
  EXPECT_EQ(turns(), 0) << "what was not sent took no turn";
  EXPECT_EQ(count("select stopped from group_letter"), 1);
  EXPECT_EQ(count("select waited + receivers from group_letter"), 0);
}
INSTANTIATE_TEST_SUITE_P(Losses, WaitingToGroup,
                         ::testing::Values(kNoOfficer, kSilenced, kSuspended, kExcluded, kErased), how_of);

struct WaitingToSegment : ::testing::TestWithParam<Loss>, Waiting {};
TEST_P(WaitingToSegment, AreNotSentWhenTheirAuthorMayNoLonger) {
  write_to_segment_by_mia();
  EXPECT_EQ(square.read([](store::Reader& reader) {
    return *reader.one<std::int64_t>("select count(*) from activity where verb = 205 and amount > 0");
  }),
            1)
      << "the timeline tells of it";
  ASSERT_EQ(turns(), 1);
  ASSERT_EQ(count("select waited from segment_letter"), 1);
  run(GetParam().sql, mia.member);
  EXPECT_EQ(come(), 0u);
  EXPECT_EQ(turns(), 0);
  EXPECT_EQ(count("select stopped from segment_letter"), 1);
  EXPECT_EQ(count("select waited + receivers from segment_letter"), 0);
}
TEST_P(WaitingToSegment, AreNoLongerMadeWhenTheirAuthorMayNoLonger) {
  square.write([&](store::Transaction& t) {
    write_to_segment(t, act(), *find_segment(t, segment), purpose.id, {"New lamps", "They are bright."}, sender,
                     "secret");
  });
  run(GetParam().sql, mia.member);
  jobs.run_due();
  EXPECT_EQ(turns(), 0);
  EXPECT_EQ(count("select stopped from segment_letter where finished_at is not null"), 1);
}
INSTANTIATE_TEST_SUITE_P(Losses, WaitingToSegment,
                         ::testing::Values(kNoManager, kSilenced, kSuspended, kExcluded, kErased), how_of);

struct WaitingWords : ::testing::TestWithParam<Loss>, Waiting {};
TEST_P(WaitingWords, AreNotSentWhenTheirAuthorMayNoLonger) {
  post_word_of_mia();
  ASSERT_EQ(turns(), 1);
  run(GetParam().sql, mia.member);
  EXPECT_EQ(come(), 0u);
  EXPECT_EQ(turns(), 0);
}
INSTANTIATE_TEST_SUITE_P(Losses, WaitingWords, ::testing::Values(kNoManager, kSilenced, kSuspended, kExcluded, kErased),
                         how_of);

struct WaitingLetters : ::testing::Test, Waiting {};
TEST_F(WaitingLetters, AreSentWhenTheirTurnComes) {
  write_to_group_of_ana();
  EXPECT_EQ(come(), 1u);
  write_to_segment_by_mia();
  EXPECT_EQ(come(), 1u);
  post_word_of_mia();
  EXPECT_EQ(come(), 1u);
  EXPECT_EQ(turns(), 3);
  EXPECT_EQ(count("select stopped from group_letter"), 0);
  EXPECT_EQ(count("select receivers from segment_letter"), 1);
}

TEST_F(WaitingLetters, AreNotSentToWhoIsNoLongerOneOfThem) {
  write_to_segment_by_mia();
  run("delete from segment_member where member = $1", ben.member);
  EXPECT_EQ(come(), 0u);
  EXPECT_EQ(count("select stopped from segment_letter"), 1);
  ben_had_one();
  write_to_group_of_ana();
  run("delete from membership where member = $1", ben.member);
  EXPECT_EQ(come(), 0u);
  EXPECT_EQ(turns(), 0);
}

TEST_F(WaitingLetters, AreNotSentForAPurposeThatEndedNorToAGroupThatDid) {
  write_to_segment_by_mia();
  square.write([&](store::Transaction& t) { t.run("update purpose set ended_at = 1 where id = $1", purpose.id); });
  EXPECT_EQ(come(), 0u);
  ben_had_one();
  write_to_group_of_ana();
  square.write([&](store::Transaction& t) { end_group(t, {square.timeline, ana, square.tick()}, group); });
  EXPECT_EQ(come(), 0u);
  EXPECT_EQ(turns(), 0);
}

}  // namespace
}  // namespace parvis::community
