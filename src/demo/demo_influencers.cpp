#include "demo/demo_influencers.h"

#include "community/influencers/influencer.h"
#include "core/text/dates.h"

namespace parvis::demo {
namespace {

using namespace community;

// Days are counted from the present: negative ones are past.
struct Line {
  TypedInfluencer typed;
  int contact = 0;  // 0: none
  std::optional<int> next = {};
};

const std::vector<Line>& lines() {
  static const std::vector<Line> all{
      {{.name = "Éléonore Bœuf",
        .sites = "https://velomag.example/eleonore https://podcast-selle.example",
        .specialities = "Vélos cargo, vie de famille à vélo",
        .places = "Lyon, Saint-Étienne",
        .notes = "Écrit le dimanche, préfère le téléphone. A essayé le longtail au printemps.",
        .contact_way = "phone",
        .next_what = "Lui prêter le nouveau longtail pour un mois",
        .source = "Le salon de Lyon"},
       -12,
       3},
      {{.name = "Collectif Cyclo-Atelier",
        .sites = "https://cyclo-atelier.example",
        .specialities = "Réparation, ateliers participatifs",
        .places = "Grenoble",
        .contact_way = "meeting",
        .next_what = "Proposer une soirée réparation commune",
        .source = "Présenté par un membre"},
       -41,
       -2},
      {{.name = "Markus Vogel",
        .sites = "https://langstrecke.example",
        .specialities = "Long distance, bikepacking",
        .places = "Freiburg, Basel",
        .notes = "Reads French, answers in English.",
        .contact_way = "email",
        .source = "His blog names us"},
       -95,
       {}},
      {{.name = "Nadia Ferhat",
        .sites = "https://la-roue-libre.example",
        .specialities = "Journalisme, politiques cyclables",
        .places = "Marseille",
        .next_what = "Répondre à ses questions sur la fabrication",
        .source = "Nous a écrit"},
       0,
       0},
      {{.name = "Le Grand Braquet",
        .sites = "https://grandbraquet.example/blog",
        .specialities = "Montagne, matériel",
        .places = "Briançon",
        .contact_way = "event",
        .source = "La course du Mont-Ventoux"},
       -210,
       {}},
      {{.member = "lucie",
        .sites = "https://ilyes-roule.example",
        .specialities = "Transport d’enfants, accessoires",
        .contact_way = "message",
        .next_what = "L’inviter à l’essai du porte-bébé"},
       -20,
       6},
  };
  return all;
}

constexpr store::Sql kManager{"select handle from member where role > 1 and role = 4 order by id limit 1"};
constexpr store::Sql kManagerId{"select id from member where role > 1 and role = 4 order by id limit 1"};
constexpr store::Sql kHelper{R"(
  select handle from member where role = 1 and status = 1 order by thanks_received desc, id limit 1)"};

}  // namespace

void make_influencers(Community& community) {
  const auto zone = text::TimeZone::of(community.identity()->time_zone);
  const auto today = parse_calendar_day(text::day_in_figures(now(), zone)).value_or(0);
  community.store().write([&](store::Transaction& transaction) {
    const auto manager = transaction.one<std::string>(kManager).value_or("");
    const SpaceAct act{community.timeline(), transaction.one<MemberId>(kManagerId).value_or(MemberId{}), now(),
                       Source::demo};
    for (const auto& line : lines()) {
      auto typed = line.typed;
      if (!typed.member.empty()) typed.member = transaction.one<std::string>(kHelper).value_or("");
      if (line.contact != 0) {
        typed.contact_day = calendar_day(today + line.contact);
        typed.contact_by = manager;
      } else {
        typed.contact_way.clear();
      }
      if (line.next) {
        typed.next_day = calendar_day(today + *line.next);
        typed.next_who = manager;
      }
      const auto read = read_influencer(transaction, typed, today);
      if (read.mistakes.empty()) make_influencer(transaction, act, read.words);
    }
  });
}

}  // namespace parvis::demo
