#include "community/threads/counters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "community/testing/test_community.h"
#include "community/threads/bulk.h"
#include "community/threads/comment.h"
#include "community/threads/move.h"
#include "community/threads/post_deletion.h"
#include "community/threads/post_edit.h"
#include "community/threads/reaction.h"
#include "community/threads/solution.h"
#include "community/threads/tag.h"
#include "community/threads/thread_deletion.h"
#include "community/threads/vote.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::TestCommunity;

// Any acts by anyone on anything, in any order: refusals are fine, a wrong counter is not.
class RandomActs {
 public:
  // Several in one transaction, which one refusal undoes.
  void act(int many) {
    const auto& viewer = pick(people_);
    try {
      square_.write([&](store::Transaction& transaction) {
        for (int i = 0; i < many; ++i) choose(transaction, square_.act(viewer));
      });
    } catch (const Refusal&) {
    }
  }
  std::vector<std::string> wrong_counters() { return square_.wrong_counters(); }

 private:
  template <class T>
  static const T& pick(const std::vector<T>& from) {
    return from[*rc::gen::inRange<std::size_t>(0, from.size())];
  }

  void choose(store::Transaction& t, const Act& act) {
    const auto what = *rc::gen::inRange(0, 16);
    if (threads_.empty() || what == 0) return open(t, act);
    const auto thread = pick(threads_);
    const auto post = pick(posts_);
    const auto space = pick(spaces_);
    switch (what) {
      case 1:
      case 2:
      case 3: posts_.push_back(reply(t, act, {thread, {}}, text("Reply")).id); break;
      case 4: react(t, act, post, pick(kinds_), *rc::gen::element(Give::on, Give::off), square_.reactions); break;
      case 5: cast_vote(t, act, post, static_cast<Ballot>(*rc::gen::inRange(-1, 2))); break;
      case 6: accept_solution(t, act, post); break;
      case 7: withdraw_solution(t, act, thread); break;
      case 8: delete_post(t, act, post); break;
      case 9: restore_post(t, act, post); break;
      case 10: delete_thread(t, act, thread); break;
      case 11: restore_thread(t, act, thread); break;
      case 12: move_thread(t, act, thread, space); break;
      case 13: retag(t, act, thread, {pick(tags_), pick(tags_)}); break;
      case 14: add_comment(t, act, post, text("Comment")); break;
      case 15: edit_post(t, act, {.post = post, .revisions = *rc::gen::inRange(0, 2)}, text("Edited")); break;
    }
  }

  // Identifiers of what a refusal rolled back may stay in the lists: rules answer NotFound to them.
  void open(store::Transaction& t, const Act& act) {
    const auto opened =
        open_thread(t, act, {pick(spaces_), "A title", "a-title", text("Words"), {pick(tags_), pick(tags_)}});
    threads_.push_back(opened.thread);
    posts_.push_back(opened.post);
  }
  static PostText text(const std::string& body) {
    return {.body = body, .html = body, .renderer = 1, .language = "en"};
  }

  TestCommunity square_;
  std::vector<Viewer> people_{square_.member("Ana"), square_.member("Bob"), square_.leader("Léa"),
                              square_.manager("Max")};
  std::vector<SpaceId> spaces_{square_.talk, square_.questions, square_.members_only};
  std::vector<std::string> tags_{"gravel", "tandem", "chains"};
  std::vector<std::string> kinds_{"thanks", "useful"};
  std::vector<ThreadId> threads_;
  std::vector<PostId> posts_;
};

TEST(Counters, EqualWhatTheyCountAfterAnyActs) {
  EXPECT_TRUE(rc::check("counters equal what they count", [] {
    RandomActs acts;
    const auto many = *rc::gen::inRange(0, 30);
    for (int i = 0; i < many; ++i) acts.act(*rc::gen::inRange(1, 4));
    RC_ASSERT(acts.wrong_counters().empty());
  }));
}

