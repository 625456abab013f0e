#include "exchange/open_form/testing/sample.h"

#include <ranges>

#include "community/threads/counters.h"
#include "core/store/testing/test_store.h"
#include "exchange/open_form/field_text.h"
#include "exchange/open_form/line_batches.h"
#include "exchange/open_form/open_export.h"
#include "exchange/open_form/open_import.h"
#include "exchange/open_form/rows.h"

namespace parvis::exchange::testing {

const std::vector<SampleLine>& sample_lines() {
  // One line each, whatever its length: one more moves none of the others.
  // clang-format off
  static const std::vector<SampleLine> lines{
      {"settings", R"({"name":"identity","value":{"name":"Cycles Mistral","languages":["fr","en"],"time_zone":"Europe/Paris"}})"},
      {"settings", R"({"name":"secret","value":"c2VjcmV0LW9mLXRoZS1jb21tdW5pdHk"})"},
      {"charters", R"({"version":1,"published_at":"2026-01-05T08:00:00.000000Z","body":{"en":"Be kind.","fr":"Soyez bienveillants."}})"},
      {"members", R"({"id":"4q0tn0g00000","handle":"ana","name":"Ana Lévy","email":"ana@square.example","email_confirmed_at":"2026-01-05T09:12:00.250000Z","role":"leader","status":"active","language":"fr","time_zone":"Europe/Paris","title":"","biography":"I *mend* wheels.","biography_html":"<p>I <em>mend</em> wheels.</p>","place":"Nîmes","website":"https://ana.example","face":{"hue":214,"portrait":"20310"},"created_at":"2026-01-05T09:10:00.000000Z","last_seen_at":"2026-03-01T18:00:00.000000Z","charter_version":1,"password_hash":"$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaA"})"},
      {"members", R"({"id":"4q0tn0g00001","handle":"luc","name":"Luc","role":"member","status":"unconfirmed","language":"en","time_zone":"","title":"","biography":"","biography_html":"","place":"","website":"","face":{"hue":12},"created_at":"2026-02-01T10:00:00.000000Z","last_seen_at":"2026-02-01T10:00:00.000000Z","charter_version":0})"},
      {"charter_acceptances", R"({"member":"4q0tn0g00000","version":1,"accepted_at":"2026-01-05T09:10:00.000000Z"})"},
      {"badges", R"({"id":"4q0tn0g00010","slug":"first-answer","name":"First answer"})"},
      {"member_badges", R"({"id":"4q0tn0g00011","member":"4q0tn0g00000","badge":"4q0tn0g00010","granted_at":"2026-01-06T00:00:00.000000Z"})"},
      {"spaces", R"({"id":"4q0tn0g00020","slug":"workshop","kind":"questions","visibility":"public","position":1,"name":{"en":"Workshop","fr":"Atelier"},"description":{"en":"Repairs, step by step."},"created_at":"2026-01-05T08:30:00.000000Z","openness":"free"})"},
      {"space_leaders", R"({"space":"4q0tn0g00020","member":"4q0tn0g00000"})"},
      {"custom_roles", R"({"id":"4q0tn0g00022","slug":"testers","name":{"en":"Testers","fr":"Testeurs"},"created_at":"2026-01-05T08:31:00.000000Z"})"},
      {"member_roles", R"({"member":"4q0tn0g00001","role":"4q0tn0g00022","granted_by":"4q0tn0g00000","granted_at":"2026-02-01T10:01:00.000000Z"})"},
      {"space_readers", R"({"space":"4q0tn0g00020","role":"4q0tn0g00022"})"},
      {"space_rights", R"({"space":"4q0tn0g00020","standing":"role:testers","action":"close","permission":"yes"})"},
      {"tags", R"({"id":"4q0tn0g00030","name":"chain","description":"All that turns the wheel."})"},
      {"threads", R"({"id":"4q0tn0g00040","space":"4q0tn0g00020","author":"4q0tn0g00000","title":"Which chain for a tandem?","slug":"which-chain-for-a-tandem","language":"en","created_at":"2026-01-10T10:00:00.000000Z","last_post":2,"solution":"4q0tn0g00051","solution_by":"4q0tn0g00000","solved_at":"2026-01-11T07:30:00.000000Z"})"},
      {"threads", R"({"id":"4q0tn0g00041","space":"4q0tn0g00020","author":"4q0tn0g00000","title":"Tandem: which chain?","slug":"tandem-which-chain","language":"en","created_at":"2026-01-12T10:00:00.000000Z","last_post":2,"closed_at":"2026-01-12T11:00:00.000000Z"})"},
      {"thread_tags", R"({"thread":"4q0tn0g00040","tag":"4q0tn0g00030"})"},
      {"thread_relations", R"({"thread":"4q0tn0g00041","other":"4q0tn0g00040","kind":"duplicate_of","created_at":"2026-01-12T11:00:00.000000Z"})"},
      {"old_thread_slugs", R"({"slug":"which-chain","thread":"4q0tn0g00040"})"},
      {"posts", R"({"id":"4q0tn0g00050","thread":"4q0tn0g00040","number":1,"author":"4q0tn0g00000","created_at":"2026-01-10T10:00:00.000000Z","edited_at":"2026-01-10T10:05:00.000000Z","body":"Ours breaks.","html":"<p>Ours breaks.</p>","renderer":3,"language":"en"})"},
      {"posts", R"({"id":"4q0tn0g00051","thread":"4q0tn0g00040","number":2,"author":"4q0tn0g00001","created_at":"2026-01-10T12:00:00.000000Z","body":"One of 11 speeds.","html":"<p>One of 11 speeds.</p>","renderer":3,"language":"en","reply_to":"4q0tn0g00050"})"},
      {"posts", R"({"id":"4q0tn0g00052","thread":"4q0tn0g00041","number":1,"author":"4q0tn0g00000","created_at":"2026-01-12T10:00:00.000000Z","body":"Again.","html":"<p>Again.</p>","renderer":3,"language":"en"})"},
      {"revisions", R"({"id":"4q0tn0g00060","post":"4q0tn0g00050","number":1,"editor":"4q0tn0g00000","created_at":"2026-01-10T10:05:00.000000Z","title":"Which chain?","tags":"chain","body":"Ours broke.","reason":"It still does."})"},
      {"comments", R"({"id":"4q0tn0g00070","post":"4q0tn0g00051","author":"4q0tn0g00000","created_at":"2026-01-10T13:00:00.000000Z","body":"Thank you.","html":"Thank you.","score":0})"},
      {"uploads", R"({"id":"4q0tn0g00075","member":"4q0tn0g00000","created_at":"2026-01-10T11:00:00.000000Z","kept_at":"2026-01-10T11:00:01.000000Z","kind":"picture","name":"chain.jpg","type":"image/jpeg","alt":"A worn chain","width":800,"height":600,"bytes":20480})"},
      {"upload_copies", R"({"upload":"4q0tn0g00075","label":"800.webp","sum":"2cea274d0bedc39ec4ab6ba9e59ec889e3ed6fb56a1cf088a64d9b383378dc97","type":"image/webp","bytes":20480})"},
      {"upload_uses", R"({"upload":"4q0tn0g00075","post":"4q0tn0g00051"})"},
      {"member_pictures", R"({"number":60000001,"member":"4q0tn0g00001","kind":"cover","upload":"4q0tn0g00075","face":{"hue":12}})"},
      {"contributions", R"({"id":"4q0tn0g00071","kind":"reply","author":"4q0tn0g00001","space":"4q0tn0g00020","thread":"4q0tn0g00040","title":"","body":"And mine?","tags":"","language":"en","sent_at":"2026-01-10T14:00:00.000000Z","decision":"turned_down","decided_at":"2026-01-10T15:00:00.000000Z","decided_by":"4q0tn0g00000","ground":"off_topic","reason":"Please open a question of your own.","held_for":""})"},
      {"moderation_cases", R"({"id":"4q0tn0g00072","object_kind":"post","object":"4q0tn0g00051","post":"4q0tn0g00051","author":"4q0tn0g00001","opened_at":"2026-01-10T16:00:00.000000Z","flags":1,"decision":"left","decided_at":"2026-01-10T17:00:00.000000Z","decided_by":"4q0tn0g00000","ground":"none","reason":""})"},
      {"flags", R"({"id":"4q0tn0g00073","case":"4q0tn0g00072","member":"4q0tn0g00000","object_kind":"post","object":"4q0tn0g00051","ground":"other","words":"Wrong speed.","flagged_at":"2026-01-10T16:00:00.000000Z"})"},
      {"sanctions", R"({"id":"4q0tn0g00074","member":"4q0tn0g00001","kind":"silence","ground":"unkind","reason":"Twice.","given_by":"4q0tn0g00000","given_at":"2026-01-10T17:00:00.000000Z","ends_at":"2026-01-17T17:00:00.000000Z"})"},
      {"appeals", R"({"id":"4q0tn0g00075","member":"4q0tn0g00001","object_kind":"sanction","object":"4q0tn0g00074","words":"Once.","sent_at":"2026-01-10T18:00:00.000000Z","first_by":"4q0tn0g00000","decision":"waiting","answer":""})"},
      {"member_notes", R"({"id":"4q0tn0g00076","member":"4q0tn0g00001","author":"4q0tn0g00000","body":"Means well.","written_at":"2026-01-10T18:00:00.000000Z"})"},
      {"watched_words", R"({"id":"4q0tn0g00077","words":"Casino","word_key":"casino","effect":"waits","added_by":"4q0tn0g00000","added_at":"2026-01-10T18:00:00.000000Z"})"},
      {"letter_troubles", R"({"member":"4q0tn0g00001","address":"ana@example.org","days":2,"last_at":"2026-01-10T18:00:00.000000Z","reason":"came_back","status":"4.2.2","stopped_at":"2026-01-10T18:00:00.000000Z"})"},
      {"slow_threads", R"({"thread":"4q0tn0g00041","seconds":60})"},
      {"former_places", R"({"thread":"4q0tn0g00041","number":2,"post":"4q0tn0g00051","moved_at":"2026-01-11T18:00:00.000000Z"})"},
      {"groups", R"({"id":"4q0tn0g00072","slug":"night-riders","name":"Night riders","description":"Lamps on.","door":"on_request","created_at":"2026-01-07T08:00:00.000000Z"})"},
      {"memberships", R"({"group":"4q0tn0g00072","member":"4q0tn0g00000","standing":"founder","since":"2026-01-07T08:00:00.000000Z","letters":1})"},
      {"group_requests", R"({"group":"4q0tn0g00072","member":"4q0tn0g00001","words":"I ride at night.","asked_at":"2026-02-02T08:00:00.000000Z","decision":"turned_down","decided_at":"2026-02-03T08:00:00.000000Z","decided_by":"4q0tn0g00000","reason":"No lamp."})"},
      {"group_invitations", R"({"group":"4q0tn0g00072","member":"4q0tn0g00001","invited_by":"4q0tn0g00000","invited_at":"2026-02-04T08:00:00.000000Z"})"},
      {"group_spaces", R"({"space":"4q0tn0g00020","group":"4q0tn0g00072"})"},
      {"group_letters", R"({"id":"4q0tn0g00073","group":"4q0tn0g00072","author":"4q0tn0g00000","subject":"Friday","body":"We ride at nine.","written_at":"2026-02-05T08:00:00.000000Z","receivers":1,"waited":1,"held_back":2,"stopped":1,"after_member":"4q0tn0g00000","finished_at":"2026-02-05T08:00:01.000000Z"})"},
      {"tasks", R"({"id":"4q0tn0g00170","kind":4,"occasion":"4q0tn0g00001:20500","member":"4q0tn0g00001","figure":19,"usual":3,"weight":62,"words":"","made_at":"2026-02-05T09:00:00.000000Z","state":2,"rests_until":0,"assignee":"4q0tn0g00000","decided_by":"4q0tn0g00000","decided_at":"2026-02-05T09:10:00.000000Z","contact":1})"},
      {"personal_words", R"({"id":"4q0tn0g00171","member":"4q0tn0g00001","author":"4q0tn0g00000","task":"4q0tn0g00170","body":"You are missed on Fridays.","written_at":"2026-02-05T09:10:00.000000Z"})"},
      {"unit_kinds", R"({"id":"4q0tn0g00074","name":{"en":"Workshop","fr":"Atelier"},"created_at":"2026-01-07T09:00:00.000000Z"})"},
      {"units", R"({"id":"4q0tn0g00075","kind":"4q0tn0g00074","name":"Atelier de la Fontaine","other_names":"Le Fontanier","place":"Nîmes","from_year":1952,"created_at":"2026-01-07T09:01:00.000000Z"})"},
      {"services", R"({"id":"4q0tn0g00076","member":"4q0tn0g00000","unit":"4q0tn0g00075","first_month":23976,"last_month":24035,"precision":2,"as_what":"mechanic","shown_to":"members","stated_at":"2026-01-07T09:02:00.000000Z"})"},
      {"influencers", R"({"id":"4q0tn0g00181","name":"Bérénice","member":"4q0tn0g00001","specialities":"Tandems","places":"Nîmes","notes":"Writes on Sundays.","contact_day":20480,"contact_by":"4q0tn0g00000","contact_way":2,"next_what":"Lend her the new frame","next_day":20500,"next_who":"4q0tn0g00000","task":"4q0tn0g00170","basis":1,"source":"The fair of Nîmes","made_by":"4q0tn0g00000","made_at":"2026-01-12T08:00:00.000000Z","changed_at":"2026-01-12T08:00:00.000000Z"})"},
      {"influencer_sites", R"({"influencer":"4q0tn0g00181","position":1,"address":"https://tandem.example/blog"})"},
      {"leader_corrections", R"({"member":"4q0tn0g00001","criterion":"known","score":3,"note":"Knows every workshop.","author":"4q0tn0g00000","at":"2026-01-11T08:00:00.000000Z"})"},
      {"member_circles", R"({"member":"4q0tn0g00001","circle":"fan","note":"At every ride.","author":"4q0tn0g00000","at":"2026-01-11T08:02:00.000000Z"})"},
      {"first_circle", R"({"member":"4q0tn0g00001","chosen_by":"4q0tn0g00000","chosen_at":"2026-01-11T08:01:00.000000Z"})"},
      {"profile_fields", R"({"id":"4q0tn0g00077","position":1,"kind":"choice","name":{"en":"What you ride","fr":"Votre monture"},"hint":{},"choices":"Tandem\nRecumbent","needed":1,"created_at":"2026-01-07T10:00:00.000000Z"})"},
      {"profile_answers", R"({"member":"4q0tn0g00000","field":"4q0tn0g00077","answer":"Tandem","seen_by":"members"})"},
      {"reactions", R"({"post":"4q0tn0g00051","member":"4q0tn0g00000","kind":"thanks","created_at":"2026-01-10T12:30:00.000000Z"})"},
      {"tag_texts", R"({"id":"4q0tn0g00080","tag":"4q0tn0g00030","kind":"excerpt","author":"4q0tn0g00000","created_at":"2026-01-10T09:00:00.000000Z","body":"Chains.","html":"<p>Chains.</p>"})"},
      {"votes", R"({"id":"4q0tn0g00090","post":"4q0tn0g00051","member":"4q0tn0g00000","kind":"up","created_at":"2026-01-10T12:31:00.000000Z"})"},
      {"votes", R"({"id":"4q0tn0g00091","kind":"edit_approved","created_at":"2026-01-10T12:32:00.000000Z"})"},
      {"tag_text_votes", R"({"vote":"4q0tn0g00091","tag_text":"4q0tn0g00080"})"},
      {"follows", R"({"member":"4q0tn0g00000","kind":"thread","target":"4q0tn0g00040","created_at":"2026-01-10T10:00:00.000000Z"})"},
      {"read_marks", R"({"member":"4q0tn0g00000","thread":"4q0tn0g00040","last_post":2,"read_at":"2026-01-10T12:29:00.000000Z"})"},
      {"notifications", R"({"id":"4q0tn0g000a0","member":"4q0tn0g00000","kind":"reply","thread":"4q0tn0g00040","post":"4q0tn0g00051","actor":"4q0tn0g00001","count":1,"created_at":"2026-01-10T12:00:00.000000Z","read_at":"2026-01-10T12:29:00.000000Z"})"},
      {"telling_wishes", R"({"member":"4q0tn0g00000","topic":"followed","on_page":1,"by_letter":"weekly"})"},
      {"letter_habits", R"({"member":"4q0tn0g00000","stopped_at":"2026-02-02T10:00:00.000000Z","reading":"daily","hour":7,"weekday":5,"quiet_from":22,"quiet_to":8})"},
      {"notification_backlog", R"({"thread":"4q0tn0g00040","first_post":2,"last_post":0,"after_member":"4q0tn0g00000"})"},
      {"drafts", R"({"member":"4q0tn0g00000","place":"thread:4q0tn0g00040","title":"","body":"And which sprocket","tags":"","updated_at":"2026-03-01T17:59:00.000000Z"})"},
      {"activities", R"({"id":"4q0tn0g000b0","at":"2026-01-10T12:00:00.000000Z","actor":"4q0tn0g00001","verb":"replied","object_kind":"post","object":"4q0tn0g00051","space":"4q0tn0g00020","thread":"4q0tn0g00040","counterpart":"4q0tn0g00000","amount":0,"detail":"","source":"page"})"},
      {"activities", R"({"id":"4q0tn0g000b1","at":"2026-01-05T08:00:00.000000Z","verb":"charter_published","object_kind":"charter","object":1,"amount":1,"detail":"","source":"command"})"},
      {"staff_changes", R"({"id":"4q0tn0g000b2","activity":"4q0tn0g000b1","what":"Version","was":"","became":"1","said":1})"},
      {"ledger_accounts", R"({"id":"4q0tn0g000d0","key":"gain:orders","unit":"cents"})"},
      {"ledger_accounts", R"({"id":"4q0tn0g000d1","key":"members:orders","unit":"cents"})"},
      {"ledger_transfers", R"({"id":"4q0tn0g000d2","reference":"gain:162129586585338083","month":24312,"at":"2026-01-10T12:00:00.000000Z","act":"4q0tn0g000b0"})"},
      {"ledger_transfers", R"({"id":"4q0tn0g000d4","reference":"gain:162129586585338083 taken back","month":24312,"at":"2026-01-11T12:00:00.000000Z","reverses":"4q0tn0g000d2"})"},
      {"ledger_entries", R"({"transfer":"4q0tn0g000d2","account":"4q0tn0g000d0","amount":12990})"},
      {"ledger_entries", R"({"transfer":"4q0tn0g000d2","account":"4q0tn0g000d1","amount":-12990})"},
      {"ledger_entries", R"({"transfer":"4q0tn0g000d4","account":"4q0tn0g000d0","amount":-12990})"},
      {"ledger_entries", R"({"transfer":"4q0tn0g000d4","account":"4q0tn0g000d1","amount":12990})"},
      {"costs", R"({"id":"4q0tn0g000d5","kind":"people","what":"A day a week","cents":80000,"first_month":24312,"last_month":1000000,"recorded_by":"4q0tn0g00000","recorded_at":"2026-01-10T12:00:00.000000Z","revision":1,"removed_at":"2026-01-10T12:01:00.000000Z"})"},
      {"assumptions", R"({"id":"4q0tn0g000d6","key":"call_chance","low":2000,"base":3500,"high":5000,"source":"The support desk","sentence":"Half of them say so.","author":"4q0tn0g00000","at":"2026-01-10T12:00:00.000000Z"})"},
      {"orders", R"({"id":"4q0tn0g000d7","reference":"1042","ordered_at":"2026-01-10T12:00:00.000000Z","cents":12990,"what":"A lamp","member":"4q0tn0g00000","tie":"number","standing":"counted","first_act":"4q0tn0g000b0","last_act":"4q0tn0g000b0","acts":1,"recorded_at":"2026-01-11T12:00:00.000000Z","taken_back_at":"2026-01-11T12:00:00.000000Z"})"},
      {"customer_numbers", R"({"number":"C-17","member":"4q0tn0g00000"})"},
      {"gains", R"({"id":"4q0tn0g000d3","kind":"orders","month":24312,"at":"2026-01-10T12:00:00.000000Z","quantity":12990,"member":"4q0tn0g00000","subject":"4q0tn0g000d7","act":"4q0tn0g000b0","words":"1042","ended_at":"2026-01-11T12:00:00.000000Z"})"},
      {"gain_acts", R"({"gain":"4q0tn0g000d3","act":"4q0tn0g000b0"})"},
      {"page_views", R"({"day":20463,"place":"kept","views":120})"},
      {"order_imports", R"({"id":"4q0tn0g000d8","made_by":"4q0tn0g00000","file_name":"orders.csv","plan":{"columns":["reference"],"has_heads":true},"created_at":"2026-01-11T12:00:00.000000Z","ended_at":"2026-01-11T12:01:00.000000Z","counted":1,"kept":0,"known":0,"refused":0})"},
      {"reports", R"({"id":"4q0tn0g000d9","month":24312,"language":"fr","content":{"month":24312,"sheets":[]},"made_at":"2026-02-03T08:00:00.000000Z","made_by":"4q0tn0g00000","scheduled":0,"sent":0})"},
      {"report_readers", R"({"id":"4q0tn0g000da","member":"4q0tn0g00000","email":"","language":"fr","basis":"","added_by":"4q0tn0g00000","added_at":"2026-02-03T08:00:00.000000Z","agreed_at":"2026-02-03T08:00:00.000000Z","proof":""})"},
      {"asked_addresses", R"({"mark":"Zm9yIGEgdGVzdA","reader":"4q0tn0g000db","asked_at":"2026-02-03T08:00:00.000000Z","agreed_at":"2026-02-04T08:00:00.000000Z","proof":"request 1"})"},
      {"origins", R"({"source":"stackexchange:bicycles","kind":"answer","foreign_id":1234,"id":"4q0tn0g00051"})"},
      {"waiting_revisions", R"({"post":"4q0tn0g00051","revision":"5b1c","foreign_id":77,"created_at":"2026-01-10T12:10:00.000000Z","editor":"4q0tn0g00001","body":"One of 10 speeds.","reason":""})"},
      {"join_requests", R"({"member":"4q0tn0g00001","answers":{"answers":[{"question":"What do you ride?","answer":"A tandem."}]},"asked_at":"2026-02-01T10:00:00.000000Z","decision":"let_in","decided_at":"2026-02-01T10:01:00.000000Z","decided_by":"4q0tn0g00000","word":"Welcome."})"},
      {"invitations", R"({"id":"4q0tn0g000b5","made_by":"4q0tn0g00000","note":"The tandem club","seats":5,"taken":1,"created_at":"2026-01-31T10:00:00.000000Z","expires_at":"2026-03-02T10:00:00.000000Z"})"},
      {"invited_members", R"({"member":"4q0tn0g00001","invitation":"4q0tn0g000b5","came_at":"2026-02-01T10:01:00.000000Z"})"},
      {"shares", R"({"id":"4q0tn0g000s0","member":"4q0tn0g00000","thread":"4q0tn0g00040","created_at":"2026-02-01T10:00:00.000000Z","visits":3})"},
      {"share_visits", R"({"day":20485,"share":"4q0tn0g000s0","visits":3})"},
      {"shared_members", R"({"member":"4q0tn0g00001","share":"4q0tn0g000s0","came_at":"2026-02-01T10:01:00.000000Z"})"},
      {"second_factors", R"({"member":"4q0tn0g00000","secret":"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ","last_step":58000000,"created_at":"2026-02-01T10:00:00.000000Z"})"},
      {"recovery_codes", R"({"code_hash":"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b","member":"4q0tn0g00000"})"},
      {"issuers", R"({"id":"4q0tn0g000ba","name":"Example","address":"https://login.example.org","client_id":"square","client_secret":"a secret","scopes":"openid profile email","makes_members":1,"is_open":1,"created_at":"2026-02-01T10:00:00.000000Z"})"},
      {"issuer_accounts", R"({"issuer":"4q0tn0g000ba","subject":"248289761001","member":"4q0tn0g00000","label":"ana@example.org","created_at":"2026-02-01T10:00:00.000000Z","last_used_at":"2026-02-02T10:00:00.000000Z"})"},
      {"passkeys", R"({"id":"4q0tn0g000bb","member":"4q0tn0g00000","credential":"AQID","public_key":"pQECAyYgASFYIA","sign_count":3,"name":"My telephone","created_at":"2026-02-01T10:00:00.000000Z"})"},
      {"member_imports", R"({"id":"4q0tn0g000b8","made_by":"4q0tn0g00000","file_name":"members.csv","content":"","plan":{"basis":"consent","columns":["email","name"]},"state":"inviting","created_at":"2026-02-01T10:00:00.000000Z","started_at":"2026-02-01T10:05:00.000000Z","people":1,"merged":0,"known":0,"refused":1,"refusals":"Line;Reason\r\n3;No address\r\n"})"},
      {"imported_members", R"({"id":"4q0tn0g000b9","import":"4q0tn0g000b8","email":"Eve@square.example","name":"Eve","handle":"","language":"fr","place":"","sent_at":"2026-02-01T10:06:00.000000Z"})"},
      {"sessions", R"({"token_hash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","id":"4q0tn0g000c0","member":"4q0tn0g00000","created_at":"2026-03-01T17:00:00.000000Z","last_seen_at":"2026-03-01T18:00:00.000000Z","expires_at":"2026-03-31T17:00:00.000000Z","address":"203.0.113.7","agent":"Firefox","issuer":"4q0tn0g000ba","issuer_subject":"248289761001","issuer_session":"a1"})"},
      {"one_time_links", R"({"token_hash":"60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752","purpose":"reset_password","member":"4q0tn0g00000","email":"ana@square.example","created_at":"2026-03-01T17:00:00.000000Z","expires_at":"2026-03-01T18:00:00.000000Z"})"},
      {"purposes", R"({"id":"4q0tn0g000e0","slug":"monthly","created_at":"2026-01-05T08:00:00.000000Z"})"},
      {"purpose_texts", R"({"purpose":"4q0tn0g000e0","version":1,"name":{"en":"The letter of the month"},"body":{"en":"Once a month, what is new."},"asks_again":0,"published_at":"2026-01-05T08:00:00.000000Z"})"},
      {"consents", R"({"id":"4q0tn0g000e1","member":"4q0tn0g00000","purpose":"4q0tn0g000e0","version":1,"agrees":1,"way":"page","language":"en","body":"Once a month, what is new.","proof":"request 4q from 192.0.2.1","at":"2026-01-06T08:00:00.000000Z"})"},
      {"erasures", R"({"member":"4q0tn0g00009","words":"go","asked_at":"2026-02-01T10:00:00.000000Z","due_at":"2026-02-08T10:00:00.000000Z","done_at":"2026-02-08T10:00:05.000000Z","step":9,"after_id":0})"},
      {"api_tokens", R"({"token_hash":"fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13","id":"4q0tn0g000d0","member":"4q0tn0g00000","scope":"read","label":"statistics","created_at":"2026-03-01T17:00:00.000000Z"})"},
      {"segments", R"({"id":"4q0tn0g000f0","slug":"helpers","name":"Helpers","description":"Who answers.","condition":"acts(\"replied\") >= 5 within 30 days","made_by":"4q0tn0g00000","made_at":"2026-02-01T08:00:00.000000Z","changed_at":"2026-02-01T08:00:00.000000Z","evaluated_at":"2026-02-01T08:00:01.000000Z","members":1})"},
      {"segment_members", R"({"segment":"4q0tn0g000f0","member":"4q0tn0g00001","since_at":"2026-02-02T08:00:00.000000Z"})"},
      {"segment_moves", R"({"segment":"4q0tn0g000f0","activity":"4q0tn0g000f1","member":"4q0tn0g00001","entered":1,"at":"2026-02-02T08:00:00.000000Z"})"},
      {"journeys", R"({"id":"4q0tn0g000f2","slug":"the-way","name":{"en":"The way","fr":"Le chemin"},"made_at":"2026-02-01T08:00:00.000000Z"})"},
      {"stages", R"({"id":"4q0tn0g000f3","journey":"4q0tn0g000f2","slug":"helper","lane":1,"position":1,"name":{"en":"Helper","fr":"Qui aide"},"segment":"4q0tn0g000f0","too_long_days":90})"},
      {"stage_members", R"({"journey":"4q0tn0g000f2","lane":1,"member":"4q0tn0g00001","stage":"4q0tn0g000f3","since_at":"2026-02-02T08:00:00.000000Z","by_hand":0})"},
      {"stage_stays", R"({"stage":"4q0tn0g000f3","member":"4q0tn0g00000","entered_at":"2026-02-02T08:00:00.000000Z","left_at":"2026-02-03T08:00:00.000000Z"})"},
      {"segment_letters", R"({"id":"4q0tn0g000f5","segment":"4q0tn0g000f0","purpose":"4q0tn0g000e0","author":"4q0tn0g00000","subject":"Friday","body":"Come at nine.","written_at":"2026-02-05T08:00:00.000000Z","receivers":1,"waited":1,"held_back":2,"stopped":1,"after_member":"4q0tn0g00001","finished_at":"2026-02-05T08:00:01.000000Z"})"},
      {"plans", R"({"id":"4q0tn0g00180","slug":"first-month","name":"The first month","description":"Who came in.","segment":"4q0tn0g000f0","ends_when":"last act within 3 days","purpose":"4q0tn0g000e0","signed_by":"4q0tn0g00000","made_by":"4q0tn0g00000","made_at":"2026-02-01T08:00:00.000000Z","changed_at":"2026-02-01T08:00:00.000000Z","running":1,"followed":"4q0tn0g000f1"})"},
      {"plan_steps", R"({"id":"4q0tn0g00181","plan":"4q0tn0g00180","position":1,"kind":1,"way":2,"after_days":7,"condition":"not role leader","note":"Ask how it went","words":"Hello {name}"})"},
      {"plan_members", R"({"id":"4q0tn0g00182","plan":"4q0tn0g00180","member":"4q0tn0g00001","assigned_by":"4q0tn0g00000","begun_at":"2026-02-02T08:00:00.000000Z","next_step":"4q0tn0g00181","due_at":"2026-02-09T08:00:00.000000Z","held":1,"ending":0})"},
      {"plan_moments", R"({"id":"4q0tn0g00183","way":"4q0tn0g00182","plan":"4q0tn0g00180","member":"4q0tn0g00001","step":"4q0tn0g00181","what":6,"at":"2026-02-09T08:00:00.000000Z","until":"2026-02-11T08:00:00.000000Z"})"},
      {"letter_turns", R"({"id":"4q0tn0g00184","member":"4q0tn0g00001","sort":2,"at":"2026-02-05T08:00:00.000000Z"})"},
  };
  // clang-format on
  return lines;
}

std::unique_ptr<store::Store> store_of(const std::vector<SampleLine>& lines) {
  auto store = store::open_migrated_test_store();
  refill(*store, lines);
  return store;
}

void refill(store::Store& store, const std::vector<SampleLine>& lines) {
  store.write([&](store::Transaction& transaction) {
    transaction.run("delete from tag_space");
    for (const auto& form : forms() | std::views::reverse) transaction.run("delete from " + form.table);
    for (const auto& [name, line] : lines) {
      const auto& form = *find_form(name);
      const auto row = read_row(form, line);
      FormRows rows(transaction, form, store::Failures::at_once);
      rows.add(row);
      rows.put_in();
    }
    community::recount_all(transaction);
  });
}

Lines lines_of(store::Store& store, Told told) {
  Lines files;
  store.read([&](store::Reader& reader) {
    for (const auto& form : forms()) {
      if (form.told == Told::with_accounts && told == Told::always) continue;
      auto& lines = files.emplace_back(form.file(), "").second;
      const auto fields = fields_told(form, told);
      each_row(reader, form, told, [&](const std::vector<store::Value>& row) { append_line(lines, fields, row); });
    }
  });
  return files;
}

std::unique_ptr<store::Store> carried_over(store::Store& store, Told told) {
  const Folder folder;
  export_community(store, folder / "export", {.told = told});
  auto target = store::open_migrated_test_store();
  ImportOptions options;
  options.report = folder / "report.txt";
  options.batch_rows = 150;  // some put in together, some one by one
  const auto result = import_export(*target, folder / "export", verify_export(folder / "export"), options);
  if (result.refused() > 0) throw Fault(folder.read("report.txt"));
  return target;
}

}  // namespace parvis::exchange::testing
