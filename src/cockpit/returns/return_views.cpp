#include "cockpit/returns/return_views.h"

#include <algorithm>

#include "community/card/card_path.h"
#include "community/page/member_views.h"
#include "community/page/sentence.h"
#include "core/assets/assets.h"

namespace parvis::cockpit {

using namespace community;

namespace {

struct Tab {
  ReturnTab tab;
  const char* path;
  const char* words;
};
constexpr Tab kTabs[] = {{ReturnTab::overview, "/cockpit/return", text::msgid("What it brings")},
                         {ReturnTab::costs, "/cockpit/return/costs", text::msgid("Costs")},
                         {ReturnTab::assumptions, "/cockpit/return/assumptions", text::msgid("Assumptions")},
                         {ReturnTab::orders, "/cockpit/return/orders", text::msgid("Orders")},
                         {ReturnTab::rules, "/cockpit/return/rules", text::msgid("What counts")},
                         {ReturnTab::report, "/cockpit/return/report", text::msgid("The month on paper")}};

const char* act_words(Verb verb) {
  switch (verb) {
    case Verb::thread_opened: return text::msgid("{member} opened {thread}");
    case Verb::replied: return text::msgid("{member} replied in {thread}");
    case Verb::commented: return text::msgid("{member} commented in {thread}");
    case Verb::reacted: return text::msgid("{member} thanked somebody in {thread}");
    case Verb::voted: return text::msgid("{member} voted in {thread}");
    case Verb::solution_accepted: return text::msgid("{member} accepted the answer in {thread}");
    case Verb::gain_recorded: return text::msgid("{member} noted that the idea was taken up");
    default: return text::msgid("{member} took part in {thread}");
  }
}

}  // namespace

http::Response return_page(const Visit& visit, ReturnTab tab, std::string_view title, html::Html main, int status) {
  html::Writer out;
  out.open("link", {{"rel", "stylesheet"}, {"href", assets::address("returns.css")}});
  out.open("nav", {{"class", "return-tabs"}, {"aria-label", visit.tr("Return")}}).open("ul");
  for (const auto& one : kTabs) {
    const auto here = one.tab == tab ? std::optional<std::string>("page") : std::nullopt;
    out.open("li").element("a", {{"href", one.path}, {"aria-current", here}}, text::phrase(visit.language, one.words));
    out.close();
  }
  out.close().close();
  out.html(main);
  return cockpit_page(visit, Room::returns, title, out.take(), status);
}

text::TimeZone community_zone(const Visit& visit) { return text::TimeZone::of(visit.identity->time_zone); }

ReturnAct return_act(const Visit& visit) {
  return {visit.community.timeline(), visit.member().member, now(), community_zone(visit), visit.source};
}

std::int64_t month_asked(const Visit& visit) {
  const auto month = parse_month(visit.request.parameter("month"));
  if (!month || *month > month_of(now(), community_zone(visit))) throw NotFound();
  return *month;
}

void write_figure(html::Writer& out, std::string_view what, std::string_view figure, std::string_view beside,
                  std::string_view tone, std::string_view path) {
  out.open("div").element("dt", what).open("dd");
  if (path.empty()) {
    out.text(figure);
  } else {
    out.element("a", {{"href", path}}, figure);
  }
  out.element("span", {{"class", tone.empty() ? "trend" : "trend " + std::string(tone)}}, beside).close().close();
}

std::map<MemberId, MemberFace> faces_by_id(store::Reader& reader, std::vector<MemberId> ids) {
  std::map<MemberId, MemberFace> faces;
  if (ids.empty()) return faces;
  for (auto& face : faces_of(reader, ids)) faces.emplace(face.id, std::move(face));
  return faces;
}

void write_act(html::Writer& out, const Visit& visit, const GainAct& act, const std::map<MemberId, MemberFace>& faces) {
  const auto* space = act.space ? visit.spaces->find(*act.space) : nullptr;
  const bool named = act.thread && act.title && space && may_read(visit.viewer, *space);
  write_parts(out, text::tr_parts(visit.language, act_words(act.verb)), [&](std::string_view place) {
    if (place == "member") {
      const auto face = faces.find(act.actor.value_or(MemberId{}));
      if (face == faces.end()) {
        out.text(visit.tr("a former member"));
      } else {
        const auto& one = face->second;
        out.element("a", {{"class", "link"}, {"href", card_path(one.handle)}}, one.display_name);
      }
    } else if (named && act.gone) {
      out.text(visit.tr("“{title}”", {{"title", *act.title}}));
      out.element("span", {{"class", "quiet"}}, " " + visit.tr("(taken away since)"));
    } else if (named) {
      out.element("a", {{"class", "link"}, {"href", "/threads/" + id_text(*act.thread)}},
                  visit.tr("“{title}”", {{"title", *act.title}}));
    } else {
      out.text(visit.tr("a conversation"));
    }
  });
  out.text(" ").open("span", {{"class", "quiet"}});
  write_time(out, visit, act.at);
  out.close();
}

std::optional<Member> member_narrowed_to(store::Reader& reader, const Visit& visit) {
  const auto handle = visit.request.query.get("member");
  if (handle.empty()) return std::nullopt;
  auto member = find_member(reader, handle);
  if (!member || member->status == MemberStatus::former) throw NotFound();
  return member;
}

void write_narrowed_to(html::Writer& out, const Member& member) {
  out.open("p", {{"class", "quiet"}});
  out.element("a", {{"class", "link"}, {"href", card_path(member.handle)}}, member.display_name).close();
}

std::string narrowed_path(std::string_view path, const std::optional<Member>& member) {
  return std::string(path) + "?" + (member ? "member=" + member->handle + "&" : "");
}

}  // namespace parvis::cockpit
