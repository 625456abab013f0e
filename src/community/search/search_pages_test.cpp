#include "community/search/search_pages.h"

#include <gtest/gtest.h>

#include "community/search/testing/search_square.h"
#include "community/testing/test_visit.h"

namespace parvis::community {
namespace {

using testing::SearchSquare;
using testing::Visited;

class SearchPages : public ::testing::Test {
 protected:
  // No more acts after this: the store belongs to the community.
  void open() {
    square.index();
    community = std::make_unique<Community>(config::Settings{}, std::move(square.store));
  }
  Visited show(const std::string& fields, const Viewer& viewer = {}, text::Language language = text::Language::en) {
    return testing::ask(*community, viewer, show_search, {.target = "/search" + fields, .language = language});
  }
  Visited suggest(const std::string& typed, const Viewer& viewer = {}) {
    return testing::ask(*community, viewer, suggest_matches, {.target = "/search/suggestions?q=" + typed});
  }
  // What stands between two pieces of the page.
  static std::string between(const Visited& page, const std::string& from, const std::string& to) {
    const auto begin = page.body.find(from);
    if (begin == std::string::npos) return {};
    const auto end = page.body.find(to, begin);
    return page.body.substr(begin, end == std::string::npos ? end : end - begin);
  }

  SearchSquare square;
  std::unique_ptr<Community> community;
  Viewer ana = square.member("Ana"), ben = square.member("Ben");
};

TEST_F(SearchPages, ExplainThemselvesBeforeTheFirstQuestion) {
  open();
  const auto page = show("");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.has("Ways to ask"));
  EXPECT_TRUE(page.has("role=\"search\""));
  EXPECT_FALSE(page.has("id=\"seek\""));  // one field is enough
  const auto french = show("", {}, text::Language::fr);
  EXPECT_TRUE(french.has("Manières de chercher"));
  EXPECT_TRUE(french.has("résolu:oui bruit"));
  EXPECT_TRUE(show("?q=-leather").has("Ways to ask"));
}

TEST_F(SearchPages, ShowEachThreadWithItsMarkedPassage) {
  const auto thread = square.thread(ana, square.questions, "A <wombat> bag", "Is the **wombat** & its bag here?");
  square.reply(ben, thread.thread, "Another wombat.");
  open();
  const auto page = show("?q=wombat");
  EXPECT_TRUE(page.has("A &lt;<mark>wombat</mark>&gt; bag</a>"));
  EXPECT_TRUE(page.has("Is the <mark>wombat</mark> &amp; its bag here?"));
  EXPECT_TRUE(page.has("1 more post there"));
  EXPECT_TRUE(page.has("1 thread<"));
  EXPECT_TRUE(page.has("aria-current=\"page\">Most fitting"));
  EXPECT_TRUE(page.has("href=\"/search?q=wombat&amp;order=latest\""));
  const auto latest = show("?q=wombat&order=latest");
  EXPECT_TRUE(latest.has("aria-current=\"page\">Latest first"));
  EXPECT_TRUE(latest.has("Another <mark>wombat</mark>."));
  EXPECT_TRUE(latest.has("/2#post-2"));
}

TEST_F(SearchPages, SayWhatToDoWhenNothingWasFound) {
  square.thread(ana, square.talk, "A wombat", "Here.");
  open();
  const auto page = show("?q=anaconda");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.has("Nothing was said of “anaconda” yet."));
  EXPECT_TRUE(page.has("Ask the square"));
  EXPECT_FALSE(page.has("Look everywhere"));
  const auto narrowed = show("?q=wombat&space=questions");
  EXPECT_TRUE(narrowed.has("Nothing fits that yet."));
  EXPECT_TRUE(narrowed.has("Look everywhere"));
  EXPECT_TRUE(narrowed.has("href=\"/search?q=wombat\""));
  EXPECT_TRUE(show("?q=anaconda", {}, text::Language::fr).has("On n’a pas encore parlé de"));
}

TEST_F(SearchPages, SayHowTheWordsStandWhenNoPostHasThemAll) {
  const auto thread = square.thread(ana, square.talk, "On tents", "A tent of silk.");
  square.reply(ben, thread.thread, "Mine has a <stove>.");
  open();
  const auto spread = show("?q=silk+stove");
  EXPECT_TRUE(spread.has("No single post holds all these words."));
  EXPECT_FALSE(spread.has("<s>"));
  const auto nearly = show("?q=silk+anchor");
  EXPECT_TRUE(nearly.has("No conversation holds all these words. These come closest."));
  EXPECT_TRUE(nearly.has("Without: <s>anchor</s>"));
  EXPECT_FALSE(show("?q=silk").has("all these words"));
  EXPECT_TRUE(show("?q=silk+anchor", {}, text::Language::fr).has("Voici celles qui s’en approchent le plus."));
}

TEST_F(SearchPages, SayWhatWasLookedForInstead) {
  square.thread(ana, square.talk, "Vélos", "Le dérailleur.");
  open();
  EXPECT_TRUE(
      show("?q=derailelur").has("Nobody wrote “<b>derailelur</b>”. Here is what was said of “<b>dérailleur</b>”."));
  EXPECT_TRUE(show("?q=derailelur", {}, text::Language::fr).has("<b>dérailleur</b>"));
  EXPECT_FALSE(show("?q=derailleur").has("Nobody wrote"));
}

