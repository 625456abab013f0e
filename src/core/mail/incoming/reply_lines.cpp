#include "core/mail/incoming/reply_lines.h"

#include <algorithm>
#include <array>

#include "core/mail/incoming/header.h"

namespace parvis::mail {
namespace {

constexpr std::size_t kMostOfAttribution = 4;  // lines, as Thunderbird and Gmail break them at 72 characters
constexpr std::size_t kMostAttribution = 400;  // bytes
constexpr std::size_t kMostOfProgram = 80;
constexpr std::size_t kMostPlain = 2048;  // longer lines are somebody's words, and nothing a program writes

constexpr std::string_view kNarrowBlank = "\u202f", kBlank = "\u00a0";

// Without its blanks at both ends, no-break ones too, and without the stars that Gmail makes of bold.
std::string_view bare(std::string_view line) {
  const auto starts_blank = [&] { return line.starts_with(' ') || line.starts_with('\t') || line.starts_with('*'); };
  const auto ends_blank = [&] { return line.ends_with(' ') || line.ends_with('\t') || line.ends_with('*'); };
  for (bool more = true; more;) {
    more = true;
    if (starts_blank())
      line.remove_prefix(1);
    else if (ends_blank())
      line.remove_suffix(1);
    else if (line.starts_with(kBlank))
      line.remove_prefix(kBlank.size());
    else if (line.ends_with(kBlank))
      line.remove_suffix(kBlank.size());
    else if (line.starts_with(kNarrowBlank))
      line.remove_prefix(kNarrowBlank.size());
    else if (line.ends_with(kNarrowBlank))
      line.remove_suffix(kNarrowBlank.size());
    else
      more = false;
  }
  return line;
}

std::string plain(std::string_view line) {
  if (line.size() > kMostPlain) return {};
  line = bare(line);
  std::string text;
  text.reserve(line.size());
  while (!line.empty()) {
    const auto blank = line.starts_with(kBlank) ? kBlank : line.starts_with(kNarrowBlank) ? kNarrowBlank : "";
    text += blank.empty() ? line.front() : ' ';
    line.remove_prefix(std::max<std::size_t>(blank.size(), 1));
  }
  return small_letters(text);
}

bool ends_attribution(std::string_view text) {
  constexpr std::array<std::string_view, 7> kEnds{
      "wrote:", "a \u00e9crit :", "a \u00e9crit:", "a \u00e9crit\u00a0:", "schrieb:", "escribi\u00f3:", "ha scritto:"};
  return std::ranges::any_of(kEnds, [&](std::string_view end) { return text.ends_with(end); });
}

bool may_begin_attribution(std::string_view text) {
  constexpr std::array<std::string_view, 5> kStarts{"on ", "le ", "am ", "el ", "il "};
  const bool known = std::ranges::any_of(kStarts, [&](std::string_view start) { return text.starts_with(start); });
  // "Ana Martin a écrit :" and "Ana Martin <ana@…> wrote:" stand on one line.
  return known || ends_attribution(text);
}

// The fields of a quoted head, in the languages of mail programs seen.
int field_of_head(std::string_view text) {
  struct Field {
    std::string_view name;
    int number;
  };
  constexpr std::array<Field, 18> kFields{{{"from", 1},
                                           {"de", 1},
                                           {"von", 1},
                                           {"sent", 2},
                                           {"date", 2},
                                           {"envoy\u00e9", 2},
                                           {"envoye", 2},
                                           {"gesendet", 2},
                                           {"to", 3},
                                           {"\u00e0", 3},
                                           {"\u00c0", 3},
                                           {"a", 3},
                                           {"an", 3},
                                           {"subject", 4},
                                           {"objet", 4},
                                           {"sujet", 4},
                                           {"betreff", 4},
                                           {"cc", 5}}};
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon > 12) return 0;
  const auto name = bare(text.substr(0, colon));
  const auto found = std::ranges::find(kFields, name, &Field::name);
  return found == kFields.end() ? 0 : found->number;
}

// From, and two of the others within the five lines that follow.
bool is_quoted_head(const Lines& plain, std::size_t at) {
  if (field_of_head(plain[at]) != 1) return false;
  unsigned seen = 0;
  for (std::size_t i = at + 1; i < std::min(plain.size(), at + 6); ++i) {
    const int field = field_of_head(plain[i]);
    if (field > 1) seen |= 1U << field;
  }
  return (seen & (seen - 1)) != 0;  // at least two
}

}  // namespace

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

