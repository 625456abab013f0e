// The directory, a unit's page with who was there, and each member's own list.
#include "community/moderation/silence.h"
#include "community/pace/pace.h"
#include "community/page/thread_rows.h"
#include "units/unit_views.h"
#include "units/units_pages.h"

namespace parvis::units {

using namespace community;

namespace {

constexpr int kUnitsPerPage = 50;
constexpr int kComradesShown = 60;

struct Directory {
  UnitQuery query;
  UnitList list;
  std::int64_t units = 0;
};

UnitQuery query_of(const Visit& visit, store::Reader& reader) {
  const auto& asked = visit.request.query;
  UnitQuery query{
      .words = std::string(asked.get("q")), .place = std::string(asked.get("place")), .limit = kUnitsPerPage};
  query.kind = UnitKindId{parse_id(asked.get("kind")).value_or(0)};
  if (const auto after = parse_id(asked.get("after"))) {
    if (const auto last = find_unit(reader, UnitId{*after})) {
      query.after = last->id;
      query.after_key = unit_key(last->name);
    }
  }
  return query;
}

std::string address_of(const UnitQuery& query) {
  std::string address = "/units";
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) address += (address.find('?') == std::string::npos ? "?" : "&") + (name + ("=" + value));
  };
  add("kind", query.kind ? id_text(query.kind) : "");
  add("place", http::percent_encode(query.place));
  return address;
}

void write_search(html::Writer& out, const Visit& visit, const KindNames& kinds, const UnitQuery& query) {
  html::FormState state;
  state.set("q", query.words);
  state.set("kind", query.kind ? id_text(query.kind) : "");
  state.set("place", query.place);
  html::Form form(out, state, say_in(visit), "units");
  form.open_question("/units");
  const auto words = visit.tr("Name"), place = visit.tr("Place"), any = visit.tr("All kinds");
  out.open("div", {{"class", "row unit-search"}});
  form.text_field({.name = "q",
                   .label = words,
                   .kind = html::TextKind::search,
                   .autocomplete = "off",
                   .need = html::Need::optional});
  write_kind_field(form, visit, kinds, any);
  form.text_field({.name = "place", .label = place, .autocomplete = "off", .need = html::Need::optional});
  form.submit(visit.tr("Search"));
  out.close();
  form.close();
}

void write_found(html::Writer& out, const Visit& visit, const Directory& directory, const KindNames& kinds) {
  const auto& [query, list, units] = directory;
  const bool is_narrowed = !query.words.empty() || query.kind || !query.place.empty();
  if (list.units.empty()) {
    if (is_narrowed) return write_empty(out, visit.tr("No unit is called that."), visit.tr("See them all"), "/units");
    const bool manages = visit.viewer.is_manager();
    return write_empty(out,
                       manages ? visit.tr("No unit stands here yet. A list saved as CSV brings them all in at once.")
                               : visit.tr("No unit stands here yet. Those who manage the community bring them in."),
                       manages ? visit.tr("Bring them in") : "", manages ? "/manage/units/import" : "");
  }
  if (list.is_near) {
    out.element("p", {{"class", "quiet"}}, visit.tr("None is called exactly that. These come close."));
  }
  out.open("ul", {{"class", "list units"}});
  for (const auto& unit : list.units) write_unit_line(out, visit, unit, kinds);
  out.close();
  if (list.has_more) write_next_page(out, visit, address_of(query), id_text(list.units.back().id));
}

struct UnitPage {
  Unit unit;
  std::vector<Service> own;          // of the viewer, in this unit
  std::vector<Comrades> when_i_was;  // for each of them
  Comrades all;
};

UnitPage read_unit(const Visit& visit, store::Reader& reader) {
  UnitPage page{.unit = unit_asked(visit, reader)};
  if (visit.viewer.signed_in()) {
    for (auto& service : own_services(reader, visit.viewer.member)) {
      if (service.unit != page.unit.id) continue;
      page.when_i_was.push_back(there_during(reader, visit.viewer, page.unit.id, service.period, kComradesShown));
      page.own.push_back(std::move(service));
    }
  }
  page.all = ever_there(reader, visit.viewer, page.unit.id, kComradesShown);
  return page;
}

void write_facts(html::Writer& out, const Visit& visit, const UnitPage& page, const KindNames& kinds) {
  const auto& unit = page.unit;
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}}).element("h1", unit.name);
  if (visit.viewer.is_manager()) {
    out.element("a", {{"class", "button"}, {"href", "/manage/units/" + id_text(unit.id)}}, visit.tr("Change"));
  }
  out.close().open("p", {{"class", "dots"}}).element("span", kinds.of(unit.kind));
  if (!unit.place.empty()) out.element("span", unit.place);
  if (const auto years = years_words(visit, unit); !years.empty()) out.element("span", years);
  out.close();
  if (!unit.other_names.empty()) {
    std::string names = unit.other_names;
    for (std::size_t at = 0; (at = names.find('\n', at)) != std::string::npos; at += 2) names.replace(at, 1, ", ");
    out.element("p", visit.tr("Also called {names}.", {{"names", names}}));
  }
  out.close();
}

