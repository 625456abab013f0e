#include "demo/demo_plans.h"

#include <span>

#include "community/journeys/journey.h"
#include "community/plans/plan.h"
#include "community/privacy/consent.h"
#include "core/errors.h"

namespace parvis::demo {
namespace {

using namespace community;

constexpr char kSlug[] = "a-word-from-the-team";

LocalText in_both(const char* fr, const char* en) {
  LocalText words;
  words.set(text::Language::fr, fr);
  words.set(text::Language::en, en);
  return words;
}

struct Preset {
  StepKind kind;
  StepWay way;
  std::int64_t after_days;
  const char* condition;
  const char* note;
  const char* words;
};

constexpr Preset kWelcome[] = {
    {StepKind::message, StepWay::task, 0, "", "Souhaiter la bienvenue",
     "Bonjour {name},\n\nJe suis Perrine, de Mistral. Bienvenue sur la place. Quel vélo vous amène ?\n\nPerrine"},
    {StepKind::comment, StepWay::letter, 7, "language \"fr\"", "Inviter à raconter une sortie",
     "Bonjour {name},\n\nUne semaine parmi nous. Racontez-nous une sortie, même courte : c’est ce qui se lit le plus "
     "ici.\n\nPerrine"},
    {StepKind::comment, StepWay::letter, 0, "language \"en\"", "Inviter à raconter une sortie, en anglais",
     "Hello {name},\n\nYou have been with us for a week. Tell us about a ride, even a short one: nothing is read more "
     "here.\n\nPerrine"},
    {StepKind::chat, StepWay::task, 21, "", "Demander ce qui manque",
     "Bonjour {name},\n\nUn mois déjà. Qu’avez-vous cherché ici sans le trouver ?\n\nPerrine"}};

constexpr Preset kThread[] = {
    {StepKind::message, StepWay::task, 0, "", "Prendre des nouvelles",
     "Bonjour {name},\n\nOn ne vous lit plus, et cela se remarque. Tout va bien ? Racontez-moi où le vélo vous mène en "
     "ce moment, ou ce qui vous en éloigne.\n\nPerrine"},
    {StepKind::comment, StepWay::task, 14, "", "Demander son avis sur une question sans réponse",
     "Bonjour {name},\n\nQuelqu’un pose ces jours-ci une question dont vous connaissez la réponse mieux que nous. "
     "Y jetteriez-vous un œil ?\n\nPerrine"},
    {StepKind::chat, StepWay::task, 30, "", "Demander pourquoi, et laisser tranquille",
     "Bonjour {name},\n\nUne dernière question, et je vous laisse rouler : qu’est-ce qui vous ferait revenir ?\n\n"
     "Perrine"}};

constexpr Preset kCircle[] = {
    {StepKind::chat, StepWay::task, 0, "", "Appeler, dire ce que l’on attend du premier cercle",
     "Bonjour {name},\n\nVous aidez ici plus que vous ne le pensez. J’aimerais vous parler un quart d’heure de ce que "
     "nous préparons. Quand puis-je vous appeler ?\n\nPerrine"},
    {StepKind::portrait, StepWay::task, 10, "", "Écrire son portrait",
     "Bonjour {name},\n\nAccepteriez-vous que je vous pose cinq questions, pour un portrait sur la place ?\n\n"
     "Perrine"},
    {StepKind::meeting, StepWay::task, 20, "", "Inviter une journée à l’atelier de Nantes",
     "Bonjour {name},\n\nVenez passer une journée à l’atelier : les prototypes de l’an prochain sont sur les "
     "pieds.\n\nPerrine"},
    {StepKind::staff, StepWay::task, 30, "", "Proposer l’équipe de La Grande Échappée",
     "Bonjour {name},\n\nEn mai, il nous faudra des gens comme vous à Saint-Florent. Seriez-vous de l’équipe ?\n\n"
     "Perrine"}};

Plan written(store::Transaction& transaction, const SpaceAct& act, const PlanWords& words,
             std::span<const Preset> steps) {
  const auto made = make_plan(transaction, act, words);
  for (const auto& step : steps) {
    add_step(transaction, act, *find_plan(transaction, made.id),
             {step.kind, step.way, step.after_days, step.condition, step.note, step.words});
  }
  return *find_plan(transaction, made.id);
}

// The segment that says who is at a stage.
std::optional<SegmentId> rule_of(store::Reader& reader, std::string_view stage) {
  for (const auto& journey : journeys(reader)) {
    if (const auto* found = stage_of(journey, stage)) return found->segment;
  }
  throw Fault("demo: no stage " + std::string(stage));
}

SegmentId segment_named(store::Reader& reader, std::string_view name) {
  for (const auto& segment : segments(reader)) {
    if (segment.name == name) return segment.id;
  }
  throw Fault("demo: no segment " + std::string(name));
}

}  // namespace

void ask_for_letters(store::Transaction& transaction, Community& community, MemberId manager, Instant at) {
  make_purpose(
      transaction, {community.timeline(), manager, at, Source::demo},
      in_both("Un mot de l’équipe", "A word from the team"),
      in_both("De temps en temps, une lettre personnelle de l’équipe Mistral : une invitation, une question, "
              "un merci.",
              "Now and then a personal letter from the Mistral team: an invitation, a question, a thank-you."));
}

void agree_to_letters(store::Transaction& transaction, Community& community, MemberId member, text::Language language,
                      Instant at) {
  const auto purpose = find_purpose(transaction, kSlug);
  if (!purpose) return;
  const ConsentAct act{.timeline = community.timeline(),
                       .member = member,
                       .language = language,
                       .proof = "the demo",
                       .at = at,
                       .source = Source::demo};
  say_consent(transaction, act, *purpose, purpose->version, Agrees::yes);
}

DemoPlans make_plans(store::Transaction& transaction, const SpaceAct& act) {
  const auto purpose = find_purpose(transaction, kSlug);
  const auto letters = purpose ? std::optional(purpose->id) : std::nullopt;
  return {
      .welcome = written(transaction, act,
                         {.name = "Le premier mois",
                          .description = "Pour qui vient d’arriver : un mot le premier jour, une invitation, une "
                                         "question.",
                          .segment = segment_named(transaction, "Arrivés depuis peu"),
                          .ends_when = {},
                          .purpose = letters},
                         kWelcome),
      .thread = written(transaction, act,
                        {.name = "Renouer le fil",
                         .description = "Pour les habitués qui se taisent. S’arrête dès qu’ils écrivent de nouveau.",
                         .segment = rule_of(transaction, "a-month-of-silence"),
                         .ends_when = "acts(\"wrote\") >= 1 within 7 days",
                         .purpose = {}},
                        kThread),
      .circle = written(transaction, act,
                        {.name = "Vers le premier cercle",
                         .description = "Pour ceux qui comptent déjà : un appel, un portrait, une journée à "
                                        "l’atelier, l’équipe de la fête.",
                         .segment = {},
                         .ends_when = {},
                         .purpose = {}},
                        kCircle)};
}

}  // namespace parvis::demo
