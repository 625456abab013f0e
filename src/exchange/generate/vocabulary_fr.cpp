// The French words of generated texts. Nouns come with their gender, adjectives in both forms ("vert/verte"; one form
// when they are the same); no noun begins with an aspirated h.
#include "exchange/generate/vocabulary.h"

namespace parvis::exchange {
namespace {

constexpr std::string_view kNouns =
    "vélo cadre guidon frein pneu rayon moyeu pédalier garde-boue porte-bagages casque gant blouson manteau bonnet "
    "pantalon tissu coton lin cuir caoutchouc plastique métal acier cuivre laiton fer verre bois chêne pin sapin "
    "bouleau tronc rameau bourgeon fruit légume jardin potager verger pré champ chemin sentier pont ruisseau lac "
    "étang canal port bateau quai phare sable rocher vent orage nuage brouillard givre soleil ciel matin midi soir "
    "jour mois an siècle printemps été automne temps moment instant retard délai rendez-vous voyage trajet détour "
    "raccourci départ retour arrêt repos refuge camping gîte hôtel village bourg quartier marché magasin comptoir "
    "prix budget reçu colis carton sac panier bidon seau tonneau robinet tuyau évier lavabo bain savon balai chiffon "
    "torchon drap oreiller matelas lit rideau tapis miroir cadran réveil calendrier billet train wagon tramway bus "
    "car moteur piston levier ressort roulement axe câble fil ruban nœud crochet clou écrou boulon marteau tournevis "
    "étau établi rabot ciseau couteau outil atelier garage grenier escalier palier couloir salon bureau fauteuil "
    "canapé tabouret banc coussin placard tiroir meuble mur toit carreau volet portail jardinet gazon buisson rosier "
    "pommier poirier prunier cerisier noyer citron raisin melon abricot concombre poireau navet radis chou oignon "
    "persil basilic thym romarin sel poivre sucre miel pain beurre fromage lait yaourt œuf gâteau biscuit café thé "
    "jus cidre vin repas goûter plat potage bouillon ragoût rôti four feu réchaud briquet fourneau plateau bol "
    "couvercle bocal manuel livre cahier carnet crayon stylo pinceau tableau dessin croquis portrait paysage film "
    "appareil objectif écran clavier bouton réglage logiciel fichier dossier message commentaire compte profil mot "
    "texte titre chapitre roman poème chant refrain rythme chœur orchestre violon piano tambour concert spectacle "
    "acteur rôle musée château clocher moulin vignoble sommet col versant torrent marais bosquet loup renard lièvre "
    "écureuil chat chien cheval mouton agneau canard moineau merle pigeon papillon poisson voisin ami cousin frère "
    "oncle grand-père enfant bébé élève professeur médecin artisan boulanger jardinier mécanicien vendeur client "
    "lecteur auteur bénévole groupe comité club projet plan but essai résultat défaut souci problème conseil avis "
    "choix exemple détail morceau bout milieu début rang niveau angle bord coin cercle carré trait point nombre "
    "total poids volume débit courant signal bruit choc grincement claquement jeu réseau circuit capteur chargeur "
    "fusible interrupteur lampadaire passage trottoir carrefour rond-point panneau guide itinéraire passeport bagage "
    "souvenir rêve espoir doute plaisir effort courage savoir métier geste secret silence sourire rire accueil "
    "service échange partage soutien accord refus remède pansement sommeil abri accent adaptateur agenda aimant "
    "album alcool alliage amandier amarrage ananas anneau appartement appui arbre arc arrosoir ascenseur atlas "
    "avantage avion avocat balcon ballon bambou bassin bâton berceau béret beurrier biberon bijou blé bloc boîtier "
    "bonbon bouquet bourdon bracelet brin brochet buffet cabas cabinet cactus cadeau caillou calcul canif canot "
    "capot capuchon caramel carburant cartable casier catalogue céleri cendrier cèdre cerf chalet chandail "
    "chandelier chapeau charbon chariot chausson chevalet ciment cintre citronnier clapet coffre collier colibri "
    "compas compteur copeau coquillage corbeau cordon corridor costume coude coulis coupon couvert crabe crapaud "
    "crin cristal croissant cuvier damier décor dentifrice détergent diamant dictionnaire doigt dortoir dossard "
    "duvet éclair écrin édredon élastique emballage émail embout engrais engrenage entonnoir entrepôt épi érable "
    "escabeau étui éventail fagot faisan fenouil filet flacon flan fleuve flocon foin fossé fouet foulard fourgon "
    "foyer framboisier frêne fuseau gabarit galet galon geai genou gilet gobelet goéland goudron grain gravier "
    "grelot grillage guichet igloo imperméable instrument ivoire jambon jasmin jeton jouet joint journal kiosque "
    "lacet laurier lézard liège lierre linge liseron lotissement loquet lustre lutin magazine maillon maïs manche "
    "marbre marronnier mastic mât merisier métro micro mimosa minuteur mobilier moule moulinet mortier muguet muscle "
    "napperon nid noisetier nougat olivier orme osier ourlet ouvrage palan panache parapluie parasol parc parchemin "
    "parfum parquet pavé peigne peloton perron phoque pichet pilier piquet pistil plafond plâtre plumier poignet "
    "pont-levis porche portefeuille poteau poulet poussin préau puits pupitre quartz quotidien râteau rayonnage "
    "récipient registre relief remblai renne ressac rivage riz robot roseau rouleau sabot safran saule saumon sceau "
    "seigle semis serpent silo siphon socle son store sureau tablier talon tamis tampon taquet télescope terrain "
    "terreau tilleul timbre toboggan torchis toucan tournesol traîneau trépied tricot trombone trou troupeau tunnel "
    "tube vase veau véhicule velours verrou vestiaire vitrail volant wagonnet zeste zinc";

constexpr std::string_view kFeminineNouns =
    "roue selle chaîne sonnette fourche pédale manivelle potence lampe carte tente sacoche pompe rustine chambre "
    "jante clé vis rondelle pince scie perceuse lime corde ficelle sangle boucle poche veste chaussure botte "
    "chaussette chemise écharpe robe laine soie toile couleur teinte peinture brosse éponge serviette couverture "
    "armoire étagère table chaise bougie horloge montre porte fenêtre vitre serrure poignée charnière marche cave "
    "cuisine salle terrasse cour grange étable ferme maison rue avenue place ville gare voie route piste montée "
    "descente côte pente vallée montagne colline crête forêt clairière prairie rivière cascade source plage falaise "
    "dune île baie marée vague mer pluie neige glace brume brise ombre lune étoile aube nuit saison semaine heure "
    "minute année journée soirée matinée étape balade promenade randonnée excursion traversée visite pause "
    "sieste valise malle caisse boîte bouteille gourde tasse assiette cuillère fourchette casserole poêle marmite "
    "bouilloire recette farine levure pâte crème confiture soupe salade sauce tarte galette crêpe brioche pomme "
    "poire prune cerise pêche orange fraise framboise noix noisette amande carotte tomate courgette aubergine "
    "citrouille laitue menthe sauge lavande rose tulipe marguerite graine racine feuille branche écorce "
    "barrière allée pelouse serre brouette pelle bêche tondeuse échelle planche poutre tuile brique pierre dalle "
    "colle résine cire graisse huile rouille poussière tache rayure fissure fuite panne casse réparation révision "
    "garantie facture commande livraison vente boutique monnaie somme dépense économie remise moitié part pièce "
    "paire douzaine liste page ligne phrase lettre enveloppe réponse question idée solution méthode règle mesure "
    "longueur largeur profondeur épaisseur surface forme courbe pression tension vitesse force chaleur "
    "lumière batterie prise ampoule antenne machine presse voiture remorque camionnette péniche voile rame ancre "
    "boussole photo image vidéo chanson mélodie guitare flûte trompette voix danse scène histoire légende "
    "bibliothèque école classe leçon étude lecture écriture habitude coutume fête foire réunion rencontre équipe "
    "association famille mère fille sœur tante cousine grand-mère voisine amie dame vache chèvre poule oie jument "
    "abeille fourmi coccinelle araignée truite hirondelle chouette mésange tourterelle santé fièvre douleur patience "
    "confiance chance envie joie peine peur colère surprise attention mémoire raison cause différence suite fin "
    "manière façon version option copie sauvegarde discussion annonce adresse information notice étiquette marque "
    "taille pointure agrafe aiguille aile algue alouette améthyste anguille anse arche ardoise argile armature arête "
    "asperge auberge averse bâche bague baguette balançoire baleine balle bannière barbe barque barquette baratte "
    "betterave bille blouse bobine bordure bouée boulangerie bretelle broche broderie bûche bulle cabane cachette "
    "calculatrice camomille canne cape capuche caravane carafe carrière cartouche casquette ceinture cendre chapelle "
    "charpente charrette cheminée cigale cigogne citerne cloche cloison clôture coiffe comptine console coque "
    "corbeille corne cotonnade couette coupe couronne couture craie crevette crinière croix cruche cuve dentelle "
    "écaille éclisse écluse écuelle égratignure élève encre enclume enseigne épice épingle équerre étincelle étoffe "
    "expérience fabrique faïence farandole faux fermeture feuillure figue flaque flèche fleur fonte fontaine fougère "
    "frange frite fumée fusée gamme garniture gaufre gelée girouette glycine gomme gouttière grappe grille groseille "
    "grotte guirlande hélice herbe huître icône jacinthe jambe jarre jetée jonquille jupe jungle laiterie lame "
    "lanterne larme lentille librairie limonade linotte loge loupe luciole lunette mandarine mangue manche marelle "
    "maquette marmelade masse médaille merveille meule miette mine moisson mosaïque mouette moufle mousse mouche "
    "mûre myrtille nappe narine natte navette nervure nuance oasis olive onde orchidée oreille ortie paille palette "
    "palme pancarte parcelle passerelle pastèque patte paupière perche perle pervenche pieuvre pilule pipette "
    "pirogue pivoine plaque plume poivrière pommade porcelaine pâquerette poterie poulie poutrelle primevère quille "
    "quiche quincaillerie rafale raquette ravine recharge reliure reine-claude rigole rocaille ronce rotule rosée "
    "ruche ruelle sandale sardine saucisse savonnette seringue serpe sirène spatule spirale statue sculpture tanière "
    "tapisserie teinture terrine tige tirelire tisane toison toiture tortue touche tourelle tourte trame tranche "
    "tresse treille truffe trousse turbine urne vaisselle vanille vanne vapeur vasque verdure verrière vigne virgule "
    "vitrine voilure volaille volière voûte";

constexpr std::string_view kAdjectives =
    "bon/bonne petit/petite grand/grande vieux/vieille neuf/neuve long/longue court/courte large étroit/étroite "
    "profond/profonde haut/haute bas/basse lourd/lourde léger/légère épais/épaisse fin/fine fort/forte faible "
    "dur/dure mou/molle doux/douce rugueux/rugueuse lisse pointu/pointue rond/ronde plat/plate droit/droite "
    "tordu/tordue lâche serré/serrée sec/sèche mouillé/mouillée propre sale brillant/brillante terne clair/claire "
    "sombre pâle chaud/chaude froid/froide tiède frais/fraîche sucré/sucrée acide amer/amère salé/salée simple "
    "compliqué/compliquée facile difficile rapide lent/lente récent/récente ancien/ancienne moderne courant/courante "
    "rare étrange familier/familière semblable différent/différente égal/égale entier/entière cassé/cassée double "
    "triple plein/pleine vide ouvert/ouverte fermé/fermée libre calme bruyant/bruyante pluvieux/pluvieuse "
    "venteux/venteuse glissant/glissante sûr/sûre dangereux/dangereuse prudent/prudente honnête gentil/gentille "
    "poli/polie patient/patiente généreux/généreuse timide fier/fière modeste sérieux/sérieuse drôle "
    "heureux/heureuse triste fatigué/fatiguée cher/chère juste utile inutile pratique fiable solide fragile souple "
    "rigide creux/creuse étanche portable pliant/pliante amovible réglable compatible original/originale véritable "
    "local/locale lointain/lointaine rural/rurale urbain/urbaine manuel/manuelle automatique électrique mécanique "
    "hydraulique spécial/spéciale normal/normale moyen/moyenne principal/principale central/centrale "
    "dernier/dernière prochain/prochaine quotidien/quotidienne bref/brève provisoire définitif/définitive "
    "soudain/soudaine régulier/régulière exact/exacte précis/précise vague évident/évidente caché/cachée visible "
    "public/publique privé/privée commun/commune complet/complète partiel/partielle rouge vert/verte bleu/bleue "
    "jaune noir/noire blanc/blanche gris/grise brun/brune violet/violette usé/usée réparé/réparée oublié/oubliée "
    "trouvé/trouvée vendu/vendue prêté/prêtée attendu/attendue espéré/espérée";

constexpr std::string_view kVerbs =
    "utiliser essayer tester vérifier nettoyer laver sécher huiler graisser serrer desserrer fixer réparer remplacer "
    "enlever monter démonter soulever baisser tourner pousser tirer presser tenir porter ranger plier ouvrir fermer "
    "mesurer peser compter comparer choisir commander acheter vendre emprunter prêter rendre garder empiler "
    "suspendre lancer attraper couper scier percer poncer peindre vernir polir coller attacher détacher coudre "
    "tricoter rapiécer dessiner écrire lire imprimer copier photographier filmer corriger publier partager envoyer "
    "recevoir demander expliquer décrire montrer apprendre étudier répéter retenir oublier reconnaître remarquer "
    "regarder écouter entendre sentir goûter toucher cuisiner cuire bouillir griller mélanger verser remplir vider "
    "rincer tremper éplucher trancher servir manger boire planter arroser bêcher tailler cueillir récolter semer "
    "tondre construire concevoir prévoir préparer commencer finir continuer arrêter attendre reposer traverser "
    "suivre atteindre quitter retrouver visiter rencontrer inviter accueillir saluer remercier aider soutenir "
    "encourager conseiller prévenir protéger économiser dépenser gagner payer ajuster aligner équilibrer régler "
    "charger brancher débrancher installer configurer relancer chercher trouver perdre cacher révéler résoudre "
    "éviter empêcher réduire augmenter améliorer simplifier renouveler recycler réutiliser louer échanger rapporter "
    "prendre déplacer glisser rouler courber étirer tordre secouer relâcher insérer extraire assembler inspecter "
    "examiner juger noter recommander proposer discuter décider accepter changer refuser imaginer rêver espérer "
    "raconter chanter jouer danser peaufiner bricoler ressortir emballer déballer";

constexpr std::string_view kAdverbs =
    "vraiment assez plutôt presque toujours souvent parfois rarement jamais encore déjà bientôt maintenant "
    "ici partout ensemble rapidement lentement soigneusement doucement fermement légèrement simplement facilement "
    "bien mal mieux parfaitement exactement environ probablement certainement peut-être sûrement clairement "
    "visiblement franchement heureusement finalement soudain dehors dedans là-haut là-bas ailleurs "
    "autrement longtemps tôt tard d’abord ensuite enfin surtout aujourd’hui ainsi alentour alors apparemment aussi "
    "autant autrefois beaucoup brusquement certes chaudement constamment correctement debout désormais directement "
    "discrètement droit également entièrement fidèlement fort généralement gentiment gratuitement habituellement "
    "justement largement librement loin lourdement naturellement nettement normalement notamment "
    "ouvertement parallèlement partiellement pleinement plus poliment précisément prochainement prudemment quasiment "
    "quelquefois récemment régulièrement seulement sobrement solidement souplement spontanément suffisamment "
    "tellement totalement tranquillement très trop utilement vite vivement volontiers";

constexpr std::string_view kMoments =
    "la semaine dernière|le mois dernier|au printemps|l’été dernier|ce matin|ce week-end|hier|il y a deux jours|l’an "
    "dernier|il y a dix ans|après la première sortie|avant l’hiver|pendant les vacances|un dimanche de pluie|au "
    "milieu de la nuit|en fin de journée|depuis quelques mois|depuis le début de l’année|sur le chemin du retour|"
    "vers midi|un samedi sur deux|entre deux averses|au marché|à l’atelier|près de la gare|derrière la maison|dans "
    "la montée|au bas de la côte|chez un ami|dans la vieille ville|le long du canal|au bord du lac|au travail|à la "
    "maison";

constexpr std::string_view kSentences =
    "J’ai essayé de %v %l %m, et c’était %r mieux.|%L est %r plus lourd que prévu.|Quelqu’un a-t-il déjà dû %v %x ?|"
    "Il faut d’abord %v %l, sinon %l ne tient pas.|Je n’oserais pas %v %l sans %y.|Nous avons regardé %l ensemble "
    "avant de le %v.|La notice dit de %v %l, mais il manque %x.|%M, j’ai trouvé %y.|On peut %r %v %l avec %x.|Il m’a "
    "fallu une heure pour %v %l.|Il y a %y entre %l et %l.|Chez moi aussi, impossible de %v %l.|Merci pour l’idée, "
    "je vais %v %l %m.|Avec quoi faut-il %v %l quand il fait froid ?|Je préfère %v %l avant de %v %l.|On m’a envoyé "
    "%y à la place.|D’après mon expérience, %x suffit %r.|Mieux vaut ne pas %v %l tant qu’il fait humide.|Mon voisin "
    "m’a montré comment %v %l %m.|%L et %l vont bien ensemble.|%M, %l s’est mis à grincer sans raison.|J’ai gardé "
    "%y, au cas où.|Il reste à %v %l et %l.|Pour ce prix, %l me convient.|On m’a dit de %v %l et d’attendre.|Je suis "
    "d’accord pour %l.|L’astuce, c’est de %v %l %r.|Tout dépend de la saison et du reste : %x ne suffit pas.|Je "
    "commencerais par %l.|Rien de spécial, juste %y.|La prochaine fois, je vais %v %l %m.|Le résultat est %r "
    "convaincant, comme on le voit.|%Y : voilà ce qu’il nous fallait.|Ma sœur a fini par %v %l, et depuis tout va "
    "bien.|Qui pourrait m’aider à %v %l %m ?";

constexpr std::string_view kTitles =
    "Comment %v %l ?|%L ou %l : que choisir ?|Je cherche %y|Impossible de %v %l|%Y pour %v %l|Faut-il %v %l %m ?|Que "
    "faire de %y ?|%L, %m|Quel outil pour %v %l ?|Trois façons de %v %l|%Y, est-ce utile ?|%L : ce que j’ai appris|"
    "Besoin d’aide pour %v %l|Montrez-nous %y|%M, %x|Qui a déjà vu %y ?|Notes sur %l|%L, un an après|Où trouver %y ?|"
    "Vos conseils pour %v %l";

}  // namespace

const Vocabulary& french() {
  static const Vocabulary vocabulary = {
      .language = "fr",
      .nouns = words_of(kNouns),
      .feminine_nouns = words_of(kFeminineNouns),
      .adjectives = words_of(kAdjectives),
      .verbs = words_of(kVerbs),
      .adverbs = words_of(kAdverbs),
      .moments = phrases_of(kMoments),
      .sentences = phrases_of(kSentences),
      .titles = phrases_of(kTitles),
  };
  return vocabulary;
}

}  // namespace parvis::exchange
