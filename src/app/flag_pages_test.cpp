// Flagging and what follows, as the people of a square see it: the flag, the queue, the reason, the second look.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cockpit/today/today_pages.h"
#include "community/members/accounts.h"
#include "community/notifications/notification_pages.h"
#include "community/notifications/notifier.h"
#include "community/today/today_job.h"
#include "forum/testing/forum_site.h"
#include "moderation/moderation_pages.h"

namespace parvis::app {
namespace {

using forum::testing::Browser;
using forum::testing::ForumSite;
using forum::testing::Typed;
using http::Method;

class FlagPages : public ::testing::Test {
 protected:
  FlagPages() {
    using namespace moderation;
    const community::Bell bell(site.community().live(), site.community().accounts().sessions());
    site.community().timeline().add_echo(std::make_unique<community::Notifier>(bell));
    auto& routes = site.routes();
    const auto get = [&](const char* path, community::Handler handler) { routes.add(Method::get, path, handler); };
    const auto post = [&](const char* path, community::Handler handler) { routes.add(Method::post, path, handler); };
    get("/moderation", show_queue);
    post("/moderation/cases/{case}", decide_on_case);
    post("/moderation/decisions", decide_on_many);
    post("/moderation/undo", undo_last);
    get("/posts/{post}/flag", show_post_flag);
    post("/posts/{post}/flag", create_post_flag);
    get("/account/contributions", show_own_contributions);
    post("/account/appeals", create_appeal);
    post("/moderation/appeals/{appeal}", decide_on_appeal);
    get("/moderation/members/{handle}", show_member_record);
    post("/moderation/members/{handle}/sanctions", create_sanction);
    post("/moderation/members/{handle}/notes", create_note);
    get("/appeals/{token}", show_letter_appeal);
    post("/appeals/{token}", create_letter_appeal);
    get("/manage/audit", show_audit);
    get("/moderation-log", show_public_log);
    post("/manage/moderation", update_moderation);
    get("/manage/moderation", show_managed_moderation);
    get("/notifications", community::show_notifications);
    get("/cockpit/today", cockpit::show_today);
    get("/threads/{thread}/pace", show_thread_pace);
    post("/threads/{thread}/pace", change_thread_pace);
    thread = site.thread("cleo", "talk", "About brakes");
    answer = site.reply("ben", thread, "You know nothing, quagga.");
  }
  void flag_answer(Browser& who) {
    who.get("/posts/" + answer + "/flag");
    ASSERT_EQ(who.post("/posts/" + answer + "/flag", {{"ground", "unkind"}, {"words", "Wounding."}}).status, 303);
  }
  std::string open_case() { return id_text(site.count("select min(id) from moderation_case where decision = 0")); }
  std::string page() { return "/threads/" + thread + "/about-brakes"; }

