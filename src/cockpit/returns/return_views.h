// Pieces that the pages about costs and gains share: their frame, amounts and ranges in the reader's words, acts, and
// the chart of the months. Pure functions of the visit and what they are given.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cockpit/cockpit_frame.h"
#include "community/members/member.h"
#include "community/returns/result.h"
#include "community/returns/return_rules.h"

namespace parvis::cockpit {

inline constexpr std::int64_t kMonthsShown = 12;

enum class ReturnTab { overview, costs, assumptions, orders, rules, report };
// The whole page: the rooms of the cockpit, the pages about the return, `main`.
http::Response return_page(const Visit& visit, ReturnTab tab, std::string_view title, html::Html main,
                           int status = 200);

text::TimeZone community_zone(const Visit& visit);
community::ReturnAct return_act(const Visit& visit);
// The month of the address; NotFound for none, and for one to come.
std::int64_t month_asked(const Visit& visit);
std::string return_month_path(std::int64_t month);
std::string gains_path(std::int64_t month, community::GainKind kind);
std::string assumption_path(community::AssumptionKey key);

// Amounts as this reader reads them, in the community's currency.
class Money {
 public:
  Money(const Visit& visit, std::string currency) : visit_(visit), currency_(std::move(currency)) {}
  std::string exact(std::int64_t cents) const;
  std::string round(std::int64_t cents) const;
  // "€800 to €3,100"; one amount when both are the same.
  std::string range(const community::Range& range) const;
  const std::string& currency() const { return currency_; }

 private:
  const Visit& visit_;
  std::string currency_;
};

// What is counted, in words: "12 questions", "3 prospects", "€1,240.50".
std::string quantity_words(const Visit& visit, const Money& money, community::GainKind kind, std::int64_t quantity);
// A value as its assumption counts it: money or a share.
std::string value_words(const Visit& visit, const Money& money, community::AssumptionKey key, std::int64_t value);

// "−€1,200 left", for the figure of a month or a year, with the tone it has.
void write_figure(html::Writer& out, std::string_view what, std::string_view figure, std::string_view beside,
                  std::string_view tone = "");

// Costs and gains by month: two bars each, and how far the gain may reach. Described in words for who does not see it;
// the table of the same figures stands beside it.
void write_return_chart(html::Writer& out, const Visit& visit, const Money& money,
                        const std::vector<community::MonthResult>& months);

// One act: who did what, where, when. The thread is named when this reader may read it.
void write_act(html::Writer& out, const Visit& visit, const community::GainAct& act,
               const std::map<community::MemberId, community::MemberFace>& faces);
std::map<community::MemberId, community::MemberFace> faces_by_id(store::Reader& reader,
                                                                 std::vector<community::MemberId> ids);

}  // namespace parvis::cockpit
