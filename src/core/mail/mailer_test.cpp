#include "core/mail/mailer.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "core/ids.h"
#include "core/log/log.h"
#include "core/mail/refused_letter.h"
#include "core/mail/testing/smtp_catcher.h"

namespace parvis::mail {
namespace {

namespace fs = std::filesystem;
using testing::SmtpCatcher;

Letter some_letter() {
  return {.to = "ada@example.org",
          .subject = "Bienvenue",
          .text = "Bonjour,\n.caché\n..\n",
          .language = "fr",
          .purpose = Purpose::service("welcome"),
          .id = "3f9"};
}

Mailer mailer_to(const SmtpCatcher& catcher, const std::string& user = "", Encryption encryption = Encryption::none) {
  SmtpServer server{.address = {"127.0.0.1", catcher.port(), encryption}, .user = user, .password = Secret("s3cret")};
  return Mailer({.server = server, .from = {"", "square@mistral.example"}, .outbox = "/nonexistent"});
}

TEST(Mailer, HandsALetterToTheServer) {
  const SmtpCatcher catcher;
  const log::Capture capture;
  EXPECT_EQ(mailer_to(catcher).deliver(some_letter()), Outcome::sent);
  const auto caught = catcher.caught();
  ASSERT_EQ(caught.size(), 1u);
  EXPECT_EQ(caught[0].from, "square@mistral.example");
  EXPECT_EQ(caught[0].to, "ada@example.org");
  EXPECT_NE(caught[0].message.find("Subject: Bienvenue\r\n"), std::string::npos);
  EXPECT_TRUE(caught[0].message.ends_with("\r\n\r\nBonjour,\r\n=2Ecach=C3=A9\r\n=2E.\r\n")) << caught[0].message;
  EXPECT_TRUE(capture.has("purpose=welcome"));
  EXPECT_FALSE(capture.has("ada@")) << "an address is personal: it stays out of the log";
}

TEST(Mailer, SignsInWithUserAndPassword) {
  const SmtpCatcher catcher;
  const log::Capture capture;
  EXPECT_EQ(mailer_to(catcher, "me").deliver(some_letter()), Outcome::sent);
  ASSERT_EQ(catcher.caught().size(), 1u);
  EXPECT_EQ(catcher.caught()[0].user, "me");
  EXPECT_EQ(catcher.caught()[0].password, "s3cret");
  EXPECT_FALSE(capture.has("s3cret"));
}

TEST(Mailer, GivesUpOnlyWhatIsRefusedForGood) {
  const log::Capture capture;
  for (const char* command : {"RCPT", "MAIL", "DATA", "message"}) {
    const SmtpCatcher catcher(SmtpCatcher::Replies{{command, "550 never"}});
    EXPECT_THROW(mailer_to(catcher).deliver(some_letter()), RefusedLetter) << command;
    EXPECT_TRUE(catcher.caught().empty());
  }
  EXPECT_TRUE(capture.has("code=550"));
}

TEST(Mailer, TellsARefusedReceiverFromARefusedLetter) {
  const log::Capture capture;
  const auto deliver = [](const char* command, const char* reply) {
    const SmtpCatcher catcher(SmtpCatcher::Replies{{command, reply}});
    return mailer_to(catcher).deliver(some_letter());
  };
  for (const char* reply : {"550 5.1.1 <ada@example.org>: User unknown", "550-5.2.1 Ada is\r\n550 5.2.1 away for good",
                            "550 No such user: ada@example.org", "554 5.5.0 mailbox not found"}) {
    EXPECT_EQ(deliver("RCPT", reply), Outcome::refused) << reply;
  }
  for (const char* reply : {"554 5.7.1 <ada@example.org>: Relay access denied", "550 5.4.5 Daily quota exceeded",
                            "550 blocked, see https://blocklist.example/192.0.2.1"}) {
    EXPECT_THROW(deliver("RCPT", reply), RefusedLetter) << reply;
  }
  EXPECT_THROW(deliver("MAIL", "550 5.1.8 Sender address rejected: Domain not found"), RefusedLetter);
  EXPECT_TRUE(capture.has("5.1.1"));
  EXPECT_FALSE(capture.has("ada@")) << "the log names nobody";
}

TEST(Mailer, TriesAgainWhatIsRefusedForNow) {
  for (const char* command : {"greeting", "EHLO", "RCPT", "MAIL", "DATA", "message"}) {
    const SmtpCatcher catcher(SmtpCatcher::Replies{{command, "451 later"}, {"HELO", "451 later"}});
    EXPECT_THROW(mailer_to(catcher).deliver(some_letter()), Unavailable) << command;
  }
  const SmtpCatcher closed(SmtpCatcher::Replies{{"AUTH", "535 wrong password"}});
  EXPECT_THROW(mailer_to(closed, "me").deliver(some_letter()), Unavailable)
      << "a wrong password is mended in the configuration";
}

TEST(Mailer, SaysNothingToAServerWithoutTheAskedEncryption) {
  for (const auto encryption : {Encryption::by_starttls, Encryption::from_start}) {
    const SmtpCatcher catcher;
    EXPECT_THROW(mailer_to(catcher, "me", encryption).deliver(some_letter()), Unavailable);
    for (const auto& command : catcher.commands()) {
      EXPECT_TRUE(command.find("AUTH") != 0 && command.find("MAIL") != 0) << command;
    }
    EXPECT_TRUE(catcher.caught().empty());
  }
}

TEST(Mailer, StopsWaitingForASilentServer) {
  const SmtpCatcher catcher(SmtpCatcher::Replies{{"greeting", ""}});
  SmtpServer server{.address = {"127.0.0.1", catcher.port(), Encryption::none}};
  server.whole_time = std::chrono::milliseconds(150);
  const auto result = send_by_smtp(server, "a@b.example", "c@d.example", "x\r\n");
  EXPECT_EQ(result.answer, SmtpAnswer::unavailable);
}

TEST(Mailer, KeepsLettersAsFilesWithoutAServer) {
  const log::Capture capture;
  const fs::path folder = fs::temp_directory_path() / ("parvis-outbox-" + id_text(next_id()));
  config::Settings settings;
  settings.data_dir = folder;
  settings.server.public_address = "https://square.example:8443";
  const Mailer mailer(settings);
  EXPECT_FALSE(mailer.has_server());
  const FrozenClock clock(Instant{1'763'755'205'000'000});
  EXPECT_EQ(mailer.deliver(some_letter()), Outcome::kept);
  const fs::path file = folder / "outbox" / "20251121T200005Z-3f9.eml";
  std::stringstream content;
  content << std::ifstream(file).rdbuf();
  EXPECT_NE(content.str().find("From: no-reply@square.example\r\n"), std::string::npos) << content.str();
  EXPECT_NE(content.str().find("To: ada@example.org\r\n"), std::string::npos);
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u) << "it holds links that open accounts";
  EXPECT_TRUE(capture.has("Kept a letter as a file"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder / "outbox"), fs::directory_iterator{}), 1);
  fs::remove_all(folder);
}

TEST(Mailer, ReadsItsServerFromTheSettings) {
  const auto tls = parse_server_address("smtps://mail.example");
  ASSERT_TRUE(tls);
  EXPECT_EQ(tls->port, 465);
  EXPECT_EQ(tls->encryption, Encryption::from_start);
  EXPECT_EQ(parse_server_address("smtp://mail.example")->encryption, Encryption::by_starttls);
  EXPECT_EQ(parse_server_address("smtp://mail.example")->port, 587);
  EXPECT_EQ(parse_server_address("smtp://mail.example:2525/")->port, 2525);
  for (const char* here : {"smtp://localhost", "smtp://127.0.0.1", "smtp://[::1]:25", "smtp+plain://relay"}) {
    EXPECT_EQ(parse_server_address(here)->encryption, Encryption::none) << here;
    EXPECT_EQ(parse_server_address(here)->port, 25) << here;
  }
  EXPECT_EQ(parse_server_address("smtp://[::1]:25")->host, "::1");
  for (const char* wrong : {"", "mail.example", "http://mail.example", "smtp://", "smtp://u:p@mail.example",
                            "smtp://m/x", "smtp://m?x", "smtp://m:0", "smtp://m:70000", "smtp://a%0d%0ab"}) {
    EXPECT_FALSE(parse_server_address(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace parvis::mail
