#include "core/store/stored_ids.h"

namespace parvis::store {

const Sql kGreatestId{R"(
  select coalesce(max(id), 0) from (
    select max(id) as id from job
    union all select max(id) from member
    union all select max(id) from session
    union all select max(id) from api_token
    union all select max(id) from space
    union all select max(id) from tag
    union all select max(id) from thread
    union all select max(id) from post
    union all select max(id) from post_revision
    union all select max(id) from comment
    union all select max(id) from vote
    union all select max(id) from notification
    union all select max(id) from badge
    union all select max(id) from member_badge
    union all select max(id) from tag_text
    union all select max(id) from custom_role
    union all select max(id) from contribution
    union all select max(id) from data_copy
    union all select max(id) from purpose
    union all select max(id) from consent
    union all select max(id) from member_group
    union all select max(id) from group_letter
    union all select max(id) from unit_kind
    union all select max(id) from unit
    union all select max(id) from unit_import
    union all select max(id) from service
    union all select max(id) from moderation_case
    union all select max(id) from flag
    union all select max(id) from sanction
    union all select max(id) from appeal
    union all select max(id) from member_note
    union all select max(id) from watched_word
    union all select max(id) from staff_change
    union all select max(id) from lesson
    union all select max(id) from invitation
    union all select max(id) from share
    union all select max(id) from issuer
    union all select max(id) from passkey
    union all select max(id) from member_import
    union all select max(id) from imported_member
    union all select max(id) from profile_field
    union all select max(id) from file
    union all select max(id) from task
    union all select max(id) from personal_word
    union all select max(id) from plan
    union all select max(id) from plan_step
    union all select max(id) from plan_member
    union all select max(id) from plan_moment
    union all select max(id) from letter_turn
    union all select max(id) from segment
    union all select max(id) from segment_letter
    union all select max(id) from journey
    union all select max(id) from stage
    union all select max(id) from influencer
    union all select max(id) from influencer_import
    union all select max(id) from ledger_account
    union all select max(id) from ledger_transfer
    union all select max(id) from cost
    union all select max(id) from assumption
    union all select max(id) from shop_order
    union all select max(id) from order_import
    union all select max(id) from gain
    union all select max(id) from report
    union all select max(id) from report_reader
    union all select max(id) from activity
  ) as greatest)"};

std::int64_t greatest_id(Reader& reader) { return *reader.one<std::int64_t>(kGreatestId); }

}  // namespace parvis::store
