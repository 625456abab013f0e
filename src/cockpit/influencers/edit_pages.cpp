// Somebody of the table: their page, and what one writes about them.
#include "cockpit/influencers/influencer_pages.h"
#include "cockpit/influencers/influencer_views.h"
#include "cockpit/removal_page.h"
#include "cockpit/segment_views.h"
#include "community/card/card_path.h"
#include "community/page/form_words.h"

namespace parvis::cockpit {

using namespace community;

namespace {

struct Edited {
  std::optional<Influencer> known;  // none: somebody new
  std::vector<MemberFace> managers;
  html::FormState state;
  int status = 200;
};

Influencer influencer_in(const Visit& visit, store::Reader& reader) {
  auto found = find_influencer(reader, influencer_asked(visit));
  if (!found) throw NotFound({"There is nobody at this address of the table."});
  return std::move(*found);
}

html::FormState state_of(const TypedInfluencer& typed) {
  html::FormState state;
  state.set("name", typed.name);
  state.set("member", typed.member);
  state.set("sites", typed.sites);
  state.set("specialities", typed.specialities);
  state.set("places", typed.places);
  state.set("notes", typed.notes);
  state.set("contact_day", typed.contact_day);
  state.set("contact_by", typed.contact_by);
  state.set("contact_way", typed.contact_way);
  state.set("next_what", typed.next_what);
  state.set("next_day", typed.next_day);
  state.set("next_who", typed.next_who);
  state.set("basis", typed.basis);
  state.set("source", typed.source);
  return state;
}

TypedInfluencer typed_in(const html::FormState& state) {
  const auto text = [&](const char* name) { return std::string(state.value(name)); };
  return {.name = text("name"),
          .member = text("member"),
          .sites = text("sites"),
          .specialities = text("specialities"),
          .places = text("places"),
          .notes = text("notes"),
          .contact_day = text("contact_day"),
          .contact_by = text("contact_by"),
          .contact_way = text("contact_way"),
          .next_what = text("next_what"),
          .next_day = text("next_day"),
          .next_who = text("next_who"),
          .basis = text("basis"),
          .source = text("source")};
}

void write_person_choice(html::Form& form, const Visit& visit, const Edited& edited, const char* name,
                         const std::string& label) {
  const auto nobody = visit.tr("nobody in particular");
  const std::string present(edited.state.value(name));
  std::vector<html::Choice> choices{{"", nobody}};
  bool is_there = present.empty();
  for (const auto& face : edited.managers) {
    choices.push_back({face.handle, face.display_name});
    is_there = is_there || face.handle == present;
  }
  if (!is_there) choices.push_back({present, present});  // somebody who no longer manages
  form.select({.name = name, .label = label, .choices = choices, .need = html::Need::optional});
}

void write_way_choice(html::Form& form, const Visit& visit) {
  const auto label = visit.tr("How"), unknown = visit.tr("not said");
  std::vector<std::string> words;
  for (const auto way : kContactWays) words.push_back(visit.tr(contact_way_words(way)));
  std::vector<html::Choice> choices{{"", unknown}};
  for (std::size_t i = 0; i < words.size(); ++i) choices.push_back({contact_way_name(kContactWays[i]), words[i]});
  form.select({.name = "contact_way", .label = label, .choices = choices, .need = html::Need::optional});
}

void open_group(html::Writer& out, const std::string& legend) {
  out.open("fieldset", {{"class", "plain-group"}}).open("legend").element("h2", legend).close();
}

void write_who(html::Form& form, html::Writer& out, const Visit& visit) {
  const auto name = visit.tr("Name"), member = visit.tr("Their handle, when they are a member"),
             hint = visit.tr("Only if you know it is them: a name or an address alone says nothing."),
             sites = visit.tr("Sites"), sites_hint = visit.tr("One on each line, like https://example.org."),
             specialities = visit.tr("Specialities"), places = visit.tr("Places"),
             terms = visit.tr("Separated by commas.");
  open_group(out, visit.tr("Who they are"));
  form.text_field({.name = "name", .label = name, .autocomplete = "off", .need = html::Need::optional});
  form.text_field(
      {.name = "member", .label = member, .hint = hint, .autocomplete = "off", .need = html::Need::optional});
  form.text_area({.name = "sites", .label = sites, .hint = sites_hint, .rows = 3, .need = html::Need::optional});
  form.text_field({.name = "specialities",
                   .label = specialities,
                   .hint = terms,
                   .autocomplete = "off",
                   .need = html::Need::optional});
  form.text_field(
      {.name = "places", .label = places, .hint = terms, .autocomplete = "off", .need = html::Need::optional});
  out.close();
}

void write_dealings(html::Form& form, html::Writer& out, const Visit& visit, const Edited& edited) {
  const auto day = visit.tr("When"), what = visit.tr("What"),
             hint = visit.tr("It stands on Today from that day on, for who does it.");
  open_group(out, visit.tr("Last contact"));
  out.open("div", {{"class", "row filters"}});
  form.text_field({.name = "contact_day",
                   .label = day,
                   .kind = html::TextKind::date,
                   .autocomplete = "off",
                   .need = html::Need::optional});
  write_person_choice(form, visit, edited, "contact_by", visit.tr("By whom"));
  write_way_choice(form, visit);
  out.close().close();
  open_group(out, visit.tr("Next step"));
  form.text_field(
      {.name = "next_what", .label = what, .hint = hint, .autocomplete = "off", .need = html::Need::optional});
  out.open("div", {{"class", "row filters"}});
  form.text_field({.name = "next_day",
                   .label = day,
                   .kind = html::TextKind::date,
                   .autocomplete = "off",
                   .need = html::Need::optional});
  write_person_choice(form, visit, edited, "next_who", visit.tr("Who does it"));
  out.close().close();
}

void write_keeping(html::Form& form, html::Writer& out, const Visit& visit) {
  const auto notes = visit.tr("Notes"),
             hint = visit.tr("Whoever it is about may ask to read it: write what you would say to them."),
             basis = visit.tr("By which right they are kept"), source = visit.tr("Where we know them from"),
             source_hint = visit.tr("Somebody outside the square has a right to know this.");
  open_group(out, visit.tr("What we keep, and why"));
  form.text_area({.name = "notes", .label = notes, .hint = hint, .rows = 5, .need = html::Need::optional});
  std::vector<std::string> words;
  for (const auto one : kBases) words.push_back(visit.tr(basis_words(one)));
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < words.size(); ++i) choices.push_back({basis_name(kBases[i]), words[i]});
  form.select({.name = "basis", .label = basis, .choices = choices});
  form.text_field(
      {.name = "source", .label = source, .hint = source_hint, .autocomplete = "off", .need = html::Need::optional});
  out.close();
}

http::Response render(const Visit& visit, const Edited& edited) {
  const auto path = edited.known ? influencer_path(edited.known->id) : std::string(kInfluencersPath);
  const auto title =
      edited.known ? visit.tr("Change {name}", {{"name", name_of(visit, *edited.known)}}) : visit.tr("Add somebody");
  html::Writer out;
  out.open("header", {{"class", "title"}});
  write_back(out, kInfluencersPath, visit.tr("Influencers"));
  out.element("h1", title).close();
  out.open("div", {{"class", "narrow"}});
  html::Form form(out, edited.state, say_in(visit), "influencer");
  form.summary(visit.tr(kCheckThis)).open(path, visit.form_token);
  write_who(form, out, visit);
  write_dealings(form, out, visit, edited);
  write_keeping(form, out, visit);
  out.open("p", {{"class", "actions"}});
  form.submit(visit.tr("Save"));
  out.element("a", {{"class", "button bare"}, {"href", path}}, visit.tr("Cancel")).close();
  form.close();
  out.close();
  return cockpit_page(visit, Room::influencers, title, out.take(), edited.status);
}

// Nothing that was typed is lost: what is wrong stands beside its field.
http::Response save(Visit& visit, const char* notice) {
  Edited edited;
  edited.state = html::FormState(visit.request.form.pairs());
  auto& store = visit.community.store();
  const auto act = act_of(visit);
  const auto today = day_of_community(visit);
  const bool is_new = visit.request.parameter("influencer").empty();
  store.read([&](store::Reader& reader) {
    edited.managers = team(reader);
    if (!is_new) edited.known = influencer_in(visit, reader);
  });
  const auto id = store.write([&](store::Transaction& transaction) {
    const auto known = edited.known ? edited.known->id : InfluencerId{};
    const auto read = read_influencer(transaction, typed_in(edited.state), today, known);
    for (const auto& mistake : read.mistakes) edited.state.refuse(mistake.field, mistake.sentence);
    if (!read.mistakes.empty()) return InfluencerId{};
    if (is_new) return make_influencer(transaction, act, read.words);
    change_influencer(transaction, act, known, read.words);
    return known;
  });
  if (id) return see_other_with_notice(visit, influencer_path(id), notice);
  edited.status = 422;
  return render(visit, edited);
}

void write_fact(html::Writer& out, const std::string& what, std::string_view text) {
  if (text.empty()) return;
  out.open("div").element("dt", what).element("dd", text).close();
}

void write_sites(html::Writer& out, const Visit& visit, const Influencer& one) {
  if (one.words.sites.empty()) return;
  out.open("div").element("dt", visit.tr("Sites")).open("dd");
  for (const auto& site : one.words.sites) {
    out.open("p").element("a", {{"class", "link"}, {"href", site}, {"rel", "nofollow noopener noreferrer"}}, site);
    out.close();
  }
  out.close().close();
}

void write_step(html::Writer& out, const Visit& visit, const Influencer& one) {
  const auto& words = one.words;
  if (words.next_what.empty()) return;
  out.open("section").element("h2", visit.tr("Next step"));
  out.open("p", {{"class", "task-reason"}}).text(words.next_what).close();
  out.open("p", {{"class", "quiet small dots"}});
  out.element("span", words.next_day ? day_words(visit, *words.next_day) : visit.tr("as soon as may be"));
  if (words.next_who) out.element("span", name_of(visit, one.next_who));
  if (one.step_is_settled) out.element("span", visit.tr("settled on Today"));
  out.close();
  const html::FormState fresh;
  html::Form form(out, fresh, say_in(visit), "step");
  form.open(influencer_path(one.id) + "/step", visit.form_token);
  out.open("div", {{"class", "row filters"}});
  write_way_choice(form, visit);
  form.submit(visit.tr("It is done"), html::Emphasis::plain);
  out.close();
  form.close();
  out.element("p", {{"class", "quiet small"}}, visit.tr("It becomes the last contact, by you, today."));
  out.close();
}

void write_end(html::Writer& out, const Visit& visit, const Influencer& one) {
  const auto said = one.is_inside()
                        ? visit.tr("They stay a member. What stands here about them goes, with the tasks it became.")
                        : visit.tr(
                              "Everything that is kept about them goes, with the tasks it became: nothing is left "
                              "but that somebody was removed. Backups forget them when they are dropped.");
  write_removal(
      out, visit,
      {visit.tr("Remove them"), said, visit.tr("Remove them for good"), influencer_path(one.id) + "/removal"});
}

}  // namespace

