#include <algorithm>

#include "core/text/markdown_events.h"
#include "core/text/mentions.h"

namespace parvis::text {
namespace {

constexpr std::string_view kThreads = "/threads/";

}  // namespace

int MarkdownWriter::enter_span(MD_SPANTYPE type, void* detail) {
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

int MarkdownWriter::leave_span(MD_SPANTYPE type) {
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

void MarkdownWriter::open_link(const MD_SPAN_A_DETAIL& link) {
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

void MarkdownWriter::close_link() {
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

void MarkdownWriter::open_image(const MD_SPAN_IMG_DETAIL& image) {
  ++depth_;
  if (images_++ > 0) return;
  image_title_ = attribute_markup(image.title);
  if (depth_ <= kMaxDepth) out().append("<img src=\"").append(attribute_markup(image.src)).append("\" alt=\"");
}

void MarkdownWriter::close_image() {
  if (--images_ == 0 && depth_ <= kMaxDepth) {
    if (!image_title_.empty()) out().append("\" title=\"").append(image_title_);
    out().append("\">");
  }
  --depth_;
}

}  // namespace parvis::text
