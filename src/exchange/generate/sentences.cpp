#include "exchange/generate/sentences.h"

#include <cmath>

#include "core/text/markdown.h"
#include "core/text/unicode.h"

namespace parvis::exchange {
namespace {

constexpr double kWordLaw = 0.8;  // flatter than running text, whose commonest words stand in the patterns already

bool begins_with_vowel(std::string_view word) {
  const auto first = text::decode(word, 0).code;
  switch (first < 0x80 ? static_cast<char32_t>(std::tolower(static_cast<int>(first))) : first) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'h':
    case U'à':
    case U'â':
    case U'é':
    case U'è':
    case U'ê':
    case U'î':
    case U'ô':
    case U'œ': return true;
    default: return false;
  }
}

std::string capitalised(std::string text) {
  if (text.empty()) return text;
  const auto first = text::decode(text, 0);
  std::string out;
  switch (first.code) {
    case U'à': out = "À"; break;
    case U'é': out = "É"; break;
    case U'ê': out = "Ê"; break;
    case U'œ': out = "Œ"; break;
    default: {
      if (first.code >= 0x80) return text;
      out.push_back(static_cast<char>(std::toupper(static_cast<int>(first.code))));
    }
  }
  return out + text.substr(first.size);
}

// "de" before "essayer" is "d’".
void elide(std::string& out) {
  for (const std::string_view word : {" de ", " le "}) {
    if (!out.ends_with(word)) continue;
    out.resize(out.size() - 2);
    out += "’";
  }
}

std::size_t count_words(std::string_view text) { return static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1; }

std::string_view without(std::string_view text, std::string_view before, std::string_view after) {
  if (text.starts_with(before)) text.remove_prefix(before.size());
  if (text.ends_with(after)) text.remove_suffix(after.size());
  return text;
}

// Now and then a word is strong, code or a link, as people write.
std::string dressed(std::string sentence, Chance& chance) {
  if (!chance.happens(0.06)) return sentence;
  const auto begin = sentence.find(' ');
  const auto end = sentence.find(' ', begin + 1);
  if (end == std::string::npos) return sentence;
  const auto word = sentence.substr(begin + 1, end - begin - 1);
  constexpr const char* kDresses[][2] = {{"**", "**"}, {"*", "*"}, {"`", "`"}, {"[", "](https://example.org/notes)"}};
  const auto& dress = kDresses[chance.below(std::size(kDresses))];
  return sentence.substr(0, begin + 1) + dress[0] + word + dress[1] + sentence.substr(end);
}

}  // namespace

SentenceMaker::SentenceMaker(const Vocabulary& vocabulary)
    : vocabulary_(vocabulary),
      french_(vocabulary.language == "fr"),
      nouns_(vocabulary.nouns.size(), kWordLaw),
      feminine_nouns_(std::max<std::size_t>(vocabulary.feminine_nouns.size(), 1), kWordLaw),
      adjectives_(vocabulary.adjectives.size(), kWordLaw),
      verbs_(vocabulary.verbs.size(), kWordLaw),
      adverbs_(vocabulary.adverbs.size(), kWordLaw) {}

std::string SentenceMaker::sentence(Chance& chance) const {
  return capitalised(filled(vocabulary_.sentences[chance.below(vocabulary_.sentences.size())], chance));
}

std::string SentenceMaker::title(Chance& chance) const {
  return capitalised(filled(vocabulary_.titles[chance.below(vocabulary_.titles.size())], chance));
}

std::string SentenceMaker::filled(std::string_view pattern, Chance& chance) const {
  std::string out;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '%' && at + 1 < pattern.size()) {
      put(pattern[++at], out, chance);
    } else {
      out.push_back(pattern[at]);
    }
  }
  return out;
}

void SentenceMaker::put(char what, std::string& out, Chance& chance) const {
  const auto words = words_for(static_cast<char>(std::tolower(what)), chance);
  if (french_ && begins_with_vowel(words)) elide(out);
  out += std::isupper(what) ? capitalised(words) : words;
}

