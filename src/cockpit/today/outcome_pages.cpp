// Whom the figures of "Did it work?" count, and the rules of Today.
#include <array>
#include <charconv>

#include "cockpit/card/card_link.h"
#include "cockpit/cockpit_frame.h"
#include "cockpit/today/today_pages.h"
#include "cockpit/today/today_views.h"
#include "community/page/form_words.h"
#include "community/privacy/consent.h"
#include "community/profiles/profile_field.h"
#include "community/today/plan_outcome.h"
#include "community/today/task_words.h"
#include "community/today/today_rules.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr char kRulesPath[] = "/cockpit/today/rules";

void write_person(html::Writer& out, const Visit& visit, const Followed& one, const MemberFace& face) {
  out.open("tr").open("th", {{"scope", "row"}});
  write_card_name(
      out, visit,
      {.handle = face.handle, .name = face.display_name, .title = face.title, .hue = face.hue, .role = face.role});
  out.close().open("td");
  write_time(out, visit, one.at);
  out.close().open("td");
  if (one.back) {
    write_time(out, visit, *one.back);
  } else {
    out.text(is_under_way(one, now()) ? visit.tr("not yet") : visit.tr("no"));
  }
  out.close().close();
}

// Whom a figure counts, read for one page.
struct Counted {
  std::string title, words;
  std::vector<Followed> people;
  std::vector<MemberFace> faces;
};

Counted counted_of_plan(store::Reader& reader, const Visit& visit, std::string_view slug) {
  const auto plan = plan_followed(reader, slug, now());
  if (!plan) throw NotFound();
  Counted counted{.title = visit.tr("Plan: {plan}", {{"plan", plan->name}}) +
                           (plan->removed ? " " + visit.tr("(removed since)") : ""),
                  .words = visit.tr("Reached by this plan within the last ninety days: by a letter, or by a step that "
                                    "was done for them."),
                  .people = followed_of_plan(reader, plan->id, now()),
                  .faces = {}};
  counted.faces = faces_of(reader, counted.people);
  return counted;
}

Counted counted_of_kind(store::Reader& reader, const Visit& visit) {
  const auto kind = static_cast<TaskKind>(std::atoi(std::string(visit.request.query.get("kind")).c_str()));
  const auto side = visit.request.query.get("side") == "alone" ? Side::alone : Side::contacted;
  Counted counted{.title = kind_words(visit.language, kind),
                  .words = side == Side::alone
                               ? visit.tr("Left alone by chance within the last ninety days. Who still is, for "
                                          "fourteen days, is counted and not named.")
                               : visit.tr("Written to within the last ninety days."),
                  .people = followed_by_name(reader, kind, side, now()),
                  .faces = {}};
  if (counted.title.empty()) throw NotFound();
  counted.faces = faces_of(reader, counted.people);
  return counted;
}

void write_people(html::Writer& out, const Visit& visit, const Counted& counted, std::span<const Followed> people) {
  out.open("div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", counted.title}})
      .open("table", {{"class", "plain"}})
      .open("thead")
      .open("tr");
  out.element("th", {{"scope", "col"}}, visit.tr("Member")).element("th", {{"scope", "col"}}, visit.tr("Since"));
  out.element("th", {{"scope", "col"}}, visit.tr("Came back")).close().close().open("tbody");
  for (const auto& one : people) {
    const auto face = std::ranges::find(counted.faces, one.member, &MemberFace::id);
    if (face != counted.faces.end()) write_person(out, visit, one, *face);
  }
  out.close().close().close();
}

// Those whom the figure counts, and below them those whose fourteen days are not over.
void write_all(html::Writer& out, const Visit& visit, Counted& counted) {
  const auto at = now();
  const auto rest =
      std::ranges::stable_partition(counted.people, [&](const Followed& one) { return !is_under_way(one, at); });
  const std::span<const Followed> over(counted.people.begin(), rest.begin());
  if (over.empty()) {
    write_empty(out, visit.tr("Nobody so far."));
  } else {
    write_people(out, visit, counted, over);
  }
  if (rest.empty()) return;
  out.element("h2", visit.tr("The fourteen days are still running"));
  out.element("p", {{"class", "quiet small"}}, visit.tr("These are not counted yet."));
  write_people(out, visit, counted, rest);
}

html::FormState state_of(const TodayRules& rules) {
  html::FormState state;
  state.set("hold_out", std::to_string(rules.hold_out));
  state.set("birthday", rules.birthday == 0 ? "" : id_text(rules.birthday));
  state.set("purpose", rules.purpose);
  return state;
}

