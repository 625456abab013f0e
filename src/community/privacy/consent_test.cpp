#include "community/privacy/consent.h"

#include <gtest/gtest.h>

#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

using testing::TestCommunity;

LocalText words(const std::string& english, const std::string& french = "") {
  LocalText text;
  text.set(text::Language::en, english);
  if (!french.empty()) text.set(text::Language::fr, french);
  return text;
}

struct Square : TestCommunity {
  Square() {
    ana = member("Ana").member;
    max = manager("Max").member;
    write([&](store::Transaction& t) {
      make_purpose(t, act_of_manager(), words("Monthly"), words("Once a month.", "Une fois par mois."));
    });
  }
  PurposeAct act_of_manager() { return {timeline, max, tick()}; }
  ConsentPurpose monthly() {
    return read([](store::Reader& r) { return *find_purpose(r, "monthly"); });
  }
  void say(Agrees agrees, std::int64_t version = 0) {
    const auto purpose = monthly();
    const ConsentAct act{
        .timeline = timeline, .member = ana, .language = text::Language::fr, .proof = "request 1", .at = tick()};
    write([&](store::Transaction& t) { say_consent(t, act, purpose, version ? version : purpose.version, agrees); });
  }
  bool agreed() {
    const auto purpose = monthly().id;
    return read([&](store::Reader& r) { return has_agreed(r, ana, purpose); });
  }
  std::vector<ConsentRow> said() {
    return read([&](store::Reader& r) { return consents_of(r, ana); });
  }
  void reword(EarlierConsents earlier) {
    const auto purpose = monthly();
    write([&](store::Transaction& t) {
      reword_purpose(t, act_of_manager(), purpose, purpose.name, words("Twice a month.", "Deux fois par mois."),
                     earlier);
    });
  }
  MemberId ana, max;
};

TEST(Consent, IsNeverPresumed) {
  Square square;
  EXPECT_FALSE(square.agreed());
  EXPECT_TRUE(square.said().empty());
}

TEST(Consent, KeepsTheVeryWordsThatWereRead) {
  Square square;
  square.say(Agrees::yes);
  square.reword(EarlierConsents::hold);
  ASSERT_EQ(square.said().size(), 1u);
  EXPECT_EQ(square.said()[0].body, "Une fois par mois.");
  EXPECT_EQ(square.said()[0].version, 1);
  EXPECT_TRUE(square.agreed());
}

TEST(Consent, IsWithdrawnAsItIsGivenAndEachTimeStays) {
  Square square;
  square.say(Agrees::yes);
  square.say(Agrees::yes);
  EXPECT_EQ(square.said().size(), 1u) << "saying it twice says nothing more";
  square.say(Agrees::no);
  EXPECT_FALSE(square.agreed());
  square.say(Agrees::yes);
  EXPECT_TRUE(square.agreed());
  EXPECT_EQ(square.said().size(), 3u);
  EXPECT_EQ(square.last_verbs(3), (std::vector{Verb::consent_given, Verb::consent_withdrawn, Verb::consent_given}));
}

TEST(Consent, DoesNotHoldForWordsThatMeanSomethingElse) {
  Square square;
  square.say(Agrees::yes);
  square.reword(EarlierConsents::ask_again);
  EXPECT_FALSE(square.agreed());
  EXPECT_THROW(square.say(Agrees::yes, 1), Conflict) << "the page showed the old words";
  square.say(Agrees::yes);
  EXPECT_TRUE(square.agreed());
}

TEST(Consent, EndsWithItsPurpose) {
  Square square;
  square.say(Agrees::yes);
  const auto purpose = square.monthly();
  square.write([&](store::Transaction& t) { end_purpose(t, square.act_of_manager(), purpose); });
  EXPECT_FALSE(square.agreed());
  EXPECT_TRUE(square.read([](store::Reader& r) { return purposes(r, Purposes::in_force); }).empty());
}

TEST(Consent, IsWhatLettersAskFor) {
  Square square;
  const auto purpose = square.monthly().id;
  const auto why = [&] {
    return square.read(
        [&](store::Reader& r) { return consent_ledger().purpose(r, "monthly", square.ana.value, purpose.value); });
  };
  EXPECT_FALSE(why());
  square.say(Agrees::yes);
  const auto asked = why();
  ASSERT_TRUE(asked);
  square.say(Agrees::no);
  EXPECT_FALSE(square.read([&](store::Reader& r) { return consent_ledger().allow(r, *asked); }))
      << "what holds is asked again when the letter is sent";
}

}  // namespace
}  // namespace parvis::community
