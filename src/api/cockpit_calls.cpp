#include "api/cockpit_calls.h"

#include "api/handlers.h"

namespace parvis::api {

using http::Method;

namespace {

const Parameter kAfter{"after", "where to go on: the `next` of the page before"};
const Parameter kLimit{"limit", "how many at once: 1 to 100"};

std::vector<Call> today_calls() {
  constexpr auto kBy = Caller::managers;
  return {
      {Method::get, "/today", list_today, kBy, "What is to be done today, the most pressing first", {}, "", "TaskList"},
      {Method::get, "/today/later", list_for_later, kBy, "What waits for its day", {kAfter, kLimit}, "", "TaskList"},
      {Method::post, "/today/look", look_for_today, kBy, "Look at once for what is to be done", {}, "", "Looked"},
      {Method::post, "/today/undo", undo_task_decision, kBy, "Take one’s last decision back", {}, "", "Undone"},
      {Method::get,
       "/today/outcomes",
       list_outcomes,
       kBy,
       "Did it work? Who came back after a word, against who was left alone",
       {},
       "",
       "OutcomeList"},
      {Method::get,
       "/today/outcomes/{task_kind}/{side}",
       list_followed,
       kBy,
       "Whom a figure of it counts; the side is contacted or left_alone",
       {},
       "",
       "FollowedList"},
      {Method::get, "/today/rules", get_today_rules, kBy, "The rules of Today", {}, "", "TodayRules"},
      {Method::put, "/today/rules", put_today_rules, kBy, "State them anew", {}, "NewTodayRules", "TodayRules"},
      {Method::post, "/tasks", create_task, kBy, "Write down a task", {}, "NewTask", "Task", 201},
      {Method::get, "/tasks/{task}", get_task, kBy, "One task", {}, "", "Task"},
      {Method::put,
       "/tasks/{task}/decision",
       decide_on_task,
       kBy,
       "Say that it is done or not useful, put it off, or give it to somebody",
       {},
       "TaskDecision",
       "Task"},
      {Method::post,
       "/tasks/{task}/words",
       write_for_task,
       kBy,
       "Write to whom it is about, or thank them: the task is done",
       {},
       "NewWords",
       "Task"},
  };
}

std::vector<Call> card_calls() {
  constexpr auto kBy = Caller::managers;
  return {
      {Method::get,
       "/members/{member}/tasks",
       list_member_tasks,
       kBy,
       "The tasks about a member, the latest first",
       {},
       "",
       "TaskList"},
      {Method::del,
       "/members/{member}/notes/{note}",
       delete_member_note,
       kBy,
       "Remove a note of one’s own",
       {},
       "",
       "Removal"},
      {Method::get,
       "/members/{member}/words",
       list_member_words,
       kBy,
       "What the team wrote to a member, the latest first",
       {kLimit, kAfter},
       "",
       "WordList"},
      {Method::post, "/members/{member}/words", write_to_member, kBy, "Write to a member", {}, "NewWords", "Word", 201},
      {Method::get,
       "/members/{member}/exchanges",
       list_exchanges,
       kBy,
       "Whom a member exchanges with, the strongest tie first",
       {kLimit, kAfter},
       "",
       "ExchangeList"},
      {Method::get, "/circles", list_circles, kBy, "The circles a member can be seen in", {}, "", "CircleList"},
      {Method::put, "/circles", put_circles, kBy, "Name the community’s own circles", {}, "NewCircles", "CircleList"},
  };
}

std::vector<Call> segment_calls() {
  constexpr auto kBy = Caller::managers;
  return {
      {Method::get,
       "/segment-count",
       get_segment_count,
       kBy,
       "How many members a condition would hold for; among many, as far as some drawn evenly tell",
       {{"condition", "its text"}, {"exact", "yes: everybody is asked, which takes long among many"}},
       "",
       "SegmentCount"},
      {Method::put, "/segments/{segment}", put_segment, kBy, "State a segment anew", {}, "NewSegment", "Segment"},
      {Method::del, "/segments/{segment}", delete_segment, kBy, "Remove a segment", {}, "", "Removal"},
      {Method::get,
       "/segments/{segment}/moves",
       list_segment_moves,
       kBy,
       "Who came and went, the latest first",
       {{"show", "entered or left: in the last 30 days"}, kLimit, kAfter},
       "",
       "SegmentMoveList"},
      {Method::get,
       "/segments/{segment}/members/{member}",
       get_segment_why,
       kBy,
       "Why a member is in a segment, or out, condition by condition",
       {},
       "",
       "SegmentWhy"},
      {Method::get,
       "/segments/{segment}/letters",
       list_segment_letters,
       kBy,
       "What was written to a segment, the latest first",
       {},
       "",
       "SegmentLetterList"},
      {Method::post,
       "/segments/{segment}/letters",
       create_segment_letter,
       kBy,
       "Write to those of a segment who agreed to a purpose",
       {},
       "NewSegmentLetter",
       "SegmentLetter",
       202},
  };
}

std::vector<Call> journey_calls() {
  constexpr auto kBy = Caller::managers;
  return {
      {Method::post,
       "/journeys",
       create_journey,
       kBy,
       "Make a journey: one’s own, or the usual one",
       {},
       "NewJourney",
       "Journey",
       201},
      {Method::put, "/journeys/{journey}", put_journey, kBy, "Name a journey anew", {}, "NewJourney", "Journey"},
      {Method::del, "/journeys/{journey}", delete_journey, kBy, "Remove a journey", {}, "", "Removal"},
      {Method::post,
       "/journeys/{journey}/stages",
       create_stage,
       kBy,
       "Add a stage at the end of its lane",
       {},
       "NewStage",
       "Journey",
       201},
      {Method::put,
       "/journeys/{journey}/stages/{stage}",
       put_stage,
       kBy,
       "State a stage anew; `place` moves it, its lane stays",
       {},
       "NewStage",
       "Journey"},
      {Method::del, "/journeys/{journey}/stages/{stage}", delete_stage, kBy, "Remove a stage", {}, "", "Journey"},
  };
}

std::vector<Call> return_calls() {
  constexpr auto kBy = Caller::managers;
  return {
      {Method::put, "/costs/{cost}", put_cost, kBy, "State a cost anew", {}, "NewCost", "Cost"},
      {Method::del, "/costs/{cost}", delete_cost, kBy, "Remove a cost", {}, "", "Removal"},
      {Method::get, "/orders/{order}", get_order, kBy, "An order, with the acts on its way", {}, "", "OrderWithWay"},
      {Method::get,
       "/assumptions/{assumption}",
       list_assumption_history,
       kBy,
       "What was assumed, the last first",
       {},
       "",
       "AssumptionList"},
      {Method::get, "/return-rules", get_return_rules, kBy, "What counts", {}, "", "ReturnRules"},
      {Method::put, "/return-rules", put_return_rules, kBy, "State it anew", {}, "NewReturnRules", "ReturnRules"},
      {Method::post,
       "/ideas",
       create_idea,
       kBy,
       "Count an idea that was taken up, with its conversation",
       {},
       "NewIdea",
       "Idea"},
      {Method::del, "/ideas/{thread}", delete_idea, kBy, "Count an idea no more", {}, "", "IdeaTakenBack"},
      {Method::post,
       "/orders/{order}/restoration",
       restore_order,
       kBy,
       "Let an order count again that was taken back",
       {},
       "",
       "Order"},
  };
}

// Tables as files: sent, tried out, brought in, and taken along.
std::vector<Call> table_calls() {
  constexpr auto kBy = Caller::managers;
  const Parameter kStep{"step", "try (without it), which writes nothing, or bring_in"};
  const Parameter kName{"name", "of the file"};
  const Parameter kHeads{"heads", "whether the first line names the columns: yes or no; without it, as it looks"};
  const Parameter kColumns{"columns", "what each is, separated by commas; without it, as their heads say"};
  return {
      {Method::post,
       "/influencer-files",
       bring_influencers,
       kBy,
       "Try out a file of influencers, or bring it in",
       {kStep, kName, kColumns, kHeads},
       kTable,
       "InfluencersBrought"},
      {Method::get,
       "/influencers.csv",
       get_influencer_table,
       kBy,
       "The table of influencers as a file, which reads back; narrowed and ordered as the list is",
       {{"q", "words of names, sites, specialities, places and notes; accents ignored"},
        {"side", "all, inside or outside"},
        {"speciality", "words of a speciality"},
        {"place", "words of a place"},
        {"quiet_days", "without a contact for so many days"},
        {"step", "any, some, due or none"},
        {"who", "the handle of who does the next step"},
        {"order", "name, contact (longest without), next (soonest first) or changed"}},
       "",
       kTable},
      {Method::post,
       "/cost-files",
       bring_costs,
       kBy,
       "Try out a file of costs, or bring it in",
       {kStep, kName},
       kTable,
       "CostsBrought"},
      {Method::get,
       "/costs.csv",
       get_cost_table,
       kBy,
       "What the community costs as a file, which reads back",
       {},
       "",
       kTable},
      {Method::post,
       "/order-files",
       bring_orders,
       kBy,
       "Try out a file of orders, or bring it in",
       {kStep, kName, kColumns, kHeads},
       kTable,
       "OrdersBrought"},
      {Method::get, "/orders.csv", get_order_table, kBy, "The orders as a file, the last first", {}, "", kTable},
      {Method::get,
       "/shop-key",
       get_shop_key,
       kBy,
       "Whether the shop has a key to sign its orders with",
       {},
       "",
       "ShopKey"},
      {Method::put,
       "/shop-key",
       make_shop_key,
       kBy,
       "Make that key anew; it is shown in this answer alone, and the one before ends",
       {},
       "",
       "ShopKey"},
      {Method::del,
       "/shop-key",
       delete_shop_key,
       kBy,
       "Take it away: nothing more is taken from the shop",
       {},
       "",
       "ShopKey"},
  };
}

std::vector<Call> audit_calls() {
  return {{Method::get,
           "/audit",
           list_audit,
           Caller::managers,
           "What staff did, with what it changed, the latest first",
           {{"on", "everything, words, members or community"},
            {"by", "the handle of who did it"},
            {"about", "the handle of the member it concerned"},
            kLimit,
            kAfter},
           "",
           "AuditList"}};
}

}  // namespace

std::vector<Call> with_cockpit_calls(std::vector<Call> others) {
  for (const auto& calls :
       {today_calls(), card_calls(), segment_calls(), journey_calls(), return_calls(), table_calls(), audit_calls()}) {
    others.insert(others.end(), calls.begin(), calls.end());
  }
  return others;
}

}  // namespace parvis::api
