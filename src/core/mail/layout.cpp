// Tables and inline styles, because some mail readers know nothing else; what only others understand (dark colours,
// narrow screens) stands in the head. Nothing is fetched: no image, no font, nothing that tells who reads.
#include "core/mail/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/html/html.h"

namespace parvis::mail {
namespace {

bool is_colour(std::string_view text) {
  return text.size() == 7 && text[0] == '#' &&
         text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

std::string colour(const std::string& wanted, const std::string& preset) { return is_colour(wanted) ? wanted : preset; }

// The first character of a name, with all its bytes.
std::string initial(std::string_view name) {
  std::size_t end = name.empty() ? 0 : 1;
  while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) ++end;
  auto first = std::string(name.substr(0, end));
  if (first.size() == 1 && first[0] >= 'a' && first[0] <= 'z') first[0] -= 32;
  return first;
}

void write_head(html::Writer& out, const Letter& letter) {
  out.open("head").open("meta", {{"charset", "utf-8"}});
  out.open("meta", {{"name", "viewport"}, {"content", "width=device-width"}});
  out.open("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  out.open("meta", {{"name", "supported-color-schemes"}, {"content", "light dark"}});
  out.element("title", letter.subject);
  out.open("style").literal(
      ":root{color-scheme:light dark;supported-color-schemes:light dark}"
      "a.plain:hover{text-decoration:underline!important}"
      "@media (max-width:480px){.sheet{padding:20px 16px 32px!important}.headline{font-size:23px!important}}"
      "@media (prefers-color-scheme:dark){"
      ".paper{background:#171816!important}.ink,.ink a{color:#eceae4!important}"
      ".muted,.muted a{color:#a9a79f!important}.line{border-color:#3a3b38!important}}"
      "[data-ogsc] .ink,[data-ogsc] .ink a{color:#eceae4!important}[data-ogsc] .muted{color:#a9a79f!important}");
  out.close().close();
}

void open_paragraph(html::Writer& out) {
  out.literal("<p class=\"ink\" style=\"margin:0 0 16px;color:#1d1d1b;overflow-wrap:anywhere;white-space:pre-line\">");
}

void write_paragraph(html::Writer& out, std::string_view text) {
  if (text.empty()) return;
  open_paragraph(out);
  out.text(text).literal("</p>");
}

void write_small(html::Writer& out, std::string_view text) {
  if (text.empty()) return;
  out.literal("<p class=\"muted\" style=\"margin:0 0 8px;color:#5f5d57;font-size:14px;line-height:1.5\">");
  out.text(text).literal("</p>");
}

void open_link(html::Writer& out, std::string_view address) {
  out.literal("<a href=\"").text(html::is_safe_address(address) ? address : std::string_view("#"));
}

void write_small_link(html::Writer& out, const Button& link) {
  out.literal("<p class=\"muted\" style=\"margin:0 0 8px;color:#5f5d57;font-size:14px;line-height:1.5\">");
  open_link(out, link.address);
  out.literal("\" style=\"color:#5f5d57;text-decoration:underline\">").text(link.label).literal("</a></p>");
}

void write_button(html::Writer& out, const Button& button, const Look& look) {
  const Look preset;
  const auto brand = colour(look.brand, preset.brand);
  out.literal(
      "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:8px 0 12px\"><tr>"
      "<td style=\"border-radius:6px;background:");
  out.text(brand).literal("\">");
  open_link(out, button.address);
  out.literal("\" style=\"display:inline-block;padding:12px 24px;border-radius:6px;font-weight:600;");
  out.literal("text-decoration:none;background:").text(brand).literal(";color:");
  out.text(colour(look.brand_ink, preset.brand_ink)).literal("\">").text(button.label);
  out.literal("</a></td></tr></table>");
}

// For readers who see a button that does nothing, or who wish to know where it leads.
void write_whole_address(html::Writer& out, const Button& button) {
  out.literal("<p class=\"muted\" style=\"margin:0 0 16px;font-size:14px;line-height:1.5;overflow-wrap:anywhere\">");
  open_link(out, button.address);
  out.literal("\" style=\"color:#5f5d57\">").text(button.address).literal("</a></p>");
}

void write_disc(html::Writer& out, const Entry& entry) {
  out.literal(
      "<td width=\"52\" valign=\"top\" style=\"width:52px;padding:3px 0 0\"><table role=\"presentation\" "
      "cellpadding=\"0\" cellspacing=\"0\" border=\"0\" aria-hidden=\"true\"><tr><td width=\"36\" height=\"36\" "
      "align=\"center\" style=\"width:36px;height:36px;border-radius:18px;color:#ffffff;font-size:15px;"
      "font-weight:600;line-height:36px;background:");
  out.text(disc_colour(entry.hue)).literal("\">").text(initial(entry.name)).literal("</td></tr></table></td>");
}

// Of a line of news alone, which is no heading: it looks like the link it is.
void write_line(html::Writer& out, const Entry& entry) {
  out.literal("<p class=\"ink\" style=\"margin:0;color:#1d1d1b;overflow-wrap:anywhere\">");
  if (!entry.address.empty()) {
    open_link(out, entry.address);
    out.literal("\" style=\"color:#1d1d1b;text-decoration:underline;text-decoration-color:#a9a79f\">");
  }
  out.text(entry.title);
  if (!entry.address.empty()) out.literal("</a>");
  out.literal("</p>");
}

void write_title(html::Writer& out, const Entry& entry) {
  if (entry.title.empty()) return;
  if (entry.name.empty() && entry.passages.empty()) return write_line(out, entry);
  out.literal("<p class=\"ink\" style=\"margin:0;color:#1d1d1b;font-weight:600;overflow-wrap:anywhere\">");
  if (!entry.address.empty()) {
    open_link(out, entry.address);
    out.literal("\" class=\"plain\" style=\"color:#1d1d1b;text-decoration:none\">");
  }
  out.text(entry.title);
  if (!entry.address.empty()) out.literal("</a>");
  out.literal("</p>");
}

void write_passage(html::Writer& out, const Passage& passage) {
  switch (passage.kind) {
    case Passage::Kind::paragraph:
      out.literal(
          "<p class=\"ink\" style=\"margin:0 0 10px;color:#1d1d1b;overflow-wrap:anywhere;white-space:pre-line\">");
      break;
    case Passage::Kind::item:
      out.literal(
          "<p class=\"ink\" style=\"margin:0 0 6px;padding:0 0 0 18px;text-indent:-14px;color:#1d1d1b;"
          "overflow-wrap:anywhere\">• ");
      break;
    case Passage::Kind::quote:
      out.literal(
          "<p class=\"muted line\" style=\"margin:0 0 10px;padding:0 0 0 12px;border-left:3px solid #dedbd3;"
          "color:#5f5d57;overflow-wrap:anywhere;white-space:pre-line\">");
      break;
    case Passage::Kind::code:
      out.literal(
          "<p class=\"ink line\" style=\"margin:0 0 10px;padding:0 0 0 12px;border-left:3px solid "
          "#dedbd3;color:#1d1d1b;"
          "font-family:Menlo,Consolas,monospace;font-size:14px;overflow-wrap:anywhere;white-space:pre-wrap\">");
      break;
  }
  out.text(passage.text).literal("</p>");
}

void write_entry(html::Writer& out, const Entry& entry) {
  out.literal("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>");
  if (!entry.name.empty()) write_disc(out, entry);
  out.literal("<td valign=\"top\" style=\"padding:0 0 20px\">");
  write_title(out, entry);
  if (!entry.meta.empty()) {
    out.literal("<p class=\"muted\" style=\"margin:0 0 6px;color:#5f5d57;font-size:14px;line-height:1.5\">");
    out.text(entry.meta).literal("</p>");
  }
  for (const auto& passage : entry.passages) write_passage(out, passage);
  if (!entry.reason.empty()) {
    out.literal("<p class=\"muted\" style=\"margin:0;color:#5f5d57;font-size:14px;line-height:1.5\">");
    out.text(entry.reason).literal("</p>");
  }
  out.literal("</td></tr></table>");
}

void write_sections(html::Writer& out, const Parts& parts) {
  for (const auto& section : parts.sections) {
    if (!section.title.empty()) {
      out.literal(
          "<h2 class=\"ink line\" style=\"margin:16px 0 16px;padding:16px 0 0;border-top:1px solid #dedbd3;"
          "color:#1d1d1b;font-size:18px;line-height:1.3;font-weight:700\">");
      out.text(section.title).literal("</h2>");
    }
    for (const auto& entry : section.entries) write_entry(out, entry);
  }
}

void write_foot(html::Writer& out, const Parts& parts) {
  if (parts.footer.empty() && !parts.leave && !parts.change) return;
  out.literal("<div class=\"line\" style=\"margin:32px 0 0;padding:12px 0 0;border-top:1px solid #dedbd3\">");
  write_small(out, parts.footer);
  if (parts.change) write_small_link(out, *parts.change);
  if (parts.leave) write_small_link(out, *parts.leave);
  out.literal("</div>");
}

void write_content(html::Writer& out, const Parts& parts, const Look& look) {
  out.literal(
      "<p class=\"ink line\" style=\"margin:0 0 24px;padding:0 0 12px;border-bottom:1px solid #dedbd3;color:#1d1d1b;"
      "font-weight:600\">");
  out.text(look.community).literal("</p>");
  write_paragraph(out, parts.greeting);
  if (!parts.headline.empty()) {
    out.literal(
        "<h1 class=\"ink headline\" style=\"margin:0 0 16px;color:#1d1d1b;font-size:26px;line-height:1.25;"
        "font-weight:700;letter-spacing:-0.01em\">");
    out.text(parts.headline).literal("</h1>");
  }
  for (const auto& paragraph : parts.paragraphs) write_paragraph(out, paragraph);
  if (!parts.quote.empty()) {
    out.literal(
        "<blockquote class=\"ink line\" style=\"margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #dedbd3;"
        "color:#1d1d1b;white-space:pre-line;overflow-wrap:anywhere\">");
    out.text(parts.quote).literal("</blockquote>");
  }
  write_sections(out, parts);
  if (parts.button) write_button(out, *parts.button, look);
  if (parts.button && parts.sections.empty()) write_whole_address(out, *parts.button);
  for (const auto& paragraph : parts.closing) write_paragraph(out, paragraph);
  write_foot(out, parts);
}

std::string html_of(const Letter& letter, const Parts& parts, const Look& look) {
  html::Writer out;
  out.literal("<!doctype html>").open("html", {{"lang", letter.language}});
  write_head(out, letter);
  out.literal(
      "<body class=\"paper\" style=\"margin:0;padding:0;background:#fbfaf7\">"
      "<table role=\"presentation\" class=\"paper\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
      "style=\"background:#fbfaf7\"><tr><td align=\"center\">"
      "<!--[if mso]><table role=\"presentation\" width=\"600\"><tr><td><![endif]-->"
      "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
      "style=\"max-width:600px\"><tr><td class=\"sheet ink\" align=\"left\" style=\"padding:32px 24px 48px;"
      "color:#1d1d1b;font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"
      "font-size:17px;line-height:1.6\">");
  write_content(out, parts, look);
  out.literal("</td></tr></table><!--[if mso]></td></tr></table><![endif]--></td></tr></table></body>");
  out.close();
  return out.take().markup();
}

}  // namespace

std::string disc_colour(int hue) {
  // HSL with little light: white on it keeps 4.5 to 1 even where the eye is most sensitive, at yellow and green.
  const double h = ((hue % 360 + 360) % 360) / 60.0, saturation = 0.42, lightness = 0.32;
  const double chroma = (1 - std::fabs(2 * lightness - 1)) * saturation;
  const double second = chroma * (1 - std::fabs(std::fmod(h, 2.0) - 1));
  const double base = lightness - chroma / 2;
  const double table[6][3] = {{chroma, second, 0}, {second, chroma, 0}, {0, chroma, second},
                              {0, second, chroma}, {second, 0, chroma}, {chroma, 0, second}};
  const auto& rgb = table[std::min(5, static_cast<int>(h))];
  const auto part = [&](double value) { return static_cast<int>(std::lround((value + base) * 255)); };
  return fmt::format("#{:02x}{:02x}{:02x}", part(rgb[0]), part(rgb[1]), part(rgb[2]));
}

void lay_out(Letter& letter, const Parts& parts, const Look& look) {
  letter.text = text_of(parts);
  letter.html = html_of(letter, parts, look);
  letter.from_name = look.community;
}

}  // namespace parvis::mail
