#include "exchange/generate/people.h"

#include "exchange/generate/vocabulary.h"

namespace parvis::exchange {
namespace {

constexpr std::string_view kFirstNames =
    "Adèle Agathe Aïcha Alan Alba Alice Amir Ana Anouk Antoine Apolline Arthur Aude Awa Axel Barnabé Basile Béatrice "
    "Ben "
    "Bianca Camille Carl Cécile Célia Chiara Claire Clément Colin Cora Dalia Damien Daphné Denis Diego Dora Edgar "
    "Edith "
    "Élias Élise Ella Émile Emma Erwan Esther Étienne Fanny Félix Fiona Flora Florent Gabin Gaël George Grace "
    "Guillaume "
    "Hamid Hannah Hélène Henri Hugo Ida Inès Irène Isaac Iris Jacob Jade James Jeanne Joan Jonas Joséphine Jules Julia "
    "Karim Kate Kenza Lara Laure Léa Leila Léonie Liam Lina Livia Loïc Louise Luc Lucie Maël Malo Manon Marc Margaux "
    "Marius "
    "Marta Mathilde Maud Maya Mehdi Mila Milo Nadia Naïm Nell Nina Noah Noé Nora Octave Olga Olive Oscar Otto Pablo "
    "Paul "
    "Pia Quentin Rachel Rémi Rita Robin Rosa Rose Ruben Ruth Sacha Salomé Sami Samuel Sara Simon Sofia Solène Tara "
    "Théo "
    "Thomas Tom Ugo Ulysse Valentin Vera Victor Violette Wendy Yann Yasmine Zélie Zoé";
constexpr std::string_view kSurnames =
    "Abbott Alder Ansel Arden Armand Ashby Aubert Baker Barbier Bellamy Berger Besson Birch Blanc Bonnet Bouvier "
    "Bramley "
    "Breton Brook Brunet Burel Cadet Carver Chapel Charrier Clarke Colas Collet Cooper Cordier Croft Dale Delmas "
    "Didier "
    "Doyle Dubreuil Duval Ellis Fabre Farrow Faure Ferrand Field Fleury Fontaine Forge Fournel Frost Gallet Garnier "
    "Gibbs Girard Gore Granger Guérin Guillot Hale Harmon Hayes Hébert Heath Hervé Hobbs Huet Imbert Jardin Jarvis "
    "Joly "
    "Keller Kerr Lacroix Lambert Lane Laurent Lemaire Leroux Lister Lombard Mallet Marchand Marsh Masson Maurel "
    "Mercier "
    "Meunier Millet Moreau Morin Nash Nicolas Noël Norton Olivier Osborne Page Paget Parent Pelletier Perrin Picard "
    "Poole "
    "Porter Potier Prévost Quinn Rameau Reeve Renaud Rey Ridley Rivière Robin Roche Roussel Rowe Sauvage Sellier Serre "
    "Shaw Simonet Slade Tanner Tessier Thatcher Thibault Tisserand Tournier Vallet Vasseur Verdier Vidal Voisin Walker "
    "Webb Wells Weaver York";
constexpr std::string_view kPlaces =
    "Angers|Annecy|Arles|Bath|Bayonne|Brest|Bristol|Bruges|Caen|Cardiff|Colmar|Cork|Dijon|Dover|Exeter|Galway|Gand|"
    "Genève|"
    "Grenoble|Hull|Laval|Leeds|Liège|Lille|Limoges|Lyon|Metz|Montréal|Nancy|Nantes|Norwich|Orléans|Perth|Poitiers|"
    "Québec|"
    "Quimper|Reims|Rennes|Rouen|Saint-Malo|Sheffield|Strasbourg|Tours|Troyes|Vannes|Whitby|York";
constexpr std::string_view kTags =
    "conseil repair advice achat entretien maintenance cadre frame roues wheels freins brakes transmission gears "
    "éclairage "
    "lights bagages luggage cartes maps itinéraire route camping hiver winter pluie rain outils tools pièces parts "
    "occasion "
    "second-hand récit story photo vidéo débutant beginner famille family ville city montagne mountains train ferry "
    "santé "
    "health cuisine recipe jardin garden atelier workshop électricité electronics logiciel software livre book musique "
    "music "
    "événement event rencontre meeting aide help idée idea retour feedback garantie warranty livraison delivery prix "
    "price "
    "sécurité safety météo weather matériel gear vêtements clothing mesure fit réglage adjustment nettoyage cleaning "
    "bois wood "
    "métal metal peinture paint couture sewing tissu fabric eau water énergie energy solaire solar recyclage recycling";

const std::string_view& drawn(const std::vector<std::string_view>& from, Chance& chance) {
  return from[chance.below(from.size())];
}

}  // namespace

std::string person_name(Chance& chance) {
  static const auto kFirst = words_of(kFirstNames);
  static const auto kLast = words_of(kSurnames);
  const auto first = drawn(kFirst, chance);
  return std::string(first) + " " + std::string(drawn(kLast, chance));
}

std::string_view place_name(Chance& chance) {
  static const auto kAll = phrases_of(kPlaces);
  return drawn(kAll, chance);
}

std::span<const std::string_view> tag_names() {
  static const auto kAll = words_of(kTags);
  return kAll;
}

}  // namespace parvis::exchange
