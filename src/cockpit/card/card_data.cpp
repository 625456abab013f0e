#include "cockpit/card/card_data.h"

#include "community/health/act_kind.h"
#include "community/returns/return_rules.h"
#include "core/text/dates.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kStaysOnCard = 12, kTasksOnCard = 10;

}  // namespace

Member card_member(store::Reader& reader, const Visit& visit) {
  auto member = find_member(reader, visit.request.parameter("handle"));
  if (!member || member->status == MemberStatus::former) throw NotFound({"There is no member with that name here."});
  return std::move(*member);
}

std::int64_t today_there(const Visit& visit) {
  return health::LocalDays(text::TimeZone::of(visit.identity->time_zone)).day_of(now());
}

CardData read_card(store::Reader& reader, const Visit& visit) {
  CardData card{.member = card_member(reader, visit)};
  const auto id = card.member.id;
  const auto today = today_there(visit);
  card.answers = answers_shown(reader, visit.viewer, id);
  card.badges = badges_of(reader, id);
  card.circle = circle_of(reader, id);
  card.circles = circles(reader);
  card.rhythm = own_rhythm(reader, id, today);
  card.contact = last_contact(reader, id, text::TimeZone::of(visit.identity->time_zone));
  card.acts = acts_of_member(reader, visit.viewer, *visit.spaces, {.member = id, .at_most = kActsOnCard});
  card.things = things_of(reader, visit, card.acts.acts);
  card.parts = parts_played(reader, visit.viewer, *visit.spaces, id, today);
  card.partners = partners_of(reader, id, std::nullopt, kPartnersOnCard);
  card.stays = stays_of(reader, id, kStaysOnCard);
  card.segments = segments_of(reader, id);
  card.plans = standing_of(reader, id);
  card.notes = notes_on(reader, id);
  card.tasks = tasks_about(reader, id, kTasksOnCard);
  card.named = named_by(reader, visit, card.tasks);
  keep_readable(card.tasks, card.named);
  card.purposes = purposes(reader, Purposes::in_force);
  card.consents = consents_of(reader, id);
  // One more than are shown tells whether there are others.
  card.orders = orders_of_member(reader, id, {}, kOrdersOnCard + 1);
  card.brought = brought_by(reader, id);
  card.currency = read_return_rules(reader).currency;
  return card;
}

}  // namespace parvis::cockpit