TEST_F(SearchPages, SayBesideItsFieldWhatALimitDoesNotName) {
  square.thread(ana, square.talk, "A wombat", "Here.", {"bag"});
  open();
  const std::vector<std::array<const char*, 3>> asked{
      {"&space=nowhere", "search-space", "There is no such space."},
      {"&space=workshop", "search-space", "There is no such space."},
      {"&tag=nothing", "search-tag", "No conversation carries this tag."},
      {"&author=nobody", "search-author", "Nobody here has this name."},
      {"&from=soon", "search-from", "Write a date like 2026-05-31."},
      {"&to=31/05/2026", "search-to", "Write a date like 2026-05-31."},
      {"&solved=perhaps", "search-solved", "Write yes or no."}};
  for (const auto& [field, id, message] : asked) {
    const auto page = show(std::string("?q=wombat") + field);
    EXPECT_EQ(page.status, 200) << field;
    EXPECT_TRUE(page.has(std::string("id=\"") + id + "-error\">" + message)) << field;
    EXPECT_TRUE(page.has("class=\"search-limits\" open")) << field;
    EXPECT_FALSE(page.has("class=\"talk found\"")) << field;
    EXPECT_TRUE(page.has("value=\"wombat\"")) << field;
  }
  const auto words = show("?q=wombat+space:nowhere+after:soon");
  EXPECT_NE(between(words, "id=\"search-words-error\"", "</div>").find("There is no such space."), std::string::npos);
  EXPECT_NE(between(words, "id=\"search-words-error\"", "</div>").find("Write a date"), std::string::npos);
  EXPECT_TRUE(words.has("aria-invalid=\"true\""));
  EXPECT_TRUE(show("?q=wombat&tag=rien", {}, text::Language::fr).has("Aucune conversation ne porte cette étiquette."));
}

TEST_F(SearchPages, ShowTheLimitsThatAreSetAndHowToTakeThemOff) {
  square.thread(ana, square.talk, "A wombat", "Here.", {"bag"});
  open();
  const auto page = show("?q=wombat&space=talk&tag=bag&author=@Ana&from=2026-01-01&to=2026-12-31&solved=no");
  EXPECT_TRUE(page.has("class=\"talk found\""));
  const auto set = between(page, "class=\"search-set\"", "</ul>");
  for (const auto* limit :
       {"talk", "#bag", "by @Ana", "from 1 January 2026", "until 31 December 2026", "Unsolved only"}) {
    EXPECT_NE(set.find(limit), std::string::npos) << limit;
  }
  EXPECT_NE(set.find("href=\"/search?q=wombat&amp;tag=bag&amp;"), std::string::npos);
  EXPECT_FALSE(show("?q=wombat&to=2025-12-31").has("class=\"talk found\""));
  EXPECT_TRUE(show("?tag=bag").has("class=\"talk found\""));
  EXPECT_TRUE(show("?author=ana").has("class=\"talk found\""));
}

TEST_F(SearchPages, CountTheDayOfAnUntilInTheZoneOfWhoAsks) {
  square.thread(ana, square.talk, "A wombat", "Here.");  // on 2026-01-01
  open();
  EXPECT_TRUE(show("?q=wombat&from=2026-01-01&to=2026-01-01").has("class=\"talk found\""));
  EXPECT_FALSE(show("?q=wombat&from=2026-01-02").has("class=\"talk found\""));
}

TEST_F(SearchPages, GoOnWithTheSameQuestion) {
  for (int i = 0; i < 25; ++i) square.thread(ana, square.talk, "Thread " + std::to_string(i), "A wombat.");
  open();
  const auto first = show("?q=wombat&space=talk&order=latest");
  const auto next = between(first, "/search?q=wombat&amp;space=talk&amp;order=latest&amp;after=", "\"");
  ASSERT_FALSE(next.empty());
  const auto second = show("?q=wombat&space=talk&order=latest&after=" + next.substr(next.rfind('=') + 1));
  EXPECT_TRUE(second.has(">Thread 0</a>"));
  EXPECT_FALSE(second.has(">Thread 24</a>"));
  EXPECT_FALSE(second.has("rel=\"next\""));
  EXPECT_TRUE(show("?q=wombat&after=nonsense").has(">Thread 24</a>"));
}

TEST_F(SearchPages, SuggestTitlesTagsAndToMembersMembers) {
  square.thread(ana, square.talk, "The anvil of Ana", "Words.", {"anvils"});
  square.thread(ana, square.members_only, "An anvil in hiding", "Words.", {"ancient"});
  open();
  const auto visitor = suggest("An");
  EXPECT_TRUE(visitor.has("The anvil of Ana"));
  EXPECT_TRUE(visitor.has("/tags/anvils"));
  EXPECT_FALSE(visitor.has("hiding"));
  EXPECT_FALSE(visitor.has("ancient"));
  EXPECT_TRUE(visitor.has("\"members\":[]"));
  const auto member = suggest("An", ben);
  EXPECT_TRUE(member.has("/members/ana"));
  EXPECT_TRUE(member.has("hiding"));
  EXPECT_TRUE(suggest("the+anv").has("The anvil of Ana"));
  EXPECT_FALSE(suggest("anv+xyz").has("The anvil of Ana"));
  EXPECT_TRUE(suggest("").has("\"threads\":[]"));
}

TEST_F(SearchPages, AnswerWhateverIsAsked) {
  open();
  for (const auto* fields : {"?q=%00%22%ff&after=%22", "?q=AND&order=%00", "?space=%22%22&solved=&from=&to=",
                             "?q=%22&tag=%22&author=%40", "?from=99999-99-99", "?to=2026-02-30"}) {
    EXPECT_EQ(show(fields).status, 200) << fields;
  }
}

}  // namespace
}  // namespace parvis::community