http::Response show_influencer(Visit& visit) {
  const auto one = visit.community.store().read([&](store::Reader& reader) { return influencer_in(visit, reader); });
  const auto& words = one.words;
  const auto name = name_of(visit, one);
  html::Writer out;
  out.open("header", {{"class", "title"}});
  write_back(out, kInfluencersPath, visit.tr("Influencers"));
  out.open("div", {{"class", "title-row"}}).element("h1", name).open("div", {{"class", "row"}});
  out.element("a", {{"class", "button main"}, {"href", influencer_path(one.id) + "/edit"}}, visit.tr("Change"));
  if (one.is_inside()) {
    out.element("a", {{"class", "button"}, {"href", card_path(one.member.handle)}}, visit.tr("Open their card"));
    out.element("a", {{"class", "button bare"}, {"href", "/cockpit/leaders/" + one.member.handle}},
                visit.tr("How they lead"));
  }
  out.close().close();
  out.element("p", {{"class", "quiet"}},
              one.is_inside() ? visit.tr("A member of the square.") : visit.tr("Outside the square."));
  out.close();
  write_step(out, visit, one);
  out.open("dl", {{"class", "facts-of"}});
  write_fact(out, visit.tr("Last contact"),
             words.contact_day ? contact_words(visit, one) : visit.tr("None that anybody noted."));
  write_sites(out, visit, one);
  write_fact(out, visit.tr("Specialities"), words.specialities);
  write_fact(out, visit.tr("Places"), words.places);
  if (!words.notes.empty()) {
    out.open("div").element("dt", visit.tr("Notes")).element("dd", {{"class", "typed"}}, words.notes).close();
  }
  write_fact(out, visit.tr("By which right they are kept"), visit.tr(basis_words(words.basis)));
  write_fact(out, visit.tr("Where we know them from"), words.source);
  out.close();
  write_end(out, visit, one);
  return cockpit_page(visit, Room::influencers, name, out.take());
}

