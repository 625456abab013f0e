// Row 4 of the security page: every route of the table, asked by every role with identifiers of what is not theirs.
// The identifiers are filled in by the names of the parameters, so a new route is asked too; one with a parameter or a
// body that nobody has filled in yet fails the test. Long because: one square holds something foreign of every kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <optional>
#include <set>

#include "api/api_routes.h"
#include "app/dispatch.h"
#include "app/routes.h"
#include "app/testing/whole_site.h"
#include "community/accounts/visit_account.h"
#include "community/arriving/invitation.h"
#include "community/arriving/join_request.h"
#include "community/arriving/member_import.h"
#include "community/files/files.h"
#include "community/groups/membership.h"
#include "community/influencers/influencer_file.h"
#include "community/issuers/issuer_account.h"
#include "community/journeys/journey.h"
#include "community/letters/letter_reader.h"
#include "community/members/api_token.h"
#include "community/members/new_member.h"
#include "community/members/role_change.h"
#include "community/members/session.h"
#include "community/members/viewer_of.h"
#include "community/moderation/appeal.h"
#include "community/moderation/contribution.h"
#include "community/moderation/member_note.h"
#include "community/moderation/moderation_case.h"
#include "community/moderation/sanction.h"
#include "community/moderation/watch.h"
#include "community/passkeys/passkey.h"
#include "community/plans/plan_way.h"
#include "community/privacy/consent.h"
#include "community/profiles/profile_field.h"
#include "community/returns/cost.h"
#include "community/returns/idea.h"
#include "community/returns/kept_report.h"
#include "community/returns/order_file.h"
#include "community/returns/report_reader.h"
#include "community/rights/custom_role.h"
#include "community/segments/condition_parser.h"
#include "community/segments/segment.h"
#include "community/sharing/share.h"
#include "community/threads/draft.h"
#include "community/today/task.h"
#include "community/units/time_served.h"
#include "core/blobs/testing/scratch_folder.h"
#include "core/crypto/crypto.h"
#include "core/store/tables.h"
#include "units/unit_file.h"

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
constexpr const char* kWordsThatWait[] = {"wombatelier", "ratonlaveuse"};
constexpr const char* kWordsOfGroup[] = {"zibelinoir", "hermellinage", "putoisard", "belettissime"};
constexpr const char* kWordsAtTheDoor[] = {"kakapoinvitation", "dugongolese", "lemurimport", "pangolin"};
constexpr const char* kWordsOfZoe[] = {"ornithorynque", "okapidevice",   "lamantinoken", "loutrement",
                                       "marmottine",    "salamandrekey", "tatoulabel"};
constexpr const char* kBytesOfMembers = "capybarasserie";  // of a file that a post in the members' space links to

