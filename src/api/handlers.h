// The handlers behind the calls of api_routes.cpp. Each reads its input, calls the rule that the pages call, and writes
// the object of objects.h.
#pragma once

#include "community/visit.h"

namespace parvis::api {

using community::Visit;

http::Response get_community(Visit& visit);
http::Response list_spaces(Visit& visit);
http::Response list_threads(Visit& visit);
http::Response get_thread(Visit& visit);
http::Response list_posts(Visit& visit);
http::Response get_post(Visit& visit);
http::Response get_comment(Visit& visit);
http::Response list_members(Visit& visit);
http::Response get_member(Visit& visit);
http::Response search_threads(Visit& visit);
http::Response list_activities(Visit& visit);
http::Response get_health(Visit& visit);
http::Response get_health_network(Visit& visit);
http::Response list_health(Visit& visit);

http::Response list_leaders(Visit& visit);
http::Response get_leader(Visit& visit);
http::Response put_score(Visit& visit);
http::Response delete_score(Visit& visit);
http::Response list_first_circle(Visit& visit);
http::Response give_seat(Visit& visit);
http::Response free_seat(Visit& visit);
http::Response list_influencers(Visit& visit);
http::Response get_influencer(Visit& visit);
http::Response create_influencer(Visit& visit);
http::Response edit_influencer(Visit& visit);
http::Response delete_influencer(Visit& visit);
http::Response list_journeys(Visit& visit);
http::Response get_journey(Visit& visit);
http::Response list_stage_members(Visit& visit);
http::Response put_at_stage(Visit& visit);
http::Response leave_stage_to_rules(Visit& visit);
http::Response create_journey(Visit& visit);
http::Response put_journey(Visit& visit);
http::Response delete_journey(Visit& visit);
http::Response create_stage(Visit& visit);
http::Response put_stage(Visit& visit);
http::Response delete_stage(Visit& visit);

http::Response get_card(Visit& visit);
http::Response list_member_acts(Visit& visit);
http::Response list_member_notes(Visit& visit);
http::Response create_member_note(Visit& visit);
http::Response put_circle(Visit& visit);

http::Response list_member_tasks(Visit& visit);
http::Response delete_member_note(Visit& visit);
http::Response list_member_words(Visit& visit);
http::Response write_to_member(Visit& visit);
http::Response list_exchanges(Visit& visit);
http::Response list_circles(Visit& visit);
http::Response put_circles(Visit& visit);

http::Response list_today(Visit& visit);
http::Response list_for_later(Visit& visit);
http::Response look_for_today(Visit& visit);
http::Response undo_task_decision(Visit& visit);
http::Response list_outcomes(Visit& visit);
http::Response list_followed(Visit& visit);
http::Response get_today_rules(Visit& visit);
http::Response put_today_rules(Visit& visit);
http::Response create_task(Visit& visit);
http::Response get_task(Visit& visit);
http::Response decide_on_task(Visit& visit);
http::Response write_for_task(Visit& visit);

http::Response list_audit(Visit& visit);

http::Response list_segments(Visit& visit);
http::Response get_segment(Visit& visit);
http::Response list_segment_members(Visit& visit);
http::Response create_segment(Visit& visit);
http::Response put_segment(Visit& visit);
http::Response delete_segment(Visit& visit);
http::Response get_segment_count(Visit& visit);
http::Response list_segment_moves(Visit& visit);
http::Response get_segment_why(Visit& visit);
http::Response list_segment_letters(Visit& visit);
http::Response create_segment_letter(Visit& visit);

http::Response list_plans(Visit& visit);
http::Response get_plan(Visit& visit);
http::Response create_plan(Visit& visit);
http::Response put_plan(Visit& visit);
http::Response delete_plan(Visit& visit);
http::Response switch_plan_on(Visit& visit);
http::Response switch_plan_off(Visit& visit);
http::Response create_plan_step(Visit& visit);
http::Response put_plan_step(Visit& visit);
http::Response delete_plan_step(Visit& visit);
http::Response list_plan_members(Visit& visit);
http::Response begin_plan_for(Visit& visit);
http::Response end_plan_for(Visit& visit);
http::Response list_plan_moments(Visit& visit);
http::Response get_plan_outcome(Visit& visit);
http::Response list_plan_reached(Visit& visit);
http::Response get_rehearsal(Visit& visit);
http::Response get_letter_limit(Visit& visit);
http::Response put_letter_limit(Visit& visit);

http::Response get_returns(Visit& visit);
http::Response list_gains(Visit& visit);
http::Response list_orders(Visit& visit);
http::Response list_costs(Visit& visit);
http::Response list_assumptions(Visit& visit);
http::Response create_order(Visit& visit);
http::Response delete_order(Visit& visit);
http::Response restore_order(Visit& visit);
http::Response create_cost(Visit& visit);
http::Response put_assumption(Visit& visit);
http::Response put_cost(Visit& visit);
http::Response delete_cost(Visit& visit);
http::Response get_order(Visit& visit);
http::Response list_assumption_history(Visit& visit);
http::Response get_return_rules(Visit& visit);
http::Response put_return_rules(Visit& visit);
http::Response create_idea(Visit& visit);
http::Response delete_idea(Visit& visit);
http::Response bring_influencers(Visit& visit);
http::Response get_influencer_table(Visit& visit);
http::Response bring_costs(Visit& visit);
http::Response get_cost_table(Visit& visit);
http::Response bring_orders(Visit& visit);
http::Response get_order_table(Visit& visit);
http::Response get_shop_key(Visit& visit);
http::Response make_shop_key(Visit& visit);
http::Response delete_shop_key(Visit& visit);

http::Response list_reports(Visit& visit);
http::Response get_report(Visit& visit);
http::Response get_report_pdf(Visit& visit);
http::Response get_report_draft(Visit& visit);
http::Response get_report_draft_pdf(Visit& visit);
http::Response create_report(Visit& visit);
http::Response get_report_plan(Visit& visit);
http::Response put_report_plan(Visit& visit);
http::Response list_report_readers(Visit& visit);
http::Response create_report_reader(Visit& visit);
http::Response delete_report_reader(Visit& visit);

http::Response create_thread(Visit& visit);
http::Response create_post(Visit& visit);
http::Response split_thread(Visit& visit);
http::Response merge_thread(Visit& visit);
http::Response edit_post(Visit& visit);
http::Response delete_post(Visit& visit);
http::Response create_comment(Visit& visit);
http::Response give_reaction(Visit& visit);
http::Response withdraw_reaction(Visit& visit);
http::Response vote(Visit& visit);
http::Response get_share(Visit& visit);
http::Response put_share(Visit& visit);
http::Response accept_solution(Visit& visit);
http::Response withdraw_solution(Visit& visit);
http::Response create_file(Visit& visit);

http::Response flag_post(Visit& visit);
http::Response flag_comment(Visit& visit);
http::Response list_waiting(Visit& visit);
http::Response list_appeals(Visit& visit);
http::Response decide_on_appeal(Visit& visit);
http::Response decide_on_contribution(Visit& visit);
http::Response decide_on_flagged(Visit& visit);
http::Response undo_decision(Visit& visit);

http::Response list_groups(Visit& visit);
http::Response get_group(Visit& visit);
http::Response list_group_members(Visit& visit);
http::Response enter_group(Visit& visit);
http::Response go_out_of_group(Visit& visit);

}  // namespace parvis::api
