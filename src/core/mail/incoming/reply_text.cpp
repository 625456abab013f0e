#include "core/mail/incoming/reply_text.h"

#include <algorithm>

#include "core/mail/incoming/reply_lines.h"
#include "core/mail/incoming/transfer.h"
#include "core/text/markdown.h"

namespace parvis::mail {
namespace {

// What stands at each place of an answer.
enum class Of { writer, quotation, nobody };

struct Marked {
  Lines lines;
  std::vector<Of> of;
};

// Tells the lines apart, to the end of the answer: where the answered letter begins without marks, nothing follows.
Marked mark(Lines lines) {
  const auto plain = plain_lines(lines);
  std::vector<Of> of(lines.size(), Of::writer);
  bool in_signature = false;
  std::size_t at = 0;
  while (at < lines.size()) {
    if (begins_original(plain, at)) break;
    if (const auto length = attribution_length(lines, plain, at); length > 0) {
      std::fill_n(of.begin() + static_cast<std::ptrdiff_t>(at), length, Of::nobody);
      in_signature = false;
      at += length;
      continue;
    }
    if (is_quoted_line(lines[at])) {
      of[at] = Of::quotation;
      in_signature = false;
    } else if (is_signature_mark(lines[at])) {
      in_signature = true;
      of[at] = Of::nobody;
    } else if (in_signature || is_added_by_program(plain[at])) {
      of[at] = Of::nobody;
    }
    ++at;
  }
  std::fill(of.begin() + static_cast<std::ptrdiff_t>(at), of.end(), Of::nobody);
  return {std::move(lines), std::move(of)};
}

bool is_written(const Marked& marked, std::size_t at) {
  return marked.of[at] == Of::writer && !is_blank_line(marked.lines[at]);
}

// Each passage quoted, from its first line to behind its last one, blank lines between two of them included.
struct Passage {
  std::size_t begin, end;
  bool answered;  // words of the writer follow, before the next one
};
std::vector<Passage> passages_of(const Marked& marked) {
  std::vector<Passage> passages;
  for (std::size_t at = 0; at < marked.lines.size(); ++at) {
    if (marked.of[at] == Of::quotation) {
      if (!passages.empty() && !passages.back().answered)
        passages.back().end = at + 1;
      else
        passages.push_back({at, at + 1, false});
    } else if (is_written(marked, at) && !passages.empty()) {
      passages.back().answered = true;
    }
  }
  return passages;
}

// Answers between passages need them; one passage with everything below it, or all of it above, does not: what was
// answered stands above the post.
void keep_what_is_answered(Marked& marked) {
  auto passages = passages_of(marked);
  const auto answered = std::ranges::count_if(passages, &Passage::answered);
  if (answered < 2) return;
  for (const auto& passage : passages) {
    if (!passage.answered) continue;
    for (auto at = passage.begin; at < passage.end; ++at) marked.of[at] = Of::writer;
  }
}

// A line of nothing but = or - below words would make a heading of them.
std::string without_underline(std::string_view line) {
  const bool underlines = line.size() >= 2 && (line.find_first_not_of('=') == std::string_view::npos ||
                                               line.find_first_not_of('-') == std::string_view::npos);
  return underlines ? "\\" + std::string(line) : std::string(line);
}

std::string joined(const Marked& marked) {
  std::string text;
  bool gap = false, was_quoted = false;
  for (std::size_t at = 0; at < marked.lines.size(); ++at) {
    if (marked.of[at] != Of::writer) continue;
    auto line = std::string_view(marked.lines[at]);
    while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
    if (is_blank_line(line)) {
      gap = !text.empty();
      continue;
    }
    const bool quoted = is_quoted_line(line);
    if (gap || (was_quoted && !quoted)) text += "\n";  // else Markdown takes the answer for more of the quotation
    text += without_underline(line) + "\n";
    gap = false;
    was_quoted = quoted;
  }
  if (!text.empty()) text.pop_back();
  return text;
}

struct FlowedLine {
  std::size_t depth;
  std::string_view words;
};
FlowedLine flowed_line(std::string_view line) {
  const auto depth = std::min(line.find_first_not_of('>'), line.size());
  auto words = line.substr(depth);
  if (words.starts_with(' ')) words.remove_prefix(1);  // space-stuffed
  return {depth, words};
}

std::string text_of(const LetterPart& part) {
  if (part.type.parameter("format") != "flowed" && part.type.parameter("format") != "Flowed") return part.content;
  return unflowed(part.content,
                  small_letters(part.type.parameter("delsp")) == "yes" ? SoftBlank::goes : SoftBlank::stays);
}

}  // namespace

std::string without_quoted(std::string_view text) {
  auto marked = mark(lines_of(text));
  keep_what_is_answered(marked);
  return joined(marked);
}

std::string unflowed(std::string_view text, SoftBlank blank) {
  std::string out;
  std::size_t depth = 0;
  bool goes_on = false;
  for (const auto& line : lines_of(text)) {
    const auto [deep, words] = flowed_line(line);
    const bool signature = words == "-- ";
    if (!out.empty() && !(goes_on && deep == depth && !signature)) out += "\n";
    if (!(goes_on && deep == depth && !signature) && deep > 0) out += std::string(deep, '>') + " ";
    goes_on = words.ends_with(' ') && !signature;
    out += goes_on && blank == SoftBlank::goes ? words.substr(0, words.size() - 1) : words;
    depth = deep;
  }
  return out;
}

std::string reply_text(const LetterPart& letter) {
  if (const auto* plain = find_part(letter, "text/plain")) {
    auto text = without_quoted(text_of(*plain));
    if (!text.empty()) return text;
  }
  const auto* html = find_part(letter, "text/html");
  if (!html) return {};
  auto text = without_quoted(text::html_to_markdown(html_without_quoted(html->content)));
  // Somebody who answers inside what they quote: then nothing of it is taken for quoted by its mark alone.
  return text.empty() ? without_quoted(text::html_to_markdown(html->content)) : text;
}

}  // namespace parvis::mail
