// Letters that were kept as files, once a member whom they name is erased.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "community/privacy/erasure.h"
#include "community/privacy/erasure_steps.h"
#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

namespace fs = std::filesystem;

TEST(KeptLetters, AreFoundByANameHoweverItTravels) {
  testing::TestCommunity square;
  config::Settings settings;
  settings.data_dir = fs::temp_directory_path() / ("parvis-kept-letters-" + std::to_string(next_id()));
  fs::create_directories(settings.outbox());
  const auto eloise = square.member("Eloise");
  square.write([&](store::Transaction& t) {
    constexpr store::Sql kName{"update member set display_name = $2 where id = $1"};
    t.run(kName, eloise.member, std::string_view("Éloïse Lac"));
  });
  const auto keep = [&](const char* name, const char* letter) {
    std::ofstream(settings.outbox() / name) << "To: paul@example.org\r\n" << letter;
  };
  keep("text.eml",
       "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
       "Thank =C3=89lo=C3=AFse La=\r\nc.\r\n");
  keep("subject.eml", "Subject: =?UTF-8?B?w4lsb8Ovc2UgTGFjIHdyb3Rl?=\r\n\r\nWords.\r\n");
  keep("whole.eml",
       "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
       "w4lsb8Ovc2UgTGFjIHdyb3Rl\r\n");
  keep("other.eml", "Subject: =?UTF-8?B?w4lsb8Ovc2U=?=\r\n\r\nLac.\r\n");
  const AccountAct act{.timeline = square.timeline, .sender = {"Square", "#123456", "https://square.example"}};
  square.write([&](store::Transaction& t) { ask_erasure(t, act, eloise.member, WordsLeft::stay); });
  erase({*square.store, square.timeline, settings}, eloise.member);
  for (const auto* name : {"text.eml", "subject.eml", "whole.eml"}) {
    EXPECT_FALSE(fs::exists(settings.outbox() / name)) << name;
  }
  EXPECT_TRUE(fs::exists(settings.outbox() / "other.eml")) << "somebody else's";
  fs::remove_all(settings.data_dir);
}

}  // namespace
}  // namespace parvis::community
