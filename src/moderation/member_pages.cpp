// A member as those who look after the square need to know them: their record, what holds for them, what was noted, and
// the forms that warn, silence, suspend and exclude.
#include <charconv>

#include "community/accounts/visit_account.h"
#include "community/incoming/stop_views.h"
#include "community/members/accounts.h"
#include "community/members/member.h"
#include "community/moderation/member_note.h"
#include "community/moderation/reason_words.h"
#include "community/page/form_words.h"
#include "community/page/member_views.h"
#include "core/text/dates.h"
#include "core/text/unicode.h"
#include "core/text/validate.h"
#include "moderation/deciders.h"
#include "moderation/moderation_pages.h"
#include "moderation/sanction_views.h"

namespace parvis::moderation {

using namespace community;

namespace {

struct Known {
  Member member;
  std::vector<Sanction> sanctions;
  std::vector<MemberNote> notes;
  Conduct conduct;
};

Known read_known(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    auto member = find_member(reader, visit.request.parameter("handle"));
    if (!member || member->status == MemberStatus::former) throw NotFound({"There is no member with that name here."});
    const auto id = member->id;
    return Known{std::move(*member), sanctions_of(reader, id), notes_on(reader, id), conduct_of(reader, id, now())};
  });
}

std::string path_of(const Known& known) { return "/moderation/members/" + known.member.handle; }

bool may_any(const Visit& visit, const Known& known) {
  return may_sanction(visit.viewer, known.member.role, SanctionKind::warning) && known.member.id != visit.viewer.member;
}

void write_conduct(html::Writer& out, const Visit& visit, const Known& known) {
  auto words = visit.trn("{n} post", "{n} posts", known.member.posts);
  if (known.conduct.strikes > 0) {
    words += " · " + visit.trn("{n} strike in force", "{n} strikes in force", known.conduct.strikes);
  }
  out.element("p", {{"class", "quiet"}}, words);
}

void write_sanctions(html::Writer& out, const Visit& visit, const Known& known) {
  if (known.sanctions.empty()) return;
  out.open("section").element("h2", visit.tr("Sanctions")).open("ul", {{"class", "list"}});
  for (const auto& sanction : known.sanctions) {
    out.open("li", {{"class", "waiting"}});
    write_sanction(out, visit, sanction);
    if (sanction.in_force(now()) && may_sanction(visit.viewer, known.member.role, sanction.kind)) {
      out.open("form", {{"method", "post"}, {"action", "/moderation/sanctions/" + id_text(sanction.id) + "/end"}});
      write_form_token(out, visit);
      out.element("button", {{"class", "button"}}, visit.tr("End it now")).close();
    }
    out.close();
  }
  out.close().close();
}

void write_kinds(html::Form& form, const Visit& visit, const Known& known) {
  struct Kind {
    SanctionKind kind;
    std::string label, hint;
  };
  const std::array kinds{Kind{SanctionKind::warning, sanction_words(visit, SanctionKind::warning),
                              visit.tr("Counts as a strike until it expires.")},
                         Kind{SanctionKind::silence, sanction_words(visit, SanctionKind::silence),
                              visit.tr("They read, and write nothing.")},
                         Kind{SanctionKind::suspension, sanction_words(visit, SanctionKind::suspension),
                              visit.tr("They cannot sign in, and stand in no list.")},
                         Kind{SanctionKind::exclusion, sanction_words(visit, SanctionKind::exclusion),
                              visit.tr("As a suspension, for good.")}};
  std::vector<html::Choice> choices;
  for (const auto& kind : kinds) {
    if (may_sanction(visit.viewer, known.member.role, kind.kind)) {
      choices.push_back({sanction_name(kind.kind), kind.label, kind.hint});
    }
  }
  form.radio_group({.name = "kind", .label = visit.tr("What"), .choices = choices});
}

void write_sanction_form(html::Writer& out, const Visit& visit, const Known& known, const html::FormState& state) {
  if (!may_any(visit, known)) return;
  const bool more = may_sanction(visit.viewer, known.member.role, SanctionKind::silence);
  out.open("section").element("h2", more ? visit.tr("Warn, silence or suspend") : visit.tr("Warn"));
  html::Form form(out, state, say_in(visit), "sanction");
  form.summary(visit.tr(kCheckThis)).open(path_of(known) + "/sanctions", visit.form_token);
  write_kinds(form, visit, known);
  if (visit.viewer.is_manager()) {
    const auto label = visit.tr("For how many days"),
               hint = visit.tr("Of a silence or suspension. Empty: until it is ended.");
    form.text_field({.name = "days",
                     .label = label,
                     .hint = hint,
                     .kind = html::TextKind::number,
                     .autocomplete = "off",
                     .need = html::Need::optional});
  }
  write_reason_fields(form, visit, ReasonFor::hide);
  form.submit(visit.tr("Decide")).close();
  out.close();
}

