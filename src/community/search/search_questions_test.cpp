// Forty questions to one small square, whose answers stand here: every database must give these, in this order.
#include <gtest/gtest.h>

#include "community/search/testing/search_square.h"
#include "community/threads/solution.h"

namespace parvis::community {
namespace {

using testing::SearchSquare;

struct Told {
  const char* title;
  const char* body;
  std::vector<std::string> tags;
  std::vector<const char*> replies;
};

const std::vector<Told> kDiscussions{
    {"Quelle fourche pour le voyage ?",
     "Je cherche une fourche en acier, solide, pour un vélo de voyage chargé.",
     {"fourche", "voyage"},
     {"Une fourche en carbone casse sans prévenir.", "L’acier se redresse, même au bout du monde."}},
    {"Un cadre en acier ou en titane",
     "Le titane ne rouille pas. Mon cadre en acier a vingt ans.",
     {"cadre"},
     {"Les deux durent plus longtemps que leur propriétaire.", "J’ai réparé mon cadre au chalumeau."}},
    {"Chaînes usées",
     "À quel moment faut-il changer une chaîne ? Les chaînes s’allongent.",
     {"transmission"},
     {"Avec un outil, à 0,75 %.", "Je change la chaîne tous les 3000 km et la cassette toutes les trois chaînes."}},
    {"How often do you oil a chain?",
     "Rain washes the oil off. I oil the chain every 200 km.",
     {"transmission"},
     {"Wax lasts longer than oil.", "Running a dry chain ruins the cassette."}},
    {"Touring in the Alps",
     "We rode from Nice to Geneva with panniers and a tent.",
     {"voyage"},
     {"Which tyres did you run on the passes?", "Tyres of 40 mm, at low pressure."}},
    {"Tyres for gravel and rain",
     "Wide tyres roll well. Narrow tyres sink into gravel.",
     {"pneus"},
     {"Des pneus larges, à basse pression.", "My tyres lasted 8000 km."}},
    {"Selle en cuir",
     "Une selle en cuir se fait à son cavalier en mille kilomètres.",
     {"selle"},
     {"Sous la pluie, couvrez la selle.", "Plastic saddles never break in."}},
    {"Leather saddle, broken in",
     "It took a month. A leather saddle wants dry days.",
     {"selle"},
     {"The leather maker sells a cream for it.", "Une crème, oui, mais rarement."}},
    {"Freins qui couinent",
     "Mes freins à patins couinent sous la pluie.",
     {"freins"},
     {"Nettoyez la jante, puis orientez les patins.", "Disc brakes squeal as well."}},
    {"Brakes that squeal",
     "My brakes squeal on wet rims; the pads are new.",
     {"freins"},
     {"Toe the pads in.", "Clean the rims with alcohol."}},
    {"Porte-bagages avant",
     "Un porte-bagages avant stabilise la direction.",
     {"bagages", "voyage"},
     {"Je porte mes bagages sur le dos.", "Le porte-bagages fixé sur la fourche vibre."}},
    {"Le 28 pouces et le 700c", "Le 700C et le 28 pouces ont la même jante.", {"roues"}, {"Yes: 622 mm, both."}},
};

const char* const kQuestions[] = {"fourche",
                                  "fourche acier",
                                  "\"fourche en acier\"",
                                  "acier -fourche",
                                  "chaine",
                                  "CHAÎNE",
                                  "chaînes usées",
                                  "oil chain",
                                  "tyres",
                                  "tyre -gravel",
                                  "\"leather saddle\"",
                                  "saddle -\"leather maker\"",
                                  "selle cuir",
                                  "pluie",
                                  "rain",
                                  "porte-bagages",
                                  "bagages",
                                  "porter",
                                  "squeal",
                                  "squealing brakes",
                                  "frein",
                                  "700c",
                                  "28 pouces",
                                  "\"28 pouces\"",
                                  "3000 km",
                                  "0,75",
                                  "l’acier",
                                  "voyage",
                                  "voyager",
                                  "tag:voyage",
                                  "tag:voyage fourche",
                                  "author:ben tyres",
                                  "author:ana pluie",
                                  "space:questions chain",
                                  "solved:yes",
                                  "solved:no chain",
                                  "fourhce",
                                  "leahter",
                                  "zzyzx",
                                  "\"changer une chaîne\" -\"trois chaînes\""};

// clang-format off
constexpr const char* kBest = R"(fourche → [Quelle fourche pour le voyage ?] [Porte-bagages avant]
fourche acier → [Quelle fourche pour le voyage ?]
"fourche en acier" → [Quelle fourche pour le voyage ?]
acier -fourche → [Un cadre en acier ou en titane] [Quelle fourche pour le voyage ?]
chaine → [Chaînes usées] [How often do you oil a chain?]
CHAÎNE → [Chaînes usées] [How often do you oil a chain?]
chaînes usées → [Chaînes usées]
oil chain → [How often do you oil a chain?]
tyres → [Tyres for gravel and rain] [Touring in the Alps]
tyre -gravel → [Tyres for gravel and rain] [Touring in the Alps]
"leather saddle" → [Leather saddle, broken in]
saddle -"leather maker" → [Leather saddle, broken in] [Selle en cuir]
selle cuir → [Selle en cuir]
pluie → [Selle en cuir] [Freins qui couinent]
rain → [Tyres for gravel and rain] [How often do you oil a chain?]
porte-bagages → [Porte-bagages avant]
bagages → [Porte-bagages avant]
porter → [Porte-bagages avant]
squeal → [Brakes that squeal] [Freins qui couinent]
squealing brakes → [Brakes that squeal] [Freins qui couinent]
frein → [Freins qui couinent]
700c → [Le 28 pouces et le 700c]
28 pouces → [Le 28 pouces et le 700c]
"28 pouces" → [Le 28 pouces et le 700c]
3000 km → [Chaînes usées]
0,75 → [Chaînes usées]
l’acier → [Un cadre en acier ou en titane] [Quelle fourche pour le voyage ?]
voyage → [Quelle fourche pour le voyage ?]
voyager → [Quelle fourche pour le voyage ?]
tag:voyage → [Porte-bagages avant] [Touring in the Alps] [Quelle fourche pour le voyage ?]
tag:voyage fourche → [Quelle fourche pour le voyage ?] [Porte-bagages avant]
author:ben tyres → [Tyres for gravel and rain] [Touring in the Alps]
author:ana pluie → [Freins qui couinent]
space:questions chain → [How often do you oil a chain?]
solved:yes → [Le 28 pouces et le 700c] [Brakes that squeal] [Leather saddle, broken in] [Tyres for gravel and rain] [How often do you oil a chain?] [Un cadre en acier ou en titane]
solved:no chain → [Chaînes usées]
fourhce → [Quelle fourche pour le voyage ?] [Porte-bagages avant]
leahter → [Leather saddle, broken in]
zzyzx →
"changer une chaîne" -"trois chaînes" → [Chaînes usées]
)";

constexpr const char* kLatest = R"(fourche → [Porte-bagages avant] [Quelle fourche pour le voyage ?]
fourche acier → [Quelle fourche pour le voyage ?]
"fourche en acier" → [Quelle fourche pour le voyage ?]
acier -fourche → [Un cadre en acier ou en titane] [Quelle fourche pour le voyage ?]
chaine → [How often do you oil a chain?] [Chaînes usées]
CHAÎNE → [How often do you oil a chain?] [Chaînes usées]
chaînes usées → [Chaînes usées]
oil chain → [How often do you oil a chain?]
tyres → [Tyres for gravel and rain] [Touring in the Alps]
tyre -gravel → [Tyres for gravel and rain] [Touring in the Alps]
"leather saddle" → [Leather saddle, broken in]
saddle -"leather maker" → [Leather saddle, broken in] [Selle en cuir]
selle cuir → [Selle en cuir]
pluie → [Freins qui couinent] [Selle en cuir]
rain → [Tyres for gravel and rain] [How often do you oil a chain?]
porte-bagages → [Porte-bagages avant]
bagages → [Porte-bagages avant]
porter → [Porte-bagages avant]
squeal → [Brakes that squeal] [Freins qui couinent]
squealing brakes → [Brakes that squeal] [Freins qui couinent]
frein → [Freins qui couinent]
700c → [Le 28 pouces et le 700c]
28 pouces → [Le 28 pouces et le 700c]
"28 pouces" → [Le 28 pouces et le 700c]
3000 km → [Chaînes usées]
0,75 → [Chaînes usées]
l’acier → [Un cadre en acier ou en titane] [Quelle fourche pour le voyage ?]
voyage → [Quelle fourche pour le voyage ?]
voyager → [Quelle fourche pour le voyage ?]
tag:voyage → [Porte-bagages avant] [Touring in the Alps] [Quelle fourche pour le voyage ?]
tag:voyage fourche → [Porte-bagages avant] [Quelle fourche pour le voyage ?]
author:ben tyres → [Tyres for gravel and rain] [Touring in the Alps]
author:ana pluie → [Freins qui couinent]
space:questions chain → [How often do you oil a chain?]
solved:yes → [Le 28 pouces et le 700c] [Brakes that squeal] [Leather saddle, broken in] [Tyres for gravel and rain] [How often do you oil a chain?] [Un cadre en acier ou en titane]
solved:no chain → [Chaînes usées]
fourhce → [Porte-bagages avant] [Quelle fourche pour le voyage ?]
leahter → [Leather saddle, broken in]
zzyzx →
"changer une chaîne" -"trois chaînes" → [Chaînes usées]
)";
// clang-format on