void write_when_i_was(html::Writer& out, const Visit& visit, const UnitPage& page) {
  for (std::size_t i = 0; i < page.own.size(); ++i) {
    const auto& service = page.own[i];
    const auto& comrades = page.when_i_was[i];
    out.open("section").open("div", {{"class", "head"}}).element("h2", visit.tr("Who was there when I was")).close();
    out.open("p", {{"class", "quiet dots"}}).element("span", period_words(visit.language, service.period));
    out.element("span", shown_words(visit, service.shown_to));
    out.open("span").element("a", {{"href", "/account/units/" + id_text(service.id)}}, visit.tr("Change")).close();
    out.close();
    if (comrades.rows.empty()) {
      write_empty(out, visit.tr("Nobody has said so yet. Those who come later will find you if you let them see it."));
    } else {
      out.element("p", visit.trn("{n} member was there at the same time.", "{n} members were there at the same time.",
                                 comrades.count));
      write_comrades(out, visit, comrades.rows);
    }
    out.close();
  }
}

void write_statement(html::Writer& out, const Visit& visit, const Unit& unit, const html::FormState& state) {
  if (!visit.viewer.signed_in()) {
    out.open("p").element("a", {{"class", "button main"}, {"href", "/join"}}, visit.tr("Join to find who was there"));
    out.close();
    return;
  }
  out.open("details", {{"class", "statement narrow"}, {"open", state.is_refused()}});
  out.element("summary", {{"class", "button main"}}, visit.tr("I was there"));
  html::Form form(out, state, say_in(visit), "service");
  form.summary(visit.tr(kCheckThis)).open(unit_path(unit.id) + "/services", visit.form_token);
  write_service_fields(out, form, visit, state);
  form.submit(visit.tr("Save")).close();
  out.close();
}

http::Response render(const Visit& visit, const html::FormState& state, int status) {
  std::optional<KindNames> kinds;
  const auto page = visit.community.store().read([&](store::Reader& reader) {
    kinds.emplace(kind_names(visit, reader));
    return read_unit(visit, reader);
  });
  html::Writer out;
  write_facts(out, visit, page, *kinds);
  write_statement(out, visit, page.unit, state);
  write_when_i_was(out, visit, page);
  if (!page.all.rows.empty()) {
    out.open("section").open("div", {{"class", "head"}}).element("h2", visit.tr("They were there")).close();
    if (page.all.count > static_cast<std::int64_t>(page.all.rows.size())) {
      out.element("p", {{"class", "quiet"}},
                  visit.trn("{n} member in all, the first to come first.",
                            "{n} members in all, the first to come first.", page.all.count));
    }
    write_comrades(out, visit, page.all.rows);
    out.close();
  }
  const PageHead head{.title = page.unit.name, .canonical = unit_path(page.unit.id), .current = "units"};
  return render_page(visit, head, out.take(), {}, status);
}

ServiceId service_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("service"));
  if (!id) throw NotFound();
  return {*id};
}

Service service_of(const Visit& visit) {
  auto service = visit.community.store().read(
      [&](store::Reader& reader) { return own_service(reader, visit.member().member, service_asked(visit)); });
  if (!service) throw NotFound();
  return std::move(*service);
}

http::Response render_service(const Visit& visit, const Service& service, const html::FormState& state, int status) {
  const auto path = "/account/units/" + id_text(service.id);
  html::Writer out;
  out.open("div", {{"class", "narrow"}}).open("header", {{"class", "title"}}).element("h1", service.unit_name).close();
  html::Form form(out, state, say_in(visit), "service");
  form.summary(visit.tr(kCheckThis)).open(path, visit.form_token);
  write_service_fields(out, form, visit, state);
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Save"));
  out.element("a", {{"class", "button bare"}, {"href", "/account/units"}}, visit.tr("Cancel")).close();
  form.close();
  out.open("form", {{"method", "post"}, {"action", path + "/end"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "plain"}}, visit.tr("Take this off my list")).close().close();
  return render_page(visit, {.title = service.unit_name, .indexing = Indexing::refused}, out.take(), {}, status);
}

}  // namespace

