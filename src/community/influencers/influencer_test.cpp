#include "community/influencers/influencer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/influencers/influencer_list.h"
#include "community/privacy/erasure.h"
#include "community/testing/test_community.h"
#include "core/blobs/testing/scratch_folder.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TestCommunity;

constexpr std::int64_t kToday = 20'700;

struct Influencers : ::testing::Test {
  TestCommunity square;
  Viewer mia = square.manager("Mia"), ana = square.member("Ana");

  SpaceAct act() { return {square.timeline, mia.member, square.tick()}; }
  ReadInfluencer read(const TypedInfluencer& typed, InfluencerId id = {}) {
    return square.read([&](store::Reader& r) { return read_influencer(r, typed, kToday, id); });
  }
  InfluencerId make(const TypedInfluencer& typed) {
    const auto words = read(typed);
    EXPECT_THAT(words.mistakes, IsEmpty());
    const auto by = act();
    return square.write([&](store::Transaction& t) { return make_influencer(t, by, words.words); });
  }
  std::vector<std::string> wrong(const TypedInfluencer& typed) {
    std::vector<std::string> fields;
    for (const auto& mistake : read(typed).mistakes) fields.push_back(mistake.field);
    return fields;
  }
  std::vector<std::string> found(InfluencerQuery query) {
    query.today = kToday;
    std::vector<std::string> names;
    const auto page = square.read([&](store::Reader& r) { return list_influencers(r, query); });
    for (const auto& one : page.people) names.push_back(one.words.name);
    const auto count = square.read([&](store::Reader& r) { return count_influencers(r, query); });
    EXPECT_EQ(count.all, static_cast<std::int64_t>(names.size()));
    return names;
  }
  std::int64_t rows(const store::Sql& sql) {
    return square.read([&](store::Reader& r) { return r.one<std::int64_t>(sql).value_or(0); });
  }
};

TEST_F(Influencers, SayEveryMistakeBesideItsField) {
  EXPECT_THAT(wrong({.name = "",
                     .member = "nobody",
                     .sites = "example.org javascript:alert(1)",
                     .contact_day = "2026-02-30",
                     .contact_way = "by pigeon",
                     .next_day = "2026-09-10",
                     .basis = "because"}),
              ElementsAre("member", "name", "sites", "contact_day", "contact_way", "next_what", "basis"));
  EXPECT_THAT(wrong({.name = "Zoé", .contact_day = calendar_day(kToday + 1)}), ElementsAre("contact_day"));
  EXPECT_THAT(wrong({.name = "Zoé", .contact_by = "mia"}), ElementsAre("contact_day"));
}

TEST_F(Influencers, HaveSitesThatAreLinksEachOnce) {
  const auto words =
      read({.name = "Zoé", .sites = "https://www.Velo.example/ velo.example\nhttp://b.example/a b"}).words;
  EXPECT_THAT(words.sites, ElementsAre("https://www.Velo.example/", "http://b.example/a"));
  for (const auto* bad : {"ftp://velo.example", "https://me@velo.example", "https://localhost", "https://\x01.example",
                          "https://a\"b.example", "//velo.example"}) {
    EXPECT_THAT(wrong({.name = "Zoé", .sites = bad}), ElementsAre("sites")) << bad;
  }
}

TEST_F(Influencers, ReadDaysAsPeopleWriteThem) {
  EXPECT_EQ(parse_calendar_day("2026-11-17"), parse_calendar_day("17/11/2026"));
  EXPECT_EQ(parse_calendar_day("17.11.2026"), parse_calendar_day("2026-11-17"));
  EXPECT_EQ(calendar_day(*parse_calendar_day("2024-02-29")), "2024-02-29");
  for (const auto* none :
       {"", "tomorrow", "2026-13-01", "31/04/2026", "17/11/26", "1-2-3-4", "2026-257-01", "2026-01-257"}) {
    EXPECT_FALSE(parse_calendar_day(none)) << none;
  }
}

TEST_F(Influencers, AreMembersOnlyWhenSomebodySaysSo) {
  make({.name = "Ana"});
  const auto inside = make({.member = "@Ana"});
  EXPECT_THAT(found({.side = InfluencerQuery::Side::inside}), ElementsAre("Ana"));
  EXPECT_THAT(found({.side = InfluencerQuery::Side::outside}), ElementsAre("Ana"));
  EXPECT_THAT(wrong({.name = "Again", .member = "ana"}), ElementsAre("member"));
  EXPECT_THAT(read({.name = "Herself", .member = "ana"}, inside).mistakes, IsEmpty());
}

TEST_F(Influencers, AreFoundByBeginningsOfWordsWithoutAccents) {
  make({.name = "Éléonore Bœuf",
        .sites = "https://velomag.example/eleonore",
        .specialities = "Vélos cargo",
        .places = "Saint-Étienne",
        .notes = "Écrit le dimanche."});
  make({.name = "Jo", .specialities = "Tandem", .places = "Lyon", .notes = "Knows Saint-Étienne."});
  EXPECT_THAT(found({.words = "eleo"}), ElementsAre("Éléonore Bœuf"));
  EXPECT_THAT(found({.words = "VELOMAG dimanche"}), ElementsAre("Éléonore Bœuf"));
  EXPECT_THAT(found({.words = "etienne"}), ElementsAre("Éléonore Bœuf", "Jo"));
  EXPECT_THAT(found({.place = "etienne"}), ElementsAre("Éléonore Bœuf"));
  EXPECT_THAT(found({.speciality = "cargo", .place = "saint"}), ElementsAre("Éléonore Bœuf"));
  EXPECT_THAT(found({.words = "eleo", .place = "lyon"}), IsEmpty());
}