std::string answers(SearchSquare& square, SearchOrder order) {
  std::string text;
  for (const auto* question : kQuestions) {
    text += std::string(question) + " →";
    for (const auto& title : square.titles(SearchSquare::visitor(), question, order)) text += " [" + title + "]";
    text += "\n";
  }
  return text;
}

void tell_everything(SearchSquare& square) {
  const auto ana = square.member("Ana"), ben = square.member("Ben");
  bool by_ana = true;
  for (const auto& told : kDiscussions) {
    const auto& author = by_ana ? ana : ben;
    const auto& other = by_ana ? ben : ana;
    const auto space = told.replies.size() == 2 && by_ana ? square.talk : square.questions;
    const auto thread = square.thread(author, space, told.title, told.body, told.tags);
    PostId last;
    for (const auto* reply : told.replies) last = square.reply(other, thread.thread, reply).id;
    if (space == square.questions) {
      square.write([&](store::Transaction& transaction) { accept_solution(transaction, square.act(author), last); });
    }
    by_ana = !by_ana;
  }
  square.thread(ana, square.members_only, "Fourche secrète", "Une fourche en acier que personne ne voit.");
}

TEST(SearchQuestions, HaveTheSameAnswersOnEveryDatabase) {
  static_assert(std::size(kQuestions) == 40);
  SearchSquare square;
  tell_everything(square);
  EXPECT_EQ(answers(square, SearchOrder::best), kBest);
  EXPECT_EQ(answers(square, SearchOrder::latest), kLatest);
}

}  // namespace
}  // namespace parvis::community
