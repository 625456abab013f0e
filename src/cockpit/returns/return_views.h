// Pieces that the pages about costs and gains share: their frame, amounts and ranges in the reader's words, acts, and
// the chart of the months. Pure functions of the visit and what they are given.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cockpit/cockpit_frame.h"
#include "community/members/member.h"
#include "community/returns/result.h"
#include "community/returns/return_chart.h"
#include "community/returns/return_rules.h"
#include "community/returns/return_words.h"

namespace parvis::cockpit {

enum class ReturnTab { overview, costs, assumptions, orders, rules, report };
// The whole page: the rooms of the cockpit, the pages about the return, `main`.
http::Response return_page(const Visit& visit, ReturnTab tab, std::string_view title, html::Html main,
                           int status = 200);

text::TimeZone community_zone(const Visit& visit);
community::ReturnAct return_act(const Visit& visit);
// The month of the address; NotFound for none, and for one to come.
std::int64_t month_asked(const Visit& visit);

// "−€1,200 left", for the figure of a month or a year, with the tone it has and what it opens onto, if anything.
void write_figure(html::Writer& out, std::string_view what, std::string_view figure, std::string_view beside,
                  std::string_view tone = "", std::string_view path = "");

// Costs and gains by month: two bars each, and how far the gain may reach. Described in words for who does not see it;
// the table of the same figures stands beside it.
void write_return_chart(html::Writer& out, const community::ReturnChart& chart);

// Lists may be narrowed to one member by ?member=…: NotFound for nobody, and for who is gone.
std::optional<community::Member> member_narrowed_to(store::Reader& reader, const Visit& visit);
void write_narrowed_to(html::Writer& out, const community::Member& member);  // the way back to their card
// "/path?" or "/path?member=…&", to be continued.
std::string narrowed_path(std::string_view path, const std::optional<community::Member>& member);

// One act: who did what, where, when. The thread is named when this reader may read it.
void write_act(html::Writer& out, const Visit& visit, const community::GainAct& act,
               const std::map<community::MemberId, community::MemberFace>& faces);
std::map<community::MemberId, community::MemberFace> faces_by_id(store::Reader& reader,
                                                                 std::vector<community::MemberId> ids);

}  // namespace parvis::cockpit