TEST_F(Influencers, AreOrderedAndNarrowedByWhatIsToBeDone) {
  make({.name = "Never"});
  make({.name = "Long ago",
        .contact_day = calendar_day(kToday - 100),
        .next_what = "Call",
        .next_day = calendar_day(kToday + 5)});
  make({.name = "Lately",
        .contact_day = calendar_day(kToday - 3),
        .contact_by = "mia",
        .contact_way = "phone",
        .next_what = "Write",
        .next_day = calendar_day(kToday),
        .next_who = "mia"});
  make({.name = "At once", .contact_day = calendar_day(kToday), .next_what = "Meet"});
  using Order = InfluencerQuery::Order;
  using Step = InfluencerQuery::Step;
  EXPECT_THAT(found({.order = Order::contact}), ElementsAre("Never", "Long ago", "Lately", "At once"));
  EXPECT_THAT(found({.order = Order::changed}), ElementsAre("At once", "Lately", "Long ago", "Never"));
  EXPECT_THAT(found({.step = Step::due}), ElementsAre("At once", "Lately"));
  EXPECT_THAT(found({.order = Order::next, .step = Step::some}), ElementsAre("At once", "Lately", "Long ago"));
  EXPECT_THAT(found({.step = Step::none}), ElementsAre("Never"));
  EXPECT_THAT(found({.quiet_days = 30}), ElementsAre("Long ago", "Never"));
  EXPECT_THAT(found({.quiet_days = 100}), ElementsAre("Long ago", "Never"));
  EXPECT_THAT(found({.quiet_days = 101}), ElementsAre("Never"));
  EXPECT_THAT(found({.who = mia.member}), ElementsAre("Lately"));
}

TEST_F(Influencers, ArePagedSoThatEachStandsOnOnePage) {
  for (int i = 0; i < 23; ++i) make({.name = i % 3 == 0 ? "Alike" : "Name " + std::to_string(i % 5)});
  for (const auto order :
       {InfluencerQuery::Order::name, InfluencerQuery::Order::contact, InfluencerQuery::Order::changed}) {
    std::vector<std::int64_t> seen;
    InfluencerQuery query{.order = order, .limit = 4};
    for (bool goes_on = true; goes_on;) {
      const auto page = square.read([&](store::Reader& r) { return list_influencers(r, query); });
      for (const auto& one : page.people) seen.push_back(one.id.value);
      query.after = page.people.back().id;
      goes_on = page.has_more;
    }
    std::ranges::sort(seen);
    EXPECT_EQ(seen.size(), 23u);
    EXPECT_TRUE(std::ranges::adjacent_find(seen) == seen.end());
  }
}

TEST_F(Influencers, AreOnTheTimelineWhateverBecomesOfThem) {
  const auto id = make({.member = "ana", .next_what = "Call"});
  const auto same = square.read([&](store::Reader& r) { return find_influencer(r, id)->words; });
  const auto by = act();
  EXPECT_FALSE(square.write([&](store::Transaction& t) { return change_influencer(t, by, id, same); }));
  square.write([&](store::Transaction& t) { finish_step(t, by, id, ContactWay::phone, kToday); });
  const auto done = square.read([&](store::Reader& r) { return *find_influencer(r, id); });
  EXPECT_EQ(done.words.contact_day, kToday);
  EXPECT_EQ(done.words.contact_by, mia.member);
  EXPECT_EQ(done.words.next_what, "");
  EXPECT_THROW(square.write([&](store::Transaction& t) { finish_step(t, by, id, ContactWay::phone, kToday); }),
               Conflict);
  square.write([&](store::Transaction& t) { remove_influencer(t, by, id); });
  EXPECT_EQ(rows("select count(*) from activity where verb = 230"), 3);
  EXPECT_THROW(square.write([&](store::Transaction& t) { remove_influencer(t, by, id); }), NotFound);
}

TEST_F(Influencers, LeaveNothingBehind) {
  make({.name = "Kookaburra",
        .sites = "https://kookaburra.example",
        .specialities = "Kookaburra",
        .places = "Kookaburra",
        .notes = "Kookaburra",
        .source = "Kookaburra"});
  const auto id = *square.read([](store::Reader& r) { return r.one<InfluencerId>("select id from influencer"); });
  const auto by = act();
  square.write([&](store::Transaction& t) { remove_influencer(t, by, id); });
  EXPECT_EQ(rows("select count(*) from influencer"), 0);
  EXPECT_EQ(rows("select count(*) from influencer_site"), 0);
  EXPECT_EQ(rows("select count(*) from influencer_word"), 0);
  EXPECT_EQ(rows("select count(*) from activity where verb = 230 and detail not in ('made', 'removed')"), 0);
}

TEST_F(Influencers, GoWithAMemberWhoLeavesForGood) {
  make({.member = "ana", .sites = "https://numbat.example", .specialities = "Numbats", .notes = "A numbat."});
  make({.name = "Jo", .notes = "Outside."});
  config::Settings settings;
  const blobs::testing::ScratchFolder folder;
  settings.data_dir = folder.path();
  square.write([&](store::Transaction& t) {
    const AccountAct leaving{.timeline = square.timeline, .sender = {"Square", "#123456", "https://square.example"}};
    ask_erasure(t, leaving, ana.member, WordsLeft::go);
  });
  erase({*square.store, square.timeline, settings}, ana.member);
  EXPECT_THAT(found({}), ElementsAre("Jo"));
  EXPECT_EQ(rows("select count(*) from influencer_site"), 0);
  EXPECT_EQ(rows("select count(*) from influencer_word where word >= 'numbat' and word < 'numbau'"), 0);
}

}  // namespace
}  // namespace parvis::community
