// Long because: every way in which a letter is obeyed, refused or passed over, on one square.
// Letters that come in, over the whole program: answers become posts by the rules of the page, reports stop letters,
// the member starts them again. Rows 7 and 24 of the security page for the webhook.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "app/testing/whole_site.h"
#include "community/incoming/letter_stop.h"
#include "community/incoming/letters_in.h"
#include "community/members/session.h"
#include "community/moderation/watch.h"
#include "community/rights/trust.h"
#include "community/threads/closure.h"
#include "core/blobs/testing/scratch_folder.h"
#include "core/crypto/base64url.h"
#include "core/crypto/crypto.h"
#include "core/mail/post.h"
#include "core/mail/reply_address.h"
#include "core/media/testing/pictures.h"

namespace parvis::app {
namespace {

namespace json = boost::json;
using community::LetterFate;
using community::MemberId;
using community::Role;
using community::Scope;
using community::Verb;
using http::Method;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Reply;
using ::testing::SizeIs;
using testing::WholeSite;

constexpr char kDomain[] = "reply.square.example";

config::Settings with_letters(const std::filesystem::path& folder) {
  config::Settings settings;
  settings.server.public_address = "https://square.example";
  settings.mail.url = "smtp://127.0.0.1";
  settings.incoming.domain = kDomain;
  settings.incoming.failures = 3;
  settings.incoming.webhook = Secret("between us");
  settings.data_dir = folder;
  return settings;
}

class IncomingLetters : public ::testing::Test {
 protected:
  IncomingLetters() {
    ana = site.add("ana");
    bob = site.add("bob");
    site.add("lea", Role::manager);
    site.add_space("talk", community::SpaceKind::discussion);
    site.add_space("inside", community::SpaceKind::discussion, community::SpaceVisibility::members);
    site.community().store().write(
        [](store::Transaction& t) { t.run(store::Sql{"update member set language = 'en'"}); });
    thread = open("talk");
    secret = mail::reply_secret(site.community().secret());
  }
  // Opens a thread as bob; answers its first post.
  community::PostId open(const std::string& space) {
    const auto reply = site.call(Method::post, "/threads", site.token("bob", Scope::write),
                                 R"({"space":")" + space + R"(","title":"Which chain?","body":"Ours broke."})");
    const auto object = json::parse(reply.body).as_object();
    return {*parse_id(std::string(object.at("first_post").as_string()))};
  }
  std::string place(MemberId member, community::PostId post) {
    return mail::reply_address(secret, member.value, post.value) + "@" + kDomain;
  }
  std::string letter(const std::string& to, const std::string& words, const std::string& from = "ana@example.org",
                     const std::string& more = "") {
    return "From: Ana <" + from + ">\r\nTo: " + to + "\r\nMessage-ID: <" + std::to_string(++letters) +
           "@mail.example>\r\nSubject: Re: Which chain?\r\n" + more + "\r\n" + words + "\r\n";
  }
  LetterFate take(const std::string& raw) { return community::take_letter(site.community(), raw); }
  std::string bounce_place(const std::string& address = "ana@example.org") {
    return mail::bounce_address(secret, ana.value, address) + "@" + kDomain;
  }
  std::string bounce(const std::string& status, const std::string& to) {
    return "From: MAILER-DAEMON@relay.example\nTo: " + to + "\nMessage-ID: <b" + std::to_string(++letters) +
           "@relay.example>\nContent-Type: multipart/report; report-type=delivery-status; "
           "boundary=b\n\n--b\nContent-Type: "
           "message/delivery-status\n\nReporting-MTA: dns; relay\n\nFinal-Recipient: rfc822; ana@example.org\nAction: "
           "failed\nStatus: " +
           status + "\n\n--b--\n";
  }
  template <class Row>
  std::vector<Row> all(const store::Sql& sql) {
    return site.community().store().read([&](store::Reader& reader) { return reader.all<Row>(sql); });
  }
  std::vector<std::string> replies() {
    return all<std::string>(store::Sql{"select body from post where number > 1 order by id"});
  }
  // What was posted to members and waits, as JSON.
  std::vector<std::string> posted(const std::string& purpose) {
    std::vector<std::string> found;
    for (auto& payload : all<std::string>(store::Sql{"select payload from job where kind = 'mail.send' order by id"})) {
      if (payload.find("\"purpose\":\"" + purpose + "\"") != std::string::npos) found.push_back(std::move(payload));
    }
    return found;
  }
  std::vector<std::string> refusals() {
    return all<std::string>(store::Sql{"select detail from activity where verb = 156 order by id"});
  }
  std::optional<community::LetterTrouble> stop() {
    return site.community().store().read([&](store::Reader& reader) { return letter_stop_of(reader, ana); });
  }
  bool may_go(const char* purpose) {
    const mail::Letter letter{
        .to = "ana@example.org", .subject = "S", .text = "T", .purpose = mail::Purpose::service(purpose)};
    return site.community().store().read(
        [&](store::Reader& reader) { return community::letter_reach(site.community())->may_go(reader, letter); });
  }
  Reply as(MemberId member, Method method, const std::string& path) {
    auto& community = site.community();
    const auto token = community.store().write([&](store::Transaction& t) {
      return open_session(t, community.timeline(), member, {"192.0.2.7", "test"});
    });
    return site.ask(method, path, "",
                    {{"cookie", "parvis=" + token + "; __Host-parvis=" + token},
                     {"x-form-token", crypto::form_token(token, "form")},
                     {"sec-fetch-site", "same-origin"}});
  }

