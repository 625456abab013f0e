// What md4c's events become: the writer behind write_markdown. Blocks, spans and text have a file each. One writer
// writes one text.
#pragma once

#include <md4c.h>

#include <exception>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/text/markdown_writer.h"

namespace parvis::text {

// Text or attribute value as HTML. Entities go through as they were written: the sanitiser's parser reads them.
void append_piece(std::string& out, MD_TEXTTYPE type, std::string_view text);
std::string attribute_markup(const MD_ATTRIBUTE& attribute);

class MarkdownWriter {
 public:
  MarkdownWriter(std::string_view source, const MarkdownOptions& options);

  WrittenMarkdown take() { return std::move(written_); }

 private:
  static constexpr int kMaxDepth = 40;  // elements in elements that are written; text below keeps its words
  static constexpr int kStopped = 1;

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

  // md4c's events; each answers whether to go on.
  int enter_block(MD_BLOCKTYPE type, void* detail);
  int leave_block(MD_BLOCKTYPE type, void* detail);
  int enter_span(MD_SPANTYPE type, void* detail);
  int leave_span(MD_SPANTYPE type);
  int text(MD_TEXTTYPE type, std::string_view text);

  void open_ordered(const MD_BLOCK_OL_DETAIL& list);
  void open_item(const MD_BLOCK_LI_DETAIL& item);
  void open_code(const MD_BLOCK_CODE_DETAIL& code);
  void open_cell(std::string_view opening, const MD_BLOCK_TD_DETAIL& cell);

  void open_link(const MD_SPAN_A_DETAIL& link);
  void close_link();
  void open_image(const MD_SPAN_IMG_DETAIL& image);
  void close_image();

  void line_end(MD_TEXTTYPE type);
  void attribution_after_text(std::string_view text);
  void text_with_mentions(std::string_view text);
  bool is_member(const std::string& handle);

  // Where we are in a quotation's attribution.
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

}  // namespace parvis::text
