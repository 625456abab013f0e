// The card itself, and the notes, tasks and circle that are kept from it.
#include "cockpit/card/card_pages.h"

#include "cockpit/card/card_views.h"
#include "cockpit/cockpit_frame.h"
#include "community/card/card_path.h"
#include "community/page/thread_rows.h"
#include "core/id_pair.h"
#include "core/text/dates.h"
#include "core/text/validate.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kPartnersPerPage = 50;

http::Response render(const Visit& visit, const CardForms& forms = {}, int status = 200) {
  const auto card = visit.community.store().read([&](store::Reader& reader) { return read_card(reader, visit); });
  if (card.member.handle != visit.request.parameter("handle")) return http::moved(card_path(card.member.handle));
  html::Writer out;
  write_card_style(out);
  write_card_head(out, visit, card);
  out.open("div", {{"class", "card-columns"}}).open("div", {{"class", "card-main"}});
  write_rhythm(out, visit, card);
  write_card_acts(out, visit, card);
  out.open("section").open("div", {{"class", "head"}}).element("h2", visit.tr("With whom they exchange"));
  out.element("a", {{"href", card_path(card.member.handle) + "/exchanges"}}, visit.tr("Everybody")).close();
  if (card.partners.empty()) {
    community::write_empty(out, visit.tr("With nobody yet."));
  } else {
    write_partners(out, visit, card.member, card.partners);
  }
  out.close();
  write_parts_played(out, visit, card);
  write_card_tasks(out, visit, card, forms.task);
  write_notes(out, visit, card, forms.note);
  out.close().open("div", {{"class", "card-side"}});
  write_facts(out, visit, card);
  write_way(out, visit, card);
  write_card_circle(out, visit, card, forms.circle);
  write_card_plans(out, visit, card);
  write_card_segments(out, visit, card);
  write_card_consents(out, visit, card);
  write_money(out, visit, card);
  out.close().close();
  return cockpit_page(visit, Room::members, card.member.display_name, out.take(), status);
}

Member member_asked(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) { return card_member(reader, visit); });
}

http::Response to_card(const Visit& visit, const Member& member, const char* words, std::string_view part) {
  return see_other_with_notice(visit, card_path(member.handle) + std::string(part), words);
}

std::optional<PartnerPlace> partners_after(const Visit& visit) {
  const auto place = parse_pair(visit.request.query.get("after"));
  return place ? std::optional(PartnerPlace{place->first, {place->second}}) : std::nullopt;
}

}  // namespace

http::Response show_card(Visit& visit) { return render(visit); }

http::Response show_partners(Visit& visit) {
  std::optional<Member> member;
  const auto partners = visit.community.store().read([&](store::Reader& reader) {
    member = card_member(reader, visit);
    return partners_of(reader, member->id, partners_after(visit), kPartnersPerPage);
  });
  const auto title = visit.tr("With whom {member} exchanges", {{"member", member->display_name}});
  html::Writer out;
  write_card_style(out);
  out.open("header", {{"class", "title"}}).open("p", {{"class", "small"}});
  out.element("a", {{"href", card_path(member->handle)}}, member->display_name).close().element("h1", title);
  out.element("p", {{"class", "quiet"}},
              visit.tr("Answers, comments, thanks, accepted answers and mentions of all time, the strongest tie first. "
                       "Each number opens onto its acts."));
  out.close();
  if (partners.empty()) write_empty(out, visit.tr("With nobody yet."));
  if (!partners.empty()) write_partners(out, visit, *member, partners);
  if (partners.size() == static_cast<std::size_t>(kPartnersPerPage)) {
    const auto& last = partners.back();
    write_next_page(out, visit, card_path(member->handle) + "/exchanges",
                    pair_text({last.given + last.received, last.face.id.value}));
  }
  return cockpit_page(visit, Room::members, title, out.take());
}

http::Response create_card_note(Visit& visit) {
  const auto member = member_asked(visit);
  CardForms forms{.note = html::FormState(visit.request.form.pairs()), .task = {}, .circle = {}};
  const auto body = text::check_text(forms.note.value("note"), {.min = 1, .max = kMaxNote, .lines = text::Lines::many});
  if (body.problem) {
    forms.note.refuse("note", *body.problem);
    return render(visit, forms, 422);
  }
  visit.community.store().write([&](store::Transaction& transaction) {
    write_note(transaction, visit.community.timeline(), visit.viewer.member, member.id, body.value, visit.source);
  });
  return to_card(visit, member, text::msgid("The note is kept."), "#notes");
}

http::Response end_card_note(Visit& visit) {
  const auto member = member_asked(visit);
  const NoteId id{parse_id(visit.request.parameter("note")).value_or(0)};
  const bool done = visit.community.store().write([&](store::Transaction& transaction) {
    return remove_note(transaction, visit.community.timeline(), visit.viewer.member, id, visit.source);
  });
  if (!done) throw NotFound();
  return to_card(visit, member, text::msgid("The note was removed."), "#notes");
}

http::Response create_card_task(Visit& visit) {
  const auto member = member_asked(visit);
  CardForms forms{.note = {}, .task = html::FormState(visit.request.form.pairs()), .circle = {}};
  auto& state = forms.task;
  const auto words =
      text::check_text(state.value("words"), {.min = 1, .max = kMaxTaskWords, .lines = text::Lines::single});
  if (words.problem) state.refuse("words", *words.problem);
  const auto typed = state.value("due");
  const auto due = text::start_of_day(typed, text::TimeZone::of(visit.time_zone));
  if (!typed.empty() && !due) state.refuse("due", {"Write a day, like 2027-03-21."});
  if (const auto problem = problem_with_due(due.value_or(Instant{}), now())) state.refuse("due", *problem);
  if (state.is_refused()) return render(visit, forms, 422);
  const TaskAct act{
      .timeline = visit.community.timeline(), .actor = visit.viewer.member, .at = now(), .source = visit.source};
  visit.community.store().write([&](store::Transaction& transaction) {
    write_task(transaction, act, words.value, member.id, due.value_or(Instant{}));
  });
  return to_card(visit, member, text::msgid("Noted."), "#tasks");
}

http::Response update_card_circle(Visit& visit) {
  const auto member = member_asked(visit);
  CardForms forms{.note = {}, .task = {}, .circle = html::FormState(visit.request.form.pairs())};
  auto& state = forms.circle;
  const auto note = text::check_text(state.value("note"), {.max = kMaxCircleNote, .lines = text::Lines::single});
  if (note.problem) state.refuse("note", *note.problem);
  const std::string circle(state.value("circle"));
  const bool is_known = circle.empty() || visit.community.store().read([&](store::Reader& reader) {
    return find_circle(reader, circle).has_value();
  });
  if (!is_known) state.refuse("circle", {"Choose one of these."});
  if (state.is_refused()) return render(visit, forms, 422);
  const CircleAct act{visit.community.timeline(), visit.viewer.member, now(), visit.source};
  visit.community.store().write(
      [&](store::Transaction& transaction) { set_circle(transaction, act, member.id, circle, note.value); });
  return to_card(visit, member, text::msgid("Noted."), "#circle");
}

}  // namespace parvis::cockpit