struct Offered {
  std::vector<ProfileField> dates;
  std::vector<ConsentPurpose> purposes;
};
Offered read_offered(const Visit& visit) {
  return visit.community.store().read([](store::Reader& reader) {
    Offered offered{.dates = profile_fields(reader), .purposes = purposes(reader, Purposes::in_force)};
    std::erase_if(offered.dates, [](const ProfileField& field) { return field.kind != ProfileFieldKind::date; });
    return offered;
  });
}

struct Options {
  std::vector<std::pair<std::string, std::string>> rows;
  std::vector<html::Choice> choices() const {
    std::vector<html::Choice> all;
    for (const auto& [value, label] : rows) all.push_back({value, label, {}});
    return all;
  }
};

http::Response render_rules(const Visit& visit, const html::FormState& state, int status = 200) {
  const auto offered = read_offered(visit);
  Options dates{{{"", visit.tr("none")}}}, letters{{{"", visit.tr("none: words stay on the square")}}};
  for (const auto& field : offered.dates) dates.rows.emplace_back(id_text(field.id), field.name.in(visit.language));
  for (const auto& purpose : offered.purposes) letters.rows.emplace_back(purpose.slug, purpose.name.in(visit.language));
  const auto date_choices = dates.choices(), letter_choices = letters.choices();
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Rules of Today")).close();
  out.open("section", {{"class", "narrow"}});
  html::Form form(out, state, say_in(visit), "today");
  form.summary(visit.tr(kCheckThis)).open(kRulesPath, visit.form_token);
  const auto share = visit.tr("Left alone by chance, of a hundred"),
             share_hint = visit.tr(
                 "So many newcomers and regulars who slip away get no card: only so can one tell what a "
                 "word brings. 0 to 50; 0 compares with nobody."),
             date = visit.tr("Where members note their birthday"),
             date_hint = visit.tr("A date of their profile. Only those who show it to the team are wished well."),
             letter = visit.tr("Personal letters rest on the consent to"),
             letter_hint = visit.tr("Those who agreed to it receive your words by e-mail too.");
  form.text_field(
      {.name = "hold_out", .label = share, .hint = share_hint, .kind = html::TextKind::number, .autocomplete = "off"});
  form.select(
      {.name = "birthday", .label = date, .hint = date_hint, .choices = date_choices, .need = html::Need::optional});
  form.select({.name = "purpose",
               .label = letter,
               .hint = letter_hint,
               .choices = letter_choices,
               .need = html::Need::optional});
  form.submit(visit.tr("Save")).close();
  out.open("p").element("a", {{"href", "/cockpit/today"}}, visit.tr("Back to today")).close();
  out.close();
  return cockpit_page(visit, Room::today, visit.tr("Rules of Today"), out.take(), status);
}

TodayRules typed_rules(const Visit& visit, html::FormState& state) {
  TodayRules rules{.purpose = std::string(state.value("purpose"))};
  const auto typed = state.value("hold_out"), field = state.value("birthday");
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), rules.hold_out);
  if (error != std::errc() || end != typed.data() + typed.size()) rules.hold_out = -1;
  rules.birthday = field.empty() ? 0 : parse_id(field).value_or(-1);
  for (const auto& mistake :
       visit.community.store().read([&](store::Reader& reader) { return mistakes_in(reader, rules); })) {
    state.refuse(mistake.field, mistake.sentence);
  }
  return rules;
}

}  // namespace

http::Response show_outcome(Visit& visit) {
  auto counted = visit.community.store().read([&](store::Reader& reader) {
    const auto plan = visit.request.query.get("plan");
    return plan.empty() ? counted_of_kind(reader, visit) : counted_of_plan(reader, visit, plan);
  });
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", counted.title).element("p", counted.words).close();
  out.open("section", {{"class", "did-it-work"}});
  if (counted.people.empty()) {
    write_empty(out, visit.tr("Nobody so far."));
  } else {
    write_all(out, visit, counted);
  }
  out.open("p").element("a", {{"href", "/cockpit/today"}}, visit.tr("Back to today")).close();
  out.close();
  return cockpit_page(visit, Room::today, counted.title, out.take());
}

http::Response show_today_rules(Visit& visit) {
  return render_rules(visit, state_of(visit.community.store().read(read_today_rules)));
}

http::Response update_today_rules(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto rules = typed_rules(visit, state);
  if (state.is_refused()) return render_rules(visit, state, 422);
  const RulesAct act{visit.community.timeline(), visit.member().member, visit.source};
  visit.community.store().write([&](store::Transaction& transaction) { change_today_rules(transaction, act, rules); });
  return see_other_with_notice(visit, kRulesPath, text::msgid("Saved. It holds from now on."));
}

}  // namespace parvis::cockpit
