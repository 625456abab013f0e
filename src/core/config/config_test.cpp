#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/config/outgoing.h"
#include "core/config/table.h"
#include "core/http/server.h"
#include "core/ids.h"
#include "source_dir.h"  // generated: where this checkout is

namespace parvis::config {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("parvis-config-" + id_text(next_id()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path write(const std::string& name, std::string_view content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return path_ / name;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string complaint(const Folder& folder, const Environment& environment = {}, const Overrides& overrides = {}) {
  try {
    load_settings(folder.path(), {}, overrides, environment);
    return "";
  } catch (const ConfigurationError& error) {
    std::string text = error.what();
    const auto folder_name = folder.path().string() + "/";
    if (text.starts_with(folder_name)) text.erase(0, folder_name.size());
    return text;
  }
}

std::string complaint_about(std::string_view toml) {
  const Folder folder;
  folder.write("parvis.toml", toml);
  return complaint(folder);
}

TEST(Config, RunsWithoutAnything) {
  const Folder folder;
  const auto settings = load_settings(folder.path(), {}, {}, {});
  EXPECT_EQ(settings.server.port, 8080);
  EXPECT_EQ(settings.database_file(), folder.path() / "community.db");
  EXPECT_EQ(settings.outbox(), folder.path() / "outbox");
}

TEST(Config, LetsEachSourceOverruleTheOneBefore) {
  const Folder folder;
  folder.write("parvis.toml", "[server]\nport = 1000\nworkers = 7\nio_threads = 3\n[log]\nlevel = \"debug\"\n");
  const auto settings =
      load_settings(folder.path(), {}, {{"server.port", "3000"}},
                    {{"PARVIS_SERVER_PORT", "2000"}, {"PARVIS_SERVER_WORKERS", "9"}, {"PARVIS_MAIL_URL", ""}});
  EXPECT_EQ(settings.server.port, 3000);
  EXPECT_EQ(settings.server.workers, 9u);
  EXPECT_EQ(settings.server.io_threads, 3u);
  EXPECT_EQ(settings.log.level, log::Level::debug);
}

TEST(Config, SaysWhatToWriteInPlaceOfAWrongValue) {
  EXPECT_EQ(complaint_about("[server]\nport = \"abc\"\n"),
            "parvis.toml, line 2: [server] port is 'abc': write a number from 0 to 65535.");
  EXPECT_EQ(complaint_about("[server]\nport = 65536\n"),
            "parvis.toml, line 2: [server] port is '65536': write a number from 0 to 65535.");
  EXPECT_EQ(complaint_about("[server]\nport = 80.5\n"),
            "parvis.toml, line 2: [server] port is '80.5': write a number from 0 to 65535.");
  EXPECT_EQ(complaint_about("[server]\nport = [1, 2]\n"),
            "parvis.toml, line 2: [server] port is no single value: write a number from 0 to 65535.");
  EXPECT_EQ(complaint_about("[server]\ntrust_forwarded = \"perhaps\"\n"),
            "parvis.toml, line 2: [server] trust_forwarded is 'perhaps': write true or false.");
  EXPECT_EQ(complaint_about("[limits]\nhead_time = 0\n"),
            "parvis.toml, line 2: [limits] head_time is '0': write a number of seconds from 1 to 3600.");
  const Folder folder;
  EXPECT_EQ(complaint(folder, {{"PARVIS_LOG_FORMAT", "xml\n"}}), "PARVIS_LOG_FORMAT is 'xml?': write logfmt or json.");
  EXPECT_EQ(complaint(folder, {}, {{"server.port", "-1"}}),
            "[server] port on the command line is '-1': write a number from 0 to 65535.");
}

TEST(Config, SuggestsTheNearestKnownKey) {
  EXPECT_EQ(complaint_about("[server]\nprot = 1\n"),
            "parvis.toml, line 2: [server] prot is no known key: did you mean port?");
  EXPECT_EQ(complaint_about("[servr]\nport = 1\n"),
            "parvis.toml, line 1: [servr] is no known section: did you mean [server]?");
  EXPECT_EQ(complaint_about("[cache]\nzzz = 1\n"),
            "parvis.toml, line 2: [cache] zzz is no known key: write one of page_megabytes.");
  EXPECT_EQ(complaint_about("server = 1\n"),
            "parvis.toml, line 1: server is a section: write [server] on a line of its own.");
  const Folder folder;
  EXPECT_EQ(complaint(folder, {{"PARVIS_SERVER_PROT", "1"}}),
            "PARVIS_SERVER_PROT is no known variable: did you mean PARVIS_SERVER_PORT?");
  EXPECT_NE(complaint(folder, {{"PARVIS_SERVR_PORT", "1"}}), "");
  for (const char* other : {"PARVIS_BUILD", "PARVIS_SHARED_DATA", "PARVIS_WRITE_SNAPSHOT", "PARVIS_DATA",
                            "PARVIS_CONFIG", "PARVIS_TEST_PORT", "PARVIS_BENCH_POSTS", "HOME"}) {
    EXPECT_EQ(complaint(folder, {{other, "1"}}), "");
  }
}

TEST(Config, SaysWhereAFileIsNoToml) {
  EXPECT_TRUE(complaint_about("[server]\nport 8080\n").starts_with("parvis.toml, line 2: this is not TOML ("));
  const Folder folder;
  EXPECT_THROW(load_settings(folder.path(), folder.path() / "absent.toml", {}, {}), ConfigurationError);
}

TEST(Config, ReadsASecretFromAFile) {
  const Folder folder;
  folder.write("mail.secret", "s3cret\n");
  folder.write("parvis.toml", "[mail]\nuser = \"u\"\npassword_file = \"mail.secret\"\n");
  EXPECT_EQ(load_settings(folder.path(), {}, {}, {}).mail.password.reveal(), "s3cret");
  const auto other = folder.write("other.secret", "an0ther");
  EXPECT_EQ(
      load_settings(folder.path(), {}, {}, {{"PARVIS_MAIL_PASSWORD_FILE", other.string()}}).mail.password.reveal(),
      "an0ther");
  EXPECT_EQ(complaint(folder, {{"PARVIS_MAIL_PASSWORD_FILE", "f"}, {"PARVIS_MAIL_PASSWORD", "p"}}),
            "PARVIS_MAIL_PASSWORD and PARVIS_MAIL_PASSWORD_FILE are both there: write only one of them.");
  EXPECT_TRUE(complaint_about("[mail]\npassword_file = \"absent\"\n")
                  .ends_with("write the path of a file that the program may read."));
}

TEST(Config, NeverRepeatsASecret) {
  const Folder folder;
  EXPECT_EQ(complaint(folder, {{"PARVIS_MAIL_PASSWORD", "hunter2\nx"}}).find("hunter2"), std::string::npos);
  const auto about_url = complaint_about("[mail]\nurl = \"smtp://me:hunter2@mail.example\"\n");
  EXPECT_EQ(about_url.find("hunter2"), std::string::npos);
  EXPECT_NE(about_url.find("[mail] url is not right: write the mail server as"), std::string::npos) << about_url;
}

TEST(Config, KeepsOnlyTheOriginOfThePublicAddress) {
  const Folder folder;
  const auto read = [&](const std::string& text) {
    return load_settings(folder.path(), {}, {{"server.public_address", text}}, {}).server.public_address;
  };
  EXPECT_EQ(read("https://Square.example/"), "https://square.example");
  EXPECT_EQ(read("http://localhost:8080"), "http://localhost:8080");
  for (const char* wrong : {"square.example", "ftp://square.example", "https://square.example/forum", "https://",
                            "https://a@b.example", "https://square.example?x", "javascript:x"}) {
    EXPECT_THROW(read(wrong), ConfigurationError) << wrong;
  }
}

TEST(Config, ChecksWhatHoldsOnlyTogether) {
  EXPECT_EQ(complaint_about("[mail]\nurl = \"smtp://mail.example\"\n"),
            "[mail] from is empty: write whom letters come from, such as The square <square@example.org>.");
  EXPECT_NE(
      complaint_about("[mail]\nurl = \"smtp+plain://m\"\nfrom = \"a@b.example\"\nuser = \"u\"\npassword = \"p\"\n"),
      "");
  EXPECT_NE(complaint_about("[mail]\npassword = \"p\"\n"), "");
  EXPECT_EQ(complaint_about("[mail]\nurl = \"smtps://m\"\nfrom = \"a@b.example\"\nuser = \"u\"\npassword = \"p\"\n"),
            "");
}

TEST(Config, HasTheLimitsOfTheServer) {
  const Settings::Limits ours;
  const http::Limits theirs;
  EXPECT_EQ(ours.head_bytes, theirs.head_bytes);
  EXPECT_EQ(ours.body_bytes, theirs.body_bytes);
  EXPECT_EQ(ours.upload_bytes, theirs.upload_bytes);
  EXPECT_EQ(ours.upload_time, theirs.upload_time);
  EXPECT_EQ(ours.uploads, theirs.uploads);
  EXPECT_EQ(ours.uploads_per_address, theirs.uploads_per_address);
  EXPECT_EQ(ours.head_time, theirs.head_time);
  EXPECT_EQ(ours.body_time, theirs.body_time);
  EXPECT_EQ(ours.idle_time, theirs.idle_time);
  EXPECT_EQ(ours.write_time, theirs.write_time);
  EXPECT_EQ(ours.connections_per_address, theirs.connections_per_address);
  EXPECT_EQ(ours.connections, theirs.connections);
  EXPECT_EQ(ours.waiting_requests, theirs.waiting_requests);
}

// With UPDATE_GENERATED=1 in the environment the file is written anew instead.
void expect_written(const std::string& name, const std::string& wanted) {
  const fs::path file = fs::path(PARVIS_SOURCE_DIR) / name;
  if (std::getenv("UPDATE_GENERATED")) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << wanted;
  }
  std::ifstream in(file, std::ios::binary);
  std::stringstream content;
  content << in.rdbuf();
  EXPECT_TRUE(content.str() == wanted)
      << name << " is not what the table of settings says. Run this test once with UPDATE_GENERATED=1.";
}

TEST(Config, IsExplainedInItsPageAndItsExample) {
  expect_written("docs/configuration.md", configuration_page());
  expect_written("deploy/parvis.toml.example", example_file());
}

TEST(Config, GivesAnExampleThatReads) {
  const Folder folder;
  std::string all;
  std::istringstream example(example_file());
  for (std::string line; std::getline(example, line);) {
    const bool setting = line.size() > 1 && line[0] == '#' && line[1] != ' ' && line.find("_file") == std::string::npos;
    all += (setting ? line.substr(1) : line) + "\n";
  }
  folder.write("parvis.toml", all);
  EXPECT_EQ(complaint(folder), "");
}

TEST(Config, NamesTheInnerPlacesThatMayBeAsked) {
  const Folder folder;
  load_settings(folder.path(), {}, {}, {{"PARVIS_OUTGOING_ALLOWED", "login.intranet.example, 127.0.0.1:4000"}});
  EXPECT_TRUE(allowed_places().allows("127.0.0.1", 4000));
  EXPECT_FALSE(allowed_places().allows("127.0.0.1", 4001));
  EXPECT_NE(complaint(folder, {{"PARVIS_OUTGOING_ALLOWED", "http://x"}}).find("hosts with or without a port"),
            std::string::npos);
  load_settings(folder.path(), {}, {}, {});
  EXPECT_TRUE(allowed_places().empty()) << "nothing stays of what was read before";
}

}  // namespace
}  // namespace parvis::config
