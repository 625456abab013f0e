#include "core/mail/incoming/report.h"

#include <gtest/gtest.h>

namespace parvis::mail {
namespace {

std::string delivery(const std::string& fields) {
  return "From: MAILER-DAEMON@relay.example\nTo: bounce+abc@reply.square.example\nContent-Type: multipart/report; "
         "report-type=delivery-status; boundary=\"x/y\"\n\n--x/y\nContent-Type: "
         "text/plain\n\nSorry.\n--x/y\nContent-Type: "
         "message/delivery-status\n\nReporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; ana@example.org\n" +
         fields +
         "\n--x/y\nContent-Type: message/rfc822\n\nReturn-Path: <bounce+def@reply.square.example>\nSubject: "
         "S\n\nx\n--x/y--\n";
}

std::string kind_of(const std::string& raw) {
  const auto letter = read_letter(raw);
  const auto report = letter ? read_report(*letter) : std::nullopt;
  if (!report) return "none";
  switch (report->kind) {
    case ReportKind::permanent: return "permanent " + report->status;
    case ReportKind::temporary: return "temporary " + report->status;
    case ReportKind::complaint: return "complaint";
  }
  return {};
}

TEST(LetterReport, OfAnAddressThatIsNotThereIsForGood) {
  EXPECT_EQ(kind_of(delivery("Action: failed\nStatus: 5.1.1\n")), "permanent 5.1.1");
  EXPECT_EQ(
      kind_of(delivery("Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 5.1.1 <ana@example.org>: no\n")),
      "permanent 5.1.1");
  EXPECT_EQ(kind_of(delivery("Action: failed\nStatus: 5.5.0\nDiagnostic-Code: smtp; 550 User unknown\n")),
            "permanent 5.5.0");
}

TEST(LetterReport, OfAFullOrClosedServerIsForNow) {
  EXPECT_EQ(kind_of(delivery("Action: failed\nStatus: 5.2.2\n")), "temporary 5.2.2");
  EXPECT_EQ(kind_of(delivery("Action: failed\nStatus: 4.4.1\n")), "temporary 4.4.1");
  EXPECT_EQ(kind_of(delivery("Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 blocked\n")),
            "temporary 5.7.1");
  EXPECT_EQ(kind_of(delivery("Action: failed\nStatus: 5.0.0\n")), "temporary 5.0.0");
}

TEST(LetterReport, OfALetterThatOnlyTakesLongerIsNone) {
  EXPECT_EQ(kind_of(delivery("Action: delayed\nStatus: 4.4.1\n")), "none");
  EXPECT_EQ(kind_of(delivery("Action: delivered\nStatus: 2.0.0\n")), "none");
}

TEST(LetterReport, OfAReaderIsAComplaint) {
  const std::string head =
      "From: fbl@provider.example\nContent-Type: multipart/report; report-type=feedback-report; "
      "boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: ";
  EXPECT_EQ(kind_of(head + "abuse\nVersion: 1\n\n--b--\n"), "complaint");
  EXPECT_EQ(kind_of(head + "not-spam\nVersion: 1\n\n--b--\n"), "none");
}

TEST(LetterReport, IsReadInProseWhereAServerWritesIt) {
  const std::string daemon = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: failure notice\n\n";
  EXPECT_EQ(kind_of(daemon +
                    "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your "
                    "message to the following addresses.\nThis is a permanent error.\n\n<ana@example.org>:\nSorry, no "
                    "mailbox here by that name. (#5.1.1)\n"),
            "permanent 5.1.1");
  EXPECT_EQ(kind_of(daemon + "A message that you sent could not be delivered to one or more of its recipients.\n\n  "
                             "ana@example.org\n    552 mailbox full\n"),
            "temporary ");
  EXPECT_EQ(
      kind_of(
          daemon +
          "Delivery to the following recipient has been delayed. Could not be delivered yet; it will be retried.\n"),
      "none");
  EXPECT_EQ(kind_of("From: ana@example.org\n\nMy letter could not be delivered: user unknown. What now?\n"), "none")
      << "people write so too";
}

TEST(LetterReport, SaysWhereItCameToAndWhereTheLetterCameFrom) {
  const auto letter =
      read_letter("X-Original-To: bounce+ABC@Reply.Square.Example\n" + delivery("Action: failed\nStatus: 5.1.1\n"));
  ASSERT_TRUE(letter);
  EXPECT_EQ(places_of(*letter, "reply.square.example"), (std::vector<std::string>{"bounce+abc", "bounce+def"}));
  EXPECT_TRUE(places_of(*letter, "square.example").empty()) << "another domain's addresses are not ours";
}

TEST(Automatic, LettersAreKnown) {
  const auto is = [](const std::string& header) {
    return is_automatic(*read_letter(header + "\nTo: a@b.example\n\nx\n"));
  };
  EXPECT_TRUE(is("Auto-Submitted: auto-replied"));
  EXPECT_TRUE(is("Precedence: bulk"));
  EXPECT_TRUE(is("X-Autoreply: yes"));
  EXPECT_TRUE(is("List-Id: <x.example>"));
  EXPECT_TRUE(is("Return-Path: <>"));
  EXPECT_TRUE(is("Subject: =?utf-8?Q?R=C3=A9ponse_automatique_:_absent?="));
  EXPECT_TRUE(is("Subject: Out of office: back on Monday"));
  EXPECT_FALSE(is("Auto-Submitted: no\nSubject: Re: Out of the office chair"));
}

TEST(IncomingHeader, IsDecoded) {
  EXPECT_EQ(decode_words("=?iso-8859-1?Q?R=E9ponse?= =?utf-8?B?w6A=?= tous"), "Réponseà tous");
  EXPECT_EQ(decode_words("a =?x? b =?utf-8?Z?c?="), "a =?x? b =?utf-8?Z?c?=");
  EXPECT_EQ(addresses_in("\"Martin, Ana\" <Ana@Example.org>, leo@example.org"),
            (std::vector<std::string>{"ana@example.org", "leo@example.org"}));
  const auto field = read_field("Text/Plain; charset=\"utf-8\"; name*=utf-8''l%C3%A9o.txt");
  EXPECT_EQ(field.value, "text/plain");
  EXPECT_EQ(field.parameter("charset"), "utf-8");
  EXPECT_EQ(field.parameter("name"), "léo.txt");
}

}  // namespace
}  // namespace parvis::mail
