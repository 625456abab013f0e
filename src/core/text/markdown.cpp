#include "core/text/markdown.h"

#include "core/text/markdown_writer.h"
#include "core/text/sanitise.h"
#include "core/text/unicode.h"

namespace parvis::text {
namespace {

// Blocks that end a line of plain text.
bool ends_line(std::string_view tag) {
  for (const std::string_view block :
       {"p", "li", "h3", "h4", "h5", "h6", "pre", "blockquote", "tr", "br", "hr", "/ul", "/ol", "table"}) {
    if (tag == block || (tag.starts_with('/') && tag.substr(1) == block)) return true;
  }
  return false;
}

// The characters that the HTML writer escapes.
void append_unescaped(std::string& out, std::string_view text) {
  static constexpr std::pair<std::string_view, char> kEscapes[] = {{"&amp;", '&'},  {"&lt;", '<'},   {"&gt;", '>'},
                                                                   {"&quot;", '"'}, {"&#39;", '\''}, {"&#13;", '\r'}};
  while (!text.empty()) {
    const auto ampersand = text.find('&');
    out.append(text.substr(0, ampersand));
    if (ampersand == std::string_view::npos) return;
    text.remove_prefix(ampersand);
    std::size_t taken = 1;
    char meant = '&';
    for (const auto& [escape, character] : kEscapes) {
      if (text.starts_with(escape)) taken = escape.size(), meant = character;
    }
    out.push_back(meant);
    text.remove_prefix(taken);
  }
}

std::string_view attribute_in(std::string_view tag, std::string_view opening) {
  const auto at = tag.find(opening);
  if (at == std::string_view::npos) return {};
  const auto value = tag.substr(at + opening.size());
  return value.substr(0, value.find('"'));
}

void end_line(std::string& out) {
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (!out.empty() && out.back() != '\n') out.push_back('\n');
}

}  // namespace

Rendered render_markdown(std::string_view source, const MarkdownOptions& options) {
  auto written = write_markdown(source, options);
  auto safe = sanitise_and_read(written.markup, {.origin = options.origin, .images = options.images});
  return {std::move(safe.html), std::move(written.mentions), std::move(written.quotations), std::move(safe.links),
          std::move(safe.images)};
}

std::string quote_markdown(std::string_view handle, std::int64_t post_number, std::string_view address,
                           std::string_view passage) {
  std::string out = "> [@";
  out.append(handle).append(", ").append(std::to_string(post_number)).append("](").append(address).append(")\n");
  for (auto rest = trim(passage); !rest.empty();) {
    const auto end = rest.find('\n');
    out.append("> ").append(rest.substr(0, end)).append("\n");
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return out.append("\n");
}

std::string plain_text(const html::Html& html) {
  std::string out;
  std::string_view rest = html.markup();
  out.reserve(rest.size());
  bool verbatim = false;
  while (!rest.empty()) {
    const auto open = rest.find('<');
    const auto text = rest.substr(0, open);
    if (verbatim || !trim(text).empty() ||
        (!out.empty() && out.back() != '\n' && text.find('\n') == std::string_view::npos)) {
      append_unescaped(out, text);
    }
    if (open == std::string_view::npos) break;
    const auto close = rest.find('>', open);
    const auto tag = rest.substr(open + 1, close - open - 1);
    const auto name = tag.substr(0, tag.find(' '));
    if (name == "pre") verbatim = true;
    if (name == "/pre") verbatim = false;
    if (name == "img") append_unescaped(out, attribute_in(tag, "alt=\""));
    if ((name == "td" || name == "th") && !out.empty() && out.back() != '\n') out.push_back(' ');
    if (ends_line(name)) end_line(out);
    rest.remove_prefix(close == std::string_view::npos ? rest.size() : close + 1);
  }
  return std::string(trim(out));
}

std::string excerpt(std::string_view text, std::size_t characters) {
  std::string out;
  std::size_t count = 0;
  std::size_t last_gap = 0;  // where a cut between words would be
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = decode(text, at);
    if (is_space(decoded.code)) {
      gap = !out.empty();
    } else {
      if (count + (gap ? 1 : 0) + 1 > characters) {
        const bool whole_words = last_gap > out.size() / 2;
        out.resize(gap || !whole_words ? out.size() : last_gap);
        return out.append("…");
      }
      if (gap) {
        last_gap = out.size();
        out.push_back(' ');
        ++count;
      }
      gap = false;
      out.append(text.substr(at, decoded.size));
      ++count;
    }
    at += decoded.size;
  }
  return out;
}

}  // namespace parvis::text
