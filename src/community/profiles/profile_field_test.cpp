#include "community/profiles/profile_field.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/testing/test_community.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TestCommunity;

struct ProfileFields : ::testing::Test {
  TestCommunity square;
  Viewer mia = square.manager("Mia"), ana = square.member("Ana"), ben = square.member("Ben");

  SpaceAct act(const Viewer& who) { return {square.timeline, who.member, square.tick()}; }
  ProfileFieldId field(const std::string& name, ProfileFieldKind kind = ProfileFieldKind::text) {
    FieldWords words{.kind = kind};
    words.name.set(text::Language::en, name);
    return square.write([&](store::Transaction& t) { return make_profile_field(t, act(mia), words); });
  }
  bool answer(const Viewer& who, const std::vector<Answer>& answers) {
    return square.write([&](store::Transaction& t) { return save_answers(t, act(who), answers); });
  }
  std::vector<std::string> seen(const Viewer& viewer, const Viewer& whose) {
    std::vector<std::string> answers;
    for (const auto& each : square.read([&](store::Reader& r) { return answers_shown(r, viewer, whose.member); })) {
      answers.push_back(each.answer);
    }
    return answers;
  }
  static std::string kept(ProfileFieldKind kind, std::string_view typed, std::vector<std::string> choices = {}) {
    const auto checked = check_answer({.kind = kind, .choices = std::move(choices)}, typed);
    return checked.ok() ? checked.value : "refused";
  }
};

TEST_F(ProfileFields, AreSeenByWhomTheMemberChose) {
  const auto secret = field("Secret"), desk = field("Desk"), club = field("Club"), site = field("Site");
  answer(ana, {{secret, "to nobody", SeenBy::nobody},
               {desk, "to staff", SeenBy::staff},
               {club, "to members", SeenBy::members},
               {site, "to all", SeenBy::everyone}});
  EXPECT_THAT(seen({}, ana), ElementsAre("to all"));
  EXPECT_THAT(seen(ben, ana), ElementsAre("to members", "to all"));
  EXPECT_THAT(seen(mia, ana), ElementsAre("to staff", "to members", "to all"));
  EXPECT_THAT(seen(ana, ana), ElementsAre("to nobody", "to staff", "to members", "to all"));
}

TEST_F(ProfileFields, KeepTheirOrderAndForgetWhatWasRemoved) {
  const auto first = field("First"), second = field("Second");
  answer(ana, {{first, "one", SeenBy::everyone}, {second, "two", SeenBy::everyone}});
  square.write([&](store::Transaction& t) { move_profile_field(t, act(mia), second, Step::up); });
  EXPECT_THAT(seen({}, ana), ElementsAre("two", "one"));
  square.write([&](store::Transaction& t) { remove_profile_field(t, act(mia), first); });
  EXPECT_THAT(seen(ana, ana), ElementsAre("two"));
  EXPECT_THROW(square.write([&](store::Transaction& t) { remove_profile_field(t, act(mia), first); }), NotFound);
}

TEST_F(ProfileFields, TellOneFactForWhatChanged) {
  const auto club = field("Club");
  EXPECT_TRUE(answer(ana, {{club, "riders", SeenBy::members}}));
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::profile_changed));
  EXPECT_FALSE(answer(ana, {{club, "riders", SeenBy::members}})) << "what is so already changes nothing";
  EXPECT_TRUE(answer(ana, {}));
  EXPECT_THAT(seen(ana, ana), IsEmpty());
}

TEST_F(ProfileFields, KnowWhoHasNotAnsweredWhatEverybodyIsAsked) {
  FieldWords words{.asked = Asked::when_joining};
  words.name.set(text::Language::en, "Town");
  const auto town = square.write([&](store::Transaction& t) { return make_profile_field(t, act(mia), words); });
  const auto lacks = [&] { return square.read([&](store::Reader& r) { return lacks_needed_answers(r, ana.member); }); };
  EXPECT_TRUE(lacks());
  answer(ana, {{town, "Nîmes", SeenBy::nobody}});
  EXPECT_FALSE(lacks());
}

TEST_F(ProfileFields, TakeOnlyWhatTheirKindIsFor) {
  using enum ProfileFieldKind;
  EXPECT_EQ(kept(choice, "Tandem", {"Tandem", "Recumbent"}), "Tandem");
  EXPECT_EQ(kept(choice, "Car", {"Tandem", "Recumbent"}), "refused");
  EXPECT_EQ(kept(date, "2024-02-29"), "2024-02-29");
  for (const auto* wrong : {"2023-02-29", "29/02/2024", "2024-13-01", "2024-1-1", "yesterday"}) {
    EXPECT_EQ(kept(date, wrong), "refused") << wrong;
  }
  EXPECT_EQ(kept(link, "example.org/me"), "https://example.org/me");
  for (const auto* wrong : {"javascript:alert(1)", "https://localhost", "ftp://example.org", "https://a@example.org",
                            "data:text/html,x", "https://exa mple.org"}) {
    EXPECT_EQ(kept(link, wrong), "refused") << wrong;
  }
  EXPECT_EQ(kept(text, ""), "") << "no answer is one";
}

TEST_F(ProfileFields, KeepAPlaceNoFinerThanATown) {
  using enum ProfileFieldKind;
  for (const auto* town : {"Nîmes", "Lyon 3", "Paris 11e", "Saint-Étienne-du-Rouvray, Normandie"}) {
    EXPECT_EQ(kept(place, town), town);
  }
  for (const auto* finer : {"12 rue de la Fontaine, Nîmes", "48.8566, 2.3522", "N 48° 51′", "48,8566 2,3522",
                            "Nîmes 30000", "-12.5", "près de 43.83"}) {
    EXPECT_EQ(kept(place, finer), "refused") << finer;
  }
}

}  // namespace
}  // namespace parvis::community
