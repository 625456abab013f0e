#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <pugixml.hpp>

#include "community/community.h"
#include "community/page/page.h"
#include "community/testing/test_community.h"
#include "community/threads/post_edit.h"
#include "feeds/feed_pages.h"
#include "feeds/sitemap_files.h"
#include "feeds/xml.h"

namespace parvis::feeds {
namespace {

using namespace community;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kCanary[] = "ornithorynque";

// What members wrote, then the community that serves it.
struct Doors {
  explicit Doors(std::unique_ptr<store::Store> store) : community({}, std::move(store)) {}

  http::Response get(Handler handler, const char* name = "", const std::string& value = "", Viewer viewer = {}) {
    http::Request request;
    request.authority = "square.example";
    if (*name) request.parameters.add(name, value);
    Visit visit{.community = community, .request = request, .viewer = std::move(viewer)};
    visit.identity = community.identity();
    visit.spaces = community.spaces().list();
    visit.origin = "https://square.example";
    return handler(visit);
  }
  pugi::xml_document parsed(const http::Response& response) {
    pugi::xml_document document;
    const auto result = document.load_string(response.body.c_str(), pugi::parse_default | pugi::parse_ws_pcdata_single);
    EXPECT_TRUE(result) << result.description() << "\n" << response.body;
    return document;
  }