  blobs::testing::ScratchFolder folder;
  WholeSite site{with_letters(folder.path())};
  MemberId ana, bob;
  community::PostId thread;
  mail::ReplySecret secret;
  int letters = 0;
};

TEST_F(IncomingLetters, ThatAnswerBecomePostsInTheMembersName) {
  EXPECT_EQ(take(letter(place(ana, thread), "One of **11** speeds.\r\n\r\nOn 5 Jan 2026, B wrote:\r\n> Ours broke.")),
            LetterFate::posted);
  EXPECT_THAT(replies(), ElementsAre("One of **11** speeds."));
  struct Row {
    MemberId author;
    std::int64_t source;
  };
  const auto rows = all<Row>(store::Sql{R"(
    select post.author, activity.source from post join activity on activity.object = post.id and activity.verb = 21
    where post.number = 2)"});
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].author, ana);
  EXPECT_EQ(rows[0].source, static_cast<std::int64_t>(community::Source::letter));
}

TEST_F(IncomingLetters, AreObeyedOnceHoweverOftenTheyArrive) {
  const auto raw = letter(place(ana, thread), "Twice.");
  EXPECT_EQ(take(raw), LetterFate::posted);
  EXPECT_EQ(take(raw), LetterFate::dropped);
  EXPECT_EQ(take("X-Original-To: " + place(ana, thread) + "\r\n" + raw), LetterFate::dropped) << "by another way";
  EXPECT_THAT(replies(), SizeIs(1));
}

TEST_F(IncomingLetters, OfProgramsAndOfNobodyAreDropped) {
  EXPECT_EQ(take(letter(place(ana, thread), "Away", "ana@example.org", "Auto-Submitted: auto-replied\r\n")),
            LetterFate::dropped);
  EXPECT_EQ(take(letter(place(ana, thread), "List", "ana@example.org", "Precedence: list\r\n")), LetterFate::dropped);
  EXPECT_EQ(take(letter("reply+aaaa@reply.square.example", "Guessed")), LetterFate::dropped);
  EXPECT_EQ(take(letter("talk@square.example", "Elsewhere")), LetterFate::dropped);
  EXPECT_EQ(take(letter(mail::reply_address(secret, ana.value, thread.value) + "@evil.example", "x")),
            LetterFate::dropped);
  EXPECT_EQ(take(""), LetterFate::dropped);
  EXPECT_TRUE(replies().empty());
  EXPECT_TRUE(refusals().empty()) << "and nobody is written to";
}

TEST_F(IncomingLetters, FromAnotherAddressAreToldToTheMemberOnceADay) {
  EXPECT_EQ(take(letter(place(ana, thread), "Forged", "bob@example.org")), LetterFate::refused);
  EXPECT_EQ(take(letter(place(ana, thread), "Again", "bob@example.org")), LetterFate::refused);
  EXPECT_TRUE(replies().empty());
  EXPECT_THAT(refusals(), ElementsAre("sender", "sender"));
  const auto told = posted("reply_refused");
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_THAT(told[0], HasSubstr("\"to\":\"ana@example.org\"")) << "never to who wrote";
  EXPECT_THAT(told[0], HasSubstr("another address"));
  EXPECT_THAT(told[0], Not(HasSubstr("Forged"))) << "whoever wrote it";
}

TEST_F(IncomingLetters, ThatCannotBePostsAreToldWithTheirWords) {
  auto& community = site.community();
  community.store().write([&](store::Transaction& t) {
    watch(t, community.timeline(), ana, "zanzibarette", community::WatchEffect::refused, community::Source::command);
  });
  EXPECT_EQ(take(letter(place(ana, thread), "A zanzibarette for all.")), LetterFate::refused);
  EXPECT_EQ(take(letter(place(ana, thread), "> only\r\n> quoted")), LetterFate::refused);
  const auto told = posted("reply_refused");
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_THAT(told[0], HasSubstr("A zanzibarette for all."));
  EXPECT_THAT(refusals(), ElementsAre("rule", "empty"));
  EXPECT_TRUE(replies().empty());
}

TEST_F(IncomingLetters, KeepTheRightsOfTheirMember) {
  auto& community = site.community();
  const auto hidden = open("inside");
  EXPECT_EQ(take(letter(place(ana, hidden), "I may read it.")), LetterFate::posted);
  community.store().write([&](store::Transaction& t) {
    t.run(store::Sql{"update thread set deleted_at = 1 where id = (select thread from post where id = $1)"}, hidden);
  });
  EXPECT_EQ(take(letter(place(ana, hidden), "Gone now.")), LetterFate::refused);
  EXPECT_THAT(refusals(), ElementsAre("gone"));
  community.store().write(
      [&](store::Transaction& t) { t.run(store::Sql{"update member set status = 4 where id = $1"}, ana); });
  EXPECT_EQ(take(letter(place(ana, thread), "I left.")), LetterFate::dropped);
}

TEST_F(IncomingLetters, ToAClosedConversationAreRefused) {
  site.community().store().write([&](store::Transaction& t) { t.run(store::Sql{"update thread set closed_at = 1"}); });
  EXPECT_EQ(take(letter(place(ana, thread), "Too late.")), LetterFate::refused);
  EXPECT_THAT(refusals(), ElementsAre("rule"));
  EXPECT_THAT(posted("reply_refused"), ElementsAre(HasSubstr("closed")));
}

TEST_F(IncomingLetters, KeepThePaceOfThePage) {
  const FrozenClock clock(now());
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(take(letter(place(ana, thread), "Number " + std::to_string(i))), LetterFate::posted);
  EXPECT_EQ(take(letter(place(ana, thread), "One too many")), LetterFate::refused);
  EXPECT_THAT(refusals(), ElementsAre("pace"));
}

TEST_F(IncomingLetters, WaitWhereOthersWait) {
  auto& community = site.community();
  community.store().write([&](store::Transaction& t) {
    watch(t, community.timeline(), ana, "casino", community::WatchEffect::waits, community::Source::command);
  });
  EXPECT_EQ(take(letter(place(ana, thread), "A casino.")), LetterFate::waiting);
  EXPECT_TRUE(replies().empty());
  EXPECT_THAT(all<std::string>(store::Sql{"select held_for from contribution"}), ElementsAre(HasSubstr("casino")));
}

std::string base64(std::string_view bytes) {
  auto text = crypto::to_base64url(bytes);
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  return text.append((4 - text.size() % 4) % 4, '=');
}

// A letter of several parts: a text and these, each with its head.
std::string parts(const std::vector<std::pair<std::string, std::string>>& more, const std::string& words) {
  auto body = "--b\r\nContent-Type: text/plain\r\n\r\n" + words + "\r\n";
  for (const auto& [head, bytes] : more) {
    body += "--b\r\n" + head + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64(bytes) + "\r\n";
  }
  return body + "--b--";
}
constexpr char kMixed[] = "Content-Type: multipart/mixed; boundary=b\r\n";

TEST_F(IncomingLetters, WithPicturesBringThemIntoThePost) {
  const auto picture = media::testing::png(40, 30);
  const auto raw = letter(place(ana, thread),
                          parts({{"Content-Type: image/png\r\nContent-Disposition: attachment; filename=chain.png\r\n"
                                  "Content-ID: <f_1>",
                                  picture},
                                 {"Content-Type: image/png; name=IMG_1.png\r\nContent-Disposition: inline; "
                                  "filename=IMG_1.png",
                                  media::testing::png(20, 20)},
                                 {"Content-Type: image/png\r\nContent-Disposition: inline; filename=logo.png\r\n"
                                  "Content-ID: <logo>",
                                  media::testing::png(8, 8)}},
                                "See the picture."),
                          "ana@example.org", kMixed);
  EXPECT_EQ(take(raw), LetterFate::posted);
  ASSERT_THAT(replies(), SizeIs(1));
  EXPECT_THAT(replies()[0], ::testing::MatchesRegex("See the picture\\.\n\n!\\[\\]\\(/files/[a-z0-9]+\\)\n\n!\\[\\]\\("
                                                    "/files/[a-z0-9]+\\)"));
  EXPECT_THAT(all<std::string>(store::Sql{"select name from file order by id"}), ElementsAre("chain.png", "IMG_1.png"))
      << "a logo inside the text is none of them";
  EXPECT_THAT(all<std::int64_t>(store::Sql{"select count(*) from file_use"}), ElementsAre(2));
  EXPECT_THAT(all<std::int64_t>(store::Sql{"select source from activity where verb = 130"}),
              ElementsAre(static_cast<std::int64_t>(community::Source::letter),
                          static_cast<std::int64_t>(community::Source::letter)));
  EXPECT_THAT(posted("reply_left_out"), SizeIs(0));
  EXPECT_EQ(take(raw), LetterFate::dropped);
  EXPECT_THAT(all<std::int64_t>(store::Sql{"select count(*) from file"}), ElementsAre(2)) << "once";
}

TEST_F(IncomingLetters, OfNothingButAPictureArePostsToo) {
  EXPECT_EQ(take(letter(place(ana, thread),
                        parts({{"Content-Type: image/png\r\nContent-Disposition: attachment; filename=chain.png",
                                media::testing::png(40, 30)}},
                              "> quoted"),
                        "ana@example.org", kMixed)),
            LetterFate::posted);
  EXPECT_THAT(replies(), ElementsAre(::testing::StartsWith("![](/files/")));
}

TEST_F(IncomingLetters, WithWhatIsNotTakenSayWhichAndWhy) {
  EXPECT_EQ(take(letter(place(ana, thread),
                        parts({{"Content-Type: image/jpeg\r\nContent-Disposition: attachment; filename=a.jpg", "MZ"},
                               {"Content-Type: application/pgp-signature\r\nContent-Disposition: attachment; "
                                "filename=signature.asc",
                                "x"}},
                              "See the picture."),
                        "ana@example.org", kMixed)),
            LetterFate::posted);
  EXPECT_THAT(replies(), ElementsAre("See the picture."));
  EXPECT_THAT(posted("reply_left_out"),
              ElementsAre(::testing::AllOf(HasSubstr("a.jpg: This is no picture"), Not(HasSubstr("signature.asc")))));
}

TEST_F(IncomingLetters, ThatAreRefusedBringNoFiles) {
  auto& community = site.community();
  EXPECT_EQ(take(letter(place(ana, open("talk")),
                        parts({{"Content-Type: image/png\r\nContent-Disposition: attachment; filename=chain.png",
                                media::testing::png(40, 30)}},
                              "From elsewhere."),
                        "eve@example.org", kMixed)),
            LetterFate::refused);
  community.store().write(
      [&](store::Transaction& t) { t.run(store::Sql{"update thread set closed_at = created_at"}); });
  EXPECT_EQ(take(letter(place(ana, thread),
                        parts({{"Content-Type: image/png\r\nContent-Disposition: attachment; filename=chain.png",
                                media::testing::png(40, 30)}},
                              "Too late."),
                        "ana@example.org", kMixed)),
            LetterFate::refused);
  EXPECT_THAT(all<std::int64_t>(store::Sql{"select count(*) from file"}), ElementsAre(0));
}

TEST_F(IncomingLetters, ThatReportAMissingAddressStopLettersToIt) {
  EXPECT_TRUE(may_go("group_letter"));
  EXPECT_EQ(take(bounce("5.1.1", bounce_place())), LetterFate::reported);
  ASSERT_TRUE(stop());
  EXPECT_EQ(stop()->reason, community::StopReason::gone);
  EXPECT_FALSE(may_go("group_letter"));
  EXPECT_TRUE(may_go("sign_in")) << "what one asks for is tried all the same";
  EXPECT_TRUE(may_go("confirm_address"));
  EXPECT_THAT(all<std::string>(store::Sql{"select detail from activity where verb = 152"}),
              ElementsAre("for good 5.1.1"));
}

TEST_F(IncomingLetters, ThatReportALostLetterForNowStopAfterDaysOfIt) {
  Instant at = now();
  const FrozenClock clock(at);
  EXPECT_EQ(take(bounce("4.2.2", bounce_place())), LetterFate::reported);
  EXPECT_EQ(take(bounce("4.2.2", bounce_place())), LetterFate::reported) << "the same day counts once";
  for (int day = 1; day < 3; ++day) {
    EXPECT_FALSE(stop()) << day;
    const FrozenClock later(at + day * (kDay + kHour));
    EXPECT_EQ(take(bounce("4.2.2", bounce_place())), LetterFate::reported);
  }
  ASSERT_TRUE(stop());
  EXPECT_EQ(stop()->reason, community::StopReason::came_back);
}

TEST_F(IncomingLetters, ThatReportAreBelievedOnlyAtASealedAddress) {
  EXPECT_EQ(take(bounce("5.1.1", "bounce@reply.square.example")), LetterFate::dropped);
  EXPECT_EQ(take(bounce("5.1.1", place(ana, thread))), LetterFate::dropped) << "an answer's address reports nothing";
  EXPECT_EQ(take(bounce("5.1.1", bounce_place("before@example.org"))), LetterFate::dropped) << "of a former address";
  EXPECT_FALSE(stop());
}

TEST_F(IncomingLetters, ThatComplainEndAllButWhatIsAskedFor) {
  EXPECT_EQ(
      take("From: fbl@provider.example\nTo: abuse@square.example\nContent-Type: multipart/report; "
           "report-type=feedback-report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: "
           "abuse\nOriginal-Mail-From: <" +
           bounce_place() + ">\n\n--b--\n"),
      LetterFate::reported);
  ASSERT_TRUE(stop());
  EXPECT_EQ(stop()->reason, community::StopReason::unwanted);
  EXPECT_FALSE(may_go("group_letter"));
  EXPECT_FALSE(all<std::string>(store::Sql{"select detail from activity where verb = 153"}).empty());
}

TEST_F(IncomingLetters, AreStartedAgainByTheMember) {
  take(bounce("5.1.1", bounce_place()));
  EXPECT_TRUE(as(ana, Method::get, "/account").has("E-mails to you have stopped"));
  EXPECT_TRUE(as(bob, Method::get, "/account").status == 200 && !as(bob, Method::get, "/account").has("have stopped"));
  EXPECT_EQ(as(ana, Method::post, "/account/letters/resume").status, 303);
  const auto sent = posted("resume_letters");
  ASSERT_THAT(sent, SizeIs(1));
  const std::string beginning = "https://square.example/letters/resume/";
  const auto text = std::string(json::parse(sent[0]).as_object().at("text").as_string());
  const auto at = text.find(beginning) + std::string("https://square.example").size();
  const auto path = text.substr(at, text.find_first_of(" \r\n", at) - at);
  EXPECT_TRUE(as(bob, Method::get, path).has("Receive e-mails again")) << "whoever holds the letter";
  EXPECT_TRUE(stop()) << "opening it changes nothing";
  EXPECT_EQ(as(ana, Method::post, path).status, 303);
  EXPECT_FALSE(stop());
  EXPECT_TRUE(may_go("group_letter"));
  EXPECT_EQ(as(ana, Method::post, path).status, 404) << "once";
  EXPECT_FALSE(all<std::string>(store::Sql{"select detail from activity where verb = 154"}).empty());
}

TEST_F(IncomingLetters, AreOnTheRecordThatStaffRead) {
  take(bounce("5.1.1", bounce_place()));
  const auto lea = all<MemberId>(store::Sql{"select id from member where handle = 'lea'"}).at(0);
  EXPECT_TRUE(as(lea, Method::get, "/moderation/members/ana").has("the address does not exist (5.1.1)"));
}

std::string signature(const std::string& body, std::int64_t seconds, const std::string& with = "between us") {
  const auto raw = std::to_string(seconds) + "." + body;
  std::string bytes, hexadecimal;
  const auto sum = crypto::keyed_hash(with, raw);
  // base64url to hexadecimal
  unsigned bits = 0;
  int count = 0;
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (const char c : sum) {
    bits = (bits << 6) | static_cast<unsigned>(kDigits.find(c));
    if (count += 6; count < 8) continue;
    count -= 8;
    const auto byte = (bits >> count) & 0xFF;
    hexadecimal.push_back("0123456789abcdef"[byte >> 4]);
    hexadecimal.push_back("0123456789abcdef"[byte & 15]);
  }
  return "t=" + std::to_string(seconds) + ",v1=" + hexadecimal;
}

TEST_F(IncomingLetters, AreHandedInSignedOrNotAtAll) {
  const auto at = now().microseconds / kSecond;
  const auto hand_in = [&](const std::string& body, const std::string& signed_by, const char* type) {
    return site.ask(Method::post, "/letters/incoming", body, {{"parvis-signature", signed_by}, {"content-type", type}})
        .status;
  };
  const auto raw = letter(place(ana, thread), "By the webhook.");
  EXPECT_EQ(hand_in(raw, "", "message/rfc822"), 403);
  EXPECT_EQ(hand_in(raw, signature(raw, at, "guessed"), "message/rfc822"), 403);
  EXPECT_EQ(hand_in(raw + " ", signature(raw, at), "message/rfc822"), 403) << "changed on its way";
  EXPECT_EQ(hand_in(raw, signature(raw, at - 301), "message/rfc822"), 403) << "kept and sent again later";
  EXPECT_EQ(hand_in(raw, signature(raw, at), "text/plain"), 415);
  EXPECT_TRUE(replies().empty());
  EXPECT_EQ(hand_in(raw, signature(raw, at), "message/rfc822"), 204);
  EXPECT_EQ(hand_in(raw, signature(raw, at), "message/rfc822"), 204);
  EXPECT_THAT(replies(), ElementsAre("By the webhook."));
  const std::string said = R"({"kind":"bounce","address":"ana@example.org","permanent":true,"status":"5.1.1"})";
  EXPECT_EQ(hand_in(said, signature(said, at), "application/json"), 204);
  EXPECT_TRUE(stop());
  const std::string unknown = R"({"kind":"complaint","address":"nobody@example.org"})";
  EXPECT_EQ(hand_in(unknown, signature(unknown, at), "application/json"), 204) << "whether there is one is not told";
  for (const std::string wrong : {"{", "[]", "{}", R"({"kind":"bounce","address":"ana@example.org"})",
                                  R"({"kind":"x","address":"ana@example.org"})"}) {
    EXPECT_EQ(hand_in(wrong, signature(wrong, at), "application/json"), 400) << wrong;
  }
}

TEST(IncomingLettersOff, TakeNothingWithoutASecretOrADomain) {
  WholeSite site;
  const std::string body = "From: a@b.example\n\nx\n";
  const auto at = now().microseconds / kSecond;
  EXPECT_EQ(site.ask(Method::post, "/letters/incoming", body,
                     {{"parvis-signature", signature(body, at, "")}, {"content-type", "message/rfc822"}})
                .status,
            403);
  EXPECT_EQ(community::take_letter(site.community(), body), LetterFate::dropped);
}

}  // namespace
}  // namespace parvis::app
