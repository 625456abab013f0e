#include "core/text/csv.h"

#include <algorithm>
#include <array>

#include "core/text/unicode.h"

namespace parvis::text {
namespace {

constexpr std::size_t kLinesLookedAt = 20;

// What Windows-1252 has where Latin-1 has controls, 0x80 to 0x9f (https://encoding.spec.whatwg.org/#windows-1252).
constexpr std::array<char32_t, 32> kWindows{0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                            0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
                                            0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                            0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};

std::string from_windows(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const unsigned char byte : bytes) {
    append_utf8(text, byte >= 0x80 && byte < 0xa0 ? kWindows[byte - 0x80] : char32_t{byte});
  }
  return text;
}

enum class Order { little, big };

std::string from_utf16(std::string_view bytes, Order order) {
  std::string text;
  const auto unit = [&](std::size_t at) -> char32_t {
    const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    return order == Order::little ? static_cast<char32_t>(first | second << 8)
                                  : static_cast<char32_t>(first << 8 | second);
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    auto code = unit(at);
    const bool high = code >= 0xd800 && code < 0xdc00, low = code >= 0xdc00 && code < 0xe000;
    const auto next = high && at + 3 < bytes.size() ? unit(at + 2) : char32_t{0};
    if (high && next >= 0xdc00 && next < 0xe000) {
      code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
      at += 2;
    } else if (high || low) {
      code = kReplacement;
    }
    append_utf8(text, code);
  }
  return text;
}

// Without a mark: nearly every second byte of Western text in UTF-16 is zero, always on the same side.
std::optional<Order> utf16_without_mark(std::string_view bytes) {
  const auto looked_at = bytes.substr(0, 1000);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < looked_at.size(); ++i) zeros[i % 2] += looked_at[i] == '\0';
  if (zeros[1] > looked_at.size() * 2 / 5 && zeros[0] == 0) return Order::little;
  if (zeros[0] > looked_at.size() * 2 / 5 && zeros[1] == 0) return Order::big;
  return std::nullopt;
}

bool begins_a_formula(std::string_view value) {
  return !value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos;
}

}  // namespace

std::optional<std::string> decode_table(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe")) return from_utf16(bytes.substr(2), Order::little);
  if (bytes.starts_with("\xfe\xff")) return from_utf16(bytes.substr(2), Order::big);
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  if (const auto order = utf16_without_mark(bytes)) return from_utf16(bytes, *order);
  if (bytes.find('\0') != std::string_view::npos) return std::nullopt;
  return is_utf8(bytes) ? std::string(bytes) : from_windows(bytes);
}

char separator_of(std::string_view text) {
  char best = ',';
  std::size_t most = 1;
  for (const char separator : {';', '\t', ','}) {
    CsvReader reader(text, separator);
    CsvRow row;
    std::size_t fewest = kMaxCsvColumns;
    for (std::size_t line = 0; line < kLinesLookedAt && reader.next(row); ++line) fewest = std::min(fewest, row.size());
    if (fewest > most && fewest < kMaxCsvColumns) {
      most = fewest;
      best = separator;
    }
  }
  return best;
}

void CsvReader::read_field(std::string& field) {
  field.clear();
  const auto add = [&](std::string_view more) {
    field.append(more.substr(0, kMaxCsvField - std::min(kMaxCsvField, field.size())));
  };
  if (at_ < text_.size() && text_[at_] == '"') {
    ++at_;
    while (at_ < text_.size()) {
      const auto quote = std::min(text_.find('"', at_), text_.size());
      const auto inner = text_.substr(at_, quote - at_);
      present_line_ += static_cast<std::size_t>(std::ranges::count(inner, '\n'));
      add(inner);
      at_ = std::min(quote + 1, text_.size());
      if (at_ >= text_.size() || text_[at_] != '"') break;
      add("\"");
      ++at_;
    }
  }
  const auto from = at_;
  while (!at_end_of_line() && text_[at_] != separator_) ++at_;
  add(text_.substr(from, at_ - from));
  field.resize(cut_at_character(field, kMaxCsvField).size());
}

void CsvReader::pass_end_of_line() {
  if (at_ >= text_.size()) return;
  if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
  ++at_;
  ++present_line_;
}

bool CsvReader::next(CsvRow& row) {
  while (at_ < text_.size() && at_end_of_line()) pass_end_of_line();
  if (at_ >= text_.size()) return false;
  line_ = present_line_;
  std::size_t count = 0;
  std::string beyond;
  while (true) {
    if (count < kMaxCsvColumns) {
      if (row.size() <= count) row.emplace_back();
      read_field(row[count++]);
    } else {
      read_field(beyond);
    }
    if (at_end_of_line()) break;
    ++at_;  // the separator
  }
  pass_end_of_line();
  row.resize(count);
  return true;
}

std::vector<CsvRow> first_rows(std::string_view table, std::size_t count) {
  std::vector<CsvRow> rows;
  CsvReader reader(table, separator_of(table));
  for (CsvRow row; rows.size() < count && reader.next(row);) rows.push_back(row);
  return rows;
}

std::string csv_line(const CsvRow& row, char separator) {
  std::string line;
  bool first = true;
  for (const auto& value : row) {
    if (!first) line.push_back(separator);
    first = false;
    const bool formula = begins_a_formula(value);
    const bool quoted =
        formula || value.find_first_of("\"\r\n") != std::string::npos || value.find(separator) != std::string::npos;
    if (!quoted) {
      line += value;
      continue;
    }
    line += formula ? "\"'" : "\"";
    for (const char c : value) line.append(c == '"' ? 2 : 1, c);
    line.push_back('"');
  }
  return line + "\r\n";
}

}  // namespace parvis::text