http::Response show_new_influencer(Visit& visit) {
  Edited edited;
  edited.state.set("member", std::string(visit.request.query.get("member").substr(0, 60)));
  edited.managers = visit.community.store().read([](store::Reader& reader) { return team(reader); });
  return render(visit, edited);
}

http::Response create_influencer(Visit& visit) { return save(visit, text::msgid("They stand in the table.")); }

http::Response show_influencer_edit(Visit& visit) {
  Edited edited;
  visit.community.store().read([&](store::Reader& reader) {
    edited.known = influencer_in(visit, reader);
    edited.managers = team(reader);
  });
  edited.state = state_of(typed_of(*edited.known));
  return render(visit, edited);
}

http::Response update_influencer(Visit& visit) { return save(visit, text::msgid("Saved.")); }

http::Response finish_influencer_step(Visit& visit) {
  const auto id = influencer_asked(visit);
  const auto way = parse_contact_way(visit.request.form.get("contact_way")).value_or(ContactWay::unknown);
  const auto act = act_of(visit);
  const auto today = day_of_community(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { finish_step(transaction, act, id, way, today); });
  return see_other_with_notice(visit, influencer_path(id), text::msgid("Done. It is their last contact now."));
}

http::Response end_influencer(Visit& visit) {
  const auto id = influencer_asked(visit);
  const auto act = act_of(visit);
  visit.community.store().write([&](store::Transaction& transaction) { remove_influencer(transaction, act, id); });
  return see_other_with_notice(visit, kInfluencersPath, text::msgid("Nothing is kept about them here any more."));
}

}  // namespace parvis::cockpit
