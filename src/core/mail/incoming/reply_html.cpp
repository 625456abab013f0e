// The parts of an answer in HTML that mail programs mark as not the writer's.
#include <algorithm>
#include <array>

#include "core/mail/incoming/header.h"
#include "core/mail/incoming/reply_text.h"
#include "core/text/html_tree.h"

namespace parvis::mail {
namespace {

using text::attribute;

bool has_class(const GumboNode& node, std::string_view wanted) {
  auto classes = attribute(node, "class");
  for (auto at = classes.find(wanted); at != std::string_view::npos; at = classes.find(wanted, at + 1)) {
    const auto end = at + wanted.size();
    if ((at == 0 || classes[at - 1] == ' ') && (end == classes.size() || classes[end] == ' ')) return true;
  }
  return false;
}

bool is_quoted(const GumboNode& node) {
  if (node.v.element.tag == GUMBO_TAG_BLOCKQUOTE && attribute(node, "type") == "cite") return true;
  if (node.v.element.tag == GUMBO_TAG_HEAD || node.v.element.tag == GUMBO_TAG_TITLE) return true;
  constexpr std::array<std::string_view, 9> kClasses{
      "gmail_quote",         "gmail_attr",   "gmail_signature",  "moz-cite-prefix",
      "moz-signature",       "yahoo_quoted", "protonmail_quote", "protonmail_signature_block",
      "OutlookMessageHeader"};
  if (std::ranges::any_of(kClasses, [&](std::string_view name) { return has_class(node, name); })) return true;
  const auto id = attribute(node, "id");
  return id == "Signature" || id == "ms-outlook-mobile-signature" || id.ends_with("_Signature");
}

// Outlook marks where the answered letter begins, and puts it beside the mark, not inside.
bool begins_original(const GumboNode& node) {
  const auto id = attribute(node, "id");
  return id == "appendonsend" || id == "divRplyFwdMsg" || id == "x_divRplyFwdMsg" ||
         id == "mail-editor-reference-message-container";
}

}  // namespace

std::string html_without_quoted(std::string_view markup) {
  const text::HtmlTree tree(markup);
  if (tree.root() == nullptr) return {};
  struct Cut {
    std::size_t begin, end;
  };
  std::vector<Cut> cuts;
  std::size_t over = markup.size();
  const auto place = [&](const char* at) { return static_cast<std::size_t>(at - markup.data()); };
  text::walk(
      *tree.root(),
      [&](const GumboNode& node) {
        if (node.type != GUMBO_NODE_ELEMENT) return text::Visit::over;
        const auto& element = node.v.element;
        const bool is_there = element.original_tag.data != nullptr;
        if (is_there && begins_original(node)) {
          over = std::min(over, place(element.original_tag.data));
          return text::Visit::over;
        }
        if (!is_there || !is_quoted(node)) return text::Visit::inside;
        const auto& end = element.original_end_tag;
        const auto begins = place(element.original_tag.data);
        const auto ends = end.data == nullptr ? markup.size() : place(end.data) + end.length;
        if (ends > begins) cuts.push_back({begins, ends});
        return text::Visit::over;
      },
      [](const GumboNode&) {});
  std::string kept;
  std::size_t at = 0;
  for (const auto& cut : cuts) {
    if (cut.begin >= over || cut.begin < at) continue;
    kept.append(markup.substr(at, cut.begin - at));
    at = cut.end;
  }
  if (at < over) kept.append(markup.substr(at, over - at));
  return kept;
}

}  // namespace parvis::mail
