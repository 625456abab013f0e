// Segments changed and removed on their pages: what is wrong stands beside its field, and removing asks once.
#include <gtest/gtest.h>

#include "cockpit/cockpit_pages.h"
#include "community/accounts/testing/account_site.h"
#include "community/journeys/journey.h"
#include "community/segments/condition_parser.h"
#include "community/segments/segment_keeping.h"
#include "core/html/html.h"

namespace parvis::cockpit {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Browser;
using http::Method;

struct SegmentCare : ::testing::Test {
  AccountSite site;
  Browser max{site};

  SegmentCare() {
    auto& routes = site.routes();
    routes.add(Method::get, "/cockpit/segments/new", show_new_segment);
    routes.add(Method::post, "/cockpit/segments", create_segment);
    routes.add(Method::get, "/cockpit/segments/{segment}", show_segment);
    routes.add(Method::get, "/cockpit/segments/{segment}/edit", show_segment_edit);
    routes.add(Method::get, "/cockpit/segments/{segment}/removal", show_segment_removal);
    routes.add(Method::post, "/cockpit/segments/{segment}/removal", end_segment);
    site.add("ana");
    site.add("max", Role::manager);
    EXPECT_EQ(max.sign_in("max").status, 303);
    max.get("/cockpit/segments/new");
  }
  void keep() { keep_segments(site.community().store(), site.community().timeline()); }
};

TEST_F(SegmentCare, SayBesideTheFieldWhatIsNotFilledInYet) {
  const auto asked = [&](const std::string& gesture) {
    return max.post("/cockpit/segments", {{"c.kind", "all"},
                                          {"c.0.kind", "language"},
                                          {"c.0.word", ""},
                                          {"c.1.kind", "place"},
                                          {"c.1.word", " "},
                                          {"c.1.not", "1"},
                                          {"c.2.kind", "place"},
                                          {"c.2.word", "Nîmes"},
                                          {"name", "Some"},
                                          {"description", "Of them"},
                                          {"do", gesture}});
  };
  for (const auto* gesture : {"save", "again", "as_text"}) {
    const auto page = asked(gesture);
    EXPECT_EQ(page.status, std::string_view(gesture) == "save" ? 422 : 200);
    EXPECT_TRUE(page.has("id=\"segment-c.0.word-error\">Choose one.")) << gesture << page.body;
    EXPECT_TRUE(page.has("id=\"segment-c.1.word-error\">Write which one.")) << gesture;
    EXPECT_FALSE(page.has("id=\"segment-c.2.word-error\"")) << gesture;
    EXPECT_TRUE(page.has("value=\"Nîmes\"")) << gesture;
    EXPECT_TRUE(page.has("value=\"Of them\"")) << gesture;
    EXPECT_FALSE(page.has("if it were so now")) << gesture;
  }
  EXPECT_FALSE(asked("add:c").has("field-error")) << "a row that is still being made is not wrong";
}

TEST_F(SegmentCare, SayAtItsPlaceWhichNumberOfATextIsTooLarge) {
  for (const auto* gesture : {"again", "save"}) {
    const auto page =
        max.post("/cockpit/segments",
                 {{"do", gesture}, {"as", "text"}, {"condition", "orders >= 99999999999999999999"}, {"name", "Many"}});
    EXPECT_TRUE(page.has("<mark>99999999999999999999</mark>")) << page.body;
    EXPECT_TRUE(page.has("write a whole number from 0 to 1000000000"));
    EXPECT_FALSE(page.has("if it were so now"));
  }
}

std::string unescaped(std::string text) {
  for (const auto& [mark, letter] :
       {std::pair{"&quot;", "\""}, {"&#39;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}}) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
      text.replace(at, std::string_view(mark).size(), letter);
    }
  }
  return text;
}

// What stands between the first two of these after a place; empty without the first.
std::string between(std::string_view text, std::string_view begins, std::string_view ends) {
  const auto from = text.find(begins);
  if (from == std::string_view::npos) return {};
  text.remove_prefix(from + begins.size());
  return std::string(text.substr(0, text.find(ends)));
}

// What a browser would send of the rows of a page.
community::testing::Typed rows_shown(std::string_view page) {
  community::testing::Typed typed;
  constexpr std::string_view kName = " name=\"c.";
  for (auto at = page.find(kName); at != std::string_view::npos; at = page.find(kName, at + 1)) {
    const auto field = page.substr(page.rfind('<', at));
    const auto name = between(field, " name=\"", "\"");
    if (field.starts_with("<input")) {
      typed.emplace_back(name, unescaped(between(field.substr(0, field.find('>')), " value=\"", "\"")));
    } else if (field.starts_with("<select")) {
      const auto options = field.substr(0, field.find("</select>"));
      const auto chosen = options.find("\" selected");
      if (chosen == std::string_view::npos) continue;
      const auto begins = options.rfind("value=\"", chosen) + std::string_view("value=\"").size();
      typed.emplace_back(name, unescaped(std::string(options.substr(begins, chosen - begins))));
    }
  }
  return typed;
}

TEST_F(SegmentCare, AreTheSameInRowsAsInText) {
  for (const std::string text : {
           R"(acts("replied", space "help") >= 5 within 30 days and not role leader)",
           R"(received("reacted", with role leader) > 2 between 2026-01-01 and 2026-02-28)",
           R"(acts("wrote", tag "chain", with "ana") = 0 or (place "Nîmes" and language "fr"))",
           R"(not (group "night-riders" or unit "Le Fontanier"))",
           R"(joined within 30 days and last act more than 60 days ago)",
           R"(acts("acted") != 3 between 90 and 15 days ago)",
           R"(orders >= 100 within 365 days and segment "fans" and stage "regular")",
           R"(profile "What you \"ride\"" = "A \\ tandem" and consent "newsletter")",
           R"(newcomer or account unclaimed or badge "first-answer" or everyone)",
           R"(circle "fan" and not circle "staff")",
           R"(joined between 2025-01-01 and 2025-12-31 and first act within 7 days)",
       }) {
    ASSERT_TRUE(read_condition(text).ok()) << text;
    const auto rows = max.get("/cockpit/segments/new?condition=" + http::percent_encode(text));
    auto typed = rows_shown(rows.body);
    typed.emplace_back("do", "as_text");
    std::string shown = ">";
    html::append_escaped(shown, text);
    EXPECT_TRUE(max.post("/cockpit/segments", typed).has(shown + "</textarea>")) << text;
  }
}

TEST_F(SegmentCare, AskForTwoDatesOnceJoiningIsBetweenThem) {
  const auto asked = [&](const std::string& from, const std::string& to) {
    community::testing::Typed typed{{"c.kind", "all"}, {"c.0.kind", "joined"}, {"c.0.age", "between"}, {"do", "again"}};
    if (!from.empty()) typed.emplace_back("c.0.from", from);
    if (!to.empty()) typed.emplace_back("c.0.to", to);
    return max.post("/cockpit/segments", typed);
  };
  const auto chosen = asked("", "");
  EXPECT_TRUE(chosen.has("name=\"c.0.from\"") && chosen.has("name=\"c.0.to\"")) << chosen.body;
  EXPECT_FALSE(chosen.has("field-error"));
  const auto turned = asked("2026-02-01", "2026-01-01");
  EXPECT_TRUE(turned.has("id=\"segment-c.0.to-error\">It ends before it begins.")) << turned.body;
  EXPECT_TRUE(asked("first", "2026-01-01").has("Write the day like 2026-11-17."));
  EXPECT_FALSE(asked("first", "2026-01-01").has("It ends before it begins.")) << "of a day that is none";
}

TEST_F(SegmentCare, AskOnceBeforeTheyAreRemovedAndSayWhatHangsOnThem) {
  max.post("/cockpit/segments", {{"do", "save"}, {"as", "text"}, {"condition", "role manager"}, {"name", "Team"}});
  max.post("/cockpit/segments", {{"do", "save"}, {"as", "text"}, {"condition", "segment \"team\""}, {"name", "Again"}});
  keep();
  const std::string path = "/cockpit/segments/again/removal";
  const auto edit = max.get("/cockpit/segments/again/edit");
  EXPECT_TRUE(edit.has("href=\"" + path + "\"")) << edit.body;
  EXPECT_FALSE(edit.has("action=\"" + path + "\"")) << "not at once";
  const auto asked = max.get(path);
  EXPECT_TRUE(asked.has("1 member is in it.")) << asked.body;
  EXPECT_TRUE(asked.has("action=\"" + path + "\""));
  EXPECT_EQ(max.get("/cockpit/segments/again").status, 200) << "asking removes nothing";
  const auto stood_on = max.get("/cockpit/segments/team/removal");
  EXPECT_TRUE(stood_on.has("The segment “Again” stands on this one.")) << stood_on.body;
  EXPECT_FALSE(stood_on.has("action=\"/cockpit/segments/team/removal\""));
  EXPECT_EQ(max.get("/cockpit/segments/none/removal").status, 404);
  site.community().store().write([&](store::Transaction& t) {
    const auto by = *t.one<MemberId>("select id from member where handle = 'max'");
    make_default_journey(t, {site.community().timeline(), by, now()}, text::Language::en);
  });
  const auto stage = max.get("/cockpit/segments/regular/removal");
  EXPECT_TRUE(stage.has("The stage “Regular” stands on this segment.")) << stage.body;
}

}  // namespace
}  // namespace parvis::cockpit
