// The plain part of a letter: all that the other one says, in the order in which it says it.
#include "core/mail/layout.h"

namespace parvis::mail {
namespace {

void append_paragraph(std::string& out, std::string_view text) {
  if (!text.empty()) out.append(out.empty() ? "" : "\n\n").append(text);
}

void append_line(std::string& out, std::string_view text) {
  if (!text.empty()) out.append(out.empty() ? "" : "\n").append(text);
}

std::string quoted(std::string_view text) {
  std::string out = "> ";
  for (const char c : text) {
    out.push_back(c);
    if (c == '\n') out.append("> ");
  }
  return out;
}

// As many as the title has characters, however many bytes these take.
std::string underline(std::string_view title) {
  std::size_t characters = 0;
  for (const char c : title) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return std::string(characters, '-');
}

std::string indented(std::string_view text) {
  std::string out = "    ";
  for (const char c : text) {
    out.push_back(c);
    if (c == '\n') out.append("    ");
  }
  return out;
}

// Items of a list follow each other, all else is set apart by an empty line.
void append_passages(std::string& out, const std::vector<Passage>& passages) {
  bool after_item = false;
  for (const auto& [kind, text] : passages) {
    const bool is_item = kind == Passage::Kind::item;
    if (is_item && after_item) {
      append_line(out, "- " + text);
    } else if (is_item) {
      append_paragraph(out, "- " + text);
    } else if (kind == Passage::Kind::quote) {
      append_paragraph(out, quoted(text));
    } else {
      append_paragraph(out, kind == Passage::Kind::code ? indented(text) : text);
    }
    after_item = is_item;
  }
}

std::string text_of(const Entry& entry) {
  std::string out;
  append_line(out, entry.title);
  append_line(out, entry.meta);
  append_passages(out, entry.passages);
  if (!entry.passages.empty() && !(entry.reason.empty() && entry.address.empty())) out.append("\n");
  append_line(out, entry.reason);
  append_line(out, entry.address);
  return out;
}

}  // namespace

std::string text_of(const Parts& parts) {
  std::string out;
  append_paragraph(out, parts.greeting);
  append_paragraph(out, parts.headline);
  for (const auto& paragraph : parts.paragraphs) append_paragraph(out, paragraph);
  if (!parts.quote.empty()) append_paragraph(out, quoted(parts.quote));
  for (const auto& section : parts.sections) {
    if (!section.title.empty()) append_paragraph(out, section.title + "\n" + underline(section.title));
    for (const auto& entry : section.entries) append_paragraph(out, text_of(entry));
  }
  if (parts.button) append_paragraph(out, parts.button->label + "\n" + parts.button->address);
  for (const auto& paragraph : parts.closing) append_paragraph(out, paragraph);
  if (!parts.footer.empty() || parts.leave || parts.change) append_paragraph(out, "-- ");
  append_line(out, parts.footer);
  for (const auto& way : {parts.change, parts.leave}) {
    if (way) out.append("\n").append(way->label).append("\n").append(way->address);
  }
  return out + "\n";
}

}  // namespace parvis::mail
