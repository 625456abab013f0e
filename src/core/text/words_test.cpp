#include "core/text/words.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace parvis::text {
namespace {

using enum Language;

std::string folded(std::string_view text) { return fold(text); }

}  // namespace

TEST(Words, LoseCaseAndAccents) {
  EXPECT_EQ(folded("Vélo ÉTÉ Œuvre garçon naïve Straße Ångström"), "velo ete oeuvre garcon naive strasse angstrom");
  EXPECT_EQ(folded("e\u0301te\u0301 co\u00adopération"), "ete cooperation");
  EXPECT_EQ(folded("ＡＢ１ Việt"), "ab1 viet");
}

TEST(Words, LoseElidedArticles) {
  EXPECT_EQ(folded("l'eau L’Éroica d'abord qu'il jusqu’ici s'il n'est lorsqu’elle"),
            "eau eroica abord il ici il est elle");
  EXPECT_EQ(folded("aujourd'hui quelqu'un"), "aujourdhui quelquun");
  EXPECT_EQ(folded("don't the bike's dogs' it’s O'Neil rock'n'roll 'quoted'"),
            "dont the bike dogs it oneil rocknroll quoted");
}

TEST(Words, KeepNumbersAndMixedNames) {
  EXPECT_EQ(folded("28\" 700c M5 11-speed 2.4 GRX600"), "28 700c m5 11 speed 2 4 grx600");
}

TEST(Words, OfOtherScriptsAreKept) {
  EXPECT_EQ(folded("Смазка ЦЕПИ"), "смазка цепи");
  EXPECT_EQ(folded("Ποδήλατο"), "ποδήλατο");
  const auto japanese = words("自転車で行く", en);
  EXPECT_GE(japanese.size(), 2u);
  EXPECT_EQ(japanese.front().word, "自転車");
  EXPECT_EQ(folded("vélo自転車 x"), "velo 自転車 x");
}

TEST(Words, SayWhereTheyStand) {
  const std::string text = "À l’été, deux vélos.";
  const auto found = words(text, fr);
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(text.substr(found[1].start, found[1].end - found[1].start), "été");
  EXPECT_EQ(text.substr(found[3].start, found[3].end - found[3].start), "vélos");
  EXPECT_EQ(found[3].word, "velos");
  EXPECT_EQ(found[3].stem, "velo");
}

TEST(Words, MeetInTheirStem) {
  const auto same = [](Language language, std::initializer_list<const char*> forms) {
    for (const char* form : forms) EXPECT_EQ(index_text(form, language), index_text(*forms.begin(), language)) << form;
  };
  same(fr, {"réparer", "réparé", "réparée", "réparées", "repare", "reparees", "réparation", "réparations"});
  same(fr, {"vélo", "vélos", "VELO"});
  same(fr, {"pneu", "pneus"});
  same(fr, {"taxi", "taxis"});
  same(fr, {"premier", "première", "premières", "premiere"});
  same(fr, {"possibilité", "possibilités", "possibilite"});
  same(fr, {"parler", "parlez", "parlèrent", "parlerent", "parlé"});
  same(en, {"repair", "repairs", "repaired", "repairing"});
  same(en, {"bicycle", "bicycles", "bicycle's"});
}

