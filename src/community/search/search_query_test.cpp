#include "community/search/search_query.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> typed_words(const SearchQuery& query) {
  std::vector<std::string> all;
  for (const auto& term : query.terms) {
    std::string words = term.excluded ? "-" : "";
    for (const auto& word : term.typed) words.append(words.empty() || words == "-" ? "" : " ").append(word);
    all.push_back(words);
  }
  return all;
}

TEST(SearchQuery, ReadsWordsPhrasesAndExclusions) {
  EXPECT_THAT(typed_words(parse_query("Pneu \"fourche en acier\" -carbone -\"trop cher\"")),
              ElementsAre("pneu", "fourche en acier", "-carbone", "-trop cher"));
  EXPECT_THAT(typed_words(parse_query("porte-bagages l’été")), ElementsAre("porte bagages", "ete"));
  EXPECT_THAT(typed_words(parse_query("\"never closed")), ElementsAre("never closed"));
}

TEST(SearchQuery, TakesTheQuotesOfFrenchTyping) {
  EXPECT_THAT(typed_words(parse_query("« fourche en acier » pneu")), ElementsAre("fourche en acier", "pneu"));
  EXPECT_THAT(typed_words(parse_query("“steel fork”")), ElementsAre("steel fork"));
}

TEST(SearchQuery, ReadsLimitsInBothLanguagesWhateverTheirCapitalsAndAccents) {
  for (const auto* line : {"space:atelier tag:fourche author:colombe solved:yes",
                           "espace:atelier étiquette:fourche auteur:colombe résolu:oui",
                           "ESPACE:atelier Etiquette:fourche AUTHOR:@colombe Resolu:OUI",
                           "Space:\"atelier\" TAG:#fourche auteur:colombe solved:1"}) {
    const auto query = parse_query(line);
    EXPECT_EQ(query.space, "atelier") << line;
    EXPECT_EQ(query.tag, "fourche") << line;
    EXPECT_EQ(query.author, "colombe") << line;
    EXPECT_EQ(query.solved, true) << line;
    EXPECT_THAT(query.terms, IsEmpty()) << line;
    EXPECT_FALSE(query.is_empty());
  }
}

TEST(SearchQuery, TakesALimitOfSeveralWordsInQuotes) {
  const auto query = parse_query("espace:\"Tours et détours\" pneu auteur:« Colombe Aubry »");
  EXPECT_EQ(query.space, "Tours et détours");
  EXPECT_EQ(query.author, "Colombe Aubry");
  EXPECT_THAT(typed_words(query), ElementsAre("pneu"));
}

TEST(SearchQuery, ReadsDaysMonthsAndYearsInTheZoneOfWhoAsks) {
  const auto utc = parse_query("after:2026 apres:2026-05 before:2026-05-31");
  EXPECT_EQ(utc.after, parse_rfc3339("2026-05-01"));
  EXPECT_EQ(utc.before, parse_rfc3339("2026-05-31"));
  EXPECT_EQ(parse_query("APRÈS:2026-07-14", text::TimeZone::of("Europe/Paris")).after,
            parse_rfc3339("2026-07-13T22:00:00Z"));
}

TEST(SearchQuery, KeepsWhichLimitsCannotBeRead) {
  const auto query = parse_query("after:soon solved:perhaps");
  EXPECT_THAT(query.unreadable, ElementsAre(LimitKind::after, LimitKind::solved));
  EXPECT_THAT(query.terms, IsEmpty());
}

TEST(SearchQuery, LeavesColonsOfSentencesAlone) {
  EXPECT_THAT(typed_words(parse_query("author: unknown")), ElementsAre("author", "unknown"));
  EXPECT_THAT(typed_words(parse_query("https://example.org")), ElementsAre("https example org"));
  EXPECT_THAT(typed_words(parse_query("gear:44")), ElementsAre("gear 44"));
}

TEST(SearchQuery, IsNothingWithExclusionsAlone) {
  EXPECT_TRUE(parse_query("-carbone").is_empty());
  EXPECT_TRUE(parse_query(" \t ").is_empty());
  EXPECT_TRUE(parse_query("\"\" - -\"\"").is_empty());
}

TEST(SearchQuery, IsBoundedAndNeverCutsACharacter) {
  const auto query = parse_query(std::string(299, 'a') + "é");
  EXPECT_EQ(query.text.size(), 299u);
  std::string many;
  for (int i = 0; i < 100; ++i) many += "w" + std::to_string(i) + " ";
  EXPECT_LE(parse_query(many).terms.size(), kMaxQueryWords);
  EXPECT_LE(parse_query("\"" + many + "\"").terms.at(0).words.size(), kMaxQueryWords);
  std::size_t words = 0;
  for (const auto& term : parse_query("\"a b c d e f\" \"g h i j k l\" \"m n\" o p").terms) words += term.words.size();
  EXPECT_EQ(words, kMaxQueryWords);
}

TEST(SearchQuery, IsReadFromAnything) {
  rc::check("any bytes are a question", [](const std::string& bytes) {
    const auto query = parse_query(bytes);
    for (const auto& term : query.terms) RC_ASSERT(!term.words.empty());
  });
  const auto piece =
      rc::gen::element<std::string>("\"", "-", ":", "space:", "tag:\"", " ", "é", "a", "«", "\xC2\xA0", "@", "after:");
  rc::check("any mixture of signs is a question", [piece] {
    std::string line;
    for (const auto& each : *rc::gen::container<std::vector<std::string>>(piece)) line += each;
    parse_query(line);
  });
}

}  // namespace
}  // namespace parvis::community