  ForumSite site;
  Browser& max = site.as("max");
  Browser& ana = site.as("ana");
  Browser& ben = site.as("ben");
  Browser& lea = site.as("lea");
  std::string thread, answer;
};

TEST_F(FlagPages, CountAnAppealAmongWhatWaitsInTheQueueAndOnTheCardOfToday) {
  flag_answer(ana);
  const auto hidden = open_case();
  lea.get("/moderation");
  EXPECT_EQ(lea.post("/moderation/cases/" + hidden, {{"decision", "unkind"}}).status, 303);
  ben.get("/account/contributions");
  EXPECT_EQ(ben.post("/account/appeals", {{"about", "case:" + hidden}, {"words", "I was quoting."}}).status, 303);
  community::look_for_tasks(site.community());
  EXPECT_TRUE(max.get("/moderation").has("1 decision waits for you."));
  EXPECT_TRUE(max.get("/cockpit/today").has("1 decision waits, for less than an hour."));
  EXPECT_FALSE(lea.get("/moderation").has("data-waiting")) << "who decided first has nothing to decide";

  answer = site.reply("ben", thread, "Still a quagga.");
  flag_answer(ana);
  EXPECT_TRUE(max.get("/moderation").has("2 decisions wait for you, the oldest first."));
  EXPECT_TRUE(max.get("/cockpit/today").has("2 decisions wait, the oldest for less than an hour."));
  EXPECT_TRUE(lea.get("/moderation").has("1 decision waits for you."));
}

// An appeal against one’s own decision is another’s to hear, where there is another.
TEST_F(FlagPages, ShowNoCardOfTodayForWhatAnotherHasToDecide) {
  flag_answer(ana);
  const auto hidden = open_case();
  max.get("/moderation");
  EXPECT_EQ(max.post("/moderation/cases/" + hidden, {{"decision", "unkind"}}).status, 303);
  ben.get("/account/contributions");
  EXPECT_EQ(ben.post("/account/appeals", {{"about", "case:" + hidden}, {"words", "I was quoting."}}).status, 303);
  site.community().store().write(
      [](store::Transaction& t) { t.run("update member set role = 4 where handle = 'lea'"); });
  community::look_for_tasks(site.community());
  EXPECT_TRUE(site.as("lea").get("/cockpit/today").has("1 decision waits"));
  EXPECT_FALSE(max.get("/cockpit/today").has("Open the queue"));
  EXPECT_FALSE(max.get("/moderation").has("data-waiting"));
}

TEST_F(FlagPages, SayOfADeletedConversationThatItHasNoPaceToChange) {
  const auto path = "/threads/" + thread + "/pace";
  EXPECT_EQ(lea.get(path).status, 200);
  lea.get("/threads/" + thread + "/deletion");
  ASSERT_EQ(lea.post("/threads/" + thread + "/deletion", {{"sure", "yes"}, {"deleted", "yes"}}).status, 303);
  const auto gone = lea.get(path);
  EXPECT_EQ(gone.status, 409);
  EXPECT_TRUE(gone.has("This thread was deleted. Restore it first."));
  lea.get("/moderation");
  EXPECT_EQ(lea.post(path, {{"seconds", "60"}}).status, 409);
  EXPECT_EQ(ana.get(path).status, 404) << "who may not see what was deleted learns nothing of it";
  EXPECT_EQ(lea.get("/threads/00000000nope/pace").status, 404);
}

// As the founder of a group does, who decides on the words in its spaces.
TEST_F(FlagPages, ShowMembersRecordsOnlyToWhoIsEntrustedWithMembers) {
  site.community().store().write([](store::Transaction& t) {
    t.run("insert into space_right (space, standing, action, permission) select id, 'newcomer', 26, 2 from space");
  });
  site.community().spaces().reload();
  EXPECT_EQ(ana.get("/moderation").status, 200);
  EXPECT_EQ(ana.get("/moderation/members/ben").status, 403);
  EXPECT_EQ(max.get("/moderation/members/ben").status, 200);
}

TEST_F(FlagPages, TakeAFlagToTheQueueAndItsReasonToTheAuthor) {
  EXPECT_TRUE(ana.get(page()).has("/posts/" + answer + "/flag"));
  EXPECT_FALSE(ben.get(page()).has("/posts/" + answer + "/flag")) << "not one’s own";
  flag_answer(ana);
  EXPECT_EQ(ana.get("/posts/" + answer + "/flag").status, 303) << "once";
  EXPECT_EQ(ben.get("/moderation").status, 403);
  const auto queue = lea.get("/moderation");
  EXPECT_TRUE(queue.has("quagga"));
  EXPECT_TRUE(queue.has("Wounding."));
  EXPECT_EQ(lea.post("/moderation/cases/" + open_case(), {{"decision", "unkind"}}).status, 303);
  EXPECT_FALSE(ana.get(page()).has("quagga"));
  EXPECT_FALSE(ana.get(page()).has("It is unkind"));
  EXPECT_TRUE(ben.get(page()).has("It is unkind"));
  EXPECT_TRUE(ben.get("/account/contributions").has("quagga"));
  EXPECT_TRUE(ben.get("/notifications").has("and says why"));
  EXPECT_TRUE(ana.get("/notifications").has("Your flag helped"));
  EXPECT_FALSE(ben.get("/notifications").has("Wounding."));
}

TEST_F(FlagPages, AskForAGroundBesideItsField) {
  ana.get("/posts/" + answer + "/flag");
  const auto refused = ana.post("/posts/" + answer + "/flag", {{"words", "Kept."}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("Kept."));
  EXPECT_EQ(ana.post("/posts/" + answer + "/flag", {{"ground", "other"}}).status, 422) << "other needs words";
}

TEST_F(FlagPages, DecideOnSeveralAndTakeThemBackTogether) {
  flag_answer(ana);
  lea.get("/moderation");
  EXPECT_EQ(lea.post("/moderation/decisions", {{"decision", "spam"}, {"item", "case:" + open_case()}}).status, 303);
  EXPECT_FALSE(lea.get("/moderation").has("data-item"));
  EXPECT_EQ(lea.post("/moderation/undo", {}).status, 303);
  EXPECT_TRUE(lea.get("/moderation").has("quagga"));
  EXPECT_TRUE(ana.get(page()).has("quagga"));
  EXPECT_EQ(lea.post("/moderation/decisions", {{"decision", "spam"}, {"item", "cow:1"}}).status, 400);
}

TEST_F(FlagPages, DecideOnAllThatIsTickedOrOnNothing) {
  flag_answer(ana);
  lea.get("/moderation");
  const auto item = "case:" + open_case();
  Typed ticked{{"decision", "spam"}, {"item", item}, {"item", "cow:1"}};
  EXPECT_EQ(lea.post("/moderation/decisions", ticked).status, 400);
  EXPECT_TRUE(lea.get("/moderation").has("quagga")) << "what stands before the odd one";
  ticked = {{"decision", "spam"}};
  for (int i = 0; i < 51; ++i) ticked.emplace_back("item", item);
  EXPECT_EQ(lea.post("/moderation/decisions", ticked).status, 303) << "the script adds the next page";
  EXPECT_FALSE(lea.get("/moderation").has("data-item"));
  lea.post("/moderation/undo", {});
  for (int i = 0; i < 50; ++i) ticked.emplace_back("item", item);
  EXPECT_EQ(lea.post("/moderation/decisions", ticked).status, 400);
  EXPECT_TRUE(lea.get("/moderation").has("data-item"));
}

TEST_F(FlagPages, GiveTheAuthorASecondLookByAnother) {
  flag_answer(ana);
  lea.get("/moderation");
  const auto flagged = open_case();
  lea.post("/moderation/cases/" + flagged, {{"decision", "unkind"}});
  ben.get("/account/contributions");
  EXPECT_EQ(ben.post("/account/appeals", {{"about", "case:" + flagged}, {"words", "I was quoting."}}).status, 303);
  EXPECT_FALSE(lea.get("/moderation").has("I was quoting."));
  EXPECT_TRUE(max.get("/moderation").has("I was quoting."));
  const auto appeal = id_text(site.count("select max(id) from appeal"));
  EXPECT_EQ(max.post("/moderation/appeals/" + appeal, {{"decision", "yes"}, {"answer", "You were."}}).status, 303);
  EXPECT_TRUE(ana.get(page()).has("quagga"));
  EXPECT_TRUE(ben.get("/notifications").has("your appeal"));
}

TEST_F(FlagPages, KeepASuspendedMemberOutAndTellThemByLetter) {
  max.get("/moderation/members/ben");
  ASSERT_TRUE(ben.is_signed_in());
  EXPECT_EQ(max.post("/moderation/members/ben/sanctions",
                     {{"kind", "suspension"}, {"days", "3"}, {"ground", "unkind"}, {"words", "Three times."}})
                .status,
            303);
  EXPECT_FALSE(ben.is_signed_in());
  Browser fresh(site);
  const auto refused = fresh.sign_in("ben");
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("suspended"));
  const auto wrong = Browser(site).sign_in("ben", "not the password");
  EXPECT_FALSE(wrong.has("suspended")) << "told to who knows the password alone";
  const auto letters = site.letters();
  ASSERT_FALSE(letters.empty());
  EXPECT_NE(letters.back().text.find("Three times."), std::string::npos);
  const auto path = "/appeals/" + site.last_token("/appeals/");
  EXPECT_TRUE(fresh.get(path).has("Three times."));
  EXPECT_EQ(fresh.post(path, {{"words", "It was my brother."}}).status, 303);
  EXPECT_TRUE(max.get("/moderation").has("It was my brother."));
}

TEST_F(FlagPages, LetNoLeaderSuspendAndNoMemberLook) {
  lea.get("/moderation/members/ben");
  const Typed wish{{"kind", "suspension"}, {"ground", "unkind"}};
  EXPECT_EQ(lea.post("/moderation/members/ben/sanctions", wish).status, 403);
  EXPECT_EQ(ana.get("/moderation/members/ben").status, 403);
  lea.post("/moderation/members/ben/notes", {{"note", "An okapinote."}});
  EXPECT_TRUE(max.get("/moderation/members/ben").has("okapinote"));
}

TEST_F(FlagPages, ShowWhatStaffDidToManagersAndItsOutlineToEverybody) {
  flag_answer(ana);
  lea.get("/moderation");
  lea.post("/moderation/cases/" + open_case(), {{"decision", "no"}, {"reason", "A secretreason."}});
  const auto audit = max.get("/manage/audit");
  EXPECT_TRUE(audit.has("secretreason"));
  EXPECT_FALSE(max.get("/manage/audit?by=ana").has("secretreason")) << "filtered by who did it";
  EXPECT_TRUE(max.get("/manage/audit?by=lea&about=ben&on=words").has("secretreason"));
  EXPECT_EQ(ana.get("/moderation-log").status, 404) << "off until the community wants it";
  max.get("/manage/moderation");
  EXPECT_EQ(max.post("/manage/moderation", {{"public_log", "1"}, {"strike_days", "30"}}).status, 303);
  const auto log = Browser(site).get("/moderation-log");
  EXPECT_EQ(log.status, 200);
  EXPECT_TRUE(log.has("About brakes"));
  EXPECT_FALSE(log.has("secretreason"));
  EXPECT_FALSE(log.has("/members/ben"));
  EXPECT_FALSE(log.has("quagga"));
}

TEST_F(FlagPages, NameNothingInThePublicLogThatItsReaderMayNotRead) {
  const auto hidden = site.thread("cleo", "workshop", "A zebrathread");
  max.get("/threads/" + hidden + "/a-zebrathread");
  max.post("/threads/" + hidden + "/deletion", {{"sure", "yes"}, {"ground", "spam"}});
  max.get("/manage/moderation");
  max.post("/manage/moderation", {{"public_log", "1"}, {"strike_days", "30"}});
  EXPECT_FALSE(Browser(site).get("/moderation-log").has("workshop"));
  EXPECT_FALSE(ana.get("/moderation-log").has("zebrathread")) << "hidden words are not named";
  EXPECT_TRUE(max.get("/manage/audit").has("zebrathread"));
}

}  // namespace
}  // namespace parvis::app
