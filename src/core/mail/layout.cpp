#include "core/mail/layout.h"

#include "core/html/html.h"

namespace parvis::mail {
namespace {

bool is_colour(std::string_view text) {
  return text.size() == 7 && text[0] == '#' &&
         text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

std::string colour(const std::string& wanted, const std::string& preset) { return is_colour(wanted) ? wanted : preset; }

void write_head(html::Writer& out, const Letter& letter, const Look& look) {
  const Look preset;
  out.open("head").open("meta", {{"charset", "utf-8"}});
  out.open("meta", {{"name", "viewport"}, {"content", "width=device-width"}});
  out.open("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  out.element("title", letter.subject);
  out.open("style").literal(
      ":root{color-scheme:light dark}"
      "body{margin:0;padding:24px 16px;background:#fbfaf7;color:#1d1d1b;"
      "font:17px/1.6 -apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,sans-serif}"
      ".letter{max-width:36em;margin:0 auto}"
      ".community{margin:0 0 24px;padding:0 0 12px;border-bottom:1px solid #dedbd3;font-weight:600}"
      "p{margin:0 0 16px;overflow-wrap:anywhere}"
      "blockquote{margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid "
      "#dedbd3;white-space:pre-line;overflow-wrap:anywhere}"
      ".small{margin:0 0 8px;color:#5f5d57;font-size:14px}.small a{color:#5f5d57}"
      ".footer{margin:32px 0 0;padding:12px 0 0;border-top:1px solid #dedbd3}"
      "@media (prefers-color-scheme:dark){body{background:#171816;color:#eceae4}"
      ".community,.footer,blockquote{border-color:#3a3b38}.small,.small a{color:#a9a79f}}"
      "a.button{display:inline-block;padding:12px "
      "24px;border-radius:6px;font-weight:600;text-decoration:none;background:");
  out.text(colour(look.brand, preset.brand))
      .literal(";color:")
      .text(colour(look.brand_ink, preset.brand_ink))
      .literal("}");
  out.close().close();
}

void write_button(html::Writer& out, const Button& button) {
  out.open("p").element("a", {{"class", "button"}, {"href", button.address}}, button.label).close();
  out.open("p", {{"class", "small"}}).element("a", {{"href", button.address}}, button.address).close();
}

std::string html_of(const Letter& letter, const Parts& parts, const Look& look) {
  html::Writer out;
  out.literal("<!doctype html>").open("html", {{"lang", letter.language}});
  write_head(out, letter, look);
  out.open("body").open("div", {{"class", "letter"}}).element("p", {{"class", "community"}}, look.community);
  if (!parts.greeting.empty()) out.element("p", parts.greeting);
  for (const auto& paragraph : parts.paragraphs) out.element("p", paragraph);
  if (!parts.quote.empty()) out.element("blockquote", parts.quote);
  if (parts.button) write_button(out, *parts.button);
  for (const auto& paragraph : parts.closing) out.element("p", paragraph);
  out.open("div", {{"class", "footer"}});
  if (!parts.footer.empty()) out.element("p", {{"class", "small"}}, parts.footer);
  if (parts.leave) {
    out.open("p", {{"class", "small"}}).element("a", {{"href", parts.leave->address}}, parts.leave->label).close();
  }
  out.close().close().close().close();
  return out.take().markup();
}

void append_paragraph(std::string& out, std::string_view text) {
  if (!text.empty()) out.append(out.empty() ? "" : "\n\n").append(text);
}

std::string quoted(std::string_view text) {
  std::string out = "> ";
  for (const char c : text) {
    out.push_back(c);
    if (c == '\n') out.append("> ");
  }
  return out;
}

std::string text_of(const Parts& parts) {
  std::string out;
  append_paragraph(out, parts.greeting);
  for (const auto& paragraph : parts.paragraphs) append_paragraph(out, paragraph);
  if (!parts.quote.empty()) append_paragraph(out, quoted(parts.quote));
  if (parts.button) append_paragraph(out, parts.button->label + "\n" + parts.button->address);
  for (const auto& paragraph : parts.closing) append_paragraph(out, paragraph);
  if (!parts.footer.empty() || parts.leave) append_paragraph(out, "-- ");
  if (!parts.footer.empty()) out.append("\n").append(parts.footer);
  if (parts.leave) out.append("\n").append(parts.leave->label).append("\n").append(parts.leave->address);
  return out + "\n";
}

}  // namespace

void lay_out(Letter& letter, const Parts& parts, const Look& look) {
  letter.text = text_of(parts);
  letter.html = html_of(letter, parts, look);
  letter.from_name = look.community;
}

}  // namespace parvis::mail
