#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"
#include "community/members/session.h"
#include "community/privacy/data_copy.h"
#include "core/archive/testing/unzip.h"
#include "core/blobs/open_blobs.h"
#include "privacy/privacy_pages.h"

namespace parvis::privacy {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Browser;
using http::Method;

constexpr store::Sql kDraft{R"(
  insert into draft (member, place, title, body, tags, updated_at) values ($1, $2, '', $3, '', $4))"};
constexpr store::Sql kAge{"update session set created_at = created_at - $1"};

struct Site : AccountSite {
  Site() {
    routes().add(Method::get, "/account/data", show_data);
    routes().add(Method::get, "/account/data/{held}", show_held);
    routes().add(Method::post, "/account/data/copy", copy_data);
    routes().add(Method::post, "/account/data/copies/{copy}", fetch_copy);
    make_copies(community().jobs(), community().settings());
    ana = add("ana");
    paul = add("paul");
    draft(ana, "thread:1", "My quokka");
    draft(paul, "thread:1", "His wombat");
  }
  void draft(MemberId member, const std::string& place, const std::string& body) {
    community().store().write([&](store::Transaction& t) { t.run(kDraft, member, place, body, now()); });
  }
  void draft_many(MemberId member) {
    community().store().write([&](store::Transaction& t) {
      for (int i = 0; i <= kMostRowsAtOnce; ++i)
        t.run(kDraft, member, "thread:x" + std::to_string(i), "My quokka", now());
    });
  }
  void let_pass(std::int64_t time) {
    community().store().write([&](store::Transaction& t) { t.run(kAge, time); });
  }
  MemberId ana, paul;
};

TEST(OwnData, IsShownByCategoryAndRowByRow) {
  Site site;
  Browser ana(site);
  ana.sign_in("ana");
  const auto page = ana.get("/account/data");
  EXPECT_TRUE(page.has("Where you are signed in"));
  EXPECT_TRUE(page.has("/account/data/draft"));
  const auto drafts = ana.get("/account/data/draft");
  EXPECT_TRUE(drafts.has("My quokka"));
  EXPECT_FALSE(drafts.has("wombat"));
  EXPECT_TRUE(ana.get("/account/data/session").has("Firefox"));
  for (const char* table : {"setting", "nothing", "member;", "session%20"}) {
    EXPECT_EQ(ana.get(std::string("/account/data/") + table).status, 404) << table;
  }
}

TEST(OwnData, OfManyRowsIsShownPageByPageWithoutLosingOne) {
  Site site;
  for (int i = 0; i < 120; ++i)
    site.draft(site.ana, "thread:x" + std::to_string(i), "quokka number " + std::to_string(i) + ";");
  // As an import brings them in: many of the same instant.
  constexpr store::Sql kSameInstant{"update draft set updated_at = updated_at / 60000000 * 60000000"};
  site.community().store().write([&](store::Transaction& t) { t.run(kSameInstant); });
  Browser ana(site);
  ana.sign_in("ana");
  std::string all;
  std::string target = "/account/data/draft";
  for (int pages = 0; !target.empty() && pages < 10; ++pages) {
    const auto page = ana.get(target);
    all += page.body;
    const auto next = page.body.find("/account/data/draft?before=");
    target = next == std::string::npos ? "" : page.body.substr(next, page.body.find('"', next) - next);
  }
  for (int i = 0; i < 120; ++i) EXPECT_NE(all.find("quokka number " + std::to_string(i) + ";"), std::string::npos) << i;
}

TEST(OwnData, IsToldByNamesAndNotByIdentifiers) {
  Site site;
  constexpr store::Sql kSegment{R"(
    insert into segment (id, slug, name, condition, made_at, changed_at) values ($1, 'quiet', 'Gone quiet', '', 1, 1))"};
  constexpr store::Sql kIn{"insert into segment_member (segment, member, since_at) values ($1, $2, $3)"};
  const auto segment = next_id();
  site.community().store().write([&](store::Transaction& t) {
    t.run(kSegment, segment);
    t.run(kIn, segment, site.ana, now());
  });
  Browser ana(site);
  ana.sign_in("ana");
  const auto page = ana.get("/account/data/segment_member");
  EXPECT_TRUE(page.has("Gone quiet"));
  EXPECT_FALSE(page.has(id_text(segment)));
  EXPECT_TRUE(ana.get("/account/data/activity").has("You signed in"));
  ana.get("/account/data");
  const auto files = archive::testing::unzip(ana.post("/account/data/copy", {}).body);
  ASSERT_TRUE(files.contains("segment_member.json"));
  EXPECT_NE(files.at("segment_member.json").find(R"("segment_name":"Gone quiet")"), std::string::npos);
}

TEST(OwnData, OfASmallAccountIsTakenAwayAtOnce) {
  Site site;
  Browser ana(site);
  ana.sign_in("ana");
  ana.get("/account/data");
  const auto answer = ana.post("/account/data/copy", {});
  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(answer.response.content_type, "application/zip");
  const auto files = archive::testing::unzip(answer.body);
  ASSERT_TRUE(files.contains("draft.json"));
  EXPECT_NE(files.at("draft.json").find("My quokka"), std::string::npos);
  EXPECT_NE(files.at("member.json").find("ana@example.org"), std::string::npos);
  for (const auto& [name, content] : files) {
    EXPECT_EQ(content.find("wombat"), std::string::npos) << name;
    EXPECT_EQ(content.find("password_hash"), std::string::npos) << name;
    EXPECT_EQ(content.find("token_hash"), std::string::npos) << name;
  }
}

TEST(OwnData, IsNotGivenThroughASessionLeftOpen) {
  Site site;
  Browser ana(site);
  ana.sign_in("ana");
  site.let_pass(kHour);
  ana.get("/account/data");
  const auto refused = ana.post("/account/data/copy", {});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("present_password"));
  EXPECT_EQ(ana.post("/account/data/copy", {{"present_password", "wrong"}}).status, 422);
  EXPECT_EQ(ana.post("/account/data/copy", {{"present_password", "correct horse"}}).status, 200);
}

