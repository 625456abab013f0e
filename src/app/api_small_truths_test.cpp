// What a program is told is so: a repeat gives the first answer, a count says how it was counted, and who is left alone
// by chance is not told of while it goes on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "app/testing/whole_site.h"
#include "community/activity/activity.h"
#include "community/letters/letter_turn.h"
#include "community/letters/testing/any_hour.h"
#include "community/members/session.h"
#include "community/privacy/consent.h"
#include "community/today/task.h"
#include "community/today/today_rules.h"

namespace parvis::app {
namespace {

namespace json = boost::json;
using namespace community;
using http::Method;
using testing::Reply;
using testing::WholeSite;

json::object read(const Reply& reply) { return json::parse(reply.body).as_object(); }
std::string text(const json::value& value) { return std::string(value.as_string()); }

struct ApiTruths : ::testing::Test {
  static config::Settings slow() {
    config::Settings settings;
    settings.rates.reactions_per_member_per_minute = 1;
    return settings;
  }
  WholeSite site{slow()};
  MemberId max = site.add("max", Role::manager), ana = site.add("ana");
  SpaceId talk = site.add_space("talk", SpaceKind::discussion);
  std::string of_max = site.personal_token(max, Scope::manage), of_ana = site.personal_token(ana, Scope::write);

  std::string open_thread() {
    return text(
        read(site.call(Method::post, "/threads", of_ana, R"({"space":"talk","title":"A lamp","body":"Which?"})"))
            .at("id"));
  }
};

TEST_F(ApiTruths, ARepeatedShareGivesTheFirstAnswerWhateverHappenedSince) {
  const auto thread = open_thread();
  const auto share = [&](const std::string& token) {
    return site.call(Method::put, "/threads/" + thread + "/share", token, "", {{"idempotency-key", "k"}});
  };
  const auto first = share(of_ana);
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(share(of_ana).body, first.body) << "though the minute’s gestures are used up";
  site.community().store().write(
      [&](store::Transaction& t) { t.run("update thread set deleted_at = 1 where id = $1", *parse_id(thread)); });
  const auto again = share(of_ana);
  EXPECT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(share(site.personal_token(ana, Scope::read)).status, 403) << "a token that may not write learns nothing";
}

TEST_F(ApiTruths, ARepeatedSegmentGivesTheFirstAnswerWhateverHappenedSince) {
  site.call(Method::post, "/segments", of_max, R"({"name":"Quiet","condition":"role member"})");
  const auto put = [&] {
    return site.call(Method::put, "/segments/quiet", of_max, R"({"name":"Quieter","condition":"role member"})",
                     {{"idempotency-key", "k"}});
  };
  const auto first = put();
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(site.call(Method::del, "/segments/" + text(read(first).at("slug")), of_max).status, 200);
  const auto again = put();
  EXPECT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.body, first.body);
}

TEST_F(ApiTruths, ACountAmongManyIsAnEstimateUnlessItIsAskedForExactly) {
  const auto count = [&](const std::string& more) {
    return site.call(Method::get, "/segment-count?condition=role%20member" + more, of_max);
  };
  const auto few = read(count(""));
  EXPECT_EQ(few.at("how"), "exactly");
  EXPECT_FALSE(few.at("estimate").as_bool());
  EXPECT_TRUE(few.at("asked").is_null());
  site.community().store().write(
      [](store::Transaction& t) { t.run("update tally set value = 60000 where name = 'members'"); });
  const auto many = read(count(""));
  EXPECT_TRUE(many.at("estimate").as_bool());
  EXPECT_NE(many.at("how"), "exactly");
  EXPECT_TRUE(many.at("asked").is_int64());
  const auto exactly = read(count("&exact=yes"));
  EXPECT_FALSE(exactly.at("estimate").as_bool());
  EXPECT_EQ(exactly.at("members"), few.at("members"));
  EXPECT_EQ(count("&exact=perhaps").status, 400);
}

TEST_F(ApiTruths, AStageIsAddedWhereItIsAskedFor) {
  const auto journey = text(read(site.call(Method::post, "/journeys", of_max, R"({"name":"Buyers"})")).at("slug"));
  const auto add = [&](const std::string& body) {
    return site.call(Method::post, "/journeys/" + journey + "/stages", of_max, body);
  };
  EXPECT_EQ(add(R"({"name":"First"})").status, 201);
  EXPECT_EQ(add(R"({"name":"Third"})").status, 201);
  const auto made = add(R"({"name":"Second","place":2})");
  ASSERT_EQ(made.status, 201) << made.body;
  std::string order;
  const auto journey_now = read(made);
  for (const auto& stage : journey_now.at("stages").as_array()) order += text(stage.at("slug")) + " ";
  EXPECT_EQ(order, "first second third ");
  EXPECT_EQ(add(R"({"name":"None","place":0})").status, 422);
}

TEST_F(ApiTruths, AParameterOfActsThatSaysNothingIsRefusedByItsName) {
  const auto acts = [&](const std::string& query) {
    return site.call(Method::get, "/members/ana/acts?" + query, of_max);
  };
  for (const auto& [query, name] : {std::pair("part=foo", "“part”"), std::pair("kind=foo", "“kind”")}) {
    const auto refused = acts(query);
    EXPECT_EQ(refused.status, 400) << query;
    EXPECT_THAT(refused.body, ::testing::HasSubstr(name));
  }
  for (const auto* query : {"part=done", "part=received", "kind=replies", "part=&kind="}) {
    EXPECT_EQ(acts(query).status, 200) << query;
  }
}

TEST_F(ApiTruths, AFactOfTheCardLeadsToThePageOfWhatItIsAbout) {
  site.call(Method::post, "/segments", of_max, R"({"name":"Writers","condition":"acts(\"wrote\") >= 1"})");
  const auto segment = parse_id(text(read(site.call(Method::get, "/segments/writers", of_max)).at("id")));
  ASSERT_TRUE(segment);
  site.community().store().write([&](store::Transaction& t) {
    t.run(
        "insert into shop_order (id, reference, ordered_at, cents, what, member, tie, standing, recorded_at) "
        "values (7, 'A-7', 1, 100, 'Lamp', $1, 1, 1, 1)",
        ana);
    const auto record = [&](Verb verb, ObjectKind kind, std::int64_t object) {
      site.community().timeline().record(
          t,
          {.at = now(), .actor = ana, .verb = verb, .object_kind = kind, .object = object, .source = Source::system});
    };
    record(Verb::segment_entered, ObjectKind::segment, *segment);
    record(Verb::order_recorded, ObjectKind::order, 7);
    record(Verb::segment_entered, ObjectKind::segment, 12345);
  });
  std::string urls;
  const auto listed = read(site.call(Method::get, "/members/ana/acts", of_max));
  for (const auto& act : listed.at("items").as_array()) {
    urls += text(act.at("url")) + "\n";
  }
  EXPECT_THAT(urls, ::testing::HasSubstr("/cockpit/segments/writers\n"));
  EXPECT_THAT(urls, ::testing::HasSubstr("/cockpit/return/orders/7\n"));
  EXPECT_THAT(urls, ::testing::HasSubstr("/cockpit/members/ana\n")) << "what is gone leads to the member";
  EXPECT_THAT(urls, ::testing::Not(::testing::HasSubstr("/cockpit/members\n")));
}

TEST_F(ApiTruths, AWordByAProgramKeepsTheRulesOfOneByHand) {
  auto& store = site.community().store();
  const auto& timeline = site.community().timeline();
  const auto write = [&](const std::string& words, const std::string& key) {
    return site.call(Method::post, "/members/ana/words", of_max, R"({"words":")" + words + "\"}",
                     {{"idempotency-key", key}});
  };
  const auto jobs = [&](std::string_view kind) {
    return store.read(
        [&](store::Reader& r) { return r.one<std::int64_t>("select count(*) from job where kind = $1", kind); });
  };
  EXPECT_EQ(write("Hello Ana", "k-1").status, 201);
  EXPECT_EQ(jobs("mail.send"), 0) << "she agreed to no letters";
  store.write([&](store::Transaction& t) {
    t.run("update member set email = 'ana@example.org', email_confirmed_at = 1 where id = $1", ana);
    LocalText name;
    name.set(text::Language::en, "Personal letters");
    const auto made = make_purpose(t, {timeline, max, now()}, name, name);
    TodayRules rules;
    rules.purpose = made.slug;
    save_today_rules(t, rules);
    say_consent(t, {.timeline = timeline, .member = ana, .proof = "a test", .at = now()}, made, made.version,
                Agrees::yes);
    set_letter_cap(t, {timeline, max, now()}, {.letters = 1, .days = 7});
  });
  community::testing::welcome_letters_at_any_hour(store);
  const auto first = write("How was the ride?", "k-2");
  EXPECT_EQ(jobs("mail.send"), 1);
  EXPECT_EQ(write("How was the ride?", "k-2").body, first.body) << "sent again, written once";
  EXPECT_EQ(write("And the hills?", "k-3").status, 201);
  EXPECT_EQ(jobs("mail.send"), 1) << "one letter in seven days";
  EXPECT_EQ(jobs(kTurnJob), 1) << "the second waits for its turn";
  EXPECT_EQ(read(site.call(Method::get, "/members/ana/words", of_max)).at("items").as_array().size(), 3);
  const auto act = read(site.call(Method::get, "/audit?about=ana&limit=1", of_max)).at("items").at(0).as_object();
  EXPECT_EQ(act.at("verb"), "contacted");
  EXPECT_EQ(act.at("by").at("handle"), "max");
}

