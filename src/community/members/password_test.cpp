#include "community/members/password.h"

#include <gtest/gtest.h>

#include "community/members/known_passwords.h"

namespace parvis::community {
namespace {

const PasswordContext kPaul{.handle = "paul-martin", .email = "p.martin@example.org"};

TEST(Password, OfAFewWordsIsGood) {
  for (const char* good : {"correct horse battery", "Un vélo bleu, deux roues", "xK9#mv2!Qr7z", "пароль из слов тут"}) {
    EXPECT_FALSE(password_problem(good, kPaul)) << good;
  }
}

TEST(Password, ThatAnybodyWouldTryFirstIsRefused) {
  for (const char* bad :
       {"password123", "Password1234", "azertyuiop", "AZERTYUIOP", "1234567890", "motdepasse123", "Motdepasse2024",
        "iloveyou123", "aaaaaaaaaaaa", "abababababab", "abcdefghijkl", "9876543210", "liverpool!!", "qwertyuiop"}) {
    EXPECT_TRUE(password_problem(bad, kPaul)) << bad;
  }
}

TEST(Password, KnownFromTheftsIsRefused) {
  EXPECT_GT(known_passwords(), 30'000u);
  for (const auto* stolen : {"qazwsxedcrfv", "terminator", "Manchester", "1029384756", "123qweasdzxc", "Snowball77!!",
                             "mailcreated5240", "2019Butthead"}) {
    EXPECT_TRUE(password_problem(stolen, {})) << stolen;
  }
  EXPECT_TRUE(is_known_password("terminator"));
  EXPECT_FALSE(is_known_password("terminatorx"));
  EXPECT_FALSE(password_problem("snowball on the tandem", {})) << "a stem among others is no stem";
}

TEST(Password, WithOnesOwnHandleOrAddressIsRefused) {
  EXPECT_TRUE(password_problem("xx-Paul-Martin-77", kPaul));
  EXPECT_TRUE(password_problem("vive P.MARTIN ici", kPaul));
  EXPECT_FALSE(password_problem("a good long one", {.handle = "a", .email = "a@example.org", .community = {}}));
}

TEST(Password, WithTheNameOfTheCommunityIsRefused) {
  const PasswordContext context{.handle = "paul", .email = "p@example.org", .community = "Atelier Mistral"};
  EXPECT_TRUE(password_problem("ateliermistral2026", context));
  EXPECT_TRUE(password_problem("mon Atelier Mistral", context));
  EXPECT_FALSE(password_problem("un mistral sans atelier", context));
}

TEST(Password, HasALengthInCharacters) {
  EXPECT_TRUE(password_problem("", kPaul));
  EXPECT_TRUE(password_problem("neuf carr", kPaul));
  EXPECT_TRUE(password_problem("éééééé", kPaul));
  std::string longest;
  for (int i = 0; i < 50; ++i) longest += "aé2z";
  EXPECT_FALSE(password_problem(longest, kPaul));
  EXPECT_TRUE(password_problem(longest + "x", kPaul));
  EXPECT_TRUE(password_problem(std::string(1'000'000, 'x'), kPaul));
}

TEST(Password, ThatIsNoTextIsRefused) {
  EXPECT_TRUE(password_problem("\xff\xfe\xfd abcdefghij", kPaul));
  EXPECT_TRUE(password_problem(std::string_view("abcdefgh\0ijklm", 14), kPaul));
}

TEST(Password, IsGeneratedStrongAndNeverTwice) {
  const auto one = generate_password();
  EXPECT_EQ(one.size(), 27u);
  EXPECT_FALSE(password_problem(one, kPaul));
  EXPECT_NE(one, generate_password());
}

}  // namespace
}  // namespace parvis::community
