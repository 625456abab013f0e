// HTML read by a real parser (gumbo, HTML5's own rules), for the sanitiser and the converter. The tree lives in one
// block of memory that is freed at once: gumbo's own clean-up recurses, and a hostile text could nest until the stack
// overflows. One tree belongs to one thread.
#pragma once

#include <gumbo.h>

#include <memory>
#include <string_view>
#include <vector>

namespace parvis::text {

class HtmlTree {
 public:
  // Reads `markup` as the inside of a div. A text that would take more memory than its size excuses (formatting
  // elements that multiply) is not read: `root` is then null.
  explicit HtmlTree(std::string_view markup);
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  const GumboNode* root() const { return root_; }
  // Did the parser have to mend something?
  bool mended() const { return mended_; }

 private:
  class Memory;
  std::unique_ptr<Memory> memory_;
  const GumboNode* root_ = nullptr;
  bool mended_ = false;
};

inline const GumboVector* children_of(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE ? &node.v.element.children : nullptr;
}

// Is it text, white space, or an entity? (Comments are none of these.)
inline bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
}

inline std::string_view attribute(const GumboNode& node, const char* name) {
  const auto* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

enum class Visit { inside, over };

// Visits what is below `root` in document order, without recursion: `enter(node)` says whether to go inside, and
// `leave(node)` follows each node gone inside.
template <class Enter, class Leave>
void walk(const GumboNode& root, Enter enter, Leave leave) {
  struct Step {
    const GumboNode* node;
    unsigned next;
  };
  std::vector<Step> path = {{&root, 0}};
  while (!path.empty()) {
    auto& step = path.back();
    const auto* children = children_of(*step.node);
    if (children == nullptr || step.next == children->length) {
      if (path.size() > 1) leave(*step.node);
      path.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(children->data[step.next++]);
    if (enter(*child) == Visit::inside) path.push_back({child, 0});
  }
}

}  // namespace parvis::text
