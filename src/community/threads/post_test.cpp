#include "community/threads/post.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/testing/test_community.h"
#include "community/threads/closure.h"
#include "community/threads/comment.h"
#include "community/threads/post_deletion.h"
#include "community/threads/post_edit.h"
#include "community/threads/post_lists.h"
#include "community/threads/read_mark.h"
#include "community/threads/solution.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

struct Posts : ::testing::Test {
  TestCommunity square;
  Viewer ana = square.member("Ana"), bob = square.member("Bob"), lea = square.leader("Léa");
  OpenedThread opened = square.thread(ana, square.questions, "Which chain?", "For a tandem.", {"chains"});

  PostInThread found(const Viewer& viewer, PostId id) {
    return square.read([&](store::Reader& reader) { return find_post(reader, viewer, *square.spaces, id); });
  }
  EditResult edit(const Viewer& viewer, PostId post, std::int64_t revisions, const std::string& body,
                  std::optional<std::string> title = {}, std::optional<std::vector<std::string>> tags = {}) {
    const auto text = square.text(body);
    return square.write([&](store::Transaction& transaction) {
      return edit_post(transaction, square.act(viewer),
                       {.post = post, .revisions = revisions, .title = title, .tags = tags, .reason = "clearer"}, text);
    });
  }
  template <class Rule, class... Args>
  void change(const Viewer& viewer, Rule rule, const Args&... args) {
    square.write([&](store::Transaction& transaction) { rule(transaction, square.act(viewer), args...); });
    EXPECT_THAT(square.wrong_counters(), IsEmpty());
  }
  std::vector<Revision> history(const Viewer& viewer, PostId post) {
    return square.read([&](store::Reader& reader) { return post_history(reader, viewer, *square.spaces, post); });
  }
};

TEST_F(Posts, AreNumberedInOrder) {
  EXPECT_EQ(square.reply(bob, opened.thread).number, 2);
  const auto third = square.reply(ana, opened.thread, "Thank you.");
  EXPECT_EQ(third.number, 3);
  const auto [post, thread] = found(bob, third.id);
  EXPECT_EQ(thread.posts, 3);
  EXPECT_EQ(thread.last_poster, ana.member);
  EXPECT_EQ(thread.last_activity_at, post.created_at);
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Posts, AnswerAnotherPostOfTheSameThread) {
  const auto second = square.reply(bob, opened.thread);
  const auto third = square.reply(ana, opened.thread, "Really?", second.id);
  EXPECT_EQ(found(bob, third.id).post.reply_to, second.id);
  const auto elsewhere = square.thread(bob, square.talk);
  EXPECT_THROW(square.reply(ana, elsewhere.thread, "Here?", second.id), BadRequest);
}

TEST_F(Posts, AreReadByWhoWritesThem) {
  square.reply(bob, opened.thread);
  square.reply(lea, opened.thread);
  square.read([&](store::Reader& reader) {
    EXPECT_EQ(read_up_to(reader, lea.member, opened.thread), 3);
    EXPECT_EQ(read_up_to(reader, ana.member, opened.thread), 1);
  });
}

TEST_F(Posts, NameMembersOnce) {
  const auto post = square.reply(bob, opened.thread, "@ana and @lea, @ana again, @nobody, and @bob himself");
  EXPECT_THAT(square.last_verbs(3), ElementsAre(Verb::replied, Verb::mentioned, Verb::mentioned));
  EXPECT_THAT(found(ana, post.id).post.html, ::testing::HasSubstr("/members/ana"));
  edit(bob, post.id, 0, "@ana and @lea and that is all");
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::post_edited));
}