std::string SentenceMaker::words_for(char what, Chance& chance) const {
  switch (what) {
    case 'n': return std::string(noun(chance).word);
    case 'a': return std::string(adjective(chance, false));
    case 'v': return std::string(vocabulary_.verbs[verbs_.draw(chance)]);
    case 'r': return std::string(vocabulary_.adverbs[adverbs_.draw(chance)]);
    case 'm': return std::string(vocabulary_.moments[chance.below(vocabulary_.moments.size())]);
    case 'x': return indefinite(chance, false);
    case 'y': return indefinite(chance, true);
    case 'l': return definite(chance);
    default: return {};
  }
}

SentenceMaker::Noun SentenceMaker::noun(Chance& chance) const {
  const bool feminine = french_ && chance.happens(0.5);
  if (feminine) return {vocabulary_.feminine_nouns[feminine_nouns_.draw(chance)], true};
  return {vocabulary_.nouns[nouns_.draw(chance)], false};
}

std::string SentenceMaker::definite(Chance& chance) const {
  const auto [word, feminine] = noun(chance);
  if (!french_) return "the " + std::string(word);
  if (begins_with_vowel(word)) return "l’" + std::string(word);
  return (feminine ? "la " : "le ") + std::string(word);
}

std::string SentenceMaker::indefinite(Chance& chance, bool with_adjective) const {
  const auto [word, feminine] = noun(chance);
  const auto quality = with_adjective ? adjective(chance, feminine) : std::string_view();
  std::string out;
  if (french_) {
    out.append(feminine ? "une " : "un ").append(word);
    if (with_adjective) out.append(" ").append(quality);
    return out;
  }
  const auto next = with_adjective ? quality : word;
  out.append(begins_with_vowel(next) && !next.starts_with("h") && !next.starts_with("us") ? "an " : "a ");
  if (with_adjective) out.append(quality).append(" ");
  return out.append(word);
}

std::string_view SentenceMaker::adjective(Chance& chance, bool feminine) const {
  const auto forms = vocabulary_.adjectives[adjectives_.draw(chance)];
  const auto slash = forms.find('/');
  if (slash == std::string_view::npos) return forms;
  return feminine ? forms.substr(slash + 1) : forms.substr(0, slash);
}

PostMaker::PostMaker(const Vocabulary& vocabulary, std::uint64_t seed)
    : language_(vocabulary.language), maker_(vocabulary) {
  Chance chance(seed);
  sentences_.reserve(kSentences);
  for (std::size_t count = 0; count < kSentences; ++count) {
    auto body = dressed(maker_.sentence(chance), chance);
    const auto html = text::render_markdown(body).html.markup();
    const auto words = count_words(body);
    sentences_.push_back({std::move(body), std::string(without(html, "<p>", "</p>\n")), words});
  }
  for (std::size_t count = 0; count < kBlocks; ++count) {
    std::string body;
    const bool quotation = chance.happens(0.5);
    for (std::size_t line = 0, lines = quotation ? 1 : 3; line < lines; ++line) {
      body.append(line > 0 ? "\n" : "").append(quotation ? "> " : "- ").append(maker_.sentence(chance));
    }
    auto html = text::render_markdown(body).html.markup();
    const auto words = count_words(body);
    blocks_.push_back({std::move(body), std::move(html), words});
  }
}

// Most posts are short: the length follows a power of chance.
void PostMaker::make(Chance& chance, PostWords& words) const {
  words.body.clear();
  words.html.clear();
  const auto wanted = kMinWords + static_cast<std::size_t>(std::pow(chance.share(), 2.2) * (kMaxWords - kMinWords));
  std::size_t written = 0;
  bool after_block = true;  // two lists in a row would be one; and a post begins with words
  while (written < wanted) {
    if (!words.body.empty()) words.body += "\n\n";
    if (!std::exchange(after_block, false) && written + 30 < wanted && chance.happens(0.12)) {
      after_block = true;
      const auto& block = blocks_[chance.below(blocks_.size())];
      words.body += block.body;
      words.html += block.html;
      written += block.words;
      continue;
    }
    words.html += "<p>";
    for (auto left = 2 + chance.below(4); left > 0 && written < wanted; --left) {
      const auto& sentence = sentences_[chance.below(sentences_.size())];
      if (!words.html.ends_with("<p>")) {
        words.body += ' ';
        words.html += ' ';
      }
      words.body += sentence.body;
      words.html += sentence.html;
      written += sentence.words;
    }
    words.html += "</p>\n";
  }
}

}  // namespace parvis::exchange
