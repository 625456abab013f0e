// What a member sent in and is not there yet: what waits, and what was turned down with its reason.
#include "community/moderation/reason_words.h"
#include "community/threads/visit_act.h"
#include "moderation/contribution_views.h"
#include "moderation/moderation_pages.h"
#include "moderation/sanction_views.h"

namespace parvis::moderation {

using namespace community;

namespace {

struct Own {
  Contribution contribution;
  Surroundings around;
};

struct OwnCase {
  ModerationCase decided;
  Surroundings around;
};

// What holds of appeals: those that were sent, and what may still be appealed against.
struct OwnAppeals {
  std::vector<Appeal> sent;
  std::vector<Judgement> open;
};

void write_second_look(html::Writer& out, const Visit& visit, const OwnAppeals& appeals, const Judgement& judgement) {
  const auto sent = std::ranges::find(appeals.sent, judgement, &Appeal::judgement);
  if (sent != appeals.sent.end()) return write_own_appeal(out, visit, *sent);
  if (std::ranges::find(appeals.open, judgement) != appeals.open.end()) write_appeal_form(out, visit, judgement);
}

void write_state(html::Writer& out, const Visit& visit, const Contribution& contribution) {
  if (contribution.decision == Decision::turned_down) {
    write_badge(out, visit.tr("turned down"), "bad");
    return;
  }
  write_badge(out, visit.tr("waits"), "warn");
}

void write_withdrawal(html::Writer& out, const Visit& visit, const Contribution& contribution) {
  out.open("form",
           {{"method", "post"}, {"action", "/account/contributions/" + id_text(contribution.id) + "/withdrawal"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "plain"}}, visit.tr("Take it back")).close();
}

void write_own(html::Writer& out, const Visit& visit, const Own& own, const OwnAppeals& appeals) {
  const auto& [contribution, around] = own;
  out.open("li", {{"class", "waiting"}}).open("p", {{"class", "meta"}});
  write_place(out, visit, contribution, around);
  out.text(" ");
  write_state(out, visit, contribution);
  out.text(" ");
  write_time(out, visit, contribution.sent_at);
  out.close();
  if (contribution.decision == Decision::turned_down) {
    write_reason(out, visit, {contribution.ground, contribution.reason});
  }
  write_words(out, around);
  if (contribution.decision == Decision::waiting) write_withdrawal(out, visit, contribution);
  write_second_look(out, visit, appeals, {ObjectKind::contribution, contribution.id.value});
  out.close();
}

void write_case(html::Writer& out, const Visit& visit, const OwnCase& own, const OwnAppeals& appeals) {
  const auto& [decided, around] = own;
  out.open("li", {{"class", "waiting"}}).open("p", {{"class", "meta"}});
  write_place(out, visit, decided, around);
  out.text(" ");
  if (decided.decision == CaseDecision::hidden) {
    write_badge(out, visit.tr("hidden"), "bad");
  } else {
    write_badge(out, visit.tr("changed"), "warn");
  }
  out.text(" ");
  write_time(out, visit, decided.decided_at.value_or(decided.opened_at));
  out.close();
  write_reason(out, visit, {decided.ground, decided.reason});
  if (decided.decision == CaseDecision::hidden) write_words(out, around);
  write_second_look(out, visit, appeals, {ObjectKind::moderation_case, decided.id.value});
  out.close();
}

void write_cases(html::Writer& out, const Visit& visit, const std::vector<OwnCase>& cases, const OwnAppeals& appeals) {
  if (cases.empty()) return;
  out.open("section").element("h2", visit.tr("What was hidden or changed")).open("ul", {{"class", "list queue"}});
  for (const auto& own : cases) write_case(out, visit, own, appeals);
  out.close().close();
}

void write_sanctions(html::Writer& out, const Visit& visit, const std::vector<Sanction>& sanctions,
                     const OwnAppeals& appeals) {
  if (sanctions.empty()) return;
  out.open("section")
      .element("h2", visit.tr("What was decided on your membership"))
      .open("ul", {{"class", "list queue"}});
  for (auto sanction : sanctions) {
    sanction.given_by_name.clear();
    out.open("li", {{"class", "waiting"}});
    write_sanction(out, visit, sanction);
    write_second_look(out, visit, appeals, {ObjectKind::sanction, sanction.id.value});
    out.close();
  }
  out.close().close();
}

struct AllOwn {
  std::vector<Own> sent_in;
  std::vector<OwnCase> cases;
  std::vector<Sanction> sanctions;
  OwnAppeals appeals;
};

OwnAppeals read_appeals(store::Reader& reader, MemberId member, const AllOwn& all) {
  OwnAppeals appeals{.sent = appeals_of(reader, member), .open = {}};
  const auto add = [&](ObjectKind kind, std::int64_t id) {
    const Judgement judgement{kind, id};
    if (may_appeal(reader, member, judgement)) appeals.open.push_back(judgement);
  };
  for (const auto& own : all.sent_in) add(ObjectKind::contribution, own.contribution.id.value);
  for (const auto& own : all.cases) add(ObjectKind::moderation_case, own.decided.id.value);
  for (const auto& sanction : all.sanctions) add(ObjectKind::sanction, sanction.id.value);
  return appeals;
}

AllOwn read_own(Visit& visit) {
  const auto member = visit.member().member;
  return visit.community.store().read([&](store::Reader& reader) {
    AllOwn all;
    for (auto& one : contributions_of(reader, member)) {
      auto around = surroundings_of(reader, visit, one);
      all.sent_in.push_back({std::move(one), std::move(around)});
    }
    for (auto& one : cases_of_author(reader, member)) {
      auto around = surroundings_of(reader, visit, one);
      all.cases.push_back({std::move(one), std::move(around)});
    }
    all.sanctions = sanctions_of(reader, member);
    all.appeals = read_appeals(reader, member, all);
    return all;
  });
}

}  // namespace

http::Response show_own_contributions(Visit& visit) {
  const auto [rows, cases, sanctions, appeals] = read_own(visit);
  html::Writer out;
  const auto title = visit.tr("What you sent in");
  out.open("header", {{"class", "title"}}).element("h1", title);
  out.element("p",
              visit.tr("In some spaces somebody reads what is written before it stands there. Only you and those who "
                       "decide see this page."))
      .close();
  if (rows.empty() && cases.empty() && sanctions.empty()) {
    write_empty(out, visit.tr("Nothing of yours waits."), visit.tr("To the square"), "/");
  }
  if (!rows.empty()) {
    out.open("ul", {{"class", "list queue"}});
    for (const auto& own : rows) write_own(out, visit, own, appeals);
    out.close();
  }
  write_sanctions(out, visit, sanctions, appeals);
  write_cases(out, visit, cases, appeals);
  return render_page(visit, {.title = title, .indexing = Indexing::refused}, out.take());
}

http::Response take_back(Visit& visit) {
  const auto id = parse_id(visit.request.parameter("contribution"));
  if (!id) throw NotFound();
  const auto act = act_of(visit);
  visit.member();
  const bool done = visit.community.store().write(
      [&](store::Transaction& transaction) { return take_back_contribution(transaction, act, {*id}); });
  return see_other_with_notice(visit, "/account/contributions",
                               done ? text::msgid("Taken back.") : text::msgid("Somebody had decided already."));
}

}  // namespace parvis::moderation
