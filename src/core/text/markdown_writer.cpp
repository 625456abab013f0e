#include "core/text/markdown_writer.h"

#include "core/text/markdown_events.h"
#include "core/text/mentions.h"
#include "core/text/unicode.h"

namespace parvis::text {
namespace {

constexpr std::size_t kMaxOutputPerByte = 12;  // a bare link is written twice, with its attributes
constexpr std::size_t kMaxOutputAlways = 16 * 1024;

constexpr unsigned kDialect = MD_DIALECT_GITHUB | MD_FLAG_NOHTML;

char32_t last_character(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return decode(text, at).code;
}

}  // namespace

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

MarkdownWriter::MarkdownWriter(std::string_view source, const MarkdownOptions& options)
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

int MarkdownWriter::text(MD_TEXTTYPE type, std::string_view text) {
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

void MarkdownWriter::line_end(MD_TEXTTYPE type) {
  if (attribution_ == Attribution::just_written) {
    attribution_ = Attribution::none;
    out().append("</p>\n<p>");
  } else if (images_ > 0) {
    out().push_back(' ');
  } else {
    out().append(type == MD_TEXT_BR || options_.line_ends == LineEnds::kept ? "<br>\n" : "\n");
  }
}

void MarkdownWriter::attribution_after_text(std::string_view text) {
  if (attribution_ != Attribution::in_link && !trim(text).empty()) attribution_ = Attribution::none;
}

void MarkdownWriter::text_with_mentions(std::string_view text) {
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

bool MarkdownWriter::is_member(const std::string& handle) {
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

WrittenMarkdown write_markdown(std::string_view source, const MarkdownOptions& options) {
  const std::string bounded = with_bounded_nesting(source);
  return MarkdownWriter(bounded, options).take();
}

}  // namespace parvis::text