TEST_F(Posts, AreEditedWithTheirHistoryKept) {
  const auto post = square.reply(bob, opened.thread, "First.");
  EXPECT_EQ(edit(bob, post.id, 0, "Second.").kind, EditResult::Kind::edited);
  EXPECT_EQ(edit(bob, post.id, 1, "Third.").revisions, 2);
  std::vector<std::string> bodies;
  for (const auto& revision : history(ana, post.id)) bodies.push_back(revision.body);
  EXPECT_THAT(bodies, ElementsAre("First.", "Second.", "Third."));
  EXPECT_EQ(history(ana, post.id)[1].reason, "clearer");
  EXPECT_TRUE(found(ana, post.id).post.edited_at);
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Posts, TellALongHistoryInPages) {
  for (int i = 0; i < 13; ++i) {
    edit(ana, opened.post, i, "Text " + std::to_string(i + 2),
         i == 11 ? "The last title" : "Title " + std::to_string(i / 4));
  }
  const auto page = [&](std::int64_t last) {
    return square.read(
        [&](store::Reader& reader) { return post_history(reader, bob, *square.spaces, opened.post, last); });
  };
  const auto whole = page(0);
  ASSERT_THAT(whole, SizeIs(kTextsPerPage + 1));
  EXPECT_EQ(whole.front().number, 4);
  EXPECT_EQ(whole.back().number, 14);
  EXPECT_EQ(whole.front().body, "Text 4");
  EXPECT_EQ(whole.back().body, "Text 14");
  const auto earlier = page(whole.front().number);
  ASSERT_THAT(earlier, SizeIs(4));
  EXPECT_EQ(earlier.front().number, 1);
  EXPECT_EQ(earlier.back().body, whole.front().body);
  EXPECT_EQ(earlier.back().title, whole.front().title);
  EXPECT_EQ(earlier.back().editor_name, whole.front().editor_name);
  EXPECT_EQ(earlier.front().title, "Which chain?");
  EXPECT_EQ(earlier.front().tags, "chains");
  EXPECT_EQ(page(5).back().title, "Title 0");
  EXPECT_EQ(page(1'000'000).back().number, 14);
}

TEST_F(Posts, KeepNoRevisionOfTheSameText) {
  const auto post = square.reply(bob, opened.thread, "First.");
  EXPECT_EQ(edit(bob, post.id, 0, "First.").kind, EditResult::Kind::unchanged);
  EXPECT_EQ(found(ana, post.id).post.revisions, 0);
}

TEST_F(Posts, AreNotOverwrittenByAnOlderForm) {
  const auto post = square.reply(bob, opened.thread, "First.");
  edit(bob, post.id, 0, "From the phone.");
  const auto result = edit(bob, post.id, 0, "From the desk.");
  EXPECT_EQ(result.kind, EditResult::Kind::conflict);
  EXPECT_EQ(result.current_body, "From the phone.");
  EXPECT_EQ(result.revisions, 1);
  EXPECT_EQ(found(bob, post.id).post.body, "From the phone.");
}

TEST_F(Posts, CarryTitleAndTagsWhenFirst) {
  const auto result = edit(ana, opened.post, 0, "For a tandem.", "Which chain, please?", {{"chains", "tandem"}});
  EXPECT_EQ(result.kind, EditResult::Kind::edited);
  EXPECT_EQ(result.slug, "which-chain-please");
  const auto revisions = history(bob, opened.post);
  ASSERT_THAT(revisions, SizeIs(2));
  EXPECT_EQ(revisions[0].title, "Which chain?");
  EXPECT_EQ(revisions[0].tags, "chains");
  EXPECT_EQ(revisions[1].title, "Which chain, please?");
  EXPECT_EQ(revisions[1].tags, "chains tandem");
  EXPECT_THAT(square.last_verbs(2), ElementsAre(Verb::thread_retitled, Verb::thread_tagged));
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Posts, AreEditedByAuthorsAndLeadersOnly) {
  const auto post = square.reply(bob, opened.thread);
  EXPECT_THROW(edit(ana, post.id, 0, "Mine now."), Forbidden);
  EXPECT_EQ(edit(lea, post.id, 0, "Corrected.").kind, EditResult::Kind::edited);
}

TEST_F(Posts, LeaveATraceWhenDeleted) {
  const auto second = square.reply(bob, opened.thread, "A secret.");
  const auto third = square.reply(lea, opened.thread);
  EXPECT_THROW(change(ana, delete_post, second.id), Forbidden);
  change(bob, delete_post, second.id);
  EXPECT_EQ(found(ana, second.id).post.number, 2);
  EXPECT_EQ(found(ana, second.id).post.body, "");
  EXPECT_EQ(found(bob, second.id).post.body, "A secret.");
  EXPECT_EQ(found(lea, second.id).post.body, "A secret.");
  EXPECT_THROW(history(ana, second.id), NotFound);
  const auto posts = square.read([&](store::Reader& r) { return posts_from(r, opened.thread, 1, 20); });
  ASSERT_THAT(posts, SizeIs(3));
  EXPECT_EQ(posts[1].body, "");
  change(bob, restore_post, second.id);
  EXPECT_EQ(found(ana, second.id).post.body, "A secret.");
  change(lea, delete_post, third.id);
  EXPECT_EQ(found(ana, second.id).thread.last_poster, bob.member);
  EXPECT_EQ(square.reply(bob, opened.thread).number, 4);
}

