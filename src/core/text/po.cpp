#include "core/text/po.h"

#include "core/errors.h"

namespace parvis::text {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view source) : rest_(source) {}

  std::vector<PoEntry> read() {
    while (!rest_.empty()) {
      ++line_number_;
      const auto end = std::min(rest_.find('\n'), rest_.size());
      auto line = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      read_line(line);
    }
    finish();
    return std::move(entries_);
  }

 private:
  void read_line(std::string_view line) {
    if (line.empty()) return finish();
    if (line.starts_with("#")) return read_comment(line);
    if (line.front() == '"') return append(line);
    const auto space = line.find(' ');
    if (space == std::string_view::npos) fail("a keyword and a quoted text are expected");
    const auto keyword = line.substr(0, space);
    if (keyword == "msgctxt" || (keyword == "msgid" && current_.id_plural.empty() && has_translation_)) finish();
    choose(keyword);
    append(line.substr(space + 1));
  }

  void read_comment(std::string_view line) {
    if (has_translation_) finish();
    if (line.starts_with("#,") && line.find("fuzzy") != std::string_view::npos) fuzzy_ = true;
  }

  void choose(std::string_view keyword) {
    if (current_.line == 0) current_.line = line_number_;
    if (keyword == "msgctxt") {
      target_ = &current_.context;
    } else if (keyword == "msgid") {
      target_ = &current_.id;
    } else if (keyword == "msgid_plural") {
      target_ = &current_.id_plural;
    } else if (keyword.starts_with("msgstr")) {
      has_translation_ = true;
      target_ = &current_.translations.emplace_back();
    } else {
      fail("an unknown keyword");
    }
  }

  void append(std::string_view quoted) {
    if (target_ == nullptr || quoted.size() < 2 || quoted.front() != '"' || quoted.back() != '"') {
      fail("a quoted text is expected");
    }
    quoted = quoted.substr(1, quoted.size() - 2);
    for (std::size_t i = 0; i < quoted.size(); ++i) {
      if (quoted[i] != '\\') {
        target_->push_back(quoted[i]);
        continue;
      }
      if (++i == quoted.size()) fail("an escape is cut");
      target_->push_back(unescaped(quoted[i]));
    }
  }

  char unescaped(char c) {
    switch (c) {
      case 'n': return '\n';
      case 't': return '\t';
      case '"':
      case '\\': return c;
      default: fail("an unknown escape");
    }
  }

  void finish() {
    if (has_translation_ && !current_.id.empty() && !fuzzy_) entries_.push_back(std::move(current_));
    if (has_translation_) fuzzy_ = false;
    current_ = {};
    target_ = nullptr;
    has_translation_ = false;
  }

  [[noreturn]] void fail(const char* what) const {
    throw Fault("catalogue, line " + std::to_string(line_number_) + ": " + what);
  }

  std::string_view rest_;
  int line_number_ = 0;
  PoEntry current_;
  std::string* target_ = nullptr;
  bool has_translation_ = false;
  bool fuzzy_ = false;
  std::vector<PoEntry> entries_;
};

}  // namespace

std::vector<PoEntry> parse_po(std::string_view source) { return Reader(source).read(); }

}  // namespace parvis::text
