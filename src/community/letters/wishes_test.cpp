#include "community/letters/wishes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/letters/testing/letter_world.h"
#include "community/notifications/notification.h"
#include "community/threads/reaction.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct WishesOfMembers : ::testing::Test, testing::LetterWorld {
  Viewer ana = member("Ana"), ben = member("Ben");

  std::vector<Notification> on_page(const Viewer& who) {
    return square.read([&](store::Reader& r) { return list_notifications(r, who, *context().spaces).rows; });
  }
  std::int64_t unread(const Viewer& who) {
    return square.read([&](store::Reader& r) { return count_unread(r, who.member); });
  }
  void hide(const Viewer& who, Topic topic) {
    auto changed = wishes_of(who);
    changed.of(topic).on_page = false;
    wishes(who, changed);
  }
};

TEST_F(WishesOfMembers, AreTheUsualOnesUntilTheyChoose) {
  EXPECT_EQ(wishes_of(ana), Wishes());
  EXPECT_EQ(preset_of(Wishes()), Preset::usual);
  wishes(ana, Wishes());
  EXPECT_THAT(square.last_verbs(1), ::testing::Not(ElementsAre(Verb::telling_changed))) << "nothing changed";
}

TEST_F(WishesOfMembers, ComeBackAsTheyWereChosen) {
  for (const auto preset : {Preset::only_me, Preset::everything, Preset::one_a_day, Preset::nothing, Preset::usual}) {
    auto chosen = with_preset({}, preset);
    chosen.hour = 19;
    chosen.weekday = 7;
    chosen.quiet_from = chosen.quiet_to = 4;
    chosen.of(Topic::thanks).on_page = false;
    wishes(ana, chosen);
    EXPECT_EQ(wishes_of(ana), chosen);
    EXPECT_EQ(wishes_of(ben), Wishes());
    EXPECT_EQ(parse_preset(preset_name(preset)), preset);
    EXPECT_EQ(preset_of(with_preset(Wishes(), preset)), preset);
  }
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::telling_changed));
}

TEST_F(WishesOfMembers, KeepOffThePageWhatIsNotWantedThere) {
  const auto thread = opens(ana);
  const auto post = replies(ben, thread);
  EXPECT_EQ(unread(ana), 1);
  hide(ana, Topic::answers);
  EXPECT_EQ(unread(ana), 0);
  EXPECT_THAT(on_page(ana), IsEmpty());
  wait(kMinute);
  square.write(
      [&](store::Transaction& t) { react(t, square.act(ana), post.id, "thanks", Give::on, square.reactions); });
  EXPECT_EQ(unread(ben), 1);
  hide(ben, Topic::followed);
  EXPECT_EQ(unread(ben), 1) << "another topic";
  hide(ben, Topic::thanks);
  EXPECT_EQ(unread(ben), 0);
}

TEST_F(WishesOfMembers, TellAnswersFromOtherReplies) {
  const auto cleo = member("Cleo");
  const auto thread = opens(ana);
  const auto first = replies(ben, thread);
  hide(ben, Topic::followed);
  replies(cleo, thread);
  EXPECT_EQ(unread(ben), 0) << "not to him";
  replies(cleo, thread, "To you.", first.id);
  EXPECT_EQ(unread(ben), 1) << "to him";
}

}  // namespace
}  // namespace parvis::community
