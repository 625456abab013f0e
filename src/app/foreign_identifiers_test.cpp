// Row 4 of the security page: every route of the table, asked by every role with identifiers of what is not theirs.
// The identifiers are filled in by the names of the parameters, so a new route is asked too; one with a parameter or a
// body that nobody has filled in yet fails the test. Long because: one world holds something of every kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <optional>

#include "api/api_routes.h"
#include "app/dispatch.h"
#include "app/routes.h"
#include "app/testing/whole_site.h"
#include "community/accounts/visit_account.h"
#include "community/arriving/invitation.h"
#include "community/arriving/join_request.h"
#include "community/arriving/member_import.h"
#include "community/members/api_token.h"
#include "community/members/new_member.h"
#include "community/members/role_change.h"
#include "community/members/session.h"
#include "community/members/viewer_of.h"
#include "community/moderation/contribution.h"
#include "community/rights/custom_role.h"
#include "community/threads/draft.h"
#include "core/crypto/crypto.h"

namespace parvis::app {
namespace {

using community::MemberId;
using community::Role;
using community::Scope;
using community::SpaceKind;
using community::SpaceVisibility;
using http::Method;
using testing::Reply;
using testing::WholeSite;
using Route = Routes::Route;

constexpr const char* kWordsOfMembers[] = {"zanzibarette", "quokkavalier", "tapiroufle", "narvalesque", "axolotlement"};
constexpr const char* kWordsThatWait[] = {"wombatelier"};
constexpr const char* kWordsOfZoe[] = {"ornithorynque", "okapidevice", "lamantinoken"};
constexpr const char* kWordsAtTheDoor[] = {"kakapoinvitation", "dugongolese", "lemurimport"};

config::Settings unhurried() {
  config::Settings settings;
  settings.rates = {0, 0, 0, 0, 0, 0, 0, 0, 0};
  return settings;
}

// Who asks: a visitor, or a member with a new session and a personal token.
struct Asker {
  MemberId member;
  std::string name;
};

// Zoe wrote in a space for members only, and keeps a draft, a session, a token and a notification of her own.
struct World {
  World() {
    zoe = site.add("zoe");
    ana = site.add("ana");
    lea = site.add("lea", Role::leader);
    max = site.add("max", Role::manager);
    yves = site.add("yves");
    talk = site.add_space("talk", SpaceKind::discussion);
    den = site.add_space("den", SpaceKind::questions, SpaceVisibility::members);
    auto& community = site.community();
    const auto hers = site.personal_token(zoe, Scope::write), of_yves = site.personal_token(yves, Scope::write);
    thread = id_in(
        site.call(Method::post, "/threads", hers,
                  R"({"space":"den","title":"A zanzibarette","body":"The quokkavalier.","tags":["tapiroufle"]})"));
    post = id_in(site.call(Method::post, "/threads/" + thread + "/posts", hers, R"({"body":"So narvalesque."})"));
    comment = id_in(site.call(Method::post, "/posts/" + post + "/comments", hers, R"({"body":"With axolotlement."})"));
    site.call(Method::post, "/threads/" + thread + "/posts", of_yves, R"({"body":"An answer."})");
    const auto place = community::parse_draft_place("thread:" + thread);
    community.store().write([&](store::Transaction& t) {
      constexpr store::Sql kLead{"insert into space_leader (space, member) values ($1, $2)"};
      t.run(kLead, talk, lea);
      keep_draft(t, zoe, *place, {.body = "My ornithorynque"}, now());
      open_session(t, community.timeline(), zoe, {"192.0.2.1", "okapidevice"});
      add_token(t, zoe, Scope::read, "lamantinoken");
      community::LocalText name;
      name.set(text::Language::en, "Testers");
      make_role(t, {community.timeline(), max, now()}, name, "Testers");
    });
    community.spaces().reload();
    community.store().write([&](store::Transaction& t) {
      const auto viewer = viewer_of(t, zoe, now());
      const auto spaces = community.spaces().list();
      const community::Act act{community.timeline(), viewer->viewer, *spaces, now()};
      contribution = id_text(hold(t, act,
                                  {.kind = community::ContributionKind::thread,
                                   .space = den,
                                   .thread = {},
                                   .post = {},
                                   .title = "A wombatelier",
                                   .body = "It waits."}));
    });
    community.store().write([&](store::Transaction& t) {
      save_arriving(t, community.timeline(), max, {.member_seats = 5});
      invitation = id_text(make_invitation(t, community.timeline(), viewer_of(t, zoe, now())->viewer,
                                           {.note = "kakapoinvitation", .seats = 1, .expires_at = now() + kDay}));
      const auto asking = community::add_member(
          t, community.timeline(),
          {.display_name = "Otto", .email = "otto@example.org", .status = community::MemberStatus::unconfirmed},
          community::Source::page);
      const auto boss = viewer_of(t, max, now())->viewer;
      import = id_text(keep_member_file(t, boss, "people.csv", "email\nlemurimport@example.org\n"));
      save_plan(t, {*parse_id(import)}, community::guess_plan({"email"}));
      community::note_answers(t, asking, {{"Why?", "For the dugongolese."}});
      community::ask_to_join(t, {community.timeline(), {}}, asking);
      request = id_text(asking);
    });
    session = first({"select min(id) from session"});
    token = first({"select max(id) from api_token"});
    notification = first({"select min(id) from notification"});
    site.index();
  }

