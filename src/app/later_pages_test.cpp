// What was put off, or written down for a day to come, as a community manager finds it again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cockpit/today/today_pages.h"
#include "community/today/task.h"
#include "core/text/dates.h"
#include "forum/testing/forum_site.h"

namespace parvis::app {
namespace {

using namespace cockpit;
using namespace community;
using forum::testing::Browser;
using forum::testing::ForumSite;
using http::Method;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kList[] = "/cockpit/today/later";

class LaterPages : public ::testing::Test {
 protected:
  LaterPages() {
    auto& routes = site.routes();
    routes.add(Method::get, "/cockpit/today", show_today);
    routes.add(Method::post, "/cockpit/today", create_task);
    routes.add(Method::post, "/cockpit/today/undo", undo_task);
    routes.add(Method::get, kList, show_later);
    routes.add(Method::post, "/cockpit/today/{task}", decide_task);
  }
  void write_task(const char* words, const char* due = "") {
    max.get("/cockpit/today");
    EXPECT_EQ(max.post("/cockpit/today", {{"words", words}, {"about", ""}, {"due", due}}).status, 303);
  }
  std::string address(const std::string& words) {
    const auto id = site.community().store().read([&](store::Reader& reader) {
      return reader.one<std::int64_t>("select id from task where words = $1", words).value_or(0);
    });
    return "/cockpit/today/" + id_text(id);
  }
  bool stands_in_today(const std::string& words) {
    const auto path = address(words);
    return max.get("/cockpit/today").has("id=\"task-" + path.substr(path.rfind('/') + 1) + "\"");
  }
  void decide(Browser& who, const std::string& words, const char* decision) {
    who.get("/cockpit/today");
    EXPECT_EQ(who.post(address(words), {{"decision", decision}}).status, 303);
  }
  void undo(Browser& who) {
    who.get("/cockpit/today");
    EXPECT_EQ(who.post("/cockpit/today/undo", {}).status, 303);
  }
  std::vector<std::string> for_later(int at_most = 10) {
    std::vector<std::string> words;
    std::optional<LaterPlace> after;
    do {
      const auto page = site.community().store().read(
          [&](store::Reader& reader) { return tasks_for_later(reader, now(), after, at_most); });
      for (const auto& task : page.tasks) words.push_back(task.words);
      after = page.next ? parse_later_place(place_text(*page.next)) : std::nullopt;
    } while (after);
    return words;
  }
  std::string day(int days_from_now) { return text::day_in_figures(now() + days_from_now * kDay, {}); }

  ForumSite site;
  Browser& max = site.as("max");
  Browser& eve = (site.add("eve", Role::manager), site.as("eve"));
};

TEST_F(LaterPages, ListWhatWaitsForItsDayAndPutItIntoToday) {
  write_task("Ask for the photos", day(40).c_str());
  EXPECT_FALSE(stands_in_today("Ask for the photos"));
  EXPECT_TRUE(max.get(kList).has("Ask for the photos"));
  EXPECT_TRUE(max.get(kList).has("In Today from"));
  EXPECT_EQ(max.post(address("Ask for the photos"), {{"decision", "now"}}).location, kList);
  EXPECT_TRUE(max.get(kList).has("Nothing is kept for later."));
  EXPECT_TRUE(stands_in_today("Ask for the photos"));
  const auto acts = site.count("select count(*) from activity");
  decide(max, "Ask for the photos", "now");
  EXPECT_EQ(site.count("select count(*) from activity"), acts) << "there already";
  decide(max, "Ask for the photos", "done");
  decide(max, "Ask for the photos", "now");
  EXPECT_TRUE(max.get(kList).has("That card was decided"));
  EXPECT_EQ(site.count("select count(*) from task where state = 1"), 0);
}

TEST_F(LaterPages, ListTheNearestDayFirstPageAfterPage) {
  write_task("third", day(43).c_str());
  write_task("first", day(41).c_str());
  write_task("second", day(42).c_str());
  write_task("second too", day(42).c_str());
  write_task("there");
  EXPECT_THAT(for_later(), ElementsAre("first", "second", "second too", "third"));
  EXPECT_THAT(for_later(1), ElementsAre("first", "second", "second too", "third"));
  EXPECT_TRUE(max.get(std::string(kList) + "?after=nowhere").has("first")) << "from the first page on";
}

TEST_F(LaterPages, PutBackWhatWasTakenOutBeforeItsDayWithTheUndo) {
  write_task("one");
  write_task("two");
  decide(max, "one", "done");
  decide(max, "two", "week");
  decide(max, "two", "now");
  EXPECT_THAT(for_later(), IsEmpty());
  undo(max);
  EXPECT_THAT(for_later(), ElementsAre("two")) << "the last decision";
  EXPECT_TRUE(max.get("/cockpit/today").has("it waits for its day"));
  EXPECT_FALSE(stands_in_today("one")) << "the decision before it still holds";
  undo(max);
  EXPECT_THAT(for_later(), ElementsAre("two")) << "what an undo did is not undone";
  EXPECT_TRUE(stands_in_today("one"));
}

TEST_F(LaterPages, LeaveWhatSomebodyElseDecidedSince) {
  write_task("one");
  decide(max, "one", "week");
  decide(eve, "one", "now");
  decide(eve, "one", "week");
  undo(max);
  EXPECT_THAT(for_later(), ElementsAre("one")) << "it waits because Eve said so";
  EXPECT_TRUE(max.get("/cockpit/today").has("There is no decision of yours to take back."));
  undo(eve);
  EXPECT_THAT(for_later(), IsEmpty());
}

TEST_F(LaterPages, RefuseADayThatIsGoneOrTooFarAway) {
  for (const auto& far : {std::string("1900-01-01"), std::string("9999-12-31"), day(-3)}) {
    max.get("/cockpit/today");
    const auto page = max.post("/cockpit/today", {{"words", "Ask"}, {"about", ""}, {"due", far}});
    EXPECT_EQ(page.status, 422) << far;
    EXPECT_TRUE(page.has("value=\"Ask\"")) << "what was typed is kept";
  }
  write_task("today", day(0).c_str());
  EXPECT_TRUE(stands_in_today("today"));
}

TEST_F(LaterPages, SayHowManyMoreWaitThanStandThere) {
  for (int i = 0; i < 23; ++i) write_task(("Task " + std::to_string(i)).c_str());
  const auto page = max.get("/cockpit/today");
  EXPECT_TRUE(page.has("20 cards, the most pressing first."));
  EXPECT_TRUE(page.has("3 more wait until there is room."));
  EXPECT_TRUE(page.has("data-done=\"These are done. Look again: more wait.\""));
  for (int i = 0; i < 4; ++i) decide(max, "Task " + std::to_string(i), "done");
  EXPECT_FALSE(max.get("/cockpit/today").has("until there is room"));
  EXPECT_TRUE(max.get("/cockpit/today").has("data-done=\"Nothing is left here.\""));
}

}  // namespace
}  // namespace parvis::app
