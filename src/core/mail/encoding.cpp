#include "core/mail/encoding.h"

#include <fmt/format.h>
#include <sodium.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace parvis::mail {
namespace {

constexpr std::size_t kBodyLine = 76;    // RFC 2045 section 6.7 (5)
constexpr std::size_t kHeaderLine = 76;  // RFC 2047 section 2
constexpr std::size_t kWordFrame = 12;   // of "=?UTF-8?B?" and "?="
constexpr std::size_t kMaxWord = 75;     // RFC 2047 section 2
constexpr std::string_view kCrLf = "\r\n";

std::string base64(std::string_view text) {
  std::string out(sodium_base64_encoded_len(text.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();
  return out;
}

// The same text with CRLF for each of CR, LF and CRLF.
std::string with_crlf(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 32);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\r' || text[i] == '\n') {
      out.append(kCrLf);
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

bool needs_escape(std::string_view line, std::size_t at) {
  const auto c = static_cast<unsigned char>(line[at]);
  if (c == ' ' || c == '\t') return at + 1 == line.size();
  if (at == 0 && (c == '.' || line.starts_with("From "))) return true;  // both mean something to mail programs
  return c < 0x21 || c > 0x7e || c == '=';
}

void append_quoted_line(std::string& out, std::string_view line) {
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool escaped = needs_escape(line, i);
    const std::size_t width = escaped ? 3 : 1;
    if (column + width > kBodyLine - 1) {
      out.append("=\r\n");
      column = 0;
    }
    if (escaped) {
      fmt::format_to(std::back_inserter(out), "={:02X}", static_cast<unsigned char>(line[i]));
    } else {
      out.push_back(line[i]);
    }
    column += width;
  }
  out.append(kCrLf);
}

// One line, valid UTF-8, without controls, spaces trimmed.
std::string cleaned(std::string_view text) {
  std::string out;
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    const auto from = static_cast<std::size_t>(at);
    UChar32 c;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0) {
      out.append("\xEF\xBF\xBD");
    } else if (c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029) {
      if (!out.empty() && out.back() != ' ') out.push_back(' ');
    } else {
      out.append(text, from, static_cast<std::size_t>(at) - from);
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  out.erase(0, std::min(out.find_first_not_of(' '), out.size()));
  return out;
}

bool is_plain(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
  return ascii && text.find("=?") == std::string_view::npos;
}

// The longest prefix of at most `most` bytes that does not cut a character.
std::string_view whole_characters(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && U8_IS_TRAIL(static_cast<std::uint8_t>(text[most]))) --most;
  return text.substr(0, most);
}

// Encoded words, folded between them; `column` is where the first one begins.
std::string encoded_words(std::string_view text, std::size_t column) {
  std::string out;
  while (!text.empty()) {
    const std::size_t room = std::min(kMaxWord, kHeaderLine - std::min(column, kHeaderLine / 2)) - kWordFrame;
    const auto part = whole_characters(text, room / 4 * 3);
    out += (out.empty() ? "" : "\r\n ") + fmt::format("=?UTF-8?B?{}?=", base64(part));
    text.remove_prefix(part.size());
    column = 1;
  }
  return out;
}

// Folds at spaces; a word that is too long stays whole.
std::string folded(std::string_view text, std::size_t column) {
  std::string out;
  while (!text.empty()) {
    const auto space = text.find(' ', 1);
    const auto word = text.substr(0, space);  // with the space before it
    if (!out.empty() && column + word.size() > kHeaderLine) {
      out.append(kCrLf);
      column = 0;
    }
    out.append(word);
    column += word.size();
    text.remove_prefix(word.size());
  }
  return out;
}

}  // namespace

std::string quoted_printable(std::string_view text) {
  const std::string normal = with_crlf(text);
  std::string out;
  for (std::string_view rest = normal; !rest.empty();) {
    const auto end = rest.find(kCrLf);
    append_quoted_line(out, rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + kCrLf.size());
  }
  return out;
}

std::string base64_lines(std::string_view text) { return base64_bytes(with_crlf(text)); }

std::string base64_bytes(std::string_view bytes) {
  const std::string whole = base64(bytes);
  std::string out;
  for (std::size_t at = 0; at < whole.size(); at += kBodyLine) out.append(whole, at, kBodyLine).append(kCrLf);
  return out;
}

std::string header_line(std::string_view name, std::string_view text) {
  const std::string clean = cleaned(text);
  const std::size_t column = name.size() + 2;
  return fmt::format("{}: {}\r\n", name, is_plain(clean) ? folded(clean, column) : encoded_words(clean, column));
}

std::string address_line(std::string_view name, std::string_view display_name, std::string_view address) {
  const std::string clean = cleaned(display_name);
  if (clean.empty()) return fmt::format("{}: {}\r\n", name, address);
  if (!is_plain(clean)) return fmt::format("{}: {}\r\n <{}>\r\n", name, encoded_words(clean, name.size() + 2), address);
  std::string quoted;
  for (const char c : clean) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  return fmt::format("{}: \"{}\"\r\n <{}>\r\n", name, folded(quoted, name.size() + 3), address);
}

std::string mail_date(Instant at) {
  using namespace std::chrono;
  constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const sys_time<microseconds> time{microseconds{at.microseconds}};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{floor<seconds>(time - day)};
  return fmt::format("{}, {} {} {:04} {:02}:{:02}:{:02} +0000", kDays[weekday{day}.c_encoding()],
                     static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

}  // namespace parvis::mail
