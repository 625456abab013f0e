#include "demo/demo_returns.h"

#include <random>

#include "community/members/member.h"
#include "community/returns/cost.h"
#include "community/returns/idea.h"
#include "community/returns/order.h"
#include "community/returns/page_views.h"
#include "community/returns/tracing.h"
#include "core/errors.h"

namespace parvis::demo {
namespace {

using namespace community;

constexpr store::Sql kBuyers{R"(
  select activity.actor, activity.at from activity join member on member.id = activity.actor
  where activity.verb in (20, 21) and activity.at >= $1 and member.role in (1, 3) order by activity.id)"};
constexpr store::Sql kNumber{
    "insert into customer_number (number, member) values ($1, $2) on conflict (number) do nothing"};

constexpr int kMonths = 12;

struct Article {
  const char* name;
  std::int64_t cents;
};
constexpr Article kArticles[] = {{"Éclairage à dynamo", 18'900},        {"Sacoche de guidon", 8'900},
                                 {"Pneus de 38 mm, la paire", 9'800},   {"Selle en cuir", 12'500},
                                 {"Chaîne et cassette", 7'450},         {"Le Mistral 650B, cadre", 139'000},
                                 {"Le Mistral, vélo complet", 289'000}, {"Révision complète", 11'000},
                                 {"Porte-bagages avant", 10'900}};

struct Stated {
  AssumptionKey key;
  Range value;
  const char* source;
  const char* sentence;
};
constexpr Stated kStated[] = {{AssumptionKey::call_chance,
                               {2000, 3500, 5000},
                               "Enquête auprès de 212 membres, mars",
                               "Un tiers dit qu’il aurait appelé l’atelier sans la réponse d’un autre."},
                              {AssumptionKey::call_cost,
                               {600, 900, 1400},
                               "Comptes de l’atelier, 2025",
                               "Douze minutes d’un mécanicien, téléphone compris."},
                              {AssumptionKey::order_share,
                               {500, 1500, 3000},
                               "Question posée à la caisse, 90 réponses",
                               "Une vente sur sept s’est décidée après une conversation ici."},
                              {AssumptionKey::margin,
                               {2800, 3200, 3600},
                               "Comptes de l’atelier, 2025",
                               "Marge brute moyenne, hors main-d’œuvre."},
                              {AssumptionKey::prospect_chance,
                               {500, 1000, 2000},
                               "Ventes suivies en boutique, 2025",
                               "Un client en vue sur dix achète dans les six mois."},
                              {AssumptionKey::prospect_order,
                               {8000, 16'000, 40'000},
                               "Panier moyen de la boutique",
                               "Le plus souvent des accessoires, quelquefois un vélo."},
                              {AssumptionKey::page_readers,
                               {4000, 5500, 7000},
                               "Lecture d’un mois de pages, octobre",
                               "Près de la moitié des pages va à des moteurs et à des programmes."},
                              {AssumptionKey::page_value,
                               {200, 400, 800},
                               "Tarif de deux régies de presse vélo",
                               "Ce que coûteraient mille affichages à un public de cyclistes."},
                              {AssumptionKey::idea_value,
                               {10'000, 30'000, 90'000},
                               "Bureau d’études, deux idées suivies",
                               "Une à trois journées d’étude épargnées."}};

// What members proposed and the brand took up, so many days ago.
struct Adopted {
  const char* slug;
  const char* words;
  int days_ago;
};
constexpr Adopted kAdopted[] = {
    {"mudguards-that-do-not-rattle",
     "La fixation basse de Ruth est montée sur tous les Mistral qui sortent de l’atelier.", 75},
    {"first-mistral-5-tubeless-or-tubes-for-gravel-far-from-shops",
     "Le Mistral 5 est livré au choix avec ou sans chambres à air, comme Ingrid le demandait.", 10}};
constexpr store::Sql kOfSlug{"select id from thread where slug = $1"};

ReturnAct act_at(Community& community, MemberId actor, Instant at) {
  return {community.timeline(), actor, at, text::TimeZone::of(community.identity()->time_zone), Source::demo};
}

void spend(store::Transaction& transaction, Community& community, MemberId manager) {
  const auto act = act_at(community, manager, now());
  const auto present = month_of(act.at, act.zone);
  const CostWords all[] = {
      {CostKind::people, "Perrine, une demi-journée par semaine", 28'000, present - 13, kOpenMonth},
      {CostKind::software, "Hébergement de la place", 1'900, present - 13, kOpenMonth},
      {CostKind::content, "Photos de l’atelier", 24'000, present - 7, present - 7},
      {CostKind::events, "Sortie de printemps, ravitaillement", 18'500, present - 6, present - 6},
      {CostKind::gifts, "Bidons pour ceux qui répondent", 9'600, present - 3, present - 3},
      {CostKind::events, "Rencontre d’automne", 21'000, present - 1, present - 1}};
  for (const auto& cost : all) record_cost(transaction, act, cost);
  for (const auto& stated : kStated) {
    state_assumption(transaction, act, stated.key, {stated.value, stated.source, stated.sentence});
  }
}

// People who wrote buy some days later; others buy too, of whom the community knows nothing.
void sell(store::Transaction& transaction, Community& community, std::mt19937& random) {
  struct Buyer {
    MemberId member;
    Instant at;
  };
  const auto present = now();
  int number = 20'410;
  for (const auto& [member, wrote] : transaction.all<Buyer>(kBuyers, present - kMonths * 30 * kDay)) {
    if (random() % 5 != 0) continue;
    const auto at = wrote + static_cast<std::int64_t>(1 + random() % 20) * kDay;
    if (at >= present) continue;
    const auto customer = "C-" + id_text(member);
    transaction.run(kNumber, customer, member);
    const auto draw = random() % 20;
    const auto& article = kArticles[draw == 0 ? 6 : draw == 1 ? 5 : draw % 5];
    record_order(transaction, act_at(community, {}, at),
                 {"CM-" + std::to_string(number++), at, article.cents, "", customer, article.name});
  }
  for (int i = 0; i < 60; ++i) {
    const auto at = present - static_cast<std::int64_t>(1 + random() % (kMonths * 30)) * kDay;
    const auto& article = kArticles[random() % std::size(kArticles)];
    record_order(transaction, act_at(community, {}, at),
                 {"CM-" + std::to_string(number++), at, article.cents, "", "W-" + std::to_string(i), article.name});
  }
}

void adopt(store::Transaction& transaction, Community& community, MemberId manager) {
  for (const auto& idea : kAdopted) {
    const auto thread = transaction.one<ThreadId>(kOfSlug, std::string(idea.slug));
    if (!thread) throw Fault("demo: nobody proposed: " + std::string(idea.slug));
    count_idea(transaction, act_at(community, manager, now() - idea.days_ago * kDay), *thread, idea.words);
  }
}

void be_read(store::Transaction& transaction, Community& community, std::mt19937& random) {
  const auto zone = text::TimeZone::of(community.identity()->time_zone);
  const auto today = day_of(now(), zone);
  for (int back = kMonths * 30; back > 0; --back) {
    const auto read = 260 + (kMonths * 30 - back) / 3 + static_cast<int>(random() % 160);
    add_page_views(transaction, today - back, {"kept", read});
    add_page_views(transaction, today - back, {"made", read / 4});
  }
  trace_page_views(transaction, now(), zone);
}

}  // namespace

void live_by(Community& community, std::string_view manager) {
  std::mt19937 random{20261122};
  const auto zone = text::TimeZone::of(community.identity()->time_zone);
  community.store().write([&](store::Transaction& transaction) {
    ReturnRules rules;
    for (const auto* slug : {"materiel"}) {
      if (const auto* space = community.spaces().list()->find(slug)) rules.spaces.push_back(space->id);
    }
    save_return_rules(transaction, rules);
  });
  trace_all(community.store(), community.timeline(), zone);
  community.store().write([&](store::Transaction& transaction) {
    const auto found = member_named(transaction, manager);
    spend(transaction, community, found.value_or(MemberId{}));
    adopt(transaction, community, found.value_or(MemberId{}));
    sell(transaction, community, random);
    be_read(transaction, community, random);
  });
}

}  // namespace parvis::demo
