#include <algorithm>

#include "core/text/html_tree.h"
#include "core/text/markdown.h"
#include "core/text/markdown_escape.h"
#include "core/text/sanitise.h"
#include "core/text/sanitise_rules.h"
#include "core/text/unicode.h"

namespace parvis::text {
namespace {

constexpr int kMaxDepth = 40;  // deeper elements give their text only

// Turns a tree into Markdown: `blocks` gives the blocks inside a node, separated by empty lines, `line` what flows.
class Converter {
 public:
  std::string blocks(const GumboNode& node, int depth = 0) {
    std::string out;
    std::string flowing;
    std::string last_list;
    const auto* children = children_of(node);
    for (unsigned i = 0; children != nullptr && i < children->length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children->data[i]);
      if (!is_block(child)) {
        flowing += line(child, depth);
        continue;
      }
      add_paragraph(out, flowing);
      const std::string made = block(child, depth, last_list);
      last_list = is_list(child) && !made.empty() ? made.substr(0, 1) : "";
      add(out, made);
    }
    add_paragraph(out, flowing);
    return out;
  }

 private:
  static GumboTag tag_of(const GumboNode& node) {
    return node.type == GUMBO_NODE_ELEMENT ? node.v.element.tag : GUMBO_TAG_UNKNOWN;
  }
  static bool is_list(const GumboNode& node) { return tag_of(node) == GUMBO_TAG_UL || tag_of(node) == GUMBO_TAG_OL; }

  static bool is_block(const GumboNode& node) {
    switch (tag_of(node)) {
      case GUMBO_TAG_P:
      case GUMBO_TAG_H1:
      case GUMBO_TAG_H2:
      case GUMBO_TAG_H3:
      case GUMBO_TAG_H4:
      case GUMBO_TAG_H5:
      case GUMBO_TAG_H6:
      case GUMBO_TAG_PRE:
      case GUMBO_TAG_BLOCKQUOTE:
      case GUMBO_TAG_UL:
      case GUMBO_TAG_OL:
      case GUMBO_TAG_LI:
      case GUMBO_TAG_HR:
      case GUMBO_TAG_TABLE:
      case GUMBO_TAG_DIV:
      case GUMBO_TAG_SECTION:
      case GUMBO_TAG_ARTICLE:
      case GUMBO_TAG_CENTER:
      case GUMBO_TAG_DL:
      case GUMBO_TAG_DT:
      case GUMBO_TAG_DD: return true;
      default: return false;
    }
  }

  static void add(std::string& out, const std::string& block) {
    if (block.empty()) return;
    if (!out.empty()) out += "\n\n";
    out += block;
  }

  static void add_paragraph(std::string& out, std::string& flowing) {
    add(out, as_paragraph(flowing));
    flowing.clear();
  }

  std::string block(const GumboNode& node, int depth, const std::string& last_list) {
    if (depth > kMaxDepth) return as_paragraph(escaped(text_of(node)));
    switch (tag_of(node)) {
      case GUMBO_TAG_H1: return heading("# ", node, depth);
      case GUMBO_TAG_H2: return heading("## ", node, depth);
      case GUMBO_TAG_H3: return heading("### ", node, depth);
      case GUMBO_TAG_H4:
      case GUMBO_TAG_H5:
      case GUMBO_TAG_H6: return heading("#### ", node, depth);
      case GUMBO_TAG_PRE: return code_block(node);
      case GUMBO_TAG_BLOCKQUOTE: return prefixed(blocks(node, depth + 1), "> ", "> ");
      case GUMBO_TAG_UL: return list(node, depth, last_list == "-" ? "*" : "-", 0);
      case GUMBO_TAG_OL: return list(node, depth, ".", first_number(node));
      case GUMBO_TAG_HR: return "---";
      case GUMBO_TAG_TABLE: return table(node, depth);
      default: return blocks(node, depth + 1);
    }
  }

  std::string heading(const char* mark, const GumboNode& node, int depth) {
    std::string text(trim(flowing(node, depth)));
    std::ranges::replace(text, '\n', ' ');
    return text.empty() ? "" : mark + text;
  }

  static std::string code_block(const GumboNode& node) {
    std::string language;
    const auto* children = children_of(node);
    for (unsigned i = 0; i < children->length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children->data[i]);
      if (tag_of(child) == GUMBO_TAG_CODE) language = attribute(child, "class");
    }
    language = is_class_of("code", language) ? language.substr(std::string_view("language-").size()) : "";
    std::string code = text_of(node);
    if (!code.ends_with('\n')) code += '\n';
    const std::string fence(std::max<std::size_t>(3, longest_run(code, '`') + 1), '`');
    return fence + language + "\n" + code + fence;
  }

  static int first_number(const GumboNode& node) {
    const auto start = attribute(node, "start");
    return is_small_number(start) ? std::stoi(std::string(start)) : 1;
  }

