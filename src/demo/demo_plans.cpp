#include "demo/demo_plans.h"

#include "community/plans/plan.h"
#include "community/privacy/consent.h"

namespace parvis::demo {
namespace {

using namespace community;

constexpr char kSlug[] = "a-word-from-the-team";
constexpr store::Sql kManager{"select id from member where role = 4 order by id limit 1"};

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
  const char* note;
  const char* words;
};
constexpr Preset kSteps[] = {
    {StepKind::message, StepWay::task, 0, "Souhaiter la bienvenue",
     "Bonjour {name},\n\nJe suis Perrine, de Mistral. Bienvenue sur la place. Quel vélo vous amène ?\n\nPerrine"},
    {StepKind::comment, StepWay::letter, 7, "Inviter à raconter une sortie",
     "Bonjour {name},\n\nUne semaine parmi nous. Racontez-nous une sortie, même courte : c’est ce qui se lit le plus "
     "ici.\n\nPerrine"},
    {StepKind::chat, StepWay::task, 21, "Demander ce qui manque",
     "Bonjour {name},\n\nUn mois déjà. Qu’avez-vous cherché ici sans le trouver ?\n\nPerrine"}};

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

void make_plans(Community& community) {
  community.store().write([&](store::Transaction& transaction) {
    const SpaceAct act{community.timeline(), transaction.one<MemberId>(kManager).value_or(MemberId{}), now(),
                       Source::demo};
    const auto purpose = find_purpose(transaction, kSlug);
    PlanWords words{.name = "Le premier mois",
                    .description = "Pour qui vient d’arriver : un mot le premier jour, une invitation, une question.",
                    .segment = {},
                    .ends_when = {},
                    .purpose = purpose ? std::optional(purpose->id) : std::nullopt};
    const auto made = make_plan(transaction, act, words);
    for (const auto& step : kSteps) {
      const auto plan = *find_plan(transaction, made.id);
      add_step(transaction, act, plan, {step.kind, step.way, step.after_days, "", step.note, step.words});
    }
  });
}

}  // namespace parvis::demo
