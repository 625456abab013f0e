// HTML is written, not pasted: `text()` always escapes, attributes are escaped, `href` and `src` check their scheme,
// literal markup must be a compile-time constant, and `Html` comes only from the writer and the sanitiser. There is
// no door for a raw run-time string. One writer builds one page; not thread safe, not shared.
//
//   Writer out;
//   out.open("article", {{"class", "post"}, {"id", anchor}});
//   out.open("h2").text(title).close();
//   out.close();                       // closes the article
//   out.element("a", {{"href", link}}, name);
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::html {

// Markup known at compile time.
class Literal {
 public:
  template <std::size_t N>
  consteval Literal(const char (&text)[N]) : text_(text, N - 1) {}  // NOLINT: implicit on purpose
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// A piece of finished, safe HTML. Made by `Writer::take`, by the sanitiser (`core/text`), or read back from the
// database column the sanitiser's result was stored in (`Html::stored`).
class Html {
 public:
  Html() = default;
  // For a column that only ever holds what the sanitiser produced. The raw-markup check lists every use.
  static Html stored(std::string sanitised) { return Html(std::move(sanitised)); }
  const std::string& markup() const { return markup_; }
  bool empty() const { return markup_.empty(); }

 private:
  explicit Html(std::string markup) : markup_(std::move(markup)) {}
  std::string markup_;
  friend class Writer;
};

// One attribute. A `bool` value writes the bare name when true and nothing when false; an empty optional writes
// nothing. href, src, action and formaction accept http, https, mailto and relative addresses; anything else becomes
// "#". Event attributes (on…) and style do not exist: CSP forbids them, so they fail to compile through `Name`.
class Attribute {
 public:
  // The name of an attribute: a literal, checked at compile time.
  class Name {
   public:
    template <std::size_t N>
    consteval Name(const char (&text)[N]) : text_(text, N - 1) {  // NOLINT: implicit on purpose
      if (N > 3 && text[0] == 'o' && text[1] == 'n') throw "event attributes are not written";
      if (std::string_view(text, N - 1) == "style") throw "style attributes are not written: use a class";
    }
    constexpr std::string_view text() const { return text_; }

   private:
    std::string_view text_;
  };

  Attribute(Name name, std::string_view value) : name_(name), value_(value), shown_(true) {}
  Attribute(Name name, const std::string& value) : Attribute(name, std::string_view(value)) {}
  Attribute(Name name, const char* value) : Attribute(name, std::string_view(value)) {}
  Attribute(Name name, std::same_as<bool> auto shown) : name_(name), shown_(shown), bare_(true) {}
  Attribute(Name name, std::integral auto number) requires(!std::same_as<decltype(number), bool>)
      : name_(name), number_(std::to_string(number)), value_(), shown_(true) {}
  Attribute(Name name, const std::optional<std::string>& value)
      : name_(name), value_(value ? std::string_view(*value) : std::string_view{}), shown_(value.has_value()) {}

  std::string_view name() const { return name_.text(); }
  std::string_view value() const { return number_.empty() ? value_ : std::string_view(number_); }
  bool shown() const { return shown_; }
  bool bare() const { return bare_; }

 private:
  Name name_;
  std::string number_;
  std::string_view value_;
  bool shown_ = false;
  bool bare_ = false;
};
using Attributes = std::initializer_list<Attribute>;

class Writer {
 public:
  Writer();

  // Opens an element; `close` closes the innermost open one. Void elements (input, img, br, hr, meta, link) are
  // written with `open` alone and need no close.
  Writer& open(Literal tag, Attributes attributes = {});
  Writer& close();
  // An element with escaped text inside.
  Writer& element(Literal tag, Attributes attributes, std::string_view text);
  Writer& element(Literal tag, std::string_view text) { return element(tag, {}, text); }
  Writer& text(std::string_view text);
  Writer& number(std::int64_t number);
  Writer& literal(Literal markup);
  Writer& html(const Html& html);

  // The finished piece; every element must be closed (asserted). The writer is empty afterwards.
  Html take();
  // Puts another finished piece in the place of what was written between two sizes.
  Writer& replace(std::size_t from, std::size_t to, const Html& html);
  std::size_t size() const { return out_.size(); }

 private:
  std::string out_;
  std::vector<std::string_view> open_;
};

// `text` with & < > " ' escaped; control characters that HTML forbids are written as U+FFFD.
void append_escaped(std::string& out, std::string_view text);
// May `address` stand in href or src? (scheme http, https, mailto, or none; no control characters, not "//" + backslash
// tricks)
bool is_safe_address(std::string_view address);

}  // namespace parvis::html