TEST_F(Posts, DeletedByALeaderStayDeletedForTheirAuthor) {
  const auto post = square.reply(bob, opened.thread);
  change(lea, delete_post, post.id);
  EXPECT_THROW(change(bob, restore_post, post.id), Forbidden);
  EXPECT_THROW(edit(bob, post.id, 0, "Again."), Conflict);
}

TEST_F(Posts, TakeTheirThreadWithThemWhenFirst) {
  change(ana, delete_post, opened.post);
  EXPECT_THROW(found(bob, opened.post), NotFound);
  change(ana, restore_post, opened.post);
  square.reply(bob, opened.thread);
  EXPECT_THROW(change(ana, delete_post, opened.post), Forbidden);
}

TEST_F(Posts, AreAcceptedAsTheAnswer) {
  const auto answer = square.reply(bob, opened.thread);
  const auto other = square.reply(lea, opened.thread);
  EXPECT_THROW(change(bob, accept_solution, answer.id), Forbidden);
  EXPECT_THROW(change(ana, accept_solution, opened.post), Conflict);
  change(ana, accept_solution, answer.id);
  EXPECT_EQ(found(ana, answer.id).thread.solution, answer.id);
  change(lea, accept_solution, other.id);
  EXPECT_THAT(square.last_verbs(2), ElementsAre(Verb::solution_withdrawn, Verb::solution_accepted));
  change(lea, delete_post, other.id);
  EXPECT_FALSE(found(ana, other.id).thread.solution);
  const auto chat = square.thread(ana, square.talk);
  EXPECT_THROW(change(ana, accept_solution, square.reply(bob, chat.thread).id), Conflict);
}

TEST_F(Posts, TakeShortComments) {
  const auto text =
      square.read([&](store::Reader& r) { return *compose_comment(r, "Agreed, @bob", text::Language::en); });
  const auto comment = square.write(
      [&](store::Transaction& transaction) { return add_comment(transaction, square.act(lea), opened.post, text); });
  EXPECT_EQ(found(ana, opened.post).post.comments, 1);
  EXPECT_THAT(square.last_verbs(2), ElementsAre(Verb::commented, Verb::mentioned));
  EXPECT_THROW(change(bob, delete_comment, comment), Forbidden);
  square.write(
      [&](store::Transaction& t) { t.run("update post set comments = $2 where id = $1", opened.post, kMaxComments); });
  EXPECT_THROW(square.write([&](store::Transaction& t) { return add_comment(t, square.act(lea), opened.post, text); }),
               Conflict);
  square.write([&](store::Transaction& t) { t.run("update post set comments = 1 where id = $1", opened.post); });
  change(lea, delete_comment, comment);
  EXPECT_THROW(change(lea, delete_comment, comment), NotFound);
  const auto loud =
      square.read([&](store::Reader& r) { return *compose_comment(r, "# No\n\n- no", text::Language::en); });
  EXPECT_EQ(loud.body, "# No\n\n- no");
  EXPECT_EQ(loud.html, "<p># No - no</p>\n");
  const auto long_text = square.read(
      [&](store::Reader& r) { return compose_comment(r, std::string(kMaxComment + 1, 'x'), text::Language::en); });
  ASSERT_FALSE(long_text);
  EXPECT_EQ(long_text.mistakes()[0].field, "body");
}

TEST_F(Posts, OfAMemberAreListedByPagesThatMeet) {
  for (int i = 0; i < 7; ++i) square.reply(bob, opened.thread, "Number " + std::to_string(i));
  const auto hidden = square.thread(ana, square.members_only);
  square.reply(bob, hidden.thread, "Among us.");
  std::vector<std::string> seen;
  std::string cursor;
  do {
    const auto page = square.read([&](store::Reader& r) {
      return posts_by_member(r, TestCommunity::visitor(), *square.spaces, bob.member, cursor, 3);
    });
    for (const auto& row : page.rows) seen.push_back(row.body);
    cursor = page.next;
  } while (!cursor.empty());
  EXPECT_THAT(seen, ElementsAre("Number 6", "Number 5", "Number 4", "Number 3", "Number 2", "Number 1", "Number 0"));
  const auto all = square.read([&](store::Reader& r) { return latest_posts(r, bob, *square.spaces, "", 50); });
  EXPECT_THAT(all.rows, SizeIs(10));
}

}  // namespace
}  // namespace parvis::community