TEST(OwnData, OfALargeAccountIsMadeByAJobThatSendsALetter) {
  Site site;
  site.draft_many(site.ana);
  Browser ana(site), paul(site);
  ana.sign_in("ana");
  ana.get("/account/data");
  EXPECT_EQ(ana.post("/account/data/copy", {}).location, "/account/data");
  EXPECT_TRUE(ana.get("/account/data").has("is being made"));
  const auto letters = site.letters();
  ASSERT_FALSE(letters.empty());
  EXPECT_EQ(letters.back().to, "ana@example.org");
  EXPECT_NE(letters.back().text.find("/account/data"), std::string::npos);
  const auto ready = ana.get("/account/data");
  const auto at = ready.body.find("/account/data/copies/");
  ASSERT_NE(at, std::string::npos);
  const auto path = ready.body.substr(at, ready.body.find('"', at) - at);
  const auto answer = ana.post(path, {{"part", "1"}});
  ASSERT_EQ(answer.status, 200);
  EXPECT_TRUE(archive::testing::unzip(answer.body).contains("draft.json"));
  EXPECT_EQ(ana.post(path, {{"part", "2"}}).status, 404);
  paul.sign_in("paul");
  paul.get("/account/data");
  EXPECT_EQ(paul.post(path, {{"part", "1"}}).status, 404) << "nobody else's";

  drop_copies(site.community().store(), site.community().settings(), now() + 5 * kDay);
  EXPECT_EQ(ana.post(path, {{"part", "1"}}).status, 404) << "it has expired";
  int files = 0;
  blobs::open_blobs(site.community().settings())->list([&](const blobs::Blob&) { return ++files > 0; });
  EXPECT_EQ(files, 0) << "its bytes are gone too";
}

TEST(OwnData, IsPackedInSeveralArchivesWhenOneWouldBeTooLarge) {
  Site site;
  site.draft_many(site.ana);
  std::size_t rows = 0, archives = 0;
  site.community().store().read([&](store::Reader& reader) {
    make_copy(
        reader, site.ana, text::Language::fr,
        [&](std::string bytes) {
          ++archives;
          for (const auto& [name, content] : archive::testing::unzip(bytes)) {
            for (auto at = content.find("quokka"); at != std::string::npos; at = content.find("quokka", at + 1)) ++rows;
          }
        },
        20'000);
  });
  EXPECT_GT(archives, 3u);
  EXPECT_EQ(rows, static_cast<std::size_t>(kMostRowsAtOnce) + 2);
}

}  // namespace
}  // namespace parvis::privacy
