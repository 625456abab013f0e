#include "units/units_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"
#include "community/units/time_served.h"
#include "units/unit_file.h"

namespace parvis::units {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Browser;
using http::Method;
using ::testing::SizeIs;

struct Units : ::testing::Test {
  AccountSite site;
  std::map<std::string, Browser> browsers;
  MemberId max;

  Units() {
    auto& routes = site.routes();
    routes.add(Method::get, "/units", show_units);
    routes.add(Method::get, "/units/{unit}", show_unit);
    routes.add(Method::post, "/units/{unit}/services", create_service);
    routes.add(Method::get, "/account/units", show_own_units);
    routes.add(Method::get, "/account/units/{service}", show_own_service);
    routes.add(Method::post, "/account/units/{service}", update_service);
    routes.add(Method::post, "/account/units/{service}/end", end_service);
    routes.add(Method::get, "/manage/units", show_managed_units);
    routes.add(Method::post, "/manage/units", create_unit);
    routes.add(Method::get, "/manage/units/import", show_unit_imports);
    routes.add(Method::post, "/manage/units/import", create_unit_import);
    routes.add(Method::get, "/manage/units/import/{unit_import}", show_unit_import);
    routes.add(Method::post, "/manage/units/import/{unit_import}", update_unit_import);
    routes.add(Method::post, "/manage/units/import/{unit_import}/end", end_unit_import);
    routes.add(Method::get, "/manage/units/import/{unit_import}/refused.csv", show_unit_refusals);
    routes.add(Method::get, "/manage/units/{unit}", show_managed_unit);
    routes.add(Method::post, "/manage/units/{unit}", update_unit);
    routes.add(Method::post, "/manage/units/{unit}/removal", end_unit);
    routes.add(Method::post, "/manage/unit-kinds", create_unit_kind);
    for (const auto* name : {"ana", "ben", "cleo"}) site.add(name);
    max = site.add("max", Role::manager);
  }
  Browser& as(const std::string& name) {
    const auto [found, is_new] = browsers.try_emplace(name, site);
    if (is_new) {
      EXPECT_EQ(found->second.sign_in(name).status, 303) << name;
    }
    return found->second;
  }
  ImportReport bring_in(const std::string& csv, NewKinds kinds = NewKinds::made) {
    const SpaceAct act{site.community().timeline(), max, now()};
    return units::import_units(site.community().store(), act, csv, plan_of(csv, kinds), text::Language::en);
  }
  static UnitPlan plan_of(const std::string& csv, NewKinds kinds) {
    text::CsvReader rows(csv, text::separator_of(csv));
    text::CsvRow heads;
    rows.next(heads);
    auto plan = guess_unit_plan(heads);
    plan.new_kinds = kinds;
    return plan;
  }
  std::int64_t count_all() {
    return site.community().store().read([](store::Reader& r) { return count_units(r); });
  }
  // A draft as sending a file makes one.
  std::string draft(const std::string& table) {
    const auto id = site.community().store().write([&](store::Transaction& t) {
      return unit_files().keep(t, max, "units.csv", table, to_json(UnitPlan{.columns = {UnitColumn::passed_over}}));
    });
    return "/manage/units/import/" + id_text(id);
  }
  std::string path_of(const std::string& name) {
    const auto list = site.community().store().read([&](store::Reader& r) { return list_units(r, {.words = name}); });
    EXPECT_FALSE(list.units.empty()) << name;
    return list.units.empty() ? "" : unit_path(list.units.front().id);
  }
};

TEST_F(Units, AreBroughtInFromAFileWithWhatIsRefusedNamed) {
  const auto report = bring_in(
      "name,kind,place,from,to,other names\nLe Tonnant,Ship,Brest,1980,1999,\n,Ship,,,,\nLe "
      "Foudroyant,Ship,Brest,80,,\n"
      "École navale,School,Lanvéoc,,,\"Baille\nPoulmic\"\n");
  EXPECT_EQ(report.made, 2);
  ASSERT_THAT(report.refused, SizeIs(2));
  EXPECT_EQ(report.refused[0].line, 3u);
  EXPECT_EQ(report.refused[1].line, 4u);
  const auto again = bring_in("nom;type;lieu\nle TONNANT;ship;brest\nÉcole navale;School;Lanvéoc\n");
  EXPECT_EQ(again.made, 0) << "what is there already is not added twice";
  const auto unknown = bring_in("name,kind\nX-ray,Barracks\n", NewKinds::refused);
  EXPECT_THAT(unknown.refused, SizeIs(1));
  EXPECT_TRUE(as("ana").get("/units?q=poulmic").has("École navale"));
}

TEST_F(Units, AreTriedOutBeforeTheyAreBroughtIn) {
  bring_in("name,kind,place\nLe Tonnant,Ship,Brest\n");
  const auto path = draft("Boat,Sort,Since\nLe Tonnant,Ship,\nLe Redoutable,Ship,1971\nL’Inflexible,Ship,85\n");
  auto& max = as("max");
  EXPECT_TRUE(max.get(path).has("Le Redoutable")) << "the lines are shown";
  const auto unsaid = max.post(path, {{"column_1", "none"}, {"step", "try"}, {"has_heads", "1"}});
  EXPECT_EQ(unsaid.status, 422);
  EXPECT_TRUE(unsaid.has("Say which column holds the names of the units."));
  const testing::Typed plan{
      {"column_1", "name"}, {"column_2", "kind"}, {"column_3", "from"}, {"has_heads", "1"}, {"step", "try"}};
  const auto tried = max.post(path, plan);
  EXPECT_EQ(tried.status, 200);
  EXPECT_TRUE(tried.has("2 units would be new")) << "another place is another unit";
  EXPECT_TRUE(tried.has("1 line is refused"));
  EXPECT_EQ(count_all(), 1) << "nothing has happened yet";
  EXPECT_TRUE(max.get(path + "/refused.csv").has("Inflexible"));
  auto now_in = plan;
  now_in.back().second = "bring_in";
  EXPECT_EQ(max.post(path, now_in).status, 303);
  EXPECT_EQ(count_all(), 3);
  EXPECT_TRUE(max.get(path).has("2 new units"));
  EXPECT_TRUE(max.get(path + "/refused.csv").has("1998")) << "with the reason";
  EXPECT_EQ(max.post(path, now_in).status, 303) << "pressed twice";
  EXPECT_EQ(count_all(), 3);
  EXPECT_EQ(max.post(path + "/end", {}).location, path) << "what was brought in is not forgotten";
  EXPECT_TRUE(max.get("/manage/units/import").has("units.csv"));
}

TEST_F(Units, AreTriedAsTheyWouldBeBroughtIn) {
  bring_in("name,kind,place,from\nLe Tonnant,Ship,Brest,1980\nLe Redoutable,Ship,,1971\n");
  std::string csv = "name,kind,place,from\nLe Tonnant,Ship,Brest,1981\nLe Redoutable,Ship,,1971\n,Ship,,\n";
  for (int i = 0; i < 600; ++i) csv += "School " + std::to_string(i) + ",School,Brest,\n";
  csv += "School 7,School,Brest,1990\nSCHOOL 8,School,brest,1991\nSchool 7,School,Brest,1990\n";
  const auto tried = try_units(site.community().store(), csv, plan_of(csv, NewKinds::made), text::Language::en);
  EXPECT_EQ(count_all(), 2);
  const auto done = bring_in(csv);
  EXPECT_EQ(count_all(), 602);
  EXPECT_EQ(tried.made, 600);
  EXPECT_EQ(done.made, tried.made);
  EXPECT_EQ(tried.changed, 3);
  EXPECT_EQ(done.changed, tried.changed);
  EXPECT_EQ(tried.same, 2);
  EXPECT_EQ(done.same, tried.same);
  EXPECT_EQ(done.refused.size(), tried.refused.size());
}

TEST_F(Units, AreForgottenWithAFileThatIsNotWanted) {
  const auto path = draft("name,kind\nLe Tonnant,Ship\n");
  auto& max = as("max");
  max.get(path);
  EXPECT_EQ(max.post(path + "/end", {}).status, 303);
  EXPECT_EQ(max.get(path).status, 404);
  EXPECT_EQ(count_all(), 0);
}

TEST_F(Units, TellWhoWasThereWhenOneWas) {
  bring_in("name,kind,place\nLe Tonnant,Ship,Brest\n");
  const auto path = path_of("tonnant");
  const auto state = [&](const std::string& who, const char* from, const char* to, const char* shown) {
    as(who).get(path);
    const auto stated =
        as(who).post(path + "/services",
                     {{"from_year", from}, {"from_month", ""}, {"to_year", to}, {"to_month", ""}, {"shown_to", shown}});
    EXPECT_EQ(stated.status, 303) << stated.body;
  };
  state("ben", "1998", "2001", "members");
  state("cleo", "1998", "2001", "nobody");
  EXPECT_TRUE(as("ana").get(path).has("/members/ben"));
  EXPECT_FALSE(Browser(site).get(path).has("/members/ben")) << "members only";
  EXPECT_FALSE(as("ana").get(path).has("/members/cleo"));
  EXPECT_FALSE(as("max").get(path).has("/members/cleo")) << "who manages sees no more";
  state("ana", "2001", "", "nobody");
  const auto page = as("ana").get(path);
  EXPECT_TRUE(page.has("Who was there when I was"));
  EXPECT_TRUE(page.has("1 member was there at the same time."));
  EXPECT_TRUE(as("ana").get("/account/units").has("Le Tonnant"));
}

TEST_F(Units, SayBesideTheFieldWhatIsWrong) {
  bring_in("name,kind,place\nLe Tonnant,Ship,Brest\n");
  const auto path = path_of("tonnant");
  auto& ana = as("ana");
  ana.get(path);
  const auto refused = [&](community::testing::Typed typed, const char* field) {
    const auto answer = ana.post(path + "/services", std::move(typed));
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(answer.has(std::string("service-") + field + "-error")) << field;
  };
  refused({{"from_year", ""}, {"shown_to", "nobody"}}, "from_year");
  refused({{"from_year", "98"}, {"shown_to", "nobody"}}, "from_year");
  refused({{"from_year", "1998"}, {"to_year", "1997"}, {"shown_to", "nobody"}}, "to_year");
  refused({{"from_year", "1998"}, {"from_month", "13"}, {"shown_to", "nobody"}}, "from_month");
  refused({{"from_year", "1998"}, {"shown_to", "all"}}, "shown_to");
}

TEST_F(Units, AreKeptByThoseWhoManage) {
  auto& boss = as("max");
  boss.get("/manage/units");
  EXPECT_EQ(boss.post("/manage/unit-kinds", {{"name_en", "Ship"}, {"name_fr", "Navire"}}).status, 303);
  const auto kind = site.community().store().read([](store::Reader& r) { return unit_kinds(r).front().id; });
  EXPECT_EQ(boss.post("/manage/units", {{"name", "Le Tonnant"}, {"kind", "zz"}}).status, 422);
  EXPECT_EQ(boss.post("/manage/units", {{"name", "Le Tonnant"}, {"kind", id_text(kind)}}).status, 303);
  EXPECT_EQ(boss.post("/manage/units", {{"name", "le tonnant"}, {"kind", id_text(kind)}}).status, 409);
  const auto path = path_of("tonnant");
  boss.get("/manage" + path);
  EXPECT_EQ(
      boss.post("/manage" + path, {{"name", "Le Foudroyant"}, {"kind", id_text(kind)}, {"from_year", "1971"}}).status,
      303);
  EXPECT_TRUE(boss.get(path).has("Le Foudroyant"));
  EXPECT_EQ(boss.post("/manage" + path + "/removal", {}).status, 303);
  EXPECT_EQ(boss.get(path).status, 404);
}

TEST_F(Units, LetNobodySeeOrChangeAnothersLines) {
  bring_in("name,kind\nLe Tonnant,Ship\n");
  const auto path = path_of("tonnant");
  as("ana").get(path);
  as("ana").post(path + "/services", {{"from_year", "1998"}, {"shown_to", "everyone"}});
  const auto id =
      site.community().store().read([](store::Reader& r) { return *r.one<std::int64_t>({"select id from service"}); });
  const auto own = "/account/units/" + id_text(id);
  EXPECT_EQ(as("ana").get(own).status, 200);
  for (const auto* other : {"ben", "max"}) {
    EXPECT_EQ(as(other).get(own).status, 404);
    EXPECT_EQ(as(other).post(own + "/end", {}).status, 404);
  }
  as("ana").get(own);
  EXPECT_EQ(as("ana").post(own, {{"from_year", "1999"}, {"shown_to", "nobody"}}).status, 303);
  EXPECT_EQ(as("ana").post(own + "/end", {}).status, 303);
}

}  // namespace
}  // namespace parvis::units
