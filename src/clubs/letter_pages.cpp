// What officers write to their group, and how a member ends these letters from one of them.
#include "clubs/clubs_pages.h"
#include "clubs/group_views.h"
#include "community/accounts/door.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/groups/group_letter.h"
#include "community/letters/bulk_letter_views.h"

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
  write_letter_fields(form, visit);
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Send it"));
  out.element("a", {{"class", "button bare"}, {"href", group_path(group.slug)}}, visit.tr("Cancel")).close();
  form.close();
  write_sent_letters(out, visit, letters);
  out.close();
  return render_page(visit, {.title = title, .indexing = Indexing::refused, .current = "groups"}, out.take(), {},
                     status);
}

LetterLeaving leaving_asked(const Visit& visit) {
  const auto leaving = read_leaving(group_leaving_key(visit.community.secret()), visit.request.parameter("token"));
  if (!leaving) throw NotFound();
  return *leaving;
}

}  // namespace

http::Response show_group_letter(Visit& visit) { return render(visit, {}, 200); }

http::Response create_group_letter(Visit& visit) {
  const auto group =
      visit.community.store().read([&](store::Reader& reader) { return group_written_to(visit, reader); });
  html::FormState state(visit.request.form.pairs());
  const auto letter = letter_typed(state, kMaxGroupLetterBody);
  if (state.is_refused()) return render(visit, state, 422);
  const auto sender = account_act_of(visit).sender;
  try {
    change(visit, [&](store::Transaction& transaction, const GroupAct& act) {
      write_to_group(transaction, act, group, letter, sender, visit.community.secret());
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
    choose_letters(transaction, {leaving.agreed}, leaving.member, Letters::no);
  });
  return see_other_with_notice(visit, "/", text::msgid("You will receive no more letters of this group."));
}

}  // namespace parvis::clubs
