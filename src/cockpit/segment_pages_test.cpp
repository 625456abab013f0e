#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cockpit/cockpit_pages.h"
#include "community/accounts/testing/account_site.h"
#include "community/journeys/journey.h"
#include "community/letters/stopping.h"
#include "community/letters/testing/any_hour.h"
#include "community/segments/segment_keeping.h"
#include "community/segments/segment_letter.h"
#include "core/mail/post.h"
#include "core/mail/queue.h"

namespace parvis::cockpit {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Browser;
using http::Method;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;

struct Segments : ::testing::Test {
  AccountSite site;
  Browser max{site};

  Segments() {
    auto& routes = site.routes();
    routes.add(Method::get, "/cockpit/segments", show_segments);
    routes.add(Method::get, "/cockpit/segments/new", show_new_segment);
    routes.add(Method::post, "/cockpit/segments", create_segment);
    routes.add(Method::get, "/cockpit/segments/{segment}", show_segment);
    routes.add(Method::get, "/cockpit/segments/{segment}/edit", show_segment_edit);
    routes.add(Method::post, "/cockpit/segments/{segment}", update_segment);
    routes.add(Method::get, "/cockpit/segments/{segment}/removal", show_segment_removal);
    routes.add(Method::post, "/cockpit/segments/{segment}/removal", end_segment);
    routes.add(Method::get, "/cockpit/segments/{segment}/moves", show_segment_moves);
    routes.add(Method::get, "/cockpit/segments/{segment}/why", show_segment_why);
    routes.add(Method::get, "/cockpit/segments/{segment}/members.csv", show_segment_file);
    routes.add(Method::get, "/cockpit/segments/{segment}/letter", show_segment_letter);
    routes.add(Method::post, "/cockpit/segments/{segment}/letter", create_segment_letter);
    routes.add(Method::get, "/segments/letters/{token}", show_letter_end);
    routes.add(Method::post, "/segments/letters/{token}", end_letters);
    deliver_segment_letters(site.community().jobs());
    routes.add(Method::get, "/cockpit/acts", show_counted_acts);
    routes.add(Method::get, "/cockpit/journeys", show_journeys);
    routes.add(Method::post, "/cockpit/journeys", create_journey);
    routes.add(Method::get, "/cockpit/journeys/new", show_new_journey);
    routes.add(Method::get, "/cockpit/journeys/{journey}", show_journey);
    routes.add(Method::post, "/cockpit/journeys/{journey}", update_journey);
    routes.add(Method::post, "/cockpit/journeys/{journey}/removal", end_journey);
    routes.add(Method::get, "/cockpit/journeys/{journey}/edit", show_journey_edit);
    routes.add(Method::post, "/cockpit/journeys/{journey}/standing", set_member_stage);
    routes.add(Method::post, "/cockpit/journeys/{journey}/stages", create_stage);
    routes.add(Method::get, "/cockpit/journeys/{journey}/stages/{stage}", show_stage);
    routes.add(Method::post, "/cockpit/journeys/{journey}/stages/{stage}", update_stage);
    routes.add(Method::post, "/cockpit/journeys/{journey}/stages/{stage}/removal", end_stage);
    site.add("ana");
    site.add("max", Role::manager);
    EXPECT_EQ(max.sign_in("max").status, 303);
    max.get("/cockpit/segments/new");
  }
  void keep() {
    community::testing::welcome_letters_at_any_hour(site.community().store());
    keep_segments(site.community().store(), site.community().timeline());
  }
};

TEST_F(Segments, AreBuiltRowByRowWithoutScriptAndNothingTypedIsLost) {
  auto page =
      max.post("/cockpit/segments", {{"do", "add:c"}, {"c.kind", "all"}, {"c.new", "role"}, {"name", "Managers"}});
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.has("name=\"c.0.word\"")) << page.body;
  EXPECT_TRUE(page.has("value=\"Managers\""));
  page = max.post("/cockpit/segments", {{"do", "group:c"},
                                        {"c.kind", "all"},
                                        {"c.0.kind", "role"},
                                        {"c.0.word", "manager"},
                                        {"c.0.not", "1"},
                                        {"name", "Managers"}});
  EXPECT_TRUE(page.has("id=\"c.1\"")) << page.body;
  EXPECT_TRUE(page.has("<b>1</b>")) << "Ana alone is none";
  page = max.post("/cockpit/segments",
                  {{"do", "as_text"}, {"c.kind", "all"}, {"c.0.kind", "role"}, {"c.0.word", "manager"}, {"name", "M"}});
  EXPECT_TRUE(page.has(">role manager</textarea>")) << page.body;
  page = max.post("/cockpit/segments", {{"do", "save"},
                                        {"as", "text"},
                                        {"condition", "role manager or (newcomer and not role leader)"},
                                        {"name", "Managers"}});
  EXPECT_EQ(page.location, "/cockpit/segments/managers") << page.body;
}

