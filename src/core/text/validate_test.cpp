#include "core/text/validate.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "core/testing/shared_data.h"
#include "core/text/unicode.h"

namespace parvis::text {
namespace {

constexpr TextRule kTitle{.min = 3, .max = 150, .lines = Lines::single};
constexpr TextRule kBody{.min = 1, .max = 32000, .lines = Lines::many};

std::string problem(std::string_view text, const TextRule& rule) {
  const auto checked = check_text(text, rule);
  return checked.problem ? checked.problem->key : "";
}

}  // namespace

TEST(TextRule, KeepsWhatItAcceptsByteForByte) {
  EXPECT_EQ(check_text("  a\tb \r\n c\rd\n", kBody).value, "  a\tb \n c\nd\n");
  EXPECT_EQ(check_text("Ça va \U0001F6B2 e\u0301", kTitle).value, "Ça va \U0001F6B2 e\u0301");
  EXPECT_EQ(check_text(" \u00a0 Gravel bike \u2003", kTitle).value, "Gravel bike");
}

TEST(TextRule, CountsCharactersNotBytes) {
  std::string accents;
  for (int i = 0; i < 150; ++i) accents += "é";
  EXPECT_TRUE(check_text(accents, kTitle).ok());
  EXPECT_EQ(problem(accents + "é", kTitle), "This text is too long: at most {max} characters.");
  EXPECT_EQ(problem("ab", kTitle), "This text is too short: at least {min} characters.");
  EXPECT_FALSE(check_text(std::string(10'000'000, 'a'), kTitle).ok());
}

TEST(TextRule, RefusesWhatIsNoText) {
  EXPECT_EQ(problem("abc\xff", kBody), "This text is not valid Unicode (UTF-8).");
  EXPECT_EQ(problem("abc\xed\xa0\x80", kBody), "This text is not valid Unicode (UTF-8).");
  EXPECT_EQ(problem("abc\xc0\xaf", kBody), "This text is not valid Unicode (UTF-8).");
  EXPECT_EQ(problem("abc\xf4\x90\x80\x80", kBody), "This text is not valid Unicode (UTF-8).");
  EXPECT_EQ(problem("abc\xe2\x82", kBody), "This text is not valid Unicode (UTF-8).");
  EXPECT_EQ(problem(std::string_view("abc\0d", 5), kBody),
            "This text holds a control character, which cannot be shown.");
  EXPECT_EQ(problem("abc\x1b[31m", kBody), "This text holds a control character, which cannot be shown.");
  EXPECT_EQ(problem("abc\u0085", kBody), "This text holds a control character, which cannot be shown.");
}

TEST(TextRule, KeepsNamesOnOneLineInOneDirection) {
  EXPECT_EQ(problem("two\nlines", kTitle), "Write this on a single line.");
  EXPECT_EQ(problem("two\u2028lines", kTitle), "Write this on a single line.");
  EXPECT_NE(problem("abc\u202egpj.exe", kTitle), "");
  EXPECT_NE(problem("abc\u2066def", kTitle), "");
  EXPECT_TRUE(check_text("abc\u202egpj.exe", kBody).ok());
  EXPECT_TRUE(check_text("سلام\u200f بكم", kTitle).ok());
}

TEST(TextRule, WantsSomethingVisible) {
  EXPECT_EQ(problem("", kTitle), "Write something here.");
  EXPECT_EQ(problem(" \u200b\u200b\u200b\u3164 ", kTitle), "Write something here.");
  EXPECT_TRUE(check_text("", {.min = 0, .max = 10}).ok());
}

TEST(TextRule, StoresEveryNaughtyStringThatHoldsNoControlCharacter) {
  PARVIS_SHARED_DATA_OR_SKIP(path, "hostile/naughty-strings/blns.json");
  int bodies = 0, titles = 0, refused = 0;
  const auto all = boost::json::parse(testing::read_file(path)).as_array();
  for (const auto& each : all) {
    const std::string text(each.as_string());
    const bool control = problem(text, kBody) == "This text holds a control character, which cannot be shown.";
    const auto body = check_text(text, {.min = 0, .max = 32000, .lines = Lines::many});
    EXPECT_EQ(body.ok(), !control) << text;
    refused += control;
    if (body.ok()) {
      EXPECT_EQ(body.value, text);
      ++bodies;
    }
    const auto title = check_text(text, {.min = 0, .max = 1000, .lines = Lines::single});
    if (title.ok()) {
      EXPECT_EQ(title.value, std::string(trim(text)));
      ++titles;
    }
  }
  EXPECT_EQ(refused, 6);  // lists of C0 and C1 controls, vertical tabs and terminal escapes
  std::printf("naughty strings: %zu in all, %d kept as bodies, %d as titles\n", all.size(), bodies, titles);
}

TEST(Email, LooksLikeOne) {
  for (const char* good :
       {"a@b.fr", "jean.dupont+velo@mail.example.org", "o'neil@xn--bcher-kva.example", "a_b-c@d-e.io"}) {
    EXPECT_TRUE(looks_like_email(good)) << good;
  }
  for (const char* bad :
       {"", "@", "a@", "@b.fr", "a@b", "a b@c.fr", "a@b..fr", "a@-b.fr", "a@b.fr.", ".a@b.fr", "a..b@c.fr", "a@1.2.3.4",
        "a@b@c.fr", "\"a\"@b.fr", "a@b.fr\n", "a@b.fr\r\nBcc: c@d.fr", "é@b.fr", "<a@b.fr>"}) {
    EXPECT_FALSE(looks_like_email(bad)) << bad;
  }
  std::string long_part(65, 'a');
  long_part += "@b.fr";
  EXPECT_FALSE(looks_like_email(long_part));
  EXPECT_EQ(check_email("  a@b.fr ").value, "a@b.fr");
}

TEST(Handle, IsShortAndPlain) {
  EXPECT_EQ(check_handle(" Zoe-42 ").value, "zoe-42");
  for (const char* bad : {"a", "", "-ab", "ab_", "zoé", "a b", "a.b", "a/b", "ａｂ"})
    EXPECT_FALSE(check_handle(bad).ok()) << bad;
  EXPECT_FALSE(check_handle(std::string(31, 'a')).ok());
}

TEST(Handle, IsMadeFromAName) {
  EXPECT_EQ(handle_from("Zoé Lemaître"), "zoe-lemaitre");
  EXPECT_EQ(handle_from("Œdipe & Fils"), "oedipe-fils");
  EXPECT_EQ(handle_from("Лев"), "lev");
  EXPECT_EQ(handle_from("!"), "");
  EXPECT_TRUE(is_handle(handle_from("a name that is much longer than thirty characters")));
}

TEST(Skeleton, IsEqualForLookAlikes) {
  EXPECT_EQ(skeleton("paypal"), skeleton("раураl"));  // Cyrillic
  EXPECT_EQ(skeleton("admin"), skeleton("Admin"));
  EXPECT_EQ(skeleton("modern"), skeleton("rnodem"));
  EXPECT_EQ(skeleton("bob1"), skeleton("bobl"));
  EXPECT_EQ(skeleton("zoo"), skeleton("z00"));
  EXPECT_NE(skeleton("ines"), skeleton("ilyes"));
  EXPECT_EQ(skeleton(""), "");
}

TEST(Slug, IsAsciiAndShort) {
  EXPECT_EQ(slug("Quel pneu pour l’Éroica ? 28\" ou 700c…"), "quel-pneu-pour-l-eroica-28-ou-700c");
  EXPECT_EQ(slug("Смазка цепи"), "smazka-cepi");
  EXPECT_EQ(slug("自転車"), "zi-zhuan-che");
  EXPECT_EQ(slug("???"), "thread");
  EXPECT_EQ(slug(""), "thread");
  EXPECT_EQ(slug("\xff\xfe"), "thread");
  std::string words;
  for (int i = 0; i < 100; ++i) words += "word ";
  EXPECT_EQ(slug(words).size(), 79u);
  EXPECT_EQ(slug(std::string(1'000'000, 'a')).size(), 80u);
}

}  // namespace parvis::text
