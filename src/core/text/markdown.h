// What members write, as HTML: CommonMark with tables, strikethrough, task lists and bare links (md4c), mentions and
// quotations of ours, always through the sanitiser. Rendered once, when it is written, and stored beside its source
// with kRendererVersion. Raw HTML is shown as text. docs/markdown.md lists what differs from CommonMark and why.
// Pure; usable from any thread. A text of 64 kB takes less than 100 ms whatever it holds.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/html/html.h"
#include "core/text/sanitise.h"

namespace parvis::text {

// Raised whenever the same source gives other HTML, so that stored posts can be rendered again.
inline constexpr int kRendererVersion = 2;

// A line end inside a paragraph: a blank, as in CommonMark, or a new line, as in a letter.
enum class LineEnds { joined, kept };

struct MarkdownOptions {
  // Where this site is, "https://square.example": links there are not marked as foreign.
  std::string_view origin = {};
  // Is there a member with this handle? Asked once for each handle, for at most kMaxMentions; only those become links.
  std::function<bool(std::string_view handle)> is_member = {};
  LineEnds line_ends = LineEnds::joined;
  Images images = Images::any;
};

inline constexpr std::size_t kMaxMentions = 50;

// Somebody quoted: `> [@ilyes, 3](/threads/ID/3)` above the passage.
struct Quotation {
  std::string handle;   // "ilyes"
  std::string address;  // "/threads/ID/3"
  bool operator==(const Quotation&) const = default;
};

struct Rendered {
  html::Html html;
  std::vector<std::string> mentions;  // handles that is_member knows, without repetition
  std::vector<Quotation> quotations;
  std::vector<std::string> links;  // addresses, ours ("/threads/…") and others, without repetition
  std::vector<std::string> images;
  // The first image, or empty.
  std::string_view first_image() const {
    return images.empty() ? std::string_view() : std::string_view(images.front());
  }
};

Rendered render_markdown(std::string_view source, const MarkdownOptions& options = {});

// The passage as a quotation to answer below: attribution, the passage behind "> ", an empty line.
std::string quote_markdown(std::string_view handle, std::int64_t post_number, std::string_view address,
                           std::string_view passage);

// The text of finished HTML without its markup: blocks on lines of their own, an image as its alt text.
std::string plain_text(const html::Html& html);
// The beginning of `text` on one line, of at most `characters`, cut between words and then ended with "…".
std::string excerpt(std::string_view text, std::size_t characters);

// HTML bodies of other software as Markdown that their authors can edit. Rendered again, it looks the same; what
// Markdown cannot say (sub, sup, kbd) keeps its text.
std::string html_to_markdown(std::string_view markup);

}  // namespace parvis::text