TEST(Counters, AreFoundWrongAndSetRight) {
  TestCommunity square;
  const auto ana = square.member("Ana"), bob = square.member("Bob");
  const auto opened = square.thread(ana, square.questions, "Title", "Words.", {"chains"});
  square.reply(bob, opened.thread);
  square.write([&](store::Transaction& t) {
    react(t, square.act(bob), opened.post, "thanks", Give::on, square.reactions);
    constexpr store::Sql kSpoilThreads{"update thread set posts = 7, thanks = 9, last_activity_at = 1"};
    constexpr store::Sql kSpoilSpaces{"update space set posts = posts + 1"};
    constexpr store::Sql kSpoilMembers{"update member set solutions = 3"};
    constexpr store::Sql kSpoilPosts{"update post set reactions = 'useful:4', comments = 2"};
    constexpr store::Sql kSpoilTags{"update tag_space set threads = 5"};
    constexpr store::Sql kSpoilTally{"delete from tally where name = 'posts'"};
    for (const auto* sql : {&kSpoilThreads, &kSpoilSpaces, &kSpoilMembers, &kSpoilPosts, &kSpoilTags, &kSpoilTally}) {
      t.run(*sql);
    }
  });
  const auto lines = square.wrong_counters();
  EXPECT_THAT(lines, ::testing::SizeIs(::testing::Ge(7u)));
  EXPECT_THAT(lines.back(), HasSubstr("posts is 0, must be 2"));
  EXPECT_GT(square.write([](store::Transaction& t) { return recount_all(t); }), 0);
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
  EXPECT_EQ(square.write([](store::Transaction& t) { return recount_all(t); }), 0);
}

TEST(Counters, AreRecountedAfterABulkLoad) {
  TestCommunity square;
  const auto ana = square.member("Ana"), bob = square.member("Bob");
  const Instant at{1'500'000'000'000'000};
  const auto thread = make_id<ThreadId>();
  const auto first = make_id<PostId>(), second = make_id<PostId>();
  square.write([&](store::Transaction& t) {
    store::BulkRows rows(t);
    insert_thread_row(rows, {.id = thread,
                             .space = square.questions,
                             .author = ana.member,
                             .title = "Old",
                             .slug = "old",
                             .language = "en",
                             .created_at = at,
                             .solution = second,
                             .solution_by = ana.member});
    insert_post_row(rows, {.id = first,
                           .thread = thread,
                           .number = 1,
                           .author = ana.member,
                           .created_at = at,
                           .body = "Q",
                           .html = "<p>Q</p>",
                           .language = "en"});
    insert_post_row(rows, {.id = second,
                           .thread = thread,
                           .number = 2,
                           .author = bob.member,
                           .created_at = at + kDay,
                           .body = "A",
                           .html = "<p>A</p>",
                           .language = "en"});
    insert_thread_tag_row(rows, thread, find_or_make_tag(t, "old-tag"), at);
    insert_vote_row(rows,
                    {.id = next_id(), .post = first, .member = std::nullopt, .kind = VoteKind::up, .created_at = at});
    insert_vote_row(rows,
                    {.id = next_id(), .post = first, .member = std::nullopt, .kind = VoteKind::up, .created_at = at});
    insert_vote_row(rows,
                    {.id = next_id(), .post = first, .member = bob.member, .kind = VoteKind::down, .created_at = at});
    insert_vote_row(rows,
                    {.id = next_id(), .post = first, .member = bob.member, .kind = VoteKind::down, .created_at = at});
    insert_comment_row(
        rows,
        {.id = make_id<CommentId>(), .post = second, .author = ana.member, .created_at = at, .body = "C", .html = "C"});
    insert_revision_row(rows, {.id = next_id(),
                               .post = second,
                               .number = 1,
                               .editor = bob.member,
                               .created_at = at,
                               .body = "A?",
                               .reason = ""});
    insert_reaction_row(rows, second, ana.member, "thanks", at);
    insert_activity_row(rows, {.at = at, .actor = ana.member, .verb = Verb::thread_opened, .source = Source::import});
    rows.put_in();
    recount_all(t);
  });
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
  const auto found = square.read([&](store::Reader& r) { return find_thread(r, bob, *square.spaces, thread); });
  EXPECT_EQ(found.posts, 2);
  EXPECT_EQ(found.last_post, 2);
  EXPECT_EQ(found.last_poster, bob.member);
  EXPECT_EQ(found.last_activity_at, at + kDay);
  EXPECT_EQ(found.score, 1);
  EXPECT_EQ(found.thanks, 1);
  square.read([&](store::Reader& reader) {
    EXPECT_EQ(read_tally(reader, "votes"), 3);
    EXPECT_EQ(read_tally(reader, "comments"), 1);
  });
}

}  // namespace
}  // namespace parvis::community
