// The first half of render_markdown: from source to HTML that still has to go through the sanitiser. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text/markdown.h"

namespace parvis::text {

struct WrittenMarkdown {
  std::string markup;  // well formed but for a cut at the output's limit; addresses are not checked yet
  std::vector<std::string> mentions;
  std::vector<Quotation> quotations;
};

WrittenMarkdown write_markdown(std::string_view source, const MarkdownOptions& options);

// The source with nesting beyond 20 blocks taken back, line by line, by escaping the mark that would open the next
// one: md4c looks at every open block on every line, so that depth times lines is its cost.
std::string with_bounded_nesting(std::string_view source);

}  // namespace parvis::text
