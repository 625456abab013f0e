#include "core/mail/mime.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/errors.h"
#include "core/mail/encoding.h"

namespace parvis::mail {
namespace {

const Instant kAt{1'763'755'205'000'000};  // Friday 2025-11-21T20:00:05Z

Letter some_letter() {
  return {.to = "ada@example.org",
          .subject = "Confirm your address",
          .text = "Hello Ada,\n\nwelcome.\n",
          .language = "en",
          .purpose = Purpose::service("confirm_address"),
          .id = "3f9"};
}

std::vector<std::string> lines_of(const std::string& message) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < message.size();) {
    const auto end = message.find("\r\n", at);
    if (end == std::string::npos) break;
    lines.push_back(message.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

TEST(MailMessage, IsWrittenAsTheStandardsSay) {
  EXPECT_EQ(mime_message(some_letter(), {"The square", "square@mistral.example"}, kAt),
            "From: \"The square\"\r\n <square@mistral.example>\r\n"
            "To: ada@example.org\r\n"
            "Subject: Confirm your address\r\n"
            "Date: Fri, 21 Nov 2025 20:00:05 +0000\r\n"
            "Message-ID: <9487f1945e2ba4ff57c65cc5f45907b7@mistral.example>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "X-Auto-Response-Suppress: All\r\n"
            "Content-Language: en\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "Hello Ada,\r\n\r\nwelcome.\r\n");
}

TEST(MailMessage, CarriesTextAndHtmlSideBySide) {
  auto letter = some_letter();
  letter.html = "<p class=\"x\">Hé</p>";
  letter.from_name = "Café";
  const auto message = mime_message(letter, {"", "square@mistral.example"}, kAt);
  EXPECT_NE(message.find("From: =?UTF-8?B?Q2Fmw6k=?=\r\n <square@mistral.example>\r\n"), std::string::npos) << message;
  const auto at = message.find("boundary=\"") + 10;
  const auto boundary = message.substr(at, message.find('"', at) - at);
  const auto plain = message.find("--" + boundary + "\r\nContent-Type: text/plain; charset=utf-8\r\n");
  const auto html = message.find("--" + boundary + "\r\nContent-Type: text/html; charset=utf-8\r\n");
  EXPECT_LT(plain, html);
  EXPECT_NE(html, std::string::npos);
  EXPECT_NE(message.find("<p class=3D\"x\">H=C3=A9</p>\r\n"), std::string::npos);
  EXPECT_TRUE(message.ends_with("\r\n--" + boundary + "--\r\n"));
}

TEST(MailMessage, SaysWhereAnswersGo) {
  const Mailbox from{"", "no-reply@mistral.example"};
  const auto message = mime_message(some_letter(), from, kAt, "team@mistral.example");
  EXPECT_NE(message.find("\r\nReply-To: team@mistral.example\r\n"), std::string::npos) << message;
  EXPECT_EQ(mime_message(some_letter(), from, kAt).find("Reply-To"), std::string::npos);
  EXPECT_EQ(mime_message(some_letter(), from, kAt, "a@b.example\r\nBcc: c@d.example").find("Reply-To"),
            std::string::npos);
}

TEST(MailMessage, HasOneIdentifierForAllItsAttempts) {
  const Mailbox from{"", "square@mistral.example"};
  EXPECT_EQ(mime_message(some_letter(), from, kAt), mime_message(some_letter(), from, kAt));
}

TEST(MailMessage, LetsNothingIntoItsHeaders) {
  auto letter = some_letter();
  letter.subject = "Hello\r\nBcc: victim@example.org\r\n\r\n<script>\x01\xff";
  letter.from_name = "A\"\r\nBcc: victim@example.org <evil@example.org>";
  letter.language = "en\r\nBcc: victim@example.org";
  letter.headers = {{"List-Id", "x\nBcc: victim@example.org"}};
  const auto message = mime_message(letter, {"", "square@mistral.example"}, kAt);
  for (const auto& line : lines_of(message)) EXPECT_FALSE(line.starts_with("Bcc")) << line;
  EXPECT_EQ(message.find("<script>"), std::string::npos);

  letter = some_letter();
  letter.to = "a@b.example\r\nBcc: victim@example.org";
  EXPECT_THROW(mime_message(letter, {"", "s@m.example"}, kAt), Fault);
  for (const char* name : {"Bcc", "from", "Content-Type", "X y", "", "X:\r\nBcc", "Subject"}) {
    letter = some_letter();
    letter.headers = {{name, "x"}};
    EXPECT_THROW(mime_message(letter, {"", "s@m.example"}, kAt), Fault) << name;
  }
}

TEST(MailMessage, KeepsItsLinesShortAndInAscii) {
  auto letter = some_letter();
  for (int i = 0; i < 40; ++i) letter.subject += " un été à Saint-Étienne ✿";
  letter.text = fmt::format("{:a>3000}é{:300}\r\n{:=>200}", "", "", "");
  letter.html = "<p>" + std::string(5000, 'b');
  letter.headers = {{"References", "<" + std::string(60, 'x') + "@a> <" + std::string(60, 'y') + "@b>"}};
  const auto message = mime_message(letter, {"Été", "square@mistral.example"}, kAt);
  for (const auto& line : lines_of(message)) EXPECT_LE(line.size(), 76u) << line;
  EXPECT_TRUE(std::all_of(message.begin(), message.end(),
                          [](char c) { return c == '\r' || c == '\n' || (c >= 32 && c < 127); }));
}

TEST(MailMessage, OffersToLeaveInOneClick) {
  auto letter = some_letter();
  add_unsubscribe(letter, "https://square.example/leave/abc");
  const auto message = mime_message(letter, {"", "s@m.example"}, kAt);
  EXPECT_NE(message.find("List-Unsubscribe: <https://square.example/leave/abc>\r\n"), std::string::npos);
  EXPECT_NE(message.find("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), std::string::npos);
  EXPECT_THROW(add_unsubscribe(letter, "https://a.example/>,<mailto:x@y.example"), Fault);
  EXPECT_THROW(add_unsubscribe(letter, "mailto:x@y.example"), Fault);
}

TEST(MailMessage, CarriesFilesByteForByteAfterItsWords) {
  auto letter = some_letter();
  letter.html = "<p>Hi</p>";
  const std::string bytes("%PDF\n\0\r\xff\n", 9);
  const Attachments files{{"october.pdf", "application/pdf", bytes}, {"été.pdf", "application/pdf", "b"}};
  const auto message = mime_message(letter, {"", "square@mistral.example"}, kAt, {}, files);
  const auto mixed = message.find("multipart/mixed"), words = message.find("multipart/alternative"),
             first = message.find("filename=\"october.pdf\"");
  ASSERT_NE(first, std::string::npos) << message;
  EXPECT_LT(mixed, words);
  EXPECT_LT(words, first);
  EXPECT_NE(message.find("JVBERgoADf8K\r\n"), std::string::npos) << "not as text, whose line ends change";
  EXPECT_NE(message.find("filename*=UTF-8''%C3%A9t%C3%A9.pdf"), std::string::npos);
  const auto at = message.find("boundary=\"") + 10;
  EXPECT_TRUE(message.ends_with("--" + message.substr(at, message.find('"', at) - at) + "--\r\n"));
  const auto payload = with_attachments(to_json(letter), files);
  EXPECT_EQ(attachments_from_json(payload)[0].bytes, bytes);
  EXPECT_EQ(to_json(letter_from_json(payload)), to_json(letter));
  EXPECT_TRUE(attachments_from_json(to_json(letter)).empty());
  EXPECT_THROW(attachments_from_json(R"({"attachments":[{"name":"a","type":"b/c","bytes":"!"}]})"), Fault);
}

TEST(MailMessage, RefusesAttachmentsThatAreNone) {
  EXPECT_NO_THROW(check_attachments({{"a.pdf", "application/pdf", "x"}}));
  for (const char* name : {"", "a/b.pdf", "a\r\nBcc: x", "a\"; b"}) {
    EXPECT_THROW(check_attachments({{name, "application/pdf", "x"}}), Fault) << name;
  }
  for (const char* type : {"", "pdf", "/pdf", "a/b/c", "text/plain\r\nX: y", "text/plain; x=y"}) {
    EXPECT_THROW(check_attachments({{"a.pdf", type, "x"}}), Fault) << type;
  }
  EXPECT_THROW(check_attachments({{"a.pdf", "application/pdf", std::string(kMostAttachedBytes + 1, 'x')}}), Fault);
  EXPECT_THROW(check_attachments(Attachments(kMostAttachments + 1, {"a.pdf", "application/pdf", "x"})), Fault);
}

TEST(MailEncoding, EscapesWhatMailProgramsWouldChange) {
  EXPECT_EQ(quoted_printable("a=b \né\r.x\r\nFrom me"), "a=3Db=20\r\n=C3=A9\r\n=2Ex\r\n=46rom me\r\n");
  EXPECT_EQ(quoted_printable(""), "");
  EXPECT_EQ(base64_lines("é\n"), "w6kNCg==\r\n");
}

TEST(MailEncoding, NeverCutsACharacterInAHeader) {
  std::string subject;
  for (int i = 0; i < 50; ++i) subject += "\xF0\x9F\x9A\xB2";
  const auto header = header_line("Subject", subject);
  for (const auto& line : lines_of(header)) {
    const auto open = line.find("?B?") + 3;
    const auto encoded = line.substr(open, line.rfind("?=") - open);
    EXPECT_EQ(encoded.size() % 16,
              encoded.ends_with("=") ? encoded.size() % 16 : 0u);  // whole 4-byte characters: 3 make 16
    EXPECT_LE(line.size(), 76u);
  }
}

TEST(MailEncoding, EncodesWhatLooksEncoded) {
  EXPECT_EQ(header_line("Subject", "=?UTF-8?B?eA==?="), "Subject: =?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?=\r\n");
}

TEST(MailLetter, ComesBackFromItsPayload) {
  auto letter = some_letter();
  letter.id.clear();
  letter.html = "<p>\xE2\x80\xA8\"</p>";
  letter.headers = {{"List-Id", "a"}, {"References", "b"}};
  const auto json = to_json(letter);
  const auto read = letter_from_json(json);
  EXPECT_FALSE(read.id.empty());
  EXPECT_EQ(to_json(read), json);
  EXPECT_EQ(read.html, letter.html);
  EXPECT_EQ(read.headers, letter.headers);
  for (const char* wrong : {"", "{}", "[]", "{\"to\":1}", "nonsense"})
    EXPECT_THROW(letter_from_json(wrong), Fault) << wrong;
}

}  // namespace
}  // namespace parvis::mail
