// The index follows what happens to posts, and nothing typed is a fault.
#include "community/search/search_index.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include "community/search/search_check.h"
#include "community/search/suggestions.h"
#include "community/search/testing/search_square.h"
#include "community/threads/post_deletion.h"
#include "community/threads/post_edit.h"
#include "community/threads/title.h"
#include "core/store/testing/test_store.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::SearchSquare;
using ::testing::SizeIs;

class SearchIndex : public ::testing::Test {
 protected:
  template <class Action>
  void write(Action&& action) {
    square.write([&](store::Transaction& transaction) { action(transaction); });
  }
  void expect_sound() {
    square.index();
    EXPECT_THAT(square.read([](store::Reader& reader) { return check_search_index(reader); }), IsEmpty());
  }
  SearchSquare square;
  Viewer ana = square.member("Ana");
};

TEST_F(SearchIndex, ForgetsADeletedPostAtOnceAndTakesItBack) {
  const auto thread = square.thread(ana, square.talk, "Animals", "None.");
  const auto reply = square.reply(ana, thread.thread, "A wombat.");
  square.index();
  write([&](auto& transaction) { delete_post(transaction, square.act(ana), reply.id); });
  EXPECT_THAT(square.find_now(ana, "wombat").items, IsEmpty());
  EXPECT_THAT(square.find_now(ana, "author:ana").items, SizeIs(1));
  expect_sound();
  EXPECT_THAT(square.find_now(ana, "wombat").items, IsEmpty());
  write([&](auto& transaction) { restore_post(transaction, square.act(ana), reply.id); });
  EXPECT_THAT(square.titles("wombat"), ElementsAre("Animals"));
  expect_sound();
}

TEST_F(SearchIndex, ForgetsADeletedThreadAtOnce) {
  const auto thread = square.thread(ana, square.talk, "Animals", "A wombat.");
  square.index();
  write([&](auto& transaction) { delete_post(transaction, square.act(ana), thread.post); });
  for (const auto* words : {"wombat", "animals", "space:talk", "author:ana", "after:2020", "solved:no"}) {
    EXPECT_THAT(square.find_now(ana, words).items, IsEmpty()) << words;
  }
  expect_sound();
}

TEST_F(SearchIndex, FollowsAnEditAndANewTitle) {
  const auto thread = square.thread(ana, square.talk, "Animals", "A wombat.");
  const auto text = square.text("A platypus.");
  write([&](auto& transaction) {
    edit_post(transaction, square.act(ana), {.post = thread.post, .revisions = 0}, text);
    retitle(transaction, square.act(ana), thread.thread, "Beasts");
  });
  EXPECT_THAT(square.titles("wombat"), IsEmpty());
  EXPECT_THAT(square.titles("animals"), IsEmpty());
  EXPECT_THAT(square.titles("platypus"), ElementsAre("Beasts"));
  EXPECT_THAT(square.titles("beasts"), ElementsAre("Beasts"));
  expect_sound();
}

TEST_F(SearchIndex, FollowsTheTagsOfAThreadInAllItsPosts) {
  const auto thread = square.thread(ana, square.talk, "Animals", "Some.", {"old"});
  square.reply(ana, thread.thread, "A wombat.");
  square.index();
  write([&](auto& transaction) { retag(transaction, square.act(ana), thread.thread, {"new"}); });
  EXPECT_THAT(square.find_now(ana, "wombat tag:old").items, IsEmpty());
  EXPECT_THAT(square.find_now(ana, "wombat tag:new").items, SizeIs(1));
  expect_sound();
  EXPECT_THAT(square.find_now(ana, "wombat tag:new").items, SizeIs(1));
}

TEST_F(SearchIndex, IsNeverOfferedWhatItWouldReadAsACommand) {
  square.thread(ana, square.talk, "Animals AND plants", "A wombat OR NOT NEAR two.", {"near"});
  square.index();
  for (const auto* words :
       {"\"",    "\"\"", "*", "AND", "OR NOT", "NEAR(a b)", "a*",  "^a",      "{title} : a",        "title : a",
        "(",     ")",    "-", "--",  "+a",     "a + b",     "\"a", "a\"b\"c", "'; drop table post", "marks : s1",
        "s1 a1", "\\"}) {
    EXPECT_NO_THROW(square.find_now(ana, words)) << words;
  }
  EXPECT_NO_THROW(square.find_now(ana, std::string("wom\0bat", 7)));
  EXPECT_THAT(square.titles("near"), ElementsAre("Animals AND plants"));
  EXPECT_THAT(square.titles("NOT near"), ElementsAre("Animals AND plants"));
}

// A long merge would hold every other write meanwhile.
TEST_F(SearchIndex, PutsItsPiecesTogetherInSmallSteps) {
  if (store::tests_use_postgres()) GTEST_SKIP() << "the pieces are FTS5's";
  std::int64_t post = 1'000'000, longest = 0;
  const auto entries = [&](int count) {
    std::vector<IndexEntry> out;
    for (; count > 0; --count) {
      IndexEntry entry{.post = {++post}, .in = {1}, .created_at = now()};
      for (int word = 0; word < 40; ++word)
        entry.body += fmt::format("w{} ", (post * 7919 + word * word * 31) % 30'011);
      entry.marks = "s1 a1";
      out.push_back(std::move(entry));
    }
    return out;
  };
  // What the one before changed, its end included: there FTS5 puts pieces together.
  const auto changes_before = [&](const std::vector<IndexEntry>& batch) {
    return square.write([&](store::Transaction& transaction) {
      const auto changes = *transaction.one<std::int64_t>(store::Sql{"select total_changes()"});
      search_index(transaction).write(transaction, batch);
      return changes;
    });
  };
  write([](auto& transaction) { search_index(transaction).expect(transaction, Arrivals::many); });
  write([&](auto& transaction) { search_index(transaction).write(transaction, entries(20'000)); });
  write([](auto& transaction) { search_index(transaction).expect(transaction, Arrivals::few); });
  auto last = changes_before(entries(30));
  for (int batch = 0; batch < 300; ++batch) {
    const auto changes = changes_before(entries(30));
    longest = std::max(longest, changes - last);
    last = changes;
  }
  EXPECT_LT(longest, 3'000);
}

TEST_F(SearchIndex, AnswersAnyText) {
  square.thread(ana, square.talk, "Animals of the sea", "A wombat, été, смазка, 自転車.");
  square.index();
  const auto answers = [&](const std::string& words) {
    square.find_now(ana, words);
    square.find_now(ana, words, SearchOrder::latest, words);
    square.read([&](store::Reader& reader) {
      suggest(reader, ana, *square.spaces, words);
      similar_threads(reader, ana, *square.spaces, words);
    });
  };
  EXPECT_TRUE(rc::check("any bytes are answered", [&](const std::string& bytes) { answers(bytes); }));
  EXPECT_TRUE(rc::check("any characters are answered", [&] {
    std::string words;
    for (const auto code :
         *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(0, 0x110000))) {
      if (code < 0xD800 || code > 0xDFFF) text::append_utf8(words, code);
      words += code % 3 == 0 ? "\"" : code % 3 == 1 ? " " : "";
    }
    answers(words);
  }));
}

}  // namespace
}  // namespace parvis::community
