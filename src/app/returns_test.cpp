// Orders from the shop, by its signed calls and by the API, and who may look at the figures.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/testing/whole_site.h"
#include "community/members/session.h"
#include "community/returns/order.h"
#include "community/returns/page_views.h"
#include "community/returns/result.h"
#include "community/returns/return_rules.h"
#include "community/returns/returns_check.h"
#include "core/crypto/crypto.h"
#include "core/crypto/signed_body.h"
#include "core/http/pages_given.h"
#include "core/jobs/jobs.h"

namespace parvis::app {
namespace {

using namespace community;
using http::Method;
using ::testing::IsEmpty;
using testing::Reply;
using testing::WholeSite;

struct ReturnSite : ::testing::Test {
  WholeSite site;
  MemberId max = site.add("max", Role::manager), ana = site.add("ana");
  SpaceId talk = site.add_space("talk", SpaceKind::discussion);
  std::string of_max = site.personal_token(max, Scope::manage), of_ana = site.personal_token(ana, Scope::write);

  std::string body(const std::string& reference, const std::string& more = "") {
    const auto day = to_rfc3339(now()).substr(0, 10);
    return R"({"reference":")" + reference + R"(","at":")" + day + R"(T23:59:59Z","amount":12990,"customer":"C-1")" +
           more + "}";
  }
  Reply tell(const std::string& json, const std::string& signature) {
    return site.ask(Method::post, "/orders/incoming", json,
                    {{"content-type", "application/json"}, {"parvis-signature", signature}});
  }
  // A button or a form of a page, by Max.
  Reply press(const std::string& path, const std::string& form = "", Method method = Method::post) {
    const auto token = site.community().store().write([&](store::Transaction& t) {
      return open_session(t, site.community().timeline(), max, {"192.0.2.7", "test"});
    });
    return site.ask(method, path, form,
                    {{"cookie", "parvis=" + token + "; __Host-parvis=" + token},
                     {"x-form-token", crypto::form_token(token, "form")},
                     {"sec-fetch-site", "same-origin"},
                     {"accept-language", "en"},
                     {"content-type", "application/x-www-form-urlencoded"}});
  }
  std::int64_t orders_kept() {
    return site.community().store().read(
        [](store::Reader& r) { return r.one<std::int64_t>({"select count(*) from shop_order"}).value_or(0); });
  }
  std::string make_secret() {
    return site.community().store().write([&](store::Transaction& t) {
      return make_order_secret(t, {site.community().timeline(), max, now(), text::TimeZone::of("UTC")});
    });
  }
};

// The last pages of a node are told of as it ends, not lost with it.
TEST_F(ReturnSite, CountsThePagesOfAProcessUntilItsEnd) {
  auto& community = site.community();
  const auto zone = text::TimeZone::of(community.identity()->time_zone);
  const auto kept = [&] {
    const auto views = community.store().read([&](store::Reader& r) { return page_views_of(r, day_of(now(), zone)); });
    std::int64_t all = 0;
    for (const auto& one : views) all += one.views;
    return all;
  };
  community.jobs().run_due();  // the count of these ten minutes
  const auto before = kept();
  community.jobs().start();
  for (int page = 0; page < 3; ++page) http::count_made_page();
  http::count_kept_page();
  community.jobs().stop();
  EXPECT_EQ(kept(), before + 4);
  community.jobs().stop();
  EXPECT_EQ(kept(), before + 4) << "none twice";
}

TEST_F(ReturnSite, TakesNoOrderThatIsNotSigned) {
  const auto order = body("1");
  EXPECT_EQ(tell(order, "").status, 403) << "there is no key";
  EXPECT_EQ(tell(order, crypto::sign_body("", order, now())).status, 403);
  const auto secret = make_secret();
  EXPECT_EQ(tell(order, "").status, 403);
  EXPECT_EQ(tell(order + " ", crypto::sign_body(secret, order, now())).status, 403) << "changed on its way";
  EXPECT_EQ(tell(order, crypto::sign_body(secret, order, now() - 6 * kMinute)).status, 403) << "too old";
  EXPECT_EQ(orders_kept(), 0);
}

TEST_F(ReturnSite, TakesASignedOrderOnceAndTakesItBack) {
  const auto secret = make_secret();
  const auto order = body("1");
  const auto signature = crypto::sign_body(secret, order, now());
  EXPECT_EQ(tell(order, signature).status, 204);
  EXPECT_EQ(tell(order, signature).status, 204) << "sent again";
  EXPECT_EQ(orders_kept(), 1);
  const auto nonsense = std::string("[]");
  EXPECT_EQ(tell(nonsense, crypto::sign_body(secret, nonsense, now())).status, 400);
  const auto wrong = std::string(R"({"reference":"2","at":"2026-01-01","amount":-1})");
  EXPECT_EQ(tell(wrong, crypto::sign_body(secret, wrong, now())).status, 422);
  const auto back = body("1", R"(,"cancelled":true)");
  EXPECT_EQ(tell(back, crypto::sign_body(secret, back, now())).status, 204);
  const auto found = site.community().store().read([](store::Reader& r) { return *find_order(r, "1"); });
  EXPECT_TRUE(found.taken_back_at);
  EXPECT_THAT(site.community().store().read(check_returns), IsEmpty());
}

// Each refusal of the shop's call is a problem document with its fields, in the language the program asks for.
TEST_F(ReturnSite, TellsTheShopWhatIsWrongWithItsOrder) {
  const auto secret = make_secret();
  const auto send = [&](const std::string& json, const std::string& key, const char* language = "en") {
    return site.ask(Method::post, "/orders/incoming", json,
                    {{"content-type", "application/json"},
                     {"accept-language", language},
                     {"parvis-signature", crypto::sign_body(key, json, now())}});
  };
  const auto is_problem = [](const Reply& reply, int status) {
    EXPECT_EQ(reply.status, status) << reply.body;
    EXPECT_THAT(reply.type, ::testing::HasSubstr("application/problem+json")) << reply.body;
  };
  is_problem(send(body("1"), "another key"), 403);
  is_problem(send("[]", secret), 400);
  const std::string wrong = R"({"reference":" ","at":"1800-01-01","amount":-1,"currency":"USD"})";
  const auto refused = send(wrong, secret);
  is_problem(refused, 422);
  for (const char* field : {"reference", "at", "amount", "currency"}) {
    EXPECT_TRUE(refused.has(std::string(R"({"field":")") + field + "\"")) << refused.body;
  }
  EXPECT_TRUE(refused.has("The community counts in EUR")) << refused.body;
  EXPECT_TRUE(send(wrong, secret, "fr").has("La communauté compte en EUR"));
  is_problem(send(R"({"cancelled":true})", secret), 422);
  EXPECT_EQ(orders_kept(), 0);
  EXPECT_EQ(send(body("B2", R"(,"currency":"EUR")"), secret).status, 204);
  EXPECT_EQ(send(body(" B2 "), secret).status, 204) << "sent again";
  auto other = body("B2");
  other.replace(other.find("12990"), 5, "13000");
  const auto differs = send(other, secret);
  is_problem(differs, 409);
  EXPECT_TRUE(differs.has("129.90")) << differs.body;
  EXPECT_EQ(orders_kept(), 1);
}

TEST_F(ReturnSite, TellsAProgramThatAnOrderIsKnownWithAnotherAmount) {
  const std::string order = R"({"reference":"B 2","at":"2026-01-01","amount":9900})";
  EXPECT_EQ(site.call(Method::post, "/orders", of_max, order).status, 201);
  EXPECT_EQ(
      site.call(Method::post, "/orders", of_max, R"({"reference":" B  2","at":"2026-01-01","amount":9900})").status,
      200);
  const auto other = site.call(Method::post, "/orders", of_max, R"({"reference":"B 2","at":"2026-01-01","amount":1})");
  EXPECT_EQ(other.status, 409);
  EXPECT_TRUE(other.has("99")) << other.body;
  const auto wrong =
      site.call(Method::post, "/orders", of_max, R"({"reference":"3","at":"0000-01-01","amount":1,"currency":"GBP"})");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.has(R"("field":"at")")) << wrong.body;
  EXPECT_TRUE(wrong.has(R"("field":"currency")")) << wrong.body;
  EXPECT_EQ(orders_kept(), 1);
}

TEST_F(ReturnSite, ChangesTheCurrencyOfAmountsOnlyWhenToldThatTheyAreNotConverted) {
  const auto rules = [&](const std::string& more) {
    return site.call(
        Method::put, "/return-rules", of_max,
        R"({"currency":"GBP","path_days":90,"prospect_acts":2,"prospect_days":30,"pause_days":180)" + more + "}");
  };
  site.call(Method::post, "/costs", of_max,
            R"({"kind":"people","what":"A day","amount":21000,"first_month":"2026-01"})");
  EXPECT_EQ(rules("").status, 422);
  EXPECT_EQ(rules(R"(,"unconverted":false)").status, 422);
  const std::string form = "currency=GBP&path_days=90&prospect_acts=2&prospect_days=30&pause_days=180";
  const auto asked = press("/cockpit/return/rules", form);
  EXPECT_EQ(asked.status, 422);
  EXPECT_TRUE(asked.has("name=\"unconverted\"")) << asked.body;
  EXPECT_TRUE(asked.has("They are not converted")) << asked.body;
  EXPECT_EQ(press("/cockpit/return/rules", form + "&unconverted=1").status, 303);
  EXPECT_EQ(rules("").status, 200) << "it is that currency already";
}

TEST_F(ReturnSite, SaysThatNothingIsCountedOnlyWhereNothingIs) {
  const auto says_nothing = [&] {
    const auto page = press("/cockpit/return", "", Method::get);
    EXPECT_EQ(page.status, 200);
    return page.has("Nothing is counted yet");
  };
  EXPECT_TRUE(says_nothing());
  site.call(Method::post, "/threads", of_ana, R"({"space":"talk","title":"A lamp that lasts","body":"Make one."})");
  const auto thread = id_text(
      site.community().store().read([](store::Reader& r) { return *r.one<ThreadId>({"select max(id) from thread"}); }));
  EXPECT_EQ(site.call(Method::post, "/ideas", of_max, R"({"thread":")" + thread + R"(","words":"Made."})").status, 200);
  EXPECT_FALSE(says_nothing()) << "it is counted, though nobody said what it is worth";
  const auto has_chart = [&] { return press("/cockpit/return", "", Method::get).has("return-chart"); };
  EXPECT_FALSE(has_chart()) << "of nothing but noughts";
  const auto month = text::day_in_figures(now(), text::TimeZone()).substr(0, 7);
  site.call(Method::post, "/costs", of_max,
            R"({"kind":"gifts","what":"A cake","amount":2000,"first_month":")" + month + R"("})");
  EXPECT_TRUE(has_chart());
}

TEST_F(ReturnSite, BringsBackWhatWasTakenBack) {
  const auto told = site.call(Method::post, "/orders", of_max, R"({"reference":"7","at":"2026-01-01","amount":100})");
  const auto id = id_text(site.community().store().read([](store::Reader& r) { return find_order(r, "7")->id; }));
  EXPECT_EQ(site.call(Method::post, "/orders/" + id + "/restoration", of_ana).status, 403);
  EXPECT_FALSE(site.call(Method::del, "/orders/" + id, of_max).has(R"("taken_back_at":null)"));
  EXPECT_EQ(press("/cockpit/return/orders/" + id + "/restoration").status, 303);
  EXPECT_TRUE(site.call(Method::get, "/orders/" + id, of_max).has(R"("taken_back_at":null)"));
  EXPECT_EQ(press("/cockpit/return/orders/" + id + "/removal").status, 303);
  EXPECT_TRUE(site.call(Method::post, "/orders/" + id + "/restoration", of_max).has(R"("taken_back_at":null)"));
  site.call(Method::post, "/threads", of_ana, R"({"space":"talk","title":"A lamp that lasts","body":"Make one."})");
  const auto thread = id_text(
      site.community().store().read([](store::Reader& r) { return *r.one<ThreadId>({"select max(id) from thread"}); }));
  const auto idea = R"({"thread":")" + thread + R"(","words":"Made."})";
  EXPECT_EQ(site.call(Method::post, "/ideas", of_max, idea).status, 200);
  EXPECT_EQ(site.call(Method::del, "/ideas/" + thread, of_ana).status, 403);
  EXPECT_EQ(site.call(Method::del, "/ideas/" + thread, of_max).status, 200);
  EXPECT_EQ(site.call(Method::del, "/ideas/" + thread, of_max).status, 404);
  EXPECT_EQ(site.call(Method::post, "/ideas", of_max, idea).status, 200);
  const auto listed = press("/cockpit/return/gains/ideas", "", Method::get);
  EXPECT_TRUE(listed.has("opened <a") && listed.has("noted that the idea was taken up")) << listed.body;
  EXPECT_EQ(press("/cockpit/return/ideas/" + thread + "/removal").status, 303);
  EXPECT_EQ(press("/cockpit/return/ideas/" + thread + "/removal").status, 404);
  EXPECT_THAT(site.community().store().read(check_returns), IsEmpty());
}

TEST_F(ReturnSite, LetsManagersAloneReadAndWriteTheFigures) {
  for (const auto* path : {"/returns", "/gains", "/orders", "/costs", "/assumptions"}) {
    EXPECT_EQ(site.call(Method::get, path, of_ana).status, 403) << path;
    EXPECT_EQ(site.call(Method::get, path, "").status, 401) << path;
    EXPECT_EQ(site.call(Method::get, path, of_max).status, 200) << path;
  }
  EXPECT_EQ(site.call(Method::post, "/orders", of_ana, body("7")).status, 403);
  EXPECT_EQ(orders_kept(), 0);
}

TEST_F(ReturnSite, GivesResultsForWhatWasPutIn) {
  constexpr store::Sql kConfirm{
      "update member set email = 'ana@example.org', email_key = 'ana@example.org', email_confirmed_at = 1 where id = "
      "$1"};
  site.community().store().write([&](store::Transaction& t) { t.run(kConfirm, ana); });
  site.call(Method::post, "/threads", of_ana, R"({"space":"talk","title":"A lamp that lasts","body":"Which one?"})");
  const auto day = to_rfc3339(now() + kHour);
  const auto order = R"({"reference":"7","at":")" + day + R"(","amount":10000,"email":"ana@example.org"})";
  const auto told = site.call(Method::post, "/orders", of_max, order);
  EXPECT_EQ(told.status, 201) << told.body;
  EXPECT_TRUE(told.has(R"("standing":"counted")")) << told.body;
  EXPECT_EQ(site.call(Method::post, "/orders", of_max, order).status, 200) << "known already";
  const auto state = [&](const char* name, const char* values) {
    return site.call(Method::put, std::string("/assumptions/") + name, of_max,
                     std::string("{") + values + R"(,"source":"Books","sentence":"So it is."})");
  };
  EXPECT_EQ(state("order_share", R"("low":1000,"base":2000,"high":3000)").status, 200);
  EXPECT_EQ(state("margin", R"("low":5000,"base":5000,"high":5000)").status, 200);
  EXPECT_EQ(state("margin", R"("low":3,"base":2,"high":1)").status, 422);
  EXPECT_EQ(state("nothing", R"("low":1,"base":2,"high":3)").status, 404);
  const auto results = site.call(Method::get, "/returns", of_max);
  EXPECT_TRUE(results.has(R"("gain":{"low":500,"base":1000,"high":1500})")) << results.body;
  EXPECT_EQ(site.call(Method::get, "/returns?from=2026-05&to=2026-01", of_max).status, 400);
}

}  // namespace
}  // namespace parvis::app
