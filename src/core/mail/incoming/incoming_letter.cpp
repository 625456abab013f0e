#include "core/mail/incoming/incoming_letter.h"

#include <algorithm>
#include <array>

#include "core/mail/incoming/transfer.h"
#include "core/text/unicode.h"

namespace parvis::mail {
namespace {

constexpr int kMostDepth = 8;                   // an answer to a forwarded report is four deep
constexpr std::size_t kMostParts = 64;          // of a letter
constexpr std::size_t kMostText = 1024 * 1024;  // of one part that is read as text
constexpr std::size_t kMostBoundary = 200;      // RFC 2046 allows 70

struct Room {
  std::size_t parts = kMostParts;
};

std::string with_plain_line_ends(std::string text) {
  std::erase(text, '\r');
  return text;
}

std::string decoded(const LetterPart& part, std::string_view body) {
  const auto encoding = small_letters(part.headers.get("content-transfer-encoding"));
  const bool is_text = part.type.value.starts_with("text/") || part.type.value.starts_with("message/");
  std::string content = encoding.starts_with("base64")             ? decode_base64(body)
                        : encoding.starts_with("quoted-printable") ? decode_quoted_printable(body)
                                                                   : std::string(body);
  if (!is_text) return content;
  if (content.size() > kMostText) content.resize(kMostText);
  return with_plain_line_ends(to_utf8(content, part.type.parameter("charset")));
}

// Where the next line that begins with the boundary stands, from `at` on; npos when there is none.
std::size_t find_boundary(std::string_view body, const std::string& mark, std::size_t at) {
  while (at < body.size()) {
    const auto found = body.find(mark, at);
    if (found == std::string_view::npos) return found;
    if (found == 0 || body[found - 1] == '\n') return found;
    at = found + 1;
  }
  return std::string_view::npos;
}

LetterPart read_part(std::string_view raw, int depth, Room& room);

void read_parts(LetterPart& part, std::string_view body, int depth, Room& room) {
  const std::string mark = "--" + std::string(part.type.parameter("boundary").substr(0, kMostBoundary));
  if (mark.size() == 2) return;
  auto at = find_boundary(body, mark, 0);
  while (at != std::string_view::npos && room.parts > 0) {
    if (body.substr(at + mark.size()).starts_with("--")) return;
    const auto line_end = body.find('\n', at);
    if (line_end == std::string_view::npos) return;
    const auto next = find_boundary(body, mark, line_end + 1);
    auto inside = body.substr(line_end + 1, next == std::string_view::npos ? next : next - line_end - 1);
    if (inside.ends_with('\n')) inside.remove_suffix(1);  // the line end before a boundary belongs to it
    if (inside.ends_with('\r')) inside.remove_suffix(1);
    --room.parts;
    part.parts.push_back(read_part(inside, depth + 1, room));
    at = next;
  }
}

LetterPart read_part(std::string_view raw, int depth, Room& room) {
  LetterPart part;
  part.headers = Headers::read(raw);
  part.type = read_field(part.headers.get("content-type"));
  if (part.type.value.find('/') == std::string::npos) part.type.value = "text/plain";
  part.disposition = read_field(part.headers.get("content-disposition"));
  if (part.is_multipart()) {
    if (depth < kMostDepth) read_parts(part, raw, depth, room);
  } else {
    part.content = decoded(part, raw);
  }
  return part;
}

void collect(const LetterPart& part, std::vector<const LetterPart*>& into) {
  for (const auto& inside : part.parts) collect(inside, into);
  if (!part.is_multipart() && part.is_attachment()) into.push_back(&part);
}

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::ranges::any_of(starts, [&](std::string_view start) { return text.starts_with(start); });
}

}  // namespace

bool LetterPart::is_attachment() const {
  if (disposition.value == "attachment" || !file_name().empty()) return true;
  return !is_multipart() && !type.value.starts_with("text/") && !type.value.starts_with("message/");
}

std::string LetterPart::file_name() const {
  auto name = disposition.parameter("filename");
  if (name.empty()) name = type.parameter("name");
  auto decoded_name = decode_words(name);
  const auto path = decoded_name.find_last_of("/\\");
  if (path != std::string::npos) decoded_name.erase(0, path + 1);
  std::erase_if(decoded_name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  return std::string(text::cut_at_character(decoded_name, 200));
}

std::optional<LetterPart> read_letter(std::string_view raw) {
  if (raw.size() > kMostLetter) return std::nullopt;
  Room room;
  auto letter = read_part(raw, 0, room);
  if (letter.headers.all().empty()) return std::nullopt;
  return letter;
}

const LetterPart* find_part(const LetterPart& letter, std::string_view type) {
  if (!letter.is_multipart()) return letter.type.value == type && !letter.is_attachment() ? &letter : nullptr;
  for (const auto& part : letter.parts) {
    if (const auto* found = find_part(part, type)) return found;
  }
  return nullptr;
}

std::vector<const LetterPart*> attachments(const LetterPart& letter) {
  std::vector<const LetterPart*> found;
  collect(letter, found);
  return found;
}

bool is_automatic(const LetterPart& letter) {
  const auto& headers = letter.headers;
  const auto submitted = read_field(headers.get("auto-submitted")).value;  // RFC 3834
  if (!submitted.empty() && submitted != "no") return true;
  const auto precedence = small_letters(headers.get("precedence"));
  constexpr std::array kOfPrograms{"bulk", "junk", "list", "auto_reply"};
  if (std::ranges::find(kOfPrograms, precedence) != kOfPrograms.end()) return true;
  for (const auto* name : {"x-autoreply", "x-autorespond", "x-autoresponse", "x-auto-reply", "list-id",
                           "list-unsubscribe", "x-failed-recipients"}) {
    if (headers.has(name)) return true;
  }
  if (headers.get("return-path") == "<>" || letter.type.value == "multipart/report") return true;
  for (const auto& from : addresses_in(headers.get("from"))) {
    if (begins_with_any(from, {"mailer-daemon@", "postmaster@", "noreply@", "no-reply@"})) return true;
  }
  const auto subject = small_letters(decode_words(headers.get("subject")));
  return begins_with_any(subject, {"automatic reply", "auto reply:", "autoreply:", "out of office",
                                   "r\u00e9ponse automatique", "absence du bureau", "automatische antwort",
                                   "absent du bureau", "message d'absence", "message d\u2019absence"});
}

}  // namespace parvis::mail