  Community community;
};

struct Written {
  community::testing::TestCommunity square;
  Viewer ana = square.member("Ana <&> \"Bo\"");
  Viewer bob = square.member("Bob");
  OpenedThread open =
      square.thread(ana, square.talk, "Chains & <sprockets>", "They **squeal** & <rattle>.", {"chaîne"});
  PublishedPost reply = square.reply(bob, open.thread, "Clean the rims.");
  OpenedThread hidden =
      square.thread(bob, square.members_only, std::string("A ") + kCanary, std::string("Our ") + kCanary, {"secret"});
  PublishedPost hidden_reply = square.reply(ana, hidden.thread, std::string("Yes, ") + kCanary);
};

TEST(XmlWriter, WritesADocumentWhateverTheBytes) {
  rc::check([](const std::string& bytes) {
    XmlWriter out;
    out.open("a", {{"b", bytes}}).text(bytes);
    const auto text = out.take();
    pugi::xml_document document;
    RC_ASSERT(document.load_string(text.c_str()));
    for (const unsigned char c : text) RC_ASSERT(c >= 0x20 || c == '\t' || c == '\n');
  });
}

TEST(XmlWriter, KeepsWordsAndReplacesWhatXmlHasNoPlaceFor) {
  std::string out;
  append_xml(out, "é <b> & \"'\x01\xFF\xEF\xBF\xBF\r");
  EXPECT_EQ(out, "é &lt;b&gt; &amp; &quot;&#39;\uFFFD\uFFFD\uFFFD&#13;");
}

TEST(Feeds, SayInAtomWhatANewThreadSays) {
  Written written;
  const auto id = id_text(written.open.thread);
  Doors doors(std::move(written.square.store));
  const auto response = doors.get(show_site_feed);
  EXPECT_EQ(response.content_type, "application/atom+xml; charset=utf-8");
  ASSERT_TRUE(response.keep);
  const auto document = doors.parsed(response);
  const auto feed = document.child("feed");
  EXPECT_STREQ(feed.attribute("xmlns").value(), "http://www.w3.org/2005/Atom");
  EXPECT_STREQ(feed.child_value("id"), "https://square.example/feed.atom");
  const auto entry = feed.child("entry");
  EXPECT_EQ(entry.child_value("id"), "https://square.example/threads/" + id) << "the same when the title changes";
  EXPECT_THAT(entry.child_value("title"), HasSubstr("Chains & <sprockets>"));
  EXPECT_STREQ(entry.child("author").child_value("name"), written.ana.display_name.c_str());
  EXPECT_STREQ(entry.child("category").attribute("label").value(), "chaîne");
  EXPECT_STREQ(entry.child("content").attribute("type").value(), "html");
  EXPECT_THAT(entry.child_value("content"), HasSubstr("<strong>squeal</strong> &amp;"));
  EXPECT_STREQ(entry.child_value("updated"), feed.child_value("updated"));
}

TEST(Feeds, FollowSpacesTagsThreadsAndMembers) {
  Written written;
  Doors doors(std::move(written.square.store));
  const auto id = id_text(written.open.thread);
  const auto count = [&](const http::Response& response) {
    const auto document = doors.parsed(response);
    const auto entries = document.child("feed").children("entry");
    return std::distance(entries.begin(), entries.end());
  };
  EXPECT_EQ(count(doors.get(show_space_feed, "space", "talk")), 1);
  EXPECT_EQ(count(doors.get(show_tag_feed, "tag", "chaîne")), 1);
  EXPECT_EQ(count(doors.get(show_thread_feed, "thread", id)), 2);
  EXPECT_EQ(count(doors.get(show_member_feed, "handle", written.bob.handle)), 1);
  EXPECT_EQ(count(doors.get(show_space_feed, "space", "questions")), 0) << "an empty feed is a feed";
}

TEST(Feeds, NeverHoldAWordOfAMembersOnlySpaceWhoeverAsks) {
  Written written;
  Doors doors(std::move(written.square.store));
  const auto hidden = id_text(written.hidden.thread);
  for (const auto& viewer : {Viewer{}, written.ana}) {
    for (const auto& response :
         {doors.get(show_site_feed, "", "", viewer), doors.get(show_member_feed, "handle", written.ana.handle, viewer),
          doors.get(show_member_feed, "handle", written.bob.handle, viewer),
          doors.get(show_sitemap_index, "", "", viewer), doors.get(show_sitemap, "file", "0.xml", viewer)}) {
      EXPECT_THAT(response.body, Not(HasSubstr(kCanary)));
      EXPECT_THAT(response.body, Not(HasSubstr(hidden)));
      EXPECT_THAT(response.body, Not(HasSubstr("workshop")));
    }
    EXPECT_THROW(doors.get(show_space_feed, "space", "workshop", viewer), NotFound);
    EXPECT_THROW(doors.get(show_tag_feed, "tag", "secret", viewer), NotFound);
    EXPECT_THROW(doors.get(show_thread_feed, "thread", hidden, viewer), NotFound);
  }
}

TEST(Feeds, AreNotThereForWhatDoesNotExist) {
  Written written;
  Doors doors(std::move(written.square.store));
  EXPECT_THROW(doors.get(show_space_feed, "space", "nowhere"), NotFound);
  EXPECT_THROW(doors.get(show_thread_feed, "thread", "x"), NotFound);
  EXPECT_THROW(doors.get(show_member_feed, "handle", "nobody"), NotFound);
  for (const auto* file : {"", "0", "-1.xml", "u.xml", ".xml", "99999999999999999999.xml"}) {
    EXPECT_THROW(doors.get(show_sitemap, "file", file), NotFound) << file;
  }
}

TEST(Sitemap, ListsWhatAVisitorMayReadFileAfterFile) {
  Written written;
  Doors doors(std::move(written.square.store));
  const auto index = doors.parsed(doors.get(show_sitemap_index));
  EXPECT_STREQ(index.child("sitemapindex").child("sitemap").child_value("loc"), "https://square.example/sitemap/0.xml");
  const auto first = doors.get(show_sitemap, "file", "0.xml");
  doors.parsed(first);
  EXPECT_THAT(first.body, HasSubstr("https://square.example/spaces/talk<"));
  EXPECT_THAT(first.body, HasSubstr("/threads/" + id_text(written.open.thread) + "/"));
  const auto next = doors.get(show_sitemap, "file", id_text(written.open.thread) + ".xml");
  EXPECT_THAT(next.body, Not(HasSubstr("<url>")));
}

TEST(Sitemap, CountsItsFilesOnceInAnHour) {
  FrozenClock clock(Instant{1'800'000'000 * kSecond});
  SitemapFiles files;
  int counted = 0;
  const auto count = [&] { return std::vector<std::int64_t>{++counted}; };
  for (int i = 0; i < 100; ++i) EXPECT_EQ(files.ends("a", count).at(0), 1);
  EXPECT_EQ(files.ends("b", count).at(0), 2);
  clock.set(now() + kCountedFor);
  EXPECT_EQ(files.ends("a", count).at(0), 3);
}

TEST(Sitemap, IsNotCountedAgainForAnotherQuery) {
  constexpr static store::Sql kFill{R"(
    insert into thread (id, space, author, title, slug, language, created_at, last_activity_at, last_poster)
    with recursive number(n) as (select 1 union all select n + 1 from number where n <= 5000)
    select n, $1, $2, 'A thread', 'a-thread', 'en', 1, 1, $2 from number)"};
  Written written;
  const auto space = written.square.talk;
  const auto author = written.ana.member;
  written.square.write([&](store::Transaction& transaction) { transaction.run(kFill, space, author); });
  Doors doors(std::move(written.square.store));
  const std::string second = "/sitemap/" + id_text(std::int64_t{5000}) + ".xml";
  EXPECT_THAT(doors.get(show_sitemap_index).body, HasSubstr(second));
  constexpr static store::Sql kEmpty{"update thread set deleted_at = 1"};
  doors.community.store().write([](store::Transaction& transaction) { transaction.run(kEmpty); });
  EXPECT_THAT(doors.get(show_sitemap_index).body, HasSubstr(second)) << "what was counted is kept";
}

}  // namespace
}  // namespace parvis::feeds
