// Answers as mail programs write them, in the forms seen in letters; names, dates and words are invented.
#include "core/mail/incoming/reply_text.h"

#include <gtest/gtest.h>

namespace parvis::mail {
namespace {

std::string text_of(const std::string& raw) {
  const auto letter = read_letter(raw);
  return letter ? reply_text(*letter) : "(no letter)";
}

std::string plain(const std::string& body) {
  return text_of("From: ana@example.org\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body);
}

std::string html(const std::string& body) {
  return text_of("From: ana@example.org\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body);
}

TEST(ReplyText, IsWhatStandsAboveGmailsQuotation) {
  EXPECT_EQ(plain("Thank you, that works.\r\n\r\nAna\r\n\r\nOn Mon, 5 Jan 2026 at 10:12, The square "
                  "<square@mistral.example>\r\n"
                  "wrote:\r\n\r\n> Hello @ana,\r\n>\r\n> Léo answered you.\r\n"),
            "Thank you, that works.\n\nAna");
  EXPECT_EQ(plain("Merci, ça marche.\n\nLe lun. 5 janv. 2026 à 10:12, La place <square@mistral.example> a\nécrit "
                  ":\n\n> Bonjour\n"),
            "Merci, ça marche.");
  EXPECT_EQ(
      plain("Merci.\n\nLe lun. 5 janv. 2026 à 10:12, La place <square@mistral.example> a écrit\u202f:\n> Bonjour\n"),
      "Merci.");
}

TEST(ReplyText, IsWhatStandsAboveOutlooksHead) {
  EXPECT_EQ(
      plain("Yes, 11 speeds.\r\n\r\n________________________________\r\nFrom: The square <square@mistral.example>\r\n"
            "Sent: Monday, January 5, 2026 10:12 AM\r\nTo: Ana <ana@example.org>\r\nSubject: Re: Which "
            "chain?\r\n\r\nHello\r\n"),
      "Yes, 11 speeds.");
  EXPECT_EQ(plain("Oui, 11 vitesses.\n\nDe : La place <square@mistral.example>\nEnvoyé : lundi 5 janvier 2026 10:12\n"
                  "À : Ana <ana@example.org>\nObjet : Re: Quelle chaîne ?\n\nBonjour\n"),
            "Oui, 11 vitesses.");
  EXPECT_EQ(plain("Oui.\n\n-----Message d'origine-----\nDe : La place\nEnvoyé : lundi\n\nBonjour\n"), "Oui.");
  EXPECT_EQ(plain("Yes.\n\n-----Original Message-----\nFrom: The square\n\nHello\n"), "Yes.");
}

TEST(ReplyText, IsWhatStandsAboveAppleMailsAndTelephonesLines) {
  EXPECT_EQ(plain("Fits.\n\nSent from my iPhone\n\n> On 5 Jan 2026, at 10:12, The square <square@mistral.example> "
                  "wrote:\n> \n> Hello\n"),
            "Fits.");
  EXPECT_EQ(plain("Ça passe.\n\nEnvoyé de mon iPhone\n\n> Le 5 janv. 2026 à 10:12, La place <square@mistral.example> a "
                  "écrit :\n> \n> Bonjour\n"),
            "Ça passe.");
  EXPECT_EQ(plain("Ok\n\nGet Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: A "
                  "<a@b.example>\nSent: Monday\nTo: B\nSubject: S\n\nx\n"),
            "Ok");
  EXPECT_EQ(plain("Bien\n\nObtenir Outlook pour iOS<https://aka.ms/o0ukef>\n"), "Bien");
}

TEST(ReplyText, IsWhatStandsBelowTheQuotation) {
  EXPECT_EQ(plain("On 05/01/2026 10:12, The square wrote:\n> Hello @ana,\n>\n> Léo answered.\n\nThank you, that "
                  "works.\n\n-- \nAna Martin\n"),
            "Thank you, that works.");
}

TEST(ReplyText, KeepsWhatIsAnsweredBetweenTheLines) {
  EXPECT_EQ(plain("Le 05/01/2026 à 10:12, La place a écrit :\n> Quelle chaîne ?\n\nUne 11 vitesses.\n\n> Et le "
                  "pédalier ?\nIl reste.\n"),
            "> Quelle chaîne ?\n\nUne 11 vitesses.\n\n> Et le pédalier ?\n\nIl reste.");
}

TEST(ReplyText, EndsAtTheSignature) {
  EXPECT_EQ(plain("Hello\n-- \nAna Martin\nCycles Mistral\n"), "Hello");
  EXPECT_EQ(plain("Hello\n--\nAna\n\nOn 5 Jan 2026, B wrote:\n> x\n"), "Hello");
  EXPECT_EQ(plain("a -- b\n--- c\n"), "a -- b\n--- c") << "dashes in words are no signature";
}

TEST(ReplyText, LeavesWhatOnlyLooksLikeAQuotation) {
  EXPECT_EQ(plain("On the way home she wrote:\nit squeals.\n"), "On the way home she wrote:\nit squeals.");
  EXPECT_EQ(plain("De : rien\net à bientôt\n"), "De : rien\net à bientôt");
  EXPECT_EQ(plain("Le 5 janvier, rien à dire.\n"), "Le 5 janvier, rien à dire.");
  EXPECT_EQ(plain("Sent from my garage, with love and a torque wrench, since it took the whole afternoon to find the "
                  "right bolt for it all.\n"),
            "Sent from my garage, with love and a torque wrench, since it took the whole afternoon to find the right "
            "bolt for it all.");
}

TEST(ReplyText, JoinsFlowedParagraphs) {
  const std::string head = "From: a@b.example\r\nContent-Type: text/plain; charset=UTF-8; format=flowed\r\n\r\n";
  EXPECT_EQ(text_of(head + "A long line that \r\ngoes on here.\r\n\r\n Stuffed\r\n-- \r\nAna\r\n"),
            "A long line that goes on here.\n\nStuffed");
  EXPECT_EQ(text_of(head + "Own words\r\n\r\nOn 5 Jan 2026, B wrote:\r\n> quoted \r\n> on\r\n"), "Own words");
  EXPECT_EQ(unflowed("ab \ncd", SoftBlank::goes), "abcd");
}

TEST(ReplyText, ReadsEveryEncoding) {
  EXPECT_EQ(text_of("From: a@b.example\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
                    "quoted-printable\r\n\r\nR=E9ponse =E0 la suite=\r\n, fin.\r\n"),
            "Réponse à la suite, fin.");
  EXPECT_EQ(
      text_of(
          "From: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
          "w6dhIG1hcmNo\r\nZQ==\r\n"),
      "ça marche");
  EXPECT_EQ(text_of("From: a@b.example\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\nl\x92 \x9cuf \x80\r\n"),
            "l’ œuf €");
  EXPECT_EQ(text_of("From: a@b.example\r\nContent-Type: text/plain; charset=iso-8859-15\r\n\r\n10 \xa4\r\n"), "10 €");
  EXPECT_EQ(text_of("From: a@b.example\r\n\r\nsans tête, caf\xe9\r\n"), "sans t\xc3\x83\xc2\xaate, café")
      << "what is no UTF-8 as a whole is Windows-1252 as a whole";
}

TEST(ReplyText, TakesThePlainPartOfSeveral) {
  EXPECT_EQ(
      text_of(
          "From: a@b.example\nContent-Type: multipart/alternative; boundary=\"=_x\"\n\npreamble\n--=_x\n"
          "Content-Type: text/plain\n\nPlain words\n--=_x\nContent-Type: text/html\n\n<p>Other words</p>\n--=_x--\n"),
      "Plain words");
  EXPECT_EQ(
      text_of("From: a@b.example\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: "
              "multipart/alternative; boundary=i\n\n"
              "--i\nContent-Type: text/html\n\n<p>Only this</p>\n--i--\n--o\nContent-Type: text/plain; name=log.txt\n"
              "Content-Disposition: attachment; filename=log.txt\n\nlog\n--o--\n"),
      "Only this");
}

TEST(ReplyText, MakesMarkdownOfHtml) {
  EXPECT_EQ(html("<div dir=\"ltr\"><p>Take the <b>11</b> speed one.</p><script>alert(1)</script></div>"
                 "<div class=\"gmail_quote gmail_quote_container\"><div class=\"gmail_attr\">Le lun. a écrit :</div>"
                 "<blockquote>Hello</blockquote></div>"),
            "Take the **11** speed one.");
  EXPECT_EQ(html("<div>Oui.</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>De :</b> La "
                 "place</div><p>Bonjour</p>"),
            "Oui.");
  EXPECT_EQ(html("<p>Fits.</p><div class=\"moz-cite-prefix\">Le 05/01/2026 à 10:12, La place a écrit :<br></div>"
                 "<blockquote type=\"cite\" cite=\"mid:1\"><p>Hello</p></blockquote><div class=\"moz-signature\">-- "
                 "<br>Ana</div>"),
            "Fits.");
  EXPECT_EQ(html("<blockquote type=\"cite\"><p>Which?</p><p>This one</p></blockquote>"), "")
      << "nothing of the writer's";
}

TEST(ReplyText, MakesNoHeadingOfDashes) { EXPECT_EQ(plain("Prices\n------\n10\n"), "Prices\n\\------\n10"); }

TEST(ReplyText, OfATangleOfQuotationsTakesNoLongTime) {
  std::string tangle;
  for (int i = 0; i < 20'000; ++i) tangle += "On 5 wrote\n> a\nLe 5\nDe : x\n";
  EXPECT_FALSE(plain(tangle).empty());
  std::string deep = "From: a@b.example\n";
  for (int i = 0; i < 5'000; ++i) deep += "Content-Type: multipart/mixed; boundary=b\n\n--b\n";
  EXPECT_EQ(text_of(deep + "\nwords\n"), "");
}

TEST(ReplyText, OfALineOfNothingButBlanksIsRead) {
  std::string blanks;
  for (int i = 0; i < 500'000; ++i) blanks += "\u00a0";
  EXPECT_EQ(plain("Thanks.\n" + blanks + "\n"), "Thanks.");
  const auto words = "On 5" + blanks + "wrote:";
  EXPECT_EQ(plain(words + "\n").size(), words.size()) << "no program writes such a line";
  EXPECT_EQ(plain("Thanks.\n\nLe 5 janv.\u00a02026, Ana\u202fMartin a\u00a0\u00e9crit\u00a0:\n> x"), "Thanks.");
}

}  // namespace
}  // namespace parvis::mail