  static std::string id_in(const Reply& reply) {
    EXPECT_EQ(reply.status, 201) << reply.body;
    return std::string(boost::json::parse(reply.body).at("id").as_string());
  }
  std::string first(const store::Sql& sql) {
    const auto id = site.community().store().read([&](store::Reader& r) { return r.one<std::int64_t>(sql); });
    EXPECT_TRUE(id) << sql.text();
    return id_text(id.value_or(0));
  }

  // The identifier of something foreign for each parameter of a route.
  std::string fill(const Route& route) {
    const bool own_token = route.pattern.starts_with("/account/tokens/");
    const std::map<std::string, std::string> parameters{{"thread", thread},
                                                        {"post", post},
                                                        {"comment", comment},
                                                        {"space", "den"},
                                                        {"tag", "tapiroufle"},
                                                        {"session", session},
                                                        {"handle", "zoe"},
                                                        {"member", "zoe"},
                                                        {"token", own_token ? token : std::string(43, 'a')},
                                                        {"kind", "thanks"},
                                                        {"slug", "any"},
                                                        {"number", "2"},
                                                        {"version", "1"},
                                                        {"language", "en"},
                                                        {"file", "threads-1.xml"},
                                                        {"name", "not-found"},
                                                        {"role", "testers"},
                                                        {"contribution", contribution},
                                                        {"request", request},
                                                        {"invitation", invitation},
                                                        {"import", import}};
    std::string path;
    for (std::size_t at = 0; at < route.pattern.size();) {
      if (route.pattern[at] != '{') {
        path.push_back(route.pattern[at++]);
        continue;
      }
      const auto end = route.pattern.find('}', at);
      const auto name = route.pattern.substr(at + 1, end - at - 1);
      const auto found = parameters.find(name);
      if (found == parameters.end()) {
        ADD_FAILURE() << route.pattern << ": no foreign identifier for " << name;
        return "/";
      }
      path += found->second;
      at = end + 1;
    }
    return path;
  }

