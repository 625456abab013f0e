// Making a journey: the usual one, or one of the brand's own.
#include "cockpit/cockpit_frame.h"
#include "cockpit/cockpit_pages.h"
#include "cockpit/segment_views.h"
#include "community/journeys/journey.h"
#include "community/manage/local_fields.h"
#include "community/page/form_words.h"

namespace parvis::cockpit {

using namespace community;

namespace {

http::Response new_journey_page(const Visit& visit, const html::FormState& state, int status) {
  const auto title = visit.tr("Another journey");
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", title);
  out.element("p", visit.tr("A way of your own: that of buyers, of volunteers, of those who run an event. You name its "
                            "stages next; each is a segment, or a place one is put at by hand."));
  out.close().open("div", {{"class", "narrow"}});
  html::Form form(out, state, say_in(visit), "journey");
  form.summary(visit.tr(kCheckThis)).open("/cockpit/journeys", visit.form_token);
  form.hidden("kind", "own");
  for (const auto language : form_languages(visit)) {
    const auto name = field_in("name", language), label = label_in(visit, visit.tr("Its name"), language);
    form.text_field({.name = name, .label = label, .autocomplete = "off"});
  }
  form.submit(visit.tr("Make it")).close();
  out.close();
  return cockpit_page(visit, Room::journeys, title, out.take(), status);
}

http::Response create_own_journey(Visit& visit, const SpaceAct& act) {
  html::FormState state(visit.request.form.pairs());
  const auto name = read_local(visit, state, "name", {.min = 1, .max = kMaxJourneyName}, html::Need::required);
  if (state.is_refused()) return new_journey_page(visit, state, 422);
  try {
    const auto made = visit.community.store().write(
        [&](store::Transaction& transaction) { return make_journey(transaction, act, name); });
    return community::see_other_with_notice(visit, "/cockpit/journeys/" + made.slug + "/edit",
                                            text::msgid("Made. Add its first stage."));
  } catch (const Conflict& conflict) {
    state.refuse(conflict.sentence());
    return new_journey_page(visit, state, conflict.status());
  }
}

}  // namespace

http::Response create_journey(Visit& visit) {
  const auto act = act_of(visit);
  if (visit.request.form.get("kind") == "own") return create_own_journey(visit, act);
  const auto language = visit.identity->languages.empty() ? visit.language : visit.identity->languages.front();
  const auto made = visit.community.store().write([&](store::Transaction& transaction) {
    if (!journeys(transaction).empty()) throw Conflict({"There is a journey already."});
    return make_default_journey(transaction, act, language);
  });
  return community::see_other_with_notice(visit, "/cockpit/journeys/" + made.slug,
                                          text::msgid("Made. Members find their places in a few seconds."));
}

http::Response show_new_journey(Visit& visit) { return new_journey_page(visit, {}, 200); }

}  // namespace parvis::cockpit
