#include "demo/demo_segments.h"

#include "community/journeys/journey.h"
#include "community/segments/condition_parser.h"
#include "community/segments/segment_keeping.h"

namespace parvis::demo {
namespace {

using namespace community;

constexpr std::int64_t kPast = 740;  // days looked back upon: all there were
constexpr std::int64_t kEvery = 14;  // days between two looks at the past

struct Preset {
  const char* name;
  const char* description;
  const char* condition;
};
constexpr Preset kPresets[] = {
    {"Arrivés depuis peu", "Inscrits depuis un mois au plus : le plan du premier mois commence pour eux.",
     "joined within 30 days"},
    {"Qui répond cette saison", "Cinq réponses ou plus en trois mois, sans être animateur : à remercier.",
     "acts(\"replied\") >= 5 within 90 days and not role leader and not role manager"},
    {"Jamais passés à l’acte", "Inscrits depuis plus d’un mois, et pas encore un mot.",
     "joined more than 30 days ago and not acts(\"acted\") >= 1"},
    {"Appréciés", "Dix remerciements reçus en six mois.", "received(\"reacted\") >= 10 within 180 days"},
    {"Francophones qui aident", "Pour relire la lettre du mois.",
     "language \"fr\" and received(\"solution_accepted\") >= 1"},
};
constexpr store::Sql kManager{"select id from member where role > 1 and role = 4 order by id limit 1"};

}  // namespace

void make_segments(Community& community) {
  community.store().write([&](store::Transaction& transaction) {
    const auto manager = transaction.one<MemberId>(kManager).value_or(MemberId{});
    const SpaceAct act{community.timeline(), manager, now(), Source::demo};
    for (const auto& preset : kPresets) {
      make_segment(transaction, act, {preset.name, preset.description, read_condition(preset.condition).condition});
    }
    make_default_journey(transaction, act, text::Language::fr);
  });
  const auto all = community.store().read([](store::Reader& reader) { return segments(reader); });
  live_through_again(community.store(), community.timeline(), all,
                     {.from = now() - kPast * kDay, .step = kEvery, .moves = Moves::told, .source = Source::demo});
}

}  // namespace parvis::demo
