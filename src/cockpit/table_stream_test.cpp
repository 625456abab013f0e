#include "community/tables/table_stream.h"

#include <gtest/gtest.h>

#include "cockpit/cockpit_pages.h"
#include "cockpit/influencers/influencer_pages.h"
#include "community/accounts/testing/account_site.h"
#include "community/members/session.h"
#include "community/segments/condition_parser.h"
#include "community/segments/segment.h"

namespace parvis::cockpit {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Browser;
using http::Method;

constexpr std::size_t kLong = 100'000;

struct TableStream : ::testing::Test {
  AccountSite site;
  Browser browser{site};
  MemberId max = site.add("max", Role::manager);
  MemberId boss = site.add("boss", Role::administrator);

  TableStream() { EXPECT_EQ(browser.sign_in("max").status, 303); }

  // Asks for a table, and has something happen before its second piece. Handlers are plain functions: what happens
  // stands here for the length of one test.
  void interrupt(const std::function<void()>& action) {
    happens = action;
    site.routes().add(Method::get, "/table", [](Visit& visit) {
      auto response = lines(visit);
      const auto source = http::take_source(response);
      std::string piece;
      EXPECT_TRUE((*source)(piece));
      EXPECT_FALSE(piece.empty());
      happens();
      piece.clear();
      EXPECT_THROW((*source)(piece), Forbidden);
      EXPECT_EQ(piece, "");
      return http::no_content();
    });
    EXPECT_EQ(browser.get("/table").status, 204);
  }
  // Whoever asked is signed out before the first piece.
  static http::Response refused(http::Response response) {
    const auto source = http::take_source(response);
    happens();
    std::string piece;
    EXPECT_THROW((*source)(piece), Forbidden);
    return http::no_content();
  }
  static http::Response lines(Visit& visit) {
    return stream_table(
        visit,
        [](std::string& piece) {
          piece = std::string(kLong, 'x') + "\n";  // short ones would be put together
          return true;
        },
        "lines");
  }
  void write(const std::function<void(store::Transaction&)>& action) { site.community().store().write(action); }
  void sign_out() {
    write([this](store::Transaction& t) { end_all_sessions(t, max); });
  }

  static inline std::function<void()> happens;
};

TEST_F(TableStream, EndsWithTheRightToReadIt) {
  interrupt([this] {
    write([this](store::Transaction& t) {
      constexpr store::Sql kDemote{"update member set role = 1 where id = $1"};
      t.run(kDemote, max);
    });
  });
}

TEST_F(TableStream, EndsWithTheSession) {
  interrupt([this] { sign_out(); });
}

TEST_F(TableStream, IsWhatTheTablesOfPeopleAre) {
  write([this](store::Transaction& t) {
    const auto condition = read_condition("role manager");
    make_segment(t, {site.community().timeline(), boss, now()}, {"Team", "", condition.condition});
  });
  happens = [this] { sign_out(); };
  site.routes().add(Method::get, "/segments/{segment}", [](Visit& visit) { return refused(show_segment_file(visit)); });
  site.routes().add(Method::get, "/influencers", [](Visit& visit) { return refused(show_influencer_table(visit)); });
  for (const char* path : {"/segments/team", "/influencers"}) {
    Browser again{site};
    again.sign_in("max");
    EXPECT_EQ(again.get(path).status, 204) << path;
  }
}

}  // namespace
}  // namespace parvis::cockpit