  http::Fields form_for(const Route& route) {
    http::Fields form;
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{{"title", "A stolen title"},
                                                                                      {"body", "Stolen words"},
                                                                                      {"tags", "stolen"},
                                                                                      {"revisions", "0"},
                                                                                      {"post", post},
                                                                                      {"give", "thanks"},
                                                                                      {"sure", "yes"},
                                                                                      {"number", "1"},
                                                                                      {"id", notification},
                                                                                      {"place", "thread:" + thread},
                                                                                      {"name", "Stolen"},
                                                                                      {"role", "leader"},
                                                                                      {"email", "thief@example.org"},
                                                                                      {"label", "stolen"},
                                                                                      {"scope", "read"},
                                                                                      {"name_en", "Stolen"},
                                                                                      {"name_fr", "Volé"},
                                                                                      {"visibility", "members"},
                                                                                      {"until", "1"},
                                                                                      {"handle", "zoe"},
                                                                                      {"openness", "free"},
                                                                                      {"decision", "yes"},
                                                                                      {"door", "open"},
                                                                                      {"member_seats", "5"},
                                                                                      {"column_1", "email"},
                                                                                      {"basis", "consent"},
                                                                                      {"proof", "The form"},
                                                                                      {"per_hour", "60"},
                                                                                      {"step", "try"}}) {
      form.add(name, value);
    }
    const bool goes_up = route.pattern.ends_with("/votes") || route.pattern.ends_with("/position");
    form.add("value", goes_up ? "up" : "on");
    form.add("space", route.pattern.ends_with("/move") ? id_text(talk) : id_text(den));
    return form;
  }

  std::string json_for(const Route& route) {
    const std::map<std::string, std::string> bodies{
        {"", ""},
        {"NewThread", R"({"space":"den","title":"A stolen title","body":"Stolen words"})"},
        {"NewPost", R"({"body":"Stolen words"})"},
        {"NewSolution", R"({"post":")" + post + "\"}"},
        {"PostEdit", R"({"body":"Stolen words"})"},
        {"NewComment", R"({"body":"Stolen words"})"},
        {"NewVote", R"({"value":"up"})"}};
    for (const auto& call : api::calls()) {
      if (call.method != route.method || api::kRoot + std::string(call.path) != route.pattern) continue;
      const auto found = bodies.find(call.takes);
      if (found != bodies.end()) return found->second;
      ADD_FAILURE() << route.pattern << ": no body for " << call.takes;
    }
    return {};
  }

  Reply ask(const Asker& asker, const Route& route, const std::string& query = "") {
    auto& community = site.community();
    http::Request request;
    request.method = route.method;
    request.target = request.path = fill(route);
    if (!query.empty()) {
      request.target += "?" + query;
      request.query = http::decode_form(query);
    }
    request.host = request.authority = "square.example";
    request.remote_address = "192.0.2.7";
    request.headers.add("sec-fetch-site", "same-origin");
    const bool by_api = route.pattern.starts_with(api::kRoot);
    if (by_api) {
      if (asker.member) request.headers.add("authorization", "Bearer " + bearer_of(asker.member));
      request.body = json_for(route);
      if (!request.body.empty()) request.headers.add("content-type", "application/json");
    } else if (asker.member) {
      const auto cookie = community.store().write([&](store::Transaction& t) {
        return open_session(t, community.timeline(), asker.member, {"192.0.2.7", "test"});
      });
      request.headers.add("cookie", request.cookie_name(community::kSessionCookie) + "=" + cookie);
      request.headers.add("x-form-token", crypto::form_token(cookie, "form"));
    }
    if (!by_api && is_unsafe(route)) request.form = form_for(route);
    auto response = Dispatch(community)(request);
    return {response.status, response.content_type, std::move(response.body), {}, std::move(response.headers)};
  }

  std::string bearer_of(MemberId member) {
    auto& bearer = bearers[member];
    if (bearer.empty()) bearer = site.personal_token(member, Scope::manage);
    return bearer;
  }
  static bool is_unsafe(const Route& route) { return route.method != Method::get; }

