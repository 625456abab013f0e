#include "core/mail/layout.h"

#include <gtest/gtest.h>

namespace parvis::mail {
namespace {

Letter laid_out(const Parts& parts, const Look& look) {
  Letter letter{.to = "a@b.example", .subject = "S<1>", .language = "fr", .purpose = Purpose::service("test")};
  lay_out(letter, parts, look);
  return letter;
}

TEST(MailLayout, SaysTheSameInTextAndHtml) {
  const auto letter = laid_out({.greeting = "Bonjour Ada,",
                                .paragraphs = {"Un.", "Deux."},
                                .quote = "cité\nencore",
                                .button = Button{"Confirmer", "https://square.example/c?a=1&b=2"},
                                .closing = {"Rien demandé ?"},
                                .footer = "La place",
                                .leave = Button{"Ne plus recevoir", "https://square.example/leave"}},
                               {.community = "Mistral"});
  EXPECT_EQ(letter.text,
            "Bonjour Ada,\n\nUn.\n\nDeux.\n\n> cité\n> encore\n\nConfirmer\nhttps://square.example/c?a=1&b=2\n\nRien "
            "demandé ?\n\n"
            "-- \nLa place\nNe plus recevoir\nhttps://square.example/leave\n");
  for (const char* piece : {"<html lang=\"fr\">", "<title>S&lt;1&gt;</title>",
                            "<p>Bonjour Ada,</p><p>Un.</p><p>Deux.</p>", "<blockquote>cité\nencore</blockquote>",
                            "<a class=\"button\" href=\"https://square.example/c?a=1&amp;b=2\">Confirmer</a>",
                            "prefers-color-scheme:dark"}) {
    EXPECT_NE(letter.html.find(piece), std::string::npos) << piece << "\n" << letter.html;
  }
  EXPECT_EQ(letter.from_name, "Mistral");
}

TEST(MailLayout, EscapesEveryPart) {
  const std::string evil = "</style><script>x</script>";
  const auto letter = laid_out({.greeting = evil,
                                .paragraphs = {evil},
                                .quote = evil,
                                .button = Button{evil, "javascript:x"},
                                .closing = {evil},
                                .footer = evil,
                                .leave = Button{evil, evil}},
                               {.community = evil, .brand = evil, .brand_ink = "red}"});
  EXPECT_EQ(letter.html.find("<script"), std::string::npos);
  EXPECT_EQ(letter.html.find("href=\"javascript"), std::string::npos);
  EXPECT_NE(letter.html.find("background:#24418f;color:#ffffff"), std::string::npos) << "what is no colour is replaced";
}

TEST(MailLayout, WritesOnlyWhatIsThere) {
  const auto letter = laid_out({.greeting = "Hello,", .paragraphs = {"One."}}, {.community = "M"});
  EXPECT_EQ(letter.text, "Hello,\n\nOne.\n");
  EXPECT_EQ(letter.html.find("<blockquote>"), std::string::npos);
  EXPECT_EQ(letter.html.find("href="), std::string::npos);
}

}  // namespace
}  // namespace parvis::mail