config::Settings unhurried(const std::filesystem::path& folder) {
  config::Settings settings;
  settings.data_dir = folder;
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
    other_thread = id_in(site.call(Method::post, "/threads", hers,
                                   R"({"space":"den","title":"A zanzibarette too","body":"The quokkavalier."})"));
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
      constexpr store::Sql kCopy{
          "insert into data_copy (id, member, asked_at, ready_at, expires_at) values ($1, $2, $3, $3, $4)"};
      constexpr store::Sql kPart{"insert into data_copy_part (copy, number, file, size) values ($1, 1, $2, 1)"};
      const auto id = next_id();
      t.run(kCopy, id, zoe, now(), now() + kDay);
      t.run(kPart, id, std::string(64, 'a'));
      copy = id_text(id);
      community::LocalText words;
      words.set(text::Language::en, "Monthly");
      purpose = make_purpose(t, {community.timeline(), max, now()}, words, words).slug;
    });
    found_hidden_group();
    state_where_zoe_was();
    community.store().write([&](store::Transaction& t) {
      const auto viewer = viewer_of(t, yves, now());
      const auto spaces = community.spaces().list();
      const community::Act act{community.timeline(), viewer->viewer, *spaces, now()};
      flagged = id_text(
          flag(t, act, {community::ObjectKind::post, *parse_id(post)}, {community::Ground::spam, "A ratonlaveuse."}));
    });
    judge_zoe();
    count_returns();
    keep_influencer();
    stand_at_the_door();
    bring_file();
    bring_ways_in();
    ask_the_timeline();
    session = first({"select min(id) from session"});
    token = first({"select id from api_token where label = 'lamantinoken'"});
    notification = first({"select min(id) from notification"});
    site.index();
  }

  // A segment and a journey.
  void ask_the_timeline() {
    auto& community = site.community();
    community.store().write([&](store::Transaction& t) {
      const community::SpaceAct act{community.timeline(), max, now()};
      make_segment(t, act, {"Helpers", "", community::read_condition("acts(\"replied\") >= 5").condition});
      journey = make_default_journey(t, act, text::Language::en).slug;
      make_plan(t, act, {.name = "Quiet months", .description = "For pangolins", .ends_when = {}});
      community::StepWords words;
      words.note = "Ask her about the pangolin";
      plan_step = id_text(add_step(t, act, *community::find_plan(t, "quiet-months"), words));
      begin_plan(t, act, *community::find_plan(t, "quiet-months"), zoe);
      plan_way = id_text(way_of(t, community::find_plan(t, "quiet-months")->id, zoe)->id);
    });
  }

  // An invitation of Zoe's, a request to join, a file of members.
  void stand_at_the_door() {
    auto& community = site.community();
    community.store().write([&](store::Transaction& t) {
      save_arriving(t, community.timeline(), max, {.member_seats = 5});
      invitation = id_text(make_invitation(t, community.timeline(), viewer_of(t, zoe, now())->viewer,
                                           {.note = "kakapoinvitation", .seats = 1, .expires_at = now() + kDay}));
      // Of a conversation that visitors could read when she made it.
      share = id_text(parvis::make_id<community::ShareId>());
      t.run("insert into share (id, member, thread, created_at) values ($1, $2, $3, 1)", *parse_id(share), zoe,
            *parse_id(thread));
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
  }

  // Yves founded a hidden group with a space where he wrote; Zoe is in it.
  void found_hidden_group() {
    auto& community = site.community();
    community.store().write([&](store::Transaction& t) {
      auto founder = viewer_of(t, yves, now())->viewer;
      founder.newcomer = false;
      const community::GroupAct act{community.timeline(), founder, now()};
      const auto made = found_group(t, act, {"Zibelinoir", "The hermellinage.", community::Door::hidden});
      group = made.slug;
      community::NewGroupSpace space;
      space.name.set(text::Language::en, "Zibelinoir talks");
      community::open_group_space(t, act, made, space);
      invite(t, act, made, zoe);
      const auto guest = viewer_of(t, zoe, now())->viewer;
      join_group(t, {community.timeline(), guest, now()}, made, community::Letters::yes);
    });
    community.spaces().reload();
    const auto slug = community.spaces().list()->all().back().slug;
    id_in(site.call(
        Method::post, "/threads", site.personal_token(yves, Scope::write),
        R"({"space":")" + slug + R"(","title":"A putoisard","body":"@ana, belettissime.","tags":["zibelinoir"]})"));
  }

  // She shows it to nobody.
  void state_where_zoe_was() {
    auto& community = site.community();
    community.store().write([&](store::Transaction& t) {
      const community::SpaceAct act{community.timeline(), max, now()};
      community::LocalText ship, school;
      ship.set(text::Language::en, "Ship");
      school.set(text::Language::en, "School");
      const auto kind = make_unit_kind(t, act, ship);
      unit_kind = id_text(make_unit_kind(t, act, school));  // no unit is of it
      kind_of_unit = id_text(kind);
      const auto made = make_unit(t, act, {.kind = kind, .name = "Le Tonnant"});
      unit = id_text(made);
      const community::SpaceAct hers{community.timeline(), zoe, now()};
      community::FieldWords words;
      words.name.set(text::Language::en, "A word");
      const auto asked = make_profile_field(t, act, words);
      field = id_text(asked);
      unit_import = id_text(units::unit_files().keep(t, max, "units.csv", "name,kind\nLe Foudroyant,Ship\n", "{}"));
      save_answers(t, hers, {{asked, "marmottine", community::SeenBy::nobody}});
      const community::TaskAct noted{.timeline = community.timeline(), .actor = max, .at = now()};
      task = id_text(write_task(t, noted, "Call her about the tandem", zoe, {}));
      service = id_text(state_service(t, hers, made, {.period = {{1998}, {}}, .as_what = "loutrement"}));
    });
  }

  // What it costs, and an order of Zoe's, with a file of others.
  void count_returns() {
    auto& community = site.community();
    community.store().write([&](store::Transaction& t) {
      const community::ReturnAct act{community.timeline(), max, now(), {}};
      cost = id_text(record_cost(t, act, {community::CostKind::people, "A pangolinage", 100, 24'312, 24'312}));
      order = id_text(record_order(t, act, {"pangolin-1", now() - kDay, 100, "zoe@example.org", "", "A pangolin"}).id);
      const auto context = community::letter_context(community);
      count_idea(t, act, community::ThreadId{*parse_id(thread)}, "A pangolin's idea");
      add_report_reader(t, act, context, {.email = "narval@example.org", .basis = "A narwhal"});
      report_reader = id_text(community::report_readers(t).front().id);
      const community::ReportContext month{community.identity(), community.spaces().list(), {}, now()};
      report = id_text(keep_report(t, act, make_report(t, month, 24'312)));
      order_file = id_text(keep_order_file(t, max, "pangolin.csv", "a,b,c,d\nzoe@example.org,1,2026-01-01,3\n", now()));
    });
  }

  // Whom the team keeps as somebody who is heard, and a file of others.
  void keep_influencer() {
    auto& community = site.community();
    community.store().write([&](store::Transaction& t) {
      const community::SpaceAct act{community.timeline(), max, now()};
      influencer = id_text(make_influencer(
          t, act, {.name = "Zoe", .member = zoe, .sites = {"https://lynxeur.example"}, .notes = "A lynxeur."}));
      influencer_file =
          id_text(community::influencer_files().keep(t, max, "lynxeur.csv", "name,sites\nLynxeur,\n", "{}"));
    });
  }

  // A warning, an appeal against it, a note.
  void judge_zoe() {
    auto& community = site.community();
    const community::AccountAct by{.timeline = community.timeline(), .sender = {"Square", "#1f5f99", ""}, .device = {}};
    community.store().write([&](store::Transaction& t) {
      const auto manager = viewer_of(t, max, now());
      const community::NewSanction wish{
          zoe, community::SanctionKind::warning, {community::Ground::unkind, "A lemurale."}, 0};
      const auto id = give_sanction(t, by, manager->viewer, wish);
      sanction = id_text(id);
      appeal = id_text(send_appeal(t, community.timeline(), zoe, {community::ObjectKind::sanction, id.value},
                                   "A lemurale.", community::Source::page));
      watch(t, community.timeline(), max, "lemurale", community::WatchEffect::waits, community::Source::page);
      word = id_text(community::watched_words(t).at(0).id);
      note = id_text(write_note(t, community.timeline(), max, yves, "A lemurale.", community::Source::page));
    });
  }

  // A file of hers, which a post in the members' space links to.
  void bring_file() {
    auto& community = site.community();
    const auto blob = community.files().blobs().put(kBytesOfMembers);
    const auto id = next_id();
    upload = id_text(id);
    community.store().write([&](store::Transaction& t) {
      constexpr store::Sql kFile{R"(
        insert into file (id, member, created_at, kept_at, kind, name, type, bytes)
        values ($1, $2, 1, 1, 2, 'plan.txt', 'text/plain', 14))"};
      constexpr store::Sql kCopy{R"(
        insert into file_copy (file, label, sum, type, bytes) values ($1, 'file', $2, 'text/plain', 14))"};
      constexpr store::Sql kUse{"insert into file_use (file, post) values ($1, $2)"};
      t.run(kFile, id, zoe);
      t.run(kCopy, id, blob.sum.hex());
      t.run(kUse, id, *parse_id(post));
    });
  }

  // A passkey of hers and an account she has elsewhere, with an issuer that nobody may ask.
  void bring_ways_in() {
    auto& community = site.community();
    community.store().write([&](store::Transaction& t) {
      const community::AccountAct by{
          .timeline = community.timeline(), .sender = {"Square", "#1f5f99", ""}, .device = {}};
      community::Issuer made{.name = "Elsewhere", .address = "http://127.0.0.1:9", .client_id = "square"};
      made.id = save_issuer(t, {community.timeline(), max, now()}, made);
      issuer = id_text(made.id);
      tie_newcomer(t, by, zoe, {made.id, "subject", "", "tatoulabel"});
      passkey = id_text(add_passkey(t, by, zoe, {.credential = "x", .public_key = "y"}, "salamandrekey"));
    });
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
    const auto about = route.pattern.ends_with("/notes/{note}") ? "yves" : "zoe";  // whom the note is on
    const std::map<std::string, std::string> parameters{{"thread", thread},
                                                        {"post", post},
                                                        {"comment", comment},
                                                        {"space", "den"},
                                                        {"tag", "tapiroufle"},
                                                        {"session", session},
                                                        {"handle", "zoe"},
                                                        {"member", about},
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
                                                        {"held", "draft"},
                                                        {"list", "active-month"},
                                                        {"copy", route.pattern.starts_with("/files") ? "file" : copy},
                                                        {"purpose", purpose},
                                                        {"group", group},
                                                        {"asker", "ana"},
                                                        {"unit", unit},
                                                        {"service", service},
                                                        {"unit_kind", unit_kind},
                                                        {"unit_import", unit_import},
                                                        {"case", flagged},
                                                        {"sanction", sanction},
                                                        {"note", note},
                                                        {"word", word},
                                                        {"appeal", appeal},
                                                        {"request", request},
                                                        {"invitation", invitation},
                                                        {"share", share},
                                                        {"import", import},
                                                        {"field", field},
                                                        {"issuer", issuer},
                                                        {"passkey", passkey},
                                                        {"upload", upload},
                                                        {"segment", "helpers"},
                                                        {"stage", "newcomer"},
                                                        {"task", task},
                                                        {"task_kind", "newcomer"},
                                                        {"side", "contacted"},
                                                        {"journey", journey},
                                                        {"plan", "quiet-months"},
                                                        {"plan_step", plan_step},
                                                        {"plan_way", plan_way},
                                                        {"transfer", transfer},
                                                        {"influencer", influencer},
                                                        {"criterion", "known"},
                                                        {"influencer_import", influencer_file},
                                                        {"month", "2026-01"},
                                                        {"gain_kind", "support"},
                                                        {"cost", cost},
                                                        {"assumption", "call_cost"},
                                                        {"order", order},
                                                        {"order_import", order_file},
                                                        {"report", report},
                                                        {"report_reader", report_reader},
                                                        {"face", "1"}};
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

  std::string kind_of(const Route& route) const {
    if (route.pattern.starts_with("/cockpit/plans")) return "message";
    return route.pattern.starts_with("/cockpit/return/costs") ? "people" : kind_of_unit;
  }

  http::Fields form_for(const Route& route) {
    http::Fields form;
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
             {"title", "A stolen title"},
             {"body", "Stolen words"},
             {"tags", "stolen"},
             {"revisions", "0"},
             {"post", post},
             {"with", other_thread},
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
             {"door", route.pattern.starts_with("/groups") ? "hidden" : "open"},
             {"standing", "out"},
             {"kind", route.pattern.ends_with("/sanctions") ? "warning" : kind_of(route)},
             {"from_year", "1998"},
             {"shown_to", "nobody"},
             {"subject", "Stolen"},
             {"letter", "Stolen words"},
             {"until", "1"},
             {"openness", "free"},
             {"decision", route.pattern.starts_with("/cockpit/today") ? "day" : "yes"},
             {"part", "1"},
             {"words", "go"},
             {"grace_days", "3"},
             {"version", "1"},
             {"body_en", "Monthly"},
             {"ground", "unkind"},
             {"note", "A stolen note"},
             {"strike_days", "90"},
             {"word", "stolen"},
             {"hours", "0"},
             {"seconds", "0"},
             {"member_seats", "5"},
             {"basis", "consent"},
             {"proof", "The form"},
             {"per_hour", "60"},
             {"criterion", "known"},
             {"score", "3"},
             {"seat", "take"},
             {"plan", "quiet-months"},
             {"step", "try"},
             {"next_what", "Stolen"},
             {"body_fr", "Chaque mois"},
             {"member", "zoe"},
             {"stage", "newcomer"},
             {"what", "Stolen"},
             {"amount", "1"},
             {"first_month", "2026-01"},
             {"rhythm", "once"},
             {"low", "1"},
             {"base", "1"},
             {"high", "1"},
             {"source", "Stolen"},
             {"sentence", "Stolen words"},
             {"currency", "EUR"},
             {"path_days", "9"},
             {"day", "3"},
             {"month", "2026-01"},
             {"prospect_acts", "9"},
             {"prospect_days", "9"},
             {"pause_days", "9"},
             {"column_1",
              route.pattern.starts_with("/manage/units") || route.pattern.starts_with("/cockpit/influencers")
                  ? "name"
                  : "email"},
             {"column_2", route.pattern.starts_with("/cockpit") ? "reference" : "kind"},
             {"column_3", "day"},
             {"column_4", "amount"}}) {
      form.add(name, value);
    }
    if (route.pattern.starts_with("/cockpit")) form.add("days", "0");
    const bool goes_up = route.pattern.ends_with("/votes") || route.pattern.ends_with("/position");
    form.add("value", goes_up ? "up" : route.pattern.ends_with("/request") ? "off" : "on");
    const bool of_group = route.pattern.starts_with("/groups/");
    form.add("visibility", of_group ? "chosen" : "members");
    form.add("handle", of_group ? "ana" : "zoe");
    form.add("space", route.pattern.ends_with("/move") ? id_text(talk) : id_text(den));
    return form;
  }

  std::string json_for(const Route& route) {
    const std::map<std::string, std::string> bodies{
        {"", ""},
        {"NewThread", R"({"space":"den","title":"A stolen title","body":"Stolen words"})"},
        {"NewPost", R"({"body":"Stolen words"})"},
        {"NewSplit", R"({"posts":[")" + post + R"("],"title":"A stolen title","space":"den"})"},
        {"NewMerge", R"({"with":")" + other_thread + "\"}"},
        {"NewSolution", R"({"post":")" + post + "\"}"},
        {"PostEdit", R"({"body":"Stolen words"})"},
        {"NewComment", R"({"body":"Stolen words"})"},
        {"NewVote", R"({"value":"up"})"},
        {"NewFlag", R"({"ground":"spam"})"},
        {"ContributionDecision", R"({"decision":"turn_down","ground":"spam"})"},
        {"CaseDecision", R"({"decision":"hide","ground":"spam"})"},
        {"AppealDecision", R"({"decision":"reverse","words":"Stolen words"})"},
        {"NewFile", ""},
        {"Table", "name,sites\nStolen,\n"},
        {"NewNote", R"({"body":"A stolen note"})"},
        {"NewTask", R"({"words":"Stolen","about":"zoe"})"},
        {"TaskDecision", R"({"decision":"later","until":")" + text::day_in_figures(now() + 400 * kDay, {}) + R"("})"},
        {"NewWords", R"({"words":"Stolen words"})"},
        {"NewTodayRules", R"({"hold_out":50})"},
        {"NewCircles", R"({"names":["Stolen"]})"},
        {"NewSegmentLetter", R"({"purpose":"monthly","subject":"Stolen","letter":"Stolen words"})"},
        {"NewJourney", R"({"name":"Stolen"})"},
        {"NewStage", R"({"name":"Stolen"})"},
        {"NewReturnRules", R"({"currency":"EUR","path_days":9,"prospect_acts":9,"prospect_days":9,"pause_days":9})"},
        {"NewIdea", R"({"thread":")" + thread + R"(","words":"Stolen"})"},
        {"NewCircle", R"({"circle":"fan","note":"Stolen words"})"},
        {"NewPlan", R"({"name":"Stolen"})"},
        {"NewPlanStep", R"({"kind":"chat","note":"Stolen"})"},
        {"NewPlanMember", R"({"member":"zoe"})"},
        {"LetterLimit", R"({"letters":1,"days":7})"},
        {"NewSegment", R"({"name":"Stolen","condition":{"not":"role leader"}})"},
        {"NewReport", R"({"month":"2026-01"})"},
        {"NewReportPlan", R"({"day":3})"},
        {"NewReportReader", R"({"email":"thief@example.org","basis":"Stolen words"})"},
        {"NewOrder", R"({"reference":"stolen","at":"2026-01-01","amount":1})"},
        {"NewCost", R"({"kind":"people","what":"Stolen","amount":1,"first_month":"2026-01"})"},
        {"NewInfluencer", R"({"name":"Stolen"})"},
        {"InfluencerEdit", R"({"notes":"Stolen words"})"},
        {"NewScore", R"({"score":3,"note":"Stolen words"})"},
        {"NewAssumption", R"({"low":1,"base":1,"high":1,"source":"Stolen","sentence":"Stolen words"})"}};
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
      const bool is_table = route.pattern.ends_with("-files");
      if (!request.body.empty()) request.headers.add("content-type", is_table ? "text/csv" : "application/json");
    } else if (asker.member) {
      const auto cookie = community.store().write([&](store::Transaction& t) {
        return open_session(t, community.timeline(), asker.member, {"192.0.2.7", "test"});
      });
      request.headers.add("cookie", request.cookie_name(community::kSessionCookie) + "=" + cookie);
      request.headers.add("x-form-token", crypto::form_token(cookie, "form"));
    }
    if (!by_api && is_unsafe(route)) {
      request.form = form_for(route);
      for (const auto& name : unasked) request.form.add(name, "5");
    }
    auto response = Dispatch(community)(request);
    return {response.status, response.content_type, std::move(response.body), {}, std::move(response.headers)};
  }

  std::string bearer_of(MemberId member) {
    auto& bearer = bearers[member];
    if (bearer.empty()) bearer = site.personal_token(member, Scope::manage);
    return bearer;
  }
  static bool is_unsafe(const Route& route) { return route.method != Method::get; }

  // Every column there is, as a field that no form asks for (row 5 of the security page).
  void add_every_column() {
    std::set<std::string> columns;
    site.community().store().read([&](store::Reader& reader) {
      for (const auto& table : store::tables_of(reader)) columns.insert(table.columns.begin(), table.columns.end());
    });
    const auto asked = form_for(Route());
    for (const auto& column : columns) {
      if (asked.get(column).empty()) unasked.push_back(column);
    }
  }
  // What a member is and may, and what others gave them.
  std::string standing_of(MemberId member) {
    return rows({store::Sql{"select 'is ' || role || status || title || created_at || thanks_received || solutions ||"
                            " coalesce(email_confirmed_at, 0) || coalesce(email, '') || hue from member where id = $1"},
                 store::Sql{"select 'holds ' || role from member_role where member = $1"},
                 store::Sql{"select 'leads ' || space from space_leader where member = $1"},
                 store::Sql{"select 'bears ' || badge from member_badge where member = $1"},
                 store::Sql{"select 'in ' || member_group || standing from membership where member = $1"}},
                member.value);
  }

  // What only Zoe may touch, as text.
  std::string of_zoe() {
    return rows(
        {store::Sql{"select 'session ' || id || agent from session where member = $1 and agent = 'okapidevice'"},
         store::Sql{"select 'token ' || id || label from api_token where member = $1 and label = 'lamantinoken'"},
         store::Sql{"select 'draft ' || place || body from draft where member = $1"},
         store::Sql{"select 'answer ' || answer || seen_by from profile_answer where member = $1"},
         store::Sql{"select 'service ' || id || as_what || visibility from service where member = $1 order by id"},
         store::Sql{"select 'notification ' || id || coalesce(read_at, 0) from notification"
                    " where id = (select min(id) from notification where member = $1)"},
         store::Sql{"select 'account ' || display_name || coalesce(email, '') || coalesce(password_hash, '') || "
                    "language ||"
                    " charter_version from member where id = $1"}},
        zoe.value);
  }
  // What besides her only those who lead the space may touch.
  std::string words_of_zoe() {
    return rows(
        {store::Sql{"select 'thread ' || title || space || coalesce(closed_at, 0) || coalesce(pinned_at, 0) ||"
                    " coalesce(deleted_at, 0) || coalesce(solution, 0) from thread where author = $1"},
         store::Sql{"select 'post ' || id || body || coalesce(deleted_at, 0) from post where author = $1"},
         store::Sql{"select 'comment ' || id || body || coalesce(deleted_at, 0) from comment where author = $1"},
         store::Sql{"select 'file ' || id || alt from file where member = $1"}},
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
        auto found = reader.all<std::string>(sql, id);
        std::ranges::sort(found);  // a database gives them in any order
        for (const auto& row : found) text += row + "\n";
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

  blobs::testing::ScratchFolder folder;
  WholeSite site{unhurried(folder.path())};
  MemberId zoe, ana, lea, max, yves;
  community::SpaceId talk, den;
  std::string cost, order, order_file, influencer, influencer_file, report, report_reader;
  std::string thread, post, comment, session, token, notification, contribution, copy, purpose, group, unit, service,
      unit_kind, unit_import, kind_of_unit, flagged, sanction, note, appeal, word, request, invitation, share, import,
      field, upload, task, issuer, passkey, journey, plan_step, plan_way, other_thread, transfer = "1";
  std::vector<std::string> unasked;  // names of fields sent with every form
  std::map<MemberId, std::string> bearers;
};

// A path that names something of the members' space.
bool names_a_place(const Route& route) {
  for (const auto* name : {"{thread}", "{post}", "{comment}", "{space}", "{tag}", "{group}", "{upload}"}) {
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
      World::expect_none(reply, kWordsOfGroup, World::name_of(visitor, route));
      World::expect_none(reply, kWordsAtTheDoor, World::name_of(visitor, route));
      World::expect_none(reply, {kBytesOfMembers}, World::name_of(visitor, route));
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
      World::expect_none(reply, kWordsOfGroup, World::name_of(asker, route));
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

// What is looked for by its own words, wherever one may look.
TEST(ForeignIdentifiers, FindNothingOfAHiddenGroup) {
  World world;
  for (const auto& asker : {Asker{{}, "visitor"}, Asker{world.ana, "member"}, Asker{world.lea, "leader"}}) {
    for (const auto& route : routes().routes()) {
      if (World::is_unsafe(route)) continue;
      for (const auto* query : {"q=zibelin", "q=putois&title=belettiss", "tag=zibelinoir&site=1"}) {
        const auto reply = world.ask(asker, route, query);
        EXPECT_LT(reply.status, 500) << World::name_of(asker, route);
        if (std::string(query).starts_with("tag")) continue;  // a word that was asked for may be said again
        World::expect_none(reply, kWordsOfGroup, World::name_of(asker, route) + " " + query);
      }
    }
  }
}

TEST(ForeignIdentifiers, CountNothingOfAHiddenGroupForOthers) {
  World world;
  const auto counted = [&](MemberId who) {
    Route community_route;
    for (const auto& route : routes().routes()) {
      if (route.pattern == std::string(api::kRoot) + "/community") community_route = route;
    }
    return boost::json::parse(world.ask({who, "anybody"}, community_route).body).at("counts").at("threads").as_int64();
  };
  EXPECT_EQ(counted(world.ana) + 1, counted(world.zoe));
  EXPECT_EQ(
      world.first({"select count(*) + 1 from notification where member = (select id from member where handle = 'ana')"
                   " and kind = 2"}),
      id_text(1))
      << "whom a hidden word names is not told";
}

TEST(ForeignIdentifiers, TakeNoColumnThatAFormDoesNotAskFor) {
  World world;
  world.add_every_column();
  EXPECT_GT(world.unasked.size(), 100u);
  const auto before = world.standing_of(world.ana) + world.of_zoe();
  for (const auto& route : routes().routes()) {
    if (!World::is_unsafe(route) || route.handler.access == Access::managers) continue;
    const auto reply = world.ask({world.ana, "member"}, route);
    EXPECT_LT(reply.status, 500) << route.pattern;
    ASSERT_EQ(world.standing_of(world.ana) + world.of_zoe(), before) << route.pattern;
  }
}

// Otherwise the tests above might ask in a way that nobody is let in by.
TEST(ForeignIdentifiers, WorkForThoseWhoseTheyAre) {
  // Letters' tokens, an account that is somebody's already, what visitors may not read at all, what is not there,
  // an issuer that nobody may ask.
  const char* kNot[] = {"/confirmation/",    "/claim/",          "/first-manager/",
                        "/password-reset/",  "/address",         "/feed.atom",
                        "/charter/",         "/sitemap/",        "/theme/",
                        "/copies/",          "/leaving/",        "/letters/{token}",
                        "/appeals/{token}",  "/moderation-log",  "/sign-in/letter/",
                        "/invited/",         "/refused.csv",     "/faces/",
                        "/sign-in/issuers/", "/ways/issuers/",   "/manage/issuers/",
                        "/letters/resume/",  "{segment}/letter", "/letters/stop/",
                        "/transfers/",       "/letters/month/",  "/share"};
  auto world = std::make_unique<World>();
  int asked = 0;
  for (const auto& route : routes().routes()) {
    const auto is_in = [&](const std::string part) { return route.pattern.find(part) != std::string::npos; };
    if (!is_in("{") || std::ranges::any_of(kNot, is_in)) continue;
    bool done = false;
    std::string answers;
    for (const auto& asker : {Asker{world->zoe, "owner"}, Asker{world->max, "manager"}}) {
      if (done) break;
      const auto reply = world->ask(asker, route, is_in("/api/") ? "" : "after=1&member=zoe");
      answers += World::name_of(asker, route) + ": " + std::to_string(reply.status) + "\n";
      done = reply.status < 400;
    }
    EXPECT_TRUE(done) << answers;
    ++asked;
    const bool is_destructive = is_in("deletion") || is_in("/end") || is_in("/move") || is_in("/split") ||
                                is_in("/merge") || is_in("/removal") || is_in("contribution") ||
                                is_in("/moderation/") || is_in("requests") || is_in("/import") ||
                                route.method == Method::del;
    if (World::is_unsafe(route) && is_destructive) world = std::make_unique<World>();
  }
  EXPECT_GT(asked, 50);
}

}  // namespace
}  // namespace parvis::app