  // What only Zoe may touch, as text.
  std::string of_zoe() {
    return rows(
        {store::Sql{"select 'session ' || id || agent from session where member = $1 and agent = 'okapidevice'"},
         store::Sql{"select 'token ' || id || label from api_token where member = $1 and label = 'lamantinoken'"},
         store::Sql{"select 'draft ' || place || body from draft where member = $1"},
         store::Sql{"select 'notification ' || id || coalesce(read_at, 0) from notification"
                    " where id = (select min(id) from notification where member = $1)"},
         store::Sql{
             "select 'account ' || display_name || coalesce(email, '') || coalesce(password_hash, '') || language ||"
             " charter_version from member where id = $1"}},
        zoe.value);
  }
  // What besides her only those who lead the space may touch.
  std::string words_of_zoe() {
    return rows(
        {store::Sql{"select 'thread ' || title || space || coalesce(closed_at, 0) || coalesce(pinned_at, 0) ||"
                    " coalesce(deleted_at, 0) || coalesce(solution, 0) from thread where author = $1"},
         store::Sql{"select 'post ' || id || body || coalesce(deleted_at, 0) from post where author = $1"},
         store::Sql{"select 'comment ' || id || body || coalesce(deleted_at, 0) from comment where author = $1"}},
        zoe.value);
  }
  // All that is in the space.
  std::string all_in_den() {
    return rows({store::Sql{"select 'thread ' || id || posts || thanks from thread where space = $1"},
                 store::Sql{"select 'post ' || post.id || reactions || up || down || comments from post"
                            " join thread on thread.id = post.thread where thread.space = $1"},
                 store::Sql{"select 'follows ' || count(*) from follow where target <> $1"},
                 store::Sql{"select 'drafts ' || count(*) from draft where place <> 'of ' || $1"},
                 store::Sql{"select 'marks ' || count(*) from read_mark where thread <> $1"}},
                den.value);
  }
  std::string rows(const std::vector<store::Sql>& queries, std::int64_t id) {
    std::string text;
    site.community().store().read([&](store::Reader& reader) {
      for (const auto& sql : queries) {
        for (const auto& row : reader.all<std::string>(sql, id)) text += row + "\n";
      }
    });
    return text;
  }

  template <std::size_t N>
  static void expect_none(const Reply& reply, const char* const (&words)[N], const std::string& asked) {
    std::string all = reply.body;
    for (const auto& [name, value] : reply.headers) all += "\n" + name + ": " + value;
    for (const auto* word : words) {
      EXPECT_EQ(all.find(word), std::string::npos) << asked << " (" << reply.status << ") tells " << word;
    }
  }
  static std::string name_of(const Asker& asker, const Route& route) {
    return asker.name + " " + std::to_string(static_cast<int>(route.method)) + " " + route.pattern;
  }

  WholeSite site{unhurried()};
  MemberId zoe, ana, lea, max, yves;
  community::SpaceId talk, den;
  std::string thread, post, comment, session, token, notification, contribution, request, invitation, import;
  std::map<MemberId, std::string> bearers;
};

// A path that names something of the members' space.
bool names_a_place(const Route& route) {
  for (const auto* name : {"{thread}", "{post}", "{comment}", "{space}", "{tag}"}) {
    if (route.pattern.find(name) != std::string::npos) return true;
  }
  return false;
}

TEST(ForeignIdentifiers, OpenNothingToAVisitor) {
  World world;
  const Asker visitor{{}, "visitor"};
  const auto before = world.of_zoe() + world.words_of_zoe() + world.all_in_den();
  // The beginnings of words: what is asked may be said again, whole words may not.
  const auto query = "q=quokkaval&title=zanzibaret&space=den&tag=tapirou&site=1&after=1&thread=" + world.thread;
  for (const auto& route : routes().routes()) {
    for (const auto& asked : {std::string(), query}) {
      const auto reply = world.ask(visitor, route, asked);
      World::expect_none(reply, kWordsOfZoe, World::name_of(visitor, route));
      World::expect_none(reply, kWordsThatWait, World::name_of(visitor, route));
      World::expect_none(reply, kWordsAtTheDoor, World::name_of(visitor, route));
      if (route.pattern.find("{tag}") == std::string::npos)
        World::expect_none(reply, kWordsOfMembers, World::name_of(visitor, route));
      EXPECT_TRUE(!names_a_place(route) || reply.status >= 300) << World::name_of(visitor, route);
      EXPECT_LT(reply.status, 500) << World::name_of(visitor, route);
    }
    ASSERT_EQ(world.of_zoe() + world.words_of_zoe() + world.all_in_den(), before) << World::name_of(visitor, route);
  }
}

