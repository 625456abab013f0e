// Every address and who may open it. Long because: one table says it all.
#include "app/routes.h"

#include "api/api_routes.h"
#include "app/home_page.h"
#include "app/site_pages.h"
#include "arriving/arriving_pages.h"
#include "clubs/clubs_pages.h"
#include "cockpit/card/card_pages.h"
#include "cockpit/cockpit_frame.h"
#include "cockpit/cockpit_pages.h"
#include "cockpit/health_pages.h"
#include "cockpit/influencers/influencer_pages.h"
#include "cockpit/leader_pages.h"
#include "cockpit/plans/plan_pages.h"
#include "cockpit/returns/return_pages.h"
#include "cockpit/today/today_pages.h"
#include "community/accounts/accounts_pages.h"
#include "community/live/live_pages.h"
#include "community/manage/manage_pages.h"
#include "community/notifications/notification_pages.h"
#include "community/page/language_page.h"
#include "community/page/look.h"
#include "community/page/theme.h"
#include "community/profiles/profile_pages.h"
#include "community/search/search_pages.h"
#include "community/sharing/share.h"
#include "feeds/feed_pages.h"
#include "files/file_pages.h"
#include "files/file_rules_pages.h"
#include "files/member_picture_pages.h"
#include "files/own_file_pages.h"
#include "forum/forum_pages.h"
#include "forum/writing_pages.h"
#include "incoming/incoming_pages.h"
#include "letters/letters_pages.h"
#include "moderation/moderation_pages.h"
#include "privacy/privacy_pages.h"
#include "units/units_pages.h"
#include "ways_in/buttons.h"
#include "ways_in/ways_in_pages.h"

