#include "core/text/catalogue.h"

#include <gtest/gtest.h>

#include "core/text/po.h"

namespace parvis::text {

using enum Language;

TEST(Catalogue, TranslatesIntoFrench) {
  EXPECT_EQ(tr(fr, "Reply"), "Répondre");
  EXPECT_EQ(tr(en, "Reply"), "Reply");
  EXPECT_EQ(phrase(fr, "Reply"), "Répondre");
}

TEST(Catalogue, ShowsEnglishWhereATranslationIsMissing) {
  EXPECT_EQ(tr(fr, "A sentence nobody translated"), "A sentence nobody translated");
  EXPECT_EQ(trn(fr, "{n} goose", "{n} geese", 0), "0 geese");
  EXPECT_EQ(trc(fr, "nowhere", "Reply"), "Reply");
}

TEST(Catalogue, PutsValuesInTheirPlaces) {
  EXPECT_EQ(tr(en, "{author} asked in {space}", {{"author", "Inès"}, {"space", "Workshop"}}), "Inès asked in Workshop");
  EXPECT_EQ(tr(fr, "{author} asked in {space}", {{"space", std::string("Atelier")}, {"author", "Inès"}}),
            "Inès a posé une question dans Atelier");
  EXPECT_EQ(tr(en, "{author} asked in {space}", {{"author", "{space}"}}), "{space} asked in {space}");
  EXPECT_EQ(tr(en, "{n} of {size}", {{"n", 3}, {"size", 12000}}), "3 of 12,000");
}

TEST(Catalogue, CountsAsEachLanguageDoes) {
  EXPECT_EQ(trn(en, "{n} reply", "{n} replies", 0), "0 replies");
  EXPECT_EQ(trn(fr, "{n} reply", "{n} replies", 0), "0 réponse");
  EXPECT_EQ(trn(en, "{n} reply", "{n} replies", 1), "1 reply");
  EXPECT_EQ(trn(fr, "{n} reply", "{n} replies", 1), "1 réponse");
  EXPECT_EQ(trn(en, "{n} reply", "{n} replies", 2318), "2,318 replies");
  EXPECT_EQ(trn(fr, "{n} reply", "{n} replies", 2318), "2\u202f318 réponses");
}

TEST(Catalogue, TranslatesASentenceForPeople) {
  EXPECT_EQ(tr(fr, Sentence{"{author} asked in {space}", {{"author", "Inès"}, {"space", "Atelier"}}}),
            "Inès a posé une question dans Atelier");
}

TEST(Catalogue, SplitsASentenceSoThatMarkupCanStandInside) {
  const std::vector<Part> expected = {{Part::Kind::placeholder, "author"},
                                      {Part::Kind::text, " a posé une question dans "},
                                      {Part::Kind::placeholder, "space"}};
  EXPECT_EQ(tr_parts(fr, "{author} asked in {space}"), expected);
  EXPECT_EQ(trn_parts(en, "{n} reply", "{n} replies", 2).size(), 2u);
  EXPECT_EQ(tr_parts(en, "no place {here").size(), 1u);
  EXPECT_TRUE(tr_parts(en, "").empty());
}

TEST(Numbers, AreGroupedByThousands) {
  EXPECT_EQ(format_number(en, 0), "0");
  EXPECT_EQ(format_number(en, 999), "999");
  EXPECT_EQ(format_number(en, 1234567), "1,234,567");
  EXPECT_EQ(format_number(fr, -1234), "−1\u202f234");
  EXPECT_EQ(format_number(en, INT64_MIN), "−9,223,372,036,854,775,808");
}

TEST(Numbers, AreShortenedInCounters) {
  EXPECT_EQ(format_compact(en, 950), "950");
  EXPECT_EQ(format_compact(en, 1000), "1k");
  EXPECT_EQ(format_compact(en, 12345), "12.3k");
  EXPECT_EQ(format_compact(fr, 12345), "12,3\u202fk");
  EXPECT_EQ(format_compact(en, 123456), "123k");
  EXPECT_EQ(format_compact(en, 999999), "999k");
  EXPECT_EQ(format_compact(fr, 4100000), "4,1\u202fM");
}

TEST(PoReader, ReadsContextsPluralsLinesAndEscapes) {
  const auto entries = parse_po(
      "# a note\nmsgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\n"
      "#: src/a.cpp:3\nmsgctxt \"verb\"\nmsgid \"Open\"\nmsgstr \"Ouvrir\"\n\n"
      "msgid \"{n} day\"\nmsgid_plural \"{n} days\"\nmsgstr[0] \"{n} jour\"\nmsgstr[1] \"{n} jours\"\n\n"
      "msgid \"\"\n\"two \"\n\"lines\"\nmsgstr \"a \\\"b\\\" \\\\ \\n\\t\"\n");
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].context, "verb");
  EXPECT_EQ(entries[0].line, 7);
  EXPECT_EQ(entries[1].translations, (std::vector<std::string>{"{n} jour", "{n} jours"}));
  EXPECT_EQ(entries[2].id, "two lines");
  EXPECT_EQ(entries[2].translations.front(), "a \"b\" \\ \n\t");
}

TEST(PoReader, LeavesOutWhatIsFuzzyOrObsolete) {
  const auto entries = parse_po(
      "#, fuzzy\nmsgid \"A\"\nmsgstr \"B\"\n\n#~ msgid \"Old\"\n#~ msgstr \"Vieux\"\n\nmsgid \"C\"\nmsgstr \"D\"\n");
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].id, "C");
}

TEST(PoReader, SaysWhereAFileIsBroken) {
  EXPECT_THROW(parse_po("msgid \"A\"\nmsgstr B\n"), Fault);
  EXPECT_THROW(parse_po("\"lost\"\n"), Fault);
  EXPECT_THROW(parse_po("msgid \"A\\q\"\n"), Fault);
  EXPECT_THROW(parse_po("message \"A\"\n"), Fault);
}

}  // namespace parvis::text