TEST(ForeignIdentifiers, GiveMembersAndLeadersOfOtherSpacesNoPowerOverAnothersWords) {
  World world;
  const auto before = world.of_zoe() + world.words_of_zoe();
  for (const auto& asker : {Asker{world.ana, "member"}, Asker{world.lea, "leader of another space"}}) {
    for (const auto& route : routes().routes()) {
      const auto reply = world.ask(asker, route);
      World::expect_none(reply, kWordsOfZoe, World::name_of(asker, route));
      World::expect_none(reply, kWordsThatWait, World::name_of(asker, route));
      World::expect_none(reply, kWordsAtTheDoor, World::name_of(asker, route));
      EXPECT_LT(reply.status, 500) << World::name_of(asker, route);
      ASSERT_EQ(world.of_zoe() + world.words_of_zoe(), before) << World::name_of(asker, route);
    }
  }
}

TEST(ForeignIdentifiers, GiveManagersNothingThatIsOneMembersOwn) {
  World world;
  const Asker manager{world.max, "manager"};
  const auto before = world.of_zoe();
  for (const auto& route : routes().routes()) {
    const bool is_theirs = route.handler.access == Access::managers || names_a_place(route);
    if (World::is_unsafe(route) && is_theirs) continue;  // what they may do to members and to words
    const auto reply = world.ask(manager, route);
    World::expect_none(reply, kWordsOfZoe, World::name_of(manager, route));
    EXPECT_LT(reply.status, 500) << World::name_of(manager, route);
    ASSERT_EQ(world.of_zoe(), before) << World::name_of(manager, route);
  }
}

// Otherwise the tests above might ask in a way that nobody is let in by.
TEST(ForeignIdentifiers, WorkForThoseWhoseTheyAre) {
  // Letters' tokens, an account that is somebody's already, what visitors may not read at all, what is not there.
  const char* kNot[] = {"/confirmation/", "/claim/",    "/first-manager/",  "/password-reset/",
                        "/address",       "/feed.atom", "/sign-in/letter/", "/charter/",
                        "/sitemap/",      "/theme/",    "/invited/",        "/refused.csv"};
  auto world = std::make_unique<World>();
  int asked = 0;
  for (const auto& route : routes().routes()) {
    const auto is_in = [&](const std::string part) { return route.pattern.find(part) != std::string::npos; };
    if (!is_in("{") || std::ranges::any_of(kNot, is_in)) continue;
    bool done = false;
    std::string answers;
    for (const auto& asker : {Asker{world->zoe, "owner"}, Asker{world->max, "manager"}}) {
      if (done) break;
      const auto reply = world->ask(asker, route, is_in("/api/") ? "" : "after=1");
      answers += World::name_of(asker, route) + ": " + std::to_string(reply.status) + "\n";
      done = reply.status < 400;
    }
    EXPECT_TRUE(done) << answers;
    ++asked;
    const bool is_destructive = is_in("deletion") || is_in("/end") || is_in("/move") || is_in("/removal") ||
                                is_in("contribution") || is_in("requests") || is_in("/import") ||
                                route.method == Method::del;
    if (World::is_unsafe(route) && is_destructive) world = std::make_unique<World>();
  }
  EXPECT_GT(asked, 50);
}

}  // namespace
}  // namespace parvis::app
