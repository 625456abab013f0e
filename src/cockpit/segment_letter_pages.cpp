// What a manager writes to a segment, and how a reader ends these letters from one of them.
#include "cockpit/cockpit_frame.h"
#include "cockpit/cockpit_pages.h"
#include "cockpit/segment_views.h"
#include "community/accounts/door.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/letters/bulk_letter_views.h"
#include "community/segments/segment_letter.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kLettersShown = 20;

struct Agreeing {
  ConsentPurpose purpose;
  std::int64_t receivers = 0;
};
struct Page {
  Segment segment;
  std::vector<Agreeing> purposes;
  std::vector<SentLetter> sent;
};

Page read_page(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    Page page{.segment = segment_asked(visit, reader), .purposes = {}, .sent = {}};
    for (auto& purpose : purposes(reader, Purposes::in_force)) {
      const auto receivers = count_receivers(reader, page.segment.id, purpose.id);
      page.purposes.push_back({std::move(purpose), receivers});
    }
    page.sent = letters_of(reader, page.segment.id, kLettersShown);
    return page;
  });
}

http::Response render(const Visit& visit, const Page& page, const html::FormState& state, int status) {
  const auto title = visit.tr("Write to {segment}", {{"segment", page.segment.name}});
  html::Writer out;
  out.open("div", {{"class", "narrow"}}).open("header", {{"class", "title"}}).element("h1", title);
  out.element("p", visit.tr("It goes to those of the segment who agreed to what you choose, and to nobody else. Each "
                            "letter ends with one click to receive no more."));
  out.close();
  if (page.purposes.empty()) {
    write_empty(out, visit.tr("Members have nothing to agree to yet: say first what letters they may receive."),
                visit.tr("What members agree to"), "/manage/privacy");
    out.close();
    return cockpit_page(visit, Room::segments, title, out.take(), status);
  }
  html::Form form(out, state, say_in(visit), "letter");
  form.summary(visit.tr(kCheckThis)).open(segment_path(page.segment.slug) + "/letter", visit.form_token);
  std::vector<std::string> words;
  for (const auto& [purpose, receivers] : page.purposes) {
    words.push_back(visit.trn("{purpose}: {n} member receives it", "{purpose}: {n} members receive it", receivers,
                              {{"purpose", purpose.name.in(visit.language)}}));
  }
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < words.size(); ++i) choices.push_back({page.purposes[i].purpose.slug, words[i]});
  const auto purpose = visit.tr("What they agreed to");
  form.radio_group({.name = "purpose", .label = purpose, .choices = choices});
  write_letter_fields(form, visit);
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Send it"));
  out.element("a", {{"class", "button bare"}, {"href", segment_path(page.segment.slug)}}, visit.tr("Cancel")).close();
  form.close();
  write_sent_letters(out, visit, page.sent);
  out.close();
  return cockpit_page(visit, Room::segments, title, out.take(), status);
}

LetterLeaving leaving_asked(const Visit& visit) {
  const auto leaving = read_leaving(segment_leaving_key(visit.community.secret()), visit.request.parameter("token"));
  if (!leaving) throw NotFound();
  return *leaving;
}

}  // namespace

http::Response show_segment_letter(Visit& visit) { return render(visit, read_page(visit), {}, 200); }

http::Response create_segment_letter(Visit& visit) {
  const auto page = read_page(visit);
  html::FormState state(visit.request.form.pairs());
  PurposeId chosen;
  for (const auto& [purpose, receivers] : page.purposes) {
    if (purpose.slug != state.value("purpose")) continue;
    chosen = purpose.id;
    if (receivers == 0) state.refuse("purpose", {"Nobody of this segment agreed to it."});
  }
  if (!chosen) state.refuse("purpose", {"Choose what they agreed to."});
  const auto letter = letter_typed(state, kMaxSegmentLetterBody);
  if (state.is_refused()) return render(visit, page, state, 422);
  const auto sender = account_act_of(visit).sender;
  try {
    const auto act = act_of(visit);
    visit.community.store().write([&](store::Transaction& transaction) {
      write_to_segment(transaction, act, page.segment, chosen, letter, sender, visit.community.secret());
    });
  } catch (const Conflict& conflict) {
    state.refuse(conflict.sentence());
    return render(visit, page, state, conflict.status());
  }
  return community::see_other_with_notice(visit, segment_path(page.segment.slug),
                                          text::msgid("On its way to those who wish to receive it."));
}

http::Response show_letter_end(Visit& given) {
  Visit visit = given;
  leaving_asked(visit);
  prepare_visitor_form(visit);
  const auto title = visit.tr("No more of these letters");
  html::Writer out;
  open_narrow(out, title,
              visit.tr("You agreed to receive them. You can take that back here, and agree again whenever "
                       "you like, in your settings."));
  const html::FormState state;
  html::Form form(out, state, say_in(visit), "leaving");
  form.open("/segments/letters/" + std::string(visit.request.parameter("token")), visit.form_token);
  form.submit(visit.tr("Receive no more of them")).close();
  close_narrow(out);
  return private_page(visit, title, out);
}

http::Response end_letters(Visit& visit) {
  const auto leaving = leaving_asked(visit);
  visit.community.store().write([&](store::Transaction& transaction) {
    for (const auto& purpose : purposes(transaction, Purposes::all)) {
      if (purpose.id.value != leaving.agreed) continue;
      const ConsentAct act{.timeline = visit.community.timeline(),
                           .member = leaving.member,
                           .language = visit.language,
                           .proof = "by the link in a letter, request " + visit.request.id,
                           .at = now(),
                           .source = visit.source};
      say_consent(transaction, act, purpose, purpose.version, Agrees::no);
    }
  });
  return community::see_other_with_notice(visit, "/", text::msgid("You will receive no more of these letters."));
}

}  // namespace parvis::cockpit
