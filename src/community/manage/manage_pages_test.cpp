#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"
#include "community/members/charter.h"

namespace parvis::community {
namespace {

using testing::AccountSite;
using testing::Browser;
using testing::hidden_value;
using testing::Typed;

class ManagePages : public ::testing::Test {
 protected:
  void SetUp() override {
    site.add("mia", Role::manager);
    max.sign_in("mia");
  }
  std::string last_fact() {
    struct Fact {
      Verb verb;
      std::string detail;
    };
    const auto fact = site.community().store().read([](store::Reader& reader) {
      return *reader.one<Fact>("select verb, detail from activity order by id desc limit 1");
    });
    return std::string(verb_name(fact.verb)) + " " + fact.detail;
  }
  std::int64_t facts() {
    return site.community().store().read(
        [](store::Reader& reader) { return *reader.one<std::int64_t>("select count(*) from activity"); });
  }
  std::optional<Charter> charter() {
    return site.community().store().read([](store::Reader& reader) { return current_charter(reader); });
  }

  AccountSite site;
  Browser max{site};
};

TEST_F(ManagePages, NameTheCommunityWithOneFact) {
  max.get("/manage/community");
  const Typed typed{{"name", "The square of Mistral"},
                    {"tagline_en", "Ride far"},
                    {"description_en", "Of people who tour."},
                    {"languages", "en,fr"}};
  EXPECT_EQ(max.post("/manage/community", typed).status, 303);
  EXPECT_EQ(last_fact(), "community_changed name,tagline,description,languages");
  const auto identity = site.community().identity();
  EXPECT_EQ(identity->name, "The square of Mistral");
  EXPECT_EQ(identity->languages.front(), text::Language::en);
  EXPECT_TRUE(max.get("/manage/community").has("value=\"Ride far\""));
  const auto before = facts();
  max.post("/manage/community", typed);
  EXPECT_EQ(facts(), before) << "what is so already is no fact";
}

TEST_F(ManagePages, KeepTheWordsOfALanguageThatIsTakenOff) {
  max.get("/manage/community");
  max.post("/manage/community",
           {{"name", "Square"}, {"tagline_en", "Far"}, {"tagline_fr", "Loin"}, {"languages", "en,fr"}});
  max.post("/manage/community",
           {{"name", "Square"}, {"tagline_en", "Far"}, {"tagline_fr", "Loin"}, {"languages", "en"}});
  EXPECT_FALSE(max.get("/manage/community").has("tagline_fr"));
  max.post("/manage/community", {{"name", "Square"}, {"tagline_en", "Further"}, {"languages", "fr,en"}});
  EXPECT_EQ(site.community().identity()->tagline.only_in(text::Language::fr), "Loin");
}

TEST_F(ManagePages, SayBesideTheFieldWhatIsWrongWithAName) {
  max.get("/manage/community");
  for (const auto& [name, languages] : std::vector<std::pair<std::string, std::string>>{
           {"", "en"}, {std::string(200, 'x'), "en"}, {"Square\xff", "en"}, {"Square", "de"}, {"Square", ""}}) {
    const auto refused =
        max.post("/manage/community", {{"name", name}, {"tagline_en", "Kept words"}, {"languages", languages}});
    EXPECT_EQ(refused.status, 422) << name << languages;
    EXPECT_TRUE(refused.has("Kept words"));
  }
}

TEST_F(ManagePages, PublishACharterOnceItsDifferenceWasShown) {
  EXPECT_TRUE(max.get("/manage/charter").has("This community has no charter yet."));
  max.post("/manage/charter", {{"base", "0"}, {"body_en", "We help. We quarrel."}, {"step", "publish"}});
  ASSERT_TRUE(charter());
  EXPECT_EQ(charter()->version, 1);
  EXPECT_EQ(last_fact(), "charter_published ");
  const auto form = max.get("/manage/charter");
  EXPECT_EQ(hidden_value(form.body, "base"), "1");
  const auto shown =
      max.post("/manage/charter", {{"base", "1"}, {"body_en", "We help. We thank."}, {"step", "preview"}});
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(shown.has("<ins>"));
  EXPECT_TRUE(shown.has("Publish version 2"));
  EXPECT_EQ(charter()->version, 1) << "looking publishes nothing";
  const auto published =
      max.post("/manage/charter", {{"base", "1"}, {"body_en", "We help. We thank."}, {"step", "publish"}});
  EXPECT_EQ(published.location, "/charter");
  EXPECT_EQ(charter()->version, 2);
  EXPECT_TRUE(max.get("/charter/1").has("We quarrel."));
}

TEST_F(ManagePages, PublishNothingEmptyUnchangedOrOvertaken) {
  max.get("/manage/charter");
  max.post("/manage/charter", {{"base", "0"}, {"body_en", "We help."}, {"step", "publish"}});
  const auto unchanged = max.post("/manage/charter", {{"base", "1"}, {"body_en", "We help."}, {"step", "publish"}});
  EXPECT_EQ(unchanged.status, 422);
  EXPECT_TRUE(unchanged.has("Nothing in it has changed."));
  EXPECT_EQ(max.post("/manage/charter", {{"base", "1"}, {"body_en", ""}, {"step", "publish"}}).status, 422);
  const auto overtaken = max.post("/manage/charter", {{"base", "0"}, {"body_en", "We thank."}, {"step", "publish"}});
  EXPECT_EQ(overtaken.status, 409);
  EXPECT_TRUE(overtaken.has("Another version was published meanwhile."));
  EXPECT_TRUE(overtaken.has("We thank.")) << "what was typed is not lost";
  EXPECT_EQ(charter()->version, 1);
}

}  // namespace
}  // namespace parvis::community
