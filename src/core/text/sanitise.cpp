#include "core/text/sanitise.h"

#include <algorithm>

#include "core/text/html_tree.h"
#include "core/text/sanitise_rules.h"
#include "core/text/unicode.h"

namespace parvis::text {
namespace {

constexpr std::size_t kMaxDepth = 60;  // deeper elements give their text only; people nest to five
constexpr int kMaxPasses = 5;

class Cleaner {
 public:
  Cleaner(const HtmlTree& tree, const SanitiseOptions& options) : options_(options), changed_(tree.mended()) {
    walk(
        *tree.root(), [this](const GumboNode& node) { return enter(node); }, [this](const GumboNode&) { leave(); });
  }

  std::string out;
  std::vector<std::string> links;
  std::vector<std::string> images;
  // Was anything left out or mended, so that the result may not read back as itself?
  bool changed() const { return changed_; }

 private:
  Visit enter(const GumboNode& node) {
    if (is_text(node)) return write_text(node.v.text.text), Visit::over;
    if (node.type != GUMBO_NODE_ELEMENT || is_dropped_whole(node)) return changed_ = true, Visit::over;
    const char* name = written_name(node);
    if (name == nullptr || open_.size() >= kMaxDepth || !fits(name)) return unwrap();
    const std::string_view tag = name;
    if (tag == "br" || tag == "hr") return out.append("<").append(tag).append(">"), Visit::over;
    if (tag == "img") return write_image(node), Visit::over;
    if (tag == "a" && !open_link(node)) return unwrap();
    if (tag != "a") open_element(tag, node);
    open_.push_back(tag);
    entered_.push_back(Entered::written);
    return Visit::inside;
  }

  void leave() {
    if (entered_.back() == Entered::written) {
      out.append("</").append(open_.back()).append(">");
      open_.pop_back();
    }
    entered_.pop_back();
  }

  Visit unwrap() {
    changed_ = true;
    entered_.push_back(Entered::unwrapped);
    return Visit::inside;
  }

  std::string_view innermost() const { return open_.empty() ? std::string_view() : open_.back(); }

  // Between the parts of a table nothing else may stand, and a link holds no link.
  bool fits(std::string_view name) const {
    const auto parent = innermost();
    if (is_table_part(parent)) return is_child_of_table_part(parent, name);
    if (name == "tr" || name == "td" || name == "th" || name == "thead" || name == "tbody") return false;
    return name != "a" || std::ranges::find(open_, "a") == open_.end();
  }

  void write_text(std::string_view text) {
    if (is_table_part(innermost()) && !trim(text).empty()) {
      changed_ = true;
      return;
    }
    // The parser drops the first line end after <pre>.
    if (text.starts_with('\n') && out.ends_with("<pre>")) out.push_back('\n');
    html::append_escaped(out, text);
  }

  void write_attribute(std::string_view name, std::string_view value) {
    out.append(" ").append(name).append("=\"");
    html::append_escaped(out, value);
    out.push_back('"');
  }

  void open_element(std::string_view tag, const GumboNode& node) {
    out.append("<").append(tag);
    const auto given = attribute(node, "class");
    if (is_class_of(tag, given)) write_attribute("class", given);
    const auto start = attribute(node, "start");
    if (tag == "ol" && is_small_number(start)) write_attribute("start", start);
    out.push_back('>');
  }

  bool open_link(const GumboNode& node) {
    const std::string address = safe_address(attribute(node, "href"));
    if (address.empty()) return false;
    out.append("<a");
    if (is_class_of("a", attribute(node, "class"))) write_attribute("class", attribute(node, "class"));
    write_attribute("href", address);
    if (!attribute(node, "title").empty()) write_attribute("title", attribute(node, "title"));
    if (is_elsewhere(address, options_.origin)) out.append(" rel=\"nofollow ugc noopener\"");
    out.push_back('>');
    if (!address.starts_with("mailto:") && !address.starts_with('#')) remember(links, address);
    return true;
  }

  void write_image(const GumboNode& node) {
    auto address = image_address(attribute(node, "src"));
    if (address.empty()) {
      changed_ = true;
      return write_text(attribute(node, "alt"));
    }
    if (options_.images != Images::any) {
      address = without_origin(std::move(address), options_.origin);
      if (options_.images == Images::none || own_file(address).empty()) return write_image_as_link(node, address);
    }
    out.append("<img");
    write_attribute("src", address);
    write_attribute("alt", attribute(node, "alt"));
    if (!attribute(node, "title").empty()) write_attribute("title", attribute(node, "title"));
    for (const char* side : {"width", "height"}) {
      if (is_small_number(attribute(node, side))) write_attribute(side, attribute(node, side));
    }
    out.append(" loading=\"lazy\">");
    remember(images, address);
  }

  void write_image_as_link(const GumboNode& node, const std::string& address) {
    changed_ = true;
    const auto alt = trim(attribute(node, "alt"));
    const auto words = alt.empty() ? std::string_view(address) : alt;
    if (!fits("a")) return write_text(words);
    out.append("<a");
    write_attribute("href", address);
    if (is_elsewhere(address, options_.origin)) out.append(" rel=\"nofollow ugc noopener\"");
    out.push_back('>');
    html::append_escaped(out, words);
    out.append("</a>");
  }

  static void remember(std::vector<std::string>& list, const std::string& address) {
    if (list.size() < kMaxLinks && std::ranges::find(list, address) == list.end()) list.push_back(address);
  }

  const SanitiseOptions& options_;
  enum class Entered : char { written, unwrapped };
  std::vector<Entered> entered_;        // every element gone into
  std::vector<std::string_view> open_;  // those of them that are written: at most kMaxDepth
  bool changed_;
};

// What is left of a text that cannot be read as HTML.
std::string as_plain_text(std::string_view markup) {
  std::string out;
  html::append_escaped(out, markup);
  return out;
}

}  // namespace

Sanitised sanitise_and_read(std::string_view markup, const SanitiseOptions& options) {
  std::string source(markup);
  // Leaving elements out can bring together what may not stand together (a paragraph in a paragraph). Such a result
  // is read again until it stays itself, so that every browser builds the tree that was checked here.
  for (int pass = 0; pass < kMaxPasses; ++pass) {
    const HtmlTree tree(source);
    if (tree.root() == nullptr) break;
    Cleaner cleaner(tree, options);
    if (!cleaner.changed() || cleaner.out == source) {
      return {html::Html::stored(std::move(cleaner.out)), std::move(cleaner.links), std::move(cleaner.images)};
    }
    source = std::move(cleaner.out);
  }
  return {html::Html::stored(as_plain_text(markup)), {}, {}};
}

html::Html sanitise(std::string_view markup, const SanitiseOptions& options) {
  return sanitise_and_read(markup, options).html;
}

}  // namespace parvis::text