TEST_F(ApiTruths, WhoIsLeftAloneByChanceIsNotToldOfUntilItIsOver) {
  site.community().store().write([&](store::Transaction& t) {
    const TaskAct act{.timeline = site.community().timeline(), .actor = {}, .at = now()};
    EXPECT_EQ(offer(t, act, {{.kind = TaskKind::newcomer, .occasion = "x", .member = ana}}, 100), 0)
        << "nothing is there to do";
  });
  const auto told = [&](const std::string& path) { return site.call(Method::get, path, of_max).has("held_out"); };
  EXPECT_FALSE(told("/activities"));
  EXPECT_FALSE(told("/members/ana/acts"));
  EXPECT_FALSE(told("/members/ana/acts?kind=care"));
  EXPECT_FALSE(told("/members/ana/tasks"));
  const auto cookie = site.community().store().write([&](store::Transaction& t) {
    return open_session(t, site.community().timeline(), ana, {"192.0.2.7", "test"});
  });
  const auto own = site.ask(Method::get, "/account/data/activity", "",
                            {{"cookie", std::string(kSessionCookie) + "=" + cookie}, {"accept-language", "en"}});
  EXPECT_TRUE(own.has("You were left alone, by chance, to compare")) << "she herself is told everything\n" << own.body;
  EXPECT_FALSE(site.call(Method::get, "/segment-count?condition=acts(%22held_out%22)", of_max).status == 200)
      << "no condition asks for it";
  site.community().store().write(
      [&](store::Transaction& t) { t.run("update activity set at = $1 where verb = 227", now() - 15 * kDay); });
  EXPECT_TRUE(told("/activities"));
  EXPECT_TRUE(told("/members/ana/acts"));
}

}  // namespace
}  // namespace parvis::app