namespace parvis::app {
namespace {

using http::Method;

void add_site(Routes& table) {
  table.add(Method::get, "/", {show_home, Access::everyone});
  table.add(Method::get, "/language/{language}", {community::choose_language, Access::everyone});
  table.add(Method::get, "/look", {community::choose_look, Access::everyone});
  table.add(Method::get, "/theme/{file}", {community::show_theme, Access::everyone});
  table.add(Method::get, "/health", {show_health, Access::everyone});
  table.add(Method::get, "/ready", {show_readiness, Access::everyone});
  table.add(Method::get, "/metrics", {show_metrics, Access::everyone});
  table.add(Method::get, "/robots.txt", {show_robots, Access::everyone});
}

void add_accounts(Routes& table) {
  using namespace community;
  table.add(Method::get, "/join", {show_join, Access::everyone});
  table.add(Method::post, "/join", {create_member, Access::everyone});
  table.add(Method::get, "/invitation/{token}", {show_invitation, Access::everyone});
  table.add(Method::get, "/confirmation/{token}", {show_confirmation, Access::everyone});
  table.add(Method::post, "/confirmation/{token}", {create_confirmation, Access::everyone});
  table.add(Method::get, "/claim/{token}", {show_claim, Access::everyone});
  table.add(Method::post, "/claim/{token}", {create_claim, Access::everyone});
  table.add(Method::get, "/first-manager/{token}", {show_first_manager, Access::everyone});
  table.add(Method::post, "/first-manager/{token}", {create_first_manager, Access::everyone});
  table.add(Method::get, "/sign-in", {show_sign_in, Access::everyone});
  table.add(Method::post, "/session", {create_session, Access::everyone, {}, OnFullDisk::writes});
  table.add(Method::post, "/session/end", {end_present_session, Access::everyone, {}, OnFullDisk::writes});
  table.add(Method::post, "/sign-in/code", {create_second_proof, Access::everyone, {}, OnFullDisk::writes});
  table.add(Method::get, "/sign-in/letter", {show_sign_in_letter, Access::everyone});
  table.add(Method::post, "/sign-in/letter", {ask_sign_in_letter, Access::everyone});
  table.add(Method::get, "/sign-in/letter/{token}", {show_letter_button, Access::everyone});
  table.add(Method::post, "/sign-in/letter/{token}", {use_sign_in_letter, Access::everyone});
  table.add(Method::get, "/password-reset", {show_password_reset, Access::everyone});
  table.add(Method::post, "/password-reset", {ask_password_reset, Access::everyone});
  table.add(Method::get, "/password-reset/{token}", {show_new_password, Access::everyone});
  table.add(Method::post, "/password-reset/{token}", {create_new_password, Access::everyone});
  table.add(Method::get, "/charter", {show_charter, Access::everyone});
  table.add(Method::get, "/charter/{version}", {show_charter_version, Access::everyone});
  table.add(Method::post, "/charter/acceptance", {accept_charter_version, Access::members});
  table.add(Method::get, "/members", {show_members, Access::everyone, {"q", "after"}});
  table.add(Method::get, "/members.json", {complete_members, Access::everyone});
  table.add(Method::get, "/members/{handle}", {show_member, Access::everyone});
  table.add(Method::post, "/members/{handle}/follow", {follow_member, Access::members});
}

void add_own_account(Routes& table) {
  using namespace community;
  table.add(Method::get, "/account", {show_account, Access::members});
  table.add(Method::post, "/account/profile", {update_profile, Access::members});
  table.add(Method::post, "/account/preferences", {update_preferences, Access::members});
  table.add(Method::post, "/account/address", {change_address, Access::members});
  table.add(Method::post, "/account/password", {change_password, Access::members});
  table.add(Method::get, "/account/sessions", {show_sessions, Access::members});
  table.add(Method::post, "/account/sessions/end", {end_my_other_sessions, Access::members, {}, OnFullDisk::writes});
  table.add(Method::post, "/account/sessions/{session}/end",
            {end_one_session, Access::members, {}, OnFullDisk::writes});
  table.add(Method::get, "/account/second-factor", {show_second_factor, Access::members});
  table.add(Method::post, "/account/second-factor", {create_second_factor, Access::members});
  table.add(Method::post, "/account/second-factor/codes", {create_recovery_codes, Access::members});
  table.add(Method::post, "/account/second-factor/removal", {end_second_factor, Access::members});
  table.add(Method::get, "/account/drafts", {show_drafts, Access::members});
  table.add(Method::get, "/account/tokens", {show_tokens, Access::members});
  table.add(Method::post, "/account/tokens", {create_token, Access::members});
  table.add(Method::post, "/account/tokens/{token}/end", {end_one_token, Access::members, {}, OnFullDisk::writes});
  table.add(Method::get, "/manage/community", {show_managed_community, Access::managers});
  table.add(Method::post, "/manage/community", {update_community, Access::managers});
  table.add(Method::get, "/manage/roles", {show_managed_roles, Access::managers});
  table.add(Method::post, "/manage/roles", {create_custom_role, Access::managers});
  table.add(Method::get, "/manage/roles/{role}", {show_custom_role, Access::managers});
  table.add(Method::post, "/manage/roles/{role}", {update_custom_role, Access::managers});
  table.add(Method::post, "/manage/roles/{role}/holders", {change_role_holder, Access::managers});
  table.add(Method::post, "/manage/roles/{role}/removal", {end_custom_role, Access::managers});
  table.add(Method::post, "/manage/trust", {update_trust, Access::managers});
  table.add(Method::get, "/manage/spaces/{space}/rights", {show_managed_rights, Access::managers});
  table.add(Method::post, "/manage/spaces/{space}/rights", {update_rights, Access::managers});
  table.add(Method::get, "/manage/charter", {show_managed_charter, Access::managers});
  table.add(Method::post, "/manage/charter", {create_charter, Access::managers});
  table.add(Method::get, "/manage/members", {show_managed_members, Access::managers});
  table.add(Method::get, "/manage/members/{handle}", {show_managed_member, Access::managers});
  table.add(Method::post, "/manage/members/{handle}/role", {update_role, Access::managers});
  table.add(Method::post, "/manage/members/{handle}/second-factor", {reset_managed_factor, Access::managers});
  table.add(Method::post, "/manage/members/{handle}/address", {update_managed_address, Access::managers});
}

void add_today(Routes& table) {
  using namespace cockpit;
  table.add(Method::get, "/cockpit/today", {show_today, Access::managers});
  table.add(Method::post, "/cockpit/today", {create_task, Access::managers});
  table.add(Method::post, "/cockpit/today/look", {look_now, Access::managers});
  table.add(Method::post, "/cockpit/today/undo", {undo_task, Access::managers});
  table.add(Method::get, "/cockpit/today/outcome", {show_outcome, Access::managers});
  table.add(Method::get, "/cockpit/today/later", {show_later, Access::managers});
  table.add(Method::get, "/cockpit/today/rules", {show_today_rules, Access::managers});
  table.add(Method::post, "/cockpit/today/rules", {update_today_rules, Access::managers});
  table.add(Method::post, "/cockpit/today/{task}", {decide_task, Access::managers});
  table.add(Method::get, "/cockpit/today/{task}/words", {show_task_words, Access::managers});
  table.add(Method::post, "/cockpit/today/{task}/words", {send_task_words, Access::managers});
  table.add(Method::get, "/account/words", {show_own_words, Access::members});
}

// Signing in with accounts held elsewhere and with passkeys.
void add_ways_in(Routes& table) {
  using namespace ways_in;
  offer_buttons();
  table.add(Method::post, "/sign-in/issuers/{issuer}", {set_out_to_issuer, Access::everyone});
  table.add(Method::get, "/sign-in/issuers/{issuer}/return", {come_back, Access::everyone});
  table.add(Method::post, "/sign-in/issuers/{issuer}/sign-out",
            {be_told_of_sign_out, Access::everyone, {}, OnFullDisk::writes, Takes::text, Proof::signature});
  table.add(Method::get, "/join/proven", {show_arrival, Access::everyone});
  table.add(Method::post, "/join/proven", {create_proven_member, Access::everyone});
  table.add(Method::post, "/sign-in/passkey", {create_passkey_session, Access::everyone, {}, OnFullDisk::writes});
  table.add(Method::get, "/account/ways", {show_ways, Access::members});
  table.add(Method::post, "/account/ways/issuers/{issuer}", {tie, Access::members});
  table.add(Method::post, "/account/ways/issuers/{issuer}/removal", {untie, Access::members});
  table.add(Method::post, "/account/ways/passkeys", {create_passkey, Access::members});
  table.add(Method::post, "/account/ways/passkeys/{passkey}/removal", {end_passkey, Access::members});
  table.add(Method::get, "/manage/issuers", {show_issuers, Access::managers});
  table.add(Method::post, "/manage/issuers", {create_issuer, Access::managers});
  table.add(Method::get, "/manage/issuers/{issuer}", {show_issuer, Access::managers});
  table.add(Method::post, "/manage/issuers/{issuer}", {update_issuer, Access::managers});
}

void add_health(Routes& table) {
  using namespace cockpit;
  table.add(Method::get, "/cockpit/health", {show_community_health, Access::managers});
  table.add(Method::get, "/cockpit/health/lists/{list}", {show_health_list, Access::managers, {"after"}});
  table.add(Method::get, "/cockpit/health/network", {show_network, Access::managers});
  table.add(Method::get, "/cockpit/health/network/{handle}", {show_exchanges, Access::managers});
  table.add(Method::get, "/cockpit/leaders", {show_leaders, Access::managers, {"after"}});
  table.add(Method::get, "/cockpit/leaders/{handle}", {show_leader, Access::managers});
  table.add(Method::post, "/cockpit/leaders/{handle}/score", {correct_score, Access::managers});
  table.add(Method::post, "/cockpit/leaders/{handle}/circle", {change_circle, Access::managers});
}

void add_plans(Routes& table) {
  using namespace cockpit;
  table.add(Method::get, "/cockpit/plans", {show_plans, Access::managers});
  table.add(Method::post, "/cockpit/plans", {create_plan, Access::managers});
  table.add(Method::get, "/cockpit/plans/new", {show_new_plan, Access::managers});
  table.add(Method::get, "/cockpit/plans/cap", {show_letter_cap, Access::managers});
  table.add(Method::post, "/cockpit/plans/cap", {update_letter_cap, Access::managers});
  table.add(Method::post, "/cockpit/plans/beginnings", {begin_stage_plan, Access::managers});
  table.add(Method::get, "/cockpit/plans/members/{handle}", {show_member_plans, Access::managers});
  table.add(Method::post, "/cockpit/plans/members/{handle}", {begin_member_plan, Access::managers});
  table.add(Method::get, "/cockpit/plans/{plan}", {show_plan, Access::managers});
  table.add(Method::post, "/cockpit/plans/{plan}", {update_plan, Access::managers});
  table.add(Method::get, "/cockpit/plans/{plan}/edit", {show_plan_edit, Access::managers});
  table.add(Method::post, "/cockpit/plans/{plan}/running", {set_plan_running, Access::managers});
  table.add(Method::get, "/cockpit/plans/{plan}/removal", {show_plan_removal, Access::managers});
  table.add(Method::post, "/cockpit/plans/{plan}/removal", {end_plan, Access::managers});
  table.add(Method::post, "/cockpit/plans/{plan}/steps", {create_plan_step, Access::managers});
  table.add(Method::post, "/cockpit/plans/{plan}/steps/{plan_step}", {update_plan_step, Access::managers});
  table.add(Method::post, "/cockpit/plans/{plan}/steps/{plan_step}/removal", {end_plan_step, Access::managers});
  table.add(Method::get, "/cockpit/plans/{plan}/people", {show_plan_people, Access::managers});
  table.add(Method::post, "/cockpit/plans/{plan}/people", {begin_plan_people, Access::managers});
  table.add(Method::post, "/cockpit/plans/{plan}/people/{plan_way}/ending", {end_plan_way, Access::managers});
  table.add(Method::get, "/cockpit/plans/{plan}/rehearsal", {show_plan_rehearsal, Access::managers});
  table.add(Method::get, "/cockpit/plans/{plan}/history", {show_plan_history, Access::managers});
}

void add_card(Routes& table) {
  using namespace cockpit;
  table.add(Method::get, "/cockpit/members", {show_card_search, Access::managers, {"q"}});
  table.add(Method::get, "/cockpit/members/{handle}", {show_card, Access::managers});
  table.add(Method::get, "/cockpit/members/{handle}/acts", {show_member_acts, Access::managers});
  table.add(Method::get, "/cockpit/members/{handle}/exchanges", {show_partners, Access::managers, {"after"}});
  table.add(Method::post, "/cockpit/members/{handle}/notes", {create_card_note, Access::managers});
  table.add(Method::post, "/cockpit/members/{handle}/notes/{note}/removal", {end_card_note, Access::managers});
  table.add(Method::post, "/cockpit/members/{handle}/tasks", {create_card_task, Access::managers});
  table.add(Method::post, "/cockpit/members/{handle}/circle", {update_card_circle, Access::managers});
  table.add(Method::get, "/cockpit/members/{handle}/words", {show_card_words, Access::managers});
  table.add(Method::post, "/cockpit/members/{handle}/words", {send_card_words, Access::managers});
  table.add(Method::get, "/cockpit/circles", {show_circles, Access::managers});
  table.add(Method::post, "/cockpit/circles", {update_circles, Access::managers});
}

void add_cockpit(Routes& table) {
  using namespace cockpit;
  table.add(Method::get, "/cockpit", {show_cockpit, Access::managers});
  table.add(Method::get, "/cockpit/segments", {show_segments, Access::managers});
  table.add(Method::get, "/cockpit/segments/new", {show_new_segment, Access::managers});
  table.add(Method::post, "/cockpit/segments", {create_segment, Access::managers});
  table.add(Method::get, "/cockpit/segments/{segment}", {show_segment, Access::managers});
  table.add(Method::get, "/cockpit/segments/{segment}/edit", {show_segment_edit, Access::managers});
  table.add(Method::post, "/cockpit/segments/{segment}", {update_segment, Access::managers});
  table.add(Method::get, "/cockpit/segments/{segment}/removal", {show_segment_removal, Access::managers});
  table.add(Method::post, "/cockpit/segments/{segment}/removal", {end_segment, Access::managers});
  table.add(Method::get, "/cockpit/segments/{segment}/moves", {show_segment_moves, Access::managers});
  table.add(Method::get, "/cockpit/segments/{segment}/why", {show_segment_why, Access::managers});
  table.add(Method::get, "/cockpit/segments/{segment}/members.csv", {show_segment_file, Access::managers});
  table.add(Method::get, "/cockpit/segments/{segment}/letter", {show_segment_letter, Access::managers});
  table.add(Method::post, "/cockpit/segments/{segment}/letter", {create_segment_letter, Access::managers});
  table.add(Method::get, "/segments/letters/{token}", {show_letter_end, Access::everyone});
  table.add(Method::post, "/segments/letters/{token}", {end_letters, Access::everyone});
  table.add(Method::get, "/cockpit/acts", {show_counted_acts, Access::managers});
  table.add(Method::get, "/cockpit/journeys", {show_journeys, Access::managers});
  table.add(Method::post, "/cockpit/journeys", {create_journey, Access::managers});
  table.add(Method::get, "/cockpit/journeys/new", {show_new_journey, Access::managers});
  table.add(Method::get, "/cockpit/journeys/{journey}", {show_journey, Access::managers});
  table.add(Method::post, "/cockpit/journeys/{journey}", {update_journey, Access::managers});
  table.add(Method::post, "/cockpit/journeys/{journey}/removal", {end_journey, Access::managers});
  table.add(Method::get, "/cockpit/journeys/{journey}/edit", {show_journey_edit, Access::managers});
  table.add(Method::post, "/cockpit/journeys/{journey}/standing", {set_member_stage, Access::managers});
  table.add(Method::post, "/cockpit/journeys/{journey}/stages", {create_stage, Access::managers});
  table.add(Method::get, "/cockpit/journeys/{journey}/stages/{stage}", {show_stage, Access::managers});
  table.add(Method::post, "/cockpit/journeys/{journey}/stages/{stage}", {update_stage, Access::managers});
  table.add(Method::post, "/cockpit/journeys/{journey}/stages/{stage}/removal", {end_stage, Access::managers});
}

void add_influencers(Routes& table) {
  using namespace cockpit;
  constexpr auto kOnly = Access::managers;
  table.add(Method::get, "/cockpit/influencers", {show_influencers, kOnly, {"after"}});
  table.add(Method::get, "/cockpit/influencers/table.csv", {show_influencer_table, kOnly});
  table.add(Method::get, "/cockpit/influencers/new", {show_new_influencer, kOnly});
  table.add(Method::post, "/cockpit/influencers", {create_influencer, kOnly});
  table.add(Method::get, "/cockpit/influencers/files", {show_influencer_files, kOnly});
  table.add(Method::post, "/cockpit/influencers/files",
            {create_influencer_file, kOnly, {}, OnFullDisk::refuses, Takes::files});
  table.add(Method::get, "/cockpit/influencers/files/{influencer_import}", {show_influencer_file, kOnly});
  table.add(Method::post, "/cockpit/influencers/files/{influencer_import}", {update_influencer_file, kOnly});
  table.add(Method::post, "/cockpit/influencers/files/{influencer_import}/removal", {end_influencer_file, kOnly});
  table.add(Method::get, "/cockpit/influencers/files/{influencer_import}/refused.csv",
            {show_influencer_refusals, kOnly});
  table.add(Method::get, "/cockpit/influencers/{influencer}", {show_influencer, kOnly});
  table.add(Method::get, "/cockpit/influencers/{influencer}/edit", {show_influencer_edit, kOnly});
  table.add(Method::post, "/cockpit/influencers/{influencer}", {update_influencer, kOnly});
  table.add(Method::post, "/cockpit/influencers/{influencer}/step", {finish_influencer_step, kOnly});
  table.add(Method::post, "/cockpit/influencers/{influencer}/removal", {end_influencer, kOnly, {}, OnFullDisk::writes});
}

void add_returns(Routes& table) {
  using namespace cockpit;
  constexpr auto kOnly = Access::managers;
  table.add(Method::get, "/cockpit/return", {show_return, kOnly});
  table.add(Method::get, "/cockpit/return/months/{month}", {show_return_month, kOnly});
  table.add(Method::get, "/cockpit/return/months/{month}/gains/{gain_kind}", {show_gains, kOnly});
  table.add(Method::get, "/cockpit/return/months/{month}/gains", {show_month_gains, kOnly});
  table.add(Method::get, "/cockpit/return/gains", {show_all_gains, kOnly});
  table.add(Method::get, "/cockpit/return/gains/{gain_kind}", {show_year_gains, kOnly});
  table.add(Method::post, "/cockpit/return/ideas", {create_idea, kOnly});
  table.add(Method::post, "/cockpit/return/ideas/{thread}/removal", {end_idea, kOnly});
  table.add(Method::get, "/cockpit/return/costs", {show_costs, kOnly});
  table.add(Method::post, "/cockpit/return/costs", {create_cost, kOnly});
  table.add(Method::post, "/cockpit/return/costs/file",
            {create_costs_of_file, kOnly, {}, OnFullDisk::refuses, Takes::files});
  table.add(Method::get, "/cockpit/return/costs/{cost}", {show_cost, kOnly});
  table.add(Method::post, "/cockpit/return/costs/{cost}", {update_cost, kOnly});
  table.add(Method::post, "/cockpit/return/costs/{cost}/removal", {end_cost, kOnly});
  table.add(Method::get, "/cockpit/return/assumptions", {show_assumptions, kOnly});
  table.add(Method::get, "/cockpit/return/assumptions/{assumption}", {show_assumption, kOnly});
  table.add(Method::post, "/cockpit/return/assumptions/{assumption}", {update_assumption, kOnly});
  table.add(Method::get, "/cockpit/return/orders", {show_orders, kOnly});
  table.add(Method::post, "/cockpit/return/orders/files",
            {create_order_file, kOnly, {}, OnFullDisk::refuses, Takes::files});
  table.add(Method::get, "/cockpit/return/orders/files/{order_import}", {show_order_file, kOnly});
  table.add(Method::post, "/cockpit/return/orders/files/{order_import}", {update_order_file, kOnly});
  table.add(Method::get, "/cockpit/return/orders/files/{order_import}/refused.csv", {show_order_refusals, kOnly});
  table.add(Method::post, "/cockpit/return/orders/files/{order_import}/removal", {end_order_file, kOnly});
  table.add(Method::get, "/cockpit/return/orders/{order}", {show_order, kOnly});
  table.add(Method::post, "/cockpit/return/orders/{order}/removal", {end_order, kOnly});
  table.add(Method::post, "/cockpit/return/orders/{order}/restoration", {restore_order, kOnly});
  table.add(Method::get, "/cockpit/return/rules", {show_return_rules, kOnly});
  table.add(Method::post, "/cockpit/return/rules", {update_return_rules, kOnly});
  table.add(Method::post, "/cockpit/return/rules/secret", {create_order_secret, kOnly});
  table.add(Method::post, "/cockpit/return/rules/secret/removal", {end_order_secret, kOnly});
  table.add(Method::get, "/cockpit/return/report", {show_report, kOnly});
  table.add(Method::get, "/cockpit/return/report/pdf", {show_report_pdf, kOnly});
  table.add(Method::get, "/cockpit/return/reports", {show_reports, kOnly});
  table.add(Method::post, "/cockpit/return/reports", {create_report, kOnly});
  table.add(Method::post, "/cockpit/return/reports/plan", {update_report_plan, kOnly});
  table.add(Method::post, "/cockpit/return/reports/readers", {create_report_reader, kOnly});
  table.add(Method::post, "/cockpit/return/reports/readers/{report_reader}/removal", {end_report_reader, kOnly});
  table.add(Method::get, "/cockpit/return/reports/{report}", {show_kept_report, kOnly});
  table.add(Method::get, "/cockpit/return/reports/{report}/pdf", {show_kept_report_pdf, kOnly});
  table.add(Method::post, "/orders/incoming",
            {take_order_in, Access::everyone, {}, OnFullDisk::refuses, Takes::text, Proof::signature});
}

void add_reading(Routes& table) {
  using namespace forum;
  table.add(Method::get, "/spaces", {show_spaces, Access::everyone});
  table.add(Method::get, "/spaces/{space}", {show_space, Access::everyone, {"order", "after"}});
  table.add(Method::get, "/latest", {show_latest, Access::everyone, {"after"}});
  table.add(Method::get, "/newest", {show_newest, Access::everyone, {"after"}});
  table.add(Method::get, "/appreciated", {show_appreciated, Access::everyone, {"after"}});
  table.add(Method::get, "/unanswered", {show_unanswered, Access::everyone, {"after"}});
  table.add(Method::get, "/followed", {show_followed, Access::members});
  table.add(Method::get, "/unread", {show_unread, Access::members});
  table.add(Method::post, "/unread/read", {read_everything, Access::members});
  table.add(Method::get, "/account/following", {show_following, Access::members});
  table.add(Method::get, "/tags", {show_tags, Access::everyone});
  table.add(Method::get, "/tags/{tag}", {show_tag, Access::everyone, {"after"}});
  table.add(Method::get, "/threads/{thread}", {show_thread, Access::everyone});
  table.add(Method::get, "/threads/{thread}/{slug}", {show_thread, Access::everyone, {community::kSharedBy}});
  table.add(Method::get, "/threads/{thread}/{slug}/{number}", {show_thread, Access::everyone});
  table.add(Method::get, "/threads/{thread}/at", {show_thread_at, Access::everyone});
  table.add(Method::get, "/threads/{thread}/unread", {show_first_unread, Access::members});
  table.add(Method::get, "/threads/{thread}/posts", {show_posts_after, Access::everyone});
  table.add(Method::get, "/posts/{post}", {show_post, Access::everyone});
}

void add_writing(Routes& table) {
  using namespace forum;
  table.add(Method::get, "/threads/new", {show_new_thread, Access::members});
  table.add(Method::get, "/spaces/{space}/threads/new", {show_new_thread, Access::members});
  table.add(Method::post, "/threads", {create_thread, Access::members, {}, OnFullDisk::refuses, Takes::files});
  table.add(Method::post, "/spaces/{space}/threads",
            {create_thread, Access::members, {}, OnFullDisk::refuses, Takes::files});
  table.add(Method::get, "/threads/similar", {show_similar_threads, Access::members});
  table.add(Method::get, "/posts/{post}/reply", {show_reply, Access::members});
  table.add(Method::post, "/threads/{thread}/posts",
            {create_post, Access::members, {}, OnFullDisk::refuses, Takes::files});
  table.add(Method::post, "/posts/{post}/comments", {create_comment, Access::members});
  table.add(Method::post, "/comments/{comment}/deletion", {end_comment, Access::members, {}, OnFullDisk::writes});
  table.add(Method::get, "/threads/{thread}/edit", {show_thread_edit, Access::members});
  table.add(Method::get, "/posts/{post}/edit", {show_post_edit, Access::members});
  table.add(Method::post, "/posts/{post}/edit", {update_post, Access::members, {}, OnFullDisk::refuses, Takes::files});
  table.add(Method::get, "/posts/{post}/history", {show_history, Access::everyone});
  table.add(Method::get, "/posts/{post}/deletion", {show_post_deletion, Access::members});
  table.add(Method::post, "/posts/{post}/deletion", {change_post_deletion, Access::members, {}, OnFullDisk::writes});
  table.add(Method::post, "/posts/{post}/restoration", {restore_post_words, Access::members});
  table.add(Method::post, "/posts/{post}/reactions", {change_reaction, Access::members});
  table.add(Method::post, "/posts/{post}/votes", {change_vote, Access::members});
  table.add(Method::post, "/threads/{thread}/solution", {change_solution, Access::members});
  table.add(Method::post, "/threads/{thread}/follow", {change_thread_follow, Access::members});
  table.add(Method::get, "/threads/{thread}/share", {show_share, Access::members});
  table.add(Method::post, "/threads/{thread}/share", {create_share, Access::members});
  table.add(Method::get, "/s/{share}", {follow_share, Access::everyone});
  table.add(Method::post, "/spaces/{space}/follow", {change_space_follow, Access::members});
  table.add(Method::post, "/tags/{tag}/follow", {change_tag_follow, Access::members});
  table.add(Method::post, "/threads/{thread}/read", {change_read_mark, Access::members});
  table.add(Method::post, "/drafts", {save_draft, Access::members});
  table.add(Method::post, "/preview", {show_preview, Access::members});
  table.add(Method::get, "/tags.json", {complete_tags, Access::everyone});
}

// What leaders and managers do with spaces and threads; the handlers ask who may.
void add_moderation(Routes& table) {
  using namespace forum;
  table.add(Method::post, "/threads/{thread}/closure", {change_closure, Access::members});
  table.add(Method::post, "/threads/{thread}/pin", {change_pin, Access::members});
  table.add(Method::get, "/manage/spaces", {show_managed_spaces, Access::managers});
  table.add(Method::get, "/manage/space-opening", {show_space_opening, Access::managers});
  table.add(Method::post, "/manage/spaces", {open_space, Access::managers});
  table.add(Method::get, "/manage/spaces/{space}", {show_managed_space, Access::managers});
  table.add(Method::post, "/manage/spaces/{space}", {update_space, Access::managers});
  table.add(Method::post, "/manage/spaces/{space}/position", {change_space_position, Access::managers});
  table.add(Method::post, "/manage/spaces/{space}/closure", {change_space_closure, Access::managers});
  table.add(Method::get, "/threads/{thread}/move", {show_move, Access::members});
  table.add(Method::post, "/threads/{thread}/move", {change_space, Access::members});
  table.add(Method::get, "/threads/{thread}/split", {show_split, Access::members});
  table.add(Method::post, "/threads/{thread}/split", {create_split, Access::members});
  table.add(Method::get, "/threads/{thread}/merge", {show_merge, Access::members});
  table.add(Method::post, "/threads/{thread}/merge", {create_merge, Access::members});
  table.add(Method::post, "/threads/{thread}/transfers/{transfer}/removal",
            {take_back_split_or_merge, Access::members});
  table.add(Method::get, "/threads/{thread}/deletion", {show_thread_deletion, Access::members});
  table.add(Method::post, "/threads/{thread}/deletion",
            {change_thread_deletion, Access::members, {}, OnFullDisk::writes});
}

// What waits to be let through; the handlers ask who may decide.
void add_waiting(Routes& table) {
  using namespace moderation;
  table.add(Method::get, "/moderation", {show_queue, Access::members});
  table.add(Method::post, "/moderation/contributions/{contribution}", {decide, Access::members});
  table.add(Method::post, "/moderation/cases/{case}", {decide_on_case, Access::members, {}, OnFullDisk::writes});
  table.add(Method::post, "/moderation/decisions", {decide_on_many, Access::members});
  table.add(Method::post, "/moderation/undo", {undo_last, Access::members});
  table.add(Method::get, "/moderation/members/{handle}", {show_member_record, Access::members});
  table.add(Method::post, "/moderation/members/{handle}/sanctions", {create_sanction, Access::members});
  table.add(Method::post, "/moderation/members/{handle}/notes", {create_note, Access::members});
  table.add(Method::post, "/moderation/sanctions/{sanction}/end", {end_sanction, Access::members});
  table.add(Method::post, "/moderation/notes/{note}/removal", {end_note, Access::members});
  table.add(Method::post, "/moderation/appeals/{appeal}", {decide_on_appeal, Access::members});
  table.add(Method::get, "/appeals/{token}", {show_letter_appeal, Access::everyone});
  table.add(Method::post, "/appeals/{token}", {create_letter_appeal, Access::everyone});
  table.add(Method::post, "/account/appeals", {create_appeal, Access::members});
  table.add(Method::get, "/moderation-log", {show_public_log, Access::everyone});
  table.add(Method::get, "/manage/audit", {show_audit, Access::managers});
  table.add(Method::get, "/manage/moderation", {show_managed_moderation, Access::managers});
  table.add(Method::post, "/manage/moderation", {update_moderation, Access::managers});
  table.add(Method::get, "/manage/spam", {show_spam_filter, Access::managers});
  table.add(Method::post, "/manage/spam", {update_spam_filter, Access::managers});
  table.add(Method::post, "/manage/moderation/words", {create_watched_word, Access::managers});
  table.add(Method::post, "/manage/moderation/words/{word}/removal", {end_watched_word, Access::managers});
  table.add(Method::post, "/manage/moderation/raid", {change_raid_mode, Access::managers});
  table.add(Method::get, "/threads/{thread}/pace", {show_thread_pace, Access::members});
  table.add(Method::post, "/threads/{thread}/pace", {change_thread_pace, Access::members});
  table.add(Method::get, "/posts/{post}/flag", {show_post_flag, Access::members});
  table.add(Method::post, "/posts/{post}/flag", {create_post_flag, Access::members});
  table.add(Method::get, "/comments/{comment}/flag", {show_comment_flag, Access::members});
  table.add(Method::post, "/comments/{comment}/flag", {create_comment_flag, Access::members});
  table.add(Method::get, "/account/contributions", {show_own_contributions, Access::members});
  table.add(Method::post, "/account/contributions/{contribution}/withdrawal", {take_back, Access::members});
}

void add_arriving(Routes& table) {
  using namespace arriving;
  table.add(Method::get, "/manage/arriving", {show_rules, Access::managers});
  table.add(Method::post, "/manage/arriving", {update_rules, Access::managers});
  table.add(Method::get, "/manage/requests/declined", {show_declined, Access::managers});
  table.add(Method::get, "/manage/requests", {show_requests, Access::managers});
  table.add(Method::post, "/manage/requests/{request}", {arriving::decide, Access::managers});
  table.add(Method::get, "/manage/members/import", {show_imports, Access::managers});
  table.add(Method::post, "/manage/members/import",
            {create_import, Access::managers, {}, OnFullDisk::refuses, Takes::files});
  table.add(Method::get, "/manage/members/import/{import}", {show_import, Access::managers});
  table.add(Method::post, "/manage/members/import/{import}", {update_import, Access::managers});
  table.add(Method::post, "/manage/members/import/{import}/end", {end_invitations, Access::managers});
  table.add(Method::get, "/manage/members/import/{import}/refused.csv", {show_refusals, Access::managers});
  table.add(Method::get, "/invited/{token}", {show_invited, Access::everyone});
  table.add(Method::post, "/invited/{token}", {create_invited, Access::everyone});
  table.add(Method::get, "/invitations", {show_invitations, Access::members});
  table.add(Method::post, "/invitations", {create_invitation, Access::members});
  table.add(Method::post, "/invitations/{invitation}/end", {arriving::end_invitation, Access::members});
}

void add_groups(Routes& table) {
  using namespace clubs;
  table.add(Method::get, "/groups", {show_groups, Access::everyone});
  table.add(Method::get, "/groups/new", {show_founding, Access::members});
  table.add(Method::post, "/groups", {create_group, Access::members});
  table.add(Method::get, "/groups/letters/{token}", {show_letter_leaving, Access::everyone});
  table.add(Method::post, "/groups/letters/{token}", {leave_letters, Access::everyone});
  table.add(Method::get, "/groups/{group}", {show_group, Access::everyone});
  table.add(Method::post, "/groups/{group}", {update_group, Access::members});
  table.add(Method::get, "/groups/{group}/members", {show_group_members, Access::members});
  table.add(Method::post, "/groups/{group}/membership", {change_membership, Access::members});
  table.add(Method::post, "/groups/{group}/letter-wish", {change_letter_wish, Access::members});
  table.add(Method::post, "/groups/{group}/request", {change_request, Access::members});
  table.add(Method::get, "/groups/{group}/manage", {show_care, Access::members});
  table.add(Method::post, "/groups/{group}/requests/{asker}", {decide_request, Access::members});
  table.add(Method::post, "/groups/{group}/invitations", {create_invitation, Access::members});
  table.add(Method::post, "/groups/{group}/invitations/{asker}/end", {end_one_invitation, Access::members});
  table.add(Method::post, "/groups/{group}/members/{asker}", {change_group_member, Access::members});
  table.add(Method::post, "/groups/{group}/spaces", {create_group_space, Access::members});
  table.add(Method::post, "/groups/{group}/end", {close_group, Access::members});
  table.add(Method::get, "/groups/{group}/letter", {show_group_letter, Access::members});
  table.add(Method::post, "/groups/{group}/letter", {create_group_letter, Access::members});
  table.add(Method::get, "/manage/groups", {show_managed_groups, Access::managers});
  table.add(Method::post, "/manage/groups", {update_founders, Access::managers});
}

// What comes to members by letter, and how that ends.
void add_letters(Routes& table) {
  using namespace letters;
  table.add(Method::get, "/account/letters", {show_wishes, Access::members});
  table.add(Method::post, "/account/letters", {update_wishes, Access::members});
  table.add(Method::post, "/account/letters/preset", {choose_preset, Access::members});
  table.add(Method::post, "/account/letters/stop", {change_stop, Access::members, {}, OnFullDisk::writes});
  table.add(Method::get, "/account/letters/next", {show_next, Access::members});
  table.add(Method::get, "/letters/stop/{token}", {show_stop, Access::everyone});
  table.add(Method::post, "/letters/stop/{token}", {create_stop, Access::everyone, {}, OnFullDisk::writes});
  table.add(Method::get, "/letters/month/{token}", {show_month_letters, Access::everyone});
  table.add(Method::post, "/letters/month/{token}", {answer_month_letters, Access::everyone, {}, OnFullDisk::writes});
}

void add_units(Routes& table) {
  using namespace units;
  table.add(Method::get, "/units", {show_units, Access::everyone});
  table.add(Method::get, "/units/{unit}", {show_unit, Access::everyone});
  table.add(Method::post, "/units/{unit}/services", {create_service, Access::members});
  table.add(Method::get, "/account/units", {show_own_units, Access::members});
  table.add(Method::get, "/account/units/{service}", {show_own_service, Access::members});
  table.add(Method::post, "/account/units/{service}", {update_service, Access::members});
  table.add(Method::post, "/account/units/{service}/end", {end_service, Access::members});
  table.add(Method::get, "/manage/units", {show_managed_units, Access::managers});
  table.add(Method::post, "/manage/units", {create_unit, Access::managers});
  table.add(Method::get, "/manage/units/import", {show_unit_imports, Access::managers});
  table.add(Method::post, "/manage/units/import",
            {create_unit_import, Access::managers, {}, OnFullDisk::refuses, Takes::files});
  table.add(Method::get, "/manage/units/import/{unit_import}", {show_unit_import, Access::managers});
  table.add(Method::post, "/manage/units/import/{unit_import}", {update_unit_import, Access::managers});
  table.add(Method::post, "/manage/units/import/{unit_import}/end", {end_unit_import, Access::managers});
  table.add(Method::get, "/manage/units/import/{unit_import}/refused.csv", {show_unit_refusals, Access::managers});
  table.add(Method::get, "/manage/units/{unit}", {show_managed_unit, Access::managers});
  table.add(Method::post, "/manage/units/{unit}", {update_unit, Access::managers});
  table.add(Method::post, "/manage/units/{unit}/removal", {end_unit, Access::managers});
  table.add(Method::post, "/manage/unit-kinds", {create_unit_kind, Access::managers});
  table.add(Method::post, "/manage/unit-kinds/{unit_kind}", {update_unit_kind, Access::managers});
  table.add(Method::post, "/manage/unit-kinds/{unit_kind}/removal", {end_unit_kind, Access::managers});
}

void add_profiles(Routes& table) {
  using namespace community;
  table.add(Method::get, "/account/fields", {show_own_fields, Access::members});
  table.add(Method::post, "/account/fields", {update_own_fields, Access::members});
  table.add(Method::get, "/manage/profile-fields", {show_profile_fields, Access::managers});
  table.add(Method::post, "/manage/profile-fields", {create_field, Access::managers});
  table.add(Method::get, "/manage/profile-fields/{field}", {show_profile_field, Access::managers});
  table.add(Method::post, "/manage/profile-fields/{field}", {update_field, Access::managers});
  table.add(Method::post, "/manage/profile-fields/{field}/position", {change_field_place, Access::managers});
  table.add(Method::post, "/manage/profile-fields/{field}/removal", {end_field, Access::managers});
}

// What a member can know, take away and end.
void add_privacy(Routes& table) {
  using namespace privacy;
  table.add(Method::get, "/account/data", {show_data, Access::members});
  table.add(Method::get, "/account/data/{held}", {show_held, Access::members});
  table.add(Method::post, "/account/data/copy", {copy_data, Access::members});
  table.add(Method::post, "/account/data/copies/{copy}", {fetch_copy, Access::members});
  table.add(Method::get, "/account/leave", {show_leave, Access::members});
  table.add(Method::post, "/account/leave", {leave, Access::members});
  table.add(Method::get, "/leaving/{token}", {show_leaving, Access::everyone});
  table.add(Method::post, "/leaving/{token}", {confirm_leaving, Access::everyone});
  table.add(Method::get, "/account/consents", {show_consents, Access::members});
  table.add(Method::post, "/account/consents/{purpose}", {change_consent, Access::members});
  table.add(Method::post, "/manage/purposes", {create_purpose, Access::managers});
  table.add(Method::get, "/manage/purposes/{purpose}", {show_purpose, Access::managers});
  table.add(Method::post, "/manage/purposes/{purpose}", {update_purpose, Access::managers});
  table.add(Method::post, "/manage/purposes/{purpose}/end", {end_one_purpose, Access::managers});
  table.add(Method::get, "/manage/privacy", {show_managed_privacy, Access::managers});
  table.add(Method::post, "/manage/privacy", {update_managed_privacy, Access::managers});
  table.add(Method::get, "/manage/privacy/retention", {show_retention, Access::managers});
  table.add(Method::post, "/manage/privacy/retention", {update_retention, Access::managers});
  table.add(Method::get, "/manage/privacy/register", {show_register, Access::managers});
  table.add(Method::get, "/manage/privacy/register.csv", {show_register_table, Access::managers});
}

void add_files(Routes& table) {
  using namespace files;
  table.add(Method::post, "/files", {create_file, Access::members, {}, OnFullDisk::refuses, Takes::files});
  table.add(Method::get, "/files/{upload}", {show_file, Access::everyone});
  table.add(Method::get, "/files/{upload}/{copy}", {show_file, Access::everyone});
  table.add(Method::get, "/faces/{face}", {show_face, Access::everyone});
  table.add(Method::get, "/faces/{face}/{copy}", {show_face, Access::everyone});
  table.add(Method::get, "/account/pictures", {show_own_pictures, Access::members});
  table.add(Method::post, "/account/pictures/face",
            {choose_face, Access::members, {}, OnFullDisk::refuses, Takes::files});
  table.add(Method::post, "/account/pictures/cover",
            {choose_cover, Access::members, {}, OnFullDisk::refuses, Takes::files});
  table.add(Method::post, "/account/pictures/face/removal", {end_face, Access::members, {}, OnFullDisk::writes});
  table.add(Method::post, "/account/pictures/cover/removal", {end_cover, Access::members, {}, OnFullDisk::writes});
  table.add(Method::get, "/account/files", {show_own_files, Access::members});
  table.add(Method::get, "/account/files/{upload}", {show_own_file, Access::members});
  table.add(Method::post, "/account/files/{upload}", {describe_own_file, Access::members});
  table.add(Method::post, "/account/files/{upload}/removal",
            {remove_own_file, Access::members, {}, OnFullDisk::writes});
  table.add(Method::get, "/manage/files", {show_file_rules, Access::managers});
  table.add(Method::post, "/manage/files", {update_file_rules, Access::managers});
}

void add_feeds(Routes& table) {
  using namespace feeds;
  table.add(Method::get, "/feed.atom", {show_site_feed, Access::everyone});
  table.add(Method::get, "/spaces/{space}/feed.atom", {show_space_feed, Access::everyone});
  table.add(Method::get, "/tags/{tag}/feed.atom", {show_tag_feed, Access::everyone});
  table.add(Method::get, "/threads/{thread}/feed.atom", {show_thread_feed, Access::everyone});
  table.add(Method::get, "/groups/{group}/feed.atom", {show_group_feed, Access::everyone});
  table.add(Method::get, "/members/{handle}/feed.atom", {show_member_feed, Access::everyone});
  table.add(Method::get, "/sitemap.xml", {show_sitemap_index, Access::everyone});
  table.add(Method::get, "/sitemap/{file}", {show_sitemap, Access::everyone});
}

void add_search(Routes& table) {
  using namespace community;
  table.add(Method::get, "/search",
            {show_search, Access::everyone, {"q", "space", "tag", "author", "from", "to", "solved", "order", "after"}});
  table.add(Method::get, "/search/suggestions", {suggest_matches, Access::everyone});
}

void add_notifications_and_live(Routes& table) {
  using namespace community;
  table.add(Method::get, "/notifications", {show_notifications, Access::members});
  table.add(Method::post, "/notifications/read", {read_notifications, Access::members});
  table.add(Method::get, "/live", {open_live_stream, Access::everyone});
}

void add_incoming(Routes& table) {
  using namespace incoming;
  table.add(Method::post, "/letters/incoming",
            {take_in, Access::everyone, {}, OnFullDisk::refuses, Takes::text, Proof::signature});
  table.add(Method::post, "/account/letters/resume", {ask_for_letters, Access::members});
  table.add(Method::get, "/letters/resume/{token}", {show_resume, Access::everyone});
  table.add(Method::post, "/letters/resume/{token}", {create_resume, Access::everyone});
}

Access access_of(api::Caller caller) {
  switch (caller) {
    case api::Caller::everyone: return Access::everyone;
    case api::Caller::members: return Access::members;
    case api::Caller::managers: return Access::managers;
  }
  return Access::managers;
}

void add_api(Routes& table) {
  table.add(Method::get, std::string(api::kRoot).append("/openapi.json"), {api::show_openapi, Access::everyone});
  table.add(Method::get, std::string(api::kRoot).append("/problems"), {api::show_problem_kinds, Access::everyone});
  table.add(Method::get, std::string(api::kRoot).append("/problems/{name}"),
            {api::show_problem_kind, Access::everyone});
  for (const auto& call : api::calls()) {
    const auto on_full_disk = call.method == Method::del ? OnFullDisk::writes : OnFullDisk::refuses;
    const std::string_view taken = call.takes;
    const auto takes = taken == api::kFileForm || taken == api::kTable ? Takes::files : Takes::text;
    table.add(call.method, std::string(api::kRoot).append(call.path),
              {call.handler, access_of(call.caller), {}, on_full_disk, takes});
  }
}

Routes make_routes() {
  Routes table;
  add_site(table);
  add_accounts(table);
  add_own_account(table);
  add_ways_in(table);
  add_reading(table);
  add_writing(table);
  add_moderation(table);
  add_waiting(table);
  add_arriving(table);
  add_groups(table);
  add_letters(table);
  add_units(table);
  add_profiles(table);
  add_privacy(table);
  add_files(table);
  add_today(table);
  add_health(table);
  add_influencers(table);
  add_incoming(table);
  add_card(table);
  add_cockpit(table);
  add_plans(table);
  add_returns(table);
  add_feeds(table);
  add_search(table);
  add_notifications_and_live(table);
  add_api(table);
  return table;
}

}  // namespace

const Routes& routes() {
  static const Routes table = make_routes();
  return table;
}

bool takes_files(std::string_view raw_path) {
  const auto found = routes().find(Method::post, raw_path);
  return found.route && found.route->handler.takes == Takes::files;
}

}  // namespace parvis::app
