#include <algorithm>

#include "core/text/markdown_events.h"

namespace parvis::text {
namespace {

// The page's own headings are h1 and h2.
std::string heading(void* detail, std::string_view opening) {
  const unsigned level = std::min(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level + 2, 6u);
  return std::string(opening) + "h" + std::to_string(level) + ">";
}

}  // namespace

int MarkdownWriter::enter_block(MD_BLOCKTYPE type, void* detail) {
  before_ = ' ';
  if (type != MD_BLOCK_P) attribution_ = Attribution::none;
  switch (type) {
    case MD_BLOCK_DOC: break;
    case MD_BLOCK_QUOTE:
      attribution_ = Attribution::possible;
      quote_at_ = out().size();
      open("<blockquote>");
      break;
    case MD_BLOCK_UL: open("<ul>"); break;
    case MD_BLOCK_OL: open_ordered(*static_cast<MD_BLOCK_OL_DETAIL*>(detail)); break;
    case MD_BLOCK_LI: open_item(*static_cast<MD_BLOCK_LI_DETAIL*>(detail)); break;
    case MD_BLOCK_HR: tag("<hr>\n"); break;
    case MD_BLOCK_H: open(heading(detail, "<")); break;
    case MD_BLOCK_CODE: open_code(*static_cast<MD_BLOCK_CODE_DETAIL*>(detail)); break;
    case MD_BLOCK_HTML: break;
    case MD_BLOCK_P: open("<p>"); break;
    case MD_BLOCK_TABLE: open("<table>\n"); break;
    case MD_BLOCK_THEAD: open("<thead>\n"); break;
    case MD_BLOCK_TBODY: open("<tbody>\n"); break;
    case MD_BLOCK_TR: open("<tr>"); break;
    case MD_BLOCK_TH: open_cell("<th", *static_cast<MD_BLOCK_TD_DETAIL*>(detail)); break;
    case MD_BLOCK_TD: open_cell("<td", *static_cast<MD_BLOCK_TD_DETAIL*>(detail)); break;
  }
  return go_on();
}

int MarkdownWriter::leave_block(MD_BLOCKTYPE type, void* detail) {
  switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_HTML: break;
    case MD_BLOCK_QUOTE: close("</blockquote>\n"); break;
    case MD_BLOCK_UL: close("</ul>\n"); break;
    case MD_BLOCK_OL: close("</ol>\n"); break;
    case MD_BLOCK_LI: close("</li>\n"); break;
    case MD_BLOCK_H: close(heading(detail, "</").append("\n")); break;
    case MD_BLOCK_CODE: close("</code></pre>\n"); break;
    case MD_BLOCK_P: close("</p>\n"); break;
    case MD_BLOCK_TABLE: close("</table>\n"); break;
    case MD_BLOCK_THEAD: close("</thead>\n"); break;
    case MD_BLOCK_TBODY: close("</tbody>\n"); break;
    case MD_BLOCK_TR: close("</tr>\n"); break;
    case MD_BLOCK_TH: close("</th>"); break;
    case MD_BLOCK_TD: close("</td>"); break;
  }
  if (depth_ > kMaxDepth) out().push_back('\n');
  attribution_ = Attribution::none;
  return go_on();
}

void MarkdownWriter::open_ordered(const MD_BLOCK_OL_DETAIL& list) {
  open(list.start == 1 ? "<ol>" : "<ol start=\"" + std::to_string(list.start) + "\">");
}

void MarkdownWriter::open_item(const MD_BLOCK_LI_DETAIL& item) {
  open(item.is_task ? "<li class=\"task\">" : "<li>");
  if (item.is_task) out().append(item.task_mark == ' ' ? "☐ " : "☑ ");
}

void MarkdownWriter::open_code(const MD_BLOCK_CODE_DETAIL& code) {
  std::string language = attribute_markup(code.lang);
  std::ranges::transform(language, language.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  open(language.empty() ? "<pre><code>" : "<pre><code class=\"language-" + language + "\">");
}

void MarkdownWriter::open_cell(std::string_view opening, const MD_BLOCK_TD_DETAIL& cell) {
  std::string markup(opening);
  if (cell.align == MD_ALIGN_LEFT) markup += " class=\"align-left\"";
  if (cell.align == MD_ALIGN_CENTER) markup += " class=\"align-center\"";
  if (cell.align == MD_ALIGN_RIGHT) markup += " class=\"align-right\"";
  open(markup += ">");
}

}  // namespace parvis::text