void write_notes(html::Writer& out, const Visit& visit, const Known& known, const html::FormState& state) {
  out.open("section").element("h2", visit.tr("Notes"));
  if (!known.notes.empty()) out.open("ul", {{"class", "list"}});
  for (const auto& note : known.notes) {
    out.open("li", {{"class", "waiting"}}).element("p", note.body).open("p", {{"class", "meta"}});
    out.text(note.author_name + " · ");
    write_time(out, visit, note.written_at);
    out.close();
    if (note.author == visit.viewer.member) {
      out.open("form", {{"method", "post"}, {"action", "/moderation/notes/" + id_text(note.id) + "/removal"}});
      write_form_token(out, visit);
      out.element("button", {{"class", "plain"}}, visit.tr("Remove")).close();
    }
    out.close();
  }
  if (!known.notes.empty()) out.close();
  html::Form form(out, state, say_in(visit), "note");
  form.open(path_of(known) + "/notes", visit.form_token);
  const auto label = visit.tr("A note");
  const auto hint = visit.tr(
      "Other staff read it here. The member reads it too, in what the community knows of them: "
      "write what you would tell them.");
  form.text_area({.name = "note", .label = label, .hint = hint, .rows = 3});
  form.submit(visit.tr("Keep this note"), html::Emphasis::plain).close();
  out.close();
}

struct Forms {
  html::FormState sanction, note;
};

http::Response render(const Visit& visit, const Known& known, const Forms& forms = {}, int status = 200) {
  const auto& member = known.member;
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", member.display_name);
  out.open("p").element("a", {{"href", member_path(member.handle)}}, "@" + member.handle).close();
  write_conduct(out, visit, known);
  write_letter_stop_of(out, visit, member.id);
  out.close();
  write_sanctions(out, visit, known);
  write_sanction_form(out, visit, known, forms.sanction);
  write_notes(out, visit, known, forms.note);
  const PageHead head{.title = member.display_name, .indexing = Indexing::refused, .current = "moderation"};
  return render_page(visit, head, out.take(), {}, status);
}

std::optional<NewSanction> sanction_typed(const Known& known, html::FormState& state) {
  const auto kind = parse_sanction(state.value("kind"));
  if (!kind) state.refuse("kind", {"Choose one of these."});
  std::int64_t days = 0;
  const auto typed = text::trim(state.value("days"));
  if (!typed.empty()) {
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), days);
    if (error != std::errc() || end != typed.data() + typed.size() || days < 1 || days > kMostSanctionDays) {
      state.refuse("days", {"Write a number from 1 to {most}.", {{"most", std::to_string(kMostSanctionDays)}}});
    }
  }
  auto reason = reason_typed(state);
  if (!kind || !reason || state.is_refused()) return std::nullopt;
  return NewSanction{known.member.id, *kind, std::move(*reason), days};
}

}  // namespace

http::Response show_member_record(Visit& visit) {
  require_keeper(visit);
  return render(visit, read_known(visit));
}

http::Response create_sanction(Visit& visit) {
  require_keeper(visit);
  const auto known = read_known(visit);
  Forms forms{.sanction = html::FormState(visit.request.form.pairs()), .note = {}};
  const auto wish = sanction_typed(known, forms.sanction);
  if (!wish) return render(visit, known, forms, 422);
  const auto act = account_act_of(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { give_sanction(transaction, act, visit.viewer, *wish); });
  if (wish->kind >= SanctionKind::suspension) visit.community.accounts().presence().left(wish->member);
  return see_other_with_notice(visit, path_of(known), text::msgid("Decided. They are told by a letter."));
}

http::Response end_sanction(Visit& visit) {
  require_keeper(visit);
  const auto id = parse_id(visit.request.parameter("sanction"));
  if (!id) throw NotFound();
  const auto sanction =
      visit.community.store().read([&](store::Reader& reader) { return find_sanction(reader, {*id}); });
  if (!sanction) throw NotFound();
  const auto act = account_act_of(visit);
  const bool done = visit.community.store().write(
      [&](store::Transaction& transaction) { return lift_sanction(transaction, act, visit.viewer, {*id}); });
  const auto member =
      visit.community.store().read([&](store::Reader& reader) { return find_member(reader, sanction->member); });
  return see_other_with_notice(
      visit, member ? "/moderation/members/" + member->handle : "/moderation",
      done ? text::msgid("Ended. They are told by a letter.") : text::msgid("It was over already."));
}

http::Response create_note(Visit& visit) {
  require_keeper(visit);
  const auto known = read_known(visit);
  Forms forms{.sanction = {}, .note = html::FormState(visit.request.form.pairs())};
  const auto body = text::check_text(forms.note.value("note"), {.min = 1, .max = kMaxNote, .lines = text::Lines::many});
  if (body.problem) {
    forms.note.refuse("note", *body.problem);
    return render(visit, known, forms, 422);
  }
  visit.community.store().write([&](store::Transaction& transaction) {
    write_note(transaction, visit.community.timeline(), visit.viewer.member, known.member.id, body.value, visit.source);
  });
  return see_other_with_notice(visit, path_of(known), text::msgid("The note is kept."));
}

http::Response end_note(Visit& visit) {
  require_keeper(visit);
  const auto id = parse_id(visit.request.parameter("note"));
  if (!id) throw NotFound();
  const bool done = visit.community.store().write([&](store::Transaction& transaction) {
    return remove_note(transaction, visit.community.timeline(), visit.viewer.member, {*id}, visit.source);
  });
  if (!done) throw NotFound();
  return see_other_with_notice(visit, "/moderation", text::msgid("The note was removed."));
}

}  // namespace parvis::moderation