TEST_F(Segments, SayWhereATextCannotBeRead) {
  const auto page =
      max.post("/cockpit/segments", {{"do", "save"}, {"as", "text"}, {"condition", "role boss"}, {"name", "Some"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(page.has("<mark>boss</mark>")) << page.body;
  const auto said = page.body.find("field-error");
  EXPECT_NE(said, std::string::npos);
  EXPECT_EQ(page.body.find("field-error", said + 1), std::string::npos) << "said once at the field";
  EXPECT_TRUE(page.has(">role boss</textarea>"));
}

TEST_F(Segments, ShowTheirPeopleWithReasonsAndAFile) {
  max.post("/cockpit/segments", {{"do", "save"}, {"as", "text"}, {"condition", "role manager"}, {"name", "Team"}});
  keep();
  const auto page = max.get("/cockpit/segments/team");
  EXPECT_TRUE(page.has("/members/max")) << page.body;
  EXPECT_FALSE(page.has("/members/ana"));
  EXPECT_TRUE(page.has("<a href=\"/cockpit/segments/team/moves?show=left\">0</a>"))
      << "a figure opens onto whom it counts";
  EXPECT_TRUE(max.get("/cockpit/segments").has("1 member</b>"));
  EXPECT_TRUE(max.get("/cockpit/segments/team/why?member=ana").has("ana is not in Team"));
  EXPECT_TRUE(max.get("/cockpit/segments/team/why?member=@max").has("max is in Team"));
  const auto mistyped = max.get("/cockpit/segments/team/why?member=%40nobody");
  EXPECT_EQ(mistyped.status, 422);
  EXPECT_TRUE(mistyped.has("value=\"@nobody\"")) << "what was typed stays";
  EXPECT_TRUE(mistyped.has("There is no member “nobody”.")) << mistyped.body;
  EXPECT_TRUE(mistyped.has("/members/max")) << "beside the field, on the page where it was typed";
  const auto file = max.get("/cockpit/segments/team/members.csv");
  EXPECT_TRUE(file.has("max,max,"));
  EXPECT_FALSE(file.has("ana"));
  EXPECT_EQ(max.get("/cockpit/segments/team/moves").status, 200);
  EXPECT_EQ(max.get("/cockpit/acts?member=ana&word=wrote").status, 200);
  EXPECT_EQ(max.get("/cockpit/acts?member=ana&word=flew").status, 404);
}

TEST_F(Segments, SayBesideTheFieldWhichNumberIsNone) {
  const community::testing::Typed rows{{"c.kind", "all"},          {"c.0.kind", "acts"},      {"c.0.word", "wrote"},
                                       {"c.0.count", "1.5"},       {"c.0.comparison", ">="},  {"c.0.period", "ago"},
                                       {"c.0.from_days", "10"},    {"c.0.to_days", "20"},     {"c.1.kind", "joined"},
                                       {"c.1.count", "a hundred"}, {"c.2.kind", "last_act"},  {"c.2.count", "0"},
                                       {"name", "Some"},           {"description", "Of them"}};
  const auto asked = [&](const std::string& gesture) {
    auto typed = rows;
    typed.emplace_back("do", gesture);
    return max.post("/cockpit/segments", typed);
  };
  for (const auto* gesture : {"save", "again", "add:c", "remove:c.2", "as_text"}) {
    const auto page = asked(gesture);
    EXPECT_TRUE(page.has("value=\"1.5\"")) << gesture;
    EXPECT_TRUE(page.has("value=\"a hundred\"")) << gesture;
    EXPECT_TRUE(page.has("Write a whole number from 0 to 1000000000.")) << gesture;
    EXPECT_TRUE(page.has("The second number is the nearer one: at most the first.")) << gesture;
    EXPECT_TRUE(page.has("Write a whole number from 1 to 36500.")) << gesture;
    EXPECT_FALSE(page.has("if it were so now")) << "nothing is counted that nobody typed";
  }
  EXPECT_EQ(asked("save").status, 422);
  const auto right = max.post("/cockpit/segments", {{"c.kind", "all"},
                                                    {"c.0.kind", "joined"},
                                                    {"c.0.count", "x"},
                                                    {"c.1.kind", "role"},
                                                    {"c.1.word", "manager"},
                                                    {"do", "remove:c.0"}});
  EXPECT_FALSE(right.has("Write a whole number")) << "what was wrong went with its row";
  EXPECT_TRUE(right.has("<b>1</b>")) << right.body;
}

// What Enter does in a field is the first button of the form: it must be one that is seen.
TEST_F(Segments, AreCountedByEnterAndSavedFromTheirTop) {
  for (const auto* address : {"/cockpit/segments/new", "/cockpit/segments/new?condition=role%20manager"}) {
    const auto page = max.get(address);
    const auto form = page.body.find("segment-form");
    ASSERT_NE(form, std::string::npos);
    const auto first = page.body.find("<button", form);
    EXPECT_EQ(page.body.substr(first, page.body.find("</button>", first) - first),
              "<button class=\"plain\" name=\"do\" value=\"again\">Count");
    EXPECT_EQ(page.body.find("tabindex=\"-1\"", form), std::string::npos);
    EXPECT_TRUE(page.has("value=\"save\" formaction=\"/cockpit/segments\"")) << "no place within the page is kept";
  }
}

TEST_F(Segments, BearANameOfTheirOwn) {
  const community::testing::Typed team{
      {"do", "save"}, {"as", "text"}, {"condition", "role manager"}, {"name", "L’équipe"}, {"description", "Kept"}};
  EXPECT_EQ(max.post("/cockpit/segments", team).status, 303);
  auto again = team;
  again[3].second = "l’Equipe";
  const auto page = max.post("/cockpit/segments", again);
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(page.has("There is a segment called so already.")) << page.body;
  EXPECT_TRUE(page.has("value=\"Kept\""));
  EXPECT_EQ(max.post("/cockpit/segments/l-equipe", team).status, 303) << "its own name is free to itself";
  EXPECT_EQ(max.post("/cockpit/journeys", {}).status, 303) << "the names of its stages make room";
}

TEST_F(Segments, ShowTheirRuleInWordsAndThatTheyAreBeingCounted) {
  max.post("/cockpit/segments", {{"do", "save"},
                                 {"as", "text"},
                                 {"condition", "role manager or (newcomer and not role leader)"},
                                 {"name", "Some"}});
  auto list = max.get("/cockpit/segments");
  EXPECT_TRUE(list.has("has the role: manager; or (is a newcomer")) << list.body;
  EXPECT_TRUE(list.has("not: has the role: leader"));
  EXPECT_FALSE(list.has("role manager or (")) << "no code";
  EXPECT_TRUE(list.has("being counted"));
  EXPECT_TRUE(max.get("/cockpit/segments/some").has("being counted"));
  keep();
  EXPECT_FALSE(max.get("/cockpit/segments").has("being counted"));
  EXPECT_FALSE(max.get("/cockpit/segments/some").has("being counted"));
}

TEST_F(Segments, GiveAFileOfAnyLength) {
  for (int i = 0; i < 40; ++i) site.add("row" + std::to_string(i));
  max.post("/cockpit/segments", {{"do", "save"}, {"as", "text"}, {"condition", "role member"}, {"name", "All"}});
  keep();
  const auto file = max.get("/cockpit/segments/all/members.csv");
  EXPECT_EQ(std::ranges::count(file.body, '\n'), 1 + 1 + 40);
  EXPECT_TRUE(file.has("row39,row39,"));
}

TEST_F(Segments, AreRefusedWhenOneWouldStandOnItself) {
  max.post("/cockpit/segments", {{"do", "save"}, {"as", "text"}, {"condition", "role manager"}, {"name", "Team"}});
  max.post("/cockpit/segments", {{"do", "save"}, {"as", "text"}, {"condition", "segment \"team\""}, {"name", "Again"}});
  const auto page = max.post("/cockpit/segments/team",
                             {{"do", "save"}, {"as", "text"}, {"condition", "segment \"again\""}, {"name", "Team"}});
  EXPECT_EQ(page.status, 409);
  EXPECT_TRUE(page.has("would stand on itself")) << page.body;
  const auto asked = max.get("/cockpit/segments/team/removal");
  EXPECT_TRUE(asked.has("href=\"/cockpit/segments/again/edit\"")) << asked.body;
  EXPECT_FALSE(asked.has("button bad")) << "it cannot go as things stand";
  EXPECT_TRUE(max.post("/cockpit/segments/team/removal", {}).has("Again"));
  EXPECT_EQ(max.post("/cockpit/segments/again/removal", {}).status, 303);
  EXPECT_EQ(max.get("/cockpit/segments/again").status, 404);
}

TEST_F(Segments, AreWrittenToForWhatTheyAgreedToAlone) {
  site.add("ben");
  auto& store = site.community().store();
  const auto& timeline = site.community().timeline();
  store.write([&](store::Transaction& t) {
    LocalText words;
    words.set(text::Language::en, "The monthly letter");
    const auto purpose = make_purpose(t, {timeline, {}, now()}, words, words);
    const auto ana = t.one<MemberId>("select id from member where handle = 'ana'").value();
    say_consent(t, {.timeline = timeline, .member = ana, .proof = "a test", .at = now()}, purpose, 1, Agrees::yes);
  });
  max.post("/cockpit/segments", {{"do", "save"}, {"as", "text"}, {"condition", "role member"}, {"name", "Members"}});
  keep();
  const auto page = max.get("/cockpit/segments/members/letter");
  EXPECT_TRUE(page.has("The monthly letter: 1 member receives it")) << page.body;
  EXPECT_EQ(max.post("/cockpit/segments/members/letter", {{"subject", "Friday"}, {"letter", "Come."}}).status, 422);
  const std::string purpose = "the-monthly-letter";
  const auto sent =
      max.post("/cockpit/segments/members/letter", {{"purpose", purpose}, {"subject", "Friday"}, {"letter", "Come."}});
  EXPECT_EQ(sent.status, 303) << sent.body;
  const auto letters = site.letters();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].subject, "Friday");
  EXPECT_EQ(letters[0].purpose.basis(), mail::Purpose::Basis::consent);
  EXPECT_THAT(letters[0].headers, Contains(Pair("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")));
  EXPECT_THAT(letters[0].headers, Contains(Pair("List-Id", HasSubstr("<the-monthly-letter."))));
  EXPECT_THAT(letters[0].headers, Contains(Pair("Precedence", "bulk")));
  constexpr std::string_view kStops = "/letters/stop/";
  const auto at = letters[0].text.find(kStops);
  ASSERT_NE(at, std::string::npos) << letters[0].text;
  const auto token =
      letters[0].text.substr(at + kStops.size(), letters[0].text.find_first_of(" \n>", at) - at - kStops.size());
  const auto stop = read_stop(stopping_key(site.community().secret()), token);
  ASSERT_TRUE(stop) << token;
  EXPECT_EQ(stop->what, Stop::What::purpose);
  // Letters of earlier versions.
  Browser reader{site};
  const auto leaving = "/segments/letters/" +
                       leaving_token(segment_leaving_key(site.community().secret()), {stop->subject, stop->member});
  EXPECT_EQ(reader.get(leaving).status, 200);
  EXPECT_EQ(reader.post(leaving, {}).status, 303);
  EXPECT_EQ(reader.get(leaving + "x").status, 404);
  const auto again =
      max.post("/cockpit/segments/members/letter", {{"purpose", purpose}, {"subject", "Again"}, {"letter", "Come."}});
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(again.has("Nobody of this segment agreed to it.")) << again.body;
}

TEST_F(Segments, AreWrittenToSomeAtATimeAndNotWhileManyLettersWait) {
  auto& store = site.community().store();
  const auto& timeline = site.community().timeline();
  constexpr int kMembers = 30;
  for (int i = 0; i < kMembers; ++i) site.add("reader" + std::to_string(i));
  store.write([&](store::Transaction& t) {
    LocalText words;
    words.set(text::Language::en, "The monthly letter");
    const auto purpose = make_purpose(t, {timeline, {}, now()}, words, words);
    for (const auto who : t.all<MemberId>("select id from member where handle >= 'reader' and handle < 'reades'")) {
      say_consent(t, {.timeline = timeline, .member = who, .proof = "a test", .at = now()}, purpose, 1, Agrees::yes);
    }
    for (int i = 0; i < mail::kMostWaiting; ++i) jobs::enqueue(t, mail::kSendJob, "{}", now() + kDay);
  });
  max.post("/cockpit/segments", {{"do", "save"}, {"as", "text"}, {"condition", "role member"}, {"name", "Members"}});
  keep();
  const auto written = [&] {
    return store.read([](store::Reader& r) {
      return r.one<std::int64_t>("select count(*) from job where kind = $1 and payload <> '{}'", mail::kSendJob)
          .value();
    });
  };
  max.post("/cockpit/segments/members/letter",
           {{"purpose", "the-monthly-letter"}, {"subject", "Friday"}, {"letter", "Come."}});
  jobs::Runner runner(store);
  deliver_segment_letters(runner);
  runner.run_due();
  EXPECT_EQ(written(), 0);
  store.write([](store::Transaction& t) {
    t.run("delete from job where kind = $1", mail::kSendJob);
    t.run("update job set run_at = 0 where kind = 'segments.letter'");
  });
  runner.run_due();
  EXPECT_EQ(written(), kMembers);
}

TEST_F(Segments, AreTheStepsOfAJourneyWhoseFiguresOpenOntoPeople) {
  const auto made = max.post("/cockpit/journeys", {});
  EXPECT_EQ(made.location, "/cockpit/journeys/the-way-of-a-member") << made.body;
  keep();
  auto board = max.get(made.location);
  EXPECT_TRUE(board.has("Newcomer")) << board.body;
  EXPECT_TRUE(max.get(made.location + "/stages/newcomer").has("/members/ana"));
  EXPECT_EQ(
      max.post(made.location + "/standing", {{"member", "@ana"}, {"stage", "ambassador"}, {"value", "set"}}).status,
      303);
  EXPECT_TRUE(max.get(made.location + "/stages/ambassador").has("/members/ana"));
  EXPECT_TRUE(max.get(made.location + "/stages/newcomer?show=left").has("/members/ana"));
  board = max.get(made.location);
  EXPECT_TRUE(board.has("/stages/newcomer?show=went_on\">100% of 1</a>")) << board.body;
  EXPECT_TRUE(max.get(made.location + "/stages/newcomer?show=went_on").has("/members/ana"));
  EXPECT_FALSE(max.get(made.location + "/stages/ambassador?show=went_on").has("/members/ana"));
  EXPECT_TRUE(max.get(made.location + "/stages/newcomer?show=entered").has("/members/ana")) << "she came, and went";
  EXPECT_FALSE(max.get(made.location + "/stages/newcomer?show=too_long").has("/members/ana"));
  EXPECT_FALSE(max.get(made.location).has("for too long"));
  site.community().store().write(
      [](store::Transaction& t) { t.run("update stage_member set since_at = since_at - 8640000000000"); });
  EXPECT_TRUE(max.get(made.location).has("been at a stage for too long.")) << "what presses is said first";
  const auto mistyped =
      max.post(made.location + "/standing", {{"member", "@nobody"}, {"stage", "ambassador"}, {"value", "set"}});
  EXPECT_EQ(mistyped.status, 422);
  EXPECT_TRUE(mistyped.has("value=\"@nobody\"")) << mistyped.body;
  EXPECT_TRUE(mistyped.has("There is no member “nobody”."));
  EXPECT_TRUE(mistyped.has("/members/ana")) << "on the page of the stage";
  EXPECT_EQ(
      max.post(made.location + "/stages", {{"name_en", "Friend"}, {"name_fr", "Ami"}, {"rule", ""}, {"days", "x"}})
          .status,
      422);
  EXPECT_EQ(
      max.post(made.location + "/stages", {{"name_en", "Friend"}, {"name_fr", "Ami"}, {"rule", ""}, {"days", "9"}})
          .status,
      303);
  EXPECT_EQ(max.post(made.location + "/stages/friend", {{"do", "up"}}).status, 303);
  EXPECT_EQ(max.post(made.location + "/stages/friend/removal", {}).status, 303);
  EXPECT_EQ(max.get(made.location + "/stages/friend").status, 404);
  EXPECT_EQ(max.get(made.location + "/edit").status, 200);
  EXPECT_EQ(max.get("/cockpit/journeys").location, made.location);
}

TEST_F(Segments, MayBeTheStepsOfAJourneyOfTheBrandsOwn) {
  EXPECT_EQ(max.post("/cockpit/journeys", {{"kind", "own"}, {"name_en", ""}}).status, 422);
  const auto made =
      max.post("/cockpit/journeys", {{"kind", "own"}, {"name_en", "The way of a buyer"}, {"name_fr", "L’acheteur"}});
  EXPECT_EQ(made.location, "/cockpit/journeys/the-way-of-a-buyer/edit") << made.body;
  const std::string path = "/cockpit/journeys/the-way-of-a-buyer";
  EXPECT_TRUE(max.get(path).has("This journey has no stage yet."));
  EXPECT_EQ(max.post(path, {{"name_en", "Buyers"}, {"name_fr", "Acheteurs"}}).status, 303);
  EXPECT_TRUE(max.get(path).has("Buyers"));
  EXPECT_EQ(max.post(path + "/stages", {{"name_en", "First"}, {"name_fr", "Un"}, {"rule", ""}, {"days", "9"}}).status,
            303);
  EXPECT_TRUE(max.get(path).has("First"));
  EXPECT_EQ(max.post(path + "/removal", {}).location, "/cockpit/journeys");
  EXPECT_EQ(max.get(path).status, 404);
}

}  // namespace
}  // namespace parvis::cockpit
