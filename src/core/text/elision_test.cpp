#include "core/text/elision.h"

#include <gtest/gtest.h>

#include "core/text/catalogue.h"

namespace parvis::text {
namespace {

TEST(Elision, DropsTheEOfDeAndQueBeforeAVowel) {
  EXPECT_EQ(elided(Language::fr, "dernier mot de ", "Emeka"), "dernier mot d’");
  EXPECT_EQ(elided(Language::fr, "la réponse de ", "Éloi"), "la réponse d’");
  EXPECT_EQ(elided(Language::fr, "a annulé ce que ", "Anselme"), "a annulé ce qu’");
  EXPECT_EQ(elided(Language::fr, "De ", "un membre"), "D’");
}

TEST(Elision, LeavesTheWordBeforeAConsonantAnHAFigureAndNothing) {
  for (const auto* next : {"Rozenn", "Hanneke", "Yann", "11", "« Avril »", ""}) {
    EXPECT_EQ(elided(Language::fr, "dernier mot de ", next), "dernier mot de ") << next;
  }
}

TEST(Elision, TouchesNoOtherWordAndNoOtherLanguage) {
  EXPECT_EQ(elided(Language::fr, "le mode ", "Anselme"), "le mode ");
  EXPECT_EQ(elided(Language::fr, "par ", "Anselme"), "par ");
  EXPECT_EQ(elided(Language::en, "the tale de ", "Anselme"), "the tale de ");
}

TEST(Elision, IsMadeWhereSentencesAreFilled) {
  EXPECT_EQ(tr(Language::fr, "last word from {member}", {{"member", "Astrid"}}), "dernier mot d’Astrid");
  EXPECT_EQ(tr(Language::fr, "last word from {member}", {{"member", "Bram"}}), "dernier mot de Bram");
}

}  // namespace
}  // namespace parvis::text
