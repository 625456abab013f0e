#include "core/mail/mime.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/crypto/crypto.h"
#include "core/errors.h"
#include "core/mail/encoding.h"

namespace parvis::mail {
namespace {

constexpr std::size_t kMaxHeader = 900;  // RFC 5322 ends a line at 998; an address in <> cannot be folded

constexpr std::array<std::string_view, 13> kOurHeaders{
    "reply-to", "from",       "to",          "cc",       "bcc",          "sender",        "date",
    "subject",  "message-id", "return-path", "received", "mime-version", "auto-submitted"};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return out;
}

void check_header(std::string_view name, std::string_view value) {
  const auto low = lower(name);
  const bool is_token =
      !low.empty() && low.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  const bool is_ours = std::find(kOurHeaders.begin(), kOurHeaders.end(), low) != kOurHeaders.end();
  if (!is_token || is_ours || low.starts_with("content-")) throw Fault("a letter may not set this header: " + low);
  if (value.size() > kMaxHeader) throw Fault("a header of a letter is too long: " + low);
}

std::string part(std::string_view type, std::string_view text) {
  const auto foreign = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c < 0; }));
  const bool quote = foreign * 4 <= text.size();  // quoted-printable triples what base64 makes a third longer
  return fmt::format("Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: {}\r\n\r\n{}", type,
                     quote ? "quoted-printable" : "base64", quote ? quoted_printable(text) : base64_lines(text));
}

// "=_" occurs in neither encoding
std::string boundary_of(std::string_view what) { return "=_" + crypto::sha256_hex(what).substr(0, 32); }

std::string words(const Letter& letter, const std::string& id) {
  if (letter.html.empty()) return part("text/plain", letter.text);
  const auto boundary = boundary_of(id);
  return fmt::format(
      "Content-Type: multipart/alternative;\r\n boundary=\"{0}\"\r\n\r\n"
      "--{0}\r\n{1}\r\n--{0}\r\n{2}\r\n--{0}--\r\n",
      boundary, part("text/plain", letter.text), part("text/html", letter.html));
}

// A parameter in any letters (RFC 2231); plain where they are ASCII.
std::string file_name(std::string_view name) {
  const auto is_plain = [](char c) { return c >= 0x20 && c < 0x7f; };
  if (std::all_of(name.begin(), name.end(), is_plain)) return fmt::format("filename=\"{}\"", name);
  std::string coded = "filename*=UTF-8''";
  for (const char c : name) {
    const bool bare =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    coded += bare ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return coded;
}

std::string attached(const Attachment& attachment) {
  return fmt::format(
      "Content-Type: {}\r\nContent-Disposition: attachment;\r\n {}\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
      attachment.type, file_name(attachment.name), base64_bytes(attachment.bytes));
}

std::string body(const Letter& letter, const Attachments& attachments, const std::string& id) {
  if (attachments.empty()) return words(letter, id);
  const auto boundary = boundary_of("attached " + id);
  auto out = fmt::format("Content-Type: multipart/mixed;\r\n boundary=\"{0}\"\r\n\r\n--{0}\r\n{1}\r\n", boundary,
                         words(letter, id));
  for (const auto& attachment : attachments) out += fmt::format("--{}\r\n{}\r\n", boundary, attached(attachment));
  return out + fmt::format("--{}--\r\n", boundary);
}

}  // namespace

std::string mime_message(const Letter& letter, const Mailbox& from, Instant at, std::string_view reply_to,
                         const Attachments& attachments) {
  if (!is_address(letter.to)) throw Fault("a letter has no proper recipient");
  check_attachments(attachments);
  for (const auto& [name, value] : letter.headers) check_header(name, value);
  const std::string id = letter.id.empty() ? crypto::random_token() : letter.id;
  // the identifier tells when it was made and how many before; hashed, it tells nothing and stays the same
  const std::string message_id = crypto::sha256_hex("message " + id).substr(0, 32);
  std::string out = address_line("From", from.name.empty() ? letter.from_name : from.name, from.address);
  if (is_address(letter.reply_to)) reply_to = letter.reply_to;
  if (is_address(reply_to)) out += fmt::format("Reply-To: {}\r\n", reply_to);
  out += fmt::format("To: {}\r\n", letter.to);
  out += header_line("Subject", letter.subject);
  out += fmt::format("Date: {}\r\nMessage-ID: <{}@{}>\r\n", mail_date(at), message_id, domain_of(from.address));
  out += "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n";
  if (!letter.language.empty()) out += header_line("Content-Language", letter.language);
  for (const auto& [name, value] : letter.headers) out += header_line(name, value);
  return out + "MIME-Version: 1.0\r\n" + body(letter, attachments, id);
}

}  // namespace parvis::mail