bool is_blank_line(std::string_view line) { return bare(line).empty() && line.find('*') == std::string_view::npos; }

bool is_quoted_line(std::string_view line) { return line.starts_with('>') || line.starts_with(" >"); }

Lines plain_lines(const Lines& lines) {
  Lines all;
  all.reserve(lines.size());
  for (const auto& line : lines) all.push_back(plain(line));
  return all;
}

std::size_t attribution_length(const Lines& lines, const Lines& plain, std::size_t at) {
  if (is_quoted_line(lines[at]) || !may_begin_attribution(plain[at])) return 0;
  std::string whole;
  for (std::size_t i = at; i < std::min(lines.size(), at + kMostOfAttribution); ++i) {
    if (plain[i].empty() || is_quoted_line(lines[i])) return 0;
    whole += (whole.empty() ? "" : " ") + plain[i];
    if (whole.size() > kMostAttribution) return 0;
    if (!ends_attribution(whole)) continue;
    // A date or an address tells it from "on the way home she wrote:".
    const bool dated = whole.find_first_of("0123456789") != std::string::npos;
    return dated || whole.find('@') != std::string::npos ? i - at + 1 : 0;
  }
  return 0;
}

bool begins_original(const Lines& plain, std::size_t at) {
  const auto& line = plain[at];
  if (line.starts_with("--")) {
    for (const auto* words : {"original message", "message d'origine", "message d\u2019origine", "message original",
                              "forwarded message", "message transf\u00e9r\u00e9", "urspr\u00fcngliche nachricht"}) {
      if (line.find(words) != std::string::npos) return true;
    }
  }
  if (line.size() >= 20 && line.find_first_not_of('_') == std::string::npos) {
    for (std::size_t i = at + 1; i < std::min(plain.size(), at + 3); ++i) {
      if (is_quoted_head(plain, i)) return true;
    }
  }
  return is_quoted_head(plain, at);
}

bool is_signature_mark(std::string_view line) { return line == "-- " || line == "--" || line == "--\u00a0"; }

bool is_added_by_program(std::string_view text) {
  if (text.size() > kMostOfProgram) return false;
  if (text.starts_with('[') || text.starts_with('<')) text.remove_prefix(1);
  constexpr std::array<std::string_view, 21> kStarts{"sent from my ",
                                                     "sent from mail for windows",
                                                     "sent from outlook",
                                                     "sent from yahoo mail",
                                                     "sent via ",
                                                     "sent with proton",
                                                     "get outlook for ",
                                                     "envoy\u00e9 de mon ",
                                                     "envoy\u00e9 depuis mon ",
                                                     "envoy\u00e9 depuis l",
                                                     "envoy\u00e9 \u00e0 partir de",
                                                     "envoy\u00e9 avec proton",
                                                     "envoy\u00e9 de l",
                                                     "obtenir outlook pour ",
                                                     "obtenez outlook pour ",
                                                     "t\u00e9l\u00e9charger outlook pour",
                                                     "t\u00e9l\u00e9charger outlook",
                                                     "provenance : courrier pour windows",
                                                     "provenance: courrier pour windows",
                                                     "t\u00e9l\u00e9chargez outlook",
                                                     "von meinem iphone gesendet"};
  return std::ranges::any_of(kStarts, [&](std::string_view start) { return text.starts_with(start); });
}

}  // namespace parvis::mail
