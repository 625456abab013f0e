// What was put off, or waits for its day, as a community manager finds it again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cockpit/today/today_pages.h"
#include "community/today/task.h"
#include "forum/testing/forum_site.h"

namespace parvis::app {
namespace {

using namespace cockpit;
using namespace community;
using forum::testing::Browser;
using forum::testing::ForumSite;
using http::Method;
using ::testing::ElementsAre;

constexpr char kList[] = "/cockpit/today/put-off";

class PutOffPages : public ::testing::Test {
 protected:
  PutOffPages() {
    auto& routes = site.routes();
    routes.add(Method::get, "/cockpit/today", show_today);
    routes.add(Method::post, "/cockpit/today", create_task);
    routes.add(Method::get, kList, show_put_off);
    routes.add(Method::post, "/cockpit/today/{task}", decide_task);
  }
  void write_task(const char* words, const char* due) {
    max.get("/cockpit/today");
    max.post("/cockpit/today", {{"words", words}, {"about", ""}, {"due", due}});
  }
  std::string task_with(const std::string& words) {
    const auto id = site.community().store().read([&](store::Reader& reader) {
      return reader.one<std::int64_t>("select id from task where words = $1", words).value_or(0);
    });
    return id_text(id);
  }
  std::vector<std::string> words_put_off(int at_most) {
    std::vector<std::string> words;
    std::optional<PutOffPlace> after;
    do {
      const auto page = site.community().store().read(
          [&](store::Reader& reader) { return tasks_put_off(reader, now(), after, at_most); });
      for (const auto& task : page.tasks) words.push_back(task.words);
      after = page.next;
      if (after) EXPECT_TRUE(parse_put_off_place(place_text(*after)).has_value());
    } while (after);
    return words;
  }

  ForumSite site;
  Browser& max = site.as("max");
};

TEST_F(PutOffPages, ListWhatWaitsForItsDayAndBringItBack) {
  write_task("Ask for the photos", "2098-03-21");
  EXPECT_FALSE(max.get("/cockpit/today").has("Ask for the photos"));
  EXPECT_TRUE(max.get("/cockpit/today").has("1 card waits for its day"));
  EXPECT_TRUE(max.get(kList).has("Ask for the photos"));
  EXPECT_TRUE(max.get(kList).has("There again on"));
  const auto task = task_with("Ask for the photos");
  EXPECT_EQ(max.post("/cockpit/today/" + task, {{"decision", "now"}}).location, "/cockpit/today#task-" + task);
  EXPECT_EQ(site.last_verbs(1).back(), Verb::task_made);
  EXPECT_TRUE(max.get("/cockpit/today").has("Ask for the photos"));
  EXPECT_FALSE(max.get("/cockpit/today").has("waits for its day"));
  EXPECT_TRUE(max.get(kList).has("Nothing waits for its day."));
  const auto acts = site.count("select count(*) from activity");
  EXPECT_EQ(max.post("/cockpit/today/" + task, {{"decision", "now"}}).status, 303) << "there already";
  EXPECT_EQ(site.count("select count(*) from activity"), acts);
}

TEST_F(PutOffPages, ListTheNearestDayFirstPageAfterPage) {
  write_task("third", "2098-03-23");
  write_task("first", "2098-03-21");
  write_task("second", "2098-03-22");
  write_task("second too", "2098-03-22");
  write_task("there", "");
  EXPECT_THAT(words_put_off(10), ElementsAre("first", "second", "second too", "third"));
  EXPECT_THAT(words_put_off(1), ElementsAre("first", "second", "second too", "third"));
  EXPECT_TRUE(max.get(std::string(kList) + "?after=nowhere").has("first")) << "from the first page on";
}

}  // namespace
}  // namespace parvis::app