TEST(Words, AreCutAtAMostLength) {
  EXPECT_EQ(index_text(std::string(100'000, 'a'), en).size(), kMaxWord);
  EXPECT_EQ(index_text(std::string(100'000, '\''), en), "");
  EXPECT_EQ(index_text(std::string("\xff\xfe\x80"), en), "");
}

TEST(Words, OfTheIndexAreSmallLettersAndDigits) {
  EXPECT_EQ(index_text("L’Éroica : 28\" ou 700c ?", fr), "eroic 28 ou 700c");
  const bool holds = rc::check("ASCII text gives a-z, 0-9 and single blanks", [](const std::string& text) {
    std::string ascii;
    for (const char c : text) ascii.push_back(static_cast<char>(c & 0x7f));
    const auto index = index_text(ascii, fr);
    RC_ASSERT(index.find("  ") == std::string::npos);
    RC_ASSERT(index.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789 ") == std::string::npos);
    for (const auto& token : words(text, en)) RC_ASSERT(token.start < token.end && token.end <= text.size());
  });
  EXPECT_TRUE(holds);
}

TEST(Words, LookedForAreStemmedInEachLanguage) {
  EXPECT_EQ(stems_of("velos"), (std::vector<std::string>{"velo"}));
  EXPECT_EQ(stems_of("roues"), (std::vector<std::string>{"roue", "rou"}));
  EXPECT_EQ(stems_of("velo").size(), 1u);
}

TEST(LanguageOfAText, IsGuessedFromItsCommonWords) {
  EXPECT_EQ(guess_language("Quel pneu pour les chemins de la forêt ?", en), fr);
  EXPECT_EQ(guess_language("Which tyre would you take for the forest?", fr), en);
  EXPECT_EQ(guess_language("GRX, M5", en), en);
  EXPECT_EQ(guess_language("", fr), fr);
  EXPECT_TRUE(is_common_word("les", fr));
  EXPECT_FALSE(is_common_word("les", en));
}

TEST(TypingErrors, OfOneCharacterAreForgiven) {
  for (const auto& [a, b] : {std::pair{"velo", "velo"},
                             {"velo", "vlo"},
                             {"velo", "velos"},
                             {"velo", "vela"},
                             {"velo", "evlo"},
                             {"velo", "veol"},
                             {"", "a"},
                             {"цепь", "цеп"}}) {
    EXPECT_TRUE(edit_distance_at_most_one(a, b)) << a << " " << b;
    EXPECT_TRUE(edit_distance_at_most_one(b, a)) << a << " " << b;
  }
  for (const auto& [a, b] :
       {std::pair{"velo", "vl"}, {"velo", "vale"}, {"velo", "olev"}, {"ab", ""}, {"velo", "lveo"}}) {
    EXPECT_FALSE(edit_distance_at_most_one(a, b)) << a << " " << b;
  }
}

TEST(TypingErrors, ShareADeletion) {
  EXPECT_EQ(deletions("été"), (std::vector<std::string>{"été", "té", "éé", "ét"}));
  EXPECT_EQ(deletions("aa"), (std::vector<std::string>{"aa", "a"}));
  rc::check("words one error apart share a deletion", [] {
    const auto word = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'f')));
    const auto at = *rc::gen::inRange<std::size_t>(0, word.size());
    auto other = word;
    other[at] = 'z';
    const auto mine = deletions(word);
    const auto theirs = deletions(other);
    RC_ASSERT(word.size() == 1 || std::ranges::any_of(mine, [&](const auto& each) {
                return std::ranges::find(theirs, each) != theirs.end();
              }));
    RC_ASSERT(edit_distance_at_most_one(word, other));
  });
}

TEST(Highlight, ShowsThePlaceWhereMostIsFound) {
  std::string text = "The wheel. ";
  for (int i = 0; i < 50; ++i) text += "Nothing to see in this sentence. ";
  text += "A broken wheel needs two new spokes today. ";
  for (int i = 0; i < 50; ++i) text += "Nothing to see here either. ";
  const std::vector<std::string> stems = {"wheel", "spoke"};
  const auto passage = highlight(text, stems, en);
  ASSERT_EQ(passage.marks.size(), 2u);
  EXPECT_EQ(passage.text.substr(passage.marks[0].first, passage.marks[0].second - passage.marks[0].first), "wheel");
  EXPECT_EQ(passage.text.substr(passage.marks[1].first, passage.marks[1].second - passage.marks[1].first), "spokes");
  EXPECT_TRUE(passage.cut_before);
  EXPECT_TRUE(passage.cut_after);
  EXPECT_LT(passage.text.size(), 290u);
  EXPECT_NE(passage.text.front(), ' ');
}

TEST(Highlight, ShowsTheBeginningWhenNothingIsFound) {
  const auto passage = highlight("one\ntwo", std::vector<std::string>{"x"}, en);
  EXPECT_EQ(passage.text, "one two");
  EXPECT_TRUE(passage.marks.empty());
  EXPECT_FALSE(passage.cut_before || passage.cut_after);
  EXPECT_EQ(highlight("", std::vector<std::string>{}, en).text, "");
}

TEST(Highlight, NeverCutsACharacter) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "é";
  text += " roue ";
  for (int i = 0; i < 500; ++i) text += "è";
  const auto passage = highlight(text, std::vector<std::string>{"rou"}, fr);
  EXPECT_EQ(static_cast<unsigned char>(passage.text.front()), 0xC3);
  EXPECT_NE(static_cast<unsigned char>(passage.text.back()), 0xC3);
}

}  // namespace parvis::text
