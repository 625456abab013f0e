#include "core/text/text_blocks.h"

#include <algorithm>

#include "core/text/html_tree.h"
#include "core/text/markdown.h"

namespace parvis::text {
namespace {

using Kind = TextBlock::Kind;

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6: return true;
    default: return false;
  }
}

class Blocks {
 public:
  explicit Blocks(std::size_t at_most) : at_most_(at_most) {}

  bool is_full() const { return taken_ >= at_most_; }

  Visit enter(const GumboNode& node) {
    if (is_full()) return Visit::over;
    if (is_text(node)) {
      add(node.v.text.text);
      return Visit::over;
    }
    if (node.type != GUMBO_NODE_ELEMENT) return Visit::over;
    const auto tag = node.v.element.tag;
    if (is_block(tag)) end_block();
    if (tag == GUMBO_TAG_BLOCKQUOTE) ++quotes_;
    if (tag == GUMBO_TAG_PRE) ++codes_;
    if (tag == GUMBO_TAG_LI) ++items_;
    if (tag == GUMBO_TAG_BR) current_ += '\n';
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) add(" ");
    if (tag == GUMBO_TAG_IMG) add(attribute(node, "alt"));
    if (tag == GUMBO_TAG_A) link_from_ = current_.size();
    return Visit::inside;
  }

  void leave(const GumboNode& node) {
    const auto tag = node.v.element.tag;
    if (tag == GUMBO_TAG_A) end_link(attribute(node, "href"));
    if (is_block(tag)) end_block();
    if (tag == GUMBO_TAG_BLOCKQUOTE) --quotes_;
    if (tag == GUMBO_TAG_PRE) --codes_;
    if (tag == GUMBO_TAG_LI) --items_;
  }

  std::vector<TextBlock> take() {
    end_block();
    return std::move(blocks_);
  }

 private:
  Kind kind() const {
    if (codes_ > 0) return Kind::code;
    if (quotes_ > 0) return Kind::quote;
    return items_ > 0 ? Kind::item : Kind::paragraph;
  }
  // As a browser shows it: blanks and line ends are one blank, but in code.
  void add(std::string_view text) {
    if (codes_ > 0) {
      current_ += text;
      return;
    }
    for (const char c : text) {
      const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!is_blank) {
        current_ += c;
      } else if (!current_.empty() && current_.back() != ' ' && current_.back() != '\n') {
        current_ += ' ';
      }
    }
  }
  void end_link(std::string_view href) {
    const bool is_elsewhere = href.starts_with("https://") || href.starts_with("http://");
    if (!is_elsewhere || link_from_ > current_.size()) return;
    const std::string_view said = std::string_view(current_).substr(link_from_);
    auto bare = href.substr(href.find("://") + 3);
    if (bare.ends_with('/')) bare.remove_suffix(1);
    if (said.find(bare) == std::string_view::npos) current_.append(" (").append(href).append(")");
  }
  void end_block() {
    while (!current_.empty() && (current_.back() == ' ' || current_.back() == '\n')) current_.pop_back();
    if (current_.empty()) return;
    const auto room = at_most_ - std::min(at_most_, taken_);
    taken_ += current_.size();
    if (current_.size() > room) current_ = excerpt(current_, room);
    blocks_.push_back({kind(), std::move(current_)});
    current_.clear();
  }

  std::size_t at_most_, taken_ = 0, link_from_ = 0;
  int quotes_ = 0, codes_ = 0, items_ = 0;
  std::string current_;
  std::vector<TextBlock> blocks_;
};

}  // namespace

std::vector<TextBlock> text_blocks(const html::Html& html, std::size_t at_most) {
  const HtmlTree tree(html.markup());
  if (tree.root() == nullptr) return {{Kind::paragraph, excerpt(plain_text(html), at_most)}};
  Blocks blocks(at_most);
  walk(
      *tree.root(), [&](const GumboNode& node) { return blocks.enter(node); },
      [&](const GumboNode& node) { blocks.leave(node); });
  return blocks.take();
}

}  // namespace parvis::text
