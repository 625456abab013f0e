#include "core/text/catalogue.h"

#include <array>
#include <deque>
#include <unordered_map>

#include "core/assets/assets.h"
#include "core/text/elision.h"
#include "core/text/po.h"

namespace parvis::text {
namespace {

constexpr char kContextMark = '\x04';  // between context and msgid, as in gettext's .mo files

struct Translation {
  std::string one;
  std::string many;
};

// One language's sentences. The keys are owned here; lookups take views and allocate nothing.
class Catalogue {
 public:
  explicit Catalogue(Language language) {
    const auto* file = assets::find("locales/" + std::string(tag(language)) + ".po");
    if (file == nullptr) return;
    for (auto& entry : parse_po(file->content())) add(std::move(entry));
  }

  const Translation* find(std::string_view key) const {
    const auto found = sentences_.find(key);
    return found == sentences_.end() ? nullptr : &found->second;
  }

 private:
  void add(PoEntry entry) {
    if (entry.translations.front().empty()) return;
    auto& key =
        keys_.emplace_back(entry.context.empty() ? std::move(entry.id) : entry.context + kContextMark + entry.id);
    sentences_[key] = {std::move(entry.translations.front()), std::move(entry.translations.back())};
  }

  std::deque<std::string> keys_;
  std::unordered_map<std::string_view, Translation> sentences_;
};

const Catalogue& catalogue(Language language) {
  static const std::array<Catalogue, kLanguages.size()> all = {Catalogue(Language::en), Catalogue(Language::fr)};
  return all[static_cast<std::size_t>(language)];
}

bool is_many(Language language, std::int64_t n) { return language == Language::fr ? n > 1 || n < -1 : n != 1; }

std::string_view plural(Language language, const char* one, const char* many, std::int64_t n) {
  const bool several = is_many(language, n);
  const auto* found = catalogue(language).find(one);
  // Without a translation the sentence is English, and so is its plural.
  if (found == nullptr) return is_many(Language::en, n) ? many : one;
  return several ? found->many : found->one;
}

// Calls `text` with each stretch of literal text and `placeholder` with each name in braces.
template <class OnText, class OnPlaceholder>
void split(std::string_view sentence, OnText on_text, OnPlaceholder on_placeholder) {
  while (!sentence.empty()) {
    const auto open = sentence.find('{');
    const auto close = open == std::string_view::npos ? open : sentence.find('}', open);
    if (close == std::string_view::npos) return on_text(sentence);
    if (open > 0) on_text(sentence.substr(0, open));
    on_placeholder(sentence.substr(open + 1, close - open - 1));
    sentence.remove_prefix(close + 1);
  }
}

template <class AppendValue>
std::string filled(Language language, std::string_view sentence, AppendValue append_value) {
  std::string out;
  out.reserve(sentence.size() + 32);
  split(
      sentence, [&](std::string_view text) { out += text; },
      [&](std::string_view name) {
        const auto at = out.size();
        if (!append_value(out, name)) out.append("{").append(name).append("}");
        elide_at(language, out, at);
      });
  return out;
}

std::string filled(Language language, std::string_view sentence, Values values, const Value* extra = nullptr) {
  return filled(language, sentence, [&](std::string& out, std::string_view name) {
    for (const auto& value : values) {
      if (value.name() == name) return value.append_to(out, language), true;
    }
    if (extra != nullptr && extra->name() == name) return extra->append_to(out, language), true;
    return false;
  });
}

std::vector<Part> parts_of(std::string_view sentence) {
  std::vector<Part> parts;
  split(
      sentence,
      [&](std::string_view text) {
        parts.push_back({Part::Kind::text, text});
      },
      [&](std::string_view name) {
        parts.push_back({Part::Kind::placeholder, name});
      });
  return parts;
}

}  // namespace

void Value::append_to(std::string& out, Language language) const {
  if (numeric_) {
    out += format_number(language, number_);
  } else {
    out += text_;
  }
}

std::string_view phrase(Language language, std::string_view msgid) {
  const auto* found = catalogue(language).find(msgid);
  return found == nullptr ? msgid : std::string_view(found->one);
}

std::string_view phrase(Language language, std::string_view context, std::string_view msgid) {
  std::string key;
  key.reserve(context.size() + msgid.size() + 1);
  key.append(context).append(1, kContextMark).append(msgid);
  const auto* found = catalogue(language).find(key);
  return found == nullptr ? msgid : std::string_view(found->one);
}

std::string tr(Language language, const char* msgid, Values values) {
  return filled(language, phrase(language, msgid), values);
}

std::string tr(Language language, const Sentence& sentence) {
  return filled(language, phrase(language, sentence.key), [&](std::string& out, std::string_view name) {
    for (const auto& [key, value] : sentence.values) {
      if (key == name) return out += value, true;
    }
    return false;
  });
}

std::string trc(Language language, const char* context, const char* msgid, Values values) {
  return filled(language, phrase(language, std::string_view(context), std::string_view(msgid)), values);
}

std::string trn(Language language, const char* one, const char* many, std::int64_t n, Values values) {
  const Value number("n", n);
  return filled(language, plural(language, one, many, n), values, &number);
}

std::vector<Part> tr_parts(Language language, const char* msgid) { return parts_of(phrase(language, msgid)); }

std::vector<Part> trn_parts(Language language, const char* one, const char* many, std::int64_t n) {
  return parts_of(plural(language, one, many, n));
}

}  // namespace parvis::text
