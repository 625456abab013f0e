// What a member sent in and is not there yet: what waits, and what was turned down with its reason.
#include "community/threads/visit_act.h"
#include "moderation/contribution_views.h"
#include "moderation/moderation_pages.h"

namespace parvis::moderation {

using namespace community;

namespace {

struct Own {
  Contribution contribution;
  Surroundings around;
};

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

void write_own(html::Writer& out, const Visit& visit, const Own& own) {
  const auto& [contribution, around] = own;
  out.open("li", {{"class", "waiting"}}).open("p", {{"class", "meta"}});
  write_place(out, visit, contribution, around);
  out.text(" ");
  write_state(out, visit, contribution);
  out.text(" ");
  write_time(out, visit, contribution.sent_at);
  out.close();
  if (contribution.decision == Decision::turned_down) {
    out.open("blockquote", {{"class", "reason"}}).element("p", contribution.reason).close();
  }
  write_contribution(out, contribution, around);
  if (contribution.decision == Decision::waiting) write_withdrawal(out, visit, contribution);
  out.close();
}

}  // namespace

http::Response show_own_contributions(Visit& visit) {
  const auto member = visit.member().member;
  const auto rows = visit.community.store().read([&](store::Reader& reader) {
    std::vector<Own> all;
    for (auto& one : contributions_of(reader, member)) {
      auto around = surroundings_of(reader, visit, one);
      all.push_back({std::move(one), std::move(around)});
    }
    return all;
  });
  html::Writer out;
  const auto title = visit.tr("What you sent in");
  out.open("header", {{"class", "title"}}).element("h1", title);
  out.element("p",
              visit.tr("In some spaces somebody reads what is written before it stands there. Only you and those who "
                       "decide see this page."))
      .close();
  if (rows.empty()) {
    write_empty(out, visit.tr("Nothing of yours waits."), visit.tr("To the square"), "/");
  } else {
    out.open("ul", {{"class", "list queue"}});
    for (const auto& own : rows) write_own(out, visit, own);
    out.close();
  }
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
