#include "community/health/figure_kinds.h"

#include <algorithm>
#include <array>

#include "core/text/catalogue.h"

namespace parvis::community::health {
namespace {

using text::msgid;
using enum Better;
using enum Chapter;

constexpr FigureKind kKinds[] = {
    {"active_day", people, Unit::people, more, msgid("Active yesterday"),
     msgid("Members who wrote, answered, commented, thanked, voted, accepted an answer or shared a conversation "
           "yesterday. "
           "Reading and signing in do not count."),
     "active-day"},
    {"active_week", people, Unit::people, more, msgid("Active in 7 days"),
     msgid("Members who took part at least once in the last 7 days, today included."), "active-week"},
    {"active_month", people, Unit::people, more, msgid("Active in 28 days"),
     msgid("Members who took part at least once in the last 28 days, today included."), "active-month"},
    {"stickiness", people, Unit::share, more, msgid("Stickiness"),
     msgid("Of the members active in 28 days, how many take part on an average day."), "active-month"},
    {"new", people, Unit::people, more, msgid("New members"),
     msgid("Members who took part for the first time in the last 28 days."), "new"},
    {"retained", people, Unit::people, more, msgid("Retained"),
     msgid("Members active in the last 28 days and in the 28 days before."), "retained"},
    {"returned", people, Unit::people, more, msgid("Members who returned"),
     msgid(
         "Members active in the last 28 days who had been silent for the 28 days before, and had taken part earlier."),
     "returned"},
    {"slipping", people, Unit::people, fewer, msgid("Regulars slipping away"),
     msgid("Regulars took part on at least 6 days within half a year. One slips away who has been silent for more than "
           "three times their own usual gap, and for more than 7 days."),
     "slipping"},
    {"lost", people, Unit::people, fewer, msgid("Lost regulars"),
     msgid("Regulars whose silence passed eight times their own usual gap, and 28 days, in the last 28 days. Who was "
           "lost before is not counted again; their card says it."),
     "lost"},
    {"exchange", exchange, Unit::count, more, msgid("Exchange between members"),
     msgid(
         "Replies, comments, thanks, mentions and accepted answers from one member to another in the last 28 days, the "
         "brand’s own people left out."),
     "exchange"},
    {"top_ten", exchange, Unit::share, fewer, msgid("Share of the ten busiest"),
     msgid("Of everything done in the last 28 days, the share of the ten members who did most. The smaller, the less "
           "the place hangs on a few."),
     "top-ten"},
    {"unanswered", answers, Unit::count, fewer, msgid("Questions without an answer"),
     msgid("Questions in spaces for questions that nobody has replied to yet, whenever they were asked."),
     "unanswered"},
    {"accepted_share", answers, Unit::share, more, msgid("Questions solved"),
     msgid("Of all questions ever asked, how many have an accepted answer."), "ever-solved"},
    {"first_answer_median", answers, Unit::hours, fewer, msgid("Time to the first answer"),
     msgid("Median of the time from question to first reply, over the questions first answered in the last 28 days."),
     "answered"},
    {"first_answer_p90", answers, Unit::hours, fewer, msgid("Time to the first answer, nine in ten"),
     msgid("Nine in ten of the questions first answered in the last 28 days were answered within this time."),
     "answered"},
    {"accepted_median", answers, Unit::hours, fewer, msgid("Time to the accepted answer"),
     msgid("Median of the time from question to accepted answer, over the answers accepted in the last 28 days."),
     "solved"},
    {"accepted_p90", answers, Unit::hours, fewer, msgid("Time to the accepted answer, nine in ten"),
     msgid("Nine in ten of the questions solved in the last 28 days were solved within this time."), "solved"},
    {"answered_by_members", answers, Unit::share, more, msgid("First answered by members"),
     msgid(
         "Of the questions first answered in the last 28 days, how many were answered first by a member rather than by "
         "the brand’s experts and managers."),
     "answered"},
    {"density", network, Unit::ratio, more, msgid("Density"),
     msgid("Of all pairs of members who exchanged anything in the last 52 weeks, how many exchanged with each other."),
     "network"},
    {"reciprocity", network, Unit::share, more, msgid("Reciprocity"),
     msgid("Of all members somebody turned to in the last 52 weeks, how often they turned to that member as well."),
     "network"},
    {"clustering", network, Unit::ratio, more, msgid("Clustering"),
     msgid(
         "How many of the people one exchanges with also exchange among themselves, on average over members (Watts and "
         "Strogatz)."),
     "network"},
    {"transitivity", network, Unit::ratio, more, msgid("Transitivity"),
     msgid("Three times the triangles, of all pairs of ties that meet in one member."), "network"},
    {"largest_piece", network, Unit::share, more, msgid("Largest piece"),
     msgid("Of the members who exchange, how many are linked to one another by some chain of exchanges."), "network"},
    {"quarters", network, Unit::count, neither, msgid("Sub-communities"),
     msgid("Groups of at least 3 members who exchange more among themselves than with others, found by the Louvain "
           "method "
           "(Blondel and others, 2008; seed 20081009)."),
     "quarters"},
    {"large_quarters", network, Unit::count, fewer, msgid("Sub-communities above 140 people"),
     msgid("Above some 140 people a group becomes an anonymous mass: time to found a quarter of its own."),
     "large-quarters"},
    {"bridges", network, Unit::people, neither, msgid("Bridges"),
     msgid("Members by whom alone somebody is linked to the rest: were they to leave, a piece would fall off."),
     "bridges"},
    {"lonely", network, Unit::people, fewer, msgid("Lonely newcomers"),
     msgid("Members who first took part 3 to 56 days ago, wrote something, and whom nobody has answered, thanked or "
           "named."),
     "lonely"},
    {"broadcasting", levels, Unit::share, fewer, msgid("Broadcasting"),
     msgid(
         "Of all acts of the last 28 days that address somebody, the share from the brand that no member answered: its "
         "own conversations, and what its people say to each other."),
     "broadcasting"},
    {"conversing", levels, Unit::share, neither, msgid("Conversing"),
     msgid("The share between the brand and a member, in either direction."), "conversing"},
    {"communing", levels, Unit::share, more, msgid("Communing"), msgid("The share between one member and another."),
     "communing"},
    {"shares", effects, Unit::count, more, msgid("Amplification: conversations shared"),
     msgid("Conversations for which a member made an address of their own, to hand on, in the last 28 days. What is "
           "copied from the browser’s bar is not seen."),
     "shares"},
    {"share_visits", effects, Unit::count, more, msgid("Amplification: visits they bring"),
     msgid(
         "Visits by addresses that members handed on, in the last 28 days, whenever these were made. A visitor counts "
         "once for some hours; nothing is kept of them."),
     "share-visits"},
    {"brought", effects, Unit::people, more, msgid("Amplification: members brought by members"),
     msgid(
         "Who came in by another member’s invitation in the last 28 days, or joined from a conversation that a member "
         "had handed on to them."),
     "brought"},
    {"reproduction", effects, Unit::ratio, more, msgid("Amplification: reproduction"),
     msgid(
         "Members brought by members in the last 28 days, for each active member of those days. Above 1 the community "
         "would grow by itself."),
     "brought"},
    {"confirmed_answers", effects, Unit::count, more, msgid("Credibility: confirmed answers"),
     msgid("Answers by members, not the brand’s own people, that were accepted in the last 28 days."), "confirmed"},
    {"recommended", effects, Unit::count, more, msgid("Credibility: advice others found good"),
     msgid("Replies by members, not the brand’s own people, of the last 28 days that two others at least voted for "
           "within "
           "these days."),
     "recommended"},
    {"words_by_members", effects, Unit::share, more, msgid("Appropriation: written by members"),
     msgid(
         "Of all conversations, replies and comments of the last 28 days, the share written by members rather than by "
         "the brand."),
     "written"},
};

}  // namespace

std::span<const FigureKind> figure_kinds() { return kKinds; }

const FigureKind* find_figure(std::string_view name) {
  const auto found = std::ranges::find(kKinds, name, &FigureKind::name);
  return found == std::end(kKinds) ? nullptr : &*found;
}

}  // namespace parvis::community::health
