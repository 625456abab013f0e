// Tables that come and go as files by the API: tried out, brought in once, refused line by line, and read back; and the
// key of the shop.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "app/testing/whole_site.h"
#include "community/returns/return_rules.h"
#include "core/http/request.h"

namespace parvis::app {
namespace {

namespace json = boost::json;
using namespace community;
using http::Method;
using ::testing::HasSubstr;
using testing::Reply;
using testing::WholeSite;

json::object read(const Reply& reply) { return json::parse(reply.body).as_object(); }

struct ApiTables : ::testing::Test {
  WholeSite site;
  MemberId max = site.add("max", Role::manager), ana = site.add("ana");
  std::string of_max = site.personal_token(max, Scope::manage);

  Reply send(const std::string& path, const std::string& table, const std::string& key = "",
             const std::string& type = "text/csv") {
    WholeSite::Headers headers{{"authorization", "Bearer " + of_max}, {"content-type", type}};
    if (!key.empty()) headers.emplace_back("idempotency-key", key);
    return site.ask(Method::post, "/api/v1" + path, table, headers);
  }
  std::size_t listed(const std::string& path) {
    return read(site.call(Method::get, path, of_max)).at("items").as_array().size();
  }
  std::string secret() { return site.community().store().read(read_order_secret); }
};

TEST_F(ApiTables, TryAFileOfInfluencersOutAndBringItInOnce) {
  const std::string table = "Nom;Site;Lieu\nJo;https://jo.example;Lyon\n;nowhere;\n";
  const auto tried = send("/influencer-files", table);
  ASSERT_EQ(tried.status, 200) << tried.body;
  const auto would = read(tried);
  EXPECT_FALSE(would.at("brought_in").as_bool());
  EXPECT_EQ(would.at("made"), 1);
  EXPECT_EQ(json::serialize(would.at("columns")), R"(["name","sites","places"])");
  const auto& line = would.at("refused_lines").at(0);
  EXPECT_EQ(line.at("line"), 3);
  EXPECT_EQ(line.at("faults").as_array().size(), 2) << "the name and the site";
  EXPECT_EQ(line.at("faults").at(0).at("column"), "name");
  EXPECT_EQ(json::serialize(line.at("values")), R"(["","nowhere",""])");
  EXPECT_EQ(listed("/influencers"), 0) << "a try writes nothing";
  const auto brought = send("/influencer-files?step=bring_in&name=jo.csv", table, "k");
  EXPECT_EQ(read(brought).at("made"), 1) << brought.body;
  EXPECT_EQ(send("/influencer-files?step=bring_in&name=jo.csv", table, "k").body, brought.body);
  EXPECT_EQ(read(send("/influencer-files?step=bring_in&name=jo.csv", table)).at("same"), 1);
  EXPECT_EQ(listed("/influencers"), 1);
  const auto out = site.call(Method::get, "/influencers.csv?q=jo", of_max);
  EXPECT_THAT(out.type, HasSubstr("text/csv"));
  EXPECT_THAT(out.body, HasSubstr("Jo,,https://jo.example,"));
  EXPECT_EQ(read(send("/influencer-files", out.body)).at("same"), 1) << "it reads back";
}

TEST_F(ApiTables, TakeTheColumnsThatTheCallNames) {
  const auto sent = send("/influencer-files?heads=no&columns=none,name", "x,Jo\n");
  EXPECT_EQ(read(sent).at("made"), 1) << sent.body;
  EXPECT_EQ(send("/influencer-files?columns=shoe-size", "Jo\n").status, 400);
  EXPECT_EQ(send("/influencer-files?heads=perhaps", "Jo\n").status, 400);
  EXPECT_EQ(send("/influencer-files?columns=notes&heads=no", "Jo\n").status, 422) << "no column of names";
}

TEST_F(ApiTables, TryCostsOutBringThemInAndTakeThemAlong) {
  const std::string table = "month,kind,what,amount,until\n2026-01,people,A day,800,open\nMay,zoo,x,1,\n";
  EXPECT_EQ(read(send("/cost-files", table)).at("recorded"), 1);
  EXPECT_EQ(listed("/costs"), 0);
  const auto brought = send("/cost-files?step=bring_in", table, "k");
  EXPECT_EQ(read(brought).at("refused_lines").at(0).at("faults").as_array().size(), 2) << brought.body;
  EXPECT_EQ(send("/cost-files?step=bring_in", table, "k").body, brought.body);
  EXPECT_EQ(listed("/costs"), 1);
  EXPECT_EQ(site.call(Method::get, "/costs.csv", of_max).body,
            "month,kind,what,amount,until\r\n2026-01,people,A day,800,open\r\n");
  EXPECT_EQ(send("/cost-files", "a,b\n1,2\n").status, 422);
}

TEST_F(ApiTables, TryOrdersOutBringThemInAndTakeThemAlong) {
  const std::string table = "number;date;total;email\n7;2026-01-10;12,50;nobody@example.org\n8;soon;;x\n";
  const auto would = read(send("/order-files", table));
  EXPECT_EQ(would.at("kept"), 1);
  EXPECT_EQ(would.at("refused"), 1);
  EXPECT_EQ(listed("/orders"), 0);
  const auto brought = send("/order-files?step=bring_in&name=shop.csv", table, "k");
  EXPECT_EQ(read(brought).at("kept"), 1) << brought.body;
  EXPECT_EQ(send("/order-files?step=bring_in&name=shop.csv", table, "k").body, brought.body);
  EXPECT_EQ(read(send("/order-files?step=bring_in&name=shop.csv", table)).at("known"), 1);
  EXPECT_EQ(listed("/orders"), 1);
  const auto out = site.call(Method::get, "/orders.csv", of_max);
  EXPECT_THAT(out.body, HasSubstr("reference,at,amount,what,member,standing,taken back\r\n7,2026-01-"));
  EXPECT_THAT(out.body, HasSubstr("12.50,,,nobody,\r\n"));
}

TEST_F(ApiTables, AreForWhoManages) {
  const auto of_ana = site.personal_token(ana, Scope::manage), reading = site.personal_token(max, Scope::read);
  for (const char* path : {"/influencer-files", "/cost-files", "/order-files"}) {
    const auto ask = [&](const std::string& token) {
      return site
          .ask(Method::post, std::string("/api/v1") + path, "name\nJo\n",
               {{"authorization", "Bearer " + token}, {"content-type", "text/csv"}})
          .status;
    };
    EXPECT_EQ(ask(of_ana), 403) << path;
    EXPECT_EQ(ask(reading), 403) << path;
    EXPECT_EQ(send(path, "{}", "", "application/json").status, 415) << path;
    EXPECT_EQ(send(path, "\x89PNG\r\n\x1a\n\0\0").status, 422) << path;
    EXPECT_EQ(send(std::string(path) + "?step=perhaps", "name\nJo\n").status, 400) << path;
  }
  for (const char* path : {"/influencers.csv", "/costs.csv", "/orders.csv", "/shop-key"}) {
    EXPECT_EQ(site.call(Method::get, path, of_ana).status, 403) << path;
  }
}

TEST_F(ApiTables, MakeTheKeyOfTheShopAnewShowItOnceAndTakeItAway) {
  EXPECT_FALSE(read(site.call(Method::get, "/shop-key", of_max)).at("exists").as_bool());
  const auto make = [&](const std::string& key) {
    return site.call(Method::put, "/shop-key", of_max, "", {{"idempotency-key", key}});
  };
  const auto first = make("k-1");
  EXPECT_EQ(read(first).at("key"), json::value(secret())) << first.body;
  EXPECT_EQ(make("k-1").body, first.body) << "sent again, made once";
  const auto second = make("k-2");
  EXPECT_NE(read(second).at("key"), read(first).at("key"));
  EXPECT_EQ(read(second).at("key"), json::value(secret()));
  EXPECT_FALSE(site.call(Method::get, "/shop-key", of_max).has(secret()));
  EXPECT_TRUE(read(site.call(Method::get, "/shop-key", of_max)).at("exists").as_bool());
  const auto gone = site.call(Method::del, "/shop-key", of_max);
  EXPECT_EQ(gone.status, 200) << gone.body;
  EXPECT_EQ(secret(), "");
  const auto acts = read(site.call(Method::get, "/audit?on=community", of_max)).at("items").as_array();
  ASSERT_EQ(acts.size(), 3);
  EXPECT_EQ(acts[0].at("detail"), "order key ended");
  EXPECT_EQ(json::serialize(acts[0].at("changes")),
            R"([{"what":"A key for the orders of the shop","before":"yes","after":"no"}])");
  EXPECT_EQ(acts[1].at("changes").as_array().size(), 0) << "there was one before";
}

}  // namespace
}  // namespace parvis::app