http::Response show_units(Visit& visit) {
  std::optional<KindNames> kinds;
  const auto directory = visit.community.store().read([&](store::Reader& reader) {
    kinds.emplace(kind_names(visit, reader));
    auto query = query_of(visit, reader);
    if (!query.words.empty() || !query.place.empty()) keep(visit, Pace::searches);
    auto list = list_units(reader, query);
    return Directory{std::move(query), std::move(list), count_units(reader)};
  });
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}}).element("h1", visit.tr("Units"));
  if (visit.viewer.signed_in()) {
    out.element("a", {{"class", "button"}, {"href", "/account/units"}}, visit.tr("Where I was"));
  }
  out.close();
  out.element("p", directory.units == 0
                       ? visit.tr("Say where you were, and find who was there with you.")
                       : visit.trn("{n} unit. Say where you were, and find who was there with you.",
                                   "{n} units. Say where you were, and find who was there with you.", directory.units));
  out.close();
  if (directory.units > 0) write_search(out, visit, *kinds, directory.query);
  write_found(out, visit, directory, *kinds);
  const bool plain = visit.request.query.pairs().empty();
  const PageHead head{.title = visit.tr("Units"),
                      .canonical = plain ? "/units" : "",
                      .indexing = plain ? Indexing::allowed : Indexing::refused,
                      .current = "units",
                      .width = Width::wide};
  return render_page(visit, head, out.take());
}

http::Response show_unit(Visit& visit) { return render(visit, fresh_service(), 200); }

http::Response create_service(Visit& visit) {
  require_unsilenced(visit.member());
  const auto unit = unit_asked(visit);
  html::FormState state(visit.request.form.pairs());
  const auto words = read_service_fields(state);
  if (state.is_refused()) return render(visit, state, 422);
  keep(visit, Pace::gestures);
  try {
    const auto act = act_on_units(visit);
    visit.community.store().write(
        [&](store::Transaction& transaction) { state_service(transaction, act, unit.id, words); });
  } catch (const Conflict& conflict) {
    state.refuse(conflict.sentence());
    return render(visit, state, conflict.status());
  }
  return see_other_with_notice(visit, unit_path(unit.id), text::msgid("Saved. Here is who was there when you were."));
}

http::Response show_own_units(Visit& visit) {
  struct Line {
    Service service;
    std::int64_t comrades = 0;
  };
  const auto lines = visit.community.store().read([&](store::Reader& reader) {
    std::vector<Line> all;
    for (auto& service : own_services(reader, visit.member().member)) {
      const auto count = there_during(reader, visit.viewer, service.unit, service.period, 1).count;
      all.push_back({std::move(service), count});
    }
    return all;
  });
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}}).element("h1", visit.tr("Where I was"));
  if (!lines.empty()) out.element("a", {{"class", "button"}, {"href", "/units"}}, visit.tr("Find a unit"));
  out.close();
  out.element("p", visit.tr("Each line is shown to whom you chose, to nobody else.")).close();
  if (lines.empty()) {
    write_empty(out, visit.tr("Nothing yet. Find a unit, say when you were there, and see who was there with you."),
                visit.tr("Find a unit"), "/units");
  } else {
    out.open("ul", {{"class", "list"}});
    for (const auto& [service, comrades] : lines) {
      out.open("li", {{"class", "row"}})
          .open("div")
          .open("p")
          .element("a", {{"class", "name"}, {"href", unit_path(service.unit)}}, service.unit_name);
      out.close()
          .open("p", {{"class", "quiet small dots"}})
          .element("span", period_words(visit.language, service.period));
      out.element("span", shown_words(visit, service.shown_to));
      out.element("span", visit.trn("{n} was there with you", "{n} were there with you", comrades)).close().close();
      out.element("a", {{"class", "button"}, {"href", "/account/units/" + id_text(service.id)}}, visit.tr("Change"));
      out.close();
    }
    out.close();
  }
  return render_page(visit, {.title = visit.tr("Where I was"), .indexing = Indexing::refused}, out.take());
}

http::Response show_own_service(Visit& visit) {
  const auto service = service_of(visit);
  return render_service(visit, service, state_of(service), 200);
}

http::Response update_service(Visit& visit) {
  const auto service = service_of(visit);
  html::FormState state(visit.request.form.pairs());
  const auto words = read_service_fields(state);
  if (state.is_refused()) return render_service(visit, service, state, 422);
  const auto act = act_on_units(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { change_service(transaction, act, service.id, words); });
  return see_other_with_notice(visit, "/account/units", text::msgid("Saved. It holds from now on."));
}

http::Response end_service(Visit& visit) {
  const auto service = service_of(visit);
  const auto act = act_on_units(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { withdraw_service(transaction, act, service.id); });
  return see_other_with_notice(visit, "/account/units", text::msgid("Taken back."));
}

}  // namespace parvis::units
