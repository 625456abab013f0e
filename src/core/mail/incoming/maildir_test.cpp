#include "core/mail/incoming/maildir.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <utime.h>

#include <fstream>

#include "core/ids.h"
#include "core/log/log.h"
#include "core/mail/incoming/mailbox_address.h"

namespace parvis::mail {
namespace {

namespace fs = std::filesystem;

class MaildirTest : public ::testing::Test {
 protected:
  MaildirTest() { fs::create_directories(folder / "new"); }
  ~MaildirTest() override { fs::remove_all(folder); }
  void deliver(const std::string& name, const std::string& text) { std::ofstream(folder / "new" / name) << text; }
  bool has(const std::string& path) const { return fs::exists(folder / path); }

  fs::path folder = fs::temp_directory_path() / ("parvis-maildir-" + id_text(next_id()));
  std::vector<std::string> seen;
  std::function<bool(std::string_view)> take = [this](std::string_view raw) {
    seen.emplace_back(raw);
    return raw != "bad";
  };
  log::Capture log;
};

TEST_F(MaildirTest, GivesTheOldestFirstAndTakesItAway) {
  deliver("1767225602.b.host", "second");
  deliver("1767225601.a.host", "first");
  EXPECT_EQ(collect_maildir(folder, take), 2);
  EXPECT_EQ(seen, (std::vector<std::string>{"first", "second"}));
  EXPECT_EQ(collect_maildir(folder, take), 0);
}

TEST_F(MaildirTest, TriesWhatWasNotTakenAgainAndSetsItAsideAfterADay) {
  deliver("1.bad", "bad");
  deliver("2.good", "good");
  EXPECT_EQ(collect_maildir(folder, take), 1) << "one that cannot be read does not keep the others waiting";
  EXPECT_TRUE(has("new/1.bad"));
  const utimbuf old{0, 0};
  ::utime((folder / "new" / "1.bad").c_str(), &old);
  EXPECT_EQ(collect_maildir(folder, take), 0);
  EXPECT_FALSE(has("new/1.bad"));
  EXPECT_TRUE(has("cur/1.bad:2,F"));
}

TEST_F(MaildirTest, FollowsNoLinkAndMindsNoMissingFolder) {
  std::ofstream(folder / "secret") << "secret";
  fs::create_symlink(folder / "secret", folder / "new" / "1.link");
  collect_maildir(folder, take);
  EXPECT_TRUE(seen.empty());
  EXPECT_EQ(collect_maildir(folder / "nowhere", take), 0);
}

TEST(MailboxAddress, IsReadAsItIsWritten) {
  EXPECT_EQ(parse_mailbox_address("imaps://mail.example/INBOX")->server.port, 993);
  EXPECT_EQ(parse_mailbox_address("imaps://mail.example/INBOX")->server.encryption, Encryption::from_start);
  EXPECT_EQ(parse_mailbox_address("imap://mail.example")->server.encryption, Encryption::by_starttls);
  EXPECT_EQ(parse_mailbox_address("imap://mail.example")->folder, "INBOX");
  EXPECT_EQ(parse_mailbox_address("imap://127.0.0.1:1143/Answers")->server.encryption, Encryption::none);
  EXPECT_EQ(parse_mailbox_address("imap://127.0.0.1:1143/Answers")->server.port, 1143);
  for (const char* wrong :
       {"", "mail.example", "smtp://mail.example", "imaps://u:p@mail.example/INBOX", "imaps://mail.example/a;UID=1",
        "imaps://mail.example/a%20b", "imaps://mail.example/INBOX?x"}) {
    EXPECT_FALSE(parse_mailbox_address(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace parvis::mail
