#include "core/mail/layout.h"

#include <gtest/gtest.h>

#include <cmath>

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
  for (const char* piece :
       {"<html lang=\"fr\">", "<title>S&lt;1&gt;</title>", ">Bonjour Ada,</p>", ">Un.</p>", ">Deux.</p>",
        ">cité\nencore</blockquote>", "<a href=\"https://square.example/c?a=1&amp;b=2\"", ">Confirmer</a>",
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
  EXPECT_EQ(letter.html.find("<img"), std::string::npos);
}

TEST(MailLayout, WritesOnlyWhatIsThere) {
  const auto letter = laid_out({.greeting = "Hello,", .paragraphs = {"One."}}, {.community = "M"});
  EXPECT_EQ(letter.text, "Hello,\n\nOne.\n");
  EXPECT_EQ(letter.html.find("<blockquote"), std::string::npos);
  EXPECT_EQ(letter.html.find("href="), std::string::npos);
}

Letter with_entries(const std::string& words) {
  return laid_out({.headline = words,
                   .sections = {{.title = words,
                                 .entries = {{.title = words,
                                              .address = "https://square.example/threads/1",
                                              .name = "Élise",
                                              .hue = 60,
                                              .meta = words,
                                              .passages = {{.text = words}},
                                              .reason = words}}}},
                   .change = Button{words, "https://square.example/account/letters"}},
                  {.community = "Mistral"});
}

TEST(MailLayout, ShowsWhatThereIsToReadInBothParts) {
  const auto letter = with_entries("Quel frein ?");
  EXPECT_EQ(letter.text,
            "Quel frein ?\n\nQuel frein ?\n------------\n\nQuel frein ?\nQuel frein ?\n\nQuel frein ?\n\nQuel frein ?\n"
            "https://square.example/threads/1\n\n-- \nQuel frein ?\nhttps://square.example/account/letters\n");
  EXPECT_NE(letter.html.find(">É</td>"), std::string::npos) << "the first letter, whole";
  EXPECT_NE(letter.html.find("<a href=\"https://square.example/threads/1\""), std::string::npos);
}

TEST(MailLayout, SetsListsQuotesAndCodeApart) {
  using Kind = Passage::Kind;
  const auto letter = laid_out({.sections = {{.entries = {{.title = "Ada replies",
                                                           .passages = {{Kind::quote, "Which?"},
                                                                        {Kind::paragraph, "Two:"},
                                                                        {Kind::item, "one"},
                                                                        {Kind::item, "two"},
                                                                        {Kind::code, "a\n b"}}}}}}},
                               {.community = "Mistral"});
  EXPECT_EQ(letter.text, "Ada replies\n\n> Which?\n\nTwo:\n\n- one\n- two\n\n    a\n     b\n");
  EXPECT_NE(letter.html.find(">• one</p>"), std::string::npos);
}

TEST(MailLayout, EscapesWhatOthersWroteEverywhere) {
  const auto letter = with_entries("<script>x</script>\" onload=\"x");
  EXPECT_EQ(letter.html.find("<script"), std::string::npos);
  EXPECT_EQ(letter.html.find("\" onload"), std::string::npos);
}

// WCAG 2.2: white on the disc at 4.5 to 1, whatever the hue.
TEST(MailLayout, LetsInitialsBeReadOnEveryHue) {
  const auto linear = [](int part) {
    const double value = part / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  for (int hue = 0; hue < 360; ++hue) {
    const auto colour = disc_colour(hue);
    ASSERT_EQ(colour.size(), 7u);
    const auto part = [&](std::size_t at) { return linear(std::stoi(colour.substr(at, 2), nullptr, 16)); };
    const double luminance = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
    EXPECT_GE(1.05 / (luminance + 0.05), 4.5) << hue << " " << colour;
  }
}

}  // namespace
}  // namespace parvis::mail
