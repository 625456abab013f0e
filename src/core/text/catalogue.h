// The words of the interface. A sentence is written in English in the code (`tr(language, "Reply")`) and translated by
// locales/<language>.po, which the program carries inside itself; a sentence without translation is shown in English.
// The catalogues are read once, at first use, and never change: every function is usable from any thread, takes no
// lock, and answers with views that live as long as the program.
//
// Values stand in braces: `tr(language, "{author} asked", {{"author", name}})`. They are plain text: escaping is the
// HTML writer's. tools/check_locales.mjs finds every sentence in the code and compares it with the catalogues.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/errors.h"
#include "core/text/language.h"

namespace parvis::text {

// A value to put in the place of {name}. Numbers are written as the language writes them.
class Value {
 public:
  Value(std::string_view name, std::string_view text) : name_(name), text_(text) {}
  Value(std::string_view name, const std::string& text) : Value(name, std::string_view(text)) {}
  Value(std::string_view name, const char* text) : Value(name, std::string_view(text)) {}
  Value(std::string_view name, std::integral auto number)
      : name_(name), number_(static_cast<std::int64_t>(number)), numeric_(true) {}

  std::string_view name() const { return name_; }
  void append_to(std::string& out, Language language) const;

 private:
  std::string_view name_;
  std::string_view text_;
  std::int64_t number_ = 0;
  bool numeric_ = false;
};
using Values = std::initializer_list<Value>;

// Marks a sentence that is translated elsewhere, so that the check of the catalogues sees it.
constexpr const char* msgid(const char* text) { return text; }

// The bare translation, its placeholders left as they are; for fixed words in a hot page.
std::string_view phrase(Language language, std::string_view msgid);
// The same with a context (msgctxt), for a word that translates in two ways ("Open" the verb, "Open" the state).
std::string_view phrase(Language language, std::string_view context, std::string_view msgid);

std::string tr(Language language, const char* msgid, Values values = {});
std::string tr(Language language, const Sentence& sentence);
// With a context.
std::string trc(Language language, const char* context, const char* msgid, Values values = {});
// By number: `trn(language, "{n} reply", "{n} replies", count)`. {n} is `n` as the language writes it.
std::string trn(Language language, const char* one, const char* many, std::int64_t n, Values values = {});

// A piece of a sentence in which markup stands: literal text, or the name of what to put there.
struct Part {
  enum class Kind { text, placeholder } kind;
  std::string_view text;
  bool operator==(const Part&) const = default;
};
// "{author} asked in {space}" → [placeholder author][text " asked in "][placeholder space], translated.
std::vector<Part> tr_parts(Language language, const char* msgid);
// The same for a sentence by number; {n} is a placeholder like another.
std::vector<Part> trn_parts(Language language, const char* one, const char* many, std::int64_t n);

// 2318 → "2,318" in English, "2 318" in French (narrow no-break space).
std::string format_number(Language language, std::int64_t number);
// Short, for counters: 950 → "950", 12340 → "12.3k" or "12,3 k", 4.1 million → "4.1M" or "4,1 M". Cut, not rounded
// up, so that a counter never shows what is not reached.
std::string format_compact(Language language, std::int64_t number);

}  // namespace parvis::text
