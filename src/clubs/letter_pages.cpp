// What officers write to their group, and how a member ends these letters from one of them.
#include "clubs/clubs_pages.h"
#include "clubs/group_views.h"
#include "community/accounts/door.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/groups/group_letter.h"
#include "core/text/validate.h"

namespace parvis::clubs {

using namespace community;

namespace {

constexpr int kLettersShown = 20;

Group group_written_to(const Visit& visit, store::Reader& reader) {
  visit.member();
  auto group = group_asked(visit, reader);
  require_officer(reader, group_act(visit), group.id);
  return group;
}

void write_sent(html::Writer& out, const Visit& visit, const std::vector<SentLetter>& letters) {
  if (letters.empty()) return;
  out.open("section").element("h2", visit.tr("Written before")).open("ul", {{"class", "list"}});
  for (const auto& letter : letters) {
    out.open("li").element("p", {{"class", "name"}}, letter.subject).open("p", {{"class", "quiet small dots"}});
    out.element("span", letter.author_name).open("span");
    write_time(out, visit, letter.written_at);
    out.close().element("span", visit.trn("sent to {n} member", "sent to {n} members", letter.receivers));
    if (letter.waited > 0) {
      out.element("span",
                  visit.trn("{n} of them waited for its turn", "{n} of them waited for their turn", letter.waited));
    }
    if (letter.held_back > 0) {
      out.element("span", visit.trn("held back for {n} member, who had as many letters as we send",
                                    "held back for {n} members, who had as many letters as we send", letter.held_back));
    }
    out.close().close();
  }
  out.close().close();
}

http::Response render(const Visit& visit, const html::FormState& state, int status) {
  Group group;
  std::int64_t receivers = 0;
  const auto letters = visit.community.store().read([&](store::Reader& reader) {
    group = group_written_to(visit, reader);
    receivers = count_receivers(reader, group.id);
    return letters_of(reader, group.id, kLettersShown);
  });
  const auto title = visit.tr("Write to {group}", {{"group", group.name}});
  html::Writer out;
  out.open("div", {{"class", "narrow"}}).open("header", {{"class", "title"}}).element("h1", title);
  out.element("p", visit.trn("{n} member wishes to receive these letters, of {members}.",
                             "{n} members wish to receive these letters, of {members}.", receivers,
                             {{"members", group.members}}));
  out.close();
  html::Form form(out, state, say_in(visit), "letter");
  form.summary(visit.tr(kCheckThis)).open(group_path(group.slug) + "/letter", visit.form_token);
  const auto subject = visit.tr("Subject"), body = visit.tr("The letter"),
             hint = visit.tr("Plain text; an empty line sets paragraphs apart. Two letters a day at most.");
  form.text_field({.name = "subject", .label = subject, .autocomplete = "off"});
  form.text_area({.name = "letter", .label = body, .hint = hint, .rows = 12});
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Send it"));
  out.element("a", {{"class", "button bare"}, {"href", group_path(group.slug)}}, visit.tr("Cancel")).close();
  form.close();
  write_sent(out, visit, letters);
  out.close();
  return render_page(visit, {.title = title, .indexing = Indexing::refused, .current = "groups"}, out.take(), {},
                     status);
}

Leaving leaving_asked(const Visit& visit) {
  const auto leaving = read_leave_token(visit.community.secret(), visit.request.parameter("token"));
  if (!leaving) throw NotFound();
  return *leaving;
}

}  // namespace

http::Response show_group_letter(Visit& visit) { return render(visit, {}, 200); }

http::Response create_group_letter(Visit& visit) {
  const auto group =
      visit.community.store().read([&](store::Reader& reader) { return group_written_to(visit, reader); });
  html::FormState state(visit.request.form.pairs());
  auto subject = text::check_text(state.value("subject"), {.min = 1, .max = kMaxLetterSubject});
  if (subject.problem) state.refuse("subject", *subject.problem);
  auto body = text::check_text(state.value("letter"), {.min = 1, .max = kMaxLetterBody, .lines = text::Lines::many});
  if (body.problem) state.refuse("letter", *body.problem);
  if (state.is_refused()) return render(visit, state, 422);
  const auto sender = account_act_of(visit).sender;
  try {
    change(visit, [&](store::Transaction& transaction, const GroupAct& act) {
      write_to_group(transaction, act, group, {std::move(subject.value), std::move(body.value)}, sender,
                     visit.community.secret());
      return true;
    });
  } catch (const Conflict& conflict) {
    state.refuse(conflict.sentence());
    return render(visit, state, conflict.status());
  }
  return see_other_with_notice(visit, group_path(group.slug),
                               text::msgid("On its way to those who wish to receive it."));
}

http::Response show_letter_leaving(Visit& given) {
  Visit visit = given;
  leaving_asked(visit);
  prepare_visitor_form(visit);
  const auto title = visit.tr("No more letters of this group");
  html::Writer out;
  open_narrow(out, title, visit.tr("You stay in the group; you only receive no more letters from it."));
  const html::FormState state;
  html::Form form(out, state, say_in(visit), "leaving");
  form.open("/groups/letters/" + std::string(visit.request.parameter("token")), visit.form_token);
  form.submit(visit.tr("Receive no more of them")).close();
  close_narrow(out);
  return private_page(visit, title, out);
}

http::Response leave_letters(Visit& visit) {
  const auto leaving = leaving_asked(visit);
  visit.community.store().write([&](store::Transaction& transaction) {
    choose_letters(transaction, leaving.group, leaving.member, Letters::no);
  });
  return see_other_with_notice(visit, "/", text::msgid("You will receive no more letters of this group."));
}

}  // namespace parvis::clubs
