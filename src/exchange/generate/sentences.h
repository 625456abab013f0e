// Sentences and titles made from a vocabulary, and posts made from a pool of sentences that were rendered once: putting
// a post together costs a microsecond. Immutable once made; usable from any thread, each with its own chance.
#pragma once

#include <string>
#include <vector>

#include "exchange/generate/chance.h"
#include "exchange/generate/vocabulary.h"

namespace parvis::exchange {

class SentenceMaker {
 public:
  explicit SentenceMaker(const Vocabulary& vocabulary);
  std::string sentence(Chance& chance) const;
  std::string title(Chance& chance) const;

 private:
  struct Noun {
    std::string_view word;
    bool feminine = false;
  };
  std::string filled(std::string_view pattern, Chance& chance) const;
  void put(char what, std::string& out, Chance& chance) const;
  std::string words_for(char what, Chance& chance) const;
  Noun noun(Chance& chance) const;
  std::string definite(Chance& chance) const;
  std::string indefinite(Chance& chance, bool with_adjective) const;
  std::string_view adjective(Chance& chance, bool feminine) const;

  const Vocabulary& vocabulary_;
  bool french_;
  Zipf nouns_, feminine_nouns_, adjectives_, verbs_, adverbs_;
};

struct PostWords {
  std::string body, html;  // as the renderer would make it of the body
};

class PostMaker {
 public:
  static constexpr std::size_t kMinWords = 10, kMaxWords = 200;

  PostMaker(const Vocabulary& vocabulary, std::uint64_t seed);
  void make(Chance& chance, PostWords& words) const;  // into `words`, whose memory is used again
  std::string title(Chance& chance) const { return maker_.title(chance); }
  std::string_view language() const { return language_; }

 private:
  struct Piece {
    std::string body, html;
    std::size_t words = 0;
  };
  static constexpr std::size_t kSentences = 6000, kBlocks = 300;

  std::string_view language_;
  SentenceMaker maker_;
  std::vector<Piece> sentences_;  // inline
  std::vector<Piece> blocks_;     // lists and quotations
};

}  // namespace parvis::exchange
