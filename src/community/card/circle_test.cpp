#include "community/card/circle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/segments/condition_parser.h"
#include "community/segments/segment.h"
#include "community/testing/test_community.h"
#include "core/errors.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

struct Circles : ::testing::Test {
  testing::TestCommunity square;
  Viewer ana = square.member("Ana"), max = square.manager("Max");
};

TEST_F(Circles, PutAMemberInByHandWithANoteAndTheTimelineTellsOfIt) {
  const CircleAct act{square.timeline, max.member, square.last_instant()};
  const auto set = [&](std::string_view circle, std::string_view note) {
    return square.write(
        [&](store::Transaction& transaction) { return set_circle(transaction, act, ana.member, circle, note); });
  };
  EXPECT_TRUE(set("fan", "At every ride."));
  EXPECT_FALSE(set("fan", "At every ride."));
  EXPECT_TRUE(set("fan", "At each ride."));
  EXPECT_TRUE(set("", ""));
  EXPECT_FALSE(set("", ""));
  EXPECT_THAT(square.last_verbs(3), ElementsAre(Verb::circle_changed, Verb::card_noted, Verb::circle_changed));
  EXPECT_THROW(set("none", ""), Conflict);
}

TEST_F(Circles, KeepTheCommunitysOwnUntilNobodyIsInThem) {
  const CircleAct act{square.timeline, max.member, square.last_instant()};
  const auto name = [&](std::vector<std::string> names) {
    square.write([&](store::Transaction& transaction) { name_circles(transaction, act, names); });
  };
  name({"Old hands", "Testers"});
  square.write([&](store::Transaction& t) { set_circle(t, act, ana.member, "testers", ""); });
  EXPECT_THROW(name({"Old hands"}), Conflict) << "Ana is one of the testers";
  EXPECT_THROW(name({"Testers", "testers"}), Conflict);
  EXPECT_THROW(name({"Fan", "Testers"}), Conflict);
  square.write([&](store::Transaction& t) { set_circle(t, act, ana.member, "", ""); });
  name({"Old hands"});
  EXPECT_THAT(square.read([](store::Reader& reader) { return circles(reader); }), SizeIs(4));
}

TEST_F(Circles, KeepOneThatASegmentAsksFor) {
  const CircleAct act{square.timeline, max.member, square.last_instant()};
  const auto name = [&](std::vector<std::string> names) {
    square.write([&](store::Transaction& transaction) { name_circles(transaction, act, names); });
  };
  name({"Old hands", "Testers"});
  const auto segment = square.write([&](store::Transaction& t) {
    const auto condition = read_condition(R"(role member and not circle "testers")");
    EXPECT_TRUE(condition.ok());
    return make_segment(t, {square.timeline, max.member, now()}, {"Others", "", condition.condition});
  });
  try {
    name({"Old hands"});
    ADD_FAILURE() << "a segment asks for the circle";
  } catch (const Conflict& conflict) {
    EXPECT_THAT(text::tr(text::Language::en, conflict.sentence()), HasSubstr("Testers: Others."));
  }
  name({"Testers"});
  square.write([&](auto& t) { remove_segment(t, {square.timeline, max.member, now()}, segment, text::Language::en); });
  name({});
}

}  // namespace
}  // namespace parvis::community