  std::string list(const GumboNode& node, int depth, const std::string& mark, int number) {
    std::string out;
    const auto* children = children_of(node);
    bool loose = false;
    for (unsigned i = 0; i < children->length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children->data[i]);
      if (is_text(child) && trim(child.v.text.text).empty()) continue;
      const std::string opening = (mark == "." ? std::to_string(number++) + "." : mark) + " ";
      const std::string item = is_block(child) ? blocks(child, depth + 1) : as_paragraph(line(child, depth));
      loose = loose || holds_paragraph(child);
      if (!out.empty()) out += loose ? "\n\n" : "\n";
      out += prefixed(loose ? item : tightened(item), opening, std::string(opening.size(), ' '));
    }
    return out;
  }

  static bool holds_paragraph(const GumboNode& node) {
    const auto* children = children_of(node);
    for (unsigned i = 0; children != nullptr && i < children->length; ++i) {
      if (tag_of(*static_cast<const GumboNode*>(children->data[i])) == GUMBO_TAG_P) return true;
    }
    return false;
  }

  std::string table(const GumboNode& node, int depth) {
    std::string out;
    bool headed = false;
    walk(
        node,
        [&](const GumboNode& each) {
          if (tag_of(each) != GUMBO_TAG_TR) return Visit::inside;
          std::string columns;
          const std::string cells = row(each, depth, columns);
          if (cells.empty()) return Visit::over;
          out += (out.empty() ? "" : "\n") + cells;
          if (!headed) out += "\n" + columns;
          headed = true;
          return Visit::over;
        },
        [](const GumboNode&) {});
    return out;
  }

  std::string row(const GumboNode& node, int depth, std::string& columns) {
    std::string out;
    const auto* children = children_of(node);
    for (unsigned i = 0; i < children->length; ++i) {
      const auto& cell = *static_cast<const GumboNode*>(children->data[i]);
      if (tag_of(cell) != GUMBO_TAG_TD && tag_of(cell) != GUMBO_TAG_TH) continue;
      out += "| " + in_cell(trim(flowing(cell, depth))) + " ";
      columns += "| --- ";
    }
    if (!out.empty()) out += "|", columns += "|";
    return out;
  }

  // What flows inside a node, blocks among it too.
  std::string flowing(const GumboNode& node, int depth) {
    std::string out;
    const auto* children = children_of(node);
    for (unsigned i = 0; children != nullptr && i < children->length; ++i) {
      out += line(*static_cast<const GumboNode*>(children->data[i]), depth + 1);
    }
    return out;
  }

  std::string line(const GumboNode& node, int depth) {
    if (is_text(node)) return escaped(collapsed(node.v.text.text));
    if (node.type != GUMBO_NODE_ELEMENT || is_dropped_whole(node)) return "";
    if (depth > kMaxDepth) return escaped(text_of(node));
    switch (tag_of(node)) {
      case GUMBO_TAG_B:
      case GUMBO_TAG_STRONG: return wrapped(flowing(node, depth), "**");
      case GUMBO_TAG_EM:
      case GUMBO_TAG_I:
      case GUMBO_TAG_CITE: return wrapped(flowing(node, depth), "*");
      case GUMBO_TAG_DEL:
      case GUMBO_TAG_S:
      case GUMBO_TAG_STRIKE: return wrapped(flowing(node, depth), "~~");
      case GUMBO_TAG_CODE:
      case GUMBO_TAG_KBD:
      case GUMBO_TAG_TT: return code_span(text_of(node));
      case GUMBO_TAG_BR: return "\\\n";
      case GUMBO_TAG_A: return link(node, depth);
      case GUMBO_TAG_IMG: return image(node);
      default: return flowing(node, depth);
    }
  }

  std::string link(const GumboNode& node, int depth) {
    const std::string label = flowing(node, depth);
    const std::string address = safe_address(attribute(node, "href"));
    if (address.empty() || trim(label).empty()) return label;
    const bool bare =
        attribute(node, "title").empty() && text_of(node) == address && address.find("://") != std::string::npos;
    return bare ? "<" + address + ">"
                : wrapped(label, "[", "](" + destination(address, attribute(node, "title")) + ")");
  }

  static std::string image(const GumboNode& node) {
    const std::string address = image_address(attribute(node, "src"));
    const std::string alt = escaped(collapsed(attribute(node, "alt")));
    return address.empty() ? alt : "![" + alt + "](" + destination(address, attribute(node, "title")) + ")";
  }

  static std::string text_of(const GumboNode& node) {
    std::string text;
    walk(
        node,
        [&](const GumboNode& each) {
          if (is_text(each)) text += each.v.text.text;
          if (tag_of(each) == GUMBO_TAG_BR) text += '\n';
          return each.type == GUMBO_NODE_ELEMENT && !is_dropped_whole(each) ? Visit::inside : Visit::over;
        },
        [](const GumboNode&) {});
    return text;
  }
};

}  // namespace

std::string html_to_markdown(std::string_view markup) {
  const HtmlTree tree(markup);
  return tree.root() == nullptr ? escaped(markup) : Converter().blocks(*tree.root());
}

}  // namespace parvis::text
