#include "community/influencers/influencer_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "community/influencers/influencer_list.h"
#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;
using Column = InfluencerColumn;

constexpr std::int64_t kToday = 20'700;

struct FilesOfInfluencers : ::testing::Test {
  TestCommunity square;
  Viewer mia = square.manager("Mia"), ana = square.member("Ana");
  const InfluencerBringing bringing{.source = "The fair", .today = kToday};

  SpaceAct act() { return {square.timeline, mia.member, square.tick()}; }
  InfluencerPlan plan(const std::string& table) { return guess_influencer_plan(text::first_rows(table, 1).front()); }
  // What a try says is what the import does.
  InfluencerReport bring(const std::string& table) {
    const auto how = plan(table);
    const auto tried = try_influencers(*square.store, table, how, bringing);
    auto done = import_influencers(*square.store, act(), table, how, bringing);
    EXPECT_EQ(tried.made, done.made);
    EXPECT_EQ(tried.changed, done.changed);
    EXPECT_EQ(tried.same, done.same);
    EXPECT_EQ(tried.refused.size(), done.refused.size());
    return done;
  }
  std::vector<Influencer> all() {
    return square.read([](store::Reader& r) { return list_influencers(r, {.limit = 1'000}).people; });
  }
  std::string exported(text::Language language) {
    auto table = influencer_heads(language);
    for (const auto& one : all()) table += influencer_line(one, language);
    return table;
  }
};

TEST_F(FilesOfInfluencers, GuessTheirColumnsInBothLanguages) {
  EXPECT_THAT(guess_influencer_plan({"Nom", "Site web", "Spécialités", "Lieux", "?", "URL"}).columns,
              ElementsAre(Column::name, Column::sites, Column::specialities, Column::places, Column::passed_over,
                          Column::sites));
  EXPECT_FALSE(guess_influencer_plan({"Jo", "jo.example"}).has_heads);
  EXPECT_TRUE(missing_in(guess_influencer_plan({"Notes"})));
}

TEST_F(FilesOfInfluencers, RefuseALineWithAllItsReasonsAndBringInTheRest) {
  const auto report =
      bring("name,site,contact,next step: when\nJo,jo.example,2026-01-02,\n,nowhere,someday,2026-05-01\n");
  EXPECT_EQ(report.made, 1);
  ASSERT_THAT(report.refused, SizeIs(1));
  EXPECT_EQ(report.refused[0].line, 3u);
  EXPECT_THAT(report.refused[0].reasons, SizeIs(4));
  const auto table = refusals_table(report, text::Language::en);
  EXPECT_THAT(table, HasSubstr("Sites: This is not the address of a site: “nowhere”."));
  EXPECT_THAT(table, HasSubstr("Say what is to be done."));
  EXPECT_EQ(all().front().words.source, "The fair");
}

TEST_F(FilesOfInfluencers, TellTheSamePersonByMemberOrByNameAndSite) {
  bring("name,sites,handle\nJo,https://jo.example,\nJo,https://other.example,\nAna,,ana\n");
  EXPECT_THAT(all(), SizeIs(3)) << "two of one name with other sites are two";
  auto report = bring("name,sites,notes\nJO,http://www.jo.example/,Met in May\n");
  EXPECT_EQ(report.changed, 1);
  report = bring("name,notes\nJo,Which one\n");
  ASSERT_THAT(report.refused, SizeIs(1)) << "both could be meant";
  report = bring("name,notes\nAna,Somebody else\n");
  EXPECT_EQ(report.made, 1) << "a name makes nobody a member";
  report = bring("handle,notes\n@ANA,She herself\n");
  EXPECT_EQ(report.changed, 1);
  EXPECT_THAT(all(), SizeIs(4));
}

TEST_F(FilesOfInfluencers, TakeNothingAway) {
  bring("name,sites,specialities,places,notes\nJo,https://jo.example,Tandem,Lyon,Kind\n");
  const auto report =
      bring("name,sites,specialities,places,notes\nJo,https://jo.example https://two.example,,Nîmes,\n");
  EXPECT_EQ(report.changed, 1);
  const auto words = all().front().words;
  EXPECT_THAT(words.sites, ElementsAre("https://jo.example", "https://two.example"));
  EXPECT_EQ(words.specialities, "Tandem");
  EXPECT_EQ(words.places, "Nîmes");
  EXPECT_EQ(words.notes, "Kind");
}

TEST_F(FilesOfInfluencers, FindTheSamePersonTwiceInOneFile) {
  const auto report = bring("name,sites\nJo,https://jo.example\nJo,https://jo.example/\nJo,https://third.example\n");
  EXPECT_EQ(report.made, 2);
  EXPECT_EQ(report.same, 1);
}

TEST_F(FilesOfInfluencers, ReadBackWhatTheTableGives) {
  bring(
      "name,handle,sites,specialities,places,notes,contact,par qui,how,next,when,who does it,basis,source\n"
      "Ana,ana,https://a.example https://b.example,\"Tandem, cargo\",Nîmes,\"Two\nlines; =1+1\",2026-01-02,mia,phone,"
      "-call her,2026-09-01,mia,consent,A letter\nOutside,,,,,,,,,,,,,\n");
  for (const auto language : text::kLanguages) {
    const auto report = bring(exported(language));
    EXPECT_EQ(report.same, 2) << exported(language);
    EXPECT_THAT(report.refused, IsEmpty());
  }
}

RC_GTEST_PROP(InfluencerFiles, AreTriedAsTheyAreBroughtInWhateverTheyHold, ()) {
  // One for all of them: it holds whatever stands in the table already.
  static TestCommunity square;
  static const auto mia = square.manager("Mia");
  const auto cell = rc::gen::element<std::string>("", "Jo", "Zoé", "mia", "@nobody", "https://jo.example",
                                                  "https://b.example", "2026-01-02", "phone", "x\ty");
  const auto lines =
      *rc::gen::container<std::vector<std::vector<std::string>>>(rc::gen::container<std::vector<std::string>>(4, cell));
  std::string table = "name,sites,handle,contact\n";
  for (const auto& line : lines) table += text::csv_line(line, ',');
  const auto plan = guess_influencer_plan(text::first_rows(table, 1).front());
  const InfluencerBringing bringing{.source = "", .today = kToday};
  const auto tried = try_influencers(*square.store, table, plan, bringing);
  const SpaceAct act{square.timeline, mia.member, square.tick()};
  const auto done = import_influencers(*square.store, act, table, plan, bringing);
  RC_ASSERT(tried.made == done.made);
  RC_ASSERT(tried.changed == done.changed);
  RC_ASSERT(tried.same == done.same);
  RC_ASSERT(tried.refused.size() == done.refused.size());
  const auto again = import_influencers(*square.store, act, table, plan, bringing);
  RC_ASSERT(again.made == 0);
}

}  // namespace
}  // namespace parvis::community
