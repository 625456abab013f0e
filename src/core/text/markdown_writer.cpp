#include "core/text/markdown_writer.h"

#include <md4c.h>

#include <algorithm>
#include <exception>
#include <unordered_map>

#include "core/text/mentions.h"
#include "core/text/unicode.h"
#include "core/text/validate.h"

namespace parvis::text {
namespace {

constexpr int kMaxDepth = 40;                  // elements in elements that are written; text below keeps its words
constexpr std::size_t kMaxOutputPerByte = 12;  // a bare link is written twice, with its attributes
constexpr std::size_t kMaxOutputAlways = 16 * 1024;
constexpr int kStopped = 1;
constexpr std::string_view kThreads = "/threads/";

constexpr unsigned kDialect = MD_DIALECT_GITHUB | MD_FLAG_NOHTML;

// Text or attribute value as HTML. Entities go through as they were written: the sanitiser's parser reads them.
void append_piece(std::string& out, MD_TEXTTYPE type, std::string_view text) {
  if (type == MD_TEXT_ENTITY) {
    out.append(text);
  } else if (type == MD_TEXT_NULLCHAR) {
    append_utf8(out, kReplacement);
  } else {
    html::append_escaped(out, text);
  }
}

std::string attribute_markup(const MD_ATTRIBUTE& attribute) {
  std::string out;
  if (attribute.text == nullptr) return out;
  for (int i = 0; attribute.substr_offsets[i] < attribute.size; ++i) {
    const auto begin = attribute.substr_offsets[i];
    append_piece(out, attribute.substr_types[i], {attribute.text + begin, attribute.substr_offsets[i + 1] - begin});
  }
  return out;
}

class MarkdownWriter {
 public:
  MarkdownWriter(std::string_view source, const MarkdownOptions& options)
      : options_(options), limit_(source.size() * kMaxOutputPerByte + kMaxOutputAlways) {
    written_.markup.reserve(source.size() + source.size() / 4 + 64);
    MD_PARSER parser = {};
    parser.flags = kDialect;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) { return of(self).enter_block(type, detail); };
    parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* self) { return of(self).leave_block(type, detail); };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) { return of(self).enter_span(type, detail); };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) { return of(self).leave_span(type); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
      return of(self).text(type, {text, size});
    };
    md_parse(source.data(), static_cast<MD_SIZE>(source.size()), &parser, this);
    if (failure_) std::rethrow_exception(failure_);
  }

  WrittenMarkdown take() { return std::move(written_); }

 private:
  static MarkdownWriter& of(void* self) { return *static_cast<MarkdownWriter*>(self); }
  std::string& out() { return written_.markup; }
  // Past the limit the parser is told to stop; the sanitiser closes what is open.
  int go_on() const { return written_.markup.size() > limit_ || failure_ ? kStopped : 0; }

  // Writes `markup`, an opening or closing tag, unless it stands too deep.
  void tag(std::string_view markup) {
    if (depth_ <= kMaxDepth && images_ == 0) out().append(markup);
  }
  void open(std::string_view markup) {
    ++depth_;
    tag(markup);
  }
  void close(std::string_view markup) {
    tag(markup);
    --depth_;
  }

  int enter_block(MD_BLOCKTYPE type, void* detail) {
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

  int leave_block(MD_BLOCKTYPE type, void* detail) {
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

  // The page's own headings are h1 and h2.
  static std::string heading(void* detail, std::string_view opening) {
    const unsigned level = std::min(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level + 2, 6u);
    return std::string(opening) + "h" + std::to_string(level) + ">";
  }

  void open_ordered(const MD_BLOCK_OL_DETAIL& list) {
    open(list.start == 1 ? "<ol>" : "<ol start=\"" + std::to_string(list.start) + "\">");
  }

  void open_item(const MD_BLOCK_LI_DETAIL& item) {
    open(item.is_task ? "<li class=\"task\">" : "<li>");
    if (item.is_task) out().append(item.task_mark == ' ' ? "☐ " : "☑ ");
  }

  void open_code(const MD_BLOCK_CODE_DETAIL& code) {
    std::string language = attribute_markup(code.lang);
    std::ranges::transform(language, language.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    open(language.empty() ? "<pre><code>" : "<pre><code class=\"language-" + language + "\">");
  }

  void open_cell(std::string_view opening, const MD_BLOCK_TD_DETAIL& cell) {
    std::string markup(opening);
    if (cell.align == MD_ALIGN_LEFT) markup += " class=\"align-left\"";
    if (cell.align == MD_ALIGN_CENTER) markup += " class=\"align-center\"";
    if (cell.align == MD_ALIGN_RIGHT) markup += " class=\"align-right\"";
    open(markup += ">");
  }

  int enter_span(MD_SPANTYPE type, void* detail) {
    switch (type) {
      case MD_SPAN_EM: open("<em>"); break;
      case MD_SPAN_STRONG: open("<strong>"); break;
      case MD_SPAN_DEL: open("<del>"); break;
      case MD_SPAN_CODE:
        ++codes_;
        open("<code>");
        break;
      case MD_SPAN_A: open_link(*static_cast<MD_SPAN_A_DETAIL*>(detail)); break;
      case MD_SPAN_IMG: open_image(*static_cast<MD_SPAN_IMG_DETAIL*>(detail)); break;
      default: ++depth_; break;
    }
    return go_on();
  }

  int leave_span(MD_SPANTYPE type) {
    switch (type) {
      case MD_SPAN_EM: close("</em>"); break;
      case MD_SPAN_STRONG: close("</strong>"); break;
      case MD_SPAN_DEL: close("</del>"); break;
      case MD_SPAN_CODE:
        --codes_;
        close("</code>");
        break;
      case MD_SPAN_A: close_link(); break;
      case MD_SPAN_IMG: close_image(); break;
      default: --depth_; break;
    }
    return go_on();
  }

  void open_link(const MD_SPAN_A_DETAIL& link) {
    ++links_;
    link_at_ = out().size();
    link_address_ = attribute_markup(link.href);
    const std::string title = attribute_markup(link.title);
    // A quotation's attribution is the first thing in the first paragraph of a quote.
    if (attribution_ == Attribution::possible && out().ends_with("<blockquote><p>") &&
        link_address_.starts_with(kThreads)) {
      attribution_ = Attribution::in_link;
    }
    open("<a href=\"" + link_address_ + (title.empty() ? "" : "\" title=\"" + title) + "\">");
    link_text_at_ = out().size();
  }

  void close_link() {
    const std::string label = out().substr(std::min(link_text_at_, out().size()));
    close("</a>");
    --links_;
    if (attribution_ != Attribution::in_link) return;
    attribution_ = Attribution::none;
    const auto named = mentions_in(label);
    if (named.empty() || named.front().begin != 0 || label.find('<') != std::string::npos) return;
    written_.quotations.push_back({named.front().handle, link_address_});
    out().append("</cite>").insert(link_at_, "<cite>");
    out().insert(quote_at_ + std::string_view("<blockquote").size(), " class=\"quote\"");
    attribution_ = Attribution::just_written;
  }

  void open_image(const MD_SPAN_IMG_DETAIL& image) {
    ++depth_;
    if (images_++ > 0) return;
    image_title_ = attribute_markup(image.title);
    if (depth_ <= kMaxDepth) out().append("<img src=\"").append(attribute_markup(image.src)).append("\" alt=\"");
  }

  void close_image() {
    if (--images_ == 0 && depth_ <= kMaxDepth) {
      if (!image_title_.empty()) out().append("\" title=\"").append(image_title_);
      out().append("\">");
    }
    --depth_;
  }

  int text(MD_TEXTTYPE type, std::string_view text) {
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
      line_end(type);
    } else if (type == MD_TEXT_NORMAL && links_ == 0 && codes_ == 0 && images_ == 0 && options_.is_member) {
      text_with_mentions(text);
    } else {
      append_piece(out(), type, text);
    }
    if (type != MD_TEXT_BR && type != MD_TEXT_SOFTBR) attribution_after_text(text);
    before_ = type == MD_TEXT_NORMAL && !text.empty() ? last_character(text) : U' ';
    return go_on();
  }

  void line_end(MD_TEXTTYPE type) {
    if (attribution_ == Attribution::just_written) {
      attribution_ = Attribution::none;
      out().append("</p>\n<p>");
    } else if (images_ > 0) {
      out().push_back(' ');
    } else {
      out().append(type == MD_TEXT_BR || options_.line_ends == LineEnds::kept ? "<br>\n" : "\n");
    }
  }

  void attribution_after_text(std::string_view text) {
    if (attribution_ != Attribution::in_link && !trim(text).empty()) attribution_ = Attribution::none;
  }

  static char32_t last_character(std::string_view text) {
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    return decode(text, at).code;
  }

  void text_with_mentions(std::string_view text) {
    std::size_t done = 0;
    if (text.find('@') != std::string_view::npos || text.find("＠") != std::string_view::npos) {
      for (const auto& mention : mentions_in(text, before_)) {
        if (depth_ >= kMaxDepth || !is_member(mention.handle)) continue;
        html::append_escaped(out(), text.substr(done, mention.begin - done));
        out().append("<a class=\"mention\" href=\"/members/").append(mention.handle).append("\">");
        html::append_escaped(out(), text.substr(mention.begin, mention.end - mention.begin));
        out().append("</a>");
        done = mention.end;
      }
    }
    html::append_escaped(out(), text.substr(done));
  }

  bool is_member(const std::string& handle) {
    const auto known = asked_.find(handle);
    if (known != asked_.end()) return known->second;
    if (asked_.size() >= kMaxMentions) return false;
    bool member = false;
    try {
      member = options_.is_member(handle);
    } catch (...) {
      failure_ = std::current_exception();  // it must not fly through md4c, which is C
    }
    asked_.emplace(handle, member);
    if (member) written_.mentions.push_back(handle);
    return member;
  }

  enum class Attribution { none, possible, in_link, just_written };

  const MarkdownOptions& options_;
  std::size_t limit_;
  WrittenMarkdown written_;
  std::unordered_map<std::string, bool> asked_;
  int depth_ = 0;
  int links_ = 0;
  int codes_ = 0;
  int images_ = 0;
  std::string image_title_;
  std::string link_address_;
  std::size_t link_at_ = 0;
  std::size_t link_text_at_ = 0;
  std::size_t quote_at_ = 0;
  Attribution attribution_ = Attribution::none;
  char32_t before_ = ' ';
  std::exception_ptr failure_;
};

}  // namespace

WrittenMarkdown write_markdown(std::string_view source, const MarkdownOptions& options) {
  const std::string bounded = with_bounded_nesting(source);
  return MarkdownWriter(bounded, options).take();
}

}  // namespace parvis::text
